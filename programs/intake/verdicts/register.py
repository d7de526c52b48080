"""What the register knows of the people of a list, in a constant number of queries."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from participants.likeness import SIMILAR, slips_of
from participants.models import Participant, PeselChange
from participants.names import words_of
from programs.intake.people import ReadRow
from programs.intake.progress import Told, untold
from programs.intake.verdicts.verdict import Target
from programs.models import Referral

CHUNK = 10_000
"""Rows looked up at once."""

LIKELY = f"""
WITH told AS (
    SELECT * FROM jsonb_to_recordset(%s::jsonb)
    AS told(number int, name text, first text, born date, sex text, slips date[])
)
SELECT told.number, person.id, person.pesel, person.search_key, person.birth_date,
       similarity(person.search_key, told.name) AS likeness,
       person.last_name || ' ' || person.first_name
FROM told JOIN participants_participant person
  ON person.birth_date = told.born AND person.merged_into_id IS NULL
 AND (similarity(person.search_key, told.name) >= {SIMILAR}
      OR (person.sex = told.sex OR told.sex IS NULL)
         AND strpos(person.search_key, ' ' || told.first || ' ') > 0)
UNION ALL
SELECT told.number, person.id, person.pesel, person.search_key, person.birth_date,
       similarity(person.search_key, told.name), person.last_name || ' ' || person.first_name
FROM told JOIN participants_participant person
  ON person.search_key >= told.name AND person.search_key < left(told.name, -1) || '!'
 AND person.birth_date + 0 = ANY(told.slips) AND person.merged_into_id IS NULL
ORDER BY 1, 6 DESC, 2
"""  # noqa: S608 - the one thing put in is our own number
"""Twin of `participants.likeness.alike` for many rows. An exclamation mark follows the space by
code point, so that the second half reads a range of the index on names; the day with nothing added
keeps PostgreSQL from the index on birth dates, where fifty days find some hundred people for each."""


@dataclass
class Register:
    """The cards that may be meant by the rows of a list."""

    by_pesel: dict[str, Participant] = field(default_factory=dict)
    by_former: dict[str, Participant] = field(default_factory=dict)
    """People who had the number before it was corrected."""
    likely: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Numbers of the cards of people like those in the rows that no PESEL decides."""
    names: dict[int, str] = field(default_factory=dict)
    """How to tell of a likely person: name and birth date."""
    referred: set[int] = field(default_factory=set)
    """Those who are put forward for the same thing already."""

    @classmethod
    def of(cls, rows: Sequence[ReadRow], target: Target, told: Told = untold) -> "Register":
        """Look the people of the rows up."""
        register = cls()
        told(0, 1)
        for start in range(0, len(rows), CHUNK):
            register._look_up(rows[start : start + CHUNK], target)
            told(min(start + CHUNK, len(rows)), len(rows))
        return register

    def person_of(self, row: ReadRow) -> Participant | None:
        """The person whose PESEL, present or former, the row tells."""
        number = row.fields.get("pesel")
        return self.by_pesel.get(number) or self.by_former.get(number)

    def _look_up(self, rows: Sequence[ReadRow], target: Target) -> None:
        numbers = {row.fields["pesel"] for row in rows if "pesel" in row.fields}
        people = Participant.objects.filter(pesel__in=numbers).order_by()
        self.by_pesel.update({person.pesel: person for person in people})
        former = PeselChange.objects.filter(
            old_pesel__in=numbers - self.by_pesel.keys(), participant__merged_into=None
        )
        for change in former.select_related("participant").order_by("changed_on", "pk"):
            self.by_former[change.old_pesel] = change.participant
        self._look_for_likely([row for row in rows if not self.person_of(row)])
        self._look_for_referred(rows, target)

    def _look_for_likely(self, rows: Iterable[ReadRow]) -> None:
        told = [_told(row) for row in rows if _is_told(row)]
        if not told:
            return
        having = {row.number: "pesel" in row.fields for row in rows}
        keys = {one["number"]: (one["name"], one["born"]) for one in told}
        with connection.cursor() as cursor:
            cursor.execute(LIKELY, [json.dumps(told)])
            for number, person, pesel, key, born, _, called in cursor.fetchall():
                name, day = keys[number]
                is_same = key.startswith(name) and born.isoformat() == day
                # Two good numbers that differ are two people, unless all else is the same.
                if (not having[number] or pesel is None or is_same) and (
                    person not in self.likely[number]
                ):
                    self.likely[number].append(person)
                    self.names[person] = f"{called}, ur. {born:%d.%m.%Y}"

    def _look_for_referred(self, rows: Sequence[ReadRow], target: Target) -> None:
        people = {person.pk for row in rows if (person := self.person_of(row))}
        self.referred |= referred(people, target)


def referred(people: Iterable[int], target: Target) -> set[int]:
    """Those of the people who are put forward for the target already."""
    there = Referral.objects.filter(participant__in=people, edition=target.edition)
    if target.edition is None:
        there = there.filter(program=target.program, year=target.year)
    return set(there.order_by().values_list("participant", flat=True))


def _is_told(row: ReadRow) -> bool:
    return all(row.fields.get(name) for name in ("last_name", "first_name", "birth_date"))


def _told(row: ReadRow) -> dict:
    """The row as the query reads it."""
    last, first = (" ".join(words_of(row.fields[name])) for name in ("last_name", "first_name"))
    born = row.fields["birth_date"]
    return {
        "number": row.number,
        "name": f" {last} {first} ",
        "first": first,
        "born": born.isoformat(),
        "sex": row.fields.get("sex"),
        "slips": sorted(day.isoformat() for day in slips_of(born)),
    }

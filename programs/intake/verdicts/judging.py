"""The way from rows as read to verdicts beside the register."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from participants.models import Participant
from programs.intake.fields import Field
from programs.intake.lists import ReadList, ReadRow
from programs.intake.problems import Level, Problem, error, warning
from programs.intake.progress import Told, untold
from programs.intake.reading.cells import address
from programs.intake.uncollected import uncollected
from programs.intake.verdicts.comparing import compare, is_another_name
from programs.intake.verdicts.people import refusals, refusals_of
from programs.intake.verdicts.register import Register
from programs.intake.verdicts.verdict import Judged, Kind, RowVerdict, Target

WHOLE = {
    "last_name": (Field.FULL_NAME,),
    "first_name": (Field.FULL_NAME,),
    "second_name": (Field.FIRST_NAME, Field.FULL_NAME),
    "street": (Field.ADDRESS,),
    "house_number": (Field.FLAT_NUMBER, Field.STREET, Field.ADDRESS),
    "postcode": (Field.CITY, Field.ADDRESS),
    "city": (Field.POSTCODE, Field.ADDRESS),
    "birth_date": (Field.PESEL,),
    "sex": (Field.PESEL, Field.FIRST_NAME, Field.FULL_NAME),
}
"""In which other columns a field may be told."""
ANYWHERE = (Field.LAST_NAME, Field.FULL_NAME, Field.PESEL, Field.BIRTH_DATE)
"""The cells that stand for a row in which the field has no cell."""
PROFILED = range(2014, 2020)
"""Years in which labour offices set profiles."""
ADULT = 18
LACKING = {
    Field.PHONE: "Nie ma numeru telefonu.",
    Field.PROFILE: "Nie ma profilu pomocy.",
}
SHOWN = 3
"""How many likely people a problem names."""


@uncollected()
def judge(found: ReadList, target: Target, told: Told = untold) -> Judged:
    """A verdict for each row; the number of queries does not follow the number of rows."""
    register = Register.of(found.rows, target, told)
    judge_row = RowJudge(register, found, target)
    rows = [judge_row(row) for row in found.rows]
    _tell_repeated(rows, judge_row)
    return Judged(found, target, rows)


class RowJudge:
    """Judges one row after another beside what was looked up for all of them."""

    def __init__(self, register: Register, found: ReadList, target: Target) -> None:
        self.register = register
        self.places = {claim.field: claim.column.place for claim in found.mapped}
        self.expected = [one for one in LACKING if one in found.expected]
        if target.year not in PROFILED and Field.PROFILE in self.expected:
            self.expected.remove(Field.PROFILE)
        self.day = min(timezone.localdate(), date(target.year, 12, 31))

    def __call__(self, row: ReadRow) -> RowVerdict:
        problems = [problem for problem in row.problems if problem.code != "repeated_person"]
        verdict = RowVerdict(row, problems=problems)
        if person := self.register.person_of(row):
            self._beside(verdict, person)
        else:
            self._without(verdict)
            self._tell_lacking(verdict)
        self._tell_child(verdict)
        if any(problem.level is Level.ERROR for problem in verdict.problems):
            verdict.kind = Kind.ERROR
        return verdict

    def _beside(self, verdict: RowVerdict, person: Participant) -> None:
        """The PESEL says who it is, unless everything else says otherwise."""
        row = verdict.row
        verdict.participant = person.pk
        verdict.differences, verdict.fills = compare(row, person)
        verdict.kind = Kind.CHANGED if verdict.differences else Kind.KNOWN
        if person.pk in self.register.referred:
            verdict.kind = Kind.REFERRED
            self.add(verdict, "pesel", warning("already_referred", "Ta osoba jest już skierowana."))
        if person.pesel != row.fields["pesel"]:
            said = "Osoba ma w kartotece nowszy numer PESEL niż na liście. Karty nie zmieniono."
            self.add(verdict, "pesel", warning("former_pesel", said, person.pesel))
        self._doubt(verdict, person)
        written = {change.field: change.new for change in (*verdict.differences, *verdict.fills)}
        for name, sentence in refusals_of(written):
            self.add(verdict, name, error(f"bad_{name}", sentence))

    def _doubt(self, verdict: RowVerdict, person: Participant) -> None:
        """What makes it doubtful that the person with the number is the one meant."""
        doubts = []
        if is_another_name(verdict.row, person.first_name, person.last_name):
            said = f"Ten numer PESEL ma w kartotece {person}. Sprawdź, o kogo chodzi."
            doubts.append(("pesel", warning("pesel_of_another_name", said, str(person))))
        complained = {told.field for told in verdict.row.problems if told.level is Level.ERROR}
        for name, word in (("birth_date", "data urodzenia"), ("sex", "płeć")):
            if name not in complained and verdict.row.fields.get(
                name, getattr(person, name)
            ) != getattr(person, name):
                said = f"W kartotece jest inna {word}. Lista jej nie zmienia: sprawdź, kto to jest."
                doubts.append((name, warning(f"{name}_differs", said, getattr(person, name))))
        for name, problem in doubts:
            self.add(verdict, name, problem)
        if doubts:
            verdict.kind, verdict.candidates = Kind.DOUBTFUL, (person.pk,)

    def _without(self, verdict: RowVerdict) -> None:
        """No PESEL decides: a new person, unless somebody is like her."""
        verdict.candidates = tuple(self.register.likely.get(verdict.number, ()))
        if verdict.candidates:
            verdict.kind = Kind.DOUBTFUL
            names = "; ".join(self.register.names[one] for one in verdict.candidates[:SHOWN])
            said = f"W kartotece jest osoba o takich samych lub podobnych danych: {names}."
            self.add(verdict, "last_name", warning("similar_person", said, verdict.candidates[0]))
            return
        complained = {problem.field for problem in verdict.row.problems}
        for name, sentence in refusals(verdict.row):
            # What an error has kept from being read is told by that error.
            is_unread = verdict.row.has_errors and name not in verdict.row.fields
            if name not in complained and not is_unread:
                code = "no_sex" if name == "sex" else f"bad_{name}"
                self.add(verdict, name, error(code, sentence))

    def _tell_lacking(self, verdict: RowVerdict) -> None:
        """What a new person should have; of others the card may tell it."""
        complained = {problem.field for problem in verdict.row.problems}
        for name in self.expected:
            if name not in verdict.row.fields and name not in complained:
                self.add(verdict, name, warning(f"no_{name}", LACKING[name]))

    def _tell_child(self, verdict: RowVerdict) -> None:
        born = verdict.row.fields.get("birth_date")
        if born is None or _years_between(born, self.day) >= ADULT:
            return
        own = "birth_date" not in verdict.row.derived
        source = "Z daty urodzenia" if own else "Z numeru PESEL"
        said = (
            f"{source} wynika, że osoba urodziła się {born:%d.%m.%Y}, więc {self.day:%d.%m.%Y} nie "
            f"miała jeszcze {ADULT} lat. Sprawdź, czy to właściwa osoba."
        )
        self.add(verdict, "birth_date" if own else "pesel", warning("child", said))

    def add(self, verdict: RowVerdict, name: str, problem: Problem) -> None:
        """Keep the problem with the cell that tells the field."""
        verdict.problems.append(problem.at(name, cell_of(self.places, verdict.number, name)))


def cell_of(places: Mapping[Field, int], number: int, name: str) -> str:
    """The cell of the row that tells the field, or else the one that names the person."""
    likely = (Field(name), *WHOLE.get(name, ()), *ANYWHERE)
    told = (places[column] for column in likely if column in places)
    place = next(told, None)
    return "" if place is None else address(number, place)


def _years_between(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _tell_repeated(rows: Sequence[RowVerdict], judge_row: RowJudge) -> None:
    """Of rows of one person the first without errors stands; the others name all of the rest."""
    for group in _groups(rows, _who):
        if _is_of_two_people(group):
            for verdict in group:
                said = f"Ten sam numer PESEL ma inna osoba: {_places(verdict, group)}. Sprawdź oba."
                judge_row.add(verdict, "pesel", error("one_pesel_two_people", said))
                verdict.kind = Kind.ERROR
            continue
        stands = next((verdict for verdict in group if verdict.kind is not Kind.ERROR), None)
        for verdict in group:
            said = f"Ta osoba jest na liście więcej niż raz: {_places(verdict, group)}."
            others = tuple(other.number for other in group if other is not verdict)
            judge_row.add(verdict, "pesel", warning("repeated_person", said, others))
            if verdict is not stands and verdict.kind is not Kind.ERROR:
                verdict.kind = Kind.DUPLICATE
    for group in _groups(rows, _named):
        _tell_half_known(group, judge_row)


def _groups(rows: Iterable[RowVerdict], who) -> list[list[RowVerdict]]:
    """Rows about one person, where there is more than one."""
    found = defaultdict(list)
    for verdict in rows:
        if (key := who(verdict)) is not None:
            found[key].append(verdict)
    return [group for group in found.values() if len(group) > 1]


def _who(verdict: RowVerdict) -> Any:
    """The person on the register, or the number, or the name and birth date."""
    if verdict.participant:
        return verdict.participant
    return verdict.row.fields.get("pesel") or _named(verdict)


def _named(verdict: RowVerdict) -> tuple | None:
    names = ("last_name", "first_name", "birth_date")
    told = tuple(verdict.row.fields.get(name) for name in names)
    return None if None in told else told


def _is_of_two_people(group: Sequence[RowVerdict]) -> bool:
    first = group[0].row.fields
    return any(
        is_another_name(other.row, first.get("first_name", ""), first.get("last_name", ""))
        for other in group[1:]
    )


def _places(verdict: RowVerdict, group: Sequence[RowVerdict]) -> str:
    others = [str(other.number) for other in group if other is not verdict]
    return ("wiersz " if len(others) == 1 else "wiersze ") + ", ".join(others)


def _tell_half_known(group: Sequence[RowVerdict], judge_row: RowJudge) -> None:
    """A row without a PESEL beside a namesake's born the same day that has one."""
    having = [verdict.number for verdict in group if "pesel" in verdict.row.fields]
    for verdict in group:
        is_open = verdict.kind in (Kind.NEW, Kind.DOUBTFUL)
        if not having or verdict.number in having or not is_open:
            continue
        said = f"Osoba o tych samych danych jest też niżej lub wyżej: {_places(verdict, group)}."
        judge_row.add(verdict, "last_name", warning("similar_row", said, tuple(having)))
        verdict.kind = Kind.DOUBTFUL

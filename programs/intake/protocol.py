"""The protocol of an imported list: what became of every row, and who decided it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from pghistory.models import Context

from mops.changes import event_model_of
from mops.models import User
from programs.intake.people import FIELDS
from programs.models import ListRow, ReferralList, UploadedRow

Verdict, Decision = ListRow.Verdict, ListRow.Decision
BY_THE_WORKER = "work_on_list"
"""What the journal calls changes of rows that nobody made by hand."""


@dataclass(frozen=True)
class Fate:
    """One row as the protocol tells of it."""

    number: int
    person: str
    participant: int | None
    verdict: str
    decision: str
    changes: tuple[str, ...]
    """Fields of the card that were changed: name, old value, new value."""
    problems: tuple[str, ...]
    remains: tuple[str, ...]
    decided_by: str

    @property
    def is_worth_telling(self) -> bool:
        """More became of the row than that a person was put forward."""
        told = self.changes or self.problems or self.remains
        return bool(told) or self.decision == Decision.LEFT.label


@dataclass(frozen=True)
class Counted:
    """How many rows had a verdict, and what was done with them."""

    label: str
    taken: int
    left: int

    @property
    def total(self) -> int:
        return self.taken + self.left


def counted(referral_list: ReferralList) -> list[Counted]:
    """The rows by verdict, every verdict named."""
    rows = referral_list.rows.order_by().values_list("verdict", "decision")
    found = {(verdict, decision): n for verdict, decision, n in rows.annotate(n=Count("pk"))}
    return [
        Counted(
            verdict.label,
            sum(n for (one, how), n in found.items() if one == verdict and how != Decision.LEFT),
            found.get((verdict.value, Decision.LEFT.value), 0),
        )
        for verdict in Verdict
    ]


def fates(referral_list: ReferralList, rows: Sequence[ListRow]) -> Iterator[Fate]:
    """The rows in words; their people must be selected with them."""
    numbers = [row.number for row in rows]
    names, deciders = _names(referral_list, numbers), _deciders(referral_list, numbers)
    usual = str(referral_list.imported_by or "")
    for row in rows:
        yield Fate(
            row.number,
            str(row.participant or names.get(row.number, "")),
            row.participant_id,
            row.get_verdict_display(),
            row.get_decision_display(),
            tuple(_changes(row.written.get("fields", {}))),
            tuple(_problems(row.problems)),
            tuple(row.remains),
            deciders.get(row.number, usual),
        )


def _changes(fields: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, (old, new) in fields.items():
        yield f"{FIELDS[name]}: {old or 'puste'} → {new}"


def _problems(problems: Iterable[Mapping]) -> Iterator[str]:
    for problem in problems:
        place = f"{problem['cell']}: " if problem["cell"] else ""
        yield f"{place}{problem['message']}"


def _names(referral_list: ReferralList, numbers: Sequence[int]) -> dict[int, str]:
    """Names of those who got no card, while the rows as read are still kept."""
    rows = UploadedRow.objects.filter(
        uploaded_list__referral_list=referral_list, number__in=numbers
    ).order_by()
    return {
        number: f"{fields.get('last_name', '')} {fields.get('first_name', '')}".strip()
        for number, fields in rows.values_list("number", "fields")
    }


def _deciders(referral_list: ReferralList, numbers: Sequence[int]) -> dict[int, str]:
    """Who mended, chose or settled a row by hand, the last one; by the journal."""
    events = (
        event_model_of(UploadedRow)
        .objects.filter(
            uploaded_list__referral_list=referral_list, number__in=numbers, pgh_label="update"
        )
        .exclude(pgh_context__metadata__action=BY_THE_WORKER)
        .order_by("pgh_id")
    )
    contexts = dict(events.exclude(pgh_context=None).values_list("number", "pgh_context"))
    said = Context.objects.in_bulk(set(contexts.values()))
    users = {number: said[context].metadata.get("user") for number, context in contexts.items()}
    accounts = User.objects.in_bulk({user for user in users.values() if user})
    return {number: str(accounts[user]) for number, user in users.items() if user in accounts}

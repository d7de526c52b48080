"""One list against the one before it: who is new, who is gone, what is told otherwise."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from participants.models import Participant
from programs.intake.importing.writing import CONDITIONS
from programs.intake.people import FIELDS
from programs.models import ListRow, Referral, ReferralList

WORDS = {True: "tak", False: "nie", None: "brak danych", "": "brak danych"}


@dataclass(frozen=True)
class Changed:
    """Somebody on both lists of whom the later one tells something else."""

    participant: Participant
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two lists of one programme; sets of people by number."""

    current: ReferralList
    previous: ReferralList
    new: frozenset[int]
    gone: frozenset[int]
    both: frozenset[int]

    @classmethod
    def of(cls, current: ReferralList) -> "Comparison | None":
        """The list beside the one received before it; none if it is the first."""
        if not (previous := previous_of(current)):
            return None
        now, before = people_of(current), people_of(previous)
        return cls(current, previous, now - before, before - now, now & before)

    def gone_referrals(self) -> QuerySet[Referral]:
        """How those gone were put forward, whatever came of it."""
        return _referrals(self.previous, self.gone).order_by("participant__sort_key", "pk")

    def new_people(self) -> QuerySet[Participant]:
        """Those whom only the later list names."""
        return Participant.objects.filter(pk__in=self.new).order_by("sort_key", "pk")

    def untold(self) -> int:
        """People already put forward of whom it was not kept what the later list tells otherwise.

        Lists taken in by earlier versions kept nothing of them; no difference shown means nothing.
        """
        referred = self.current.rows.filter(
            verdict=ListRow.Verdict.REFERRED, participant__in=self.both
        )
        return referred.exclude(written__has_key="told").count()

    def changed(self) -> list[Changed]:
        """What the later list tells otherwise, whether it was written to cards or only told."""
        told = {person: [] for person in self.both}
        before = {one.participant_id: one for one in _referrals(self.previous, self.both)}
        rows = self.current.rows.filter(participant__in=self.both).order_by("number")
        for person, written in rows.values_list("participant", "written"):
            only_told = written.get("told", {})
            told[person] += _of_card(written.get("fields", {}) | only_told.get("fields", {}))
            if person in before:
                told[person] += _of_conditions(before[person], only_told.get("conditions", {}))
        for one in _referrals(self.current, self.both):
            if (other := before.get(one.participant_id)) and other.pk != one.pk:
                now = {name: getattr(one, name) for name in CONDITIONS}
                told[one.participant_id] += _of_conditions(other, now)
        people = Participant.objects.filter(pk__in=[one for one, said in told.items() if said])
        return [Changed(one, tuple(told[one.pk])) for one in people.order_by("sort_key", "pk")]


def previous_of(current: ReferralList) -> ReferralList | None:
    """The programme's list received right before, unless it was taken back."""
    earlier = Q(received_on__lt=current.received_on)
    earlier |= Q(received_on=current.received_on, pk__lt=current.pk)
    lists = ReferralList.objects.filter(earlier, program=current.program_id, undone_at=None)
    return lists.select_related("program").order_by("-received_on", "-pk").first()


def people_of(one: ReferralList) -> frozenset[int]:
    """Everybody whom the list names and the register knows, also who was put forward before it."""
    rows = one.rows.exclude(participant=None).order_by().values_list("participant", flat=True)
    return frozenset(rows) | frozenset(
        one.referrals.order_by().values_list("participant", flat=True)
    )


def _referrals(one: ReferralList, people: frozenset[int]) -> QuerySet[Referral]:
    there = Referral.objects.filter(
        participant__in=people, program=one.program_id, year=one.year, edition=one.edition_id
    )
    return there.select_related("participant", "reason")


def _of_card(fields: dict) -> list[str]:
    return [f"{FIELDS[name]}: {old or 'puste'} → {new}" for name, (old, new) in fields.items()]


def _of_conditions(before: Referral, now: dict) -> list[str]:
    pairs = ((FIELDS[name], getattr(before, name), new) for name, new in now.items())
    return [
        f"{label}: {WORDS.get(old, old)} → {WORDS.get(new, new)}"
        for label, old, new in pairs
        if old != new
    ]

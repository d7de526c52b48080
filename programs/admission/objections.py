"""What speaks against taking people in: conditions, places, facility, agreement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from participants.models import Participant
from programs.admission.checks import State, day
from programs.admission.verdicts import Standing
from programs.models import Agreement, Edition, Enrolment, Facility, Override

Kind = Override.Kind


@dataclass(frozen=True)
class Objection:
    """One thing that speaks against it; without a person it concerns all who are taken in."""

    key: str
    """Names what was found, so that another finding about the same is another objection."""
    kind: Override.Kind
    name: str
    finding: str
    legal_basis: str = ""
    person: Participant | None = None

    @property
    def needs_reason(self) -> bool:
        """Whoever takes in must say why; what is only not known is noted."""
        return self.kind != Kind.UNKNOWN

    @property
    def sentence(self) -> str:
        name = {
            Kind.UNMET: f"niespełniony warunek „{self.name}”",
            Kind.UNKNOWN: f"warunek „{self.name}”",
        }.get(self.kind, self.name)
        whom = f"{self.person}: " if self.person else ""
        # A finding may end in a month of the year: „2026 r.”
        sentence = f"{whom}{name} – {self.finding.removesuffix('.')}."
        return sentence[0].upper() + sentence[1:]


def objections_to(
    edition: Edition,
    standings: list[Standing],
    on: date,
    facility: Facility | None = None,
    left: Enrolment | None = None,
) -> list[Objection]:
    """Everything at once, in the order of people; `left` is the part whose place is taken over."""
    return [
        *(one for standing in standings for one in _of_conditions(standing)),
        *_of_places(edition, len(standings), left),
        *_of_the_agreement(edition, standings, on),
        *(_of_the_facility(edition, facility, len(standings), on) if facility else ()),
    ]


def objections_to_correction(
    edition: Edition, part: Enrolment, standing: Standing, before: tuple[date, int | None]
) -> list[Objection]:
    """What a corrected part brings up: a new first day, or another facility from today on.

    `before` are the first day and the facility's number as they were.
    """
    started_on, facility = before
    found = []
    if part.started_on != started_on:
        found += _of_conditions(standing)
        found += _of_the_agreement(edition, [standing], part.started_on)
    if part.facility and part.facility_id != facility:
        day = max(part.started_on, min(timezone.localdate(), edition.ends_on))
        found += _of_the_facility(edition, part.facility, 1, day, part)
    return found


def _of_conditions(standing: Standing) -> Iterator[Objection]:
    for verdict in standing.verdicts:
        if verdict.state != State.MET:
            yield Objection(
                key=verdict.key,
                kind=Kind(verdict.state),
                name=verdict.name,
                finding=verdict.reason,
                legal_basis=verdict.legal_basis,
                person=standing.person,
            )


def _of_places(edition: Edition, newcomers: int, left: Enrolment | None) -> Iterator[Objection]:
    if edition.places is None:
        return
    holding = edition.enrolments.holding_a_place()
    filled = newcomers + (holding.exclude(pk=left.pk) if left else holding).count()
    if filled > edition.places:
        yield Objection(
            key=f"places.{filled}",
            kind=Kind.PLACES,
            name="miejsca w edycji",
            finding=f"zajętych będzie {filled}, a planowano {edition.places}",
        )


def _of_the_agreement(edition: Edition, standings: list[Standing], on: date) -> Iterator[Objection]:
    """The edition's own agreement: its days and its number of people."""
    agreement = edition.agreement
    if not agreement:
        return
    name = f"porozumienie edycji ({agreement})"
    if over := _outside(agreement, on):
        yield Objection(f"agreement.{over}", Kind.AGREEMENT, name, over)
    if not agreement.covers(edition.program):
        finding = f"nie obejmuje programu {edition.program}"
        yield Objection(f"agreement.{finding}", Kind.AGREEMENT, name, finding)
    agreed = agreement.terms_on(on).people
    if agreed is None:
        return
    enrolled = Enrolment.objects.filter(edition__agreement=agreement)
    people = {standing.person.pk for standing in standings}
    people.update(enrolled.order_by().values_list("participant", flat=True).distinct())
    if len(people) > agreed:
        finding = f"osób będzie {len(people)}, a uzgodniono {agreed}"
        yield Objection(
            f"agreement.{len(people)}",
            Kind.AGREEMENT,
            name,
            finding,
        )


def _outside(agreement: Agreement, on: date) -> str:
    """How the agreement does not bind on the day; empty if it does."""
    if agreement.ends_on and agreement.ends_on < on:
        return f"obowiązywało do {day(agreement.ends_on)}"
    if agreement.valid_from > on:
        return f"obowiązuje dopiero od {day(agreement.valid_from)}"
    return ""


def _of_the_facility(
    edition: Edition,
    facility: Facility,
    newcomers: int,
    on: date,
    beside: Enrolment | None = None,
) -> Iterator[Objection]:
    name = f"placówka {facility}"
    others = Enrolment.objects.working_on(on).exclude(pk=beside.pk if beside else None)
    if finding := _supervision(edition, facility, newcomers, on, others):
        yield Objection(f"facility.{facility.pk}.{finding}", Kind.FACILITY, name, finding)
    if facility.capacity is None:
        return
    working = newcomers + others.filter(facility=facility).count()
    if working > facility.capacity:
        finding = f"osób będzie {working}, a miejsc jest {facility.capacity}"
        yield Objection(f"facility.{facility.pk}.{working}", Kind.FACILITY, name, finding)


def _supervision(
    edition: Edition, facility: Facility, newcomers: int, on: date, others: QuerySet
) -> str:
    """What is wrong with the agreement on supervision; of a facility without any nothing is known."""
    agreements = list(
        Agreement.objects.filter(
            kind=Agreement.Kind.SUPERVISION, parties=facility.institution_id
        ).prefetch_related("programs", "annexes")
    )
    in_force = [agreement for agreement in agreements if not _outside(agreement, on)]
    if agreements and not in_force:
        latest = max(agreements, key=lambda agreement: agreement.ends_on or agreement.valid_from)
        return f"porozumienie o nadzorze {_outside(latest, on)}"
    covering = [agreement for agreement in in_force if agreement.covers(edition.program)]
    if in_force and not covering:
        return f"porozumienie o nadzorze nie obejmuje programu {edition.program}"
    limits = [agreement.terms_on(on).people for agreement in covering]
    if not limits or None in limits:
        return ""
    supervised = others.filter(
        edition__program=edition.program, facility__institution=facility.institution_id
    )
    people = newcomers + supervised.count()
    if people <= sum(limits):
        return ""
    return f"pod nadzorem osób będzie {people}, a uzgodniono {sum(limits)}"

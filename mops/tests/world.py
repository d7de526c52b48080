"""One record of every model, so that every page has something to show."""

from datetime import date
from decimal import Decimal

from django.apps import apps
from django.utils import timezone

from mops.models import AccessEntry, Centre
from mops.roles import OURS
from participants import actions as people
from participants.models import Household, Participant
from participants.tests.factories import person, staff
from programs import actions
from programs.admission.usual import add_usual_conditions
from programs.models import FollowUp, LegalBasis, ListUndoing, ReferralList
from programs.reasons import add_starting_reasons
from programs.tests import factories as make
from reporting.models import Direction, Report, Section, StatedValue

JOINING = {"userrole", "agreementprogram"}
"""Records that have no page: rows that join two others."""


def build() -> dict[type, int]:
    """The number of one record of each model."""
    _people()
    _programmes()
    _report()
    _merge()
    return {model: model.objects.first().pk for model in models_with_pages()}


def models_with_pages() -> list[type]:
    """Our models, without events and rows that only join two others."""
    return [
        model
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.endswith("Event") and model._meta.model_name not in JOINING
    ]


def _people() -> None:
    Centre.objects.create(pk=Centre.ONLY_PK, city="Jaworzno", city_locative="Jaworznie")
    one = person("Żak", "Łucja", household=Household.objects.create(street="Polna"))
    day = date(2015, 1, 12)
    people.record_fact(by=staff(), participant=one, kind="disability", valid_from=day)
    people.record_profile(by=staff(), participant=one, profile="III", on=day, source="PUP")
    people.sign_contract(by=staff(), participant=one, kind="A", on=day)
    people.correct_pesel(
        by=staff(), participant=one, pesel=one.pesel, on=day, reason="omyłka w dokumencie"
    )
    AccessEntry.objects.create(staff=staff(), kind="view", subject="karta uczestnika")


def _merge() -> None:
    one = Participant.objects.get()
    people.merge_participants(by=staff(), kept=one, merged=person("Żak", "Lucja"))


def _programmes() -> None:
    one = Participant.objects.get()
    agreement = make.agreement(programs=[make.program()])
    annex = actions.add_annex(
        by=staff(),
        agreement=agreement,
        number="1",
        on=date(2015, 5, 1),
        effective_from=date(2015, 6, 1),
    )
    actions.assign_amount(
        by=staff(),
        agreement=agreement,
        annex=annex,
        source="own",
        amount=Decimal("1234.50"),
        valid_from=date(2015, 6, 1),
        valid_to=date(2015, 12, 31),
    )
    edition = make.edition(agreement=agreement, places=10, hours=80)
    received = ReferralList.objects.create(
        program=make.program(),
        year=2015,
        source="pup",
        received_on=date(2015, 2, 1),
        imported_at=timezone.now(),
        imported_by=staff(),
    )
    received.rows.create(number=2, verdict="referred", decision="left", participant=one)
    ListUndoing.objects.create(
        referral_list=received,
        state="failed",
        refusal={"code": "broken", "message": "Pracę przerwał błąd."},
        asked_at=timezone.now(),
        asked_by=staff(),
    )
    _uploaded_list(one)
    enrolment = make.enrolment(one, edition, referral=make.referral(one, reason=None))
    activity = actions.plan_activity(by=staff(), edition=edition, kind="workshop", name="Warsztat")
    activity.attendances.create(enrolment=enrolment, day=date(2015, 3, 3), mark="present", hours=4)
    actions.record_hours(by=staff(), enrolment=enrolment, month=date(2015, 3, 1), hours=Decimal(40))
    enrolment.work_days.create(
        facility=enrolment.facility, day=date(2015, 4, 1), mark="present", hours=4
    )
    for stage, score in (("before", 2), ("after", 4)):
        actions.record_scores(
            by=staff(),
            enrolment=enrolment,
            sheet="self",
            stage=stage,
            on=date(2015, 6, 1),
            scores={"activity": score},
        )
    make.rate("hourly", "8.10")
    make.rate("refund_share", "0.6")
    settlement = actions.settle_month(
        by=staff(),
        program=make.program(),
        month=date(2015, 3, 1),
        extras={("laundry", "mops"): Decimal("8.40")},
    )
    settlement.documents.create(
        kind="payments", format="pdf", content=b"%PDF", sha256="0" * 64, made_by=staff()
    )
    settlement.corrections.create(
        enrolment=enrolment,
        facility=enrolment.facility,
        was=38,
        now=40,
        reason="poprawiona lista",
        corrected_by=staff(),
    )
    actions.record_refund(
        by=staff(), settlement=settlement, on=date(2015, 5, 4), amount=Decimal("194.40")
    )
    actions.pay_benefit(by=staff(), enrolment=enrolment, amount=Decimal(120), on=date(2015, 4, 1))
    enrolment = actions.complete(by=staff(), enrolment=enrolment, certificate_number="7/2015")
    actions.record_outcome(
        by=staff(), enrolment=enrolment, kind="open_market_job", on=date(2015, 9, 1), detail="sklep"
    )
    FollowUp.objects.create(
        enrolment=enrolment, due_after=30, checked_on=date(2015, 8, 1), by=staff()
    )
    # After a test that emptied the tables those of the migrations are gone.
    add_usual_conditions()
    add_starting_reasons()
    enrolment.overrides.create(
        kind="unknown",
        name="kontrakt socjalny",
        finding="brak danych o kontrakcie socjalnym",
        stated_by=staff(),
    )
    for record in (make.cost, make.grant, make.training):
        record()
    actions.write_document(
        by=staff(), kind="certificate", program=None, version=0, heading="Zaświadczenie"
    )
    LegalBasis.objects.create(
        program=make.program(), citation="art. 73a", valid_from=date(2004, 6, 1)
    )


def _uploaded_list(one: Participant) -> None:
    """A list read and not taken in, of an office that has sent one before."""
    office = make.institution("Powiatowy Urząd Pracy", "pup")
    office.mappings.create(header="nr pesel", field="pesel")
    uploaded = make.uploaded_list(office=office)
    uploaded.rows.create(number=2, verdict="known", participant=one, is_chosen=True)


def _report() -> None:
    report = Report.objects.create(year=2015)
    direction = Direction.objects.create(report=report, number=1, title="Reintegracja")
    Section.objects.create(direction=direction, order=1, heading="PAI", text="Tekst.")
    StatedValue.objects.create(
        year=2010, key="pai.enrolled", value=3, source="pismo", stated_by=staff()
    )

"""Each gap as a sentence with its number, its date and its form."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from mops.typography import plural
from programs.missing.agreements import Supervision, ends_too_soon, validity
from programs.missing.gaps import asked_at
from programs.missing.hours import MissingMonth
from programs.missing.item import Item, Kind
from programs.models import Edition, FollowUp
from programs.period import Period

DAY = timedelta(days=1)
CHANGE_ENROLMENT = "programs.change_enrolment"


def people(count: int) -> str:
    """1 osoba, 2 osoby, 5 osób."""
    return f"{count} {plural(count, 'osoba', 'osoby', 'osób')}"


def of_enrolments(edition: Edition, counts: Counter, today: date) -> Iterator[Item]:
    """What is missing in people's parts in the edition."""
    table = (
        (Kind.RESULTS, "results", edition.ends_on + DAY, "bez wpisanego wyniku udziału",
         "Wpisz ukończenie", "enrolments_complete", CHANGE_ENROLMENT),
        (Kind.CERTIFICATES, "certificates", edition.ends_on, "bez zaświadczenia mimo ukończenia",
         "Nadaj numery", "certificates_issue", CHANGE_ENROLMENT),
        (Kind.SHEETS_BEFORE, "sheets_before", edition.starts_on, "bez arkusza „przed”",
         "Wpisz arkusze", SHEETS, "programs.add_assessment"),
        (Kind.SHEETS_AFTER, "sheets_after", edition.ends_on, "bez arkusza „po”",
         "Wpisz arkusze", SHEETS, "programs.add_assessment"),
        (Kind.PROFILES, "profiles", edition.ends_on, "bez nowego profilu z urzędu pracy",
         "Wpisz profile", "profiles_add", "participants.add_profileassessment"),
    )  # fmt: skip
    for kind, name, due_on, what, verb, form, needs in table:
        if count := counts[name]:
            url = reverse(form, args=[edition.pk])
            yield Item(kind, edition, due_on, f"{people(count)} {what}", verb, url, needs, count)


SHEETS = "edition_scores"


def of_follow_ups(edition: Edition, counts: Counter, today: date) -> Iterator[Item]:
    """Whom to ask what became of them."""
    for after in FollowUp.After:
        if count := counts[asked_at(after)]:
            asked = plural(count, "osobę", "osoby", "osób")
            yield Item(
                Kind.FOLLOW_UPS,
                edition,
                today,
                f"Minęło {after.label} od zakończenia: zapytaj {count} {asked}, co się zmieniło",
                "Wpisz odpowiedzi",
                f"{reverse('follow_ups_add', args=[edition.pk])}?after={after.value}",
                "programs.add_followup",
                count,
            )


def of_referrals(edition: Edition, counts: Counter, today: date) -> Iterator[Item]:
    """Who was put forward for an edition that has begun and still waits for a decision."""
    count, silent = counts["pending"], counts["uninterviewed"]
    if not count or edition.starts_on > today:
        return
    who = plural(count, "osoba skierowana", "osoby skierowane", "osób skierowanych")
    what = "bez rozmowy i decyzji" if silent == count else "bez decyzji"
    among = f", w tym {silent} bez rozmowy" if 0 < silent < count else ""
    yield Item(
        Kind.DECISIONS,
        edition,
        edition.starts_on,
        f"{count} {who} {what}{among}",
        "Wpisz decyzje",
        f"{reverse('edition_referrals', args=[edition.pk])}?stage=pending&listed=edition",
        "programs.change_referral",
        count,
    )


def of_hours(edition: Edition, gap: MissingMonth) -> Item:
    """A month for which hours are missing."""
    return Item(
        Kind.HOURS,
        edition,
        Period.of_month(gap.month).end + DAY,
        f"{people(gap.people)} bez godzin za {gap.month:%m.%Y}",
        "Wpisz godziny",
        f"{reverse('edition_hours', args=[edition.pk])}?month={gap.month:%Y-%m}",
        "programs.add_workmonth",
        gap.people,
    )


def of_agreement(edition: Edition, today: date) -> Iterator[Item]:
    """The edition's own agreement: none, or one that ends too soon."""
    agreement = edition.agreement
    if agreement is None:
        url = reverse("edition_edit", args=[edition.pk])
        yield Item(
            Kind.NO_AGREEMENT,
            edition,
            edition.starts_on,
            "edycja bez porozumienia",
            "Przypisz porozumienie",
            url,
            "programs.change_edition",
        )
    elif ends_too_soon(agreement.ends_on, edition, today):
        signed, ends = f"{agreement.signed_on:%d.%m.%Y}", validity(agreement.ends_on, today)
        yield Item(
            Kind.AGREEMENT,
            edition,
            agreement.ends_on,
            f"porozumienie z {signed} {ends}",
            "Zobacz porozumienie",
            agreement.get_absolute_url(),
            "programs.view_agreement",
        )


def of_supervision(edition: Edition, supervision: Supervision, today: date) -> Iterator[Item]:
    """An institution's agreement to supervise that ends too soon."""
    if ends_too_soon(supervision.valid_to, edition, today):
        signed, ends = f"{supervision.signed_on:%d.%m.%Y}", validity(supervision.valid_to, today)
        yield Item(
            Kind.SUPERVISION,
            edition,
            supervision.valid_to,
            f"{supervision.institution}: porozumienie o nadzorze z {signed} {ends}",
            "Zobacz porozumienie",
            reverse("agreement_detail", args=[supervision.agreement]),
            "programs.view_agreement",
        )


def of_contracts(count: int, oldest: date) -> Item:
    """Social contracts of one's own people that nobody has settled in time."""
    what = plural(count, "kontrakt socjalny", "kontrakty socjalne", "kontraktów socjalnych")
    return Item(
        Kind.CONTRACTS,
        None,
        oldest + DAY,
        f"{count} {what} po terminie, bez rozliczenia",
        "Rozlicz kontrakty",
        reverse("contracts_overdue"),
        "participants.change_socialcontract",
        count,
    )

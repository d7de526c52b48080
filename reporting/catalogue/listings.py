"""Enumerations that the prose can call for, made of the period's records."""

from collections.abc import Callable

from django.db.models import Count, F, Q, QuerySet

from mops import typography
from programs import conditions as such
from programs.models import (
    Activity,
    Agreement,
    Cost,
    Edition,
    Enrolment,
    Grant,
    LegalBasis,
    Payer,
    Program,
    Rate,
    Referral,
)
from programs.period import Period
from reporting.catalogue.registry import register
from reporting.figures import Listing

Kind = Program.Kind
Lines = Callable[[Period], list[str]]


def editions_of(kind: str) -> Lines:
    """Editions of the period with Roman numbers and days."""

    def lines(period: Period) -> list[str]:
        editions = Edition.objects.of_kind(kind).during(period).order_by("starts_on", "number")
        return [
            f"{edition.roman_number}. {typography.day_range(edition.starts_on, edition.ends_on)}"
            for edition in editions
        ]

    return lines


def legal_bases_of(kind: str) -> Lines:
    """Provisions in force in the period on which a kind of programme rests."""
    return lambda period: _distinct(
        LegalBasis.objects.in_use(period).filter(program__kind=kind).order_by("pk"),
        "citation",
    )


def activities_of(kind: str, condition: Q) -> Lines:
    """Names of the activities of the period's editions that meet the condition."""
    return lambda period: _distinct(
        Activity.objects.filter(
            condition,
            edition__program__kind=kind,
            edition__starts_on__lte=period.end,
            edition__ends_on__gte=period.start,
        ).order_by("pk"),
        "name",
    )


def cost_kinds_of(kind: str, payer: Payer) -> Lines:
    """Kinds of the costs that a payer bore, with the payer's share where a rate sets it."""

    def lines(period: Period) -> list[str]:
        costs = Cost.objects.of_kind(kind).within(period).filter(payer=payer)
        kinds = costs.order_by().values_list("kind", flat=True).distinct()
        share = _refund_share(kind, period)
        return [_cost_kind(cost, payer, share) for cost in sorted(kinds, key=_place_of_kind)]

    return lines


def _refund_share(kind: str, period: Period):
    rates = Rate.objects.in_use(period).filter(program__kind=kind, kind=Rate.Kind.REFUND_SHARE)
    shares = set(rates.values_list("value", flat=True))
    return shares.pop() if len(shares) == 1 else None


def _cost_kind(kind: str, payer: Payer, share) -> str:
    label = Cost.Kind(kind).label
    if kind != Cost.Kind.ALLOWANCES or share is None:
        return label
    part = share if payer == Payer.PUP else 1 - share
    word = "refundacja świadczeń" if payer == Payer.PUP else "świadczenia"
    return f"{word} na poziomie {typography.percent(part * 100)}"


def _place_of_kind(kind: str) -> int:
    return list(Cost.Kind).index(kind)


def _distinct(records: QuerySet, field: str) -> list[str]:
    """Values of a column in the records' order, each once."""
    return list(dict.fromkeys(records.values_list(field, flat=True)))


def pai_justified_reasons(period: Period) -> list[str]:
    """How many people broke PAI off for each justified reason, in words."""
    rows = (
        Enrolment.objects.of_kind(Kind.PAI)
        .during(period)
        .filter(such.interrupted_in(period), such.left_with(such.JUSTIFIED))
        .order_by()
        .values(because=F("reason__because"))
        .annotate(people=Count("participant", distinct=True))
        .order_by("people", "because")
    )
    return [_so_many_because(row["people"], row["because"]) for row in rows]


def not_offered_reasons(period: Period) -> list[str]:
    """Why people on the PSU list were never offered the work, the most frequent first."""
    rows = (
        Referral.objects.of_kind(Kind.PSU)
        .listed_for(period)
        .filter(decision=Referral.Decision.NEVER_OFFERED, reason__isnull=False)
        .order_by()
        .values(name=F("reason__name"))
        .annotate(people=Count("participant", distinct=True))
        .order_by("-people", "name")
    )
    return [row["name"] for row in rows]


def _so_many_because(people: int, because: str) -> str:
    return f"{people} {typography.plural(people, 'osoba', 'osoby', 'osób')} z powodu {because}"


def cis_operators(period: Period) -> list[str]:
    """Associations that run the period's CIS."""
    programs = Program.objects.filter(
        kind=Kind.CIS,
        operator__isnull=False,
        pk__in=Edition.objects.of_kind(Kind.CIS).during(period).values("program"),
    )
    return _distinct(programs.order_by("pk"), "operator__name")


def eu_projects(period: Period) -> list[str]:
    """Names of the EU projects that ran in the period."""
    editions = Edition.objects.of_kind(Kind.EU_PROJECT).during(period)
    return [f"„{name}”" for name in _distinct(editions.order_by("starts_on"), "program__name")]


def eu_project_contracts(period: Period) -> list[str]:
    """What was contracted for the period's EU projects, with days."""
    agreements = Agreement.objects.during(period).filter(kind=Agreement.Kind.PROJECT_FUNDING)
    return [
        f"{_inline(agreement.subject)}, umowa z {typography.day(agreement.signed_on)}"
        for agreement in agreements.order_by("signed_on", "pk")
    ]


def next_projects(period: Period) -> list[str]:
    """Projects that begin after the period, whose contracts were signed in it."""
    agreements = Agreement.objects.signed_in(period).filter(
        kind=Agreement.Kind.PROJECT_FUNDING, valid_from__gt=period.end
    )
    return [
        f"{_inline(agreement.subject)}, na okres {_days(agreement)}, "
        f"umowa z {typography.day(agreement.signed_on)}"
        for agreement in agreements.order_by("signed_on", "pk")
    ]


def _inline(title: str) -> str:
    """A title as it stands inside a sentence: no capital, unless it begins with an acronym."""
    is_acronym = title[1:2].isupper()
    return title if is_acronym else title[:1].lower() + title[1:]


def _days(agreement: Agreement) -> str:
    if agreement.ends_on is None:
        return f"od {typography.day_digits(agreement.valid_from)}"
    return typography.day_range(agreement.valid_from, agreement.ends_on)


def grants(period: Period) -> list[str]:
    """Grants of the period: who, what for, how much and from whose money."""
    rows = Grant.objects.filter(year__range=(period.start.year, period.end.year))
    return [
        f"{grant.recipient} – {_inline(grant.purpose)} – {typography.money(grant.amount)} "
        f"({grant.get_payer_display()})"
        for grant in rows.select_related("recipient").order_by("year", "-amount", "pk")
    ]


def agreements(period: Period) -> list[str]:
    """Agreements signed in the period, by day; those on supervision are told by their number."""
    rows = (
        Agreement.objects.signed_in(period)
        .exclude(kind__in=(Agreement.Kind.SUPERVISION, Agreement.Kind.CONTRACTOR))
        .order_by("signed_on", "pk")
    )
    return [f"{typography.day(row.signed_on)} – {_inline(row.subject)}" for row in rows]


def enter(
    key: str,
    label: str,
    definition: str,
    lines: Lines,
    *,
    ordered: bool = False,
    block: bool = False,
) -> Listing:
    """Put a listing into the catalogue."""
    return register(Listing(key, label, definition, lines, is_ordered=ordered, is_block=block))


PROJECT = Q(funding=Activity.Funding.PROJECT)
VOLUNTARY = Q(funding=Activity.Funding.VOLUNTARY)

enter(
    "pisiz.edition_list",
    "Lista edycji PISiZ",
    "Edycje PISiZ, które trwały w roku, z numerami i datami.",
    editions_of(Kind.PISIZ),
    ordered=True,
    block=True,
)
enter(
    "pisiz.funded_activities",
    "Zajęcia PISiZ z projektu",
    "Zajęcia edycji PISiZ z roku opłacone z projektu.",
    activities_of(Kind.PISIZ, PROJECT),
)
enter(
    "pisiz.voluntary_activities",
    "Zajęcia PISiZ z wolontariatu",
    "Zajęcia edycji PISiZ z roku poprowadzone bez zapłaty.",
    activities_of(Kind.PISIZ, VOLUNTARY),
)
enter(
    "pai.edition_list",
    "Lista edycji PAI",
    "Edycje PAI, które trwały w roku, z numerami i datami.",
    editions_of(Kind.PAI),
    ordered=True,
    block=True,
)
enter(
    "pai.legal_basis",
    "Podstawa prawna PAI",
    "Przepisy o PAI obowiązujące w roku.",
    legal_bases_of(Kind.PAI),
)
enter(
    "pai.justified_reasons",
    "Usprawiedliwione przyczyny przerwania PAI",
    "Ile osób przerwało PAI z każdej usprawiedliwionej przyczyny.",
    pai_justified_reasons,
)
enter(
    "rp.legal_basis",
    "Podstawa prawna robót publicznych",
    "Przepisy o robotach publicznych obowiązujące w roku.",
    legal_bases_of(Kind.PUBLIC_WORKS),
)
enter(
    "rp.cost_kinds_pup",
    "Rodzaje kosztów robót: PUP",
    "Za co w robotach publicznych zapłacił urząd pracy.",
    cost_kinds_of(Kind.PUBLIC_WORKS, Payer.PUP),
)
enter(
    "rp.cost_kinds_mops",
    "Rodzaje kosztów robót: MOPS",
    "Za co w robotach publicznych zapłacił ośrodek.",
    cost_kinds_of(Kind.PUBLIC_WORKS, Payer.MOPS),
)
enter(
    "psu.legal_basis",
    "Podstawa prawna prac społecznie użytecznych",
    "Przepisy o pracach społecznie użytecznych obowiązujące w roku.",
    legal_bases_of(Kind.PSU),
)
enter(
    "psu.not_offered_reasons",
    "Dlaczego nie było propozycji prac",
    "Przyczyny, z których osoby z listy nie otrzymały propozycji, od najczęstszej.",
    not_offered_reasons,
)
enter(
    "psu.cost_kinds_pup",
    "Rodzaje kosztów prac: PUP",
    "Za co w pracach społecznie użytecznych zapłacił urząd pracy.",
    cost_kinds_of(Kind.PSU, Payer.PUP),
)
enter(
    "psu.cost_kinds_mops",
    "Rodzaje kosztów prac: MOPS",
    "Za co w pracach społecznie użytecznych zapłacił ośrodek.",
    cost_kinds_of(Kind.PSU, Payer.MOPS),
)
enter(
    "cis.operator",
    "Prowadzący CIS",
    "Stowarzyszenia, które w roku prowadziły Centrum Integracji Społecznej.",
    cis_operators,
)
enter(
    "cis.workshop_list",
    "Warsztaty zawodowe CIS (lista)",
    "Nazwy warsztatów zawodowych prowadzonych w roku przez CIS.",
    activities_of(Kind.CIS, Q(kind=Activity.Kind.VOCATIONAL_WORKSHOP)),
)
enter(
    "awr.projects",
    "Projekty unijne roku",
    "Nazwy projektów unijnych, które trwały w roku.",
    eu_projects,
)
enter(
    "awr.contracts",
    "Umowy o dofinansowanie",
    "Umowy o dofinansowanie projektów obowiązujące w roku.",
    eu_project_contracts,
)
enter(
    "awr.activity_list",
    "Formy wsparcia w projekcie unijnym",
    "Zajęcia projektów unijnych, które trwały w roku.",
    activities_of(Kind.EU_PROJECT, ~Q(kind=Activity.Kind.FAMILY_CONFERENCE)),
)
enter(
    "rpo.projects",
    "Następne projekty",
    "Projekty rozpoczynające się po roku, na które w roku podpisano umowy.",
    next_projects,
)
enter(
    "grants.list",
    "Lista dotacji",
    "Dotacje roku: komu, na co, ile i z czyich środków.",
    grants,
    block=True,
)
enter(
    "agreements.list",
    "Lista porozumień",
    "Porozumienia podpisane w roku, bez umów o nadzór i z wykonawcami.",
    agreements,
    block=True,
)

"""What is possible but doubtful about money typed in: asked about once, before it is saved."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Max

from programs.models import Agreement, Cost, Grant
from programs.period import Period
from programs.unusual import largest_amounts, why_unusual


def about_cost(cost: Cost) -> list[str]:
    """Doubts about a cost, each a sentence."""
    return [*_amount(cost), *_agreement(cost), *_edition(cost), *_twice(cost)]


def about_grant(grant: Grant) -> list[str]:
    """Doubts about a grant, each a sentence."""
    others = Grant.objects.exclude(pk=grant.pk)
    largest = others.aggregate(largest=Max("amount"))["largest"]
    told = [f"{why}." for why in [why_unusual(grant.amount, largest)] if why]
    if others.filter(
        recipient=grant.recipient, year=grant.year, payer=grant.payer, purpose=grant.purpose
    ).exists():
        told.append("Taka dotacja tego roku jest już wpisana.")
    if grant.agreement and not _meets(grant.agreement, Period.of_year(grant.year)):
        told.append(f"Umowa nie obowiązuje w {grant.year} r.: {_validity(grant.agreement)}.")
    return told


def _amount(cost: Cost) -> Iterator[str]:
    largest: Decimal | None = largest_amounts(cost.program).get((cost.kind, cost.payer))
    if why := why_unusual(cost.amount, largest):
        yield f"{why}."


def _agreement(cost: Cost) -> Iterator[str]:
    """The edition's agreement, or any of the programme's, ought to cover the whole period."""
    edition_agreement = cost.edition.agreement if cost.edition else None
    agreements = [edition_agreement] if edition_agreement else list(cost.program.agreements.all())
    if agreements and not any(_covers(one, cost) for one in agreements):
        told = "; ".join(f"{one}, {_validity(one)}" for one in agreements[:3])
        yield f"Okres kosztu jest poza porozumieniem ({told})."


def _covers(agreement: Agreement, cost: Cost) -> bool:
    ends = agreement.ends_on is None or agreement.ends_on >= cost.period_to
    return agreement.valid_from <= cost.period_from and ends


def _meets(agreement: Agreement, period: Period) -> bool:
    ends = agreement.ends_on is None or agreement.ends_on >= period.start
    return agreement.valid_from <= period.end and ends


def _validity(agreement: Agreement) -> str:
    end = f" do {agreement.ends_on:%d.%m.%Y}" if agreement.ends_on else ""
    return f"od {agreement.valid_from:%d.%m.%Y}{end}"


def _edition(cost: Cost) -> Iterator[str]:
    edition = cost.edition
    if edition and (cost.period_from > edition.ends_on or cost.period_to < edition.starts_on):
        yield (
            "Okres kosztu jest poza edycją, która trwa od "
            f"{edition.starts_on:%d.%m.%Y} do {edition.ends_on:%d.%m.%Y}."
        )


def _twice(cost: Cost) -> Iterator[str]:
    same = Cost.objects.filter(program=cost.program, kind=cost.kind, payer=cost.payer).exclude(
        pk=cost.pk
    )
    months = same.filter(
        is_monthly=True, period_from__lte=cost.period_to, period_to__gte=cost.period_from
    )
    if months.exists():
        yield "Arkusz miesięcy ma już kwotę tego rodzaju i płatnika za ten okres."
    if same.filter(
        amount=cost.amount,
        period_from=cost.period_from,
        period_to=cost.period_to,
        document=cost.document,
    ).exists():
        yield "Taki sam koszt, z tą samą kwotą, okresem i dokumentem, jest już wpisany."

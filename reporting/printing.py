"""From a figure's value to the words that print it, the same on screen, in PDF and in JSON."""

from datetime import date
from decimal import Decimal

from mops import typography
from mops.models import Centre
from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.figures import BaseFigure, FigureValue, Listing
from reporting.prose import Kind, Printed

UNITS = {
    "people": ("osoba", "osoby", "osób"),
    "editions": ("edycja", "edycje", "edycji"),
    "months": ("miesiąc", "miesiące", "miesięcy"),
    "facilities": ("placówka", "placówki", "placówek"),
    "hours": ("godzina", "godziny", "godzin"),
    "workshops": ("warsztat", "warsztaty", "warsztatów"),
    "conferences": ("konferencja", "konferencje", "konferencji"),
    "agreements": ("porozumienie", "porozumienia", "porozumień"),
    "courses": ("szkolenie", "szkolenia", "szkoleń"),
    "associations": ("stowarzyszenie", "stowarzyszenia", "stowarzyszeń"),
}
"""Nouns of the units that are counted; percent, money and dates print their own."""

KINDS = {"percent": Kind.PERCENT, "PLN": Kind.MONEY, "date": Kind.DATE}


def kind_of(item: BaseFigure | Listing) -> Kind:
    """What a placeholder with the item's key prints, and so where it may stand."""
    if isinstance(item, Listing):
        return Kind.BLOCK if item.is_block else Kind.LISTING
    return KINDS.get(item.unit, Kind.WHOLE)


def known_kinds() -> dict[str, Kind]:
    """Every key that a text may use."""
    items = [*CATALOGUE.figures.values(), *CATALOGUE.listings.values()]
    return {item.key: kind_of(item) for item in items}


def print_value(figure: BaseFigure, value: FigureValue, period: Period) -> Printed:
    """A figure's value as prose prints it, with its gap where it has one."""
    return Printed(
        key=figure.key,
        text=value_text(figure, value, period),
        number=None if value.is_missing else _countable_number(value),
        countable=figure.unit in UNITS,
        missing=value.is_missing,
    )


def value_text(figure: BaseFigure, value: FigureValue, period: Period) -> str:
    """The value alone: "28", "70%", "354 549,39 zł (bez grudnia)", "brak danych"."""
    if value.is_missing:
        return value.why_missing
    if isinstance(value.number, date):
        return typography.day(value.number)
    if figure.unit == "PLN":
        return typography.money(value.number) + _gap(value, period)
    if figure.unit == "percent":
        return typography.percent(value.number, value.places)
    return typography.number(value.number, value.places)


def value_with_unit(figure: BaseFigure, value: FigureValue, period: Period) -> str:
    """The value with the noun of its unit: "28 osób"; other values as they print alone."""
    text = value_text(figure, value, period)
    if value.is_missing or figure.unit not in UNITS:
        return text
    return f"{text} {typography.plural(value.number, *UNITS[figure.unit])}"


def print_listing(listing: Listing, period: Period) -> Printed:
    """A listing's lines; none at all is said, not left empty."""
    lines = tuple(listing.lines(period))
    return Printed(
        key=listing.key,
        text=typography.NO_DATA,
        missing=not lines,
        lines=lines or None,
        ordered=listing.is_ordered,
    )


def print_context(year: int, centre: Centre) -> dict[str, Printed]:
    """What texts may say of the year and the centre."""
    facts = {
        "year": str(year),
        "next_year": str(year + 1),
        "previous_year": str(year - 1),
        "centre.name": centre.name,
        "centre.name_genitive": centre.name_genitive,
        "centre.name_locative": centre.name_locative,
        "centre.city": centre.city,
        "centre.city_locative": centre.city_locative,
        "centre.department": centre.department,
        "centre.department_genitive": centre.department_genitive,
        "centre.labour_office": centre.labour_office,
    }
    return {key: Printed(key=key, text=text) for key, text in facts.items()}


def _gap(value: FigureValue, period: Period) -> str:
    """The other year for which an amount stands, and what it leaves out."""
    is_older = value.settled_year and value.settled_year < period.start.year
    told = [
        f"za {value.settled_year} r." if is_older else "",
        typography.without_months(month.month for month in value.uncovered),
    ]
    gap = ", ".join(filter(None, told))
    return f" ({gap})" if gap else ""


def _countable_number(value: FigureValue) -> int | Decimal | None:
    return None if isinstance(value.number, date) else value.rounded

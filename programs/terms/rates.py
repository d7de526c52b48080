"""Which rate binds a month: the day of signing chooses the regime, the month the rate within it."""

from datetime import date

from django.core.exceptions import ValidationError

from programs.models import Edition, Program, Rate


def signing_day(edition: Edition) -> date | None:
    """The day on which the edition's agreement was signed; None where it has none."""
    return edition.agreement.signed_on if edition.agreement else None


class MissingRate(ValidationError):
    """No rate binds the month; `kind` says which one is to be entered."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message, code="no_rate")
        self.kind = kind


def rate_of(kind: str, program: Program, month: date, signed_on: date | None = None) -> Rate:
    """The rate of a kind in force on the month's first day under the regime of the signing day.

    Without an agreement the regime is that of agreements signed in the month itself. Raises
    MissingRate, which says what is missing and where to enter it.
    """
    first = month.replace(day=1)
    rate = Rate.objects.binding(first, signed_on).filter(kind=kind, program=program).first()
    if rate is None:
        raise MissingRate(kind, _missing(kind, program, first, signed_on))
    return rate


def _missing(kind: str, program: Program, month: date, signed_on: date | None) -> str:
    under = f" i porozumienia podpisanego {signed_on:%d.%m.%Y}" if signed_on else ""
    return (
        f"Brak wartości „{Rate.Kind(kind).label}” programu {program} dla miesiąca "
        f"{month:%m.%Y}{under}. Administrator wpisuje ją na stronie „Stawki i limity”."
    )

"""At what rate a month is settled, and on what agreement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from programs.models import Agreement, Edition, Program, Rate
from programs.period import Period
from programs.terms import rate_of, signing_day


@dataclass(frozen=True)
class Terms:
    """The rate and refund share of a month, and the agreement behind them if it is one."""

    hourly: Rate
    share: Rate
    agreement: Agreement | None

    @property
    def rate(self) -> Decimal:
        return self.hourly.value

    @property
    def refund_share(self) -> Decimal:
        return self.share.value


def terms_of(program: Program, month: date, editions: Iterable[Edition]) -> Terms:
    """The terms on which hours of the editions are paid.

    Refuses a month outside an agreement, one without a rate, and editions that are paid unlike.
    """
    _refuse_uncovered(editions, month)
    days = {signing_day(edition) for edition in editions}
    found = {
        tuple(
            rate_of(kind, program, month, day)
            for kind in (Rate.Kind.HOURLY, Rate.Kind.REFUND_SHARE)
        )
        for day in days
    }
    if len(found) > 1:
        raise ValidationError(
            f"Edycje miesiąca {month:%m.%Y} mają różne stawki, bo porozumienia podpisano "
            "pod różnymi przepisami. Rozlicz każdą edycję osobno."
        )
    agreements = {edition.agreement for edition in editions}
    return Terms(*found.pop(), agreements.pop() if len(agreements) == 1 else None)


def _refuse_uncovered(editions: Iterable[Edition], month: date) -> None:
    whole = Period.of_month(month)
    for edition in editions:
        agreement = edition.agreement
        if agreement is None:
            continue
        start, end = max(whole.start, edition.starts_on), min(whole.end, edition.ends_on)
        if agreement.valid_from > start or (agreement.ends_on and agreement.ends_on < end):
            raise ValidationError(
                f"Porozumienie edycji {edition.roman_number} ({agreement}) nie obejmuje "
                f"całego miesiąca {month:%m.%Y}. Popraw okres porozumienia albo dopisz aneks."
            )

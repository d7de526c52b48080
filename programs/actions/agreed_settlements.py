"""Months settled under an agreement: what is corrected of it may not change them."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import F, Q

from programs.models import Agreement, Program, Rate, Settlement
from programs.terms import rate_of


def hold_settling(agreement: Agreement) -> None:
    """Whoever changes an agreement and whoever settles a month under it wait for each other.

    Comes before any other lock: whoever settles holds the programme first too.
    """
    programs = Program.objects.filter(pk__in=agreement.editions.values("program"))
    list(programs.order_by("pk").select_for_update().values_list("pk", flat=True))


def refuse_unsettling(agreement: Agreement) -> None:
    """Raise ValidationError where a settled month no longer lies in the agreement or its regime."""
    # Corrections of an agreement's months may well be settled after it has ended.
    own = Q(lines__enrolment__edition__agreement=agreement, lines__month=F("month"))
    settled = Settlement.objects.live().filter(own, rate__isnull=False)
    rows = settled.distinct().order_by("month", "pk").select_related("program")
    months = dict.fromkeys(f"{one.month:%m.%Y}" for one in _unsettled(agreement, rows))
    if months:
        raise ValidationError(
            f"Miesiące rozliczone na podstawie tego porozumienia ({', '.join(months)}) znalazłyby "
            "się poza jego okresem albo pod innymi stawkami. Najpierw odblokuj ich rozliczenia."
        )


def _unsettled(agreement: Agreement, settlements) -> Iterator[Settlement]:
    for one in settlements:
        ended = agreement.ends_on and agreement.ends_on < one.month
        if ended or agreement.valid_from > one.period.end or not _paid_alike(agreement, one):
            yield one


def _paid_alike(agreement: Agreement, settlement: Settlement) -> bool:
    """The month would be settled at the same rate and share as it was."""
    used = {Rate.Kind.HOURLY: settlement.rate, Rate.Kind.REFUND_SHARE: settlement.refund_share}
    try:
        return all(
            rate_of(kind, settlement.program, settlement.month, agreement.signed_on).value == value
            for kind, value in used.items()
        )
    except ValidationError:
        return False

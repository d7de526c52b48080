"""What follows a settled month: its documents, the refund that came in, taking it back."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.documents import payments, payroll_book, refund
from programs.documents.kinds import Kind
from programs.documents.payroll import Sheet, lines_and_extras, sheet_of
from programs.models import (
    DocumentTemplate,
    Program,
    Settlement,
    SettlementDocument,
    SettlementLine,
    SettlementRefund,
)

Format = SettlementDocument.Format
WRITERS: dict[tuple[Kind, Format], Callable[[Sheet, object], bytes]] = {
    (Kind.PAYMENTS, Format.PDF): payments.write,
    (Kind.PAYMENTS, Format.XLSX): lambda sheet, _: payroll_book.payments(sheet),
    (Kind.REFUND, Format.PDF): refund.write,
    (Kind.REFUND, Format.XLSX): lambda sheet, _: payroll_book.refund(sheet),
}


Papers = Mapping[tuple[Kind, Format], bytes]
"""Documents by kind and format, not yet kept."""


@action
def write_settlement_documents(*, by: User, settlement: Settlement) -> list[SettlementDocument]:
    """Make the payment list and the refund request, and keep them as they came out.

    Refuses a settlement that was taken back or has its documents; raises MissingLibrary.
    """
    settlement = _locked(settlement)
    _refuse_unlocked(settlement)
    if settlement.documents.exists():
        raise ValidationError("Dokumenty tego rozliczenia są już utworzone.")
    lines, extras = lines_and_extras(settlement)
    return keep_documents(by, settlement, draw_documents(settlement, lines, extras))


def draw_documents(
    settlement: Settlement, lines: Iterable[SettlementLine], extras: Mapping
) -> Papers:
    """The documents of a settlement, saved or about to be; raises MissingLibrary."""
    sheet = sheet_of(settlement, lines, extras, timezone.localdate())
    texts = {
        kind: DocumentTemplate.objects.text_of(kind, settlement.program)
        for kind in SettlementDocument.KINDS
    }
    return {(kind, form): write(sheet, texts[kind]) for (kind, form), write in WRITERS.items()}


def keep_documents(by: User, settlement: Settlement, papers: Papers) -> list[SettlementDocument]:
    """Store the documents as they came out."""
    return SettlementDocument.objects.bulk_create(
        SettlementDocument(
            settlement=settlement,
            kind=kind,
            format=form,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            made_by=by,
        )
        for (kind, form), content in papers.items()
    )


@action
def unlock_settlement(*, by: User, settlement: Settlement, reason: str) -> Settlement:
    """Take a settlement back: its costs go, its hours may be changed, its documents are outdated.

    Refuses one whose refund has come in or that a later settlement has already corrected: such
    hours are corrected, and the difference enters the next month.
    """
    Program.objects.select_for_update().get(pk=settlement.program_id)
    settlement = _locked(settlement)
    _refuse_unlocked(settlement)
    if settlement.refunds.exists():
        raise ValidationError(
            "Z PUP wpłynęła już refundacja za to rozliczenie. Popraw godziny korektą: "
            "różnica wejdzie do następnego miesiąca."
        )
    if later := _correcting(settlement):
        raise ValidationError(
            f"Rozliczenie {later:%m.%Y} zawiera korektę tego miesiąca. Najpierw odblokuj tamto."
        )
    settlement.costs.all().delete()
    settlement.state = Settlement.State.UNLOCKED
    settlement.unlocked_by, settlement.unlocked_at = by, timezone.now()
    settlement.unlock_reason = reason.strip()
    return save_checked(settlement)


def _correcting(settlement: Settlement) -> date | None:
    """The month of a standing settlement that holds corrections of this one."""
    lines = SettlementLine.objects.filter(
        settlement__program=settlement.program_id,
        settlement__state=Settlement.State.SETTLED,
        settlement__month__gt=settlement.month,
        month=settlement.month,
    )
    if settlement.edition_id:
        lines = lines.filter(enrolment__edition=settlement.edition_id)
    return lines.order_by("settlement__month").values_list("settlement__month", flat=True).first()


@action
def record_refund(
    *, by: User, settlement: Settlement, on: date, amount: Decimal, **details
) -> SettlementRefund:
    """Enter money that the labour office paid for the settlement."""
    settlement = _locked(settlement)
    _refuse_unlocked(settlement)
    if on > timezone.localdate():
        raise ValidationError({"on": "Ten dzień jeszcze nie nadszedł."})
    if on < settlement.month:
        raise ValidationError({"on": "Refundacja nie mogła wpłynąć przed rozliczonym miesiącem."})
    return save_checked(
        SettlementRefund(settlement=settlement, received_on=on, amount=amount, **details)
    )


@action
def remove_refund(*, by: User, refund: SettlementRefund) -> None:
    """Take back a refund entered by mistake; the journal keeps what it said."""
    refund.delete()


def _locked(settlement: Settlement) -> Settlement:
    """The settlement as it stands, held until the end: two clerks never both change it."""
    held = Settlement.objects.select_for_update(of=("self",))
    return held.select_related("program", "edition", "agreement").get(pk=settlement.pk)


def _refuse_unlocked(settlement: Settlement) -> None:
    if not settlement.is_live:
        when = timezone.localtime(settlement.unlocked_at)
        raise ValidationError(
            f"To rozliczenie odblokowano już {when:%d.%m.%Y %H:%M} ({settlement.unlocked_by})."
        )

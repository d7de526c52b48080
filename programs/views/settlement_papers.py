"""What follows a settled month: its documents, the refund that came in, taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import OnceForm, once
from mops.pdf import MissingLibrary
from mops.saving import add_refusal
from programs import actions
from programs.forms.after import ReasonForm
from programs.models import Settlement, SettlementDocument, SettlementRefund
from programs.settlement.refund_form import RefundForm
from programs.views.settlements import PERSON, settlement_or_404
from programs.views.steps import entry_page

PRINT = "programs.print_documents"
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NAMES = {"payments": "lista-wyplat", "refund": "wniosek-o-refundacje"}


@require_POST
@permission_required(["programs.add_settlement", PERSON], raise_exception=True)
def settlement_documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the documents of a settlement that has none yet."""
    settlement = settlement_or_404(pk)
    try:
        actions.write_settlement_documents(by=request.user, settlement=settlement)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    except MissingLibrary as missing:
        messages.error(request, missing.sentence)
    else:
        messages.success(request, "Dokumenty są utworzone.")
    return redirect(settlement)


@require_safe
@permission_required(["programs.view_settlement", PERSON, PRINT], raise_exception=True)
def settlement_document(request: HttpRequest, pk: int, kind: str, extension: str) -> HttpResponse:
    """A document as it was made; its name tells of nobody."""
    kept = SettlementDocument.objects.select_related("settlement")
    document = get_object_or_404(kept, settlement=pk, kind=kind, format=extension)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.PRINT,
        subject=f"{document.get_kind_display()} {extension} – rozliczenie nr {pk}",
        participants=document.settlement.lines.values_list("enrolment__participant", flat=True),
    )
    name = f"{NAMES[kind]}-{document.settlement.month:%Y-%m}.{extension}"
    place = "inline" if extension == "pdf" else "attachment"
    return HttpResponse(
        bytes(document.content),
        content_type=TYPES[extension],
        headers={
            "Content-Disposition": f'{place}; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


@entry_page
@permission_required("programs.change_settlement", raise_exception=True)
@once
def settlement_unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a settlement back, with a reason for the journal."""
    settlement = settlement_or_404(pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlock_settlement(
                by=request.user, settlement=settlement, reason=form.cleaned_data["reason"]
            )
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(
                request,
                f"Rozliczenie {settlement.month:%m.%Y} jest odblokowane. Popraw godziny i rozlicz "
                "miesiąc ponownie.",
            )
            return redirect(settlement)
    context = {"settlement": settlement, "form": form}
    return render(request, "programs/settlement_unlock.html", context)


@entry_page
@permission_required("programs.add_settlementrefund", raise_exception=True)
@once
def refund_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what the labour office paid, beside what it was asked for."""
    settlement = get_object_or_404(
        Settlement.objects.select_related("program", "edition").with_sums(), pk=pk
    )
    left = settlement.asked - settlement.refunds.received()
    form = RefundForm(request.POST if request.method == "POST" else None, initial={"amount": left})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_refund(by=request.user, settlement=settlement, **form.values)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Refundacja jest zapisana.")
            return redirect(settlement)
    context = {"settlement": settlement, "form": form, "left": left}
    return render(request, "programs/settlement_refund.html", context)


@entry_page
@permission_required("programs.change_settlementrefund", raise_exception=True)
@once
def refund_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a refund entered by mistake, after asking once."""
    refund = get_object_or_404(
        SettlementRefund.objects.select_related("settlement__program", "settlement__edition"),
        pk=pk,
    )
    settlement = refund.settlement
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.remove_refund(by=request.user, refund=refund)
        messages.success(request, "Wpis o refundacji jest usunięty.")
        return redirect(settlement)
    context = {"refund": refund, "settlement": settlement, "form": OnceForm()}
    return render(request, "programs/settlement_refund_remove.html", context)

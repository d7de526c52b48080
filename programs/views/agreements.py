"""Agreements: their register, their pages, and how they are entered and changed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.journal import record_access
from mops.listing import Column, Listing, in_asked_order, render_list
from mops.models import AccessEntry
from mops.once import OnceForm, once
from mops.saving import add_refusal
from mops.spreadsheets import FORMATS
from programs import actions
from programs.forms import filters
from programs.forms.agreements import (
    MORE_PARTIES,
    AgreementForm,
    AmountForm,
    AmountsForm,
    AnnexForm,
    RolesForm,
)
from programs.funding import funding_of
from programs.models import Agreement, AgreementAmount, Annex
from programs.registers import agreement_rows
from programs.scans import scan_response
from programs.terms.history import history_of
from programs.views.editing import correct, enter
from programs.views.steps import entry_page

COLUMNS = (
    Column("Podpisano", "podpisano", ("signed_on",)),
    Column("Rodzaj", "rodzaj", ("kind", "-signed_on")),
    Column("Numer", "numer", ("number", "-signed_on")),
    Column("Przedmiot", "przedmiot", ("subject",)),
    Column("Strony"),
    Column("Obowiązuje do", "do", ("ends_on",)),
    Column("Stan"),
)
FORM = "programs/agreement_form.html"
ANNEX = "programs/annex_form.html"
AMOUNTS = "programs/amounts_form.html"
REMOVE = "programs/annex_remove.html"
ROLES = "programs/agreement_roles.html"

may_add = permission_required("programs.add_agreement", raise_exception=True)
may_change = permission_required("programs.change_agreement", raise_exception=True)


def _register() -> QuerySet:
    return Agreement.objects.prefetch_related("party_rows__institution")


def _agreement(pk: int) -> Agreement:
    return get_object_or_404(Agreement, pk=pk)


@require_safe
@permission_required("programs.view_agreement", raise_exception=True)
def agreement_list(request: HttpRequest) -> HttpResponse:
    form = filters.AgreementFilterForm.read(request, "sort", "page")
    listing = Listing.of(request, form, form.narrow(_register()), COLUMNS)
    for agreement in listing.page:
        agreement.state = agreement.state_on(timezone.localdate())
    return render_list(
        request, "programs/agreement_list.html", "programs/_agreement_table.html", listing
    )


@require_safe
@permission_required(["programs.view_agreement", "mops.export_records"], raise_exception=True)
def agreement_export(request: HttpRequest, extension: str) -> HttpResponse:
    """The whole register that the filters leave, as a file."""
    if extension not in FORMATS:
        raise Http404
    form = filters.AgreementFilterForm.read(request, "sort", "page")
    records = in_asked_order(request, form.narrow(_register()), COLUMNS, "-signed_on")
    file_format = FORMATS[extension]()
    content = file_format.export_data(agreement_rows(records, timezone.localdate()))
    return HttpResponse(
        content,
        content_type=file_format.get_content_type(),
        headers={"Content-Disposition": f'attachment; filename="porozumienia.{extension}"'},
    )


@require_safe
@permission_required("programs.view_agreement", raise_exception=True)
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    records = Agreement.objects.prefetch_related(
        "annexes", Prefetch("amounts", AgreementAmount.objects.select_related("annex")), "programs"
    )
    agreement = get_object_or_404(records, pk=pk)
    today = timezone.localdate()
    context = {
        "agreement": agreement,
        "state": agreement.state_on(today),
        "terms": agreement.terms_on(today),
        "history": history_of(agreement),
        "parties": agreement.party_rows.select_related("institution"),
        "funding": funding_of(agreement),
        "editions": agreement.editions.select_related("program"),
    }
    return render(request, "programs/agreement_detail.html", context)


@require_safe
@permission_required("programs.view_agreement", raise_exception=True)
def agreement_scan(request: HttpRequest, pk: int) -> HttpResponse:
    return _scan(request, _agreement(pk), f"porozumienie-{pk}", "skan porozumienia")


@require_safe
@permission_required("programs.view_annex", raise_exception=True)
def annex_scan(request: HttpRequest, pk: int) -> HttpResponse:
    return _scan(request, get_object_or_404(Annex, pk=pk), f"aneks-{pk}", "skan aneksu")


def _scan(request: HttpRequest, paper: Agreement | Annex, name: str, told: str) -> HttpResponse:
    if not paper.scan or not paper.scan.storage.exists(paper.scan.name):
        raise Http404
    subject = f"{told} (pozycja {paper.pk})"
    record_access(by=request.user, kind=AccessEntry.Kind.VIEW, subject=subject)
    return scan_response(paper.scan, name)


@entry_page
@permission_required("programs.change_party", raise_exception=True)
@once
def agreement_roles(request: HttpRequest, pk: int) -> HttpResponse:
    """What part each party has: organiser, employer, supervising facility."""
    agreement = _agreement(pk)
    parties = agreement.party_rows.select_related("institution")
    form = RolesForm(request.POST if request.method == "POST" else None, parties=parties)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_roles(by=request.user, agreement=agreement, roles=form.changed)
        except ValidationError as refused:
            form = RolesForm(_opened_anew(form), parties=parties.all())
            add_refusal(form, refused)
        else:
            messages.success(request, "Role stron są zapisane.")
            return redirect(agreement)
    return render(request, ROLES, {"form": form, "agreement": agreement})


def _opened_anew(form: RolesForm) -> dict:
    """The roles that were typed, among those that stand now: sent once more, they are saved."""
    now = RolesForm(parties=form.parties.all())
    typed = {f"role-{number}": role for number, (_, role) in form.changed.items()}
    return {**now.initial, **typed}


@entry_page
@may_add
@once
def agreement_new(request: HttpRequest) -> HttpResponse:
    form = AgreementForm(*_sent(request))
    if MORE_PARTIES in request.POST:
        return render(request, FORM, {"form": form.unjudged()})

    def run() -> Agreement:
        plan = form.plan
        return actions.sign_agreement(by=request.user, on=plan.pop("signed_on"), **plan)

    return enter(request, form, run, done="Porozumienie jest zapisane.", template=FORM)


@entry_page
@may_change
@once
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = _agreement(pk)
    if MORE_PARTIES in request.POST:
        form = AgreementForm.opened(agreement, *_sent(request)).unjudged()
        return render(request, FORM, {"form": form, "record": agreement, "stale": None})

    def run(form: AgreementForm) -> Agreement:
        return actions.change_agreement(
            by=request.user, agreement=agreement, shown=form.shown_values, **form.plan
        )

    return correct(
        request, agreement, AgreementForm, run, done="Zmiany są zapisane.", template=FORM
    )


def _sent(request: HttpRequest) -> tuple:
    """What was typed and the files sent along; nothing where the form is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@entry_page
@permission_required("programs.add_annex", raise_exception=True)
@once
def annex_new(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = _agreement(pk)
    form = AnnexForm(*_sent(request))

    def run() -> Agreement:
        plan = form.plan
        actions.add_annex(by=request.user, agreement=agreement, on=plan.pop("signed_on"), **plan)
        return agreement

    context = {"agreement": agreement, "terms": agreement.terms_on(timezone.localdate())}
    return enter(request, form, run, done="Aneks jest zapisany.", template=ANNEX, **context)


@entry_page
@permission_required("programs.change_annex", raise_exception=True)
@once
def annex_edit(request: HttpRequest, pk: int) -> HttpResponse:
    annex = get_object_or_404(Annex.objects.select_related("agreement"), pk=pk)

    def run(form: AnnexForm) -> Agreement:
        actions.change_annex(by=request.user, annex=annex, shown=form.shown_values, **form.plan)
        return annex.agreement

    context = {"agreement": annex.agreement, "terms": None}
    return correct(
        request, annex, AnnexForm, run, done="Zmiany są zapisane.", template=ANNEX, **context
    )


@entry_page
@permission_required("programs.change_annex", raise_exception=True)
@once
def annex_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take off an annex entered by mistake, after showing what it changed and asking once."""
    annex = get_object_or_404(Annex.objects.select_related("agreement"), pk=pk)
    agreement = annex.agreement
    form = OnceForm(request.POST if request.method == "POST" else None)

    def run() -> Agreement:
        return actions.remove_annex(by=request.user, annex=annex)

    step = next(one for one in history_of(agreement) if one.annex.pk == pk)
    return enter(
        request,
        form,
        run,
        done="Aneks jest usunięty.",
        template=REMOVE,
        step=step,
        agreement=agreement,
    )


@entry_page
@permission_required("programs.add_agreementamount", raise_exception=True)
@once
def amounts_new(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = _agreement(pk)
    form = AmountsForm(request.POST if request.method == "POST" else None, agreement=agreement)

    def run() -> Agreement:
        actions.assign_amounts(
            by=request.user, agreement=agreement, amounts=form.amounts, **form.period
        )
        return agreement

    return enter(
        request, form, run, done="Kwoty są zapisane.", template=AMOUNTS, agreement=agreement
    )


@entry_page
@permission_required("programs.change_agreementamount", raise_exception=True)
@once
def amount_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(AgreementAmount.objects.select_related("agreement"), pk=pk)
    if "remove" in request.POST:
        actions.remove_amount(by=request.user, row=row)
        messages.success(request, "Kwota jest usunięta.")
        return redirect(row.agreement)

    def run(form: AmountForm) -> Agreement:
        actions.change_amount(by=request.user, row=row, shown=form.shown_values, **form.plan)
        return row.agreement

    return correct(
        request,
        row,
        AmountForm,
        run,
        done="Zmiany są zapisane.",
        template=AMOUNTS,
        agreement=row.agreement,
    )

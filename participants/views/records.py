"""What is added to a person's page: facts, profiles, contracts, and how they end."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mops.journal import record_access
from mops.listing import page_of
from mops.models import AccessEntry
from mops.once import FIELD, once
from mops.saving import add_refusal
from participants import actions
from participants.forms import ContractForm, FactEndForm, FactForm, ProfileForm, SettlementForm
from participants.models import DatedFact, Participant, SocialContract
from participants.views.people import FORM_METHODS, SEE


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.add_datedfact"], raise_exception=True)
@once
def fact_create(request: HttpRequest, pk: int) -> HttpResponse:
    return _added(
        request,
        pk,
        FactForm,
        actions.record_fact,
        heading="Nowy fakt",
        button="Zapisz fakt",
    )


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.change_datedfact"], raise_exception=True)
@once
def fact_end(request: HttpRequest, pk: int) -> HttpResponse:
    fact = get_object_or_404(DatedFact.objects.select_related("participant"), pk=pk)
    return _filled(
        request,
        fact.participant,
        FactEndForm(request.POST or None),
        lambda **values: actions.end_fact(by=request.user, fact=fact, **values),
        heading="Koniec faktu",
        button="Zapisz koniec",
        about=f"{fact}, od {fact.valid_from:%d.%m.%Y}",
    )


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.add_profileassessment"], raise_exception=True)
@once
def profile_create(request: HttpRequest, pk: int) -> HttpResponse:
    return _added(
        request,
        pk,
        ProfileForm,
        actions.record_profile,
        heading="Nowy profil pomocy",
        button="Zapisz profil",
        about="Profil pomocy ustala urząd pracy; wpisz dzień z jego pisma.",
    )


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.add_socialcontract"], raise_exception=True)
@once
def contract_create(request: HttpRequest, pk: int) -> HttpResponse:
    return _added(
        request,
        pk,
        ContractForm,
        actions.sign_contract,
        heading="Nowy kontrakt socjalny",
        button="Zapisz kontrakt",
    )


@require_http_methods(FORM_METHODS)
@permission_required([SEE, "participants.change_socialcontract"], raise_exception=True)
@once
def contract_settle(request: HttpRequest, pk: int) -> HttpResponse:
    contract = get_object_or_404(SocialContract.objects.select_related("participant"), pk=pk)
    return _filled(
        request,
        contract.participant,
        SettlementForm(request.POST or None),
        lambda **values: actions.settle_contract(by=request.user, contract=contract, **values),
        heading="Rozliczenie kontraktu",
        button="Rozlicz kontrakt",
        about=f"{contract}, {contract.get_purpose_display()}",
    )


@require_safe
@permission_required([SEE, "participants.view_socialcontract"], raise_exception=True)
def contracts_overdue(request: HttpRequest) -> HttpResponse:
    """Contracts of the people in one's own care whose term has passed, the oldest first."""
    contracts = SocialContract.objects.overdue_on(timezone.localdate())
    own = contracts.filter(participant__caseworker=request.user).select_related("participant")
    page = page_of(request, own.order_by("valid_to", "participant__sort_key", "pk"))
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject="kontrakty po terminie",
        participants=(contract.participant_id for contract in page),
    )
    return render(request, "participants/contracts_overdue.html", {"page_obj": page})


def _added(
    request: HttpRequest, pk: int, form: type[Form], act: Callable, **words: str
) -> HttpResponse:
    """The form of one record more on a person's page."""
    person = get_object_or_404(Participant, pk=pk)
    act = partial(act, by=request.user, participant=person)
    return _filled(request, person, form(request.POST or None), act, **words)


def _filled(
    request: HttpRequest,
    person: Participant,
    form: Form,
    act: Callable,
    *,
    heading: str,
    button: str,
    about: str = "",
) -> HttpResponse:
    """The form of one record: acted upon and back to the person, or shown with its errors."""
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != FIELD}
        try:
            record = act(**values)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Zapisano: {record}.")
            return redirect(person)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject=f"formularz: {heading.lower()}",
        participants=[person.pk],
    )
    context = {"form": form, "person": person, "heading": heading, "button": button, "about": about}
    return render(request, "participants/record_form.html", context)

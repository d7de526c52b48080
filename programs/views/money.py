"""Costs, grants, benefits and trainings entered, corrected and removed one by one."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import once
from mops.saving import add_refusal
from programs import actions
from programs.forms import money as money_forms
from programs.models import Benefit, Cost, Grant, StaffTraining
from programs.views.editing import correct, enter
from programs.views.steps import Step, edition_or_404, entry_page, take

PERSON = "participants.view_participant"
FORM = "programs/money_form.html"


@dataclass(frozen=True)
class Kind:
    """A kind of record: its words, its form, where its list is."""

    model: type[Model]
    form: type[money_forms.MoneyForm]
    new: str
    change: str
    remove: str
    verb: str
    done: str
    list_name: str
    list_url: str


COST = Kind(
    Cost, money_forms.CostForm,
    "Nowy koszt", "Zmiana kosztu", "Usunięcie kosztu",
    "Zapisz koszt", "Koszt jest zapisany.", "Koszty", "cost_list",
)  # fmt: skip
GRANT = Kind(
    Grant, money_forms.GrantForm,
    "Nowa dotacja", "Zmiana dotacji", "Usunięcie dotacji",
    "Zapisz dotację", "Dotacja jest zapisana.", "Dotacje", "grant_list",
)  # fmt: skip
TRAINING = Kind(
    StaffTraining, money_forms.TrainingForm,
    "Nowe szkolenie", "Zmiana szkolenia", "Usunięcie szkolenia",
    "Zapisz szkolenie", "Szkolenie jest zapisane.", "Szkolenia pracowników", "training_list",
)  # fmt: skip
BENEFIT = Kind(
    Benefit, money_forms.BenefitForm,
    "Nowe świadczenie", "Zmiana świadczenia", "Usunięcie świadczenia",
    "Zapisz świadczenie", "Świadczenie jest zapisane.", "Edycje", "edition_list",
)  # fmt: skip


def _new(request: HttpRequest, kind: Kind, **initial) -> HttpResponse:
    form = kind.form(request.POST if request.method == "POST" else None, initial=initial)
    return enter(
        request,
        form,
        lambda: actions.enter_record(by=request.user, record=kind.model(**form.plan)),
        done=kind.done,
        template=FORM,
        kind=kind,
    )


def _edit(request: HttpRequest, kind: Kind, record: Model) -> HttpResponse:
    def run(form: money_forms.MoneyForm) -> Model:
        return actions.change_record(
            by=request.user, record=record, shown=form.shown_values, **form.plan
        )

    return correct(request, record, kind.form, run, done=kind.done, template=FORM, kind=kind)


def _remove(request: HttpRequest, kind: Kind, record: Model, back: str = "") -> HttpResponse:
    """Ask by name and for a reason before what was entered by mistake is removed."""
    form = money_forms.RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.remove_record(by=request.user, record=record, reason=reason)
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Usunięte: {record}.")
            return redirect(back or kind.list_url)
    context = {"form": form, "kind": kind, "record": record}
    return render(request, "programs/money_remove.html", context)


@entry_page
@permission_required("programs.add_cost", raise_exception=True)
@once
def cost_new(request: HttpRequest) -> HttpResponse:
    return _new(request, COST)


def _by_hand(request: HttpRequest, pk: int) -> Cost | HttpResponse:
    """The cost, or where one goes whose cost is kept elsewhere."""
    cost = get_object_or_404(Cost, pk=pk)
    if not (cost.is_monthly or cost.is_settled):
        return cost
    messages.info(request, "Ten koszt zmienia się tam, gdzie powstał: w arkuszu albo rozliczeniu.")
    return redirect(cost)


@entry_page
@permission_required("programs.change_cost", raise_exception=True)
@once
def cost_edit(request: HttpRequest, pk: int) -> HttpResponse:
    cost = _by_hand(request, pk)
    return _edit(request, COST, cost) if isinstance(cost, Cost) else cost


@entry_page
@permission_required("programs.change_cost", raise_exception=True)
@once
def cost_remove(request: HttpRequest, pk: int) -> HttpResponse:
    cost = _by_hand(request, pk)
    return _remove(request, COST, cost) if isinstance(cost, Cost) else cost


@entry_page
@permission_required("programs.add_grant", raise_exception=True)
@once
def grant_new(request: HttpRequest) -> HttpResponse:
    return _new(request, GRANT, year=timezone.localdate().year)


@entry_page
@permission_required("programs.change_grant", raise_exception=True)
@once
def grant_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, GRANT, get_object_or_404(Grant, pk=pk))


@entry_page
@permission_required("programs.change_grant", raise_exception=True)
@once
def grant_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, GRANT, get_object_or_404(Grant, pk=pk))


@entry_page
@permission_required("programs.add_stafftraining", raise_exception=True)
@once
def training_new(request: HttpRequest) -> HttpResponse:
    return _new(request, TRAINING)


@entry_page
@permission_required("programs.change_stafftraining", raise_exception=True)
@once
def training_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, TRAINING, get_object_or_404(StaffTraining, pk=pk))


@entry_page
@permission_required("programs.change_stafftraining", raise_exception=True)
@once
def training_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, TRAINING, get_object_or_404(StaffTraining, pk=pk))


@entry_page
@permission_required(["programs.add_benefit", PERSON], raise_exception=True)
@once
def benefits_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The same benefit for many people of an edition."""
    edition = edition_or_404(pk)
    people = edition.enrolments.select_related("participant").order_by(
        "participant__sort_key", "started_on", "pk"
    )
    step = Step(
        title="Wypłacone świadczenie",
        verb="Zapisz świadczenia",
        done="Wpisane świadczenia",
        nobody="Nikt w tej edycji nie uczestniczył.",
        form=money_forms.BenefitsForm,
        run=actions.pay_benefits,
        place="uczestnicy",
    )
    return take(request, edition, step, people)


def _benefit(request: HttpRequest, pk: int) -> Benefit:
    benefits = Benefit.objects.select_related("enrolment__participant")
    benefit = get_object_or_404(benefits, pk=pk)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject="świadczenie",
        participants=[benefit.enrolment.participant_id],
    )
    return benefit


@entry_page
@permission_required(["programs.change_benefit", PERSON], raise_exception=True)
@once
def benefit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, BENEFIT, _benefit(request, pk))


@entry_page
@permission_required(["programs.change_benefit", PERSON], raise_exception=True)
@once
def benefit_remove(request: HttpRequest, pk: int) -> HttpResponse:
    benefit = _benefit(request, pk)
    return _remove(request, BENEFIT, benefit, benefit.get_absolute_url())

"""How people's parts in an edition end: completion, interruption, what came of it."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mops.once import once
from programs import actions
from programs.forms.entry import CompleteForm, InterruptForm
from programs.forms.outcomes import OutcomeForm
from programs.models import Edition, Enrolment
from programs.views.steps import Step, edition_or_404, entry_page, take

PERSON = "participants.view_participant"


def _enrolments(edition: Edition):
    return edition.enrolments.select_related("participant").order_by(
        "participant__sort_key", "started_on", "pk"
    )


def _ongoing(edition: Edition):
    return _enrolments(edition).filter(result=Enrolment.Result.ONGOING)


def _last_day(edition: Edition):
    return min(edition.ends_on, timezone.localdate())


@entry_page
@permission_required(["programs.change_enrolment", PERSON], raise_exception=True)
@once
def enrolments_complete(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    step = Step(
        title="Ukończenie",
        verb="Zapisz ukończenie",
        done="Ukończone udziały",
        nobody="Nikt już w tej edycji nie uczestniczy.",
        form=CompleteForm,
        run=partial(actions.complete_many, edition=edition),
        place="uczestnicy",
    )
    return take(request, edition, step, _ongoing(edition), on=_last_day(edition))


@entry_page
@permission_required(["programs.change_enrolment", PERSON], raise_exception=True)
@once
def enrolments_interrupt(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    step = Step(
        title="Przerwanie udziału",
        verb="Zapisz przerwanie",
        done="Przerwane udziały",
        nobody="Nikt już w tej edycji nie uczestniczy.",
        form=InterruptForm,
        run=actions.interrupt_many,
        place="uczestnicy",
    )
    return take(request, edition, step, _ongoing(edition), on=_last_day(edition))


@entry_page
@permission_required(["programs.add_outcome", PERSON], raise_exception=True)
@once
def outcomes_add(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    step = Step(
        title="Rezultat",
        verb="Zapisz rezultat",
        done="Zapisane rezultaty",
        nobody="Nikt jeszcze w tej edycji nie uczestniczył.",
        form=OutcomeForm,
        run=actions.record_outcomes,
        place="uczestnicy",
    )
    return take(request, edition, step, _enrolments(edition))

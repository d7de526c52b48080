"""What came of people put forward for an edition: interview, offer, decision."""

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mops.once import once
from programs import actions
from programs.forms.entry import DecideForm, InterviewForm, OfferForm, StepForm
from programs.models import Referral
from programs.views.steps import Step, edition_or_404, entry_page, take

may_change = permission_required(
    ["programs.change_referral", "participants.view_participant"], raise_exception=True
)


def _step(request: HttpRequest, pk: int, words: dict, form: type[StepForm], run: Callable):
    edition = edition_or_404(pk)
    step = Step(
        form=form,
        run=run,
        place="skierowani",
        nobody="Nikt nie czeka na przyjęcie do tej edycji.",
        **words,
    )
    candidates = (
        Referral.objects.for_edition(edition)
        .not_taken_into(edition)
        .select_related("participant")
        .order_by("participant__sort_key", "pk")
    )
    return take(request, edition, step, candidates, on=timezone.localdate())


@entry_page
@may_change
@once
def referrals_interview(request: HttpRequest, pk: int) -> HttpResponse:
    words = {"title": "Rozmowa", "verb": "Zapisz rozmowę", "done": "Zapisane rozmowy"}
    return _step(request, pk, words, InterviewForm, actions.record_interviews)


@entry_page
@may_change
@once
def referrals_offer(request: HttpRequest, pk: int) -> HttpResponse:
    words = {"title": "Propozycja", "verb": "Zapisz propozycję", "done": "Zapisane propozycje"}
    return _step(request, pk, words, OfferForm, actions.make_offers)


@entry_page
@may_change
@once
def referrals_decide(request: HttpRequest, pk: int) -> HttpResponse:
    words = {"title": "Decyzja", "verb": "Zapisz decyzję", "done": "Zapisane decyzje"}
    return _step(request, pk, words, DecideForm, actions.decide_each)

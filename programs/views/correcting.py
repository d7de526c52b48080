"""Hours of a settled month corrected, person by person."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import once
from mops.saving import add_refusal
from programs import actions
from programs.models import Enrolment, Facility, Settlement
from programs.settlement.correction_form import CorrectionForm
from programs.settlement.scope import Scope
from programs.views.settlements import PERSON, settlement_or_404
from programs.views.steps import entry_page


@entry_page
@permission_required(
    ["programs.add_hourscorrection", "programs.change_workmonth", PERSON], raise_exception=True
)
@once
def hours_correct(request: HttpRequest, pk: int, enrolment: int, facility: int) -> HttpResponse:
    """The hours as they stand, to be put right; the difference enters the next settlement."""
    settlement = settlement_or_404(pk)
    part, place = _part(settlement, enrolment), get_object_or_404(Facility, pk=facility)
    typed = request.POST if request.method == "POST" else None
    form = CorrectionForm(typed, settlement=settlement, enrolment=part, facility=place)
    if request.method == "POST" and form.is_valid():
        try:
            correction = actions.correct_hours(
                by=request.user,
                settlement=settlement,
                enrolment=part,
                corrected=form.corrected,
                reason=form.cleaned_data["reason"],
                over_reason=form.cleaned_data["over_reason"],
            )
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            difference = f"{correction.now - correction.was:+.2f}".replace(".", ",")
            messages.success(request, f"Korekta {difference} h wejdzie do następnego rozliczenia.")
            return redirect(settlement)
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.VIEW,
        subject=f"korekta godzin {settlement.month:%m.%Y}",
        participants=[part.participant_id],
    )
    context = {"settlement": settlement, "part": part, "facility": place, "form": form}
    return render(request, "programs/settlement_correction.html", context)


def _part(settlement: Settlement, pk: int) -> Enrolment:
    """Somebody who took part in the settled month, in the editions settled."""
    scope = Scope(settlement.program, settlement.month, settlement.edition)
    related = ("participant", "edition__program", "facility")
    part = scope.enrolments().select_related(*related).filter(pk=pk).first()
    if part is None:
        raise Http404
    return part

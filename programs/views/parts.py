"""A person's part in an edition corrected."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from mops.once import once
from programs import actions
from programs.forms.parts import PartForm
from programs.models import Enrolment
from programs.views.editing import correct
from programs.views.steps import entry_page, seen


@entry_page
@permission_required(
    ["programs.change_enrolment", "participants.view_participant"], raise_exception=True
)
@once
def enrolment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    parts = Enrolment.objects.select_related("participant", "edition__program", "facility")
    part = get_object_or_404(parts, pk=pk)
    seen(request, "Zmiana udziału", part.edition, [part.participant_id])

    def run(form: PartForm) -> Enrolment:
        return actions.correct_part(
            by=request.user, enrolment=part, shown=form.shown_values, **form.plan
        )

    context = {"edition": part.edition, "template": "programs/part_form.html"}
    return correct(request, part, PartForm, run, done="Zmiany w udziale są zapisane.", **context)

"""A list against the one before it, and the reasons of those who are gone."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mops.journal import record_access
from mops.models import AccessEntry
from mops.once import once
from mops.saving import add_refusal
from programs import actions
from programs.forms.entry import MOST_SHOWN
from programs.forms.imported import GoneForm
from programs.intake.against import Comparison
from programs.models import Referral
from programs.views.lists.imported import SEE, list_or_404
from programs.views.steps import entry_page

MAY_DECIDE = "programs.change_referral"


@entry_page
@permission_required([*SEE, "programs.view_referral"], raise_exception=True)
@once
def list_against(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is new, gone or changed; reasons can be recorded for those gone."""
    if request.method == "POST" and not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    found = list_or_404(pk)
    comparison = Comparison.of(found)
    if comparison is None:
        return render(request, "programs/lists/imported_against.html", {"found": found})
    form = _form(request, comparison)
    if request.method == "POST" and form.is_valid():
        try:
            settled = actions.decide_each(by=request.user, referrals=form.people, **form.values())
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Zapisane przyczyny: {len(settled)}.")
            return redirect("imported_list_against", pk)
    return render(
        request, "programs/lists/imported_against.html", _context(request, comparison, form)
    )


def _form(request: HttpRequest, comparison: Comparison) -> GoneForm:
    """Over those gone of whom nothing is settled yet, the first of them."""
    waiting = comparison.gone_referrals().filter(decision=Referral.Decision.PENDING)
    first = list(waiting.values_list("pk", flat=True)[:MOST_SHOWN])
    return GoneForm(
        request.POST if request.method == "POST" else None,
        candidates=waiting.filter(pk__in=first),
        initial={"on": timezone.localdate()},
    )


def _context(request: HttpRequest, comparison: Comparison, form: GoneForm) -> dict:
    """The people shown, their seeing noted; of each kind the first ones, and how many there are."""
    new = list(comparison.new_people()[:MOST_SHOWN])
    changed = comparison.changed()
    settled = comparison.gone_referrals().exclude(decision=Referral.Decision.PENDING)
    settled = list(settled[:MOST_SHOWN])
    waiting = list(form.fields["referral"].queryset)
    people = {one.pk for one in new} | {one.participant.pk for one in changed[:MOST_SHOWN]}
    people |= {one.participant_id for one in (*settled, *waiting)}
    record_access(
        by=request.user,
        kind=AccessEntry.Kind.LIST,
        subject=f"porównanie listy nr {comparison.current.pk}",
        participants=people,
    )
    return {
        "found": comparison.current,
        "comparison": comparison,
        "form": form,
        "new": new,
        "changed": changed[:MOST_SHOWN],
        "changed_total": len(changed),
        "untold": comparison.untold(),
        "settled": settled,
        "waiting": waiting,
        "most": MOST_SHOWN,
    }

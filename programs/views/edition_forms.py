"""An edition opened, usually like the one before it, and corrected."""

from datetime import date, timedelta

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse

from mops.listing import UnreadableQuery
from mops.models import User
from mops.once import once
from programs import actions
from programs.forms.editions import EditionForm
from programs.models import Edition, Program
from programs.views.editing import correct, enter
from programs.views.steps import asked_ids, edition_or_404, entry_page

FORM = "programs/edition_form.html"


@entry_page
@permission_required("programs.add_edition", raise_exception=True)
@once
def edition_new(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = EditionForm(request.POST)
    else:
        form = EditionForm(initial=_like_the_last(request))
    return enter(
        request,
        form,
        lambda: actions.open_edition(by=request.user, **form.plan),
        done="Edycja jest założona. Można przyjmować osoby.",
        template=FORM,
        programs=Program.objects.all(),
        edition=None,
        stale=None,
    )


def _like_the_last(request: HttpRequest) -> dict:
    """The programme's last edition moved on by its length; only the account where none is asked."""
    ids = asked_ids(request, "program")
    if not ids:
        return {"caseworker": request.user.pk}
    program = Program.objects.filter(pk=ids[0]).first()
    if program is None:
        raise UnreadableQuery("Nie ma takiego programu.")
    last = program.editions.select_related("agreement").order_by("-starts_on", "-number").first()
    return _following(last) if last else _first_of(program, request.user)


def _first_of(program: Program, account: User) -> dict:
    return {"program": program.pk, "number": 1, "caseworker": account.pk}


def _following(last: Edition) -> dict:
    starts_on = last.ends_on + timedelta(days=1)
    agreement = last.agreement
    has_ended = agreement and agreement.ends_on and agreement.ends_on < starts_on
    return {
        "program": last.program_id,
        "number": _number_after(last, starts_on),
        "starts_on": starts_on,
        "ends_on": starts_on + (last.ends_on - last.starts_on),
        "places": last.places,
        "hours": last.hours,
        "agreement": None if has_ended else last.agreement_id,
        "caseworker": last.caseworker_id,
    }


def _number_after(last: Edition, starts_on: date) -> int:
    """The next number; 1 in a new year, where the programme has begun anew before."""
    if starts_on.year == last.starts_on.year:
        return last.number + 1
    return 1 if last.program.editions.filter(number=1).count() > 1 else last.number + 1


@entry_page
@permission_required("programs.change_edition", raise_exception=True)
@once
def edition_edit(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)

    def run(form: EditionForm) -> Edition:
        return actions.change_edition(
            by=request.user, edition=edition, shown=form.shown_values, **form.plan
        )

    done = "Zmiany w edycji są zapisane."
    return correct(request, edition, EditionForm, run, done=done, template=FORM, edition=edition)

"""Assessments of everybody in an edition, before and after, and the profiles that follow."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mops.listing import UnreadableQuery, page_number
from mops.once import once
from programs import actions
from programs.actions.sheets import Saved
from programs.forms.entry import DayField, ProfilesForm
from programs.grids import scores
from programs.grids.plain import PlainSheet
from programs.grids.typed import Reading, changes_from_script, told
from programs.models import Assessment, Edition, Enrolment
from programs.views.steps import Step, edition_or_404, entry_page, seen, take

may_assess = permission_required(
    ["programs.add_assessment", "programs.change_assessment", "participants.view_participant"],
    raise_exception=True,
)


class DatesForm(forms.Form):
    """Days on which the sheets were filled."""

    before_on = DayField(label="Dzień arkuszy „przed”", required=False, is_past=True)
    after_on = DayField(label="Dzień arkuszy „po”", required=False, is_past=True)


@dataclass(frozen=True)
class Part:
    """One sheet of one stage, as the page links to it."""

    sheet: Assessment.Sheet
    stage: Assessment.Stage

    @property
    def key(self) -> str:
        return f"{self.sheet}-{self.stage}"

    def __str__(self) -> str:
        return f"{self.sheet.label}, {self.stage.label}"


PARTS = [Part(sheet, stage) for sheet in Assessment.Sheet for stage in Assessment.Stage]


@entry_page
@may_assess
def edition_scores(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_or_404(pk)
    if request.method == "POST":
        if "changes" not in request.POST:
            return redirect(request.get_full_path())
        return told(
            partial(_save, request, edition, changes_from_script(request)),
            lambda score: str(score or ""),
        )
    sheet = scores.load(edition, page_number(request))
    seen(request, "Oceny przed i po", edition, (row.person for row in sheet.rows))
    context = {
        "edition": edition,
        "sheet": sheet,
        "parts": PARTS,
        "dates": DatesForm(initial=_days(edition)),
    }
    return render(request, "programs/edition_scores.html", context)


@entry_page
@may_assess
def edition_scores_part(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet of one stage in plain inputs."""
    edition = edition_or_404(pk)
    part = _part(request)
    load = partial(scores.load, edition, page_number(request), part.sheet, part.stage)
    plain = PlainSheet.of(request, load)
    if request.method == "POST" and plain.save(partial(_save, request, edition)):
        messages.success(request, f"Oceny są zapisane. Zmienione wpisy: {plain.saved.changed}.")
        return redirect(f"{request.path}?part={part.key}")
    seen(request, f"Oceny: {part}", edition, (row.person for row in plain.sheet.rows))
    dates = DatesForm(request.POST if request.method == "POST" else None, initial=_days(edition))
    del dates.fields["after_on" if part.stage == Assessment.Stage.BEFORE else "before_on"]
    context = {"edition": edition, "part": part, "plain": plain, "dates": dates}
    return render(request, "programs/edition_scores_part.html", context)


def _save(request: HttpRequest, edition: Edition, changes: list) -> Saved:
    dates = DatesForm(request.POST)
    if not dates.is_valid():
        wrong = [
            f"{dates.fields[name].label}: {sentence}"
            for name, sentences in dates.errors.items()
            for sentence in sentences
        ]
        raise ValidationError(wrong)
    reading = Reading.of(changes, scores.entry_of)
    return actions.record_score_sheet(
        by=request.user,
        edition=edition,
        entries=reading.entries,
        unread=reading.unread,
        filled_on={
            Assessment.Stage.BEFORE: dates.cleaned_data["before_on"],
            Assessment.Stage.AFTER: dates.cleaned_data["after_on"],
        },
    )


def _days(edition: Edition) -> dict:
    """Sheets are usually filled on the edition's first and last day."""
    today = timezone.localdate()
    return {"before_on": min(edition.starts_on, today), "after_on": min(edition.ends_on, today)}


def _part(request: HttpRequest) -> Part:
    asked = request.GET.get("part", PARTS[0].key)
    for part in PARTS:
        if part.key == asked:
            return part
    raise UnreadableQuery(f"Nie ma arkusza „{asked}”.")


@entry_page
@permission_required(
    [
        "participants.add_profileassessment",
        "participants.view_participant",
        "programs.view_enrolment",
    ],
    raise_exception=True,
)
@once
def profiles_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The profile that the labour office set anew for people who were in the edition."""
    edition = edition_or_404(pk)
    step = Step(
        title="Nowy profil pomocy",
        verb="Zapisz profil",
        done="Zapisane profile",
        nobody="Nikt jeszcze nie zakończył udziału w tej edycji.",
        form=ProfilesForm,
        run=actions.record_profiles,
        place="uczestnicy",
    )
    ended = edition.enrolments.exclude(result=Enrolment.Result.ONGOING)
    people = ended.select_related("participant").order_by(
        "participant__sort_key", "started_on", "pk"
    )
    return take(request, edition, step, people, source="PUP")

from django import forms
from django.core.exceptions import ValidationError

from mops.administration import CheckedForm
from programs.period import FIRST_YEAR, LAST_YEAR
from reporting.catalogue import CATALOGUE
from reporting.figures import Derived
from reporting.models import Section
from reporting.printing import known_kinds
from reporting.prose import check


class SectionForm(forms.ModelForm):
    """A section's text; a wrong placeholder is refused with its place and what to do."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Section
        fields = ["heading", "text", "is_carried_out", "not_carried_out_because", "is_hidden"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 18, "data-insert-here": "", "data-focus": ""}),
            "not_carried_out_because": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": (
                "Akapity oddziel pustym wierszem. Lista: każdy punkt od myślnika i odstępu. "
                "**Pogrubienie**, *kursywa*. Wskaźniki wstawiasz z listy obok."
            ),
            "not_carried_out_because": "Drukuje się zamiast treści, gdy zadania nie było.",
        }

    def clean_text(self) -> str:
        return _checked(self.cleaned_data["text"])

    def clean_not_carried_out_because(self) -> str:
        return _checked(self.cleaned_data["not_carried_out_because"])

    def clean(self) -> dict:
        cleaned = super().clean()
        is_silent = not cleaned.get("is_carried_out") and not cleaned.get("not_carried_out_because")
        if is_silent and "not_carried_out_because" not in self.errors:
            self.add_error(
                "not_carried_out_because", "Napisz, dlaczego zadanie nie było realizowane."
            )
        return cleaned


def _checked(text: str) -> str:
    problems = check(text, known_kinds())
    if problems:
        raise ValidationError([problem.message_pl for problem in problems])
    return text


def statable_figures() -> list[tuple[str, str]]:
    """Figures whose value somebody may state: numbers and sums, not days and not shares."""
    return [
        (figure.key, f"{figure.label} ({figure.key})")
        for figure in CATALOGUE.in_report()
        if not isinstance(figure, Derived) and figure.unit != "date"
    ]


class StatedValueForm(CheckedForm):
    """A figure of a year before the records, typed with its source."""

    year = forms.IntegerField(label="Rok", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    key = forms.ChoiceField(label="Wskaźnik", choices=statable_figures)

    author = None
    """Who types it; set by the page that shows the form."""

    def _post_clean(self) -> None:
        self.instance.stated_by = self.author
        super()._post_clean()

    def clean(self) -> dict:
        cleaned = super().clean()
        value, key = cleaned.get("value"), cleaned.get("key")
        is_whole = value is None or value == int(value)
        if key and not is_whole and CATALOGUE.figures[key].unit not in ("PLN", "hours"):
            self.add_error("value", "Ten wskaźnik jest liczbą całkowitą.")
        return cleaned

"""The form in which a person's part in an edition is corrected."""

from django import forms

from participants.forms.days import DayField
from programs.forms.joining import PlaceForm
from programs.forms.records import RecordForm
from programs.models import Enrolment, Program


class PartForm(PlaceForm, RecordForm):
    """How somebody takes part; who and in which edition is decided on taking in alone."""

    model = Enrolment
    outside = RecordForm.outside | {"override_reason", "seen"}

    started_on = DayField(label="Od")

    field_order = ["started_on", "facility", "work_kind", "group", "override_reason", "seen"]

    @classmethod
    def opened(cls, record: Enrolment, data=None, files=None) -> "PartForm":
        """Kinds of work are of public works alone; elsewhere what there is stays as it is."""
        form = super().opened(record, data, files)
        if record.edition.program.kind != Program.Kind.PUBLIC_WORKS:
            form.fields["work_kind"].widget = forms.HiddenInput()
        return form

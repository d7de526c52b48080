from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mops.listing import FilterForm, page_of
from mops.models import User
from programs.missing import missing_in, recent


class MissingFilterForm(FilterForm):
    caseworker = forms.ModelChoiceField(
        User.objects.none(), label="Prowadzi", required=False, empty_label="wszyscy"
    )

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        leaders = recent().order_by().values("caseworker")
        self.fields["caseworker"].queryset = User.objects.filter(pk__in=leaders)

    def narrow(self, records: QuerySet) -> QuerySet:
        caseworker = self.cleaned_data["caseworker"]
        return records.filter(caseworker=caseworker) if caseworker else records


@require_safe
@permission_required("programs.view_edition", raise_exception=True)
def missing_list(request: HttpRequest) -> HttpResponse:
    """All that is missing in editions that run or ended within a year, the most urgent first."""
    form = MissingFilterForm.read(request, "page")
    items = missing_in(list(form.narrow(recent())))
    page = page_of(request, [item.as_seen_by(request.user) for item in items])
    return render(request, "programs/missing_list.html", {"form": form, "page_obj": page})

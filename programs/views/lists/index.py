"""The list of uploaded lists."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mops.listing import Column, Listing, render_list
from programs.forms.uploads import UploadedListFilterForm
from programs.models import UploadedList

COLUMNS = (
    Column("Plik", "plik", ("file_name",)),
    Column("Program", "program", ("program__name", "year")),
    Column("Na rok", "rok", ("year",), is_number=True),
    Column("Urząd", "urzad", ("office__name",)),
    Column("Wpłynęła", "wplyw", ("received_on",)),
    Column("Wgrano", "wgrano", ("uploaded_at",)),
    Column("Osoby", is_number=True),
    Column("Stan", "stan", ("state", "-uploaded_at")),
)


@require_safe
@permission_required("programs.view_uploadedlist", raise_exception=True)
def list_index(request: HttpRequest) -> HttpResponse:
    """What was uploaded, the last one first."""
    form = UploadedListFilterForm.read(request, "sort", "page")
    lists = UploadedList.objects.select_related(
        "program", "edition__program", "office", "uploaded_by", "referral_list"
    )
    listing = Listing.of(request, form, form.narrow(lists), COLUMNS)
    return render_list(
        request,
        "programs/lists/list_index.html",
        "programs/lists/_list_table.html",
        listing,
    )

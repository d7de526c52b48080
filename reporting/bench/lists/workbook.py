"""Pages and the marked workbook of a list: one that is uploaded for them and thrown away."""

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from mops.models import User
from programs.intake.mending.process import marked
from programs.intake.progress import untold
from programs.intake.uploads.reading import keep
from programs.intake.verdicts.verdict import Target
from programs.models import UploadedList
from reporting.bench.lists.peak import Measured, measured
from reporting.bench.pages import answered, logged_in


def keeping_and_workbook(
    content: bytes, sha256: str, target: Target, by: User
) -> tuple[Measured, Measured, Measured]:
    """Its rows kept with their verdicts, pages that show them, and the office's sheet marked."""
    uploaded = UploadedList.objects.create(
        program=target.program,
        year=target.year,
        received_on=timezone.localdate(),
        file=ContentFile(content, name="lista.xlsx"),
        file_name="lista.xlsx",
        sha256=sha256,
        size=len(content),
        uploaded_by=by,
    )
    try:
        kept = measured(lambda: keep(uploaded, untold))
        uploaded.save()
        opened = measured(lambda: _open_pages(uploaded, by))
        written = measured(lambda: marked(uploaded))
        written.result.close()
        return kept, opened, written
    finally:
        uploaded.file.storage.delete(uploaded.file.name)
        uploaded.rows.all().delete()
        uploaded.delete()


def _open_pages(uploaded: UploadedList, by: User) -> None:
    """What the web process does with the list: pages of rows with their totals."""
    client = logged_in(by.username)
    url = reverse("uploaded_list_rows", args=[uploaded.pk])
    for query in ("", "?page=2", "?verdict=new"):
        answered(client.get(url + query, secure=True))

"""The marked workbook of a list: one that is uploaded for it and thrown away."""

from django.core.files.base import ContentFile
from django.utils import timezone

from mops.models import User
from programs.intake.mending.process import marked
from programs.intake.progress import untold
from programs.intake.uploads.reading import keep
from programs.intake.verdicts.verdict import Target
from programs.models import UploadedList
from reporting.bench.lists.peak import Measured, measured


def keeping_and_workbook(
    content: bytes, sha256: str, target: Target, by: User
) -> tuple[Measured, Measured]:
    """Its rows kept with their verdicts, as pages show them, and the office's sheet marked."""
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
        written = measured(lambda: marked(uploaded))
        written.result.close()
        return kept, written
    finally:
        uploaded.file.storage.delete(uploaded.file.name)
        uploaded.rows.all().delete()
        uploaded.delete()

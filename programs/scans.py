"""Scans of signed papers: what may be taken in, and how it is handed out."""

from pathlib import Path
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat

MOST_BYTES = 10 * 1024 * 1024
SCAN_TYPES = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
}
"""Endings with their type and the bytes with which such a file begins."""


def refuse_unless_scan(file: UploadedFile | None) -> UploadedFile | None:
    """The file under a name of our own; raises ValidationError unless it is what it claims to be."""
    if not file:
        return None
    if file.size > MOST_BYTES:
        raise ValidationError(
            f"Plik ma {filesizeformat(file.size)}, a może mieć najwyżej 10 MB. Zeskanuj w mniejszej "
            "rozdzielczości albo w odcieniach szarości."
        )
    head = file.read(16)
    file.seek(0)
    for ending, (_, magic) in SCAN_TYPES.items():
        if head.startswith(magic):
            file.name = f"{uuid4().hex}{ending}"
            return file
    raise ValidationError("To nie jest PDF, JPG ani PNG. Zapisz skan w jednym z tych formatów.")


def scan_response(stored, name: str) -> FileResponse:
    """The stored file to be saved under the name; never run or shown inside our pages."""
    ending = Path(stored.name).suffix
    content_type = SCAN_TYPES.get(ending, ("application/octet-stream",))[0]
    return FileResponse(
        stored.open("rb"),
        as_attachment=True,
        filename=f"{name}{ending}",
        content_type=content_type,
    )

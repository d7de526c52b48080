"""What a file is, told from its content: names lie."""

import re
import zipfile
import zlib
from typing import BinaryIO

from programs.intake.reading.refusal import Refused

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of .xls, of other old Office files and of encrypted new ones."""
MARKS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "document"),
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|meta|style)\b|^mime-version:", re.I)
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOOK_AT = 4096


def kind_of(file: BinaryIO) -> str:
    """xlsx, ods, xls or csv; anything else is refused by its own name."""
    file.seek(0)
    start = file.read(LOOK_AT)
    if not start.strip():
        raise Refused("empty_file")
    if start.startswith(ZIP):
        return _kind_of_zip(file)
    if start.startswith(COMPOUND):
        return _kind_of_compound(file)
    return _kind_of_text(start)


def _kind_of_text(start: bytes) -> str:
    for mark, code in MARKS:
        if start.startswith(mark):
            raise Refused(code)
    if start.startswith(UTF_16):
        return "csv"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise Refused("old_xml")
    if HTML.search(text[:1024]):
        raise Refused("html")
    if b"\x00" in text or text.startswith(b"<?xml"):
        raise Refused("not_spreadsheet")
    return "csv"


def _kind_of_compound(file: BinaryIO) -> str:
    file.seek(0)
    content = file.read()
    has = lambda name: name.encode("utf-16-le") in content  # noqa: E731
    if has("EncryptedPackage"):
        raise Refused("encrypted")
    if has("WordDocument"):
        raise Refused("document")
    if has("Workbook") or has("Book"):
        return "xls"
    # A file that was cut off loses its directory, which lies anywhere.
    raise Refused("truncated" if len(content) % 512 else "not_spreadsheet")


def _kind_of_zip(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as parts:
            return _kind_by_parts(parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as broken:
        raise Refused("truncated") from broken


def _kind_by_parts(parts: zipfile.ZipFile) -> str:
    names = set(parts.namelist())
    if any(part.flag_bits & 1 for part in parts.infolist()):
        raise Refused("encrypted")
    if "xl/vbaProject.bin" in names:
        raise Refused("macros")
    if "xl/workbook.bin" in names:
        raise Refused("binary_workbook")
    if any(name.startswith("word/") for name in names):
        raise Refused("document")
    if "[Content_Types].xml" in names:
        return _kind_of_office(_beginning(parts, "[Content_Types].xml"))
    if "mimetype" in names:
        return _kind_of_open_document(parts, names)
    raise Refused("not_spreadsheet")


def _kind_of_office(types: bytes) -> str:
    if b"macroEnabled" in types:
        raise Refused("macros")
    if b"spreadsheetml" not in types:
        raise Refused("not_spreadsheet")
    return "xlsx"


def _kind_of_open_document(parts: zipfile.ZipFile, names: set[str]) -> str:
    kind = _beginning(parts, "mimetype")
    if not kind.startswith(ODS):
        raise Refused("document" if b"opendocument.text" in kind else "not_spreadsheet")
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _beginning(parts, manifest):
        raise Refused("encrypted")
    return "ods"


def _beginning(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(1024 * 1024)

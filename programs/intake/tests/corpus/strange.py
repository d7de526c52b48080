"""Files that are no list of people, or that nobody can open without more."""

from programs.intake.tests.corpus.books import (
    MANIFEST,
    ODS,
    delimited,
    with_part,
    xls,
    xlsx,
    zipped,
)
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.people import HEADER, JAN_ROW, LIST

CORPUS = Corpus()
case = CORPUS.case


@case("nothing", refusal="empty_file")
def _():
    return b""


@case("only spaces", refusal="empty_file")
def _():
    return b" \r\n\t " * 3000


@case("workbook without a cell", refusal="empty_workbook")
def _():
    return xlsx()


@case("xlsx with a password", refusal="encrypted")
def _():
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return header + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\x00")


@case("xls with a password", refusal="encrypted")
def _():
    book = xls([HEADER, JAN_ROW])
    # The record WINDOWPROTECT renamed to FILEPASS, which announces a password.
    marker = bytes.fromhex("19000200 0000")
    return book.replace(marker, bytes.fromhex("2f000200 0000"), 1)


@case("ods with a password", refusal="encrypted")
def _():
    manifest = MANIFEST.replace("/>", "><manifest:encryption-data/></manifest:manifest>")
    return zipped({"mimetype": ODS, "content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest})


@case("macros", refusal="macros")
def _():
    return with_part(xlsx(LIST), "xl/vbaProject.bin", lambda _: b"\x00")


@case("macros by declaration", refusal="macros")
def _():
    kind = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.macroEnabled.main+xml")
    book = xlsx(LIST)
    return with_part(
        book,
        "[Content_Types].xml",
        lambda part: part.replace(*kind).replace(
            b"vnd.openxmlformats-officedocument.spreadsheetml.macroEnabled",
            b"vnd.ms-excel.sheet.macroEnabled",
        ),
    )


@case("binary workbook", refusal="binary_workbook")
def _():
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x00"})


@case("page of the web named xls", refusal="html")
def _():
    return b"<html><body><table><tr><td>Nazwisko</td></tr></table></body></html>"


@case("old xml of Excel", refusal="old_xml")
def _():
    return b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@case("pdf", refusal="pdf")
def _():
    return b"%PDF-1.7\n"


@case("photograph", refusal="image")
def _():
    return b"\xff\xd8\xff\xe0\x00\x10JFIF"


@case("letter", refusal="document")
def _():
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


@case("zip of anything", refusal="not_spreadsheet")
def _():
    return zipped({"lista.txt": "Kowalski"})


@case("plain text", refusal="not_spreadsheet")
def _():
    return "Szanowni Państwo\r\nprzesyłamy listę.\r\n".encode()


@case("bytes of a program", refusal="not_spreadsheet")
def _():
    return b"\x7fELF\x02\x01\x01\x00\x00\x00"


@case("csv of the days of DOS", refusal="encoding")
def _():
    return delimited([HEADER, ["Ślązak", "Łukasz", JAN_ROW[2]]], "cp852")

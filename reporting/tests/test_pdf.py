"""The PDF of the demonstration year: a file that a council could publish."""

import json
import re
import subprocess

import pikepdf
import pytest

from mops.tests.verapdf import breaches
from participants.models import Participant
from reporting.document import Document
from reporting.pdf import write_pdf


@pytest.fixture(scope="session")
def report_file(tmp_path_factory):
    return tmp_path_factory.mktemp("pdf") / "report.pdf"


@pytest.fixture
def pdf(demo, report_file):
    """The report on disk, printed once a run."""
    if not report_file.exists():
        report_file.write_bytes(write_pdf(Document(2015)))
    return report_file


@pytest.fixture
def text(pdf):
    run = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True
    )
    return re.sub(r"\s+", " ", run.stdout)


def test_conforms_to_pdf_ua_1_and_pdf_a_3a(pdf):
    assert breaches(pdf) == ""


def test_structure_is_sound(pdf):
    run = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_text_reads_in_polish_and_in_order(text):
    landmarks = [
        "Sprawozdanie z realizacji programu przeciwdziałania",
        "za 2015 rok",
        "1. Punkt Integracji Społecznej i Zawodowej",
        "II. 01.04.2015 – 15.06.2015",
        "2. Program Aktywizacja i Integracja",
        "IV. 28.09.2015 – 27.11.2015",
        "3. Roboty publiczne",
        "354 549,39 zł (bez grudnia)",
        "4. Prace społecznie użyteczne",
        "5. Centrum Integracji Społecznej",
        "18 352,17 zł (za 2014 r.)",
        "6. Inne programy zatrudnienia wspieranego",
        "1 127 980,00 zł",
        "Jaworzno, luty 2016 r.",
        "Koordynator programu",
        "Załącznik. Definicje wskaźników",
    ]
    places = [text.find(landmark) for landmark in landmarks]
    assert -1 not in places, landmarks[places.index(-1)]
    assert places == sorted(places)


def test_pages_are_numbered(text):
    pages = re.findall(r"strona (\d+) z (\d+)", text)
    assert [int(page) for page, _ in pages] == list(range(1, len(pages) + 1))
    assert {int(total) for _, total in pages} == {len(pages)}


def test_names_nobody(text):
    names = Participant.objects.values_list("last_name", "first_name")
    assert [f"{last} {first}" for last, first in names if f"{last} {first}" in text] == []


def test_has_title_language_and_bookmarks(pdf):
    with pikepdf.open(pdf) as file:
        assert str(file.Root.Lang) == "pl"
        assert str(file.docinfo["/Title"]).endswith("za 2015 rok")
        with file.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
    assert titles[0].startswith("Reintegracja")
    assert titles[-1] == "Załącznik. Definicje wskaźników"


def test_every_font_is_embedded(pdf):
    run = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True)
    fonts = [line.split() for line in run.stdout.splitlines()[2:]]
    assert fonts != []
    assert {font[-5] for font in fonts} == {"yes"}


def test_figures_are_attached(pdf):
    with pikepdf.open(pdf) as file:
        files = {name: item.get_file().read_bytes() for name, item in file.attachments.items()}
    assert sorted(files) == ["wskazniki-2015.csv", "wskazniki-2015.json"]
    assert "pai.completed;28;people" in files["wskazniki-2015.csv"].decode()
    assert len(json.loads(files["wskazniki-2015.json"])["figures"]) == 120

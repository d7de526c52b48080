"""What every PDF of ours keeps to, whatever is in it."""

import subprocess

import pytest
from PIL import Image, ImageDraw

from mops.models import Centre
from mops.pdf import html_to_pdf, logo_of
from mops.tests.verapdf import breaches


def test_validator_can_fail(tmp_path):
    untitled = tmp_path / "untitled.pdf"
    untitled.write_bytes(html_to_pdf("<html><body><h3>Bez tytułu i języka</h3></body></html>"))
    assert "ua1 conforms: false" in breaches(untitled)


def test_nothing_but_own_files_is_fetched(tmp_path):
    secret, file = tmp_path / "secret.png", tmp_path / "page.pdf"
    Image.new("RGB", (40, 40), "red").save(secret)
    html = (
        f'<html lang="pl"><title>t</title><body><img alt="x" src="{secret.as_uri()}"></body></html>'
    )
    file.write_bytes(html_to_pdf(html))
    images = subprocess.run(
        ["pdfimages", "-list", file], capture_output=True, text=True, check=True
    )
    assert images.stdout.splitlines()[2:] == []


@pytest.mark.parametrize("sheet", ["paper-print.css", "report-print.css"])
def test_a_page_with_a_transparent_logo_conforms(sheet, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    logo = Image.new("RGBA", (300, 90), (0, 0, 0, 0))
    ImageDraw.Draw(logo).ellipse((10, 10, 80, 80), fill="teal")
    logo.save(tmp_path / "logo.png")
    address = logo_of(Centre(logo="logo.png"))
    file = tmp_path / "page.pdf"
    file.write_bytes(
        html_to_pdf(
            f'<html lang="pl"><title>Strona</title><link rel="stylesheet" href="css/{sheet}">'
            f'<body><h1>Zażółć gęślą jaźń</h1><img alt="Logo" src="{address}"></body></html>'
        )
    )
    assert breaches(file) == ""

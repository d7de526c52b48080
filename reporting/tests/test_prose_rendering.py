import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mops.typography import NBSP as S
from reporting.prose import Printed, check, escape_literal, plain, render

VALUES = {
    value.key: value
    for value in [
        Printed("year", "2015"),
        Printed("centre.city_locative", "Jaworznie"),
        Printed("pai.completed", "28", number=28, countable=True),
        Printed("pai.completed_percent", "70%"),
        Printed("rp.cost_total", f"354{S}549,39{S}zł (bez grudnia)", number=Decimal("354549.39")),
        Printed("psu.first_day", f"2{S}marca 2015{S}r."),
        Printed("pai.none", "brak danych", missing=True),
        Printed(
            "pai.edition_list", "I., II.", lines=("I. 09.03.2015", "II. 18.05.2015"), ordered=True
        ),
        Printed("pai.activities", "a, b", lines=("warsztaty", "grupy wsparcia", "porady")),
        Printed("grants.list", "brak danych", missing=True),
        Printed("evil", '<script>alert("1")</script> & {year} **b**'),
    ]
}


def figure(text):
    return f'<span class="figure">{text}</span>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [("{{year}}", "{year}"), ("{{{year}}}", "{2015}"), ("ab }} b", "ab } b"), ("{{}}", "{}")],
)
def test_double_braces_are_literal(source, expected):
    assert check(source, {}) == []
    assert plain(source, VALUES) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "{pai.completed|osoba|osoby|osób}",
            f'<p><span class="nowrap">{figure(28)}{S}osób</span></p>',
        ),
        ("{pai.none|osoba|osoby|osób}", f"<p>{figure('brak danych')}</p>"),
        ("{pai.completed|osoba}", f"<p>{figure(28)}</p>"),
        ("**{pai.completed_percent}** *x*", f"<p><strong>{figure('70%')}</strong> <em>x</em></p>"),
        ("w {year} r.", f"<p>w{S}2015{S}r.</p>"),
        ("od {psu.first_day}.", f"<p>od {figure(f'2{S}marca 2015{S}r.')}</p>"),
        ("od {psu.first_day}...", f"<p>od {figure(f'2{S}marca 2015{S}r.')}...</p>"),
        (
            "{rp.cost_total}.",
            f"<p>{figure(f'354{S}549,39{S}zł (bez grudnia)')}.</p>",
        ),
        ("{nie.ma}", '<p><span class="figure-unknown">[nieznany wskaźnik: nie.ma]</span></p>'),
        (
            "{nie<b>|1|2|3}",
            '<p><span class="figure-unknown">[nieznany wskaźnik: nie&lt;b&gt;]</span></p>',
        ),
        ("od {year", "<p>od {year</p>"),
        ("{}", "<p>{}</p>"),
        ("# nie nagłówek", "<p># nie nagłówek</p>"),
        ("[a](http://x)", "<p>[a](http://x)</p>"),
        ("<b>x</b> &amp; {{% now %}}", "<p>&lt;b&gt;x&lt;/b&gt; &amp;amp; {% now %}</p>"),
        ('"cudzysłów"', '<p>"cudzysłów"</p>'),
        ("", ""),
    ],
)
def test_rendering(source, expected):
    assert render(source, VALUES) == expected


def test_a_value_is_data_and_never_markup_or_a_placeholder():
    expected = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; {year} **b**"
    assert render("{evil}", VALUES) == f"<p>{figure(expected)}</p>"


def test_a_listing_alone_on_a_line_is_a_list():
    html = render("Edycje:\n{pai.edition_list}\nKoniec.", VALUES)
    assert html.replace("\n", "") == (
        "<p>Edycje:</p>"
        '<ol class="listing listing-numbered">'
        f"<li>{figure('I. 09.03.2015')}</li><li>{figure('II. 18.05.2015')}</li></ol>"
        "<p>Koniec.</p>"
    )


def test_an_unordered_listing():
    items = "".join(
        f"<li>{figure(item)}</li>" for item in ("warsztaty", "grupy wsparcia", "porady")
    )
    assert render("{pai.activities}", VALUES) == f'<ul class="listing">{items}</ul>'


def test_a_listing_within_a_line_is_joined():
    expected = figure(f"warsztaty, grupy wsparcia i{S}porady")
    assert render("to {pai.activities}.", VALUES) == f"<p>to {expected}.</p>"


def test_a_listing_stays_inside_its_list_item():
    html = render("- raz\n\n  {pai.activities}\n- dwa", VALUES).replace("\n", "")
    assert re.sub("</?span[^>]*>", "", html) == (
        "<ul><li><p>raz</p>"
        '<ul class="listing"><li>warsztaty</li><li>grupy wsparcia</li><li>porady</li></ul>'
        "</li><li><p>dwa</p></li></ul>"
    )


def test_a_listing_without_data_says_so():
    assert render("Dotacje:\n\n{grants.list}", VALUES).replace("\n", "") == (
        f"<p>Dotacje:</p><p>{figure('brak danych')}</p>"
    )


def test_lists_of_markdown():
    assert render("- a\n- b\n\n3. c", VALUES).replace("\n", "") == (
        '<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>'
    )


def test_the_mark_wraps_the_figure_and_not_the_noun():
    marked = []

    def link(printed, text):
        marked.append(printed.key)
        return f'<a href="/{printed.key}/">{text}</a>'

    html = render("{year}: {pai.completed|osoba|osoby|osób}", VALUES, mark=link)
    assert (
        html == f'<p>2015: <span class="nowrap"><a href="/pai.completed/">28</a>{S}osób</span></p>'
    )
    assert marked == ["pai.completed"]


def test_private_characters_in_text_and_values_are_dropped():
    values = {"a": Printed("a", "x\ue000\ue010\ue001y")}
    assert render("\ue000\ue010\ue001{a}\U000f0000\ud800\x00", values) == f"<p>{figure('xy')}</p>"


def test_plain_text():
    listing = "Edycje **roku** {year}:\n{pai.edition_list}\n"
    source = f"{listing}- a & b\n- c\n\n1. d\n2. e\n\n{{pai.completed|x|y|z}}"
    assert plain(source, VALUES) == (
        "Edycje roku 2015:\n\nI. 09.03.2015\nII. 18.05.2015\n\n"
        f"– a{S}& b\n– c\n\n1. d\n2. e\n\n28{S}z"
    )


PIECES = ["{year}", "{pai.completed|a|b|c}", "{pai.edition_list}", "{evil}", "{", "}", "{{", "}}"]
MARKS = ["\n", "\n\n", "|", "**", "_", "- ", "1. ", "  ", "<b>", "&", "\\", "]("]
SENTINELS = ["\ue000", "\ue010", "\ue001"]
FRAGMENTS = st.sampled_from([*PIECES, *MARKS, *SENTINELS])
SOURCES = st.lists(FRAGMENTS | st.text(max_size=8), max_size=20).map("".join)
ALLOWED = {"p", "ul", "ol", "li", "strong", "em", "br", "span"}


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.open = set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(SOURCES)
def test_rendering_never_raises_and_lets_no_foreign_tag_through(source):
    html = render(source, VALUES)
    tags = Tags(html)
    assert tags.found - ALLOWED == set()
    assert tags.open == []
    assert not re.search("[\ue000-\uf8ff]", html)


LINES = st.text(
    st.characters(exclude_categories=["Cs", "Co", "Cc", "Cn", "Zs", "Zl", "Zp"]), min_size=1
)


@given(LINES)
def test_literal_text_comes_back_as_it_was(text):
    assert check(escape_literal(text), {}) == []
    assert plain(escape_literal(text), {}) == text


@given(st.text())
def test_a_value_prints_as_escaped_text_only(text):
    html = render("x{a}x", {"a": Printed("a", text)})
    inside = html.removeprefix('<p>x<span class="figure">').removesuffix("</span>x</p>")
    assert not set("<>\"'") & set(inside)

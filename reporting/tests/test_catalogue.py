"""The catalogue is complete, and every figure in it says what it means."""

import re
from pathlib import Path

import pytest

from reporting.catalogue import CATALOGUE
from reporting.figures import UnknownFigure
from reporting.narrative import default_sections
from reporting.printing import known_kinds
from reporting.prose import check, keys_used

PUBLISHED = [
    line.split(";")[0]
    for line in Path(__file__).with_name("figures-2015.csv").read_text().splitlines()[1:]
]
ITEMS = [*CATALOGUE.figures.values(), *CATALOGUE.listings.values()]


def test_report_has_the_figures_of_the_printed_one_in_its_order():
    assert [figure.key for figure in CATALOGUE.in_report()] == PUBLISHED


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_definition_is_one_polish_sentence(item):
    assert re.fullmatch(r"[A-ZŁŚŻ][^\n]*[A-Za-zżźćńółęąś0-9)]\.", item.definition)
    assert not re.search(r"[.!?] [A-ZŁŚŻ]", item.definition)


def test_labels_and_definitions_are_unique():
    assert len({item.label for item in ITEMS}) == len(ITEMS)
    assert len({item.definition for item in ITEMS}) == len(ITEMS)


def test_every_published_figure_is_told_in_a_default_text():
    told = {key for section in default_sections() for key in keys_used(section.text)}
    assert set(PUBLISHED) - told == set()


def test_default_texts_have_no_wrong_placeholder():
    texts = [text for section in default_sections() for text in (section.text, section.reason)]
    assert [problem.message_pl for text in texts for problem in check(text, known_kinds())] == []


def test_unknown_figure_names_the_nearest():
    with pytest.raises(UnknownFigure, match=r"unknown figure pai\.complete; did you mean pai\."):
        CATALOGUE.figure("pai.complete")


def test_key_is_entered_once():
    with pytest.raises(ValueError, match=r"key pai\.completed is already in the catalogue"):
        CATALOGUE.add(CATALOGUE.figures["pai.completed"])

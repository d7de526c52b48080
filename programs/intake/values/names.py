"""Names: CAPITALS put right, titles dropped, a full name parted in either order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from participants.names import fold
from programs.intake.problems import NOTHING, Parsed, Problem, error, warning
from programs.intake.reading.cells import Value
from programs.intake.values.first_names import FIRST_NAMES
from programs.intake.values.texts import is_empty_word, plain

HYPHEN = re.compile(r"\s*[-‐‑‒–—]\s*")
TITLE = re.compile(
    r"^(?:(?:dr|mgr|in[żz]|hab|prof|lek|med|ks|lic|p)\.\s*|(?:dr|mgr|prof|hab|pani|pan)\s+)+", re.I
)
MAIDEN = re.compile(r"\s*(?:\(([^()]*)\)|\b(?:z\s*d\.|z\s+domu|zd\.)\s*(\S+))\s*", re.I)
PARTICLES = frozenset({"von", "van", "der", "den", "de", "da", "di", "del", "ibn", "vel"})
CAPITAL = re.compile(r"(?<![^\s'’`\-(\".])\w")
"""A letter that begins a word or follows a hyphen or an apostrophe."""
ODD = re.compile(r"[^\w\s.'’`-]|[\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts."""

    last: str = ""
    first: str = ""
    second: str = ""


def normal_case(text: str) -> str:
    """A name all in capitals or all in small letters put right; any other is left alone."""
    if text != text.upper() and text != text.lower():
        return text
    words = CAPITAL.sub(lambda letter: letter[0].title(), text.lower()).split(" ")
    return " ".join(
        word.lower() if word.lower() in PARTICLES and place + 1 < len(words) else word
        for place, word in enumerate(words)
    )


def cleaned(value: Value) -> tuple[str, list[Problem]]:
    """The name without titles, maiden name and spaces around hyphens, and what was dropped."""
    text = plain(value)
    problems = []
    if is_empty_word(text):
        return "", problems
    without_title = TITLE.sub("", text)
    if without_title != text:
        problems.append(warning("name_title", "Pominięto tytuł przed nazwiskiem lub imieniem."))
    without_maiden = MAIDEN.sub(" ", without_title).strip()
    if without_maiden != without_title:
        problems.append(warning("name_maiden", "Pominięto dopisek przy nazwisku. Sprawdź je."))
    text = HYPHEN.sub("-", without_maiden).strip(" .,;-")
    if ODD.search(text.replace(",", " ")):
        said = "Są tu znaki, których w nazwisku ani imieniu nie bywa. Sprawdź pisownię."
        problems.append(warning("name_odd", said))
    return normal_case(text), problems


def parse_last_name(value: Value) -> Parsed:
    """The surname in normal letters."""
    text, problems = cleaned(value)
    return Parsed(text or None, tuple(problems))


def parse_first_names(value: Value) -> Parsed:
    """A `Name` with the first name and the second, if the cell holds both."""
    text, problems = cleaned(value)
    if not text:
        return Parsed(None, tuple(problems))
    first, _, second = text.replace(",", " ").partition(" ")
    return Parsed(Name(first=first, second=second.strip()), tuple(problems))


def is_first_name(word: str) -> bool:
    """Whether the word is a first name that we know."""
    return fold(word) in FIRST_NAMES


@dataclass(frozen=True)
class NameOrder:
    """In which order a column writes full names."""

    surname_first: bool = True
    is_sure: bool = True
    """Whether the header and the names themselves say the same."""


def order_of(values: Iterable[Value], *, header_says: bool | None) -> NameOrder:
    """The order that most names of the column show; the header decides when they show none."""
    ends = starts = 0
    for value in values:
        words = cleaned(value)[0].split()
        if len(words) > 1:
            first, last = is_first_name(words[0]), is_first_name(words[-1])
            starts += first and not last
            ends += last and not first
    if starts == ends:
        return NameOrder(header_says is not False, is_sure=header_says is not None)
    shown = ends > starts
    is_clear = min(starts, ends) * 4 <= max(starts, ends)
    return NameOrder(shown, is_sure=is_clear and header_says in (None, shown))


def parse_full_name(value: Value, order: NameOrder) -> Parsed:
    """A `Name` in its parts; told where the order is not certain."""
    text, problems = cleaned(value)
    if not text:
        return NOTHING
    if "," in text:
        last, _, given = text.partition(",")
        return _named(last.split(), given.split(), problems)
    words = text.split()
    if len(words) == 1:
        said = "Jest tylko jedno słowo, a potrzebne są nazwisko i imię."
        return Parsed(Name(last=text), (*problems, error("name_incomplete", said)))
    is_surname_first = _reads_surname_first(words, order, problems)
    last, given = _parted(words, is_surname_first, problems)
    return _named(last, given, problems)


def _reads_surname_first(words: list[str], order: NameOrder, problems: list[Problem]) -> bool:
    first, last = is_first_name(words[0]), is_first_name(words[-1])
    if first == last:
        if not order.is_sure:
            problems.append(warning("name_unsure", "Nie jest pewne, co jest imieniem. Sprawdź."))
        return order.surname_first
    if last != order.surname_first:
        said = "Nazwisko i imię stoją tu w innej kolejności niż w pozostałych wierszach. Sprawdź."
        problems.append(warning("name_order", said))
    return last


def _parted(
    words: list[str], is_surname_first: bool, problems: list[Problem]
) -> tuple[list[str], list[str]]:
    """The words of the surname and those of the first names."""
    if not is_surname_first:
        given = 2 if len(words) > 2 and is_first_name(words[1]) else 1
        last, first = words[given:], words[:given]
    else:
        places = (place for place, word in enumerate(words) if place and is_first_name(word))
        start = next(places, _end_of_particles(words))
        last, first = words[:start], words[start:]
    if len(words) > 2 and not any(map(is_first_name, first)):
        problems.append(warning("name_unsure", "Nie jest pewne, co jest imieniem. Sprawdź."))
    return last, first


def _end_of_particles(words: list[str]) -> int:
    place = 0
    while place < len(words) - 2 and words[place].lower() in PARTICLES:
        place += 1
    return place + 1


def _named(last: list[str], given: list[str], problems: list[Problem]) -> Parsed:
    # One of the two is often in capitals: "KOWALSKA Anna".
    last, given = (normal_case(" ".join(words)) for words in (last, given))
    first, _, second = given.partition(" ")
    name = Name(last, first, second)
    if not name.first or not name.last:
        said = "Jest tylko jedno słowo, a potrzebne są nazwisko i imię."
        problems.append(error("name_incomplete", said))
    return Parsed(name, tuple(problems))

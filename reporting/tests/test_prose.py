import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.prose import Kind, Literal, Placeholder, ProblemKind, check, keys_used, parse

KNOWN = {
    "pai.completed": Kind.WHOLE,
    "pai.completed_percent": Kind.PERCENT,
    "rp.cost_total": Kind.MONEY,
    "psu.first_day": Kind.DATE,
    "pai.edition_list": Kind.LISTING,
    "grants.list": Kind.BLOCK,
}


def test_a_text_is_taken_apart():
    document = parse("Ukończyło {pai.completed|osoba|osoby|osób} w {year}.")
    assert document.problems == ()
    assert document.tokens == (
        Literal("Ukończyło "),
        Placeholder(
            "pai.completed",
            ("osoba", "osoby", "osób"),
            "{pai.completed|osoba|osoby|osób}",
            line=1,
            column=11,
            alone=False,
        ),
        Literal(" w "),
        Placeholder("year", (), "{year}", line=1, column=46, alone=False),
        Literal("."),
    )


def test_a_place_counts_lines_and_characters_from_one():
    placeholder = parse("raz\r\ndwa\r\n  {year}  ").placeholders[0]
    assert (placeholder.line, placeholder.column, placeholder.alone) == (3, 3, True)


def test_every_kind_of_line_end_counts():
    (found,) = parse("raz\rdwa\n{year").problems
    assert (found.line, found.column) == (3, 1)


def test_spaces_inside_braces_do_not_matter():
    assert parse("{ pai.completed | osoba | osoby | osób }").placeholders[0].forms == (
        "osoba",
        "osoby",
        "osób",
    )


def test_keys_are_listed_once_in_order():
    assert keys_used("{b.x} {a.y|1|2|3} {b.x} {{c}} {") == ["b.x", "a.y"]


def only_problem(source):
    (found,) = check(source, KNOWN)
    return found


@pytest.mark.parametrize(
    ("source", "kind", "place"),
    [
        ("Ala {pai.completed", ProblemKind.UNCLOSED, (1, 5)),
        ("a } b", ProblemKind.STRAY_CLOSE, (1, 3)),
        ("a\n{}", ProblemKind.EMPTY, (2, 1)),
        ("{ |a|b|c}", ProblemKind.EMPTY, (1, 1)),
        ("{pai.completed|osoba}", ProblemKind.WRONG_FORMS, (1, 1)),
        ("{pai.completed|a|b|c|d}", ProblemKind.WRONG_FORMS, (1, 1)),
        ("{pai.completed|osoba||osób}", ProblemKind.EMPTY_FORM, (1, 1)),
        ("{pai.complted}", ProblemKind.UNKNOWN_KEY, (1, 1)),
        ("x {pai.completed_percent|a|b|c}", ProblemKind.NOT_COUNTABLE, (1, 3)),
        ("{rp.cost_total|a|b|c}", ProblemKind.NOT_COUNTABLE, (1, 1)),
        ("{psu.first_day|a|b|c}", ProblemKind.NOT_COUNTABLE, (1, 1)),
        ("{pai.edition_list|a|b|c}", ProblemKind.NOT_COUNTABLE, (1, 1)),
        ("Dotacje: {grants.list}", ProblemKind.BLOCK_INLINE, (1, 10)),
        ("{grants.list}.", ProblemKind.BLOCK_INLINE, (1, 1)),
    ],
)
def test_each_mistake_is_named_with_its_place(source, kind, place):
    found = only_problem(source)
    assert (found.kind, (found.line, found.column)) == (kind, place)
    assert found.message_pl.startswith(f"Wiersz {place[0]}, znak {place[1]}: ")


def test_a_brace_closed_on_the_next_line_leaves_two_without_a_pair():
    kinds = [found.kind for found in check("Ala {pai.completed\n}", KNOWN)]
    assert kinds == [ProblemKind.UNCLOSED, ProblemKind.STRAY_CLOSE]


def test_the_nearest_key_is_offered():
    found = only_problem("{pai.complted}")
    assert found.nearest == "pai.completed"
    assert found.text == "{pai.complted}"
    assert found.message_pl == (
        "Wiersz 1, znak 1: nie ma wskaźnika „pai.complted”. Czy chodziło o „pai.completed”?"
    )


def test_nothing_is_offered_when_nothing_is_like_it():
    found = only_problem("{zzzzzzz}")
    assert found.nearest is None
    assert (
        found.message_pl
        == "Wiersz 1, znak 1: nie ma wskaźnika „zzzzzzz”. Wybierz wskaźnik z listy."
    )


def test_context_keys_are_always_known():
    assert check("{year} {centre.city_locative}", {}) == []
    assert only_problem("{centre.town}").kind == ProblemKind.UNKNOWN_KEY


MESSAGES = {
    "{year": """
        nawias „{” nie ma pary w tym samym wierszu. Dopisz „}” po nazwie wskaźnika,
        a zwykły nawias klamrowy wpisz podwójnie: „{{”.""",
    "{pai.completed|a|b}": """
        po wskaźniku „pai.completed” potrzeba trzech form odmiany, a podano: 2. Wpisz je po kolei
        dla 1, 2 i 5, np. {pai.completed|osoba|osoby|osób}, albo usuń wszystkie.""",
    "{rp.cost_total|a|b|c}": """
        wskaźnik „rp.cost_total” jest kwotą, więc nie można po nim podać form odmiany.
        Wpisz samo {rp.cost_total}.""",
    "}": """
        nawias „}” nie ma pary. Usuń go albo dopisz „{” przed nazwą wskaźnika,
        a zwykły nawias klamrowy wpisz podwójnie: „}}”.""",
    "{}": """
        w nawiasach „{}” nie ma nazwy wskaźnika. Wybierz wskaźnik z listy albo usuń nawiasy.""",
}


@pytest.mark.parametrize("source", MESSAGES)
def test_messages_say_what_to_do(source):
    expected = " ".join(MESSAGES[source].split())
    assert only_problem(source).message_pl == f"Wiersz 1, znak 1: {expected}"


def test_problems_come_in_the_order_of_their_places():
    found = check("{zzz} }\n{\n{rp.cost_total|a}", KNOWN)
    assert [problem.kind for problem in found] == [
        ProblemKind.UNKNOWN_KEY,
        ProblemKind.STRAY_CLOSE,
        ProblemKind.UNCLOSED,
        ProblemKind.WRONG_FORMS,
        ProblemKind.NOT_COUNTABLE,
    ]


BRACES = st.sampled_from(
    ["{", "}", "{{", "}}", "|", "\n", "\r\n", "\r", "{year}", "{rp.cost_total|a}"]
)
SOURCES = st.lists(BRACES | st.text(max_size=8), max_size=20).map("".join)


@given(SOURCES)
def test_checking_never_raises_and_places_lie_inside_the_text(source):
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in check(source, KNOWN):
        assert 1 <= problem.line <= len(lines)
        assert lines[problem.line - 1][problem.column - 1] in "{}"

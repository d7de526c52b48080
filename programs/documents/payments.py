"""The payment list: what each person is due for a month, with room to sign for it."""

from programs.documents import paper
from programs.documents.kinds import Kind
from programs.documents.payroll import Sheet, example, in_words
from programs.documents.texts import Letter, Text

TITLE = "Lista wypłat"


def write(sheet: Sheet, text: Text) -> bytes:
    """The list as PDF; raises MissingLibrary."""
    facts = (
        ("Program", sheet.program),
        ("Zakres", sheet.scope),
        ("Miesiąc", sheet.known()["miesiąc"]),
        ("Stawka za godzinę", sheet.known()["stawka"]),
    )
    dated = paper.place_and_day(sheet.centre, sheet.day) if text.is_dated else ""
    letter = Letter(
        text, sheet.known(), dated=dated, facts=tuple(fact for fact in facts if fact[1])
    )
    return paper.to_pdf(
        Kind.PAYMENTS,
        TITLE,
        centre=sheet.centre,
        letter=letter,
        sheet=sheet,
        words=in_words(sheet.amount),
    )


def preview(text: Text, *, woman: bool) -> bytes:
    """A list of people who do not exist."""
    return write(example(), text)

"""The request to the labour office for its share of a month, with the annex of people."""

from mops import typography
from programs.documents import paper
from programs.documents.kinds import Kind
from programs.documents.payroll import Sheet, example
from programs.documents.texts import Letter, Text

TITLE = "Wniosek o refundację"


def write(sheet: Sheet, text: Text) -> bytes:
    """The request as PDF; raises MissingLibrary."""
    dated = paper.place_and_day(sheet.centre, sheet.day) if text.is_dated else ""
    letter = Letter(text, sheet.known(), dated=dated, facts=facts_of(sheet))
    return paper.to_pdf(Kind.REFUND, TITLE, centre=sheet.centre, letter=letter, sheet=sheet)


def facts_of(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """What the office checks first, a line each; nothing is left out that makes up the sum."""
    known = sheet.known()
    corrections = sum(row.refunded for row in sheet.rows if row.correction)
    said = [
        ("Program", f"{sheet.program}, {sheet.scope}"),
        ("Miesiąc", known["miesiąc"]),
        ("Porozumienie", sheet.agreement),
        ("Liczba osób", known["osoby"]),
        ("Liczba godzin", known["godziny"]),
        ("Stawka za godzinę", known["stawka"]),
        ("Świadczenia", known["świadczenia"]),
        ("Udział refundacji", known["udział"]),
        ("Refundacja świadczeń", known["refundacja"]),
        ("w tym korekty", typography.money(corrections) if corrections else ""),
        *((kind.capitalize(), typography.money(amount)) for kind, amount in sheet.extras),
        ("Do refundacji razem", known["kwota"]),
        ("Słownie", known["słownie"]),
    ]
    return tuple(fact for fact in said if fact[1])


def preview(text: Text, *, woman: bool) -> bytes:
    """A request for people who do not exist."""
    return write(example(), text)

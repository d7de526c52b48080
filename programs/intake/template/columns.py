"""The columns of the template, in its order, and what may be chosen in each."""

from dataclasses import dataclass
from enum import StrEnum

from programs.intake.fields import Field

LIST, EXPLANATION = "Lista", "Objaśnienia"
"""Its sheets."""
YES_NO = ("tak", "nie")
EDUCATION = (
    "podstawowe",
    "gimnazjalne",
    "zasadnicze zawodowe",
    "średnie ogólnokształcące",
    "średnie zawodowe",
    "policealne",
    "wyższe",
)


class Form(StrEnum):
    """How cells of a column are kept, so that a spreadsheet changes nothing in them."""

    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True)
class TemplateColumn:
    field: Field
    header: str
    told: str
    """What to write, in a sentence."""
    choices: tuple[str, ...] = ()
    form: Form = Form.TEXT
    length: int | None = None
    """How many characters there must be."""
    width: int = 16


COLUMNS = (
    TemplateColumn(Field.LAST_NAME, "Nazwisko", "Nazwisko osoby. Potrzebne zawsze.", width=22),
    TemplateColumn(Field.FIRST_NAME, "Imię", "Pierwsze imię. Potrzebne zawsze."),
    TemplateColumn(Field.SECOND_NAME, "Drugie imię", "Jeśli osoba je ma."),
    TemplateColumn(
        Field.PESEL,
        "PESEL",
        "Jedenaście cyfr. Kto nie ma numeru, musi mieć wpisaną datę urodzenia i płeć.",
        length=11,
    ),
    TemplateColumn(
        Field.BIRTH_DATE,
        "Data urodzenia",
        "Data, na przykład 14.05.1984. Obok numeru PESEL można pominąć; jeśli jest, musi się z nim "
        "zgadzać.",
        form=Form.DATE,
    ),
    TemplateColumn(
        Field.SEX, "Płeć", "K albo M. Obok numeru PESEL można pominąć.", ("K", "M"), width=8
    ),
    TemplateColumn(Field.PHONE, "Telefon", "Dziewięć cyfr."),
    TemplateColumn(Field.EMAIL, "E-mail", "Adres poczty elektronicznej.", width=26),
    TemplateColumn(Field.STREET, "Ulica", "Sama nazwa, bez numeru domu.", width=22),
    TemplateColumn(Field.HOUSE_NUMBER, "Nr domu", "Na przykład 5 albo 5a.", width=10),
    TemplateColumn(Field.FLAT_NUMBER, "Nr mieszkania", "Jeśli dom ma mieszkania.", width=14),
    TemplateColumn(Field.POSTCODE, "Kod pocztowy", "Na przykład 43-600.", length=6, width=14),
    TemplateColumn(Field.CITY, "Miejscowość", "Miejscowość zamieszkania.", width=20),
    TemplateColumn(
        Field.REGISTERED_ON,
        "Data rejestracji",
        "Od kiedy osoba jest zarejestrowana w urzędzie pracy.",
        form=Form.DATE,
    ),
    TemplateColumn(
        Field.PROFILE, "Profil", "Profil pomocy, jeśli był ustalony.", ("I", "II", "III"), width=8
    ),
    TemplateColumn(Field.BENEFIT_RIGHT, "Prawo do zasiłku", "Czy osoba je ma.", YES_NO, width=18),
    TemplateColumn(
        Field.ASSISTANCE,
        "Korzysta z pomocy społecznej",
        "Czy korzystała w miesiącu skierowania.",
        YES_NO,
        width=30,
    ),
    TemplateColumn(Field.IPD, "IPD", "Czy jest indywidualny plan działania.", YES_NO, width=8),
    TemplateColumn(
        Field.DISABILITY,
        "Niepełnosprawność",
        "Stopień z orzeczenia.",
        ("nie", "lekki", "umiarkowany", "znaczny"),
        width=20,
    ),
    TemplateColumn(Field.EDUCATION, "Wykształcenie", "Poziom.", EDUCATION, width=26),
    TemplateColumn(Field.OCCUPATION, "Zawód", "Wyuczony albo ostatnio wykonywany.", width=22),
    TemplateColumn(Field.COUNSELLOR, "Doradca klienta", "Kto w urzędzie prowadzi osobę.", width=22),
    TemplateColumn(
        Field.REFERRED_ON, "Data skierowania", "Z dokumentu skierowania.", form=Form.DATE
    ),
    TemplateColumn(Field.REFERRAL_NUMBER, "Nr skierowania", "Z dokumentu skierowania."),
    TemplateColumn(Field.REMARKS, "Uwagi", "Cokolwiek jeszcze trzeba wiedzieć.", width=40),
)

"""The fields that a document's text may hold in braces, with what each of them prints."""

from dataclasses import dataclass

from programs.documents.kinds import Kind

SEX = "płeć"
"""Prints one of the two forms given after it: a man's, a woman's."""


@dataclass(frozen=True)
class Field:
    """A key, what it prints and what that looks like; `woman` where hers differs."""

    key: str
    meaning: str
    example: str
    woman: str = ""

    @property
    def written(self) -> str:
        """The field as it is put into a text."""
        return f"{{{self.key}|urodzony|urodzona}}" if self.key == SEX else f"{{{self.key}}}"


CENTRE = (
    Field("ośrodek", "nazwa ośrodka", "Miejski Ośrodek Pomocy Społecznej"),
    Field(
        "ośrodek_dopełniacz", "nazwa ośrodka: kogo, czego?", "Miejskiego Ośrodka Pomocy Społecznej"
    ),
    Field("ośrodek_miejscownik", "nazwa ośrodka: w czym?", "Miejskim Ośrodku Pomocy Społecznej"),
    Field("dział", "nazwa działu", "Dział Reintegracji Społecznej i Zawodowej"),
    Field("dział_dopełniacz", "dział: kogo, czego?", "Działu Reintegracji Społecznej i Zawodowej"),
    Field("miasto", "miasto", "Przykładowo"),
    Field("miasto_miejscownik", "miasto: w czym?", "Przykładowie"),
    Field("urząd_pracy", "nazwa urzędu pracy", "Powiatowy Urząd Pracy"),
    Field("dyrektor", "tytuł dyrektora", "Dyrektor"),
    Field("kierownik", "tytuł kierownika działu", "Kierownik"),
    Field("koordynator", "tytuł koordynatora", "Koordynator programu"),
)
PERSON = (
    Field(SEX, "pierwsze słowo dla mężczyzny, drugie dla kobiety", "urodzony", "urodzona"),
    Field("uczestnik", "imiona i nazwisko", "Jan Przykładowy", "Anna Przykładowa-Wzorcowa"),
    Field("data_urodzenia", "data urodzenia", "17 maja 1980 r."),
    Field("adres", "adres zamieszkania", "ul. Wzorcowa 7/3, 00-000 Przykładowo"),
    Field("pesel", "numer PESEL", "80051700000"),
)
PROGRAM = (
    Field("program", "pełna nazwa programu", "Program Aktywizacja i Integracja"),
    Field("edycja", "numer edycji", "IV"),
    Field("edycja_od", "pierwszy dzień edycji", "2 marca 2015 r."),
    Field("edycja_do", "ostatni dzień edycji", "30 czerwca 2015 r."),
)
PART = (
    Field("od", "pierwszy dzień udziału osoby", "2 marca 2015 r."),
    Field("do", "ostatni dzień udziału; dopóki trwa, ostatni dzień edycji", "30 czerwca 2015 r."),
    Field("godziny", "planowane godziny na osobę", "80"),
)
SETTLED = (
    Field("program", "pełna nazwa programu", "Prace społecznie użyteczne"),
    Field("zakres", "która edycja albo wszystkie", "edycja IV"),
    Field("miesiąc", "rozliczony miesiąc", "marzec 2015 r."),
    Field("porozumienie", "porozumienie edycji", "prace społecznie użyteczne z 23.02.2015"),
    Field("osoby", "liczba osób", "24"),
    Field("godziny", "liczba godzin", "872"),
    Field("stawka", "stawka za godzinę", "8,10 zł"),
    Field("świadczenia", "kwota świadczeń", "7 063,20 zł"),
    Field("udział", "udział refundacji", "60%"),
    Field("refundacja", "refundacja świadczeń", "4 237,92 zł"),
    Field("kwota", "kwota wniosku z kosztami PUP", "4 482,92 zł"),
    Field(
        "słownie",
        "kwota wniosku słownie",
        "cztery tysiące czterysta osiemdziesiąt dwa złote dziewięćdziesiąt dwa grosze",
    ),
)
FIELDS = {
    Kind.CERTIFICATE: (
        *PERSON,
        *PROGRAM,
        *PART,
        Field("numer", "numer zaświadczenia", "7/PAI/2015"),
        Field("data_zaświadczenia", "dzień wydania zaświadczenia", "30 czerwca 2015 r."),
        *CENTRE,
    ),
    Kind.ATTENDANCE: (
        *PROGRAM,
        Field("miesiąc", "miesiąc listy", "marzec 2015 r."),
        Field("placówka", "nazwa placówki", "Szkoła Podstawowa nr 100"),
        Field("zajęcia", "nazwa zajęć", "Warsztaty kompetencji społecznych"),
        *CENTRE,
    ),
    Kind.PLACEMENT: (
        *PERSON,
        *PROGRAM,
        *PART,
        Field("placówka", "nazwa placówki", "Szkoła Podstawowa nr 100"),
        Field("adres_placówki", "adres placówki", "ul. Szkolna 1, 00-000 Przykładowo"),
        Field("osoba_kontaktowa", "osoba do kontaktu w placówce", "kierownik gospodarczy"),
        Field("rodzaj_pracy", "rodzaj pracy", "prace poprawiające wizerunek miasta"),
        Field(
            "porozumienie",
            "porozumienie, na którym opiera się edycja",
            "nr 5/2015 z 23 lutego 2015 r. (prace społecznie użyteczne)",
        ),
        Field(
            "podstawa_prawna",
            "przepis obowiązujący w dniu podpisania porozumienia",
            "art. 73a ustawy o promocji zatrudnienia i instytucjach rynku pracy",
        ),
        *CENTRE,
    ),
    Kind.CONTRACT: (
        *PERSON,
        Field("rodzaj", "rodzaj kontraktu: A lub B", "A"),
        Field("data_podpisania", "dzień podpisania kontraktu", "2 marca 2015 r."),
        Field("obowiązuje_do", "ostatni dzień kontraktu", "31 sierpnia 2015 r."),
        *CENTRE,
    ),
    Kind.PAYMENTS: (*SETTLED, *CENTRE),
    Kind.REFUND: (*SETTLED, *CENTRE),
}


def examples(kind: Kind, *, woman: bool) -> dict[str, str]:
    """What the fields of a document print for a person who does not exist."""
    return {field.key: (woman and field.woman) or field.example for field in FIELDS[kind]}

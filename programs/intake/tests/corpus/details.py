"""Messes in the cells that say more of a person than who she is."""

from datetime import date

from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.cells import NAMED, column, people, with_column
from programs.intake.tests.corpus.people import (
    ANNA,
    ANNA_PESEL,
    ANNA_ROW,
    COLUMNS,
    EWA_PESEL,
    HEADER,
    IGOR_PESEL,
    JAN,
    JAN_PESEL,
    JAN_ROW,
)

CORPUS = Corpus()
case = CORPUS.case


@case(
    "sex against the PESEL",
    verdicts={3: "error"},
    columns=with_column("sex"),
    rows=people("sex", "M", "M", "F", None),
    problems=[("D3", "sex_vs_pesel"), ("D5", "word_unclear")],
)
def _():
    return column("Płeć", "M", "mężczyzna", "K", "nie wiem")


@case(
    "profiles",
    columns=with_column("profile"),
    rows=people("profile", "II", "III", "III", "I", None),
    problems=[("D6", "word_unclear")],
)
def _():
    return column("Profil", "II", 3, "profil III", "1", "IV")


@case(
    "phones",
    columns=with_column("phone"),
    rows=people(
        "phone",
        "601 234 567",
        "601 234 567",
        "601 234 567, 326 161 234",
        "601 234 567, 602 345 678",
        "616 12 34",
    ),
    problems=[("D6", "phone_odd")],
)
def _():
    return column(
        "Tel. kom.",
        601234567,
        "+48 601-234-567",
        "601234567 / (32) 616 12 34",
        "601234567 602345678",
        "616 12 34",
    )


@case(
    "addresses in one cell",
    columns=with_column("address"),
    rows={
        n + 2: {**NAMED, "pesel": number, **address}
        for n, (number, address) in enumerate(
            [
                (
                    JAN_PESEL,
                    {
                        "street": "ul. Kwiatowa",
                        "house_number": "5/3",
                        "postcode": "43-600",
                        "city": "Jaworzno",
                    },
                ),
                (
                    ANNA_PESEL,
                    {
                        "street": "ul. 3 Maja",
                        "house_number": "12A/4",
                        "postcode": "43-600",
                        "city": "Jaworzno",
                    },
                ),
                (EWA_PESEL, {"street": "os. Stałe", "house_number": "7", "city": "Jaworzno"}),
                (IGOR_PESEL, {"street": "Polna", "house_number": "1"}),
            ]
        )
    },
    problems=[("D5", "address_unsure")],
)
def _():
    return column(
        "Adres zam.",
        "ul. Kwiatowa 5/3, 43-600 Jaworzno",
        "43-600 JAWORZNO, UL. 3 MAJA 12A M. 4",
        "Jaworzno os. Stałe 7",
        "Polna 1",
    )


@case(
    "address in parts, house turned into a date",
    columns={
        **COLUMNS,
        "street": "D",
        "house_number": "E",
        "flat_number": "F",
        "postcode": "G",
        "city": "H",
    },
    rows={
        2: {
            **JAN,
            "street": "ul. Polna",
            "house_number": "5/3",
            "postcode": "43-600",
            "city": "Jaworzno",
        },
        3: {
            **ANNA,
            "street": "ul. Polna",
            "house_number": "12/4",
            "postcode": "43-600",
            "city": "Jaworzno",
        },
        4: {**NAMED, "pesel": EWA_PESEL, "street": "Leśna", "house_number": "2", "city": "Byczyna"},
    },
    problems=[("E2", "house_was_date"), ("G4", "postcode_odd")],
)
def _():
    header = [*HEADER, "Ulica", "Nr domu", "Nr mieszkania", "Kod pocztowy", "Miejscowość"]
    return xlsx(
        [
            header,
            [*JAN_ROW, "UL. POLNA", date(2015, 3, 5), None, 43600, "JAWORZNO"],
            ["Nowak", "Anna", ANNA_PESEL, "ulica Polna", 12, 4, None, "43-600 Jaworzno"],
            ["Kowalski", "Jan", EWA_PESEL, "Leśna 2", None, None, "brak kodu", "Byczyna"],
        ]
    )


@case(
    "yes and no",
    columns={**COLUMNS, "has_ipd": "D", "uses_assistance": "E", "benefit_right": "F"},
    rows={
        2: {**JAN, "has_ipd": True, "uses_assistance": True, "benefit_right": False},
        3: {**ANNA, "has_ipd": False, "uses_assistance": False, "benefit_right": True},
        4: {**NAMED, "pesel": EWA_PESEL, "has_ipd": True},
    },
    problems=[("E4", "word_unclear")],
)
def _():
    return xlsx(
        [
            [*HEADER, "IPD", "Korzysta z pomocy społecznej", "Prawo do zasiłku"],
            [*JAN_ROW, "TAK", "x", "bez prawa"],
            ["Nowak", "Anna", ANNA_PESEL, "-", "nie korzysta", "z prawem do 30.06.2015"],
            ["Kowalski", "Jan", EWA_PESEL, date(2015, 1, 2), "zobaczymy", "nd."],
        ]
    )


@case(
    "no right to benefit",
    columns=with_column("no_benefit_right"),
    rows=people("benefit_right", False, True, False, None),
)
def _():
    return column("Bez prawa do zasiłku", "tak", "nie", "bez prawa do zasiłku", None)


@case(
    "addresses without the city, which has a column of its own in one row",
    columns={**COLUMNS, "address": "D", "city": "E"},
    rows={
        2: {**JAN, "street": "Polna", "house_number": "1", "city": "Jaworzno"},
        3: {**ANNA, "street": "Byczyna", "house_number": "12"},
    },
    problems=[("D3", "address_unsure")],
)
def _():
    header = [*HEADER, "Adres", "Miejscowość"]
    return xlsx([header, [*JAN_ROW, "Polna 1", "Jaworzno"], [*ANNA_ROW, "Byczyna 12", None]])


@case(
    "flat before its house",
    columns={**COLUMNS, "flat_number": "D", "house_number": "E"},
    rows={2: {**JAN, "house_number": "12/4"}},
)
def _():
    return xlsx([[*HEADER, "Nr lokalu", "Nr domu"], [*JAN_ROW, 4, 12]])


@case(
    "dates where a yes is asked for",
    columns={**COLUMNS, "has_ipd": "D", "no_benefit_right": "E", "phone": "F"},
    rows={2: {**JAN, "has_ipd": True, "benefit_right": False, "phone": "326 161 234"}},
)
def _():
    header = [*HEADER, "IPD (data)", "Bez prawa do zasiłku od", "Tel. stacjonarny"]
    return xlsx([header, [*JAN_ROW, "5.01.2015", date(2014, 1, 1), "32 616 12 34"]])


@case(
    "degrees of disability",
    columns=with_column("disability"),
    rows=people("disability", "znaczny", "umiarkowany", "lekki", "nie", "tak"),
)
def _():
    return column(
        "Stopień niepełnosprawności", "zn.", "st. umiarkowany", "lekki do 2016", "nie", "TAK"
    )


@case(
    "person without a name",
    verdicts={2: "error"},
    columns=COLUMNS,
    rows={2: {"pesel": JAN_PESEL}},
    problems=[("A2", "no_name")],
)
def _():
    return xlsx([HEADER, [None, None, JAN_PESEL]])


@case(
    "birth dates too long ago and of a child, without a PESEL",
    verdicts={2: "error"},
    columns={"last_name": "A", "first_name": "B", "birth_date": "C"},
    rows={
        2: {"last_name": "Kowalski", "first_name": "Jan"},
        3: {"last_name": "Nowak", "first_name": "Anna", "birth_date": date(2010, 3, 5)},
    },
    problems=[
        ("C2", "date_too_old"),
        ("B3", "sex_from_name"),
        ("C3", "no_pesel"),
    ],
)
def _():
    header = ["Nazwisko", "Imię", "Data ur."]
    return xlsx([header, ["Kowalski", "Jan", "14.05.1844"], ["Nowak", "Anna", date(2010, 3, 5)]])


@case(
    "address of mail that is none",
    columns=with_column("email"),
    rows=people("email", "jan@example.com", None),
    problems=[("D3", "email_odd")],
)
def _():
    return column("E-mail", "jan@example.com", "jan(at)example")


@case(
    "more phones than a card keeps",
    columns=with_column("phone"),
    rows=people("phone", "601 234 567, 602 345 678, 603 456 789"),
    problems=[("D2", "phone_many")],
)
def _():
    return column("Telefon", "601234567 602345678 603456789 604567890 605678901")

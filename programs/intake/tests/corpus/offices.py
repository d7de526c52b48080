"""Whole layouts of labour offices."""

import string
from datetime import date

from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.case import Corpus
from programs.intake.tests.corpus.people import JAN, JAN_PESEL

CORPUS = Corpus()
case = CORPUS.case
FIELDS = (
    "ordinal", "full_name", "pesel", "birth_date", "address", "postcode", "phone", "registered_on",
    "profile", "education", "occupation", "no_benefit_right", "disability", "counsellor", "has_ipd",
    "referred_on", "referral_number", "remarks",
)  # fmt: skip


@case(
    "headers as labour offices write them",
    columns=dict(zip(FIELDS, string.ascii_uppercase, strict=False)),
    rows={
        2: {
            **JAN,
            "birth_date": date(1944, 5, 14),
            "street": "Leśna",
            "house_number": "5",
            "city": "Jaworzno",
            "postcode": "43-600",
            "phone": "601 234 567",
            "registered_on": date(2014, 9, 1),
            "profile": "III",
            "education": "podstawowe",
            "occupation": "malarz",
            "benefit_right": False,
            "disability": "nie",
            "counsellor": "A. Doradca",
            "has_ipd": True,
            "referred_on": date(2015, 2, 2),
            "referral_number": "PUP/1/2015",
        }
    },
)
def _():
    header = ["L.p.", "Nazwisko i imię", "Nr PESEL", "Data ur.", "Adres zam.", "Kod pocztowy",
              "tel. kom.", "Data rejestracji", "Profil", "Wykształcenie", "Zawód",
              "Bez prawa do zasiłku", "Niepełnosprawność", "Doradca klienta", "IPD",
              "Data skierowania", "Nr skierowania", "Uwagi"]  # fmt: skip
    row = [1, "Kowalski Jan", JAN_PESEL, "14.05.1944", "Leśna 5, Jaworzno", "43-600", "601234567",
           "01.09.2014", "III", "podstawowe", "malarz", "tak", "nie", "A. Doradca", "tak",
           "02.02.2015", "PUP/1/2015", None]  # fmt: skip
    return xlsx([header, row])

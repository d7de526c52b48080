"""What a list may tell of a person, and how offices head the columns."""

from enum import StrEnum


class Field(StrEnum):
    """A column's meaning; the values are the keys under which others store mappings."""

    PESEL = "pesel"
    LAST_NAME = "last_name"
    FIRST_NAME = "first_name"
    SECOND_NAME = "second_name"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    FLAT_NUMBER = "flat_number"
    POSTCODE = "postcode"
    CITY = "city"
    PHONE = "phone"
    EMAIL = "email"
    PROFILE = "profile"
    REGISTERED_ON = "registered_on"
    BENEFIT_RIGHT = "benefit_right"
    NO_BENEFIT_RIGHT = "no_benefit_right"
    ASSISTANCE = "uses_assistance"
    IPD = "has_ipd"
    DISABILITY = "disability"
    EDUCATION = "education"
    OCCUPATION = "occupation"
    COUNSELLOR = "counsellor"
    REFERRED_ON = "referred_on"
    REFERRAL_NUMBER = "referral_number"
    DECISION = "decision"
    REMARKS = "remarks"
    ORDINAL = "ordinal"

    @property
    def label(self) -> str:
        """The field's Polish name."""
        return LABELS[self]


LABELS = {
    Field.PESEL: "PESEL",
    Field.LAST_NAME: "nazwisko",
    Field.FIRST_NAME: "imię",
    Field.SECOND_NAME: "drugie imię",
    Field.FULL_NAME: "nazwisko i imię razem",
    Field.BIRTH_DATE: "data urodzenia",
    Field.SEX: "płeć",
    Field.ADDRESS: "adres w jednej komórce",
    Field.STREET: "ulica",
    Field.HOUSE_NUMBER: "numer domu",
    Field.FLAT_NUMBER: "numer mieszkania",
    Field.POSTCODE: "kod pocztowy",
    Field.CITY: "miejscowość",
    Field.PHONE: "telefon",
    Field.EMAIL: "e-mail",
    Field.PROFILE: "profil pomocy",
    Field.REGISTERED_ON: "data rejestracji",
    Field.BENEFIT_RIGHT: "prawo do zasiłku",
    Field.NO_BENEFIT_RIGHT: "bez prawa do zasiłku",
    Field.ASSISTANCE: "korzysta z pomocy społecznej",
    Field.IPD: "indywidualny plan działania",
    Field.DISABILITY: "niepełnosprawność",
    Field.EDUCATION: "wykształcenie",
    Field.OCCUPATION: "zawód",
    Field.COUNSELLOR: "doradca klienta",
    Field.REFERRED_ON: "data skierowania",
    Field.REFERRAL_NUMBER: "numer skierowania",
    Field.DECISION: "decyzja",
    Field.REMARKS: "uwagi",
    Field.ORDINAL: "liczba porządkowa",
}

SYNONYMS: dict[Field, str] = {
    Field.PESEL: (
        "pesel|nr pesel|numer pesel|nr ewidencyjny pesel|pesel osoby|nr ew pesel|pesel number|pesel no"
    ),
    Field.LAST_NAME: (
        "nazwisko|nazwiska|nazwisko osoby|nazwisko bezrobotnego|nazwisko uczestnika|last name|surname"
        "|family name"
    ),
    Field.FIRST_NAME: (
        "imie|imiona|imie imiona|imie i drugie imie|imie pierwsze|pierwsze imie|imie osoby"
        "|first name|given name|given names|first names"
    ),
    Field.SECOND_NAME: "drugie imie|imie drugie|ii imie|imie ii|imie 2|middle name|second name",
    Field.FULL_NAME: (
        "nazwisko i imie|imie i nazwisko|nazwisko imie|imie nazwisko|nazwisko i imiona"
        "|imiona i nazwisko|nazw i imie|naz i imie|n i i|imie i nazwisko osoby bezrobotnej"
        "|nazwisko i imie osoby bezrobotnej|osoba|dane osobowe|uczestnik|klient|full name"
    ),
    Field.BIRTH_DATE: (
        "data urodzenia|data ur|data urodz|ur|urodzony|urodzona|dt urodzenia|dt ur|date of birth"
        "|birth date|birthdate|dob"
    ),
    Field.SEX: "plec|plec k m|k m|plec m k|sex|gender",
    Field.ADDRESS: (
        "adres|adres zamieszkania|adres zam|miejsce zamieszkania|adres pobytu|zam|zamieszkaly"
        "|zamieszkala|adres do korespondencji|adres korespondencyjny|adres zameldowania|address"
    ),
    Field.STREET: "ulica|ul|nazwa ulicy|adres ulica|ulica i numer|ulica nr|ulica nr domu|ulica i nr|street",
    Field.HOUSE_NUMBER: (
        "nr domu|numer domu|dom|nr budynku|nr domu mieszkania|nr domu i mieszkania|nr domu lokalu"
        "|nr dom|nr d|numer budynku|nr domu nr mieszkania|numer domu i mieszkania"
    ),
    Field.FLAT_NUMBER: "nr mieszkania|numer mieszkania|nr lokalu|lokal|mieszkanie|nr m|nr lok",
    Field.POSTCODE: "kod pocztowy|kod|kod poczt|kod poczta|postcode|postal code|zip code|zip",
    Field.CITY: "miejscowosc|miasto|miasto wies|miejsc|adres miejscowosc|miejscowosc zam|city|town",
    Field.PHONE: (
        "telefon|tel|nr telefonu|numer telefonu|telefon kontaktowy|tel kom|telefon komorkowy"
        "|nr tel|tel kontaktowy|komorka|kontakt|telefony|nr tel kom|phone"
        "|phone number|telephone|mobile|mobile phone"
    ),
    Field.EMAIL: (
        "e mail|email|mail|adres e mail|adres email|poczta elektroniczna|email address|e mail address"
    ),
    Field.PROFILE: (
        "profil|profil pomocy|nr profilu|ustalony profil|profil pomocy pup|profil klienta"
        "|ustalony profil pomocy|profile"
    ),
    Field.REGISTERED_ON: (
        "data rejestracji|data rej|zarejestrowany od|zarejestrowana od|rejestracja"
        "|data ostatniej rejestracji|data zarejestrowania|zarejestrowany|bezrobotny od"
        "|data rejestracji w pup|w ewidencji od|dt rejestracji|rejestracja data"
        "|registration date|registered on"
    ),
    Field.BENEFIT_RIGHT: (
        "prawo do zasilku|zasilek|czy ma prawo do zasilku|pobiera zasilek|zasilek dla bezrobotnych"
        "|uprawnienie do zasilku|z prawem do zasilku|status zasilku"
    ),
    Field.NO_BENEFIT_RIGHT: "bez prawa do zasilku|brak prawa do zasilku|bez zasilku|bez prawa",
    Field.ASSISTANCE: (
        "pomoc spoleczna|korzysta z pomocy spolecznej|swiadczenia mops|klient mops|korzysta z mops"
        "|swiadczenia z pomocy spolecznej|korzystanie z pomocy spolecznej|klient pomocy spolecznej"
        "|swiadczenia pomocy spolecznej|mops"
    ),
    Field.IPD: "ipd|czy ipd|data sporzadzenia ipd|indywidualny plan dzialania|posiada ipd|data ipd|ma ipd",
    Field.DISABILITY: (
        "niepelnosprawnosc|stopien niepelnosprawnosci|niepelnosprawny|orzeczenie|st niepelnosprawnosci"
        "|orzeczenie o niepelnosprawnosci|st niepeln|niepelnospr"
    ),
    Field.EDUCATION: "wyksztalcenie|poziom wyksztalcenia|wykszt",
    Field.OCCUPATION: "zawod|zawod wyuczony|zawod wykonywany|wyuczony zawod|kwalifikacje|ostatni zawod",
    Field.COUNSELLOR: (
        "doradca klienta|doradca|opiekun|posrednik|pracownik pup|imie i nazwisko doradcy"
        "|doradca zawodowy|doradca klienta pup|prowadzacy"
    ),
    Field.REFERRED_ON: (
        "data skierowania|data skier|skierowany dnia|skierowana dnia|data wydania skierowania"
        "|skierowano|data wystawienia skierowania|skierowanie z dnia|skierowanie data"
    ),
    Field.REFERRAL_NUMBER: (
        "nr skierowania|numer skierowania|skierowanie|nr skier|skierowanie nr|znak sprawy|nr sprawy"
    ),
    Field.DECISION: "decyzja|kwalifikacja|wynik|wynik rekrutacji|rozstrzygniecie|zakwalifikowany",
    Field.REMARKS: (
        "uwagi|uwaga|adnotacje|informacje dodatkowe|notatki|komentarz|inne|dodatkowe uwagi|remarks"
        "|notes|comments"
    ),
    Field.ORDINAL: "lp|l p|nr|numer|poz|pozycja|nr poz|liczba porzadkowa|no|nr kol|nr porzadkowy",
}

BY_SYNONYM = {
    synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms.split("|")
}
SHORT_BUT_SURE = frozenset({"ipd", "tel"})
"""Names of columns that mean the same in any longer header, short as they are."""
FORMER_OR_KIN = (
    "ojca matki rodzicow rodowe panienskie dziecka dzieci malzonka wspolmalzonka opiekuna"
)
OTHER_PEOPLE = frozenset(FORMER_OR_KIN.split())
"""A header with such a word is of somebody else or of an earlier time."""

ORDER = {field: place for place, field in enumerate(Field)}

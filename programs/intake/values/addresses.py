"""Addresses: one cell parted into street, house, postcode and city, or each put right."""

import re
from dataclasses import dataclass
from datetime import date

from programs.intake.problems import NOTHING, Parsed, warning
from programs.intake.reading.cells import Value
from programs.intake.values.names import normal_case
from programs.intake.values.texts import is_empty_word, plain

POSTCODE = re.compile(
    r"(?<!\d)(\d{2})\s?[-–]\s?(\d{3})(?!\d)|(?:^|(?<=, ))(\d{2})\s?(\d{3})(?=\s[^\W\d])"
)
BARE_POSTCODE = re.compile(r"(\d{2})[\s.]?(\d{3})")
STREET_WORD = re.compile(r"(?<!\w)(ulica|ul|aleja|al|osiedle|os|plac|pl)(?:\.\s*|\s+)", re.I)
KINDS = {"ulica": "ul.", "aleja": "al.", "osiedle": "os.", "plac": "pl."}
LIVES_AT = re.compile(r"^(?:zam(?:ieszkał[ya])?\.?:?|adres:)\s+", re.I)
HOUSE = re.compile(
    r"^(?P<street>.*?\S)?\s*(?<!\w)(?:nr\s*)?"
    r"(?P<house>\d+\s?[a-z]?)"
    r"(?:\s*(?:/|\\|m\.?|lok\.?|mieszk\.?)\s*(?P<flat>\d+\s?[a-z]?))?$",
    re.I,
)
CITY_WORD = re.compile(r"^(?:m\.|miasto|miejscowość)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address as the register keeps them."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""


def parse_address(value: Value) -> Parsed:
    """An `Address` from one cell; what was not certain is told."""
    text = LIVES_AT.sub("", plain(value))
    if is_empty_word(text):
        return NOTHING
    postcode = POSTCODE.search(text)
    place, rest = _around(text, postcode) if postcode else _without_postcode(text)
    street, house = _street_and_house(rest)
    address = Address(street, house, _code(postcode), _city(place))
    if address.house_number and (address.city or STREET_WORD.match(address.street)):
        return Parsed(address)
    said = "Nie udało się pewnie rozdzielić adresu na części. Sprawdź ulicę, numer i miejscowość."
    return Parsed(address, (warning("address_unsure", said),))


def _around(text: str, postcode: re.Match) -> tuple[str, str]:
    """The city, which follows the postcode, and the rest of the address."""
    before, after = _stripped(text[: postcode.start()]), _stripped(text[postcode.end() :])
    if street := STREET_WORD.search(after):
        return _stripped(after[: street.start()]), before or after[street.start() :]
    city, _, rest = after.partition(",")
    return city, _stripped(f"{before}, {rest}" if before and rest else before or rest)


def _without_postcode(text: str) -> tuple[str, str]:
    parts = [part for part in map(_stripped, text.split(",")) if part]
    if len(parts) > 1:
        likely = [part for part in parts if STREET_WORD.match(part)]
        likely += [part for part in parts if HOUSE.match(part)]
        rest = likely[0] if likely else parts[0]
        return next(part for part in parts if part is not rest), rest
    street = STREET_WORD.search(text)
    if street and street.start():
        return _stripped(text[: street.start()]), text[street.start() :]
    return "", text


def _stripped(text: str) -> str:
    return text.strip(" ,;")


def _city(text: str) -> str:
    return normal_case(CITY_WORD.sub("", _stripped(text)))


def _street_and_house(text: str) -> tuple[str, str]:
    matched = HOUSE.match(_stripped(text))
    if not matched:
        return _street(text), ""
    return _street(matched["street"] or ""), _house(matched)


def _house(matched: re.Match) -> str:
    house = matched["house"].replace(" ", "")
    return f"{house}/{matched['flat'].replace(' ', '')}" if matched["flat"] else house


def _street(text: str) -> str:
    """The street with its kind, if that is written, in one spelling: ul. Kwiatowa."""
    text = _stripped(text)
    kind = STREET_WORD.match(text)
    if not kind:
        return normal_case(text)
    word = kind[1].lower()
    return f"{KINDS.get(word, f'{word}.')} {normal_case(text[kind.end() :])}".strip()


def _code(postcode: re.Match | None) -> str:
    digits = "".join(filter(None, postcode.groups())) if postcode else ""
    return f"{digits[:2]}-{digits[2:]}" if digits else ""


def parse_street(value: Value) -> Parsed:
    """An `Address` with the street, and with the house if the cell holds it too."""
    text = plain(value)
    if is_empty_word(text):
        return NOTHING
    return Parsed(Address(*_street_and_house(text)))


def parse_house(value: Value) -> Parsed:
    """House and flat: 5/3; one that the spreadsheet took for a date is turned back."""
    if isinstance(value, date):
        house = f"{value.day}/{value.month}"
        said = f"Arkusz zamienił numer domu na datę. Odczytano {house}: sprawdź."
        return Parsed(house, (warning("house_was_date", said, house),))
    text = plain(value)
    if is_empty_word(text):
        return NOTHING
    matched = HOUSE.match(text)
    return Parsed(_house(matched) if matched and not matched["street"] else text)


def parse_postcode(value: Value) -> Parsed:
    """Two digits, a hyphen, three digits."""
    text = plain(value)
    if is_empty_word(text):
        return NOTHING
    matched = POSTCODE.search(text) or BARE_POSTCODE.fullmatch(text)
    if matched:
        return Parsed(_code(matched))
    return Parsed(None, (warning("postcode_odd", "Kod pocztowy nie ma postaci 00-000."),))


def parse_city(value: Value) -> Parsed:
    """An `Address` with the city, and with the postcode if the cell holds it too."""
    text = plain(value)
    if is_empty_word(text):
        return NOTHING
    postcode = POSTCODE.search(text)
    return Parsed(Address(postcode=_code(postcode), city=_city(POSTCODE.sub("", text))))

"""A row of the table as a person: each cell parsed, then the cells compared with each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from participants.pesel import birth_date_of, sex_of
from programs.intake.columns import Mapped
from programs.intake.fields import Field
from programs.intake.problems import Level, Parsed, Problem, error, warning
from programs.intake.reading.cells import Sheet, Value, address
from programs.intake.values import addresses, names, phones, words
from programs.intake.values.dates import DateRules, is_month_first, looks_like_date, parse_date
from programs.intake.values.first_names import sex_of as sex_of_name
from programs.intake.values.pesel import parse_pesel
from programs.intake.values.texts import broken, key, parse_email, parse_text

LETTERS = {"F": "K", "M": "M"}
"""Sexes as lists write them."""
LACKING = {Field.LAST_NAME: "nazwiska", Field.FIRST_NAME: "imienia"}
IGNORED = frozenset({Field.ORDINAL})
IDENTITY = (Field.LAST_NAME, Field.FULL_NAME, Field.PESEL)
"""The cells that stand for a row when the file has no column for what is missing."""
SAMPLE = 300
MOST_KNOWN = 5_000


@dataclass(slots=True)
class ReadRow:
    """One person of the list, nothing of it saved."""

    number: int
    """The row in the file, counted from 1."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Clean values by the names in `FIELDS`; what the list does not tell is missing."""
    problems: list[Problem] = field(default_factory=list)
    is_hidden: bool = False
    """Whether the sheet hides the row: ask before taking the person in."""
    derived: frozenset[str] = frozenset()
    """Fields that come from the PESEL or the first name, not from cells of their own."""
    cells: tuple[Value, ...] = ()
    """The row as it is in the file, from column A on."""

    @property
    def has_errors(self) -> bool:
        """Whether something has to be mended before the person can be taken in."""
        return any(problem.level is Level.ERROR for problem in self.problems)


FIELDS = {
    "pesel": "PESEL",
    "last_name": "nazwisko",
    "first_name": "imię",
    "second_name": "drugie imię",
    "birth_date": "data urodzenia",
    "sex": "płeć",
    "street": "ulica",
    "house_number": "numer domu i mieszkania",
    "postcode": "kod pocztowy",
    "city": "miejscowość",
    "phone": "telefon",
    "email": "e-mail",
    "profile": "profil pomocy",
    "registered_on": "data rejestracji",
    "benefit_right": "prawo do zasiłku",
    "uses_assistance": "korzysta z pomocy społecznej",
    "has_ipd": "indywidualny plan działania",
    "disability": "niepełnosprawność",
    "education": "wykształcenie",
    "occupation": "zawód",
    "counsellor": "doradca klienta",
    "referred_on": "data skierowania",
    "referral_number": "numer skierowania",
    "decision": "decyzja",
    "remarks": "uwagi",
}
"""What `ReadRow.fields` may hold. Dates are dates; sex is F or M; profile I, II or III; benefit_right,
uses_assistance and has_ipd are true or false; everything else is text."""

Parser = Callable[[Value], Parsed]


def parsers_for(
    sheet: Sheet, rows: Sequence[int], mapped: Sequence[Mapped], today: date
) -> dict[Field, Parser]:
    """How each mapped column is read; dates and full names look at their whole column first."""
    simple: dict[Field, Parser] = {
        Field.PESEL: lambda value: parse_pesel(value, today=today),
        Field.LAST_NAME: names.parse_last_name,
        Field.FIRST_NAME: names.parse_first_names,
        Field.SECOND_NAME: names.parse_last_name,
        Field.SEX: words.parse_sex,
        Field.ADDRESS: addresses.parse_address,
        Field.STREET: addresses.parse_street,
        Field.HOUSE_NUMBER: addresses.parse_house,
        Field.FLAT_NUMBER: addresses.parse_house,
        Field.POSTCODE: addresses.parse_postcode,
        Field.CITY: addresses.parse_city,
        Field.PHONE: phones.parse_phone,
        Field.EMAIL: parse_email,
        Field.PROFILE: words.parse_profile,
        Field.BENEFIT_RIGHT: words.parse_yes_no,
        Field.NO_BENEFIT_RIGHT: parse_no_right,
        Field.ASSISTANCE: words.parse_yes_no,
        Field.IPD: parse_ipd,
        Field.DISABILITY: words.parse_disability,
    }
    chosen = {}
    for claim in mapped:
        values = [_cell(sheet.row(row), claim.column.place) for row in rows[:SAMPLE]]
        if claim.field in (Field.BIRTH_DATE, Field.REGISTERED_ON, Field.REFERRED_ON):
            chosen[claim.field] = _date_parser(claim.field, values, today)
        elif claim.field is Field.FULL_NAME:
            chosen[claim.field] = _full_name_parser(claim.column.header, values)
        else:
            chosen[claim.field] = simple.get(claim.field, parse_text)
    return chosen


def parse_ipd(value: Value) -> Parsed:
    """Whether there is a plan; a date says when it was drawn up, so that there is."""
    return Parsed(True) if looks_like_date(value) else words.parse_yes_no(value)


def parse_no_right(value: Value) -> Parsed:
    """Whether there is a right to benefit; a date says since when there is none."""
    return Parsed(False) if looks_like_date(value) else words.parse_no_right(value)


def _date_parser(which: Field, values: list[Value], today: date) -> Parser:
    rules = DateRules(
        today,
        is_birth=which is Field.BIRTH_DATE,
        is_month_first=any(map(is_month_first, values)),
    )
    return lambda value: parse_date(value, rules)


def _full_name_parser(header: str, values: list[Value]) -> Parser:
    said = key(header)
    surname, first = said.find("nazw"), said.find("imi")
    header_says = None if surname < 0 or first < 0 else surname < first
    order = names.order_of(values, header_says=header_says)
    return lambda value: names.parse_full_name(value, order)


def _cell(cells: Sequence[Value], place: int) -> Value:
    return cells[place] if place < len(cells) else None


class PersonReader:
    """Reads one row after another of a table whose columns are known."""

    def __init__(
        self,
        sheet: Sheet,
        rows: Sequence[int],
        mapped: Sequence[Mapped],
        today: date,
        *,
        added: frozenset[Field] = frozenset(),
    ):
        """`added` are fields whose columns are not in the file, so that no cell is named in them."""
        self.sheet = sheet
        self.columns = [claim for claim in mapped if claim.field not in IGNORED]
        # A flat is added to its house, whichever column comes first.
        self.columns.sort(key=lambda claim: claim.field is Field.FLAT_NUMBER)
        self.places = {
            claim.field: claim.column.place for claim in mapped if claim.field not in added
        }
        self.parsers = parsers_for(sheet, rows, mapped, today)
        self.known: dict[tuple, Parsed] = {}

    def read(self, number: int) -> ReadRow:
        """The person in the row."""
        cells = self.sheet.row(number)
        row = ReadRow(number, is_hidden=number in self.sheet.hidden_rows, cells=tuple(cells))
        for claim in self.columns:
            value = _cell(cells, claim.column.place)
            if value is None:
                continue
            parsed = self._parsed(claim.field, value)
            _take(row, claim.field, parsed.value)
            for problem in parsed.problems:
                row.problems.append(self._placed(problem, number, claim.field))
        if {"city", "house_number"} <= row.fields.keys():
            row.problems = [told for told in row.problems if told.code != "address_unsure"]
        self._compare(row)
        return row

    def _parsed(self, which: Field, value: Value) -> Parsed:
        """The cell's meaning; most columns say the same few things again and again."""
        said = (which, type(value), value)
        parsed = self.known.get(said)
        if parsed is None:
            parsed = broken(value) or self.parsers[which](value)
            if len(self.known) < MOST_KNOWN:
                self.known[said] = parsed
        return parsed

    def _placed(self, problem: Problem, number: int, which: Field) -> Problem:
        """The problem with the address of its cell; a row's own has none."""
        place = self.places.get(which)
        return problem.at(which.value, "" if place is None else address(number, place))

    def _compare(self, row: ReadRow) -> None:
        """Check birth date and sex against the PESEL, fill them from it, ask who the person is."""
        if number := row.fields.get("pesel"):
            told = {"birth_date": birth_date_of(number), "sex": sex_of(number)}
            for name, value in told.items():
                if row.fields.get(name, value) != value:
                    problem = _disagreement(name, value)
                    row.problems.append(self._placed(problem, row.number, Field(name)))
            missing = {name: value for name, value in told.items() if name not in row.fields}
            row.fields.update(missing)
            row.derived = frozenset(missing)
        else:
            self._tell_sex(row)
        self._tell_swapped(row)
        for problem, fields in _missing(row):
            row.problems.append(self._placed(problem, row.number, self._first_of(fields)))

    def _first_of(self, fields: Sequence[Field]) -> Field:
        """The field whose cell is named when something is in none of these."""
        return next((one for one in (*fields, *IDENTITY) if one in self.places), fields[0])

    def _tell_swapped(self, row: ReadRow) -> None:
        """Names in columns of their own that stand in each other's."""
        first, last = row.fields.get("first_name"), row.fields.get("last_name")
        has_columns = {Field.FIRST_NAME, Field.LAST_NAME} <= self.places.keys()
        if not (has_columns and first and last) or names.is_first_name(first):
            return
        if names.is_first_name(last):
            said = f"Nazwisko „{last}” wygląda na imię. Sprawdź, czy nie zamieniono go z imieniem „{first}”."
            row.problems.append(
                self._placed(warning("name_swapped", said), row.number, Field.FIRST_NAME)
            )

    def _tell_sex(self, row: ReadRow) -> None:
        """Without a PESEL and a sex the first name tells it, where it is a known one."""
        sex = sex_of_name(row.fields.get("first_name", ""))
        # A wrong PESEL tells it once it is mended.
        is_told = "sex" in row.fields or any(
            told.field in ("sex", "pesel") for told in row.problems
        )
        if not sex or is_told or "birth_date" not in row.fields:
            return
        row.fields["sex"], row.derived = sex, frozenset({"sex"})
        word = "kobieta" if sex == "F" else "mężczyzna"
        said = f"Lista nie podaje płci. Z imienia wynika: {word}. Sprawdź."
        column = self._first_of((Field.FIRST_NAME, Field.FULL_NAME))
        placed = self._placed(warning("sex_from_name", said, LETTERS[sex]), row.number, column)
        row.problems.append(replace(placed, field="sex"))


def _disagreement(name: str, told: Any) -> Problem:
    if name == "sex":
        word = "kobiety" if told == "F" else "mężczyzny"
        said = f"Płeć się nie zgadza: numer PESEL należy do {word}."
        return error("sex_vs_pesel", said, LETTERS[told])
    said = f"Data urodzenia nie zgadza się z numerem PESEL, z którego wynika {told:%d.%m.%Y}."
    return error("birth_date_vs_pesel", said, told)


def _missing(row: ReadRow) -> Iterator[tuple[Problem, tuple[Field, ...]]]:
    """What nobody could be recognised without, and whose cells lack it, the likeliest first.

    A cell that is already complained of is enough.
    """
    complained = {problem.field for problem in row.problems if problem.level is Level.ERROR}
    if not complained & {"last_name", "first_name", "full_name"}:
        yield from _missing_name(row)
    if "pesel" in row.fields or "pesel" in complained:
        return
    if "birth_date" in row.fields:
        yield warning("no_pesel", "Nie ma numeru PESEL."), (Field.PESEL, Field.BIRTH_DATE)
    elif "birth_date" not in complained:
        said = "Nie ma numeru PESEL ani daty urodzenia, więc nie wiadomo, kto to jest."
        yield error("no_identity", said), (Field.PESEL, Field.BIRTH_DATE)


def _missing_name(row: ReadRow) -> Iterator[tuple[Problem, tuple[Field, ...]]]:
    lacking = [one for one in (Field.LAST_NAME, Field.FIRST_NAME) if not row.fields.get(one)]
    if lacking:
        words = " i ".join(LACKING[one] for one in lacking)
        yield error("no_name", f"Brakuje {words}."), (*lacking, Field.FULL_NAME)


def _take(row: ReadRow, which: Field, value: Any) -> None:
    """Put the value where it belongs; a cell of its own is stronger than a part of another."""
    if value is None:
        return
    if isinstance(value, names.Name):
        is_whole = which is Field.FULL_NAME
        parts = {"last_name": value.last, "first_name": value.first, "second_name": value.second}
        _take_parts(row.fields, parts, weak=is_whole)
    elif isinstance(value, addresses.Address):
        parts = {name: getattr(value, name) for name in addresses.Address.__dataclass_fields__}
        own = {Field.STREET: "street", Field.CITY: "city"}.get(which)
        _take_parts(row.fields, {own: parts.pop(own)} if own else {}, weak=False)
        _take_parts(row.fields, parts, weak=True)
    elif which is Field.NO_BENEFIT_RIGHT:
        row.fields.setdefault("benefit_right", value)
    elif which is Field.FLAT_NUMBER:
        house = row.fields.get("house_number", "")
        row.fields["house_number"] = (
            f"{house}/{value}" if house and "/" not in house else house or value
        )
    else:
        row.fields[which.value] = value


def _take_parts(fields: dict, parts: Mapping[str, str], *, weak: bool) -> None:
    for name, part in parts.items():
        if part and not (weak and fields.get(name)):
            fields[name] = part

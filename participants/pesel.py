"""PESEL, the Polish national identification number, as our people use it.

The arithmetic is python-stdnum's; here stand the Polish sentences and the same rules
as the database holds them (functions created by the first migration).
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Func, Q
from stdnum.exceptions import ValidationError as NumberError
from stdnum.pl import pesel as number

LENGTH = 11


def validate_pesel(value: str) -> None:
    """Refuse anything but eleven digits with a true date and check digit, saying which is wrong."""
    if len(value) != LENGTH or not (value.isascii() and value.isdecimal()):
        raise ValidationError("PESEL ma 11 cyfr. Sprawdź, czy żadnej nie brakuje.", code="length")
    try:
        number.get_birth_date(value)
    except (NumberError, ValueError) as wrong:
        raise ValidationError(
            "Pierwsze sześć cyfr numeru PESEL nie jest datą urodzenia. Przepisz numer z dokumentu.",
            code="date",
        ) from wrong
    if number.calc_check_digit(value[:-1]) != value[-1]:
        raise ValidationError(
            "Cyfra kontrolna numeru PESEL się nie zgadza. Przepisz numer z dokumentu.",
            code="checksum",
        )


def is_valid(value: str) -> bool:
    """Whether the number passes `validate_pesel`."""
    try:
        validate_pesel(value)
    except ValidationError:
        return False
    return True


def birth_date_of(value: str) -> date:
    """The birth date written in a valid PESEL."""
    return number.get_birth_date(value)


def sex_of(value: str) -> str:
    """The sex, F or M, that the tenth digit of a valid PESEL tells."""
    return number.get_gender(value)


class _Holds(Func):
    output_field = BooleanField()


class ChecksumHolds(_Holds):
    function = "pesel_checksum_holds"


class PeselTells(_Holds):
    """The number's birth date and sex are those beside it."""

    function = "pesel_tells"


IS_WELL_FORMED = Q(pesel__isnull=True) | Q(ChecksumHolds("pesel"))
AGREES_WITH_PERSON = Q(pesel__isnull=True) | Q(PeselTells("pesel", "birth_date", "sex"))

SQL_FUNCTIONS = r"""
CREATE FUNCTION pesel_checksum_holds(pesel text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT pesel ~ '^[0-9]{11}$' AND (
        SELECT sum(substr(pesel, place::int, 1)::int * weight) % 10 = 0
        FROM unnest(ARRAY[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) WITH ORDINALITY AS w (weight, place)
    )
$$;
CREATE FUNCTION pesel_tells(pesel text, birth_date date, sex text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT pesel ~ '^[0-9]{11}$'
       AND substr(pesel, 1, 2)::int = extract(year FROM birth_date)::int % 100
       AND substr(pesel, 3, 2)::int = extract(month FROM birth_date)::int
           + (extract(year FROM birth_date)::int / 100 - 14) % 5 * 20
       AND substr(pesel, 5, 2)::int = extract(day FROM birth_date)::int
       AND (substr(pesel, 10, 1)::int % 2 = 0) = (sex = 'F')
$$;
"""
SQL_FUNCTIONS_DROP = """
DROP FUNCTION pesel_tells(text, date, text);
DROP FUNCTION pesel_checksum_holds(text);
"""

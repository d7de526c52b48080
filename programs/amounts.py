"""Amounts in złoty as people type and read them: 1 234,50."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from mops.typography import number

MOST = Decimal("9999999999.99")
"""What the columns of the database hold."""
HOW = "wpisz kwotę w złotych, na przykład 1 234,50"
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_THOUSANDS_APART = re.compile(r"-?\d{1,3}([.,]\d{3})+([.,]\d{1,2})?")
_AMOUNT = re.compile(r"-?\d{1,10}(\.\d{1,2})?")


def read_amount(text: str) -> Decimal | None:
    """The amount that the text says, None for no text; raises ValidationError where it says none.

    Spaces between thousands, a comma or a dot before grosze and „zł” after them are read.
    """
    bare = _SPACES.sub("", text).removesuffix("zł").replace("\u2212", "-")
    if not bare:
        return None
    if not _AMOUNT.fullmatch(plain := _with_one_dot(bare)):
        raise ValidationError(HOW)
    try:
        return Decimal(plain).quantize(Decimal("0.01"))
    except InvalidOperation as unreadable:
        raise ValidationError(HOW) from unreadable


def _with_one_dot(bare: str) -> str:
    """Where both signs stand, as in 1.234,50, the last one parts the grosze."""
    if "." in bare and "," in bare and _THOUSANDS_APART.fullmatch(bare):
        whole, _, grosze = bare.replace(",", ".").rpartition(".")
        return f"{whole.replace('.', '')}.{grosze}"
    return bare.replace(",", ".")


def written(amount: Decimal | None) -> str:
    """The amount as a field or a cell holds it: 1 234,50; nothing for None."""
    return "" if amount is None else number(amount, 2)


class AmountField(forms.CharField):
    """An amount in złoty, typed the Polish way; with `is_positive` one above zero."""

    def __init__(self, *, is_positive: bool = False, **options) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=30, **options)
        self.is_positive = is_positive

    def to_python(self, value) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        try:
            return read_amount(super().to_python(value))
        except ValidationError:
            raise ValidationError(f"{HOW.capitalize()}.") from None

    def validate(self, value: Decimal | None) -> None:
        if value is None:
            super().validate("")
        elif value == 0:
            raise ValidationError("Kwota nie może wynosić zero złotych.")
        elif self.is_positive and value < 0:
            raise ValidationError("Kwota musi być większa od zera.")

    def run_validators(self, value) -> None:
        """The length of the text tells nothing of the amount."""

    def prepare_value(self, value) -> str:
        return written(value) if isinstance(value, Decimal) else value

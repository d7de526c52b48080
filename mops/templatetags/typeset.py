from datetime import date

from django import template

from mops.typography import day_digits, print_spaces

register = template.Library()
register.filter("typeset", print_spaces)


@register.filter("day", expects_localtime=True)
def day(value: date | None) -> str:
    """A date in digits, nothing for what is none, as Django's filter of dates, but in a fortieth of
    its time."""
    return day_digits(value) if isinstance(value, date) else ""

"""Days as staff type them: in the Polish way, whatever language the browser speaks."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from participants.forms.days import (
    IN_FUTURE,
    UNREADABLE,
    UNREADABLE_MONTH,
    DayField,
    DayInput,
    MonthField,
)

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "05.03.2026",
        "5.3.2026",
        "05032026",
        "5,3,2026",
        " 05. 03. 2026 r. ",
        "5-3-2026",
        "5/3/2026",
        "2026-03-05",
    ],
)
def test_a_day_is_read_however_it_is_typed_or_pasted(typed):
    assert DayField().clean(typed) == DAY


@pytest.mark.parametrize("typed", ["31.02.2026", "5.3.26", "5 marca 2026", "0503202", "2026", "x"])
def test_what_is_no_day_is_told_how_to_write_one(typed):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.messages == [UNREADABLE]


def test_a_day_is_shown_as_it_is_written_in_poland():
    shown = DayInput().render("on", DAY)
    assert ('value="05.03.2026"' in shown, 'type="text"' in shown) == (True, True)


def test_a_day_that_has_not_come_is_refused_where_it_must_have():
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert DayField().clean(f"{tomorrow:%d.%m.%Y}") == tomorrow
    with pytest.raises(ValidationError) as refused:
        DayField(is_past=True).clean(f"{tomorrow:%d.%m.%Y}")
    assert refused.value.messages == [IN_FUTURE]


@pytest.mark.parametrize("typed", ["03.2026", "3.2026", "03,2026", "2026-03", " 3/2026 "])
def test_a_month_is_read_as_people_and_as_addresses_write_it(typed):
    assert MonthField().clean(typed) == date(2026, 3, 1)


def test_a_month_is_shown_in_figures_and_a_wrong_one_told():
    field = MonthField()
    for value, shown in ((date(2026, 3, 1), "03.2026"), ("2026-03", "03.2026"), ("3,26", "3,26")):
        assert f'value="{shown}"' in field.widget.render("month", value)
    with pytest.raises(ValidationError) as refused:
        field.clean("13.2026")
    assert refused.value.messages == [UNREADABLE_MONTH]

"""The pages on which the administrator keeps rates, limits and provisions."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from mops.roles import Role
from programs.models import LegalBasis, Rate
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

SPRING = date(2015, 5, 31)
SHARE = "Udział nie może przekraczać 1, czyli całości. Sześćdziesiąt procent to 0,6."
OVERLAP = (
    "W tym czasie obowiązuje już: stawka godzinowa (zł) od 01.01.2015 do 31.05.2015, "
    "wartość 8,10. Zmień daty albo zakończ tamten wpis."
)
USED = (
    "Nie można tego zmienić: użyto tego w rozliczonych miesiącach ({}). Jeśli od pewnego dnia "
    "obowiązuje co innego, zakończ ten wpis i zacznij następny."
)


@pytest.fixture
def client(client_as):
    return client_as(Role.ADMINISTRATOR)


@pytest.fixture
def rate():
    return make.rate("hourly", "8.10", valid_to=SPRING)


def settle(*months: int) -> None:
    for month in months:
        make.cost(
            kind="allowances",
            period_from=date(2015, month, 1),
            period_to=date(2015, month, 28),
        )


def page(name: str, *args) -> str:
    return reverse(name, args=["stawki", *args])


def typed(**fields) -> dict:
    return {
        "program": make.program().pk,
        "kind": "hourly",
        "value": "9,50",
        "valid_from": "2015-06-01",
        **fields,
    }


def errors(response) -> dict:
    return {name: list(told) for name, told in response.context["form"].errors.items()}


def rates() -> list[tuple]:
    rows = Rate.objects.order_by("valid_from").values_list("value", "valid_from", "valid_to")
    return [(str(value), *days) for value, *days in rows]


def form_of(client, rate, **changed) -> dict:
    form = client.get(page("law_edit", rate.pk)).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


class TestEntering:
    def test_a_rate_is_entered_with_a_comma(self, client):
        assert client.post(page("law_new"), typed()).url == page("law_list")
        assert rates() == [("9.5000", date(2015, 6, 1), None)]

    def test_a_form_sent_twice_makes_one_rate(self, client):
        entry = client.get(page("law_new")).context["form"]["entry"].value()
        for _ in range(2):
            client.post(page("law_new"), typed(entry=entry))
        assert len(rates()) == 1

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"value": "-1"}, {"value": ["Wartość musi być większa od zera."]}),
            (
                {"value": "99999"},
                {"value": ["Stawka za godzinę powyżej 1000 zł to zapewne pomyłka."]},
            ),
            (
                {"kind": "refund_share", "value": "60"},
                {"value": [SHARE]},
            ),
            (
                {"valid_to": "2015-05-01"},
                {"valid_to": ["Data końcowa nie może być wcześniejsza od początkowej."]},
            ),
            ({"value": "osiem"}, {"value": ["Wpisz liczbę, na przykład 8,10 albo 0,6."]}),
        ],
    )
    def test_bad_input_is_told_beside_the_field(self, fields, told, client):
        assert errors(client.post(page("law_new"), typed(**fields))) == told
        assert rates() == []

    def test_an_overlap_names_the_row_that_stands_in_the_way(self, client, rate):
        refused = client.post(page("law_new"), typed(valid_from="2015-05-31"))
        assert errors(refused) == {"__all__": [OVERLAP]}

    def test_another_regime_does_not_overlap(self, client, rate):
        Rate.objects.update(signed_to=SPRING)
        client.post(page("law_new"), typed(valid_from="2015-05-31", signed_from="2015-06-01"))
        assert len(rates()) == 2

    def test_a_provision_is_entered_in_its_own_book(self, client):
        fields = {"program": make.program().pk, "citation": "art. 9", "valid_from": "2015-06-01"}
        client.post(reverse("law_new", args=["podstawy"]), fields)
        assert LegalBasis.objects.get().citation == "art. 9"


class TestChanging:
    def test_a_rate_is_corrected(self, client, rate):
        client.post(page("law_edit", rate.pk), form_of(client, rate, value="8,20"))
        assert rates() == [("8.2000", date(2015, 1, 1), SPRING)]

    @pytest.mark.parametrize(
        ("changed", "months"),
        [
            ({"value": "8,20"}, "03.2015, 04.2015"),
            ({"valid_to": "2015-03-31"}, "04.2015"),
            ({"signed_from": "2015-06-01"}, "03.2015, 04.2015"),
        ],
    )
    def test_what_settled_months_used_is_not_changed(self, changed, months, client, rate):
        settle(3, 4)
        refused = client.post(page("law_edit", rate.pk), form_of(client, rate, **changed))
        assert errors(refused) == {"__all__": [USED.format(months)]}
        assert rates() == [("8.1000", date(2015, 1, 1), SPRING)]

    def test_what_they_did_not_use_is_changed(self, client, rate):
        settle(3)
        changed = form_of(client, rate, valid_to="2015-03-31", source="obwieszczenie")
        client.post(page("law_edit", rate.pk), changed)
        assert rates() == [("8.1000", date(2015, 1, 1), date(2015, 3, 31))]

    def test_the_second_of_two_editors_is_told_and_loses_nothing(self, client, client_as, rate):
        first, second = (
            form_of(client, rate, **one) for one in ({"value": "8,20"}, {"value": "8,30"})
        )
        client.post(page("law_edit", rate.pk), first)
        told = client.post(page("law_edit", rate.pk), second)
        assert [(row.label, row.was, row.now, row.typed) for row in told.context["stale"].rows] == [
            ("Wartość", "8.1000", "8.2000", "8.30")
        ]
        form = told.context["form"]
        again = {name: form[name].value() or "" for name in form.fields}
        client.post(page("law_edit", rate.pk), again)
        assert rates()[0][0] == "8.3000"


class TestFollowing:
    def test_one_ends_and_the_next_begins_in_one_step(self, client, rate):
        settle(3, 4)
        fields = {"begins_on": "2015-05-01", "value": "9", "valid_to": "", "source": ""}
        assert client.post(page("law_follow", rate.pk), fields).status_code == 302
        assert rates() == [
            ("8.1000", date(2015, 1, 1), date(2015, 4, 30)),
            ("9.0000", date(2015, 5, 1), None),
        ]

    def test_not_into_settled_months(self, client, rate):
        settle(3, 5)
        refused = client.post(
            page("law_follow", rate.pk), {"begins_on": "2015-04-15", "value": "9"}
        )
        assert "(05.2015)" in errors(refused)["__all__"][0]
        assert rates() == [("8.1000", date(2015, 1, 1), SPRING)]

    def test_not_before_the_row_itself(self, client, rate):
        refused = client.post(
            page("law_follow", rate.pk), {"begins_on": "2015-01-01", "value": "9"}
        )
        assert errors(refused) == {"begins_on": ["Następna musi się zacząć po 01.01.2015."]}


class TestRemoving:
    def test_a_row_that_no_settled_month_used(self, client, rate):
        response = client.post(page("law_remove", rate.pk))
        assert [str(one) for one in get_messages(response.wsgi_request)] == ["Wpis jest usunięty."]
        assert rates() == []

    def test_a_used_row_stays(self, client, rate):
        settle(3)
        shown = client.post(page("law_remove", rate.pk))
        assert "(03.2015)" in shown.context["refusal"]
        assert len(rates()) == 1


class TestList:
    @pytest.mark.parametrize("many", [1, 3])
    def test_takes_as_many_queries_for_three_rows_as_for_one(
        self, many, client, django_assert_num_queries
    ):
        for month in range(many):
            day = date(2015, month + 1, 1)
            make.rate("hourly", "8.10", valid_from=day, valid_to=day)
        # session, account, permissions twice, count, centre, roles, programmes of the filter, rows
        with django_assert_num_queries(9):
            client.get(page("law_list"))

    def test_shows_what_holds_on_a_day(self, client, rate):
        make.rate("hourly", "9", valid_from=date(2015, 6, 1))
        shown = client.get(page("law_list") + "?on=2015-05-31&kind=hourly")
        assert [str(row.value) for row in shown.context["page_obj"]] == ["8.1000"]

    def test_everybody_reads_and_only_the_administrator_writes(self, client_as, rate):
        head = client_as(Role.HEAD)
        assert head.get(page("law_list")).status_code == 200
        assert head.get(page("law_edit", rate.pk)).status_code == 403


def test_the_database_itself_refuses_two_rates_entered_at_once(rate):
    from mops.saving import save_checked

    with pytest.raises(Exception, match="obowiązuje już inna wartość"):
        save_checked(Rate(program=rate.program, kind="hourly", value=Decimal(9), valid_from=SPRING))

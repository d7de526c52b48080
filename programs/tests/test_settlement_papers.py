"""What follows a settled month: documents as they are printed, refunds, unlocking, corrections."""

import hashlib
import io
from datetime import date
from decimal import Decimal
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from mops.models import AccessEntry, Centre
from mops.roles import Role
from mops.tests.verapdf import breaches
from participants.tests.factories import person, staff
from programs import actions
from programs.actions.settling import StalePlan
from programs.documents.payroll import in_words
from programs.models import Cost, Settlement, SettlementDocument, SettlementLine, WorkMonth
from programs.presence import Presence
from programs.tests import factories as make
from programs.tests.test_documents import in_order, pages
from programs.tests.test_settlements import APRIL, MARCH, costs, rates, settle, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled():
    """March of two people, one of them in two facilities, with examinations."""
    Centre.objects.create(
        pk=Centre.ONLY_PK, city="Łódź", name="Ośrodek Testowy", labour_office="Urząd Pracy"
    )
    rates()
    signed = make.agreement(programs=[make.program()], number="5/2015")
    edition = make.edition(agreement=signed)
    part = worked("30", name="Żak", edition=edition)
    worked("10", part=part, facility=make.facility("Druga"))
    worked("33.5", name="Ćma", edition=edition)
    return settle(extras={("medical_exams", "pup"): Decimal("35.00")}, with_documents=True)


def refused(action, **fields) -> str:
    with pytest.raises(ValidationError) as refusal:
        action(by=staff(), **fields)
    return " ".join(refusal.value.messages)


def document(settlement: Settlement, kind: str, form: str) -> bytes:
    return bytes(settlement.documents.get(kind=kind, format=form).content)


def rows(content: bytes, sheet: str) -> list[list]:
    page = load_workbook(io.BytesIO(content))[sheet]
    return [[cell for cell in row if cell not in (None, "")] for row in page.values]


class TestDocuments:
    def test_the_payment_list_has_a_line_a_person_to_sign_and_the_sum_in_words(
        self, settled, tmp_path
    ):
        path = tmp_path / "list.pdf"
        path.write_bytes(document(settled, "payments", "pdf"))
        (page,) = pages(path)
        assert in_order(
            page,
            "Ośrodek Testowy",
            "Lista wypłat świadczeń pieniężnych",
            "marzec 2015",
            "1. Ćma Anna Szkoła Testowa 33,50 8,10 271,35",
            "2. Żak Anna Druga; Szkoła Testowa 40 8,10 324,00",
            "Razem 73,50 595,35",
            "Słownie: pięćset dziewięćdziesiąt pięć złotych trzydzieści pięć groszy.",
        )
        assert breaches(path) == ""

    def test_the_refund_request_says_what_is_asked_on_what_grounds_and_for_whom(
        self, settled, tmp_path
    ):
        path = tmp_path / "refund.pdf"
        path.write_bytes(document(settled, "refund", "pdf"))
        letter, annex = pages(path)
        assert in_order(
            letter,
            "Wniosek o refundację",
            "Urząd Pracy",
            "Liczba osób 2",
            "Świadczenia 595,35 zł",
            "Udział refundacji 60%",
            "Refundacja świadczeń 357,21 zł",
            "Badania lekarskie 35,00 zł",
            "Do refundacji razem 392,21 zł",
            "trzysta dziewięćdziesiąt dwa złote dwadzieścia jeden groszy",
        )
        assert in_order(
            annex, "Załącznik", "1. Ćma Anna", "271,35 162,81", "Razem 73,50 595,35 357,21"
        )
        assert breaches(path) == ""

    def test_the_workbooks_hold_the_same_numbers(self, settled):
        listed = rows(document(settled, "payments", "xlsx"), "Lista wypłat")
        assert listed[1:4] == [
            [1, "Ćma Anna", "Szkoła Testowa", 33.5, 8.1, 271.35],
            [2, "Żak Anna", "Druga; Szkoła Testowa", 40, 8.1, 324],
            ["Razem", 73.5, 595.35],
        ]
        people = rows(document(settled, "refund", "xlsx"), "Wykaz osób")
        assert people[-1] == ["Razem", 73.5, 595.35, 357.21]

    def test_documents_are_kept_as_they_came_out_and_never_made_twice(self, settled):
        kept = SettlementDocument.objects.all()
        assert len(kept) == 4
        assert all(one.sha256 == hashlib.sha256(bytes(one.content)).hexdigest() for one in kept)
        assert refused(actions.write_settlement_documents, settlement=settled) == (
            "Dokumenty tego rozliczenia są już utworzone."
        )

    def test_whoever_may_print_gets_them_and_it_is_noted(self, settled, client_as):
        url = reverse("settlement_document", args=[settled.pk, "payments", "pdf"])
        answer = client_as(Role.CASEWORKER).get(url)
        assert answer.content == document(settled, "payments", "pdf")
        assert answer["Content-Disposition"] == 'inline; filename="lista-wyplat-2015-03.pdf"'
        entry = AccessEntry.objects.latest("pk")
        assert (entry.kind, len(entry.participant_ids)) == ("print", 2)
        assert client_as(Role.AUDITOR).get(url).status_code == 403

    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            ("0.01", "zero złotych jeden grosz"),
            ("1.00", "jeden złoty zero groszy"),
            ("22.12", "dwadzieścia dwa złote dwanaście groszy"),
            ("1005.25", "tysiąc pięć złotych dwadzieścia pięć groszy"),
            ("-4.00", "minus cztery złote zero groszy"),
        ],
    )
    def test_sums_are_written_in_polish(self, amount, words):
        assert in_words(Decimal(amount)) == words


class TestRefunds:
    def page(self, client_as, settled):
        return client_as(Role.CASEWORKER).get(settled.get_absolute_url()).text

    def test_what_came_in_is_compared_with_what_was_asked(self, settled, client_as):
        assert "oczekuje" in self.page(client_as, settled)
        paid = {"settlement": settled, "on": date(2015, 4, 20)}
        first = actions.record_refund(by=staff(), amount=Decimal("392.00"), **paid)
        assert "brakuje 0,21 zł" in self.page(client_as, settled)
        actions.record_refund(by=staff(), amount=Decimal("0.21"), **paid)
        assert "zgodna z wnioskiem" in self.page(client_as, settled)
        actions.record_refund(by=staff(), amount=Decimal("1.00"), **paid)
        assert "nadpłata 1,00 zł" in self.page(client_as, settled)
        actions.remove_refund(by=staff(), refund=first)
        assert settled.refunds.received() == Decimal("1.21")

    @pytest.mark.parametrize(
        ("on", "amount", "sentence"),
        [
            (date(2100, 1, 1), "1", "Ten dzień jeszcze nie nadszedł."),
            (date(2015, 2, 28), "1", "Refundacja nie mogła wpłynąć przed rozliczonym miesiącem."),
            (date(2015, 4, 20), "0", "Kwota nie może wynosić zero złotych."),
        ],
    )
    def test_a_refund_is_money_that_has_come_after_the_month(self, settled, on, amount, sentence):
        assert refused(
            actions.record_refund, settlement=settled, on=on, amount=Decimal(amount)
        ) == sentence  # fmt: skip


class TestUnlocking:
    def test_costs_go_hours_open_and_documents_are_outdated(self, settled, client_as):
        client = client_as(Role.HEAD)
        url = reverse("settlement_unlock", args=[settled.pk])
        assert "Odblokuj rozliczenie" in client.get(url).text
        client.post(url, {"reason": ""})
        assert Settlement.objects.get().is_live
        client.post(url, {"reason": "zła lista"})
        page = client.get(settled.get_absolute_url())
        assert ("nieaktualny" in page.text, Cost.objects.count()) == (True, 0)
        part = WorkMonth.objects.first().enrolment
        worked("1", part=part, facility=make.facility("Trzecia"))
        again = settle()
        assert (again.version, costs(settlement=again, payer="pup")) == (
            2, {("allowances", "pup", 3): Decimal("362.07")}
        )  # fmt: skip

    def test_is_done_once_and_told_to_the_second(self, settled):
        actions.unlock_settlement(by=staff(), settlement=settled, reason="pomyłka")
        answer = refused(actions.unlock_settlement, settlement=settled, reason="x")
        assert answer.startswith("To rozliczenie odblokowano już ")

    def test_is_refused_after_a_refund(self, settled):
        actions.record_refund(
            by=staff(), settlement=settled, on=date(2015, 4, 20), amount=Decimal(1)
        )
        assert "wpłynęła już refundacja" in refused(
            actions.unlock_settlement, settlement=settled, reason="x"
        )

    def test_a_caseworker_may_not(self, settled, client_as):
        client = client_as(Role.CASEWORKER)
        assert client.get(reverse("settlement_unlock", args=[settled.pk])).status_code == 403
        assert "Odblokuj" not in client.get(settled.get_absolute_url()).text


def correct(settlement, part, hours: str, was: str, facility=None, **details):
    return actions.correct_hours(
        by=staff(),
        settlement=settlement,
        enrolment=part,
        corrected=actions.Corrected(
            facility or part.facility, Decimal(was), hours=Decimal(hours), **details
        ),
        reason="poprawiona lista",
    )


class TestCorrections:
    def test_the_difference_enters_the_next_settlement_at_the_rate_of_its_own_month(self, settled):
        part = WorkMonth.objects.get(hours=Decimal("33.5")).enrolment
        correct(settled, part, "30", "33.5")
        make.program().rates.filter(kind="hourly").update(valid_to=date(2015, 3, 31))
        make.rate("hourly", "9.00", valid_from=APRIL)
        worked("10", APRIL, part=part)
        april = settle(APRIL)
        lines = april.lines.order_by("month").values_list(
            "month", "hours", "rate", "amount", "refunded"
        )
        assert list(lines) == [
            (MARCH, Decimal("-3.50"), Decimal("8.10"), Decimal("-28.35"), Decimal("-17.01")),
            (APRIL, 10, 9, 90, 54),
        ]
        assert costs(settlement=april, kind="allowances") == {
            ("allowances", "pup", 3): Decimal("-17.01"),
            ("allowances", "mops", 3): Decimal("-11.34"),
            ("allowances", "pup", 4): Decimal("54.00"),
            ("allowances", "mops", 4): Decimal("36.00"),
        }

    def test_the_year_is_the_sum_of_its_settled_months_before_and_after(self, settled):
        def agrees() -> bool:
            hours = sum(row.hours for row in WorkMonth.objects.all())
            paid = sum(line.hours for line in SettlementLine.objects.all())
            spent = sum(cost.amount for cost in Cost.objects.filter(kind="allowances"))
            return (hours, spent) == (paid, hours * Decimal("8.10"))

        assert agrees()
        part = WorkMonth.objects.get(hours=30).enrolment
        correct(settled, part, "33", "30")
        worked("10", APRIL, part=part)
        settle(APRIL)
        assert agrees()

    def test_an_edition_that_is_over_settles_its_corrections_alone(self, settled):
        part = WorkMonth.objects.get(hours=30).enrolment
        correct(settled, part, "32", "30")
        april = settle(APRIL)
        assert [(line.month, line.hours, april.rate) for line in april.lines.all()] == [
            (MARCH, 2, None)
        ]

    def test_days_are_corrected_as_days(self, client_as):
        rates()
        part = make.enrolment(person("Ala"), make.edition())
        for day in (3, 4):
            part.work_days.create(
                facility=part.facility, day=date(2015, 3, day), mark="present", hours=4
            )
        settlement = settle()
        url = reverse("hours_correct", args=[settlement.pk, part.pk, part.facility_id])
        client = client_as(Role.CASEWORKER)
        sent = {"was": "8.00", "day-2015-03-03": "4", "day-2015-03-04": "n", "reason": "lista"}
        assert client.post(url, {**sent, "day-2015-03-05": "x"}).context["form"].errors.keys() == {
            "day-2015-03-05"
        }
        client.post(url, sent)
        assert WorkMonth.objects.get().hours == 4
        assert settlement.corrections.get().reason == "lista"

    def test_growing_over_the_limit_of_a_month_wants_a_reason_of_its_own(self, settled, client_as):
        make.rate("monthly_hours", "40")
        part = WorkMonth.objects.get(hours=Decimal("33.5")).enrolment
        url = reverse("hours_correct", args=[settled.pk, part.pk, part.facility_id])
        client = client_as(Role.CASEWORKER)
        sent = {"was": "33.50", "hours": "41", "reason": "lista"}
        page = client.post(url, sent)
        assert page.context["form"].errors == {
            "over_reason": [
                "Napisz, dlaczego ponad limit: miesiąc 03.2015: 41 h przy limicie 40 h."
            ]
        }
        assert 'name="over_reason"' in page.text
        assert (settled.corrections.count(), WorkMonth.objects.filter(hours=41).count()) == (0, 0)
        assert 'name="over_reason"' not in client.get(url).text
        client.post(url, {**sent, "over_reason": "odrabiała luty"})
        assert WorkMonth.objects.get(hours=41).override_reason == "odrabiała luty"
        assert settled.corrections.get().reason == "lista"

    def test_the_limit_of_a_week_counts_every_facility_and_hours_that_fall_want_no_reason(self):
        rates()
        make.rate("weekly_hours", "10")
        part = make.enrolment(person("Ala"), make.edition())
        second = make.facility("Druga")
        for facility, hours in ((part.facility, 6), (second, 5)):
            part.work_days.create(
                facility=facility, day=date(2015, 3, 3), mark="present", hours=hours
            )
        settlement = settle()

        def to(hours: int, was: str) -> None:
            days = {date(2015, 3, 3): Presence("present", Decimal(hours))}
            actions.correct_hours(
                by=staff(),
                settlement=settlement,
                enrolment=part,
                corrected=actions.Corrected(second, Decimal(was), days=days),
                reason="lista",
            )

        to(4, "5")
        with pytest.raises(ValidationError) as refusal:
            to(7, "4")
        assert refusal.value.messages == [
            "Napisz, dlaczego ponad limit: tydzień od 02.03.2015: 13 h przy limicie 10 h."
        ]
        assert WorkMonth.objects.get(facility=second).hours == 4

    def test_a_stale_or_empty_correction_and_one_of_an_unlocked_month_are_refused(self, settled):
        part = WorkMonth.objects.get(hours=30).enrolment
        with pytest.raises(ValidationError, match="teraz jest 30 h"):
            correct(settled, part, "32", "31")
        with pytest.raises(ValidationError, match="Nic się nie zmieniło"):
            correct(settled, part, "30", "30")
        actions.unlock_settlement(by=staff(), settlement=settled, reason="x")
        with pytest.raises(ValidationError, match="popraw godziny w arkuszu"):
            correct(settled, part, "32", "30")

    def test_a_month_corrected_later_is_not_unlocked_before_the_correction(self, settled):
        part = WorkMonth.objects.get(hours=30).enrolment
        correct(settled, part, "32", "30")
        settle(APRIL)
        assert refused(actions.unlock_settlement, settlement=settled, reason="x") == (
            "Rozliczenie 04.2015 zawiera korektę tego miesiąca. Najpierw odblokuj tamto."
        )


def test_the_register_is_taken_out_with_its_sums(settled, client_as):
    url = reverse("settlement_export", args=["xlsx"])
    answer = client_as(Role.HEAD).get(url, {"year": 2015, "state": "settled"})
    listed = rows(answer.content, "Dane")
    assert listed[1][:4] == ["03.2015", "PSU", "wszystkie edycje", "rozliczone"]
    assert listed[1][-5:-1] == [73.5, 595.35, 630.35, 392.21]
    assert len(rows(client_as(Role.HEAD).get(url, {"year": 2014}).content, "Dane")) == 1


@pytest.mark.django_db(transaction=True)
def test_hours_entered_while_documents_are_drawn_wait_for_nobody_and_are_not_settled_unseen():
    rates()
    part, by = worked("10"), staff()
    second, entered = make.facility("Druga"), []

    def clerk() -> None:
        actions.record_hours(by=by, enrolment=part, month=MARCH, hours=Decimal(5), facility=second)
        connection.close()

    def before_the_lock(execute, sql, params, many, context):
        if "FOR UPDATE" in sql and not entered:
            other = Thread(target=clerk)
            other.start()
            other.join(timeout=20)
            entered.append(not other.is_alive())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(before_the_lock), pytest.raises(StalePlan):
        settle(with_documents=True)
    assert entered == [True]
    assert (Settlement.objects.count(), SettlementDocument.objects.count()) == (0, 0)
    settle(with_documents=True)
    assert sum(line.hours for line in SettlementLine.objects.all()) == 15

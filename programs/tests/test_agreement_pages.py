"""Agreements: entered, changed by annexes, paid for, found again."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from mops.models import AccessEntry
from mops.roles import Role
from participants.tests.factories import person, staff
from programs import actions
from programs.funding import funding_of
from programs.models import Agreement, AgreementAmount, Annex, Party
from programs.terms.history import history_of
from programs.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2015-06-15")]

SIGNED, END = date(2015, 2, 23), date(2015, 12, 31)
PDF = b"%PDF-1.7 skan"
NEW = "agreement_new"
ENDED = (
    "Porozumienie skończyło się 31.12.2015. Aneks obowiązuje najpóźniej od następnego dnia; "
    "później potrzebne jest nowe."
)
OUTSIDE = (
    "Unia Europejska, 5,00\xa0zł: kwota jest na okres 01.03.2015 – 31.01.2016, a porozumienie obowiązuje "
    "od 23.02.2015 do 31.12.2015."
)


@pytest.fixture
def client(client_as):
    return client_as(Role.HEAD)


@pytest.fixture
def agreement():
    return make.agreement(valid_to=END, people=20, hours=800, programs=[make.program()])


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def typed(**fields) -> dict:
    return {
        "kind": "psu",
        "subject": "Prace społecznie użyteczne",
        "signed_on": "2015-02-23",
        "valid_to": "2015-12-31",
        "parties": [make.institution().pk, make.institution("Ośrodek Testowy").pk, ""],
        "programs": [make.program().pk],
        **fields,
    }


def errors(response) -> dict:
    return {name: list(told) for name, told in response.context["form"].errors.items()}


def form_of(client, name: str, record, **changed) -> dict:
    form = client.get(reverse(name, args=[record.pk])).context["form"]
    return {
        one: form[one].value() or "" for one in form.fields if one not in ("scan", "entry")
    } | changed


def annexed(agreement, number="1", since=date(2015, 5, 1), **changed) -> Annex:
    return actions.add_annex(
        by=staff(), agreement=agreement, number=number, on=since, effective_from=since, **changed
    )


class TestEntering:
    def test_an_agreement_of_three_parties_with_its_scan(self, client):
        parties = [*typed()["parties"][:2], make.institution("Trzecia").pk]
        scan = SimpleUploadedFile("../../umowa.exe", PDF)
        response = client.post(reverse(NEW), typed(parties=parties, people="20", scan=scan))
        made = Agreement.objects.get()
        assert response.url == made.get_absolute_url()
        assert (made.valid_from, made.ends_on, made.people) == (SIGNED, END, 20)
        assert set(made.parties.values_list("pk", flat=True)) == set(parties)
        assert re.fullmatch(r"agreements/\w{32}\.pdf", made.scan.name)

    def test_a_form_sent_twice_makes_one_agreement(self, client):
        entry = client.get(reverse(NEW)).context["form"]["entry"].value()
        for _ in range(2):
            client.post(reverse(NEW), typed(entry=entry))
        assert Agreement.objects.count() == 1

    def test_more_parties_find_room_without_a_script_and_nothing_typed_is_lost(self, client):
        page = client.post(reverse(NEW), typed(more_parties="1", subject="Długi opis"))
        assert page.text.count('name="parties"') == 5
        assert page.context["form"]["subject"].value() == "Długi opis"
        assert errors(page) == {}
        assert not Agreement.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"parties": []}, {"parties": ["Wybierz co najmniej dwie różne strony."]}),
            (
                {"valid_to": "2015-01-01"},
                {"valid_to": ["Data końcowa nie może być wcześniejsza od początkowej."]},
            ),
            ({"signed_on": "2015-06-16"}, {"signed_on": ["Ten dzień jeszcze nie nadszedł."]}),
        ],
    )
    def test_bad_input_is_told_beside_the_field(self, fields, told, client):
        assert errors(client.post(reverse(NEW), typed(**fields))) == told
        assert not Agreement.objects.exists()

    def test_one_institution_twice_is_not_two_parties(self, client):
        same = [make.institution().pk] * 2
        assert "parties" in errors(client.post(reverse(NEW), typed(parties=same)))

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"MZ program", "To nie jest PDF, JPG ani PNG. Zapisz skan w jednym z tych formatów."),
            (PDF + bytes(10 * 1024 * 1024), "najwyżej 10 MB"),
        ],
    )
    def test_a_scan_is_what_it_claims_to_be_and_not_too_big(self, content, told, client):
        page = client.post(reverse(NEW), typed(scan=SimpleUploadedFile("skan.pdf", content)))
        assert told in errors(page)["scan"][0]


class TestScan:
    def test_is_handed_out_as_a_file_and_noted(self, client, agreement):
        scan = SimpleUploadedFile("s.pdf", PDF)
        client.post(
            reverse("agreement_edit", args=[agreement.pk]),
            form_of(client, "agreement_edit", agreement, scan=scan),
        )
        response = client.get(reverse("agreement_scan", args=[agreement.pk]))
        assert b"".join(response) == PDF
        assert (response["Content-Type"], response["Content-Disposition"]) == (
            "application/pdf",
            f'attachment; filename="porozumienie-{agreement.pk}.pdf"',
        )
        noted = AccessEntry.objects.order_by("pk").last()
        assert noted.subject == f"skan porozumienia (pozycja {agreement.pk})"


class TestChanging:
    def test_parties_come_and_go_and_roles_of_those_that_stay_are_kept(self, client, agreement):
        Party.objects.filter(institution=make.institution()).update(role="organizator")
        parties = [make.institution().pk, make.institution("Nowa").pk]
        fields = form_of(client, "agreement_edit", agreement, parties=parties)
        client.post(reverse("agreement_edit", args=[agreement.pk]), fields)
        rows = agreement.party_rows.values_list("institution__name", "role")
        assert sorted(rows) == [("Nowa", ""), ("Urząd Testowy", "organizator")]

    def test_roles_of_the_parties_are_typed_and_a_second_editor_overwrites_none(
        self, client, agreement
    ):
        address = reverse("agreement_roles", args=[agreement.pk])
        first, second = agreement.party_rows.order_by("pk")
        opened = dict(client.get(address).context["form"].initial)
        one, other = f"role-{first.pk}", f"role-{second.pk}"
        client.post(address, {**opened, one: "organizator"})
        client.post(address, {**opened, other: "pracodawca"})
        roles = agreement.party_rows.order_by("pk").values_list("role", flat=True)
        assert list(roles) == ["organizator", "pracodawca"]
        page = client.post(address, {**opened, one: "nadzór"})
        assert errors(page)["__all__"][0].startswith("Ktoś zapisał w międzyczasie inną rolę: ")
        again = {name: page.context["form"][name].value() for name in opened}
        client.post(address, again)
        assert list(roles.all()) == ["nadzór", "pracodawca"]
        assert "(nadzór)" in client.get(agreement.get_absolute_url()).text

    def test_settled_months_stay_in_the_agreement_and_its_regime(self, client, agreement):
        make.rate("hourly", "8.10", signed_to=date(2015, 2, 28))
        make.rate("hourly", "9.00", signed_from=date(2015, 3, 1))
        make.rate("refund_share", "0.6")
        part = make.enrolment(person(), make.edition(agreement=agreement))
        march = {"month": date(2015, 3, 1), "by": staff()}
        actions.record_hours(enrolment=part, hours=Decimal(10), **march)
        settlement = actions.settle_month(program=make.program(), reason="x", **march)
        address = reverse("agreement_edit", args=[agreement.pk])
        for changed in (
            {"valid_to": "2015-02-28"}, {"signed_on": "2015-03-01", "valid_from": "2015-03-01"}
        ):  # fmt: skip
            page = client.post(address, form_of(client, "agreement_edit", agreement, **changed))
            assert errors(page)["__all__"][0].startswith(
                "Miesiące rozliczone na podstawie tego porozumienia (03.2015) "
            )
        fields = form_of(client, "agreement_edit", agreement, valid_to="2015-03-31")
        assert client.post(address, fields).status_code == 302
        actions.unlock_settlement(by=staff(), settlement=settlement, reason="pomyłka")
        fields = form_of(client, "agreement_edit", agreement, signed_on="2015-03-01")
        fields |= {"valid_from": "2015-03-01"}
        assert client.post(address, fields).status_code == 302

    def test_the_second_of_two_editors_is_told_and_loses_nothing(self, client, agreement):
        address = reverse("agreement_edit", args=[agreement.pk])
        other = make.institution("Nowa").pk
        first = form_of(client, "agreement_edit", agreement, people="25", parties=[
            other, make.institution().pk,
        ])  # fmt: skip
        second = form_of(client, "agreement_edit", agreement, people="30", subject="Inny opis")
        client.post(address, first)
        told = client.post(address, second)
        assert [(row.label, row.typed, row.is_conflict) for row in told.context["stale"].rows] == [
            ("Uzgodniona liczba osób", "30", True),
            ("Strony", "Urząd Testowy, Nowa", False),
        ]
        form = told.context["form"]
        again = {one: form[one].value() or "" for one in form.fields if one != "scan"}
        assert client.post(address, again).status_code == 302
        agreement.refresh_from_db()
        assert (agreement.people, agreement.subject) == (30, "Inny opis")
        assert agreement.parties.filter(pk=other).exists()


class TestAnnexes:
    def test_terms_of_a_day_are_those_of_the_last_annex_in_effect(self, agreement):
        annexed(agreement, "1", date(2015, 5, 1), people=25)
        annexed(agreement, "2", date(2015, 7, 1), hours=900, valid_to=date(2016, 3, 31))
        days = [date(2015, 4, 30), date(2015, 5, 1), date(2015, 7, 1)]
        found = [agreement.terms_on(day) for day in days]
        assert [(one.people, one.hours, one.valid_to) for one in found] == [
            (20, 800, END),
            (25, 800, END),
            (25, 900, date(2016, 3, 31)),
        ]

    def test_of_two_annexes_of_one_day_the_later_signed_prevails(self, agreement):
        day = date(2015, 5, 1)
        for number, signed, people in (("2", date(2015, 4, 20), 30), ("1", date(2015, 4, 10), 25)):
            actions.add_annex(
                by=staff(),
                agreement=agreement,
                number=number,
                on=signed,
                effective_from=day,
                people=people,
            )
        terms = agreement.terms_on(day)
        assert (terms.people, terms.changed_by["people"].number) == (30, "2")
        told = [(step.annex.number, step.changes[0].was) for step in history_of(agreement)]
        assert told == [("1", 20), ("2", 25)]

    def test_the_end_follows_the_annexes_there_and_back(self, agreement):
        annex = annexed(agreement, valid_to=date(2016, 3, 31))
        agreement.refresh_from_db()
        assert agreement.ends_on == date(2016, 3, 31)
        assert agreement in Agreement.objects.valid_on(date(2016, 3, 1))
        annex.delete()
        agreement.refresh_from_db()
        assert agreement.ends_on == END

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"signed_on": "2015-02-22"},
                {
                    "signed_on": [
                        "Porozumienie podpisano 23.02.2015, aneks nie może być wcześniejszy."
                    ]
                },
            ),
            (
                {"effective_from": "2015-02-22"},
                {"effective_from": ["Porozumienie obowiązuje dopiero od 23.02.2015."]},
            ),
            (
                {"people": ""},
                {"__all__": ["Wpisz, co aneks zmienia: datę końcową, liczby albo treść."]},
            ),
            (
                {"effective_from": "2016-02-01"},
                {"effective_from": [ENDED]},
            ),
        ],
    )
    def test_bad_input_is_told_beside_the_field(self, fields, told, client, agreement):
        data = {"number": "1", "signed_on": "2015-05-01", "effective_from": "2015-05-01"}
        data |= {"people": "25", **fields}
        page = client.post(reverse("annex_new", args=[agreement.pk]), data)
        assert errors(page) == told
        assert not Annex.objects.exists()

    def test_the_database_itself_refuses_an_annex_before_its_agreement(self, agreement):
        with pytest.raises(Exception, match="wcześniejszy od porozumienia"):
            agreement.annexes.create(number="1", signed_on=date(2015, 1, 1), effective_from=SIGNED)

    def test_is_entered_and_corrected_on_pages(self, client, agreement):
        data = {"number": "1", "signed_on": "2015-05-01", "effective_from": "2015-05-01"}
        client.post(reverse("annex_new", args=[agreement.pk]), data | {"people": "25"})
        annex = Annex.objects.get()
        fields = form_of(client, "annex_edit", annex, people="26")
        client.post(reverse("annex_edit", args=[annex.pk]), fields)
        assert agreement.terms_on(date(2015, 5, 1)).people == 26

    def test_has_a_scan_of_its_own(self, client, agreement):
        annex = annexed(agreement, people=25)
        fields = form_of(client, "annex_edit", annex)
        fields["scan"] = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
        client.post(reverse("annex_edit", args=[annex.pk]), fields)
        address = reverse("annex_scan", args=[annex.pk])
        assert f'href="{address}"' in client.get(agreement.get_absolute_url()).text
        assert b"".join(client.get(address).streaming_content) == PDF
        noted = AccessEntry.objects.order_by("pk").last()
        assert noted.subject == f"skan aneksu (pozycja {annex.pk})"

    def test_is_taken_off_and_the_agreement_ends_as_before(self, client, agreement):
        annex = annexed(agreement, people=25, valid_to=date(2016, 3, 31))
        address = reverse("annex_remove", args=[annex.pk])
        step = client.get(address).context["step"]
        assert [(one.was, one.now) for one in step.changes] == [(END, date(2016, 3, 31)), (20, 25)]
        assert client.post(address).url == agreement.get_absolute_url()
        agreement.refresh_from_db()
        assert (agreement.ends_on, Annex.objects.count()) == (END, 0)

    @pytest.mark.parametrize("by_annex", [True, False])
    def test_is_not_taken_off_under_its_money(self, by_annex, client, agreement):
        annex = annexed(agreement, valid_to=date(2016, 3, 31))
        actions.assign_amount(
            by=staff(),
            agreement=agreement,
            source="eu",
            amount=Decimal(5),
            valid_from=date(2015, 3, 1),
            valid_to=date(2015, 12, 31) if by_annex else date(2016, 1, 31),
            annex=annex if by_annex else None,
        )
        page = client.post(reverse("annex_remove", args=[annex.pk]))
        told = "Na mocy tego aneksu wpisano kwoty." if by_annex else OUTSIDE
        assert errors(page)["__all__"][0].startswith(told)
        assert Annex.objects.count() == 1


class TestFunding:
    def assign(self, client, agreement, **fields):
        data = {"valid_from": "2015-03-01", "valid_to": "2015-12-31", **fields}
        return client.post(reverse("amounts_new", args=[agreement.pk]), data)

    def test_budget_by_source_spent_and_left_with_benefits_counted_once(self, client, agreement):
        self.assign(client, agreement, eu="8 500,00", own="1500")
        make.cost("1000.00", payer="eu")
        make.cost("200.50", payer="mops")
        make.cost("999.00", payer="eu", period_from=SIGNED, period_to=SIGNED)
        part = make.enrolment(person(), make.edition(agreement=agreement))
        agreement.kind = Agreement.Kind.PROJECT_FUNDING
        agreement.save()
        for amount, project in (("120.00", agreement), ("77.00", None)):
            actions.pay_benefits(
                by=staff(),
                enrolments=[part],
                kind="purpose",
                paid_on=date(2015, 4, 1),
                amount=Decimal(amount),
                own_contribution_to=project,
            )
        agreement = Agreement.objects.get(pk=agreement.pk)
        funding = funding_of(agreement)
        told = [(one.source, one.percent, one.spent, one.left) for one in funding.lines]
        assert told == [
            ("eu", 85, Decimal("1000.00"), Decimal("7500.00")),
            ("own", 15, Decimal("320.50"), Decimal("1179.50")),
        ]
        assert (funding.budget, funding.spent) == (Decimal("10000.00"), Decimal("1320.50"))
        assert "1 320,50" in client.get(agreement.get_absolute_url()).text.replace("\xa0", " ")

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({}, {"__all__": ["Wpisz kwotę przy co najmniej jednym źródle."]}),
            ({"eu": "-5"}, {"eu": ["Kwota musi być większa od zera."]}),
            ({"eu": "9999999999"}, {"eu": ["Taka kwota to zapewne pomyłka."]}),
            (
                {"eu": "5", "valid_to": "2016-01-31"},
                {"__all__": [OUTSIDE]},
            ),
        ],
    )
    def test_bad_amounts_are_refused_and_none_is_kept(self, fields, told, client, agreement):
        assert errors(self.assign(client, agreement, **fields)) == told
        assert not AgreementAmount.objects.exists()

    def test_an_amount_is_corrected_and_removed(self, client, client_as, agreement):
        self.assign(client, agreement, eu="8500")
        row = AgreementAmount.objects.get()
        address = reverse("amount_edit", args=[row.pk])
        client.post(address, form_of(client, "amount_edit", row, amount="8600,10"))
        row.refresh_from_db()
        assert row.amount == Decimal("8600.10")
        client.post(address, {"remove": "1"})
        assert not AgreementAmount.objects.exists()


class TestRegister:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["nowe", "wygasa", "wygasłe"]),
            ("?state=in_force", ["nowe", "wygasa"]),
            ("?state=ending", ["wygasa"]),
            ("?state=expired", ["wygasłe"]),
            ("?q=WYGAS", ["wygasa", "wygasłe"]),
            ("?q=ośrodek+test&kind=psu&sort=-przedmiot", ["wygasłe", "wygasa", "nowe"]),
            ("?kind=grant", []),
        ],
    )
    def test_is_searched_filtered_and_sorted(self, query, found, client):
        for subject, end in (
            ("nowe", None),
            ("wygasa", date(2015, 7, 15)),
            ("wygasłe", date(2015, 6, 14)),
        ):
            make.agreement(subject, valid_to=end)
        page = client.get(reverse("agreement_list") + (query or "?sort=przedmiot"))
        assert [one.subject for one in page.context["page_obj"]] == found

    def test_a_prolonged_agreement_does_not_expire(self, client):
        agreement = make.agreement(valid_to=date(2015, 6, 30))
        annexed(agreement, valid_to=END)
        page = client.get(reverse("agreement_list") + "?state=ending")
        assert list(page.context["page_obj"]) == []

    def test_is_taken_out_as_a_workbook(self, client, agreement):
        annexed(agreement, people=25)
        response = client.get(reverse("agreement_export", args=["xlsx"]) + "?kind=psu")
        rows = list(load_workbook(BytesIO(response.content)).active.values)
        assert rows[1][3:9] == (
            "Urząd Testowy; Ośrodek Testowy",
            *(rows[1][4:7]),
            "w mocy",
            25,
        )

    @pytest.mark.parametrize("many", [1, 3])
    def test_takes_as_many_queries_for_three_rows_as_for_one(
        self, many, client, django_assert_num_queries
    ):
        for number in range(many):
            make.agreement(f"nr {number}")
        # session, account, permissions twice, count, centre, roles, programmes, rows, parties,
        # institutions
        with django_assert_num_queries(11):
            client.get(reverse("agreement_list"))


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_is_told():
    agreement = make.agreement(valid_to=END, people=20)
    start, told = Barrier(2, timeout=20), []

    def change(people: int) -> None:
        try:
            start.wait()
            actions.change_agreement(
                by=staff(),
                agreement=agreement,
                parties=list(agreement.parties.all()),
                programs=[],
                shown={"people": 20},
                people=people,
            )
            told.append("saved")
        except actions.StaleRecord as stale:
            told.append(("stale", stale.current.people))
        finally:
            connection.close()

    staff()
    threads = [Thread(target=change, args=[people]) for people in (25, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    agreement.refresh_from_db()
    assert sorted(told, key=str) == [("stale", agreement.people), "saved"]


def test_a_party_is_named_before_an_agreement_can_be_signed():
    with pytest.raises(ValidationError, match="co najmniej dwie strony"):
        make.agreement(parties=[make.institution()])

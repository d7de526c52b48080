"""Rows of an uploaded list: verdicts kept, mended, decided, judged again, taken in."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from mops import long_lists
from mops.models import AccessEntry
from mops.roles import Role
from participants.models import Participant
from participants.tests.factories import person, pesel_of, staff
from programs import actions
from programs.intake.importing import writing
from programs.intake.tests.corpus.books import xlsx
from programs.intake.uploads.taking_in import Shown
from programs.intake.waiting import Waiting
from programs.models import ListRow, OfficeMapping, Referral, ReferralList, UploadedList
from programs.tests import factories as make
from programs.views.lists import rows as rows_view

pytestmark = pytest.mark.django_db

BORN = date(1980, 5, 17)
ADA, EWA, IDA = (pesel_of(BORN, "F", number) for number in (901, 902, 903))
HEADER = ["Nazwisko", "Imię", "PESEL", "Data urodzenia", "Telefon", "Miejscowość"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def admin(client_as):
    return client_as(Role.ADMINISTRATOR)


def upload(*rows, header=HEADER, **details) -> UploadedList:
    uploaded = actions.upload_list(
        by=staff(),
        file=SimpleUploadedFile("lista.xlsx", xlsx([header[: max(map(len, rows))], *rows])),
        program=make.program(),
        **{"year": 2015, "received_on": date(2015, 2, 1), **details},
    )
    uploaded.refresh_from_db()
    return uploaded


def verdicts(uploaded: UploadedList) -> dict[int, tuple[str, bool]]:
    rows = uploaded.rows.order_by("number")
    return {row.number: (row.verdict, row.is_chosen) for row in rows}


def codes(uploaded: UploadedList, number: int) -> list[tuple[str, str]]:
    return [(one["cell"], one["code"]) for one in uploaded.rows.get(number=number).problems]


def wrong(pesel: str) -> str:
    """The number with another check digit."""
    return pesel[:-1] + str((int(pesel[-1]) + 1) % 10)


def take_in(uploaded: UploadedList) -> UploadedList:
    chosen = uploaded.rows.filter(is_chosen=True).count()
    actions.queue_import(by=staff(), uploaded=uploaded, chosen=chosen)
    uploaded.refresh_from_db()
    return uploaded


def take_in_told(uploaded: UploadedList, progress) -> None:
    """Take the chosen rows in as the worker does, telling how far it is."""
    shown = Shown.of(uploaded)
    actions.import_list(
        by=staff(),
        judged=shown.judged,
        file=actions.ImportedFile(uploaded.file_name, uploaded.sha256),
        received_on=uploaded.received_on,
        accept=(),
        choices=shown.choices,
        progress=progress,
    )


def at(name: str, uploaded: UploadedList, *number: int) -> str:
    return reverse(f"uploaded_list_{name}", args=[uploaded.pk, *number])


class TestMending:
    def test_a_correction_is_judged_at_once_and_the_cell_stays(self):
        uploaded = upload(["Lis", "Ada", wrong(ADA)])
        assert verdicts(uploaded) == {2: ("error", False)}
        row = actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"pesel": ADA})
        assert verdicts(uploaded) == {2: ("new", True)}
        assert (row.fields["pesel"], row.cells[2]) == (ADA, wrong(ADA))

    def test_rows_that_become_one_person_name_each_other(self):
        uploaded = upload(["Lis", "Ada", wrong(ADA)], ["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA])
        actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"pesel": ADA})
        assert verdicts(uploaded) == {2: ("new", True), 3: ("duplicate", False), 4: ("new", True)}
        assert uploaded.rows.get(number=3).other_rows == [2]

    def test_rows_that_are_one_person_no_longer_are_let_go(self):
        uploaded = upload(["Lis", "Ada", ADA], ["Lis", "Ada", ADA])
        actions.mend_row(
            by=staff(), uploaded=uploaded, number=3, corrections={"pesel": EWA, "first_name": "Iga"}
        )
        assert verdicts(uploaded) == {2: ("new", True), 3: ("new", True)}
        assert codes(uploaded, 2) == []

    def test_a_field_without_a_column_can_be_told_and_has_no_cell(self):
        uploaded = upload(["Lis", "Ada", None, "17.05.1980"])
        assert codes(uploaded, 2) == [("C2", "no_pesel"), ("C2", "no_sex")]
        actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"sex": "K"})
        assert verdicts(uploaded) == {2: ("new", True)}
        actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"sex": "xyz"})
        assert ("", "word_unclear") in codes(uploaded, 2)

    def test_a_typed_day_is_day_month_year_even_among_american_dates(self):
        uploaded = upload(
            ["Lis", "Ada", None, "05/17/1980"], ["Bąk", "Ewa", None, "04/03/1980"], header=HEADER
        )
        actions.mend_row(
            by=staff(), uploaded=uploaded, number=3, corrections={"birth_date": "4.3.1980"}
        )
        row = uploaded.rows.get(number=3)
        assert row.fields["birth_date"] == "1980-03-04"
        assert ("D3", "date_ambiguous") not in codes(uploaded, 3)

    def test_a_second_clerk_is_told_that_the_row_was_mended(self, admin):
        uploaded = upload(["Lis", "Ada", wrong(ADA)])
        actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"pesel": ADA})
        page = admin.post(at("row", uploaded, 2), {"shown": "{}", "pesel": EWA})
        assert "Ktoś poprawił ten wiersz w tym czasie." in page.text
        assert uploaded.rows.get(number=2).fields["pesel"] == ADA

    def test_the_page_of_a_row_works_without_a_script(self, admin):
        uploaded = upload(["Lis", "Ada", wrong(ADA)])
        url = at("row", uploaded, 2)
        assert "C2: Cyfra kontrolna numeru PESEL się nie zgadza" in admin.get(url).text
        typed = {"shown": "{}", "last_name": "Lis", "first_name": "Ada", "pesel": ADA}
        assert admin.post(url, typed).url == at("rows", uploaded) + "#row-2"
        assert uploaded.rows.get(number=2).corrections == {"pesel": ADA}


class TestRepairs:
    def test_names_in_each_others_columns_are_swapped_by_the_only_button(self, admin):
        uploaded = upload(["Anna", "Lisowska", ADA])
        assert codes(uploaded, 2) == [("B2", "name_swapped")]
        page = admin.get(at("rows", uploaded)).text
        assert "Nazwisko Lisowska, imię Anna" in page
        assert "Nazwisko Anna, imię Lisowska" not in page
        actions.repair_row(
            by=staff(), uploaded=uploaded, number=2, code="name_swapped", is_swap=True
        )
        assert codes(uploaded, 2) == []
        fields = uploaded.rows.get(number=2).fields
        assert (fields["last_name"], fields["first_name"]) == ("Lisowska", "Anna")

    def test_a_lost_zero_is_accepted_in_one_row_or_in_all_alike(self, admin):
        zeros = [pesel_of(date(2002, 5, 1), "F", number) for number in (1, 2, 3)]
        uploaded = upload(*(["Lis", "Ada", int(zero)] for zero in zeros), year=2021)
        assert codes(uploaded, 2) == [("C2", "pesel_repaired")]
        assert f"Przyjmij PESEL {zeros[0]}" in admin.get(at("rows", uploaded)).text
        admin.post(at("row_repair", uploaded, 2), {"repair": "pesel_repaired"})
        assert [codes(uploaded, number) for number in (2, 3)] == [[], [("C3", "pesel_repaired")]]
        admin.post(at("repair", uploaded), {"repair": "pesel_repaired"})
        assert [codes(uploaded, number) for number in (2, 3, 4)] == [[], [], []]

    def test_a_name_in_one_cell_is_split_either_way(self):
        adam = pesel_of(BORN, "M", 904)
        uploaded = upload(["Adam Karol", adam], header=["Osoba", "PESEL"])
        assert codes(uploaded, 2) == [("A2", "name_unsure")]
        row = actions.repair_row(
            by=staff(), uploaded=uploaded, number=2, code="name_unsure", is_swap=True
        )
        assert (row.fields["last_name"], row.fields["first_name"]) == ("Karol", "Adam")
        assert codes(uploaded, 2) == []

    def test_a_date_that_contradicts_the_number_is_taken_from_it(self):
        uploaded = upload(["Lis", "Ada", ADA, "18.05.1980"])
        assert codes(uploaded, 2) == [("D2", "birth_date_vs_pesel")]
        actions.repair_row(by=staff(), uploaded=uploaded, number=2, code="birth_date_vs_pesel")
        assert verdicts(uploaded) == {2: ("new", True)}

    def test_what_is_not_there_cannot_be_repaired(self):
        uploaded = upload(["Lis", "Ada", ADA])
        with pytest.raises(ValidationError, match="nie ma już czego"):
            actions.repair_row(by=staff(), uploaded=uploaded, number=2, code="pesel_repaired")


class TestDeciding:
    def test_a_doubtful_row_is_left_out_until_it_is_settled(self, admin):
        someone = person("Lis", "Ada", born=BORN)
        uploaded = upload(["Lis", "Ada", None, "17.05.1980"])
        assert verdicts(uploaded) == {2: ("doubtful", False)}
        assert "To ta osoba" in admin.get(at("rows", uploaded)).text
        admin.post(at("row_settle", uploaded, 2), {"as": someone.pk})
        assert verdicts(uploaded) == {2: ("doubtful", True)}
        take_in(uploaded)
        assert Referral.objects.get().participant == someone

    def test_a_stranger_cannot_be_named(self, admin):
        person("Lis", "Ada", born=BORN)
        other = person("Bąk", "Ewa")
        uploaded = upload(["Lis", "Ada", None, "17.05.1980"])
        page = admin.post(at("row_settle", uploaded, 2), {"as": other.pk}, follow=True)
        assert "Wiersz 2 nie może dotyczyć tej osoby." in page.text
        assert verdicts(uploaded) == {2: ("doubtful", False)}

    def test_a_value_of_the_card_can_be_kept(self, admin):
        someone = person("Lis", "Ada", born=BORN, pesel=ADA, phone="600 100 200", city="Mysłowice")
        uploaded = upload(["Lis", "Ada", ADA, None, "600 300 400", "Jaworzno"])
        text = admin.get(at("rows", uploaded)).text
        assert "<td>Mysłowice</td><td>Jaworzno</td>" in text
        admin.post(at("row_keep", uploaded, 2), {"keep": "city:card"})
        take_in(uploaded)
        someone.refresh_from_db()
        assert (someone.phone.replace(" ", ""), someone.city) == ("600300400", "Mysłowice")

    def test_all_that_match_can_be_left_out_at_once(self, admin):
        person("Lis", "Ada", born=BORN, pesel=ADA)
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA], ["Kos", "Ida", IDA])
        admin.post(at("choose", uploaded) + "?verdict=new", {"all": "0"})
        assert verdicts(uploaded) == {2: ("known", True), 3: ("new", False), 4: ("new", False)}

    def test_a_row_of_which_no_card_can_be_made_is_told_when_it_is_called_new(self, admin):
        person("Lis", "Ada", born=BORN)
        uploaded = upload(["Lis", "Ada", None, "17.05.1980"])
        page = admin.post(at("row_settle", uploaded, 2), {"as": "new"}, follow=True)
        assert "Wiersz 2: Nie ma numeru PESEL ani płci" in page.text
        assert verdicts(uploaded) == {2: ("doubtful", False)}

    def test_ticks_are_of_the_page_and_rows_that_cannot_be_taken_stay_out(self, admin):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA], ["Kos", "Ida", wrong(IDA)])
        admin.post(at("choose", uploaded), {"was": [2, 3], "row": [2, 4]})
        assert verdicts(uploaded) == {2: ("new", True), 3: ("new", False), 4: ("error", False)}

    def test_a_tick_on_an_old_page_leaves_what_a_second_clerk_has_decided_meanwhile(self, admin):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA], ["Kos", "Ida", IDA])
        actions.choose_rows(by=staff(), uploaded=uploaded, numbers=[4], is_chosen=False)
        admin.post(at("choose", uploaded), {"was": [2, 3, 4], "row": [3, 4]})
        assert verdicts(uploaded) == {2: ("new", False), 3: ("new", True), 4: ("new", False)}

    def test_all_that_match_are_chosen_in_the_database(self, admin, django_assert_num_queries):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA])
        matching = uploaded.rows.filter(verdict="new")
        with django_assert_num_queries(6):
            done = actions.choose_matching(
                by=staff(), uploaded=uploaded, matching=matching, is_chosen=False
            )
        assert (done, verdicts(uploaded)) == (2, {2: ("new", False), 3: ("new", False)})

    def test_totals_are_of_the_whole_list_whatever_is_shown(self, admin):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA], ["Kos", "Ida", wrong(IDA)])
        page = admin.get(at("rows", uploaded), {"verdict": "error"})
        totals = page.context["totals"]
        assert [row.stored.number for row in page.context["rows"]] == [4]
        assert {name: count for name, _, count in totals.verdicts if count} == {
            "new": 2,
            "error": 1,
        }
        assert (totals.all, totals.chosen, totals.new, totals.known) == (3, 2, 2, 0)

    def test_a_list_is_counted_to_its_end_and_its_last_rows_have_a_page(self, admin, monkeypatch):
        monkeypatch.setattr(long_lists, "COUNTED_FIRST", 2)
        monkeypatch.setattr(long_lists, "MOST_COUNTED", 2)
        monkeypatch.setattr(rows_view, "PAGE_SIZE", 2)
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA], ["Kos", "Ida", IDA])
        page = admin.get(at("rows", uploaded), {"page": 2})
        assert "Wszystkie wiersze (3):" in page.text
        assert [row.stored.number for row in page.context["rows"]] == [4]

    @pytest.mark.parametrize("count", [1, 3])
    def test_rows_take_the_same_queries_however_many(self, count, admin, django_assert_num_queries):
        for number in range(count):
            person("Lis", "Ada" + "m" * number, born=BORN)
        uploaded = upload(
            *(["Lis", "Ada" + "m" * number, None, "17.05.1980"] for number in range(count))
        )
        with django_assert_num_queries(ROWS_QUERIES):
            admin.get(at("rows", uploaded))

    def test_whose_data_were_shown_is_noted(self, admin):
        someone = person("Lis", "Ada", born=BORN)
        uploaded = upload(["Lis", "Ada", None, "17.05.1980"])
        admin.get(at("rows", uploaded))
        seen = AccessEntry.objects.get(subject=f"wgrana lista nr {uploaded.pk}")
        assert seen.participant_ids == [someone.pk]


ROWS_QUERIES = 14


class TestColumns:
    def test_a_column_chosen_by_the_clerk_is_read_and_remembered_for_the_office(self, admin):
        office = make.institution("Powiatowy Urząd Pracy", "pup")
        header = ["Nazwisko", "Imię", "Ident.", "Komórkowy nr"]
        uploaded = upload(["Lis", "Ada", ADA, "600100200"], header=header, office=office)
        form = admin.get(at("columns", uploaded)).context["form"]
        typed = {**form.initial, **{name: form[name].value() for name in form.fields}}
        typed |= {"column_C": "pesel", "column_D": "phone", "sheet": form.found["sheet"]}
        response = admin.post(at("columns", uploaded), typed)
        assert response.status_code == 302
        uploaded.refresh_from_db()
        mapped = {one["column"]: one["field"] for one in uploaded.reading["mapped"]}
        assert mapped == {"A": "last_name", "B": "first_name", "C": "pesel", "D": "phone"}
        admin.post(at("columns", uploaded), typed)
        memory = dict(OfficeMapping.objects.values_list("header", "field"))
        assert memory["komorkowy nr"] == "phone"
        again = upload(["Bąk", "Ewa", EWA, "600100201"], header=header, office=office)
        told = {one["column"]: one["because"] for one in again.reading["mapped"]}
        assert told["D"] == "jak na poprzedniej liście"

    def test_a_column_not_to_be_read_is_remembered_for_the_office_too(self, admin):
        office = make.institution("Powiatowy Urząd Pracy", "pup")
        header = ["Nazwisko", "Imię", "PESEL", "Telefon"]
        uploaded = upload(["Lis", "Ada", ADA, "600100200"], header=header, office=office)
        form = admin.get(at("columns", uploaded)).context["form"]
        typed = {name: form[name].value() for name in form.fields} | {"column_D": ""}
        admin.post(at("columns", uploaded), typed)
        again = upload(["Bąk", "Ewa", EWA, "600100201"], header=header, office=office)
        assert [(one["column"], one["because"]) for one in again.reading["unmapped"]] == [
            ("D", "nie wczytuj, jak na poprzedniej liście")
        ]
        assert "phone" not in again.rows.get(number=2).fields
        page = admin.get(at("columns", again))
        assert "nie wczytuj, jak na poprzedniej liście" in page.text
        typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
        admin.post(at("columns", again), typed | {"column_D": "phone"})
        assert again.rows.get(number=2).fields["phone"] == "600 100 201"

    def test_one_meaning_for_two_columns_is_refused(self, admin):
        uploaded = upload(["Lis", "Ada", ADA])
        form = admin.get(at("columns", uploaded)).context["form"]
        typed = {name: form[name].value() for name in form.fields}
        page = admin.post(at("columns", uploaded), typed | {"column_A": "pesel"})
        assert "„PESEL” wskazano dwa razy: w kolumnach A i C. Zostaw jedną z nich." in page.text

    def test_a_list_much_like_an_earlier_one_is_told_first(self, admin):
        people = [person("Lis", "Ada" + "m" * number) for number in range(6)]
        rows = [[one.last_name, one.first_name, one.pesel] for one in people]
        take_in(upload(*rows))
        page = admin.get(at("columns", upload(*rows, ["Kos", "Ida", IDA])))
        assert "Prawie wszystkie osoby (6 z 7) są już na liście z tego roku" in page.text

    def test_forty_rows_without_a_good_number_are_told_first(self):
        rows = [["Lis", "Ada" + "m" * number, wrong(ADA), "17.05.1980"] for number in range(40)]
        doubts = upload(*rows).reading["doubts"]
        assert [doubt["code"] for doubt in doubts] == ["no_good_pesel"]


class TestImport:
    def test_chosen_rows_are_taken_in_and_the_list_keeps_every_fate(self, admin):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA], ["Kos", "Ida", wrong(IDA)])
        actions.choose_rows(by=staff(), uploaded=uploaded, numbers=[3], is_chosen=False)
        response = admin.post(at("import", uploaded), {"chosen": 1})
        assert response.url == uploaded.get_absolute_url()
        uploaded.refresh_from_db()
        assert uploaded.state == "imported"
        assert uploaded.imported_by.username == Role.ADMINISTRATOR
        assert list(Participant.objects.values_list("pesel", flat=True)) == [ADA]
        fates = ListRow.objects.order_by("number").values_list("number", "decision")
        assert list(fates) == [(2, "created"), (3, "left"), (4, "left")]
        page = admin.get(uploaded.get_absolute_url())
        assert page.context["fates"][0] == ("dodano osobę i skierowanie", 1)

    def test_a_double_click_takes_in_once_and_says_nothing_wrong(self, admin):
        uploaded = upload(["Lis", "Ada", ADA])
        admin.post(at("import", uploaded), {"chosen": 1})
        again = admin.post(at("import", uploaded), {"chosen": 1}, follow=True)
        assert again.redirect_chain == [(uploaded.get_absolute_url(), 302)]
        assert list(again.context["messages"]) == []
        assert ReferralList.objects.count() == 1

    def test_how_far_an_import_is_only_grows_and_moves_with_each_part_written(self, monkeypatch):
        monkeypatch.setattr(writing, "BATCH", 2)
        told = []
        people = [["Lis", "Ada" + "m" * n, pesel_of(BORN, "F", 800 + n)] for n in range(8)]
        take_in_told(upload(*people), lambda done, total, stage: told.append((done, total)))
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert told[0] == (1, 8)
        assert told[-1] == (8, 8)
        assert len({done for done, _ in told}) == 8

    def test_a_changed_choice_is_told_and_nothing_is_taken_in(self, admin):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA])
        page = admin.post(at("import", uploaded), {"chosen": 1}, follow=True)
        assert "Wybór zmienił się w tym czasie: do wczytania jest 2, a nie 1." in page.text
        assert ReferralList.objects.count() == 0

    def test_what_changed_since_is_shown_again_rather_than_written(self, admin):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA])
        person("Lis", "Ada", born=BORN, pesel=ADA)
        take_in(uploaded)
        assert (uploaded.state, ReferralList.objects.count()) == ("ready", 0)
        assert verdicts(uploaded) == {2: ("known", True), 3: ("new", True)}
        page = admin.get(at("rows", uploaded), {"only": "outdated"})
        assert [row.stored.number for row in page.context["rows"]] == [2]
        assert "Wiersze do ponownego sprawdzenia: 2." in page.text
        assert take_in(uploaded).state == "imported"

    def test_a_mended_row_is_written_as_mended(self):
        uploaded = upload(["Lis", "Ada", wrong(ADA)])
        actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"pesel": ADA})
        take_in(uploaded)
        assert Participant.objects.get().pesel == ADA

    def test_the_source_and_the_letter_are_kept(self):
        uploaded = upload(["Lis", "Ada", ADA], number="PUP.7/2015", source="mops")
        take_in(uploaded)
        kept = uploaded.referral_list
        assert (kept.number, kept.source, kept.file_name) == ("PUP.7/2015", "mops", "lista.xlsx")

    def test_nothing_can_be_changed_once_it_is_taken_in(self):
        uploaded = take_in(upload(["Lis", "Ada", ADA]))
        with pytest.raises(ValidationError, match="Tej listy nie da się teraz zmienić: wczytana"):
            actions.mend_row(by=staff(), uploaded=uploaded, number=2, corrections={"pesel": EWA})

    def test_a_list_taken_back_can_be_read_and_taken_in_again(self, admin):
        uploaded = take_in(upload(["Lis", "Ada", ADA]))
        actions.undo_list(by=staff(), referral_list=uploaded.referral_list)
        assert Participant.objects.count() == 0
        admin.post(at("read_again", uploaded))
        uploaded.refresh_from_db()
        assert (uploaded.state, verdicts(uploaded)) == ("ready", {2: ("new", True)})
        assert take_in(uploaded).state == "imported"
        assert Participant.objects.get().pesel == ADA

    def test_decisions_outlive_another_reading(self):
        uploaded = upload(["Lis", "Ada", ADA], ["Bąk", "Ewa", wrong(EWA)])
        actions.choose_rows(by=staff(), uploaded=uploaded, numbers=[2], is_chosen=False)
        actions.mend_row(by=staff(), uploaded=uploaded, number=3, corrections={"pesel": EWA})
        actions.read_again(by=staff(), uploaded=uploaded)
        assert verdicts(uploaded) == {2: ("new", False), 3: ("new", True)}
        assert uploaded.rows.get(number=3).corrections == {"pesel": EWA}


def test_hidden_rows_wait_for_an_answer(admin):
    book = load_workbook(BytesIO(xlsx([HEADER, ["Lis", "Ada", ADA], ["Bąk", "Ewa", EWA]])))
    book.active.row_dimensions[3].hidden = True
    file = BytesIO()
    book.save(file)
    uploaded = actions.upload_list(
        by=staff(),
        file=SimpleUploadedFile("lista.xlsx", file.getvalue()),
        program=make.program(),
        year=2015,
        received_on=date(2015, 2, 1),
    )
    assert verdicts(uploaded) == {2: ("new", True), 3: ("new", False)}
    admin.post(at("hidden", uploaded), {"take": "1"})
    assert verdicts(uploaded) == {2: ("new", True), 3: ("new", True)}


@pytest.mark.parametrize(
    ("done", "spent", "words"),
    [(0, 9, None), (50, 30, "30 s"), (25, 60, "3 min"), (95, 60, "3 s")],
)
def test_the_remaining_time_is_told_as_one_would_say_it(done, spent, words):
    now = datetime(2015, 2, 1, 12, tzinfo=UTC)
    uploaded = UploadedList(
        state="importing", done=done, total=100, started_at=now - timedelta(seconds=spent)
    )
    waiting = Waiting.of(uploaded, now)
    assert waiting.percent == done
    assert ((waiting.seconds_left is not None and waiting.left_in_words) or None) == words

"""The report in the browser: reading, opening figures, editing texts."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from mops.models import AccessEntry, User
from programs import spending
from programs.models import Payer, Program
from programs.period import Period
from reporting.catalogue import CATALOGUE
from reporting.drafts import start_report
from reporting.figures import evaluate
from reporting.models import Report, Section

pytestmark = pytest.mark.usefixtures("demo")


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def head(demo) -> Client:
    """The department head's browser."""
    return client_of("kierownik")


def page(client: Client, name: str, *arguments, **headers) -> str:
    response = client.get(reverse(name, args=arguments), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def section_of(heading: str, year: int = 2015) -> Section:
    return Section.objects.get(direction__report__year=year, heading=heading)


def form_of(section: Section, **values) -> dict:
    return {
        "heading": section.heading,
        "text": section.text,
        "is_carried_out": "on",
        "not_carried_out_because": "",
        "version": section.version,
    } | values


def test_report_shows_figures_as_links_in_the_prose(head):
    html = page(head, "report_detail", 2015)
    link = re.search(r'<a class="figure" href="([^"]+pai\.completed/)"[^>]*>(\d+)</a>', html)
    assert link is None  # it is doubtful, so it is marked
    link = re.search(
        r'<a class="figure figure--warned" href="([^"]+pai\.completed/)"[^>]*>(\d+)', html
    )
    assert link.groups() == ("/sprawozdania/2015/wskazniki/pai.completed/", "28")


def test_claims_that_do_not_hold_stand_above_the_report(head):
    html = page(head, "report_detail", 2015)
    assert "Do wyjaśnienia przed podpisaniem: 2" in html
    assert html.index('class="claims"') < html.index('class="report"')
    assert "Koszty robót publicznych: kwota bez grudnia" in html


def test_costs_of_december_typed_in_the_sheet_move_the_sentence_of_the_report(head):
    works = Program.objects.get(kind=Program.Kind.PUBLIC_WORKS)
    before = "kwota bez grudnia"
    assert before in page(head, "report_detail", 2015)
    changes = [["pfron-mops", "2015-12-01", "", "500"]]
    url = reverse("program_costs", args=[works.pk, 2015])
    assert head.post(url, {"changes": json.dumps(changes)}).json()["saved"] == 1
    # A contribution alone does not settle a month of work.
    assert before in page(head, "report_detail", 2015)
    changes = [["wages-pup", "2015-12-01", "", "27 000,61"]]
    assert head.post(url, {"changes": json.dumps(changes)}).json()["saved"] == 1
    html = page(head, "report_detail", 2015)
    assert before not in html
    assert "382\xa0050,00\xa0zł" in html
    assert "grudnia)" not in html


def test_costs_at_a_glance_say_what_the_report_says(demo):
    works = Program.objects.get(kind=Program.Kind.PUBLIC_WORKS)
    found = spending.of_programme(works, 2015)
    period = Period.of_year(2015)
    figures = {key: evaluate(CATALOGUE.figures[key], period).number for key in SAME}
    payers = {share.payer: share.spent for share in found.shares}
    people = {ratio.name: ratio.number for ratio in found.ratios}
    assert figures == {
        "rp.cost_total": found.total,
        "rp.cost_pup": payers[Payer.PUP.label],
        "rp.cost_mops": payers[Payer.MOPS.label],
        "rp.employed": people["uczestnik"],
    }
    assert found.uncovered == ["grudzień"]


def test_benefits_that_are_own_contribution_too_are_added_once(demo):
    found = spending.of_programme(Program.objects.get(short_name="AWR"), 2015)
    paid = evaluate(CATALOGUE.figures["awr.benefits_paid"], Period.of_year(2015)).number
    own = evaluate(CATALOGUE.figures["awr.budget_own"], Period.of_year(2015)).number
    assert (found.total, found.own_contribution, own) == (paid, paid, paid)


SAME = ("rp.cost_total", "rp.cost_pup", "rp.cost_mops", "rp.employed")


@pytest.mark.parametrize("year", [2014, 2015, 2016])
def test_report_asks_the_same_number_of_questions_each_year(head, year, django_assert_num_queries):
    page(head, "report_detail", year)  # whatever is read once a process
    with django_assert_num_queries(QUERIES_OF_A_REPORT[year]):
        page(head, "report_detail", year)


QUERIES_OF_A_REPORT = {2014: 71, 2015: 72, 2016: 73}


def test_year_without_data_says_so(head):
    html = page(head, "report_detail", 1999)
    assert "Brak danych za 1999 rok" in html
    assert 'class="report"' not in html


def test_year_without_data_has_no_pdf(head):
    response = head.get(reverse("report_pdf", args=[1999]))
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_year_out_of_range_is_a_missing_page(head):
    assert head.get("/sprawozdania/1989/").status_code == 404
    assert head.get("/sprawozdania/2101/").status_code == 404


def test_figure_opens_with_its_definition_and_people(head):
    html = page(head, "figure_detail", 2015, "pai.left_child_illness")
    assert "1 osoba" in html
    assert "Osoby, które przerwały PAI z powodu choroby dziecka." in html
    assert len(re.findall(r'href="/uczestnicy/\d+/"', html)) == 1


def test_share_opens_with_both_halves(head):
    html = page(head, "figure_detail", 2015, "rp.retained_percent")
    assert re.search(r"Część: Pozostali.*3\s+osoby", html, re.S)
    assert re.search(r"Całość: Zatrudnieni.*56\s+osób", html, re.S)


def test_amount_opens_with_its_records(head):
    html = page(head, "figure_detail", 2015, "grants.total")
    assert len(re.findall(r'href="/dotacje/\d+/"', html)) == 2


def test_dialog_gets_the_fragment_and_the_address_a_page(head):
    assert "<html" in page(head, "figure_detail", 2015, "psu.worked")
    fragment = page(head, "figure_detail", 2015, "psu.worked", HX_Request="true")
    assert "<html" not in fragment
    assert fragment.lstrip().startswith('<h2 id="dialog-title">')


@pytest.mark.parametrize("key", ["psu.worked", "psu.hours", "cis.pension_contributions"])
def test_figure_page_asks_as_much_for_few_as_for_many(head, key, django_assert_num_queries):
    page(head, "figure_detail", 2015, key)
    with django_assert_num_queries(QUERIES_OF_A_FIGURE[key]):
        page(head, "figure_detail", 2015, key)


QUERIES_OF_A_FIGURE = {"psu.worked": 11, "psu.hours": 10, "cis.pension_contributions": 11}


def test_opening_people_behind_a_figure_is_journaled(head):
    before = AccessEntry.objects.count()
    page(head, "figure_detail", 2015, "pai.left_long_illness")
    entry = AccessEntry.objects.latest("pk")
    assert AccessEntry.objects.count() == before + 1
    assert (entry.staff.username, entry.kind, entry.subject) == (
        "kierownik", "list", "wskaźnik pai.left_long_illness 2015",
    )  # fmt: skip
    assert len(entry.participant_ids) == 4


def test_unknown_figure_is_a_missing_page(head):
    assert head.get(reverse("figure_detail", args=[2015, "psu.wroked"])).status_code == 404


def test_people_who_break_a_claim_are_listed(head):
    html = page(head, "claim_detail", 2015, "pai.reprofiling")
    assert len(re.findall(r'<li><a href="/uczestnicy/\d+/"', html)) == 3


def test_edited_text_is_saved_and_shown(head):
    section = section_of("Roboty publiczne")
    url = reverse("section_edit", args=[2015, section.pk])
    response = head.post(url, form_of(section, text="Pracowało {rp.employed|osoba|osoby|osób}."))
    assert response["Location"] == f"/sprawozdania/2015/#rozdzial-{section.pk}"
    section.refresh_from_db()
    assert (section.text, section.version) == ("Pracowało {rp.employed|osoba|osoby|osób}.", 2)
    assert section.edited_by.username == "kierownik"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Było {rp.emploied} osób.",
            "Wiersz 1, znak 6: nie ma wskaźnika „rp.emploied”. Czy chodziło o „rp.employed”?",
        ),
        ("Było {rp.employed osób.", "Wiersz 1, znak 6: nawias „{” nie ma pary"),
        ("Było {rp.employed|osoba}.", "po wskaźniku „rp.employed” potrzeba trzech form odmiany"),
        ("Koszt {rp.cost_total|a|b|c}.", "wskaźnik „rp.cost_total” jest kwotą"),
    ],
)
def test_wrong_placeholder_is_explained_and_nothing_is_lost(head, text, message):
    section = section_of("Roboty publiczne")
    url = reverse("section_edit", args=[2015, section.pk])
    response = head.post(url, form_of(section, text=text))
    html = response.content.decode()
    assert response.status_code == 200
    assert message in html
    assert f">\n{text}</textarea>" in html
    section.refresh_from_db()
    assert section.version == 1


def test_second_editor_is_told_and_loses_nothing(head):
    section = section_of("Roboty publiczne")
    url = reverse("section_edit", args=[2015, section.pk])
    head.post(url, form_of(section, text="Pierwszy tekst."))
    html = head.post(url, form_of(section, text="Drugi tekst.")).content.decode()
    assert "Ten tekst zmienił w tym czasie ktoś inny (Ewelina Nadolna)" in html
    assert ">\nDrugi tekst.</textarea>" in html
    assert '<pre class="stale-text">Pierwszy tekst.</pre>' in html
    section.refresh_from_db()
    assert section.text == "Pierwszy tekst."
    head.post(url, form_of(section, text="Drugi tekst."))
    section.refresh_from_db()
    assert section.text == "Drugi tekst."


def test_task_not_carried_out_must_say_why(head):
    section = section_of("Roboty publiczne")
    values = form_of(section)
    del values["is_carried_out"]
    html = head.post(reverse("section_edit", args=[2015, section.pk]), values).content.decode()
    assert "Napisz, dlaczego zadanie nie było realizowane." in html


def test_preview_prints_the_typed_text_and_saves_nothing(head):
    section = section_of("Roboty publiczne")
    url = reverse("section_preview", args=[2015, section.pk])
    html = head.post(url, form_of(section, text="Koszt: {rp.cost_total}.")).content.decode()
    assert (
        "354\xa0549,39\xa0zł (bez\xa0grudnia)" in html
        or "354\xa0549,39\xa0zł (bez grudnia)" in html
    )
    section.refresh_from_db()
    assert section.version == 1


def test_text_is_data_and_never_markup_or_template(head):
    section = section_of("Roboty publiczne")
    url = reverse("section_preview", args=[2015, section.pk])
    text = "<script>alert(1)</script> {% load static %} {{{{ document }}}}"
    html = head.post(url, form_of(section, text=text)).content.decode()
    assert "<script>" not in html
    assert "[nieznany wskaźnik: % load static %]" in html


def test_caseworker_reads_but_does_not_edit(demo):
    client = client_of("pracownik")
    section = section_of("Roboty publiczne")
    assert "Edytuj tekst" not in page(client, "report_detail", 2015)
    assert client.get(reverse("section_edit", args=[2015, section.pk])).status_code == 403


def test_new_year_starts_from_the_last_texts(head):
    section = section_of("Roboty publiczne")
    head.post(
        reverse("section_edit", args=[2015, section.pk]), form_of(section, text="Własny tekst.")
    )
    head.post(reverse("report_start", args=[2016]))
    assert section_of("Roboty publiczne", 2016).text == "Własny tekst."


def test_report_is_started_once(head):
    before = Report.objects.count()
    head.post(reverse("report_start", args=[2016]))
    response = head.post(reverse("report_start", args=[2016]), follow=True)
    assert Report.objects.count() == before + 1
    assert "Sprawozdanie za ten rok jest już rozpoczęte." in response.content.decode()


def test_success_is_said_once(head):
    response = head.post(reverse("report_start", args=[2016]), follow=True)
    assert response.content.decode().count("Sprawozdanie rozpoczęte.") == 1


def test_year_without_data_is_not_started(head):
    response = head.post(reverse("report_start", args=[2030]), follow=True)
    assert "Za 2030 rok nie ma jeszcze danych" in response.content.decode()
    assert not Report.objects.filter(year=2030).exists()


def test_looking_at_a_year_starts_nothing(head):
    page(head, "report_detail", 2016)
    assert not Report.objects.filter(year=2016).exists()


def test_hidden_section_is_not_printed(head):
    section = section_of("Roboty publiczne")
    head.post(reverse("section_edit", args=[2015, section.pk]), form_of(section, is_hidden="on"))
    html = page(head, "report_detail", 2015)
    assert "Roboty publiczne</h3>" not in html
    assert "3. Prace społecznie użyteczne</h3>" in html


def test_figures_of_the_year_are_exported(head):
    response = head.get(reverse("figure_export", args=[2015, "csv"]))
    assert response["Content-Disposition"] == 'attachment; filename="wskazniki-2015.csv"'
    assert response.content.decode().splitlines()[1] == "pisiz.editions;2;editions"


def test_texts_of_an_unsaved_year_are_those_of_the_latest_report(demo):
    by = User.objects.get(username="kierownik")
    assert start_report(by=by, year=2017).directions.count() == 6

"""The words of documents: what the administrator may write, and what is refused."""

import re
import subprocess
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mops.roles import Role
from participants.tests.factories import staff
from programs import actions
from programs.documents.fields import FIELDS, examples
from programs.documents.kinds import Kind
from programs.documents.texts import PARTS, Letter, Text, default_text
from programs.documents.wording import check, render
from programs.models import DocumentTemplate
from programs.period import Period
from programs.tests import factories as make
from programs.working_days import working_days

LIST = "document_template_list"
EDIT = "document_template_edit"


def refusals(source: str, kind: Kind = Kind.CERTIFICATE) -> list[str]:
    return [problem.message_pl for problem in check(source, kind)]


def words_of(pdf: bytes) -> str:
    run = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", run.stdout.decode())


class TestFields:
    @pytest.mark.parametrize("kind", Kind)
    def test_default_words_use_only_fields_that_the_document_knows(self, kind):
        text = default_text(kind)
        assert [refusals(getattr(text, part), kind) for part in PARTS] == [[], [], [], []]

    @pytest.mark.parametrize("kind", Kind)
    def test_every_field_is_told_once_with_a_meaning_and_an_example(self, kind):
        keys = [field.key for field in FIELDS[kind]]
        assert len(keys) == len(set(keys))
        assert [field.key for field in FIELDS[kind] if not field.meaning or not field.example] == []

    @pytest.mark.parametrize(
        ("source", "sentence"),
        [
            (
                "Treść\n\nPani {uczesnik}",
                "Wiersz 3, znak 6: nie ma pola „uczesnik”. Czy chodziło o „uczestnik”?",
            ),
            ("{kwota}", "Wiersz 1, znak 1: nie ma pola „kwota”. Wybierz pole z listy."),
            (
                "a {od",
                (
                    "Wiersz 1, znak 3: nawias „{” nie ma pary w tym samym wierszu. Dopisz „}” po "
                    "nazwie pola, a zwykły nawias klamrowy wpisz podwójnie: „{{”."
                ),
            ),
            (
                "{płeć}",
                (
                    "Wiersz 1, znak 1: po polu „płeć” potrzeba dwóch słów, a podano: 0. Wpisz słowo "
                    "dla mężczyzny i słowo dla kobiety, np. {płeć|urodzony|urodzona}."
                ),
            ),
            (
                "{od|a|b}",
                "Wiersz 1, znak 1: po polu „od” nie podaje się słów do wyboru. Wpisz samo {od}.",
            ),
        ],
    )
    def test_a_mistake_is_told_with_its_place_and_the_nearest_name(self, source, sentence):
        assert refusals(source) == [sentence]

    def test_a_field_of_another_document_is_unknown(self):
        assert len(refusals("{numer}", Kind.CONTRACT)) == 1

    @pytest.mark.parametrize(("sex", "word"), [("F", "urodzona"), ("M", "urodzony")])
    def test_words_follow_the_sex(self, sex, word):
        assert render("Jest {płeć|urodzony|urodzona}.", {}, sex) == f"<p>Jest {word}.</p>"

    def test_values_are_words_and_never_markup(self):
        assert render("Pani {uczestnik}", {"uczestnik": "<b>*x*</b> {od}"}) == (
            "<p>Pani &lt;b&gt;*x*&lt;/b&gt; {od}</p>"
        )

    def test_the_full_stop_after_a_year_is_printed_once(self):
        assert render("od {od}.", {"od": "2 marca 2015 r."}) == ("<p>od 2\xa0marca 2015\xa0r.</p>")

    def test_a_paragraph_about_what_is_not_known_is_left_out_or_to_be_filled_in(self):
        text = Text(heading="N", body="Jest {program}.\n\nMa {godziny} godz.")
        values = {"program": "PAI"}
        assert Letter(text, values, omits_gaps=True).body == "<p>Jest PAI.</p>"
        assert "Ma <span" in Letter(text, values).body


@pytest.mark.django_db
class TestTexts:
    def write(self, **words):
        words = {"kind": "certificate", "program": None, "version": 0, "heading": "Dyplom", **words}
        return actions.write_document(by=staff(), **words)

    def test_a_programme_has_its_own_words_then_the_common_then_the_default_ones(self):
        pai, psu = make.program("pai"), make.program()
        headings = lambda: [  # noqa: E731
            DocumentTemplate.objects.text_of("certificate", program).heading
            for program in (pai, psu)
        ]
        assert headings() == ["Zaświadczenie", "Zaświadczenie"]
        self.write()
        assert headings() == ["Dyplom", "Dyplom"]
        self.write(program=pai, heading="Certyfikat")
        assert headings() == ["Certyfikat", "Dyplom"]
        actions.restore_document(by=staff(), kind="certificate", program=pai)
        assert headings() == ["Dyplom", "Dyplom"]

    def test_unknown_fields_are_refused_by_every_way_of_saving(self):
        with pytest.raises(ValidationError) as refused:
            self.write(signers="{dyrektorka}", body="{od}")
        assert refused.value.message_dict == {
            "signers": ["Wiersz 1, znak 1: nie ma pola „dyrektorka”. Czy chodziło o „dyrektor”?"]
        }
        assert DocumentTemplate.objects.count() == 0

    def test_the_second_of_two_editors_is_told(self):
        self.write()
        with pytest.raises(actions.StaleDocument):
            self.write(heading="Inny")

    def test_a_contract_has_one_text_for_all_programmes(self):
        with pytest.raises(ValidationError, match="Kontrakt socjalny ma jedną treść"):
            self.write(kind="contract", program=make.program())


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def client(self, client_as):
        return client_as(Role.ADMINISTRATOR)

    def typed(self, kind: str = "certificate", **words) -> dict:
        text = vars(default_text(Kind(kind)))
        filled = {name: value for name, value in text.items() if name != "is_dated"}
        return {**filled, "is_dated": "on", "version": 0, **words}

    def test_the_administrator_writes_sees_and_restores(self, client):
        url = reverse(EDIT, args=["certificate"])
        saved = client.post(url, self.typed(heading="Dyplom"), follow=True)
        assert "Treść dokumentu jest zapisana." in saved.text
        template = DocumentTemplate.objects.get()
        assert (template.heading, template.version, str(template.edited_by)) == (
            "Dyplom", 1, "administrator",
        )  # fmt: skip
        assert 'value="Dyplom"' in client.get(url).text
        restored = client.post(
            reverse("document_template_restore", args=["certificate"]), follow=True
        )
        assert "Przywrócono tekst domyślny." in restored.text
        assert DocumentTemplate.objects.count() == 0
        history = reverse("admin:programs_documenttemplate_history", args=[template.pk])
        assert "Dyplom" in client.get(history).text

    def test_a_mistake_keeps_what_was_typed(self, client):
        response = client.post(reverse(EDIT, args=["certificate"]), self.typed(body="Moje {ood}"))
        assert response.status_code == 200
        assert response.context["form"].errors["body"] == [
            "Wiersz 1, znak 6: nie ma pola „ood”. Czy chodziło o „od”?"
        ]
        assert "Moje {ood}" in response.text

    def test_who_saves_over_another_is_told_and_may_save_again(self, client):
        url = reverse(EDIT, args=["certificate"])
        client.post(url, self.typed(heading="Pierwszy"))
        stale = client.post(url, self.typed(heading="Drugi"))
        assert "zmienił w tym czasie ktoś inny" in stale.text
        assert stale.context["form"]["version"].value() == 1
        client.post(url, self.typed(heading="Drugi", version=1))
        assert DocumentTemplate.objects.get().heading == "Drugi"

    @pytest.mark.parametrize(
        ("kind", "sex", "landmark"),
        [
            ("certificate", "woman", "Mój nagłówek nr 7/PAI/2015 Zaświadcza się, że Pani Anna"),
            ("certificate", "man", "Mój nagłówek nr 7/PAI/2015 Zaświadcza się, że Pan Jan"),
            ("attendance", "woman", "Mój nagłówek Miesiąc marzec 2015 r."),
            ("placement", "woman", "Mój nagłówek Kieruję Panią Anna Przykładowa-Wzorcowa"),
            ("contract", "man", "Mój nagłówek Współdziałanie osoby lub rodziny"),
        ],
    )
    def test_a_preview_prints_what_is_typed_and_saves_nothing(self, kind, sex, landmark, client):
        url = reverse("document_template_preview", args=[kind])
        response = client.post(url, {**self.typed(kind, heading="Mój nagłówek"), sex: "1"})
        assert response["Content-Type"] == "application/pdf"
        assert landmark in words_of(response.content)
        assert DocumentTemplate.objects.count() == 0

    def test_a_preview_of_a_mistake_is_the_form_with_its_place(self, client):
        url = reverse("document_template_preview", args=["placement"])
        response = client.post(url, self.typed("placement", footer="{godzina}"))
        assert response.context["form"].errors["footer"] == [
            "Wiersz 1, znak 1: nie ma pola „godzina”. Czy chodziło o „godziny”?"
        ]

    def test_every_field_stands_on_the_page_with_its_meaning(self, client):
        page = client.get(reverse(EDIT, args=["placement"])).text
        for field in FIELDS[Kind.PLACEMENT]:
            assert field.meaning in page
            assert field.written in page

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_asks_as_often_for_three_texts_as_for_one(
        self, number, client, django_assert_num_queries
    ):
        for kind in ("pai", "psu", "cis")[:number]:
            actions.write_document(
                by=staff(), kind="certificate", program=make.program(kind), version=0, heading="X"
            )
        # session, account, its two kinds of permissions, texts, programmes, centre, role
        with django_assert_num_queries(8):
            client.get(reverse(LIST))

    def test_only_the_administrator_edits(self, client_as):
        statuses = {role.value: client_as(role).get(reverse(LIST)).status_code for role in Role}
        assert statuses == {
            "pracownik": 403,
            "kierownik": 403,
            "administrator": 200,
            "audytor": 403,
        }


class TestWorkingDays:
    def test_holidays_are_free(self):
        may = working_days(Period.of_month(date(2015, 5, 1)))
        assert [day.day for day in may][:2] == [4, 5]
        assert date(2015, 6, 4) not in working_days(Period.of_month(date(2015, 6, 1)))

    def test_a_leap_day_is_a_day(self):
        february = Period.of_month(date(2016, 2, 1))
        assert working_days(february)[-1] == date(2016, 2, 29)
        assert (len(working_days(february)), len(list(february.days()))) == (21, 29)


def test_examples_tell_of_a_woman_where_she_differs():
    told = [examples(Kind.CERTIFICATE, woman=woman)["uczestnik"] for woman in (False, True)]
    assert told == ["Jan Przykładowy", "Anna Przykładowa-Wzorcowa"]


@pytest.mark.django_db
def test_the_second_editor_sees_both_texts_and_whose_they_are(client_as):
    url = reverse(EDIT, args=["certificate"])
    mine, theirs = client_as(Role.ADMINISTRATOR), client_as(None, is_superuser=True)
    form = mine.get(url).context["form"]
    opened = {name: form[name].value() for name in form.fields}
    theirs.post(url, opened | {"heading": "Dyplom", "footer": "Ich stopka"})
    stale = mine.post(url, opened | {"heading": "Mój nagłówek"}).context["stale"]
    rows = {row.label: (row.now, row.typed, row.is_conflict) for row in stale.rows}
    assert rows == {
        "Nagłówek": ("Dyplom", "Mój nagłówek", True),
        "Pod treścią": ("Ich stopka", "Ich stopka", False),
    }
    assert (stale.by, stale.form["footer"].value()) == ("bez-roli", "Ich stopka")
    again = {name: stale.form[name].value() for name in stale.form.fields}
    assert mine.post(url, again).status_code == 302
    saved = DocumentTemplate.objects.get()
    assert (saved.heading, saved.footer) == ("Mój nagłówek", "Ich stopka")

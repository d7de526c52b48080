"""Pages of a list that was taken in: the protocol, its papers, and the way back."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mops.models import AccessEntry
from mops.roles import Role
from mops.tests.verapdf import breaches
from participants.models import Participant
from participants.tests.factories import person, staff
from programs import actions
from programs.intake.protocol import counted, fates
from programs.intake.tests.corpus.people import ANNA_PESEL, EWA_PESEL, JAN_PESEL
from programs.intake.tests.lists import judged, take_in
from programs.intake.verdicts.verdict import Kind
from programs.models import Referral, ReferralList

pytestmark = pytest.mark.django_db

ROWS = (
    ["Kowalski", "Jan", JAN_PESEL, None, None, "601234567"],
    ["Nowak", "Anna", ANNA_PESEL],
    ["Żak", "Ewa", EWA_PESEL[:-1] + str((int(EWA_PESEL[-1]) + 1) % 10)],
)
"""A person with another phone on her card, a new one, and a wrong number."""


@pytest.fixture
def jan():
    return person(
        "Kowalski", "Jan", pesel=JAN_PESEL, born=date(1944, 5, 14), sex="M", phone="500500500"
    )


@pytest.fixture
def taken(jan) -> ReferralList:
    accept = (Kind.NEW, Kind.KNOWN, Kind.CHANGED)
    return take_in(judged(*ROWS), accept=accept)


def url(name: str, taken: ReferralList) -> str:
    return reverse(f"imported_list_{name}", args=[taken.pk])


def test_the_protocol_counts_every_verdict(taken):
    told = {one.label: (one.taken, one.left, one.total) for one in counted(taken)}

    assert told == {
        "nowa osoba": (1, 0, 1), "jest w kartotece": (0, 0, 0),
        "jest w kartotece, inne dane": (1, 0, 1), "nie wiadomo, czy to ta sama osoba": (0, 0, 0),
        "powtórzona na liście": (0, 0, 0), "już skierowana": (0, 0, 0), "błąd": (0, 1, 1),
    }  # fmt: skip


def test_every_row_has_its_fate_and_who_decided(taken, client_as):
    first, second, third = fates(taken, list(taken.rows.select_related("participant")))

    assert (first.number, first.person, first.changes) == (
        2, "Kowalski Jan", ("telefon: 500500500 → 601 234 567",)
    )  # fmt: skip
    assert (second.person, second.decision) == ("Nowak Anna", "dodano osobę i skierowanie")
    assert (third.decision, third.participant, len(third.problems)) == ("pominięto", None, 2)
    assert third.problems[0].startswith("C4: Cyfra kontrolna numeru PESEL się nie zgadza")
    assert {one.decided_by for one in (first, second, third)} == {str(staff())}
    page = client_as(Role.CASEWORKER).get(url("detail", taken))
    assert [one.number for one in page.context["page_obj"]] == [2, 3, 4]


def test_the_protocol_is_narrowed_down_by_verdict(taken, client_as):
    page = client_as(Role.CASEWORKER).get(url("detail", taken), {"verdict": "error"})

    assert [one.number for one in page.context["page_obj"]] == [4]


def test_the_protocol_asks_as_often_for_three_rows_as_for_one(client_as, django_assert_num_queries):
    client = client_as(Role.CASEWORKER)
    few = take_in(judged(ROWS[1]), content=b"few")
    client.get(url("detail", few))
    with django_assert_num_queries(13):
        client.get(url("detail", few))
    many = take_in(judged(*(["Lis", "Ola", None, date(1990, 1, n), "K"] for n in (1, 2, 3))))
    with django_assert_num_queries(13):
        client.get(url("detail", many))


def test_the_pdf_is_for_everybody_and_its_name_tells_of_nobody(taken, client_as, tmp_path):
    response = client_as(Role.CASEWORKER).get(url("pdf", taken))

    (tmp_path / "protokol.pdf").write_bytes(response.content)
    assert response["Content-Disposition"] == f'inline; filename="protokol-listy-{taken.pk}.pdf"'
    assert breaches(tmp_path / "protokol.pdf") == ""
    entry = AccessEntry.objects.get()
    assert (entry.kind, len(entry.participant_ids)) == ("print", 2)


def test_the_sheet_has_a_row_for_each_row(taken, client_as):
    response = client_as(Role.CASEWORKER).get(url("xlsx", taken))

    header, *rows = load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    assert header[:4] == ("Wiersz", "Osoba", "Ocena", "Co zrobiono")
    assert [row[:2] for row in rows] == [(2, "Kowalski Jan"), (3, "Nowak Anna"), (4, None)]


def test_undoing_shows_first_what_can_go_and_what_not_and_why(taken, client_as):
    actions.record_interview(
        by=staff(),
        referral=Referral.objects.get(participant__last_name="Nowak"),
        on=date(2015, 3, 2),
    )

    page = client_as(Role.CASEWORKER).get(url("undo", taken))

    assert page.context["foreseen"].going == {
        "skierowania do usunięcia": 1, "karty osób do usunięcia": 0,
        "karty, na których wrócą poprzednie dane": 1, "fakty i profile do usunięcia": 0,
    }  # fmt: skip
    assert [(one.row.number, one.remains) for one in page.context["page_obj"]] == [
        (3, ["Odnotowano rozmowę lub propozycję."])
    ]
    assert Referral.objects.count() == 2


def ask_for_undoing(client, taken: ReferralList):
    """What the button of the page does."""
    form = client.get(url("undo", taken)).context["form"]
    return client.post(url("undo", taken), {"entry": form["entry"].value()}, follow=True)


def test_undoing_takes_the_rest_back_and_the_file_can_be_taken_in_again(taken, jan, client_as):
    client = client_as(Role.CASEWORKER)

    page = ask_for_undoing(client, taken)

    assert page.redirect_chain[-1] == (url("detail", taken), 302)
    assert "Nic z tej listy nie zostało." in page.text
    jan.refresh_from_db()
    assert (jan.phone, Referral.objects.count()) == ("500500500", 0)
    assert list(Participant.objects.all()) == [jan]
    assert client.get(url("undo", taken)).url == url("detail", taken)
    again = take_in(judged(*ROWS))
    assert (again.sha256, again.undone_at) == (taken.sha256, None)


def test_the_protocol_of_a_list_taken_back_says_how_many_rows_left_something(taken, client_as):
    Referral.objects.filter(participant__last_name="Nowak").update(has_ipd=True)

    page = ask_for_undoing(client_as(Role.CASEWORKER), taken)

    assert "Wiersze, z których coś zostało: 1." in page.text


def test_a_list_taken_back_meanwhile_is_told_of(taken, client_as):
    actions.undo_list(by=staff(), referral_list=taken)

    page = client_as(Role.CASEWORKER).post(url("undo", taken), follow=True)

    assert page.redirect_chain == [(url("detail", taken), 302)]
    assert "Wczytanie cofnięto" in page.text


def test_a_list_entered_by_hand_has_no_protocol(client_as, taken):
    ReferralList.objects.filter(pk=taken.pk).update(imported_at=None, sha256="")

    assert client_as(Role.CASEWORKER).get(url("detail", taken)).status_code == 404

"""Every form that saves: sent twice it makes one record, and what was typed otherwise is kept."""

import re
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve

from mops.once import FIELD
from mops.roles import Role
from mops.tests import world
from mops.tests.test_access import OK, RULES, url_of
from participants.tests.factories import person
from programs.models import Institution, Outcome
from programs.tests import factories as make

pytestmark = pytest.mark.django_db

SENT_AGAIN_HARMLESSLY = {
    "login": "logs in",
    "password_change": "asks for the old password",
    "edition_hours": "cells are compared with what they were",
    "edition_week": "cells are compared with what they were",
    "edition_totals": "cells are compared with what they were",
    "edition_scores": "cells are compared with what they were",
    "edition_scores_part": "cells are compared with what they were",
    "activity_attendance": "cells are compared with what they were",
    "activity_day": "cells are compared with what they were",
    "program_costs": "cells are compared with what they were",
    "program_costs_month": "cells are compared with what they were",
    "edition_referrals": "each person's state is compared with what it was",
    "year_referrals": "each person's state is compared with what it was",
    "participant_merge_start": "only looks for somebody",
    "uploaded_list_columns": "sets the same columns again",
    "document_template_edit": "its version is compared",
    "section_edit": "its version is compared",
}
"""Pages whose forms need no token, and why."""
FORM = re.compile(r'<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)


def forms_of(page: str, address: str) -> list[str]:
    """The forms of the page that are sent to the page itself."""
    own = address.partition("?")[0]
    return [body for action, body in FORM.findall(page) if action.partition("?")[0] == own]


def test_forms_speak_our_words_and_not_those_of_the_browser_or_the_framework(client_as):
    client, records, spoken = client_as(Role.ADMINISTRATOR), world.build(), []
    for key, rule in RULES.items():
        if rule.get != OK or rule.post != OK or key.startswith("uploaded_list"):
            continue
        page = client.get(url_of(key, rule, records)).text
        if "---------" in page:
            spoken.append(f"{key}: dashes")
        for tag, body in re.findall(
            r'<form([^>]*method="post"[^>]*)>(.*?)</form>', page, re.DOTALL
        ):
            if " required" in body and "novalidate" not in tag:
                spoken.append(key)
            if 'type="number"' in body:
                spoken.append(f"{key}: number")
    assert spoken == []


def test_every_form_that_saves_is_sent_once(client_as):
    client, records, without = client_as(Role.ADMINISTRATOR), world.build(), {}
    for key, rule in RULES.items():
        if rule.get != OK or rule.post != OK or key in SENT_AGAIN_HARMLESSLY:
            continue
        address = url_of(key, rule, records)
        bodies = forms_of(client.get(address).text, address)
        has_token = all(f'name="{FIELD}"' in body for body in bodies)
        is_once = hasattr(resolve(address.partition("?")[0]).func, "is_once")
        if bodies and not (has_token and is_once):
            without[key] = (has_token, is_once)
    assert without == {}


def test_the_same_form_sent_twice_is_one_and_another_typed_after_going_back_is_another(client_as):
    client, records = client_as(Role.ADMINISTRATOR), world.build()
    address = url_of("institution_new", RULES["institution_new"], records)
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"kind": "ngo"}
    for name in ("Fundacja Jeden", "Fundacja Jeden", "Fundacja Dwa"):
        client.post(address, typed | {"name": name})
    names = Institution.objects.filter(name__startswith="Fundacja ").order_by("name")
    assert list(names.values_list("name", flat=True)) == ["Fundacja Dwa", "Fundacja Jeden"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_notes_one_outcome_and_both_lead_to_it(client_as):
    part = make.enrolment(person("Nowak"), make.edition())
    client = client_as(Role.CASEWORKER)
    url = f"/edycje/{part.edition_id}/rezultat/"
    entry = client.get(url).context["form"]["entry"].value()
    typed = {"enrolment": part.pk, "kind": "course", "on": "2015-05-04", "entry": entry}
    barrier, urls = Barrier(2), []

    def click():
        twin = Client()
        twin.cookies = client.cookies
        barrier.wait()
        urls.append(twin.post(url, typed).url)
        connection.close()

    clicks = [Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert urls == [f"{part.edition.get_absolute_url()}#uczestnicy"] * 2
    assert Outcome.objects.count() == 1

"""The caseworker's pages at a million people, each beside the emptiest page behind the same login."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import cycle

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.test import Client
from django.urls import reverse

from mops.models import User
from participants.models import Participant
from programs.models import Edition, Program, WorkDay
from reporting.bench.table import verdict
from reporting.bench.timing import Timing, side_by_side

TIMES_EMPTIEST = 3
MOST_QUERIES = 15
HEADINGS = f"{'':26}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'ratio':>8}"

TYPED = (
    "no", "now", "nowak", "nowak a", "anna now", "kowaslki", "zajac", "luczak mar", "6012", "600 79",
    "wojcki", "maz jan", "50010", "król", "szymanksi p",
)  # fmt: skip
"""What a clerk types: beginnings, both orders, slips, a PESEL's or a phone's beginning."""


@dataclass(frozen=True)
class PageRow:
    """A page's times and queries, and how its p95 compares to the emptiest page's."""

    label: str
    timing: Timing
    emptiest: Timing

    def __str__(self) -> str:
        ratio = self.timing.p95 / self.emptiest.p95
        is_met = ratio <= TIMES_EMPTIEST and self.timing.queries <= MOST_QUERIES
        return (
            f"{self.label:26}{self.timing.p50 * 1000:9.1f}{self.timing.p95 * 1000:9.1f}"
            f"{self.timing.queries:9}{ratio:8.2f}  {verdict(is_met)} "
            f"(at most {TIMES_EMPTIEST} times the emptiest page, {MOST_QUERIES} queries)"
        )


def page_rows(year: int, repeat: int) -> Iterator[PageRow]:
    """Every page in turns with the others, over other people and editions each time."""
    gc.freeze()  # as the web process does
    client = logged_in("caseworker")
    tasks = {"emptiest page": _opening(client, [reverse("password_change_done")])}
    tasks |= dict(_tasks(client, year))
    timings = side_by_side(repeat, *tasks.values())
    for label, timing in zip(tasks, timings, strict=True):
        yield PageRow(label, timing, timings[0])


def _tasks(client: Client, year: int) -> Iterator[tuple[str, Callable]]:
    yield "search while typing", _searching(client)
    yield "start page", _opening(client, [reverse("start")])
    yield "person", _opening(client, [reverse("participant_detail", args=[pk]) for pk in _people()])
    for label, addresses in _lists(year).items():
        yield label, _opening(client, addresses)
    editions = _editions(year)
    yield "edition", _opening(client, [edition.get_absolute_url() for edition in editions])
    yield "hours, 100 people", _opening(client, [_hours(edition) for edition in editions])


def _people(many: int = 50) -> list[int]:
    """Numbers of people from all over the register."""
    last = Participant.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return [1 + place * (last - 1) // many for place in range(many)]


def _editions(year: int) -> list[Edition]:
    """Editions with about a hundred people whose days of work are entered."""
    worked = Edition.objects.of_kind(Program.Kind.PSU).filter(
        Exists(WorkDay.objects.filter(enrolment__edition=OuterRef("pk")))
    )
    return list(worked.filter(starts_on__year=year).order_by("pk")[:20])


def _lists(year: int) -> dict[str, list[str]]:
    url = reverse("participant_list")
    psu = Program.objects.get(kind=Program.Kind.PSU).pk
    edition = _editions(year)[0].pk
    return {
        "list, all people": [url, f"{url}?page=7"],
        "list, programme, result": [f"{url}?program={psu}&result=ongoing"],
        "list, edition": [f"{url}?edition={edition}"],
        "list, profile, sex": [f"{url}?profile=III&sex=F"],
        "list, sorted by birth": [f"{url}?sort=urodzony", f"{url}?sort=-urodzony"],
    }


def _hours(edition: Edition) -> str:
    second = edition.starts_on.replace(day=1) + timedelta(days=32)
    return f"{reverse('edition_hours', args=[edition.pk])}?month={second:%Y-%m}"


def logged_in(name: str) -> Client:
    """A browser in which the account of this name is logged in."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".")
    client = Client(headers={"host": "localhost" if host == "*" else host})
    client.force_login(User.objects.get(username=name))
    return client


def _opening(client: Client, addresses: list[str]) -> Callable[[], None]:
    endless = cycle(addresses)
    return lambda: answered(client.get(next(endless), secure=True))


def _searching(client: Client) -> Callable[[], None]:
    endless = cycle(TYPED)
    ask = partial(client.post, reverse("participant_suggestions"), secure=True)
    return lambda: answered(ask({"q": next(endless)}))


def answered(response) -> None:
    """Raise RuntimeError unless the page came."""
    if response.status_code != 200:
        path = response.request["PATH_INFO"]
        raise RuntimeError(f"{path} answered {response.status_code}")

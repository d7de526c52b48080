from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from mops.views import Panel
from programs.missing import Item, missing_in, owned_by, recent
from programs.models import Agreement, Edition
from programs.settlement.waiting import Waiting, months_to_settle

EDITIONS_SHOWN = 12
ITEMS_SHOWN = 15


@dataclass(frozen=True)
class Duty:
    """What one caseworker has still to enter; nobody's editions come last."""

    caseworker: str
    items: list[Item]


def editions_panel(request: HttpRequest) -> Panel | None:
    """One's own editions, or everybody's where one leads none, and what is missing in them."""
    if not request.user.has_perm("programs.view_edition"):
        return None
    today = timezone.localdate()
    everything = list(recent(today).with_progress())
    own = [edition for edition in everything if edition.caseworker_id == request.user.pk]
    editions = own or everything
    items = sorted([*missing_in(editions), *owned_by(request.user)], key=lambda row: row.urgency)
    items = [item.as_seen_by(request.user) for item in items]
    shown = _running_first(editions, today)
    context = {
        "is_own": bool(own),
        "editions": shown[:EDITIONS_SHOWN],
        "more_editions": len(shown) - EDITIONS_SHOWN,
        "duties": _by_caseworker(items[:ITEMS_SHOWN], is_own=bool(own)),
        "missing": len(items),
        "more_missing": len(items) - ITEMS_SHOWN,
        "others": len(everything) - len(own) if own else 0,
        "latest": [] if everything else _latest(),
        "ending": _ending(request, today),
        "to_settle": _to_settle(request, today),
    }
    return Panel("programs/_start_editions.html", context)


def _ending(request: HttpRequest, today: date) -> int:
    """How many agreements end soon: told to whoever may prolong them."""
    if not request.user.has_perm("programs.change_agreement"):
        return 0
    return Agreement.objects.ending_soon(today).count()


def _to_settle(request: HttpRequest, today: date) -> list[Waiting]:
    """Months over and not settled: told to whoever settles them."""
    return months_to_settle(today) if request.user.has_perm("programs.add_settlement") else []


def _running_first(editions: Sequence[Edition], today: date) -> list[Edition]:
    """Those that run or will, the first to end first; then those that ended and are not closed."""
    running = [edition for edition in editions if edition.ends_on >= today]
    ended = [edition for edition in editions if edition.ends_on < today and not edition.closed_on]
    return [
        *sorted(running, key=lambda edition: edition.ends_on),
        *sorted(ended, key=lambda edition: edition.ends_on, reverse=True),
    ]


def _by_caseworker(items: Sequence[Item], *, is_own: bool) -> list[Duty]:
    """Who is to enter it: one heading where everything is one's own."""
    if is_own:
        return [Duty("", list(items))] if items else []
    duties: dict[str, list[Item]] = {}
    for item in items:
        duties.setdefault(item.caseworker, []).append(item)
    return [Duty(name, found) for name, found in sorted(duties.items(), key=lambda row: not row[0])]


def _latest() -> list[Edition]:
    """The editions that ended last, however long ago."""
    editions = Edition.objects.select_related("program").with_progress()
    return list(editions.order_by("-ends_on", "pk")[:EDITIONS_SHOWN])

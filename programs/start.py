from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from mops.views import Panel
from programs.models import Edition
from programs.period import Period

EDITIONS_SHOWN = 12


def editions_panel(request: HttpRequest) -> Panel | None:
    """Editions that run today, one's own first; when none runs, those that ended last."""
    if not request.user.has_perm("programs.view_edition"):
        return None
    today = timezone.localdate()
    editions = Edition.objects.select_related("program").with_progress()
    current = editions.during(Period(today, today))
    mine = Q(caseworker=request.user)
    own = list(current.filter(mine)[:EDITIONS_SHOWN])
    others = list(current.exclude(mine)[:EDITIONS_SHOWN])
    latest = [] if own or others else list(editions.order_by("-ends_on", "pk")[:EDITIONS_SHOWN])
    return Panel("programs/_start_editions.html", {"own": own, "others": others, "latest": latest})

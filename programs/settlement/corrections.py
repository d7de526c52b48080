"""Settled months whose hours have changed since."""

from collections import defaultdict
from decimal import Decimal

from django.db import connection

from programs.models import Settlement, SettlementLine
from programs.settlement.lines import Due, Place
from programs.settlement.scope import Scope

CHANGED = """
    WITH settled AS (
        SELECT id, month, edition_id FROM programs_settlement
        WHERE program_id = %(program)s AND state = 'settled' AND month < %(month)s
    ), paid AS (
        SELECT line.enrolment_id, line.facility_id, line.month, sum(line.hours) AS hours
        FROM programs_settlementline line
        JOIN programs_settlement whole ON whole.id = line.settlement_id
        WHERE whole.program_id = %(program)s AND whole.state = 'settled'
        GROUP BY line.enrolment_id, line.facility_id, line.month
    ), worked AS (
        SELECT work.enrolment_id, work.facility_id, work.month, work.hours
        FROM programs_workmonth work
        JOIN programs_enrolment part ON part.id = work.enrolment_id
        JOIN programs_edition edition ON edition.id = part.edition_id
        WHERE edition.program_id = %(program)s AND work.month < %(month)s
    ), changed AS (
        SELECT enrolment_id, month
        FROM paid FULL JOIN worked USING (enrolment_id, facility_id, month)
        WHERE coalesce(paid.hours, 0) <> coalesce(worked.hours, 0)
    )
    SELECT DISTINCT settled.id, settled.month
    FROM changed
    JOIN programs_enrolment part ON part.id = changed.enrolment_id
    JOIN settled ON settled.month = changed.month
      AND (settled.edition_id IS NULL OR settled.edition_id = part.edition_id)
    WHERE %(edition)s::bigint IS NULL OR part.edition_id = %(edition)s
    ORDER BY settled.month, settled.id
"""
"""Earlier settlements that stand, and whose hours are no longer those that were paid for."""


def changed_settlements(scope: Scope) -> list[Settlement]:
    """Settlements of earlier months that the scope's own is to correct, the earliest first."""
    asked = {
        "program": scope.program.pk,
        "month": scope.month,
        "edition": scope.edition and scope.edition.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, asked)
        numbers = [number for number, _ in cursor.fetchall()]
    found = Settlement.objects.select_related("program", "edition").in_bulk(numbers)
    return [found[number] for number in numbers]


def worked_in(scope: Scope) -> dict[Place, Decimal]:
    """Hours that now stand for the month."""
    rows = scope.hours().values_list("enrolment__participant", "enrolment", "facility", "hours")
    return {Place(*place): hours for *place, hours in rows.order_by()}


def paid_for(scope: Scope) -> dict[Place, Due]:
    """What settlements that stand have paid for the month so far, corrections included."""
    lines = SettlementLine.objects.filter(
        settlement__program=scope.program,
        settlement__state=Settlement.State.SETTLED,
        month=scope.month,
    )
    if scope.edition:
        lines = lines.filter(enrolment__edition=scope.edition)
    rows = lines.order_by().values_list(
        "enrolment__participant", "enrolment", "facility", "hours", "amount", "refunded"
    )
    paid = defaultdict(Due)
    for person, enrolment, facility, hours, amount, refunded in rows:
        place = Place(person, enrolment, facility)
        sofar = paid[place]
        paid[place] = Due(sofar.hours + hours, sofar.amount + amount, sofar.refunded + refunded)
    return dict(paid)

"""The protocol of an imported list on paper and as a sheet."""

import tablib
from django.template.loader import render_to_string
from django.utils import timezone

from mops.models import Centre
from mops.pdf import html_to_pdf, logo_of
from mops.spreadsheets import XLSX
from programs.documents.paper import place_and_day
from programs.intake.protocol import counted, fates
from programs.models import ReferralList

TITLE = "Protokół wczytania listy"
MOST_PRINTED = 500
"""Rows of which paper tells one by one; of a longer list only those with something to tell."""
HEADERS = (
    "Wiersz", "Osoba", "Ocena", "Co zrobiono", "Zmiany na karcie", "Uwagi", "Kto zdecydował",
    "Co zostało po cofnięciu",
)  # fmt: skip


def rows_of(referral_list: ReferralList):
    """The protocol's rows with their people."""
    return referral_list.rows.select_related("participant").order_by("number")


def write_pdf(referral_list: ReferralList) -> bytes:
    """The protocol as PDF/A-3a and PDF/UA-1, its title without a name. Raises MissingLibrary."""
    told = list(fates(referral_list, rows_of(referral_list)))
    printed = told if len(told) <= MOST_PRINTED else [one for one in told if one.is_worth_telling]
    return html_to_pdf(
        _html(referral_list, printed[:MOST_PRINTED], left_out=len(told) > MOST_PRINTED)
    )


def _html(referral_list: ReferralList, printed: list, *, left_out: bool) -> str:
    centre = Centre.objects.current()
    context = {
        "title": TITLE,
        "centre": centre,
        "logo": logo_of(centre),
        "letter": {"dated": place_and_day(centre, timezone.localdate())},
        "list": referral_list,
        "counted": counted(referral_list),
        "fates": printed,
        "left_out": left_out,
        "most": MOST_PRINTED,
    }
    return render_to_string("programs/documents/protocol_print.html", context)


def write_xlsx(referral_list: ReferralList) -> bytes:
    """Every row of the protocol."""
    data = tablib.Dataset(headers=HEADERS)
    for one in fates(referral_list, rows_of(referral_list)):
        data.append(
            (
                one.number,
                one.person,
                one.verdict,
                one.decision,
                "; ".join(one.changes),
                " ".join(one.problems),
                one.decided_by,
                " ".join(one.remains),
            )
        )
    return XLSX().export_data(data)

"""What each role may do. A role is a group of this name; every migrate gives it its permissions."""

from collections.abc import Iterator

from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import models

OURS = ("mops", "participants", "programs", "reporting")

PEOPLE = (
    "participants.participant",
    "participants.household",
    "participants.datedfact",
    "participants.profileassessment",
    "participants.socialcontract",
    "participants.peselchange",
    "participants.participantmerge",
)
HAPPENINGS = (
    "programs.edition",
    "programs.referrallist",
    "programs.listrow",
    "programs.referral",
    "programs.enrolment",
    "programs.override",
    "programs.activity",
    "programs.attendance",
    "programs.workday",
    "programs.workmonth",
    "programs.assessment",
    "programs.outcome",
    "programs.followup",
    "programs.benefit",
)
TERMS = (
    "programs.program",
    "programs.entrycondition",
    "programs.reason",
    "programs.institution",
    "programs.facility",
    "programs.agreement",
    "programs.party",
    "programs.annex",
    "programs.agreementamount",
    "programs.cost",
    "programs.settlement",
    "programs.settlementline",
    "programs.settlementextra",
    "programs.settlementdocument",
    "programs.settlementrefund",
    "programs.hourscorrection",
    "programs.grant",
    "programs.stafftraining",
)
LAW = ("programs.legalbasis", "programs.rate")
"""What the law sets: kept by the administrator, read by everybody."""
REPORTS = (
    "reporting.report",
    "reporting.direction",
    "reporting.section",
    "reporting.statedvalue",
)
TEXTS = ("programs.documenttemplate",)
"""Words of printed documents: the administrator's business alone."""
LISTS = (
    "programs.uploadedlist",
    "programs.uploadedrow",
    "programs.officemapping",
    "programs.listundoing",
)
"""Files from labour offices before they become referrals, and the worker's doing with imported
lists: the administrator's business alone."""
WORK = PEOPLE + HAPPENINGS + TERMS + REPORTS
KNOWN = WORK + LAW

ENTER = ("view", "add", "change")
ALL = (*ENTER, "delete")


class Role(models.TextChoices):
    """A group's name and the role in words."""

    CASEWORKER = "pracownik", "pracownik socjalny"
    HEAD = "kierownik", "kierownik działu"
    ADMINISTRATOR = "administrator", "administrator"
    AUDITOR = "audytor", "audytor (tylko odczyt)"


def _to(actions: tuple[str, ...], *records: str) -> set[str]:
    names = (record.split(".") for record in records)
    return {f"{app}.{action}_{model}" for app, model in names for action in actions}


def _events() -> set[str]:
    """Reading the journal of changes: the event model of everything that is tracked."""
    return _to(
        ("view",),
        *(f"{record}event" for record in (*KNOWN, *TEXTS, *LISTS, "mops.user", "mops.centre")),
    )


READING = _to(("view",), *KNOWN)
EXPORTING = {"mops.export_records"}
EXPORTING_ALL = {"mops.export_everything"}
"""All registers in one workbook."""
PRINTING = {"programs.print_documents"}
"""Documents of people, to be signed and handed over; whoever only reads makes none."""
SETTLING = _to(
    ("add",), "programs.settlement", "programs.settlementrefund", "programs.hourscorrection"
)
"""Caseworkers settle months; only the head and the administrator take a settlement back."""
JOURNAL = {"mops.view_accessentry", "mops.view_changeset", *_events()} | _to(
    ("view",), "mops.userroleevent", "programs.agreementprogramevent"
)

PERMISSIONS = {
    Role.CASEWORKER: (READING | EXPORTING | PRINTING | SETTLING | _to(ENTER, *PEOPLE, *HAPPENINGS)),
    Role.HEAD: READING | EXPORTING | EXPORTING_ALL | PRINTING | _to(ENTER, *WORK),
    Role.ADMINISTRATOR: (
        EXPORTING
        | EXPORTING_ALL
        | PRINTING
        | JOURNAL
        | _to(ALL, *KNOWN, *TEXTS, *LISTS)
        | _to(ENTER, "mops.user", "mops.centre")
        | _to(("view",), "auth.group")
    ),
    Role.AUDITOR: READING | JOURNAL | _to(("view",), "mops.user", "mops.centre", "auth.group"),
}
"""Accounts are closed, never deleted: the journal speaks of them."""


def grant(apps=current_apps) -> None:
    """Make each role's group have exactly its permissions; `apps` may be a migration's."""
    for label in (*OURS, "auth"):
        create_permissions(current_apps.get_app_config(label), apps=apps, verbosity=0)
    group_model = apps.get_model("auth", "Group")
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth", "Permission").objects.select_related(
            "content_type"
        )
    }
    for role, names in PERMISSIONS.items():
        group, _ = group_model.objects.get_or_create(name=role.value)
        group.permissions.set(known[name] for name in names if name in known)


def roles_with(permission: str) -> Iterator[Role]:
    """The roles that may do it."""
    return (role for role, names in PERMISSIONS.items() if permission in names)

"""Every address is tried as each role and as nobody; an address without a rule fails."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpResponseForbidden
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from mops import urls
from mops.administration import ReadOnlyAdmin
from mops.changes import event_model_of
from mops.models import Centre, User
from mops.roles import PERMISSIONS, Role
from mops.tests import world
from participants.models import DatedFact, Household, Participant, ParticipantMerge, SocialContract
from programs.admin.kept import AddedElsewhere, KeptElsewhere
from programs.models import (
    Activity,
    Agreement,
    AgreementAmount,
    Annex,
    Benefit,
    Cost,
    Edition,
    Enrolment,
    Facility,
    Grant,
    Institution,
    Outcome,
    Override,
    Program,
    Rate,
    ReferralList,
    Settlement,
    SettlementRefund,
    StaffTraining,
    UploadedList,
)
from reporting.models import Section

OK, MOVED, FORBIDDEN, MISSING, NO_METHOD = 200, 302, 403, 404, 405
LOGIN_PAGES = {"/konto/logowanie/", "/administracja/login/"}
SESSION = settings.SESSION_COOKIE_NAME
NEVER = ("nobody may",)


@dataclass(frozen=True)
class Rule:
    """What an address needs, and how it answers who has it; POST to a page to read is refused."""

    needs: tuple[str, ...] = ()
    get: int = OK
    post: int = NO_METHOD
    kwargs: dict = field(default_factory=dict)
    record: type | None = None
    query: str = ""
    is_public: bool = False
    needs_staff: bool = False
    post_needs: tuple[str, ...] = ()
    denied: int = FORBIDDEN

    def answer(self, method: str, user: User | None) -> int:
        """The exact status that the account must get."""
        answer = self.get if method == "GET" else self.post
        if user is None:
            return answer if self.is_public else MOVED
        if self.needs_staff and not user.is_staff:
            return FORBIDDEN
        if answer == NO_METHOD:
            return NO_METHOD
        needs = {*self.needs, *(self.post_needs if method == "POST" else ())}
        return answer if needs <= PERMISSIONS.get(user.username, set()) else self.denied


PERSON = "participants.view_participant"
PRINT = "programs.print_documents"
TEXTS = "programs.change_documenttemplate"
REPORT = "reporting.view_report"
SCORES = ("programs.add_assessment", "programs.change_assessment")
ATTENDANCE = ("programs.add_attendance", "programs.change_attendance")
HOURS = (
    "programs.add_workmonth",
    "programs.change_workmonth",
    "programs.add_workday",
    "programs.change_workday",
)
LISTS = "programs.view_uploadedlist"
COSTS = ("programs.view_cost", "programs.add_cost", "programs.change_cost")
SECOND_ROW = {"number": 2}
IMPORTED = ("programs.view_referrallist", PERSON)
YEAR = {"year": 2015}
LAW = "programs.change_rate"
RATES = {"book": "stawki"}
NOBODY = {"pk": 0}
NO_YEAR = {"year": 1900}
"""A year without a report: whoever may see one is told that there is none, and nothing is computed."""

RULES = {
    "start": Rule(),
    "login": Rule(is_public=True, post=OK),
    "logout": Rule(get=NO_METHOD, post=MOVED),
    "password_change": Rule(post=OK),
    "password_change_done": Rule(),
    "unsent_form": Rule(post=MOVED),
    "fresh_token": Rule(),
    "export_everything": Rule(("mops.export_records", "mops.export_everything"), post=OK),
    "participant_list": Rule((PERSON,)),
    "participant_search": Rule((PERSON,), get=MOVED, post=MOVED),
    "participant_export": Rule((PERSON, "mops.export_records"), kwargs={"extension": "csv"}),
    "participant_detail": Rule((PERSON,), record=Participant),
    "participant_create": Rule((PERSON, "participants.add_participant"), post=OK),
    "participant_pesel_check": Rule(
        (PERSON, "participants.add_participant"), get=NO_METHOD, post=OK
    ),
    "participant_suggestions": Rule((PERSON,), get=NO_METHOD, post=OK),
    "participant_merge_start": Rule(
        (PERSON, "participants.add_participantmerge"), post=OK, record=Participant
    ),
    "participant_merge": Rule(
        (PERSON, "participants.add_participantmerge"),
        get=MISSING,
        post=MISSING,
        kwargs={"other": 0},
        record=Participant,
    ),
    "participant_merge_undo": Rule(
        (PERSON, "participants.change_participantmerge"), post=OK, record=ParticipantMerge
    ),
    "participant_edit": Rule(
        (PERSON, "participants.change_participant"), post=OK, record=Participant
    ),
    "participant_pesel": Rule(
        (PERSON, "participants.change_participant", "participants.add_peselchange"),
        post=OK,
        record=Participant,
    ),
    "fact_create": Rule((PERSON, "participants.add_datedfact"), post=OK, record=Participant),
    "fact_end": Rule((PERSON, "participants.change_datedfact"), post=OK, record=DatedFact),
    "profile_create": Rule(
        (PERSON, "participants.add_profileassessment"), post=OK, record=Participant
    ),
    "contract_create": Rule(
        (PERSON, "participants.add_socialcontract"), post=OK, record=Participant
    ),
    "contract_settle": Rule(
        (PERSON, "participants.change_socialcontract"), post=OK, record=SocialContract
    ),
    "participant_enrol": Rule(
        ("programs.view_edition", "programs.add_enrolment", PERSON), record=Participant
    ),
    "participant_refer": Rule(("programs.add_referral", PERSON), post=OK, record=Participant),
    "edition_list": Rule(("programs.view_edition",)),
    "edition_detail": Rule(("programs.view_edition", PERSON), record=Edition),
    "enrolment_detail": Rule(("programs.view_enrolment", PERSON), record=Enrolment),
    "outcome_edit": Rule(("programs.change_outcome", PERSON), post=OK, record=Outcome),
    "outcome_remove": Rule(("programs.change_outcome", PERSON), post=OK, record=Outcome),
    "edition_new": Rule(("programs.add_edition",), post=OK),
    "edition_edit": Rule(("programs.change_edition",), post=OK, record=Edition),
    # A sheet in which nothing is typed changes nothing.
    "edition_hours": Rule((*HOURS, PERSON), post=MOVED, record=Edition),
    "edition_week": Rule((*HOURS, PERSON), post=MOVED, record=Edition),
    "edition_totals": Rule((*HOURS, PERSON), post=MOVED, record=Edition),
    "edition_hours_overview": Rule(
        ("programs.view_workmonth", "programs.view_edition", PERSON), record=Edition
    ),
    "edition_scores": Rule((*SCORES, PERSON), post=MOVED, record=Edition),
    "edition_scores_part": Rule((*SCORES, PERSON), post=MOVED, record=Edition),
    "profiles_add": Rule(
        ("participants.add_profileassessment", "programs.view_enrolment", PERSON),
        post=OK,
        record=Edition,
    ),
    "activity_add": Rule(("programs.add_activity",), post=OK, record=Edition),
    "activity_edit": Rule(("programs.change_activity",), post=OK, record=Activity),
    # An activity with attendance is not removed.
    "activity_remove": Rule(("programs.change_activity",), post=MOVED, record=Activity),
    "activity_attendance": Rule((*ATTENDANCE, PERSON), post=MOVED, record=Activity),
    "activity_day": Rule((*ATTENDANCE, PERSON), post=MOVED, record=Activity),
    "enrolments_add": Rule(("programs.add_enrolment", PERSON), post=OK, record=Edition),
    "enrolments_search": Rule(
        ("programs.add_enrolment", PERSON), get=NO_METHOD, post=MOVED, record=Edition
    ),
    "enrolments_complete": Rule(("programs.change_enrolment", PERSON), post=OK, record=Edition),
    "enrolments_interrupt": Rule(("programs.change_enrolment", PERSON), post=OK, record=Edition),
    "outcomes_add": Rule(("programs.add_outcome", PERSON), post=OK, record=Edition),
    "enrolment_replace": Rule(
        ("programs.add_enrolment", "programs.change_enrolment", PERSON), post=OK, record=Enrolment
    ),
    "enrolment_edit": Rule(("programs.change_enrolment", PERSON), post=OK, record=Enrolment),
    "referrals_interview": Rule(("programs.change_referral", PERSON), post=OK, record=Edition),
    "referrals_offer": Rule(("programs.change_referral", PERSON), post=OK, record=Edition),
    "referrals_decide": Rule(("programs.change_referral", PERSON), post=OK, record=Edition),
    "edition_documents": Rule(("programs.view_edition", PERSON, PRINT), record=Edition),
    # No such record: whoever may print is told so, and nothing is printed.
    "edition_certificates": Rule(
        ("programs.view_edition", PERSON, PRINT), get=MISSING, kwargs=NOBODY
    ),
    "edition_placements": Rule(
        ("programs.view_edition", PERSON, PRINT), get=MISSING, kwargs=NOBODY
    ),
    "edition_attendance": Rule(
        ("programs.view_edition", PERSON, PRINT), get=MISSING, kwargs=NOBODY
    ),
    "facility_documents": Rule(("programs.view_facility", PERSON, PRINT), record=Facility),
    "facility_attendance": Rule(
        ("programs.view_facility", PERSON, PRINT), get=MISSING, kwargs=NOBODY
    ),
    "participant_documents": Rule(("programs.view_enrolment", PERSON, PRINT), record=Participant),
    "certificate_print": Rule(
        ("programs.view_enrolment", PERSON, PRINT), get=MISSING, kwargs=NOBODY
    ),
    "placement_print": Rule(("programs.view_enrolment", PERSON, PRINT), get=MISSING, kwargs=NOBODY),
    "contract_form": Rule(
        ("participants.view_socialcontract", PERSON, PRINT),
        get=MISSING,
        kwargs={**NOBODY, "kind": "A"},
    ),
    "contract_print": Rule(
        ("participants.view_socialcontract", PERSON, PRINT), get=MISSING, kwargs=NOBODY
    ),
    "document_template_list": Rule((TEXTS,)),
    "document_template_edit": Rule((TEXTS,), post=OK, kwargs={"kind": "certificate"}),
    "document_template_preview": Rule(
        (TEXTS,), get=NO_METHOD, post=OK, kwargs={"kind": "certificate"}
    ),
    "document_template_restore": Rule(
        ("programs.delete_documenttemplate",),
        get=NO_METHOD,
        post=MOVED,
        kwargs={"kind": "placement"},
    ),
    "edition_referrals": Rule(
        ("programs.view_referral", PERSON),
        # Nobody ticked: the page says so.
        post=OK,
        post_needs=("programs.change_referral",),
        record=Edition,
    ),
    "edition_referrals_search": Rule(
        ("programs.view_referral", PERSON), get=NO_METHOD, post=MOVED, record=Edition
    ),
    "year_referrals": Rule(
        ("programs.view_referral", PERSON),
        post=OK,
        post_needs=("programs.change_referral",),
        kwargs=YEAR,
        record=Program,
    ),
    "year_referrals_search": Rule(
        ("programs.view_referral", PERSON),
        get=NO_METHOD,
        post=MOVED,
        kwargs=YEAR,
        record=Program,
    ),
    "certificates_issue": Rule(("programs.change_enrolment", PERSON), post=OK, record=Edition),
    "follow_ups_add": Rule(("programs.add_followup", PERSON), post=OK, record=Edition),
    "edition_close": Rule(("programs.change_edition",), post=OK, record=Edition),
    "edition_reopen": Rule(("programs.change_edition",), post=OK, record=Edition),
    "enrolment_reopen": Rule(("programs.change_enrolment", PERSON), post=OK, record=Enrolment),
    "imported_list_detail": Rule(IMPORTED, record=ReferralList),
    "imported_list_pdf": Rule((*IMPORTED, PRINT), get=MISSING, kwargs=NOBODY),
    "imported_list_xlsx": Rule((*IMPORTED, "mops.export_records"), record=ReferralList),
    "imported_list_against": Rule(
        (*IMPORTED, "programs.view_referral"),
        post=OK,
        post_needs=("programs.change_referral",),
        record=ReferralList,
    ),
    "imported_list_undo": Rule(
        (*IMPORTED, "programs.change_referrallist"), post=MOVED, record=ReferralList
    ),
    "uploaded_list_mending": Rule(
        (LISTS, "programs.change_uploadedlist"), post=OK, record=UploadedList
    ),
    "uploaded_list_marked": Rule(
        # The made-up list has no file to mark: whoever may is told of another list.
        (LISTS, PERSON, "mops.export_records"),
        get=MISSING,
        kwargs=NOBODY,
    ),
    "list_template": Rule(("programs.add_referrallist",)),
    "missing_list": Rule(("programs.view_edition",)),
    "contracts_overdue": Rule((PERSON, "participants.view_socialcontract")),
    "law_list": Rule(("programs.view_rate",), kwargs=RATES),
    "law_new": Rule((LAW,), post=OK, kwargs=RATES),
    "law_edit": Rule((LAW,), post=OK, kwargs=RATES, record=Rate),
    "law_follow": Rule((LAW,), post=OK, kwargs=RATES, record=Rate),
    "law_remove": Rule(
        ("programs.delete_rate",), get=MISSING, post=MISSING, kwargs={**RATES, **NOBODY}
    ),
    "agreement_list": Rule(("programs.view_agreement",)),
    "agreement_detail": Rule(("programs.view_agreement",), record=Agreement),
    "agreement_new": Rule(("programs.add_agreement",), post=OK),
    "agreement_export": Rule(
        ("programs.view_agreement", "mops.export_records"), kwargs={"extension": "xlsx"}
    ),
    "agreement_edit": Rule(("programs.change_agreement",), post=OK, record=Agreement),
    "agreement_scan": Rule(("programs.view_agreement",), get=MISSING, record=Agreement),
    "annex_new": Rule(("programs.add_annex",), post=OK, record=Agreement),
    "agreement_roles": Rule(("programs.change_party",), post=OK, record=Agreement),
    "annex_scan": Rule(("programs.view_annex",), get=MISSING, record=Annex),
    "annex_remove": Rule(("programs.change_annex",), post=OK, record=Annex),
    "annex_edit": Rule(("programs.change_annex",), post=OK, record=Annex),
    "amounts_new": Rule(("programs.add_agreementamount",), post=OK, record=Agreement),
    "amount_edit": Rule(("programs.change_agreementamount",), post=OK, record=AgreementAmount),
    "institution_list": Rule(("programs.view_institution",)),
    "institution_new": Rule(("programs.add_institution",), post=OK),
    "institution_detail": Rule(("programs.view_institution",), record=Institution),
    "institution_edit": Rule(("programs.change_institution",), post=OK, record=Institution),
    "facility_new": Rule(("programs.add_facility",), post=OK),
    "facility_edit": Rule(("programs.change_facility",), post=OK, record=Facility),
    "facility_list": Rule(("programs.view_facility",)),
    "facility_detail": Rule(("programs.view_facility",), record=Facility),
    "cost_list": Rule(("programs.view_cost",)),
    "spending_start": Rule(("programs.view_cost",), get=MOVED),
    "spending_year": Rule(("programs.view_cost",), kwargs=YEAR),
    "spending_detail": Rule(("programs.view_cost",), kwargs=YEAR, record=Program),
    "spending_export": Rule(
        ("programs.view_cost", "mops.export_records"), kwargs=YEAR, record=Program
    ),
    "spending_year_export": Rule(("programs.view_cost", "mops.export_records"), kwargs=YEAR),
    "cost_new": Rule(("programs.add_cost",), post=OK),
    "cost_export": Rule(
        ("programs.view_cost", "mops.export_records"), kwargs={"extension": "xlsx"}
    ),
    "benefit_list": Rule(("programs.view_benefit", PERSON)),
    "benefit_export": Rule(
        ("programs.view_benefit", PERSON, "mops.export_records"), kwargs={"extension": "xlsx"}
    ),
    "grant_export": Rule(
        ("programs.view_grant", "mops.export_records"), kwargs={"extension": "xlsx"}
    ),
    "training_export": Rule(
        ("programs.view_stafftraining", "mops.export_records"), kwargs={"extension": "xlsx"}
    ),
    "settlement_export": Rule(
        ("programs.view_settlement", "mops.export_records"), kwargs={"extension": "xlsx"}
    ),
    # The cost comes of a settlement, so one is sent back to it.
    "cost_edit": Rule(("programs.change_cost",), get=MOVED, post=MOVED, record=Cost),
    "cost_remove": Rule(("programs.change_cost",), get=MOVED, post=MOVED, record=Cost),
    "grant_new": Rule(("programs.add_grant",), post=OK),
    "grant_edit": Rule(("programs.change_grant",), post=OK, record=Grant),
    "grant_remove": Rule(("programs.change_grant",), post=OK, record=Grant),
    "training_new": Rule(("programs.add_stafftraining",), post=OK),
    "training_edit": Rule(("programs.change_stafftraining",), post=OK, record=StaffTraining),
    "training_remove": Rule(("programs.change_stafftraining",), post=OK, record=StaffTraining),
    "benefits_add": Rule(("programs.add_benefit", PERSON), post=OK, record=Edition),
    "benefit_edit": Rule(("programs.change_benefit", PERSON), post=OK, record=Benefit),
    "benefit_remove": Rule(("programs.change_benefit", PERSON), post=OK, record=Benefit),
    "cost_months": Rule(COSTS, get=MOVED),
    "program_costs": Rule(COSTS, post=MOVED, kwargs=YEAR, record=Program),
    "program_costs_month": Rule(COSTS, post=MOVED, kwargs=YEAR, record=Program),
    "cost_detail": Rule(("programs.view_cost",), record=Cost),
    "settlement_list": Rule(("programs.view_settlement",)),
    # No month chosen: the form is shown again.
    "settlement_new": Rule(("programs.add_settlement", PERSON), post=OK),
    "settlement_detail": Rule(("programs.view_settlement", PERSON), record=Settlement),
    "settlement_documents": Rule(
        ("programs.add_settlement", PERSON), get=NO_METHOD, post=MOVED, record=Settlement
    ),
    "settlement_document": Rule(
        ("programs.view_settlement", PERSON, PRINT),
        get=MISSING,
        kwargs={"kind": "refund", "extension": "pdf"},
        record=Settlement,
    ),
    # Nobody such took part in the month.
    "hours_correct": Rule(
        ("programs.add_hourscorrection", "programs.change_workmonth", PERSON),
        get=MISSING,
        post=MISSING,
        kwargs={"enrolment": 0, "facility": 0},
        record=Settlement,
    ),
    "settlement_unlock": Rule(("programs.change_settlement",), post=OK, record=Settlement),
    "settlement_refund_add": Rule(("programs.add_settlementrefund",), post=OK, record=Settlement),
    "settlement_refund_remove": Rule(
        ("programs.change_settlementrefund",), post=OK, record=SettlementRefund
    ),
    "grant_list": Rule(("programs.view_grant",)),
    "grant_detail": Rule(("programs.view_grant",), record=Grant),
    "training_list": Rule(("programs.view_stafftraining",)),
    "training_detail": Rule(("programs.view_stafftraining",), record=StaffTraining),
    "uploaded_list_index": Rule((LISTS,)),
    "uploaded_list_new": Rule(("programs.add_uploadedlist",), post=OK),
    "uploaded_list_detail": Rule((LISTS,), record=UploadedList),
    # No such list: reading it again would change what the other rules find.
    "uploaded_list_read_again": Rule(
        ("programs.change_uploadedlist",), get=NO_METHOD, post=MISSING, kwargs=NOBODY
    ),
    "uploaded_list_columns": Rule(("programs.change_uploadedlist",), post=OK, record=UploadedList),
    "uploaded_list_rows": Rule((LISTS, PERSON), record=UploadedList),
    "uploaded_list_row": Rule(
        ("programs.change_uploadedlist", PERSON),
        # A row in which nothing is typed otherwise stays as it is.
        post=MOVED,
        kwargs=SECOND_ROW,
        record=UploadedList,
    ),
    **{
        f"uploaded_list_{name}": Rule(
            ("programs.change_uploadedlist", PERSON),
            get=NO_METHOD,
            # Nothing is chosen, so nothing is done.
            post=MOVED,
            record=UploadedList,
        )
        for name in ("choose", "hidden", "repair", "import")
    },
    **{
        f"uploaded_list_row_{name}": Rule(
            ("programs.change_uploadedlist", PERSON),
            get=NO_METHOD,
            post=answer,
            kwargs=SECOND_ROW,
            record=UploadedList,
        )
        for name, answer in {"repair": MOVED, "keep": MOVED, "settle": 400}.items()
    },
    "report_index": Rule((REPORT,)),
    "report_detail": Rule((REPORT,), get=MISSING, kwargs=NO_YEAR),
    "report_start": Rule(("reporting.add_report",), get=MOVED, post=MOVED, kwargs={"year": 2014}),
    "report_pdf": Rule((REPORT,), get=MISSING, kwargs=NO_YEAR),
    "figure_index": Rule((REPORT,), get=MISSING, kwargs=NO_YEAR),
    "figure_export": Rule((REPORT,), get=MISSING, kwargs={**NO_YEAR, "extension": "csv"}),
    "figure_detail": Rule((REPORT, PERSON), kwargs={**YEAR, "key": "psu.worked"}),
    "claim_detail": Rule((REPORT, PERSON), get=MISSING, kwargs={**YEAR, "key": "none"}),
    "section_detail": Rule((REPORT,), get=MISSING, kwargs=NO_YEAR, record=Section),
    "section_edit": Rule(
        ("reporting.change_section",), get=MISSING, post=MISSING, kwargs=NO_YEAR, record=Section
    ),
    "section_preview": Rule(
        ("reporting.change_section",), get=NO_METHOD, post=MISSING, kwargs=NO_YEAR, record=Section
    ),
    "admin:index": Rule(post=OK, needs_staff=True),
    "admin:login": Rule(get=MOVED, post=MOVED),
    "admin:logout": Rule(get=NO_METHOD, post=MOVED, needs_staff=True),
    "admin:password_change": Rule(get=MOVED, post=MOVED, needs_staff=True),
    "admin:password_change_done": Rule(post=NO_METHOD, needs_staff=True),
    "admin:autocomplete": Rule(
        (PERSON,),
        query="?app_label=programs&model_name=enrolment&field_name=participant&term=",
        needs_staff=True,
    ),
    "admin:jsi18n": Rule(needs_staff=True),
    "admin:view_on_site": Rule(
        get=MISSING, post=MISSING, needs_staff=True, kwargs={"content_type_id": 0, "object_id": 0}
    ),
    "admin:app_list": Rule(
        (PERSON,),
        post=OK,
        needs_staff=True,
        # An app in which the account may see nothing is not there for it.
        denied=MISSING,
        kwargs={"app_label": "participants"},
    ),
    "admin:(?P<url>.*)$": Rule(get=MISSING, post=MISSING, needs_staff=True),
    "admin:auth_user_password_change": Rule(
        ("mops.change_user",), post=OK, needs_staff=True, record=User
    ),
}


def admin_rules() -> dict[str, Rule]:
    """The rules of each model's pages in the administration, from the permissions of the model."""
    rules = {}
    for model in admin.site._registry:  # noqa: SLF001 - the only list of what is registered
        for name, rule in rules_of(model).items():
            key = f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"
            rules[key] = replace(rule, needs_staff=True)
    return rules


def rules_of(model: type) -> dict[str, Rule]:
    app, name = model._meta.app_label, model._meta.model_name
    view, add, change, delete = (
        (f"{app}.{action}_{name}",) for action in ("view", "add", "change", "delete")
    )
    # A household may be saved without an address.
    saved = MOVED if model is Household else OK
    rules = {
        "changelist": Rule(view, post=OK),
        "add": Rule(add, post=saved),
        "change": Rule(view, post=saved, record=model, post_needs=change),
        "delete": Rule(delete, post=OK, record=model),
        "history": Rule(NEVER, post=OK, record=model),
        "(redirect)": Rule(get=MOVED, post=MOVED, record=model),
    }
    if issubclass(type(admin.site.get_model_admin(model)), ReadOnlyAdmin):
        return (
            rules
            | {key: replace(rules[key], needs=NEVER) for key in ("add", "delete")}
            | {"change": replace(rules["change"], post_needs=NEVER)}
        )
    event = event_model_of(model)._meta
    history = (*view, f"{event.app_label}.view_{event.model_name}")
    rules |= {"history": Rule(history, post=OK, record=model)}
    rules |= {"export": Rule((*view, "mops.export_records"), post=OK)}
    pages = type(admin.site.get_model_admin(model))
    if issubclass(pages, AddedElsewhere):
        rules |= {"add": replace(rules["add"], needs=NEVER)}
    if issubclass(pages, KeptElsewhere):
        rules |= {"delete": replace(rules["delete"], needs=NEVER)}
    if issubclass(pages, KeptElsewhere) or model is Override:
        rules |= {"change": replace(rules["change"], post_needs=NEVER)}
    if model is Centre:
        rules |= {"add": replace(rules["add"], needs=NEVER)}
    if model is User:
        rules |= {"export": replace(rules["export"], needs=NEVER)}
    return rules


def addresses(patterns=None, namespace: str = "", route: str = "") -> Iterator[str]:
    """The name of every address of the site; the route of those that have none."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or route + str(pattern.pattern)}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            outer = "" if pattern.namespace else route + str(pattern.pattern)
            yield from addresses(pattern.url_patterns, inner, outer)


REDIRECT = "<path:object_id>/"


def key_of(address: str) -> str:
    """The name of the rule; each model's unnamed redirect is called after the model."""
    if not address.endswith(REDIRECT):
        return address
    namespace, path = address.split(":", 1)
    app, model = path.removesuffix(REDIRECT).strip("/").split("/")
    return f"{namespace}:{app}_{model}_(redirect)"


def url_of(key: str, rule: Rule, records: dict[type, int]) -> str:
    if key.endswith("$"):
        return f"{reverse('admin:index')}nothing/here/"
    if key.endswith("_(redirect)"):
        changed = reverse(key.replace("(redirect)", "change"), args=[records[rule.record]])
        return changed.removesuffix("change/")
    kwargs = dict(rule.kwargs)
    args = [records[rule.record]] if rule.record and not kwargs else []
    if rule.record and kwargs:
        kwargs["pk"] = records[rule.record]
    return reverse(key, args=args, kwargs=kwargs) + rule.query


@contextmanager
def unrendered():
    """Leave out the words of the administration's pages and of refusals; statuses are all we ask."""
    list_of = admin.AdminSite.get_app_list
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SimpleTemplateResponse, "rendered_content", "")
        # The menu beside every page of the administration asks for hundreds of permissions.
        patch.setattr(
            admin.AdminSite, "get_app_list", lambda *asked: list_of(*asked) if asked[2:] else []
        )
        patch.setattr(urls, "handler403", lambda request, exception: HttpResponseForbidden())
        yield


def answers(client: Client, user: User | None, records: dict[type, int]) -> dict:
    """What differs from the rules: (address, method) -> (status, expected status)."""
    wrong = {}
    for key, rule in {**RULES, **admin_rules()}.items():
        for method in ("GET", "POST"):
            if user and not (SESSION in client.cookies and client.cookies[SESSION].value):
                client.force_login(user)
            # Whoever sees most has the pages rendered, once.
            is_shown = method == "GET" and user and user.username == Role.ADMINISTRATOR
            with nullcontext() if is_shown else unrendered():
                response = client.generic(method, url_of(key, rule, records))
            if response.streaming:
                response.getvalue()  # closes the file in it
            expected = rule.answer(method, user)
            if response.status_code != expected:
                wrong[key, method] = (response.status_code, expected)
            elif user is None and expected == MOVED:
                assert response.url.partition("?")[0] in LOGIN_PAGES
    return wrong


@pytest.fixture
def records(db):
    numbers = world.build()
    return {**numbers, Group: Group.objects.first().pk}


def test_every_address_has_a_rule_and_every_rule_an_address():
    known = {**RULES, **admin_rules()}
    assert sorted({key_of(address) for address in addresses()}) == sorted(known)


def test_every_permission_of_a_role_exists(db):
    granted = {
        group.name: {
            f"{app}.{name}"
            for app, name in group.permissions.values_list("content_type__app_label", "codename")
        }
        for group in Group.objects.all()
    }
    assert granted == {role.value: names for role, names in PERMISSIONS.items()}


@pytest.mark.parametrize("role", Role)
def test_role_gets_what_it_may_and_no_more(role, account, client, records):
    assert answers(client, account(role), records) == {}


def test_account_without_a_role_gets_only_its_own_pages(account, client, records):
    assert answers(client, account(None), records) == {}


def test_nobody_is_sent_to_log_in(client, records):
    assert answers(client, None, records) == {}


def test_administration_is_closed_to_those_outside_the_staff(account, client, records):
    client.force_login(account(Role.ADMINISTRATOR, is_staff=False))
    with unrendered():
        statuses = {
            client.get(url_of(*rule, records)).status_code for rule in admin_rules().items()
        }
    assert statuses == {FORBIDDEN}


def test_refusal_is_a_page_in_polish(client_as, db):
    response = client_as(None).get(reverse("participant_list"))
    assert response.status_code == FORBIDDEN
    assert "<h1>Brak uprawnień</h1>" in response.text


def test_an_address_of_forms_opened_by_itself_is_explained(client_as, db):
    response = client_as(Role.CASEWORKER).get(reverse("participant_pesel_check"))
    assert (response.status_code, response["Allow"]) == (NO_METHOD, "POST")
    assert "<h1>Tego adresu nie otwiera się wprost</h1>" in response.text


def test_only_some_may_export(client_as, records):
    url = reverse("participant_export", args=["xlsx"])
    statuses = {role.value: client_as(role).get(url).status_code for role in Role}
    assert statuses == {
        "pracownik": OK,
        "kierownik": OK,
        "administrator": OK,
        "audytor": FORBIDDEN,
    }


def test_auditor_changes_nothing():
    changing = {name for name in PERMISSIONS[Role.AUDITOR] if ".view_" not in name}
    assert changing == set()


def test_administrator_cannot_make_herself_a_superuser(client_as, account):
    admin_account = account(Role.ADMINISTRATOR)
    page = client_as(Role.ADMINISTRATOR).get(
        reverse("admin:mops_user_change", args=[admin_account.pk])
    )
    assert "is_superuser" not in page.context["adminform"].form.fields
    assert "user_permissions" not in page.context["adminform"].form.fields

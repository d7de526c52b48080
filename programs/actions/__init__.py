"""What staff do with programmes. Every write goes through here: atomic, named, journaled."""

from programs.actions.activities import change_activity, plan_activity, remove_activity
from programs.actions.after import (
    issue_certificates,
    note_no_change,
    reopen_enrolment,
)
from programs.actions.agreements import (
    add_annex,
    assign_amount,
    assign_amounts,
    change_agreement,
    change_amount,
    change_annex,
    name_roles,
    remove_amount,
    remove_annex,
    sign_agreement,
)
from programs.actions.assessments import (
    ScoreEntry,
    record_profiles,
    record_score_sheet,
    record_scores,
)
from programs.actions.closing import close_edition, reopen_edition
from programs.actions.correcting import Corrected, correct_hours
from programs.actions.costs import award_grant, pay_benefit, record_cost
from programs.actions.days import record_attendance, record_work_days
from programs.actions.documents import StaleDocument, restore_document, write_document
from programs.actions.editions import (
    change_edition,
    open_edition,
    record_training,
)
from programs.actions.enrolments import (
    complete,
    complete_many,
    interrupt,
    interrupt_many,
    record_outcome,
    record_outcomes,
)
from programs.actions.funnel import Mark, mark_referrals, unmark_referrals
from programs.actions.hours import MonthEntry, record_hours, record_month
from programs.actions.intake import (
    AlreadyImported,
    ImportedFile,
    OutdatedVerdicts,
    import_list,
    undo_list,
)
from programs.actions.joining import (
    NeedsReason,
    enrol,
    enrol_many,
    enter_past_part,
    interrupt_and_replace,
    replace,
)
from programs.actions.law import add_law, change_law, follow_law, remove_law
from programs.actions.mending import upload_mended
from programs.actions.money import change_record, enter_record, pay_benefits, remove_record
from programs.actions.monthly_costs import CostEntry, record_monthly_costs
from programs.actions.outcomes import change_outcome, remove_outcome
from programs.actions.parts import correct_part
from programs.actions.places import (
    add_facility,
    add_institution,
    change_facility,
    change_institution,
)
from programs.actions.records import StaleRecord
from programs.actions.referrals import (
    decide,
    decide_each,
    make_offers,
    offer,
    record_interview,
    record_interviews,
    refer,
)
from programs.actions.settlement_papers import (
    record_refund,
    remove_refund,
    unlock_settlement,
    write_settlement_documents,
)
from programs.actions.settling import StalePlan, settle_month
from programs.actions.sheets import Conflict, Saved, SheetRefused
from programs.actions.undoing import queue_undo
from programs.actions.upload_rows import (
    StaleRow,
    choose_columns,
    choose_hidden,
    choose_matching,
    choose_rows,
    keep_value,
    mend_row,
    queue_import,
    repair_all,
    repair_row,
    settle_row,
)
from programs.actions.uploads import AlreadyUploaded, clear_lists, read_again, upload_list
from programs.actions.worked import DayEntry

__all__ = [
    "AlreadyImported",
    "AlreadyUploaded",
    "Conflict",
    "Corrected",
    "CostEntry",
    "DayEntry",
    "ImportedFile",
    "Mark",
    "MonthEntry",
    "NeedsReason",
    "OutdatedVerdicts",
    "Saved",
    "ScoreEntry",
    "SheetRefused",
    "StaleDocument",
    "StalePlan",
    "StaleRecord",
    "StaleRow",
    "add_annex",
    "add_facility",
    "add_institution",
    "add_law",
    "assign_amount",
    "assign_amounts",
    "award_grant",
    "change_activity",
    "change_agreement",
    "change_amount",
    "change_annex",
    "change_edition",
    "change_facility",
    "change_institution",
    "change_law",
    "change_outcome",
    "change_record",
    "choose_columns",
    "choose_hidden",
    "choose_matching",
    "choose_rows",
    "clear_lists",
    "close_edition",
    "complete",
    "complete_many",
    "correct_hours",
    "correct_part",
    "decide",
    "decide_each",
    "enrol",
    "enrol_many",
    "enter_past_part",
    "enter_record",
    "follow_law",
    "import_list",
    "interrupt",
    "interrupt_and_replace",
    "interrupt_many",
    "issue_certificates",
    "keep_value",
    "make_offers",
    "mark_referrals",
    "mend_row",
    "name_roles",
    "note_no_change",
    "offer",
    "open_edition",
    "pay_benefit",
    "pay_benefits",
    "plan_activity",
    "queue_import",
    "queue_undo",
    "read_again",
    "record_attendance",
    "record_cost",
    "record_hours",
    "record_interview",
    "record_interviews",
    "record_month",
    "record_monthly_costs",
    "record_outcome",
    "record_outcomes",
    "record_profiles",
    "record_refund",
    "record_score_sheet",
    "record_scores",
    "record_training",
    "record_work_days",
    "refer",
    "remove_activity",
    "remove_amount",
    "remove_annex",
    "remove_law",
    "remove_outcome",
    "remove_record",
    "remove_refund",
    "reopen_edition",
    "reopen_enrolment",
    "repair_all",
    "repair_row",
    "replace",
    "restore_document",
    "settle_month",
    "settle_row",
    "sign_agreement",
    "undo_list",
    "unlock_settlement",
    "unmark_referrals",
    "upload_list",
    "upload_mended",
    "write_document",
    "write_settlement_documents",
]

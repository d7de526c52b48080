"""What staff do with programmes. Every write goes through here: atomic, named, journaled."""

from programs.actions.activities import change_activity, plan_activity, remove_activity
from programs.actions.agreements import add_annex, assign_amount, sign_agreement
from programs.actions.assessments import (
    ScoreEntry,
    record_profiles,
    record_score_sheet,
    record_scores,
)
from programs.actions.costs import award_grant, pay_benefit, record_cost, settle_hours
from programs.actions.days import record_attendance, record_work_days
from programs.actions.editions import change_edition, open_edition, record_training
from programs.actions.enrolments import (
    PlacesExceeded,
    complete,
    complete_many,
    enrol,
    enrol_many,
    interrupt,
    interrupt_many,
    record_outcome,
    record_outcomes,
    replace,
)
from programs.actions.hours import MonthEntry, record_hours, record_month
from programs.actions.referrals import (
    decide,
    decide_each,
    make_offers,
    offer,
    record_interview,
    record_interviews,
    refer,
)
from programs.actions.sheets import Conflict, Saved, SheetRefused
from programs.actions.worked import DayEntry

__all__ = [
    "Conflict",
    "DayEntry",
    "MonthEntry",
    "PlacesExceeded",
    "Saved",
    "ScoreEntry",
    "SheetRefused",
    "add_annex",
    "assign_amount",
    "award_grant",
    "change_activity",
    "change_edition",
    "complete",
    "complete_many",
    "decide",
    "decide_each",
    "enrol",
    "enrol_many",
    "interrupt",
    "interrupt_many",
    "make_offers",
    "offer",
    "open_edition",
    "pay_benefit",
    "plan_activity",
    "record_attendance",
    "record_cost",
    "record_hours",
    "record_interview",
    "record_interviews",
    "record_month",
    "record_outcome",
    "record_outcomes",
    "record_profiles",
    "record_score_sheet",
    "record_scores",
    "record_training",
    "record_work_days",
    "refer",
    "remove_activity",
    "replace",
    "settle_hours",
    "sign_agreement",
]

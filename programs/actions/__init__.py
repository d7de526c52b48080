"""What staff do with programmes. Every write goes through here: atomic, named, journaled."""

from programs.actions.agreements import add_annex, assign_amount, sign_agreement
from programs.actions.costs import award_grant, pay_benefit, record_cost, settle_hours
from programs.actions.editions import change_edition, open_edition, plan_activity, record_training
from programs.actions.enrolments import (
    complete,
    complete_many,
    interrupt,
    interrupt_many,
    record_outcome,
    record_outcomes,
)
from programs.actions.hours import MonthEntry, record_hours, record_month, record_scores
from programs.actions.joining import (
    NeedsReason,
    enrol,
    enrol_many,
    interrupt_and_replace,
    replace,
)
from programs.actions.referrals import (
    decide,
    decide_each,
    make_offers,
    offer,
    record_interview,
    record_interviews,
    refer,
)

__all__ = [
    "MonthEntry",
    "NeedsReason",
    "add_annex",
    "assign_amount",
    "award_grant",
    "change_edition",
    "complete",
    "complete_many",
    "decide",
    "decide_each",
    "enrol",
    "enrol_many",
    "interrupt",
    "interrupt_and_replace",
    "interrupt_many",
    "make_offers",
    "offer",
    "open_edition",
    "pay_benefit",
    "plan_activity",
    "record_cost",
    "record_hours",
    "record_interview",
    "record_interviews",
    "record_month",
    "record_outcome",
    "record_outcomes",
    "record_scores",
    "record_training",
    "refer",
    "replace",
    "settle_hours",
    "sign_agreement",
]

"""What staff do with programmes. Every write goes through here: atomic, named, journaled."""

from programs.actions.agreements import add_annex, assign_amount, sign_agreement
from programs.actions.costs import award_grant, pay_benefit, record_cost, settle_hours
from programs.actions.editions import open_edition, plan_activity, record_training
from programs.actions.enrolments import complete, enrol, interrupt, record_outcome, replace
from programs.actions.hours import record_hours, record_scores
from programs.actions.referrals import decide, offer, record_interview, refer

__all__ = [
    "add_annex",
    "assign_amount",
    "award_grant",
    "complete",
    "decide",
    "enrol",
    "interrupt",
    "offer",
    "open_edition",
    "pay_benefit",
    "plan_activity",
    "record_cost",
    "record_hours",
    "record_interview",
    "record_outcome",
    "record_scores",
    "record_training",
    "refer",
    "replace",
    "settle_hours",
    "sign_agreement",
]

from programs.models.activity import Activity, Attendance, WorkDay, WorkMonth
from programs.models.agreement import (
    Agreement,
    AgreementAmount,
    AgreementProgram,
    Annex,
    Party,
)
from programs.models.assessment import Assessment
from programs.models.cost import Benefit, Cost, Grant, Payer
from programs.models.document import DocumentTemplate
from programs.models.edition import Edition
from programs.models.enrolment import Enrolment
from programs.models.entry_condition import EntryCondition
from programs.models.follow_up import FollowUp
from programs.models.hours_correction import HoursCorrection
from programs.models.institution import Facility, Institution
from programs.models.law import LegalBasis, Rate
from programs.models.list_row import ListRow
from programs.models.list_undoing import ListUndoing
from programs.models.outcome import Outcome
from programs.models.override import Override
from programs.models.program import Program
from programs.models.reason import Reason
from programs.models.referral import Referral, ReferralList
from programs.models.settlement import Settlement, SettlementExtra, SettlementLine
from programs.models.settlement_papers import SettlementDocument, SettlementRefund
from programs.models.training import StaffTraining
from programs.models.uploaded_list import OfficeMapping, UploadedList
from programs.models.uploaded_row import UploadedRow

__all__ = [
    "Activity",
    "Agreement",
    "AgreementAmount",
    "AgreementProgram",
    "Annex",
    "Assessment",
    "Attendance",
    "Benefit",
    "Cost",
    "DocumentTemplate",
    "Edition",
    "Enrolment",
    "EntryCondition",
    "Facility",
    "FollowUp",
    "Grant",
    "HoursCorrection",
    "Institution",
    "LegalBasis",
    "ListRow",
    "ListUndoing",
    "OfficeMapping",
    "Outcome",
    "Override",
    "Party",
    "Payer",
    "Program",
    "Rate",
    "Reason",
    "Referral",
    "ReferralList",
    "Settlement",
    "SettlementDocument",
    "SettlementExtra",
    "SettlementLine",
    "SettlementRefund",
    "StaffTraining",
    "UploadedList",
    "UploadedRow",
    "WorkDay",
    "WorkMonth",
]

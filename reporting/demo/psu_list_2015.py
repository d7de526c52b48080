"""The people of the 2015 list who did not work: who declined, and who was never asked."""

from datetime import date

from programs.models.referral import Source
from reporting.demo.psu import Listed

FROM_PAI, FROM_PISIZ = "not in PAI", "not in PISiZ"
FEBRUARY, MAY, JULY, OCTOBER = (
    date(2015, 2, 26),
    date(2015, 5, 14),
    date(2015, 7, 30),
    date(2015, 10, 15),
)

DECLINED_IN_WINTER = (
    Listed(women=3, men=2, profile="II", because="took_job", on=FEBRUARY),
    Listed(women=2, men=1, profile="II", because="public_works", on=FEBRUARY, next=("RP II",)),
    Listed(women=2, profile="II", because="internship", on=FEBRUARY),
    Listed(whom=FROM_PAI, people=2, profile="III", because="long_illness", on=FEBRUARY),
    Listed(women=1, men=2, profile="III", because="refusal", on=FEBRUARY),
    Listed(whom=FROM_PAI, people=2, profile="III", because="no_show", on=FEBRUARY),
)
DECLINED_IN_MAY = (
    Listed(women=2, men=1, profile="II", because="took_job", on=MAY),
    Listed(whom=FROM_PISIZ, people=1, profile="II", because="took_job", on=MAY),
    Listed(men=2, profile="III", because="public_works", on=MAY, next=("RP V",)),
    Listed(women=1, men=1, profile="II", because="internship", on=MAY),
    Listed(whom=FROM_PAI, people=1, profile="III", because="internship", on=MAY),
    Listed(whom=FROM_PAI, people=2, profile="III", because="pup_training", on=MAY),
    Listed(men=1, profile="III", because="long_illness", on=MAY, source=Source.MOPS),
    Listed(men=2, profile="III", because="refusal", on=MAY),
    Listed(whom=FROM_PAI, people=1, profile="III", because="no_show", on=MAY),
)
DECLINED_IN_SUMMER = (
    Listed(women=1, men=1, profile="II", because="took_job", on=JULY),
    Listed(whom=FROM_PISIZ, people=1, profile="II", because="took_job", on=JULY),
    Listed(whom=FROM_PAI, people=1, profile="III", because="internship", on=JULY),
    Listed(whom=FROM_PAI, people=2, profile="III", because="pup_training", on=JULY),
    Listed(whom=FROM_PAI, people=1, profile="III", because="long_illness", on=JULY),
    Listed(women=1, profile="III", because="child_illness", on=JULY, source=Source.MOPS),
    Listed(men=1, profile="III", because="disability", on=JULY),
    Listed(men=1, profile="III", because="refusal", on=JULY),
    Listed(men=1, profile="II", because="no_show", on=JULY),
)
DECLINED_IN_AUTUMN = (
    Listed(men=1, profile="II", because="took_job", on=OCTOBER),
    Listed(whom=FROM_PISIZ, people=1, profile="II", because="took_job", on=OCTOBER),
    Listed(men=2, profile="III", because="public_works", on=OCTOBER, next=("RP IX",)),
    Listed(women=1, profile="II", because="public_works", on=OCTOBER, next=("RP X",)),
    Listed(women=1, profile="II", because="internship", on=OCTOBER),
    Listed(women=1, profile="III", because="long_illness", on=OCTOBER),
    Listed(men=1, profile="III", because="disability", on=OCTOBER),
    Listed(women=1, men=1, profile="III", because="refusal", on=OCTOBER),
    Listed(men=1, profile="III", because="no_show", on=OCTOBER),
)
NEVER_OFFERED = (
    Listed(men=3, profile="II", because="public_works", on=date(2015, 2, 2), next=("RP I",)),
    Listed(women=4, men=2, profile="II", because="took_job", on=date(2015, 2, 18)),
    Listed(women=3, men=1, profile="II", because="internship", on=date(2015, 3, 16)),
    Listed(men=3, profile="III", because="public_works", on=date(2015, 4, 1), next=("RP III",)),
    Listed(women=3, men=2, profile="III", because="lost_status", on=date(2015, 4, 9)),
    Listed(women=2, men=2, profile="II", because="pup_training", on=date(2015, 4, 20)),
    Listed(women=2, men=1, profile="II", because="took_job", on=date(2015, 5, 6)),
    Listed(women=1, men=1, profile="III", because="moved_away", on=date(2015, 6, 3)),
    Listed(women=1, men=3, profile="III", because="lost_status", on=date(2015, 6, 10)),
    Listed(women=1, men=1, profile="III", because="disability", on=date(2015, 6, 24)),
    Listed(women=2, men=1, profile="II", because="took_job", on=date(2015, 7, 8)),
    Listed(women=1, men=2, profile="II", because="internship", on=date(2015, 8, 4)),
    Listed(women=2, men=1, profile="II", because="public_works", on=date(2015, 9, 1), next=("RP VII",)),
    Listed(women=1, men=1, profile="II", because="pup_training", on=date(2015, 9, 14)),
    Listed(women=1, men=4, profile="III", because="lost_status", on=date(2015, 9, 21)),
    Listed(women=1, men=1, profile="II", because="moved_away", on=date(2015, 9, 30)),
    Listed(whom=FROM_PISIZ, people=3, profile="II", because="took_job", on=date(2015, 10, 7)),
    Listed(whom=FROM_PAI, people=3, profile="III", because="took_job", on=date(2015, 10, 7)),
    Listed(whom=FROM_PAI, people=2, profile="III", because="internship", on=date(2015, 10, 8)),
    Listed(whom=FROM_PAI, people=2, profile="III", because="pup_training", on=date(2015, 10, 8)),
    Listed(whom=FROM_PAI, people=7, profile="III", because="lost_status", on=date(2015, 10, 9)),
)  # fmt: skip

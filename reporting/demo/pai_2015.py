"""The four editions of PAI in 2015: who came, who left and why, who took the vacant places."""

from datetime import date

from programs.models import Outcome
from reporting.demo.pai import Area, Beneficiaries, Round, Sheet
from reporting.demo.recruitment import Candidates, Decision, Recruitment
from reporting.demo.stays import Then, job

LEFT_OUT = ("not in PAI",)

FIRST = Round(
    1,
    date(2015, 3, 9),
    date(2015, 5, 8),
    Recruitment(date(2015, 2, 24), date(2015, 3, 3), date(2015, 3, 5)),
    reprofiled_on=date(2015, 5, 18),
    hours={3: 30, 4: 40, 5: 10},
    beneficiaries=(
        Beneficiaries(men=1, until=date(2015, 3, 27), because="abandoned", hours={3: 20}),
        Beneficiaries(
            women=1, until=date(2015, 4, 10), because="long_illness", hours={3: 30, 4: 10}
        ),
        Beneficiaries(
            men=1,
            joins=True,
            since=date(2015, 4, 1),
            hours={4: 40, 5: 10},
            next=("RP V after PAI",),
        ),
        Beneficiaries(
            women=1,
            joins=True,
            since=date(2015, 4, 13),
            hours={4: 20, 5: 10},
            stalled=(Area.SELF_ESTEEM,),
            profile_after="III",
        ),
        Beneficiaries(women=1, next=("RP V after PAI",)),
        Beneficiaries(women=1, then=job(date(2015, 6, 1)), profile_after=""),
        Beneficiaries(men=1, seen_on=Sheet.OBSERVATION, next=("CIS after PAI",)),
        Beneficiaries(women=1, next=("PSU III after PAI",)),
        Beneficiaries(women=1, seen_on=Sheet.SELF),
        Beneficiaries(
            men=1, stalled=(Area.SOCIAL_COMPETENCE, Area.SELF_ESTEEM), next=("CIS in 2016",)
        ),
    ),
    candidates=(
        Candidates(women=1, decision=Decision.RESERVE, next=("PAI II, in reserve",)),
        Candidates(women=5, men=5, next=LEFT_OUT),
        Candidates(women=1, men=1, came=False),
    ),
)
SECOND = Round(
    2,
    date(2015, 5, 18),
    date(2015, 7, 17),
    Recruitment(date(2015, 5, 4), date(2015, 5, 11), date(2015, 5, 14)),
    reprofiled_on=date(2015, 7, 27),
    hours={5: 20, 6: 40, 7: 20},
    beneficiaries=(
        Beneficiaries(men=1, until=date(2015, 6, 2), because="absence", hours={5: 20}),
        Beneficiaries(women=1, until=date(2015, 6, 10), because="abandoned", hours={5: 20, 6: 10}),
        Beneficiaries(
            women=1, men=1, until=date(2015, 6, 12), because="long_illness", hours={5: 20, 6: 15}
        ),
        Beneficiaries(women=1, joins=True, since=date(2015, 6, 8), hours={6: 30, 7: 20}),
        Beneficiaries(
            men=1,
            joins=True,
            since=date(2015, 6, 15),
            hours={6: 20, 7: 20},
            next=("RP VII after PAI",),
        ),
        Beneficiaries(
            women=1, joins=True, since=date(2015, 6, 15), hours={6: 20, 7: 20}, profile_after="III"
        ),
        Beneficiaries(
            whom="PAI II, in reserve", people=1, then=job(date(2015, 8, 3)), profile_after=""
        ),
        Beneficiaries(women=1, next=("RP VII after PAI",)),
        Beneficiaries(men=1, next=("CIS after PAI",)),
        Beneficiaries(women=1, seen_on=Sheet.OBSERVATION, next=("PSU IV after PAI",)),
    ),
    candidates=(
        Candidates(men=1, decision=Decision.RESERVE, next=("PAI III, in reserve",)),
        Candidates(women=4, men=4, next=LEFT_OUT),
    ),
)
THIRD = Round(
    3,
    date(2015, 7, 27),
    date(2015, 9, 25),
    Recruitment(date(2015, 7, 13), date(2015, 7, 20), date(2015, 7, 23)),
    reprofiled_on=date(2015, 9, 29),
    hours={7: 10, 8: 40, 9: 30},
    beneficiaries=(
        Beneficiaries(men=2, until=date(2015, 8, 14), because="absence", hours={7: 10, 8: 20}),
        Beneficiaries(
            women=1, until=date(2015, 8, 28), because="child_illness", hours={7: 10, 8: 36}
        ),
        Beneficiaries(
            men=1,
            joins=True,
            since=date(2015, 8, 17),
            hours={8: 20, 9: 30},
            next=("RP VIII after PAI",),
        ),
        Beneficiaries(women=1, joins=True, since=date(2015, 8, 17), hours={8: 20, 9: 30}),
        Beneficiaries(
            whom="PAI III, in reserve", people=1, then=job(date(2015, 11, 2)), profile_after=""
        ),
        Beneficiaries(women=1, next=("RP VIII after PAI",)),
        Beneficiaries(women=1, then=(Then(Outcome.Kind.INTERNSHIP, date(2015, 10, 5)),)),
        Beneficiaries(
            women=1,
            then=(
                Then(
                    Outcome.Kind.DEREGISTERED,
                    date(2015, 10, 12),
                    "świadczenie pielęgnacyjne na członka rodziny",
                ),
            ),
            profile_after="",
        ),
        Beneficiaries(men=1, stalled=(Area.SELF_ESTEEM, Area.ACTIVITY), profile_after="III"),
    ),
    candidates=(
        Candidates(women=1, decision=Decision.RESERVE, next=("PAI IV, in reserve",)),
        Candidates(women=4, men=5, next=LEFT_OUT),
        Candidates(men=1, came=False),
    ),
)
FOURTH = Round(
    4,
    date(2015, 9, 28),
    date(2015, 11, 27),
    Recruitment(date(2015, 9, 14), date(2015, 9, 21), date(2015, 9, 24)),
    reprofiled_on=date(2015, 11, 30),
    hours={9: 6, 10: 40, 11: 34},
    places=7,
    beneficiaries=(
        Beneficiaries(men=1, until=date(2015, 10, 9), because="abandoned", hours={9: 6, 10: 10}),
        Beneficiaries(women=1, until=date(2015, 10, 16), because="absence", hours={9: 6, 10: 18}),
        Beneficiaries(
            women=1, until=date(2015, 10, 30), because="long_illness", hours={9: 6, 10: 40}
        ),
        Beneficiaries(women=1, men=1, joins=True, since=date(2015, 10, 19), hours={10: 18, 11: 34}),
        Beneficiaries(whom="PAI IV, in reserve", people=1, next=("RP X after PAI",)),
        Beneficiaries(
            women=1, then=(Then(Outcome.Kind.WORD_COURSE, date(2015, 12, 7)),), next=("RP in 2016",)
        ),
        Beneficiaries(women=1, profile_after="III"),
        Beneficiaries(men=1, profile_after="III", next=("PAI in 2016",)),
    ),
    candidates=(Candidates(women=5, men=4, next=LEFT_OUT),),
)
ROUNDS_2015 = (FIRST, SECOND, THIRD, FOURTH)

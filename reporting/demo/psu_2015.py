"""The four seasons of socially useful work in 2015: who worked, how long, who broke it off."""

from datetime import date
from decimal import Decimal

from reporting.demo.psu import Season, Workers, Year, exams, laundry
from reporting.demo.psu_list_2015 import (
    DECLINED_IN_AUTUMN,
    DECLINED_IN_MAY,
    DECLINED_IN_SUMMER,
    DECLINED_IN_WINTER,
    NEVER_OFFERED,
)
from reporting.demo.stays import job

VETERANS = "PSU, veterans of 2014"

SPRING = Season(
    1,
    date(2015, 3, 2),
    date(2015, 5, 15),
    offered_on=date(2015, 2, 23),
    decided_on=date(2015, 2, 26),
    hours={3: 40, 4: 40, 5: 20},
    workers=(
        Workers(men=2, until=date(2015, 3, 20), because="abandoned", hours={3: 24}),
        Workers(
            women=1,
            profile="II",
            until=date(2015, 4, 10),
            because="took_job",
            hours={3: 40, 4: 12},
            then=job(date(2015, 4, 13)),
        ),
        Workers(men=1, until=date(2015, 4, 17), because="absence", hours={3: 36, 4: 16}),
        Workers(women=1, until=date(2015, 4, 2), because="long_illness", hours={3: 40}),
        Workers(men=1, profile="II", until=date(2015, 3, 31), because="refusal", hours={3: 32}),
        Workers(whom="PSU I, after PISiZ", people=4, missed={3: 4}),
        Workers(whom="PSU I, left PISiZ", people=1),
        Workers(whom=VETERANS, people=5, next=("PSU again in summer",)),
        Workers(whom=VETERANS, people=3),
        Workers(women=2, men=1, profile="II", missed={5: 2}, then=job(date(2015, 6, 1))),
        Workers(women=3, men=1, missed={4: 6}, next=("PSU in 2016",)),
        Workers(men=2, profile="II", missed={4: 6}, next=("RP VI",)),
    ),
    declined=DECLINED_IN_WINTER,
)
EARLY_SUMMER = Season(
    2,
    date(2015, 5, 18),
    date(2015, 7, 31),
    offered_on=date(2015, 5, 11),
    decided_on=date(2015, 5, 14),
    hours={5: 20, 6: 40, 7: 40},
    workers=(
        Workers(
            men=1,
            until=date(2015, 6, 19),
            because="took_job",
            hours={5: 20, 6: 26},
            then=job(date(2015, 6, 22)),
        ),
        Workers(women=1, men=1, until=date(2015, 6, 12), because="absence", hours={5: 20, 6: 12}),
        Workers(
            women=1,
            profile="II",
            until=date(2015, 7, 3),
            because="long_illness",
            hours={5: 20, 6: 40, 7: 4},
        ),
        Workers(
            men=1,
            profile="II",
            until=date(2015, 6, 30),
            because="public_works",
            hours={5: 20, 6: 40},
            next=("RP VI",),
        ),
        Workers(whom="PSU II, after PISiZ", people=2),
        Workers(whom="PSU II after PISiZ", people=1, listed_on=date(2015, 4, 20)),
        Workers(whom=VETERANS, people=4, missed={6: 3}),
        Workers(women=1, men=2, next=("PSU again in autumn",)),
        Workers(women=1, men=1, profile="II", then=job(date(2015, 8, 17))),
        Workers(women=5, men=5, missed={7: 5}),
    ),
    declined=DECLINED_IN_MAY,
)
SUMMER = Season(
    3,
    date(2015, 8, 3),
    date(2015, 10, 16),
    offered_on=date(2015, 7, 27),
    decided_on=date(2015, 7, 30),
    hours={8: 40, 9: 40, 10: 20},
    workers=(
        Workers(
            women=1,
            until=date(2015, 9, 11),
            because="took_job",
            hours={8: 40, 9: 14},
            then=job(date(2015, 9, 14)),
        ),
        Workers(men=2, until=date(2015, 8, 21), because="abandoned", hours={8: 24}),
        Workers(men=1, until=date(2015, 9, 30), because="refusal", hours={8: 40, 9: 38}),
        Workers(
            women=1,
            profile="II",
            until=date(2015, 9, 18),
            because="internship",
            hours={8: 40, 9: 24},
        ),
        Workers(whom="PSU again in summer", people=5, returning=True, missed={10: 2}),
        Workers(whom="PSU III after PAI", people=1, listed_on=date(2015, 7, 20)),
        Workers(whom="PSU III, after PISiZ", people=1),
        Workers(whom=VETERANS, people=2),
        Workers(women=1, profile="II", then=job(date(2015, 11, 2))),
        Workers(women=5, men=6, missed={9: 4}),
    ),
    declined=DECLINED_IN_SUMMER,
)
AUTUMN = Season(
    4,
    date(2015, 10, 19),
    date(2015, 12, 8),
    offered_on=date(2015, 10, 12),
    decided_on=date(2015, 10, 15),
    hours={10: 20, 11: 40, 12: 10},
    workers=(
        Workers(women=1, men=1, until=date(2015, 11, 6), because="absence", hours={10: 18, 11: 8}),
        Workers(men=1, until=date(2015, 11, 20), because="long_illness", hours={10: 20, 11: 26}),
        Workers(whom="PSU again in autumn", people=3, returning=True),
        Workers(whom="PSU IV after PAI", people=1, listed_on=date(2015, 10, 5)),
        Workers(men=1, profile="II", then=job(date(2015, 12, 14))),
        Workers(women=2, then=job(date(2016, 1, 18))),
        Workers(women=5, men=6, missed={11: 2}),
    ),
    declined=DECLINED_IN_AUTUMN,
)
YEAR_2015 = Year(
    2015,
    date(2015, 1, 30),
    seasons=(SPRING, EARLY_SUMMER, SUMMER, AUTUMN),
    never_offered=NEVER_OFFERED,
    other_costs=(
        exams(date(2015, 3, 1), Decimal("245.00")),
        exams(date(2015, 5, 1), Decimal("140.00")),
        exams(date(2015, 8, 1), Decimal("140.00")),
        exams(date(2015, 10, 1), Decimal("70.00")),
        laundry(date(2015, 6, 1), Decimal("4.20")),
        laundry(date(2015, 9, 1), Decimal("4.20")),
    ),
)

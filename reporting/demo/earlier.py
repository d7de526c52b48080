"""The years before 2015: graduates who come back, and people who never do."""

from datetime import date
from decimal import Decimal

from reporting.demo.awr import ProjectYear, Supported, run_project
from reporting.demo.cis import Group, Members, run_groups
from reporting.demo.pisiz import Candidates, Course, Recruitment, Trainees, run_courses
from reporting.demo.psu import Listed, Season, Workers, Year, laundry, run_year
from reporting.demo.public_works import CITY, FORMER, GUARDS, Hired, Works, debtors, run_works
from reporting.demo.stage import Stage
from reporting.demo.stays import job

COURSES = (
    Course(
        1,
        date(2013, 9, 9),
        date(2013, 11, 15),
        Recruitment(date(2013, 8, 20), date(2013, 8, 28), date(2013, 9, 2)),
        (
            Trainees(men=2, next=("RP I",)),
            Trainees(women=2, next=("PSU I, after PISiZ",)),
            Trainees(women=1),
        ),
    ),
    Course(
        1,
        date(2014, 3, 3),
        date(2014, 5, 9),
        Recruitment(date(2014, 2, 10), date(2014, 2, 18), date(2014, 2, 24)),
        (
            Trainees(women=2, next=("RP II",)),
            Trainees(men=1, next=("RP III",)),
            Trainees(women=1, men=1, next=("PSU I, after PISiZ",)),
            Trainees(women=1, next=("PSU II, after PISiZ",)),
            Trainees(women=1, then=job(date(2014, 6, 2))),
            Trainees(men=1, then=job(date(2015, 2, 9))),
            Trainees(women=2),
            Trainees(men=1, until=date(2014, 4, 4), because="resigned"),
        ),
        (Candidates(women=1, men=1),),
    ),
    Course(
        2,
        date(2014, 9, 8),
        date(2014, 11, 14),
        Recruitment(date(2014, 8, 18), date(2014, 8, 26), date(2014, 9, 1)),
        (
            Trainees(women=1, next=("RP VII",)),
            Trainees(men=1, next=("RP IX",)),
            Trainees(men=1, next=("PSU II, after PISiZ",)),
            Trainees(women=1, next=("PSU III, after PISiZ",)),
            Trainees(women=3, men=2),
            Trainees(
                men=1,
                until=date(2014, 10, 10),
                because="absence",
                next=("PSU I, left PISiZ",),
            ),
            Trainees(
                women=1,
                until=date(2014, 10, 24),
                because="long_illness",
                next=("RP VIII, left PISiZ",),
            ),
        ),
    ),
)
PSU_2014 = Year(
    2014,
    date(2014, 1, 31),
    (
        Season(
            1,
            date(2014, 3, 3),
            date(2014, 6, 30),
            date(2014, 2, 24),
            date(2014, 2, 27),
            {3: 40, 4: 40, 5: 40, 6: 40},
            (
                Workers(women=5, men=4, next=("PSU, veterans of 2014",)),
                Workers(men=2),
                Workers(men=1, until=date(2014, 4, 11), because="absence", hours={3: 40, 4: 10}),
            ),
            (Listed(women=1, men=1, profile="III", because="refusal", on=date(2014, 2, 27)),),
        ),
        Season(
            2,
            date(2014, 8, 4),
            date(2014, 11, 28),
            date(2014, 7, 28),
            date(2014, 7, 31),
            {8: 40, 9: 40, 10: 40, 11: 36},
            (
                Workers(women=3, men=2, next=("PSU, veterans of 2014",)),
                Workers(women=2, men=1, profile="II"),
                Workers(men=1, profile="II", then=job(date(2015, 1, 12))),
            ),
        ),
    ),
    (Listed(women=2, men=2, profile="II", because="took_job", on=date(2014, 6, 5)),),
    (laundry(date(2014, 6, 1), Decimal("4.20")),),
)
WORKS_2014 = (
    Works(
        1,
        date(2014, 3, 26),
        date(2014, 4, 1),
        date(2014, 8, 29),
        (
            Hired(work=FORMER, men=2),
            Hired(work=FORMER, men=1, truths=debtors(date(2008, 7, 1)), then=job(date(2015, 2, 2))),
        ),
    ),
    Works(
        2,
        date(2014, 9, 26),
        date(2014, 10, 1),
        date(2015, 2, 27),
        (
            Hired(work=GUARDS, women=4),
            Hired(work=GUARDS, women=1, until=date(2014, 12, 5), because="moved_away"),
            Hired(work=CITY, men=1, truths=debtors(date(2013, 6, 1))),
            Hired(work=CITY, men=1),
        ),
    ),
)
GROUPS_2013 = (Group(3, date(2013, 9, 2), date(2014, 8, 29), (Members(women=2, men=2),)),)
PROJECT_2014 = (
    ProjectYear(
        "awr",
        7,
        date(2014, 1, 1),
        date(2014, 12, 31),
        (
            Supported(
                women=3,
                men=2,
                born=(1990, 1995),
                since=date(2014, 2, 3),
                benefit=Decimal("170.00"),
                months=(2, 3),
            ),
            Supported(
                women=1,
                together=True,
                since=date(2014, 5, 5),
                benefit=Decimal("280.00"),
                months=(6,),
                family_contract=True,
            ),
        ),
        (date(2014, 5, 15), date(2014, 10, 9)),
    ),
)


def play_earlier_years(stage: Stage) -> None:
    """Enter what happened in 2013 and 2014."""
    run_courses(stage, COURSES)
    run_year(stage, PSU_2014)
    run_works(stage, WORKS_2014)
    run_groups(stage, GROUPS_2013)
    run_project(stage, PROJECT_2014)

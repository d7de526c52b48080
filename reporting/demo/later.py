"""The years after 2015, in which some of its people turn up again."""

from datetime import date
from decimal import Decimal

from reporting.demo.awr import YOUTH, ProjectYear, Supported, run_project
from reporting.demo.cis import Group, Members, run_groups
from reporting.demo.pai import Beneficiaries, Round, run_rounds
from reporting.demo.pisiz import Candidates, Course, Recruitment, Trainees, run_courses
from reporting.demo.psu import Listed, Season, Workers, Year, exams, run_year
from reporting.demo.public_works import GUARDS, Hired, Works, run_works
from reporting.demo.public_works_2015 import WORKS_SIGNED_IN_DECEMBER
from reporting.demo.stage import Stage
from reporting.demo.stays import job

COURSES = (
    Course(
        1,
        date(2016, 3, 7),
        date(2016, 5, 13),
        Recruitment(date(2016, 2, 8), date(2016, 2, 17), date(2016, 2, 26)),
        (
            Trainees(whom="not in PISiZ", people=2),
            Trainees(women=1, men=1),
            Trainees(men=1, until=date(2016, 4, 15), because="took_job"),
        ),
        (Candidates(women=1),),
    ),
)
ROUNDS = (
    Round(
        1,
        date(2016, 3, 7),
        date(2016, 5, 6),
        Recruitment(date(2016, 2, 23), date(2016, 3, 1), date(2016, 3, 3)),
        date(2016, 5, 16),
        {3: 32, 4: 40, 5: 8},
        (
            Beneficiaries(men=1, until=date(2016, 3, 25), because="absence", hours={3: 20}),
            Beneficiaries(whom="PAI in 2016", people=1),
            Beneficiaries(women=2, men=1, then=job(date(2016, 6, 6)), profile_after=""),
            Beneficiaries(women=1, profile_after="III"),
        ),
    ),
    Round(
        2,
        date(2016, 5, 16),
        date(2016, 7, 15),
        Recruitment(date(2016, 5, 4), date(2016, 5, 9), date(2016, 5, 12)),
        date(2016, 7, 25),
        {5: 20, 6: 40, 7: 20},
        (Beneficiaries(women=3, men=2),),
    ),
    Round(
        1,
        date(2019, 3, 4),
        date(2019, 4, 30),
        Recruitment(date(2019, 2, 19), date(2019, 2, 25), date(2019, 2, 28)),
        date(2019, 5, 13),
        {3: 40, 4: 40},
        (
            Beneficiaries(women=1, born=(2000, 2000)),
            Beneficiaries(women=1, men=1),
        ),
        practice="pai 2019",
    ),
)
PSU_2016 = Year(
    2016,
    date(2016, 1, 29),
    (
        Season(
            1,
            date(2016, 3, 1),
            date(2016, 5, 31),
            date(2016, 2, 22),
            date(2016, 2, 25),
            {3: 40, 4: 40, 5: 40},
            (
                Workers(whom="PSU in 2016", people=4),
                Workers(women=3, men=4),
                Workers(men=1, until=date(2016, 4, 8), because="took_job", hours={3: 40, 4: 8}),
            ),
            (Listed(women=1, profile="II", because="internship", on=date(2016, 2, 25)),),
        ),
    ),
    (Listed(women=1, men=1, profile="III", because="lost_status", on=date(2016, 5, 9)),),
    (exams(date(2016, 3, 1), Decimal("105.00")),),
)
WORKS_2016 = (
    *WORKS_SIGNED_IN_DECEMBER,
    Works(
        2,
        date(2016, 2, 26),
        date(2016, 3, 1),
        date(2016, 6, 30),
        (Hired(work=GUARDS, women=3),),
    ),
)
GROUPS_2016 = (
    Group(
        6,
        date(2016, 3, 1),
        date(2017, 2, 28),
        (
            Members(whom="CIS in 2016", people=1),
            Members(women=2, men=1),
            Members(men=1, until=date(2016, 6, 10), because="resigned"),
        ),
        "cis 2016",
    ),
)
NEXT_PROJECT = (
    ProjectYear(
        "rpo",
        1,
        date(2016, 1, 1),
        date(2017, 12, 31),
        (
            Supported(
                women=2,
                men=2,
                born=YOUTH,
                since=date(2016, 3, 1),
                benefit=Decimal("200.00"),
                months=(3, 4),
            ),
            Supported(
                women=1,
                together=True,
                since=date(2016, 4, 4),
                until=date(2016, 12, 30),
                benefit=Decimal("310.00"),
                months=(5,),
                family_contract=True,
            ),
        ),
        (date(2016, 4, 21),),
    ),
)


def play_later_years(stage: Stage) -> None:
    """Enter what happened after 2015."""
    run_courses(stage, COURSES)
    run_rounds(stage, ROUNDS)
    run_year(stage, PSU_2016)
    run_works(stage, WORKS_2016)
    run_groups(stage, GROUPS_2016)
    run_project(stage, NEXT_PROJECT)

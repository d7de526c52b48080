"""Public works of 2015, from the agreement of January to that of December."""

from datetime import date

from reporting.demo.public_works import CITY, GUARDS, Hired, Works, debtors
from reporting.demo.stays import job

WORKS_2015 = (
    Works(
        1,
        date(2015, 1, 26),
        date(2015, 2, 2),
        date(2015, 7, 31),
        (
            Hired(work=CITY, whom="RP I", people=2),
            Hired(work=CITY, whom="RP I", people=2, truths=debtors(date(2011, 5, 1))),
            Hired(work=CITY, whom="RP I", people=1, then=job(date(2016, 1, 11))),
        ),
    ),
    Works(
        2,
        date(2015, 2, 26),
        date(2015, 3, 2),
        date(2015, 6, 30),
        (
            Hired(work=GUARDS, whom="RP II", people=5),
            Hired(work=GUARDS, women=2),
            Hired(work=GUARDS, men=1, until=date(2015, 4, 17), because="absence"),
        ),
    ),
    Works(
        3,
        date(2015, 3, 27),
        date(2015, 4, 1),
        date(2015, 9, 30),
        (
            Hired(work=CITY, whom="RP III", people=4, truths=debtors(date(2013, 2, 1), people=2)),
            Hired(work=CITY, men=1, then=job(date(2015, 10, 12))),
        ),
    ),
    Works(
        4,
        date(2015, 4, 29),
        date(2015, 5, 4),
        date(2015, 10, 30),
        (
            Hired(work=CITY, men=1, until=date(2015, 5, 22), because="abandoned"),
            Hired(
                work=CITY,
                men=1,
                until=date(2015, 8, 14),
                because="took_job",
                then=job(date(2015, 8, 17)),
            ),
            Hired(work=CITY, men=2, truths=debtors(date(2009, 11, 1))),
        ),
    ),
    Works(
        5,
        date(2015, 5, 28),
        date(2015, 6, 1),
        date(2015, 8, 31),
        (
            Hired(work=CITY, whom="RP V after PAI", people=2),
            Hired(work=CITY, whom="RP V", people=1),
            Hired(work=CITY, whom="RP V", people=1, then=job(date(2015, 9, 14))),
        ),
    ),
    Works(
        6,
        date(2015, 6, 30),
        date(2015, 7, 1),
        date(2015, 9, 30),
        (
            Hired(
                work=CITY,
                whom="RP VI",
                people=3,
                truths=debtors(date(2010, 1, 1), date(2014, 12, 31), people=1),
            ),
        ),
    ),
    Works(
        7,
        date(2015, 8, 28),
        date(2015, 9, 1),
        date(2016, 1, 29),
        (
            Hired(work=GUARDS, whom="RP VII after PAI", people=2),
            Hired(work=GUARDS, whom="RP VII", people=4),
            Hired(work=GUARDS, women=1, until=date(2015, 10, 9), because="long_illness"),
            Hired(work=GUARDS, women=1),
            Hired(work=GUARDS, women=1, then=job(date(2016, 2, 8))),
        ),
    ),
    Works(
        8,
        date(2015, 9, 30),
        date(2015, 10, 1),
        date(2016, 1, 29),
        (
            Hired(work=GUARDS, whom="RP VIII after PAI", people=2),
            Hired(work=GUARDS, whom="RP VIII, left PISiZ", people=1),
            Hired(work=GUARDS, women=2),
        ),
    ),
    Works(
        9,
        date(2015, 10, 30),
        date(2015, 11, 2),
        date(2016, 1, 29),
        (Hired(work=CITY, whom="RP IX", people=3),),
    ),
    Works(
        10,
        date(2015, 11, 30),
        date(2015, 12, 1),
        date(2016, 1, 29),
        (
            Hired(work=GUARDS, whom="RP X after PAI", people=1),
            Hired(work=GUARDS, women=1, men=1),
            Hired(work=CITY, whom="RP X", people=1),
        ),
    ),
)
WORKS_SIGNED_IN_DECEMBER = (
    Works(
        1,
        date(2015, 12, 18),
        date(2016, 1, 4),
        date(2016, 6, 30),
        (Hired(work=CITY, whom="RP in 2016", people=2), Hired(work=CITY, men=2)),
    ),
)

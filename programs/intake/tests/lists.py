"""Lists made for a test: real files, read, judged and taken in."""

import hashlib
from datetime import date

from participants.tests.factories import staff
from programs import actions
from programs.intake.lists import read_list
from programs.intake.tests.corpus.books import xlsx
from programs.intake.tests.corpus.case import TODAY
from programs.intake.verdicts.judging import judge
from programs.intake.verdicts.verdict import Judged, Target
from programs.models import ReferralList
from programs.tests import factories as make

WIDE = ["Nazwisko", "Imię", "PESEL", "Data urodzenia", "Płeć", "Telefon", "Ulica", "Nr domu",
        "Miejscowość", "Profil", "Data rejestracji"]  # fmt: skip


def judged(*rows, header=WIDE, edition=None) -> Judged:
    """The verdicts of a list for the year 2015 of the made-up programme."""
    header = header[: max(map(len, rows))]
    content = xlsx([header, *rows])
    return judge(
        read_list(content, "lista.xlsx", today=TODAY), Target(make.program(), 2015, edition)
    )


def take_in(shown: Judged, content: bytes = b"lista", **choices) -> ReferralList:
    """Take the list in as made up by the staff."""
    return actions.import_list(
        by=staff(),
        judged=shown,
        file=actions.ImportedFile("lista.xlsx", hashlib.sha256(content).hexdigest()),
        received_on=date(2015, 2, 1),
        **choices,
    )


def kinds(shown: Judged) -> list[str]:
    return [verdict.kind.value for verdict in shown.rows]


def codes(shown: Judged, place: int = 0) -> list[tuple[str, str]]:
    return [(problem.address, problem.code) for problem in shown.rows[place].problems]

"""The places under whose supervision people work, and the agreements about it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from mops.saving import save_checked
from programs.actions import sign_agreement
from programs.models import Agreement, Facility, Institution
from reporting.demo.stage import Stage

EARLIER = (date(2014, 2, 10), date(2014, 3, 3), date(2016, 12, 31))
"""Signed, valid from, valid to: most places supervise since the season before."""
RECENT = (date(2015, 1, 23), date(2015, 1, 26), date(2016, 12, 31))
FORMER = (date(2012, 2, 13), date(2012, 3, 1), date(2014, 12, 31))
LATER = (date(2019, 2, 11), date(2019, 2, 18), date(2019, 12, 31))

PROGRAMME_OF = {
    "guards": "rp",
    "city": "rp",
    "former": "rp",
    "psu": "psu",
    "pai": "pai",
    "pai 2019": "pai",
}


@dataclass(frozen=True)
class Supervisor:
    """An institution, what is worked at in its care, and its places where it has several."""

    name: str
    work: tuple[str, ...]
    places: tuple[str, ...] = ()
    terms: tuple[tuple[date, date, date], ...] = (EARLIER,)

    @property
    def facility_names(self) -> tuple[str, ...]:
        return self.places or (self.name,)


SUPERVISORS = (
    *(Supervisor(f"Szkoła Podstawowa nr {n}", ("guards", "psu")) for n in range(31, 39)),
    *(Supervisor(f"Szkoła Podstawowa nr {n}", ("psu",)) for n in (39, 40)),
    *(Supervisor(f"Gimnazjum nr {n}", ("psu",)) for n in range(21, 25)),
    *(Supervisor(f"Przedszkole Miejskie nr {n}", ("psu",)) for n in range(31, 41)),
    Supervisor(
        "Zakład Zieleni Osiedlowej",
        ("city", "psu"),
        ("Zieleń Osiedlowa – rejon Północ", "Zieleń Osiedlowa – rejon Południe"),
    ),
    Supervisor("Dom Kultury „Kuźnia”", ("city", "psu")),
    Supervisor("Zarząd Cmentarza Komunalnego", ("city",)),
    Supervisor("Zarząd Ulic i Placów", ("city",)),
    Supervisor(
        "Zakład Oczyszczania „Czyste Miasto”", ("psu", "pai", "pai 2019"), terms=(EARLIER, LATER)
    ),
    Supervisor(
        "Dom Pomocy Społecznej „Jesienny Park”", ("psu", "pai", "pai 2019"), terms=(EARLIER, LATER)
    ),
    Supervisor("Świetlica Środowiskowa „Latarnia”", ("psu", "pai")),
    Supervisor("Świetlica Środowiskowa „Przystań”", ("psu", "pai")),
    Supervisor("Noclegownia „Schronienie”", ("psu", "pai")),
    Supervisor("Dzienny Dom „Senior”", ("psu", "pai")),
    Supervisor(
        "Biblioteka Osiedlowa",
        ("psu",),
        ("Biblioteka Osiedlowa – filia nr 41", "Biblioteka Osiedlowa – filia nr 42"),
    ),
    Supervisor("Środowiskowy Dom Samopomocy „Promyk”", ("psu",)),
    Supervisor("Żłobek Miejski „Skrzat”", ("psu",)),
    Supervisor("Hala Sportowa „Zorza”", ("psu",), terms=(RECENT,)),
    Supervisor("Schronisko dla Zwierząt „Cztery Łapy”", ("psu",), terms=(RECENT,)),
    Supervisor("Gimnazjum nr 29", ("former",), terms=(FORMER,)),
)


def agree_on_supervision(stage: Stage) -> None:
    """Enter the places with their agreements; people are then placed in them in turn."""
    places = defaultdict(list)
    for supervisor in SUPERVISORS:
        institution = save_checked(Institution(name=supervisor.name, kind=Institution.Kind.CITY))
        for terms in supervisor.terms:
            _sign(stage, supervisor, institution, *terms)
        for name in supervisor.facility_names:
            facility = save_checked(Facility(institution=institution, name=name))
            for work in supervisor.work:
                places[work].append(facility)
    stage.facilities.update({work: cycle(found) for work, found in places.items()})


def _sign(
    stage: Stage, supervisor: Supervisor, institution: Institution, signed, valid_from, valid_to
) -> None:
    programs = {PROGRAMME_OF[work] for work in supervisor.work}
    sign_agreement(
        by=stage.by,
        kind=Agreement.Kind.SUPERVISION,
        subject="Objęcie nadzorem osób wykonujących prace na terenie miasta",
        on=signed,
        valid_from=valid_from,
        valid_to=valid_to,
        parties=[stage.institutions["mops"], institution],
        programs=[stage.programs[key] for key in sorted(programs)],
    )

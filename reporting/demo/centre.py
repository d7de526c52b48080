"""The centre itself."""

from mops.models import Centre
from mops.saving import save_checked

CENTRE = {
    "name": "Miejski Ośrodek Pomocy Społecznej w Jaworznie",
    "name_genitive": "Miejskiego Ośrodka Pomocy Społecznej w Jaworznie",
    "name_locative": "Miejskim Ośrodku Pomocy Społecznej w Jaworznie",
    "city": "Jaworzno",
    "city_locative": "Jaworznie",
    "department": "Dział Reintegracji Społecznej i Zawodowej",
    "department_genitive": "Działu Reintegracji Społecznej i Zawodowej",
    "labour_office": "Powiatowy Urząd Pracy w Jaworznie",
    "programme_name": (
        "Program przeciwdziałania negatywnym skutkom długotrwałego bezrobocia poprzez wspieranie "
        "zatrudnienia osób zagrożonych wykluczeniem społecznym w Jaworznie"
    ),
    "programme_name_genitive": (
        "programu przeciwdziałania negatywnym skutkom długotrwałego bezrobocia poprzez wspieranie "
        "zatrudnienia osób zagrożonych wykluczeniem społecznym w Jaworznie"
    ),
    "coordinator_title": "Koordynator programu",
    "head_title": "Kierownik",
    "director_title": "Dyrektor",
    "journal_years": 5,
}


def describe() -> Centre:
    """Write down the names of the centre and the titles of those who sign."""
    return save_checked(Centre(pk=Centre.ONLY_PK, **CENTRE))

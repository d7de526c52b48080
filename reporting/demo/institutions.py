"""Who the centre works with."""

from mops.saving import save_checked
from programs.models import Institution
from reporting.demo.stage import Stage

Kind = Institution.Kind

INSTITUTIONS = {
    "mops": ("Miejski Ośrodek Pomocy Społecznej w Jaworznie", Kind.MOPS),
    "pup": ("Powiatowy Urząd Pracy w Jaworznie", Kind.PUP),
    "reda": ("Stowarzyszenie „Reda”", Kind.NGO),
    "chsd": ("Chrześcijańskie Stowarzyszenie Dobroczynne", Kind.NGO),
    "marshal": ("Urząd Marszałkowski Województwa Śląskiego", Kind.MANAGING_AUTHORITY),
    "prison": ("Areszt Śledczy w Sosnowcu", Kind.PRISON),
}


def found(stage: Stage) -> None:
    """Enter the institutions that stand beside the centre year after year."""
    for key, (name, kind) in INSTITUTIONS.items():
        stage.institutions[key] = save_checked(Institution(name=name, kind=kind))

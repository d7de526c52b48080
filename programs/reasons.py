"""The reasons that every centre starts with; later it edits, renames and adds its own."""

from typing import NamedTuple

from django.apps import apps as current_apps

from programs.models.reason import Reason

JUSTIFIED, UNJUSTIFIED, OTHER = Reason.Weight
EXIT, REFERRAL = {"is_for_referral": False}, {"is_for_exit": False}
BOTH: dict[str, bool] = {}


class StartingReason(NamedTuple):
    code: str
    name: str
    because: str
    weight: Reason.Weight
    uses: dict[str, bool] = BOTH


STARTING_REASONS = [
    StartingReason("took_job", "podjęcie pracy", "podjęcia pracy", JUSTIFIED),
    StartingReason("child_illness", "choroba dziecka", "choroby dziecka", JUSTIFIED),
    StartingReason("long_illness", "długotrwała choroba", "długotrwałej choroby", JUSTIFIED),
    StartingReason("illness", "choroba", "choroby", JUSTIFIED),
    StartingReason("internship", "podjęcie stażu", "podjęcia stażu", JUSTIFIED),
    StartingReason("public_works", "roboty publiczne", "podjęcia robót publicznych", JUSTIFIED),
    StartingReason("pup_training", "szkolenie z PUP", "szkolenia z PUP", JUSTIFIED),
    StartingReason(
        "disability",
        "orzeczenie o niepełnosprawności",
        "orzeczenia o niepełnosprawności",
        JUSTIFIED,
    ),
    StartingReason("absence", "nieobecność", "nieusprawiedliwionej nieobecności", UNJUSTIFIED),
    StartingReason("refusal", "odmowa", "odmowy bez podania przyczyny", UNJUSTIFIED),
    StartingReason("abandoned", "porzucenie", "samowolnego porzucenia", UNJUSTIFIED, EXIT),
    StartingReason(
        "lost_status",
        "utrata statusu bezrobotnego z własnej winy",
        "utraty statusu osoby bezrobotnej z własnej winy",
        UNJUSTIFIED,
    ),
    StartingReason("struck_off", "naruszenie regulaminu", "naruszenia regulaminu", OTHER, EXIT),
    StartingReason("resigned", "własna rezygnacja", "własnej rezygnacji", OTHER, EXIT),
    StartingReason(
        "not_extended",
        "nieprzedłużenie po okresie próbnym",
        "nieprzedłużenia uczestnictwa po okresie próbnym",
        OTHER,
        EXIT,
    ),
    StartingReason(
        "criteria_not_met",
        "niespełnienie kryteriów w czasie rekrutacji",
        "niespełnienia kryteriów w czasie rekrutacji",
        OTHER,
        REFERRAL,
    ),
    StartingReason("no_places", "brak wolnych miejsc", "braku wolnych miejsc", OTHER, REFERRAL),
    StartingReason("no_contact", "brak kontaktu", "braku kontaktu", OTHER, REFERRAL),
]


def add_starting_reasons(apps=current_apps) -> None:
    """Add the reasons that are not there yet; `apps` may be a migration's."""
    reasons = apps.get_model("programs", "Reason").objects
    for reason in STARTING_REASONS:
        reasons.get_or_create(
            code=reason.code,
            defaults={
                "name": reason.name,
                "because": reason.because,
                "weight": reason.weight.value,
                **reason.uses,
            },
        )

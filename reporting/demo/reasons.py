"""Why people left, declined or were never asked."""

from programs.models import Reason
from programs.reasons import StartingReason, add_starting_reasons

OWN_REASONS = (
    StartingReason("no_show", "niezgłoszenie się", "niezgłoszenia się", Reason.Weight.UNJUSTIFIED),
    StartingReason(
        "moved_away",
        "zmiana miejsca zamieszkania",
        "zmiany miejsca zamieszkania",
        Reason.Weight.JUSTIFIED,
    ),
)
"""What this centre added to the reasons that every centre starts with."""


def know_reasons() -> dict[str, Reason]:
    """All reasons by code; those that the list lacks are added."""
    add_starting_reasons()
    for reason in OWN_REASONS:
        Reason.objects.get_or_create(
            code=reason.code,
            defaults={
                "name": reason.name,
                "because": reason.because,
                "weight": reason.weight,
                **reason.uses,
            },
        )
    return Reason.objects.in_bulk(field_name="code")

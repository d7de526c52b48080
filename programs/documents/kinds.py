from django.db import models


class Kind(models.TextChoices):
    """What can be printed of a person, an edition or a facility's month."""

    CERTIFICATE = "certificate", "zaświadczenie o ukończeniu"
    ATTENDANCE = "attendance", "lista obecności"
    PLACEMENT = "placement", "skierowanie do placówki"
    CONTRACT = "contract", "kontrakt socjalny"
    PAYMENTS = "payments", "lista wypłat"
    REFUND = "refund", "wniosek o refundację"

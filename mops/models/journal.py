import pghistory.models
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class AccessEntry(models.Model):
    """One reading of people's data: who, when, in what way and of whom. Append-only."""

    class Kind(models.TextChoices):
        VIEW = "view", "podgląd"
        LIST = "list", "lista"
        SEARCH = "search", "wyszukiwanie"
        EXPORT = "export", "eksport"
        PRINT = "print", "wydruk"

    at = models.DateTimeField("kiedy", auto_now_add=True, db_index=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("jak", max_length=10, choices=Kind.choices)
    subject = models.CharField("co", max_length=200)
    participant_ids = ArrayField(models.BigIntegerField(), verbose_name="numery osób", default=list)

    class Meta:
        verbose_name = "wpis o dostępie"
        verbose_name_plural = "dziennik dostępu"
        ordering = ["-at", "-pk"]
        # Entries are written by the application itself; nobody adds, changes or deletes them.
        default_permissions = ["view"]
        permissions = [
            ("export_records", "Może eksportować dane"),
            ("export_everything", "Może eksportować wszystkie kartoteki naraz"),
        ]
        indexes = [GinIndex(fields=["participant_ids"], name="access_by_participant")]
        triggers = [
            pgtrigger.Protect(
                name="access_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"


class ChangeSet(pghistory.models.Context):
    """What one action, or one request, changed: the events of all models point at it."""

    class Meta:
        proxy = True
        verbose_name = "zmiana"
        verbose_name_plural = "dziennik zmian"
        default_permissions = ["view"]
        triggers = [
            pgtrigger.Protect(name="change_set_is_kept", operation=pgtrigger.Delete),
            # While an action runs, its events name it ever more exactly.
            pgtrigger.Protect(
                name="change_set_is_closed_after_a_day",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.created_at < NOW() - INTERVAL '1 day'"),
            ),
        ]

    def __str__(self) -> str:
        return self.metadata.get("action") or self.metadata.get("url") or "spoza aplikacji"

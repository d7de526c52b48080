import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mops.tracking import tracked
from programs.models.edition import Edition
from programs.models.institution import Institution
from programs.models.long_work import LongWork
from programs.models.program import Program
from programs.models.referral import ReferralList, Source


def place_of_file(uploaded: "UploadedList", name: str) -> str:
    """Where the file lies: the name that a stranger gave it never becomes a path of ours."""
    return f"listy/{secrets.token_hex(16)}"


class UploadedListQuerySet(models.QuerySet):
    def named(self, text: str) -> "UploadedListQuerySet":
        """Lists whose file or letter is called so."""
        return self.filter(Q(file_name__icontains=text) | Q(number__icontains=text))

    def of_file(self, sha256: str) -> "UploadedListQuerySet":
        """Uploads of this very file, the last one first."""
        return self.filter(sha256=sha256).order_by("-uploaded_at", "-pk")


@tracked(exclude=["reading", "stage", "done", "total", "started_at"])
class UploadedList(LongWork):
    """A labour office's file from its upload until its people are taken in, and after."""

    class State(models.TextChoices):
        WAITING = "waiting", "czeka na odczytanie"
        READING = "reading", "w trakcie odczytu"
        REFUSED = "refused", "nie do odczytania"
        READY = "ready", "do sprawdzenia"
        QUEUED = "queued", "czeka na wczytanie"
        IMPORTING = "importing", "w trakcie wczytywania"
        IMPORTED = "imported", "wczytana"
        FAILED = "failed", "przerwana błędem"

    LOCK = 20150623
    IN_WORK = (State.WAITING, State.READING, State.QUEUED, State.IMPORTING)
    TO_READ = (State.WAITING, State.READING)
    TO_IMPORT = (State.QUEUED, State.IMPORTING)

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.PROTECT, related_name="uploaded_lists"
    )
    year = models.PositiveSmallIntegerField("rok")
    edition = models.ForeignKey(
        Edition,
        verbose_name="edycja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="uploaded_lists",
    )
    office = models.ForeignKey(
        Institution,
        verbose_name="urząd",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="uploaded_lists",
    )
    source = models.CharField(
        "kto zgłosił", max_length=4, choices=Source.choices, default=Source.PUP
    )
    received_on = models.DateField("data wpływu")
    number = models.CharField("numer pisma", max_length=60, blank=True)
    file = models.FileField("plik", upload_to=place_of_file, blank=True)
    file_name = models.CharField("nazwa pliku", max_length=255)
    sha256 = models.CharField("skrót pliku", max_length=64)
    size = models.PositiveBigIntegerField("wielkość pliku w bajtach")
    uploaded_at = models.DateTimeField("wgrano", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto wgrał",
        on_delete=models.PROTECT,
        related_name="uploaded_lists",
    )
    state = models.CharField("stan", max_length=10, choices=State.choices, default=State.WAITING)
    reading = models.JSONField("co odczytano", default=dict, blank=True)
    overrides = models.JSONField("co wskazano", default=dict, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto wczytuje",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    cleared_at = models.DateTimeField("usunięto plik", null=True, blank=True)
    referral_list = models.ForeignKey(
        ReferralList,
        verbose_name="lista skierowanych",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="uploads",
    )

    objects = UploadedListQuerySet.as_manager()

    class Meta:
        verbose_name = "wgrana lista"
        verbose_name_plural = "wgrane listy"
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="file_is_there_until_it_is_cleared",
                condition=Q(file="") ^ Q(cleared_at=None),
                violation_error_message="Plik listy jest, dopóki go nie usunięto.",
            ),
            models.CheckConstraint(
                name="refused_list_says_why",
                condition=~Q(state="refused") | Q(refusal__isnull=False),
                violation_error_message="Odmowa odczytania listy musi mieć przyczynę.",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="uploaded_list_by_file")]

    def __str__(self) -> str:
        return f"lista {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("uploaded_list_detail", args=[self.pk])

    @property
    def is_queued(self) -> bool:
        """No worker has begun it yet."""
        return self.state in (self.State.WAITING, self.State.QUEUED)

    @property
    def waits_since(self):
        """When the work was begun, or else the file uploaded."""
        return self.started_at or self.uploaded_at

    @property
    def begun_by(self) -> int:
        """Who has it taken in stands in the journal, or else who uploaded it."""
        return self.imported_by_id or self.uploaded_by_id

    @property
    def rows_read(self) -> int | None:
        """How many people the file lists; none before it is read."""
        return self.reading.get("rows")

    def next_page(self) -> str:
        """Where the work goes on: once the columns are confirmed, with the rows."""
        if self.state != self.State.READY:
            return self.get_absolute_url()
        step = "rows" if self.overrides.get("is_confirmed") else "columns"
        return reverse(f"uploaded_list_{step}", args=[self.pk])


@tracked()
class OfficeMapping(models.Model):
    """What an office's header meant on its earlier lists, so that its next list is read alike."""

    office = models.ForeignKey(
        Institution, verbose_name="urząd", on_delete=models.CASCADE, related_name="mappings"
    )
    header = models.CharField(
        "nagłówek", max_length=200, help_text="Małymi literami, bez polskich znaków."
    )
    field = models.CharField("znaczenie", max_length=30, blank=True)

    class Meta:
        verbose_name = "zapamiętany nagłówek"
        verbose_name_plural = "zapamiętane nagłówki"
        ordering = ["office", "header"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "header"],
                name="header_of_an_office_means_one_thing",
                violation_error_message="Ten nagłówek urzędu jest już zapamiętany.",
            )
        ]

    def __str__(self) -> str:
        return self.header

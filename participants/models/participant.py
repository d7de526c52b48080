from django.apps import apps
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from mops.tracking import tracked
from participants import finding, likeness
from participants import pesel as pesel_rules
from participants.models.household import Household, address_in_one_line
from participants.models.name_word import KEEP_WORDS
from participants.names import search_key_of, sort_key_of
from participants.phones import phone_key_of


class ParticipantQuerySet(models.QuerySet):
    def found_by(self, text: str) -> "ParticipantQuerySet":
        """People found by what a clerk types: names, the start of a PESEL or of a phone number.

        Words of a name in any order, by their beginnings; a word that begins nobody's name
        also stands for the names from which it differs by a slip of the fingers.
        """
        return finding.found(self, text)

    def with_profile(self, profile: str) -> "ParticipantQuerySet":
        """People whose latest help profile is this one."""
        theirs = apps.get_model("participants", "ProfileAssessment").objects.order_by()
        later = theirs.filter(
            participant=OuterRef("participant"), assessed_on__gt=OuterRef("assessed_on")
        )
        latest = theirs.filter(~Exists(later), participant=OuterRef("pk"), profile=profile)
        return self.filter(Exists(latest))

    def with_latest_merge(self) -> "ParticipantQuerySet":
        """Each person with the number of the last merge into her record that still stands."""
        merges = apps.get_model("participants", "ParticipantMerge").objects
        standing = merges.filter(kept=OuterRef("pk"), undone_at=None).order_by("-pk")
        return self.annotate(latest_merge=Subquery(standing.values("pk")[:1]))

    def like(self, **person) -> "ParticipantQuerySet":
        """People who may be the one with this name, birth date and sex, likeliest first."""
        return likeness.alike(self, **person)

    def in_alphabetical_order(self) -> "ParticipantQuerySet":
        """People in the order of a Polish register."""
        return self.order_by("sort_key", "pk")


class ParticipantManager(models.Manager.from_queryset(ParticipantQuerySet)):
    """People once each: a record joined to another one of the same person is not among them."""

    def get_queryset(self) -> ParticipantQuerySet:
        return super().get_queryset().filter(merged_into=None)


@tracked(exclude=["search_key", "sort_key", "phone_key"])
class Participant(models.Model):
    """A person whom the centre supports. Never identified by PESEL, which may change or lack."""

    class Sex(models.TextChoices):
        FEMALE = "F", "kobieta"
        MALE = "M", "mężczyzna"

    class NoPeselReason(models.TextChoices):
        FOREIGNER = "foreigner", "obcokrajowiec bez numeru PESEL"
        NOT_SHOWN = "not_shown", "nie okazano dokumentu"
        NOT_ISSUED = "not_issued", "numer jeszcze nie nadany"
        OTHER = "other", "inny powód"

    last_name = models.CharField("nazwisko", max_length=80)
    first_name = models.CharField("imię", max_length=60)
    second_name = models.CharField("drugie imię", max_length=60, blank=True)
    pesel = models.CharField(
        "PESEL",
        max_length=pesel_rules.LENGTH,
        null=True,
        blank=True,
        unique=True,
        validators=[pesel_rules.validate_pesel],
        error_messages={"taken": "Osoba o tym numerze PESEL jest już w kartotece."},
    )
    no_pesel_reason = models.CharField(
        "powód braku numeru PESEL", max_length=12, choices=NoPeselReason.choices, blank=True
    )
    other_document = models.CharField("inny dokument tożsamości", max_length=60, blank=True)
    birth_date = models.DateField("data urodzenia")
    sex = models.CharField("płeć", max_length=1, choices=Sex.choices)
    phone = models.CharField("telefon", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    street = models.CharField("ulica", max_length=120, blank=True)
    house_number = models.CharField("numer domu i mieszkania", max_length=20, blank=True)
    postcode = models.CharField(
        "kod pocztowy",
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{2}-\d{3}$", "Kod pocztowy ma postać 00-000.")],
    )
    city = models.CharField("miejscowość", max_length=80, blank=True)
    household = models.ForeignKey(
        Household,
        verbose_name="gospodarstwo domowe",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
    )
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="opiekun",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="participants",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="połączono z",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("wpisano", auto_now_add=True)
    updated_at = models.DateTimeField("zmieniono", auto_now=True)
    search_key = models.GeneratedField(
        expression=search_key_of("last_name", "first_name", "second_name"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
        editable=False,
    )
    phone_key = models.GeneratedField(
        expression=phone_key_of("phone"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
        editable=False,
    )
    sort_key = models.GeneratedField(
        expression=sort_key_of("last_name", "first_name", "second_name"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
        editable=False,
    )

    objects = ParticipantManager()
    with_merged = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "uczestnik"
        verbose_name_plural = "uczestnicy"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pesel_has_a_good_check_digit",
                condition=pesel_rules.IS_WELL_FORMED,
                violation_error_message="Numer PESEL jest błędny. Przepisz go z dokumentu.",
            ),
            models.CheckConstraint(
                name="pesel_agrees_with_birth_date_and_sex",
                condition=pesel_rules.AGREES_WITH_PERSON,
                violation_error_message="Data urodzenia lub płeć nie zgadza się z numerem PESEL.",
            ),
            models.CheckConstraint(
                name="person_without_pesel_has_a_document_or_a_reason",
                condition=models.Q(pesel__isnull=False)
                | ~models.Q(other_document="")
                | ~models.Q(no_pesel_reason="")
                # The number is with the record that stayed.
                | models.Q(merged_into__isnull=False),
                violation_error_message=(
                    "Osoba bez numeru PESEL musi mieć inny dokument albo podany powód jego braku."
                ),
            ),
        ]
        indexes = [
            GinIndex(
                fields=["search_key"], opclasses=["gin_trgm_ops"], name="participant_search_trigram"
            ),
            # Collated by code point, so it serves beginnings and their order alike.
            models.Index(fields=["search_key", "id"], name="participant_search_prefix"),
            GinIndex(
                fields=["phone_key"], opclasses=["gin_trgm_ops"], name="participant_phone_trigram"
            ),
            models.Index(fields=["sort_key", "id"], name="participant_in_order"),
            models.Index(fields=["birth_date", "sort_key"], name="participant_by_birth_date"),
            models.Index(fields=["caseworker", "sort_key"], name="participant_by_caseworker"),
        ]
        triggers = KEEP_WORDS

    def __str__(self) -> str:
        return f"{self.last_name} {self.first_name}"

    def get_absolute_url(self) -> str:
        return reverse("participant_detail", args=[self.pk])

    def clean(self) -> None:
        """Tell which of birth date and sex contradicts the PESEL before the database refuses."""
        self.pesel = self.pesel or None
        if not self.pesel or not pesel_rules.is_valid(self.pesel):
            return  # no number, or one that its own field has refused
        if self.birth_date != pesel_rules.birth_date_of(self.pesel):
            raise ValidationError({"birth_date": "Data urodzenia nie zgadza się z numerem PESEL."})
        if self.sex != pesel_rules.sex_of(self.pesel):
            raise ValidationError({"sex": "Płeć nie zgadza się z numerem PESEL."})

    @property
    def full_name(self) -> str:
        """First names and surname, as one addresses the person."""
        return " ".join(filter(None, (self.first_name, self.second_name, self.last_name)))

    @property
    def address(self) -> str:
        """The address in one line, as on an envelope."""
        return address_in_one_line(self)


@tracked()
class PeselChange(models.Model):
    """One correction of a person's PESEL, so that lists made before can still be matched."""

    participant = models.ForeignKey(
        Participant,
        verbose_name="uczestnik",
        on_delete=models.CASCADE,
        related_name="pesel_changes",
    )
    old_pesel = models.CharField("poprzedni numer", max_length=11, blank=True, db_index=True)
    new_pesel = models.CharField("nowy numer", max_length=11, blank=True)
    changed_on = models.DateField("data zmiany")
    reason = models.CharField("powód", max_length=200)

    class Meta:
        verbose_name = "zmiana numeru PESEL"
        verbose_name_plural = "zmiany numeru PESEL"
        ordering = ["-changed_on", "-pk"]

    def __str__(self) -> str:
        return f"zmiana numeru PESEL z {self.changed_on:%d.%m.%Y}"

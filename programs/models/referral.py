from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mops.tracking import tracked
from participants.models import Participant, ProfileAssessment
from programs.models.edition import Edition
from programs.models.institution import Institution
from programs.models.program import Program
from programs.models.reason import Reason
from programs.period import Period


class Source(models.TextChoices):
    """Who put the person forward."""

    PUP = "pup", "urząd pracy"
    MOPS = "mops", "ośrodek"
    OWN = "own", "własne zgłoszenie"


class ReferralListQuerySet(models.QuerySet):
    def from_file(self, sha256: str) -> "ReferralListQuerySet":
        """Lists whose people came in this very file and were not taken back, the first one first."""
        standing = self.filter(sha256=sha256, undone_at=None).exclude(sha256="")
        return standing.order_by("imported_at", "pk")

    def put_forward_for(
        self, program: Program, year: int, edition: Edition | None
    ) -> "ReferralListQuerySet":
        """Lists of the programme's year, or of the edition."""
        return self.filter(program=program, year=year, edition=edition)


@tracked()
class ReferralList(models.Model):
    """People put forward together: the year's list of a programme, or one for an edition."""

    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.PROTECT, related_name="referral_lists"
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name="edycja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referral_lists",
    )
    year = models.PositiveSmallIntegerField("rok")
    source = models.CharField("kto zgłosił", max_length=4, choices=Source.choices)
    received_on = models.DateField("data wpływu")
    number = models.CharField("numer pisma", max_length=60, blank=True)
    office = models.ForeignKey(
        Institution,
        verbose_name="urząd",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referral_lists",
    )
    file_name = models.CharField("nazwa pliku", max_length=255, blank=True, editable=False)
    sha256 = models.CharField("skrót pliku", max_length=64, blank=True, editable=False)
    imported_at = models.DateTimeField("wczytano", null=True, blank=True, editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto wczytał",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="imported_lists",
    )
    undone_at = models.DateTimeField("cofnięto", null=True, blank=True, editable=False)

    objects = ReferralListQuerySet.as_manager()

    class Meta:
        verbose_name = "lista skierowanych"
        verbose_name_plural = "listy skierowanych"
        ordering = ["-year", "-received_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "year", "sha256"],
                condition=Q(undone_at=None, edition=None) & ~Q(sha256=""),
                name="file_is_imported_once_a_year",
                violation_error_message="Ten plik już wczytano na ten rok programu.",
            ),
            models.UniqueConstraint(
                fields=["edition", "sha256"],
                condition=Q(undone_at=None, edition__isnull=False) & ~Q(sha256=""),
                name="file_is_imported_once_to_an_edition",
                violation_error_message="Ten plik już wczytano do tej edycji.",
            ),
        ]

    def __str__(self) -> str:
        return f"lista {self.program} z {self.received_on:%d.%m.%Y}"


def _on_lists_for(edition: Edition) -> Q:
    years = (edition.starts_on.year, edition.ends_on.year)
    return Q(edition=None, program=edition.program_id, year__range=years)


class ReferralQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> "ReferralQuerySet":
        """Referrals to the programmes of one kind."""
        return self.filter(program__kind=kind)

    def listed_for(self, period: Period) -> "ReferralQuerySet":
        """Referrals for the years of the period, and not to one edition only."""
        return self.filter(year__range=(period.start.year, period.end.year), edition=None)

    def to_editions_started_in(self, period: Period) -> "ReferralQuerySet":
        """Referrals to editions that began in the period, whenever the person was put forward."""
        return self.filter(edition__starts_on__range=period.bounds)

    def for_edition(self, edition: Edition) -> "ReferralQuerySet":
        """Referrals from which the edition may take people: its own and its years' lists."""
        return self.filter(Q(edition=edition) | _on_lists_for(edition))

    def on_lists_for(self, edition: Edition) -> "ReferralQuerySet":
        """Referrals for the edition's years, and not to one edition only."""
        return self.filter(_on_lists_for(edition))

    def not_taken_into(self, edition: Edition) -> "ReferralQuerySet":
        """Referrals of people who have no part in the edition yet."""
        taken = edition.enrolments.filter(participant=OuterRef("participant"))
        return self.exclude(Exists(taken.order_by()))

    def still_in_play(self) -> "ReferralQuerySet":
        """Referrals of people who can still be taken in: undecided, qualified or in reserve."""
        waiting = (
            Referral.Decision.PENDING,
            Referral.Decision.QUALIFIED,
            Referral.Decision.RESERVE,
        )
        return self.filter(decision__in=waiting)

    def in_reserve(self) -> "ReferralQuerySet":
        """Referrals of people who wait for a place, the longest waiting first."""
        return self.filter(decision=Referral.Decision.RESERVE).order_by(
            "decided_on", "referred_on", "pk"
        )

    def with_refusals(self) -> "ReferralQuerySet":
        """Adds `refusals`: how often the person has declined an offer of the programme."""
        declined = Referral.objects.filter(
            participant=OuterRef("participant"),
            program=OuterRef("program"),
            decision=Referral.Decision.DECLINED,
        )
        times = declined.order_by().values("participant").annotate(times=Count("pk"))
        return self.annotate(refusals=Coalesce(Subquery(times.values("times")), 0))


@tracked()
class Referral(models.Model):
    """A person put forward for a programme's year or for an edition, and what came of it."""

    class Decision(models.TextChoices):
        PENDING = "pending", "w toku"
        QUALIFIED = "qualified", "zakwalifikowany"
        RESERVE = "reserve", "rezerwa"
        NOT_QUALIFIED = "not_qualified", "niezakwalifikowany"
        DECLINED = "declined", "nie podjął propozycji"
        NEVER_OFFERED = "never_offered", "bez propozycji"

    participant = models.ForeignKey(
        Participant, verbose_name="uczestnik", on_delete=models.PROTECT, related_name="referrals"
    )
    program = models.ForeignKey(
        Program, verbose_name="program", on_delete=models.PROTECT, related_name="referrals"
    )
    year = models.PositiveSmallIntegerField("na rok")
    edition = models.ForeignKey(
        Edition,
        verbose_name="edycja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    referral_list = models.ForeignKey(
        ReferralList,
        verbose_name="lista",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    source = models.CharField("kto skierował", max_length=4, choices=Source.choices)
    referred_on = models.DateField("data skierowania")
    profile = models.CharField(
        "profil w dniu skierowania",
        max_length=3,
        choices=ProfileAssessment.Profile.choices,
        blank=True,
    )
    uses_assistance = models.BooleanField("korzysta z pomocy społecznej", null=True, blank=True)
    has_ipd = models.BooleanField("ma indywidualny plan działania", null=True, blank=True)
    interviewed_on = models.DateField("rozmowa", null=True, blank=True)
    offered_on = models.DateField("propozycja", null=True, blank=True)
    decision = models.CharField(
        "decyzja", max_length=15, choices=Decision.choices, default=Decision.PENDING
    )
    decided_on = models.DateField("data decyzji", null=True, blank=True)
    reason = models.ForeignKey(
        Reason,
        verbose_name="przyczyna",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referrals",
        limit_choices_to={"is_for_referral": True},
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "skierowanie"
        verbose_name_plural = "skierowania"
        ordering = ["-referred_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "program", "year"],
                condition=Q(edition=None),
                name="person_is_listed_once_a_year",
                violation_error_message="Ta osoba jest już na tegorocznej liście programu.",
            ),
            models.UniqueConstraint(
                fields=["participant", "edition"],
                condition=Q(edition__isnull=False),
                name="person_is_referred_to_an_edition_once",
                violation_error_message="Ta osoba jest już skierowana do tej edycji.",
            ),
            models.CheckConstraint(
                name="decision_has_a_day_or_is_pending",
                condition=Q(decision="pending", decided_on=None)
                | ~Q(decision="pending") & Q(decided_on__isnull=False),
                violation_error_message="Decyzja ma datę, a sprawa w toku jej nie ma.",
            ),
            models.CheckConstraint(
                name="declined_offer_was_made_and_has_a_reason",
                condition=~Q(decision="declined")
                | Q(offered_on__isnull=False, reason__isnull=False),
                violation_error_message=(
                    "Odrzucona propozycja musi mieć datę przedstawienia i przyczynę odmowy."
                ),
            ),
            models.CheckConstraint(
                name="never_offered_means_no_offer",
                condition=~Q(decision="never_offered") | Q(offered_on=None),
                violation_error_message="Osoba, której przedstawiono propozycję, nie jest bez propozycji.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["program", "year", "edition"],
                # A year's list of tens of thousands is counted by stage without reading its rows.
                include=["decision", "interviewed_on", "offered_on"],
                name="referral_by_program_year",
            )
        ]

    def __str__(self) -> str:
        return f"skierowanie z {self.referred_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("participant_detail", args=[self.participant_id])

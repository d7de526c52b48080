from django.db import models

from mops.tracking import tracked


class CentreManager(models.Manager):
    def current(self) -> "Centre":
        """The one centre of this installation; an unsaved blank one before it is described."""
        return self.first() or Centre(pk=Centre.ONLY_PK)


@tracked()
class Centre(models.Model):
    """The social assistance centre whose work is kept here: names, signers, retention."""

    ONLY_PK = 1

    name = models.CharField(
        "nazwa ośrodka", max_length=200, default="Miejski Ośrodek Pomocy Społecznej"
    )
    name_genitive = models.CharField(
        "nazwa w dopełniaczu",
        max_length=200,
        default="Miejskiego Ośrodka Pomocy Społecznej",
        help_text="Kogo, czego? Drukuje się pod podpisem dyrektora.",
    )
    name_locative = models.CharField(
        "nazwa w miejscowniku",
        max_length=200,
        default="Miejskim Ośrodku Pomocy Społecznej",
        help_text="W kim, w czym?",
    )
    city = models.CharField("miasto", max_length=80, default="", blank=True)
    city_locative = models.CharField(
        "miasto w miejscowniku",
        max_length=80,
        default="",
        blank=True,
        help_text="W czym? Na przykład: Jaworznie.",
    )
    department = models.CharField(
        "dział", max_length=200, default="Dział Reintegracji Społecznej i Zawodowej"
    )
    department_genitive = models.CharField(
        "dział w dopełniaczu",
        max_length=200,
        default="Działu Reintegracji Społecznej i Zawodowej",
    )
    labour_office = models.CharField("urząd pracy", max_length=200, default="Powiatowy Urząd Pracy")
    programme_name = models.CharField(
        "nazwa programu miejskiego",
        max_length=400,
        default="Program reintegracji społecznej i zawodowej",
        help_text="Program, z którego co roku składa się sprawozdanie.",
    )
    programme_name_genitive = models.CharField(
        "nazwa programu w dopełniaczu",
        max_length=400,
        default="programu reintegracji społecznej i zawodowej",
        help_text="Sprawozdanie z realizacji… kogo, czego?",
    )
    coordinator_title = models.CharField(
        "tytuł koordynatora", max_length=120, default="Koordynator programu"
    )
    head_title = models.CharField("tytuł kierownika", max_length=120, default="Kierownik")
    director_title = models.CharField("tytuł dyrektora", max_length=120, default="Dyrektor")
    logo = models.ImageField("logo", upload_to="centre/", blank=True)
    journal_years = models.PositiveSmallIntegerField(
        "lata przechowywania dziennika",
        default=5,
        help_text="Co najmniej 2 lata (§ 21 rozporządzenia KRI).",
    )
    days_a_list_is_kept = models.PositiveSmallIntegerField(
        "dni przechowywania wgranych list",
        default=90,
        help_text="Po tylu dniach usuwa się plik z urzędu pracy i jego wiersze. Protokół zostaje.",
    )

    objects = CentreManager()

    class Meta:
        verbose_name = "ośrodek"
        verbose_name_plural = "ośrodek"
        constraints = [
            models.CheckConstraint(
                name="there_is_only_one_centre",
                condition=models.Q(pk=1),
                violation_error_message="Instalacja opisuje jeden ośrodek.",
            ),
            models.CheckConstraint(
                name="journal_is_kept_two_years_at_least",
                condition=models.Q(journal_years__gte=2),
                violation_error_message="Dziennik trzeba przechowywać co najmniej 2 lata.",
            ),
            models.CheckConstraint(
                name="uploaded_list_is_kept_a_day_at_least",
                condition=models.Q(days_a_list_is_kept__gte=1),
                violation_error_message="Wgrane listy trzeba przechowywać co najmniej jeden dzień.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

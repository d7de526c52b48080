from django.db import models
from django.urls import reverse

from mops.tracking import tracked


@tracked()
class Institution(models.Model):
    """An office, association or firm that the centre works with."""

    class Kind(models.TextChoices):
        MOPS = "mops", "ośrodek pomocy społecznej"
        PUP = "pup", "urząd pracy"
        NGO = "ngo", "organizacja pozarządowa"
        CITY = "city", "jednostka gminy"
        MANAGING_AUTHORITY = "managing_authority", "instytucja zarządzająca"
        PRISON = "prison", "areszt lub zakład karny"
        OTHER = "other", "inna"

    name = models.CharField("nazwa", max_length=200, unique=True)
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    address = models.CharField("adres", max_length=200, blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)

    class Meta:
        verbose_name = "instytucja"
        verbose_name_plural = "instytucje"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institution_detail", args=[self.pk])


@tracked()
class Facility(models.Model):
    """A place under whose supervision people work."""

    institution = models.ForeignKey(
        Institution, verbose_name="instytucja", on_delete=models.PROTECT, related_name="facilities"
    )
    name = models.CharField("nazwa", max_length=200, unique=True)
    address = models.CharField("adres", max_length=200, blank=True)
    contact = models.CharField("osoba do kontaktu", max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField("liczba miejsc", null=True, blank=True)

    class Meta:
        verbose_name = "placówka"
        verbose_name_plural = "placówki"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("facility_detail", args=[self.pk])

from django.db import models

from mops.tracking import tracked


@tracked()
class Household(models.Model):
    """People who live and keep house together; help is often given to all of them."""

    street = models.CharField("ulica", max_length=120, blank=True)
    house_number = models.CharField("numer domu i mieszkania", max_length=20, blank=True)
    postcode = models.CharField("kod pocztowy", max_length=6, blank=True)
    city = models.CharField("miejscowość", max_length=80, blank=True)

    class Meta:
        verbose_name = "gospodarstwo domowe"
        verbose_name_plural = "gospodarstwa domowe"

    def __str__(self) -> str:
        return self.address or f"gospodarstwo nr {self.pk}"

    @property
    def address(self) -> str:
        """The address in one line, as on an envelope."""
        return address_in_one_line(self)


def address_in_one_line(record) -> str:
    """Street, house, postcode and city of whatever has them, without the parts that lack."""
    street = f"{record.street} {record.house_number}".strip()
    city = f"{record.postcode} {record.city}".strip()
    return ", ".join(part for part in (street, city) if part)

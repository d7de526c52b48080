import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from mops.tracking import tracked


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """A member of staff with an account; what she may do follows from her groups."""

    job_title = models.CharField("stanowisko", max_length=120, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "konto"
        verbose_name_plural = "konta"
        ordering = ["last_name", "first_name", "username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def group_names(self) -> list[str]:
        """The groups of the account's roles, read once."""
        return list(self.groups.values_list("name", flat=True))

    @property
    def role_names(self) -> str:
        """The account's roles in words, as the page header shows them."""
        return ", ".join(self.group_names)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class UserRole(User.groups.through):
    """A role given to an account or taken from it, so that the journal tells of both."""

    class Meta:
        proxy = True
        verbose_name = "rola konta"
        verbose_name_plural = "role kont"
        default_permissions = []

    def __str__(self) -> str:
        return str(self.group)

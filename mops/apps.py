from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class MopsConfig(AppConfig):
    """The centre: accounts, roles and the journal."""

    name = "mops"
    verbose_name = "Ośrodek"
    default = True

    def ready(self):
        post_migrate.connect(_grant_roles, sender=self)


def _grant_roles(**_) -> None:
    """Every migration leaves the roles as mops/roles.py describes them, new models included."""
    from mops.roles import grant

    grant()


class AdministrationConfig(admin_apps.SimpleAdminConfig):
    """Django's admin with our own site."""

    default_site = "mops.administration.AdministrationSite"
    default = False

    def ready(self):
        super().ready()
        self.module.autodiscover()
        _leave_out_tasks(self.module.site)


def _leave_out_tasks(site) -> None:
    """The queue's own page shows arguments and tracebacks; ours say how far each list is."""
    from django_tasks_db.models import DBTaskResult

    site.unregister(DBTaskResult)

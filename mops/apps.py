from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class MopsConfig(AppConfig):
    """The centre: accounts, roles and the journal."""

    name = "mops"
    verbose_name = "Ośrodek"
    default = True


class AdministrationConfig(admin_apps.SimpleAdminConfig):
    """Django's admin with our own site."""

    default_site = "mops.administration.AdministrationSite"
    default = False

    def ready(self):
        super().ready()
        self.module.autodiscover()

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = "Programy"

    def ready(self):
        from programs import merging

        merging.register()

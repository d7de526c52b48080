from django.db import migrations

from programs.reasons import add_starting_reasons


class Migration(migrations.Migration):
    """The coded reasons for leaving, declining and not being asked."""

    dependencies = [("programs", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: add_starting_reasons(apps), migrations.RunPython.noop
        )
    ]

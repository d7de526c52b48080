from django.db import migrations

from mops.roles import grant


class Migration(migrations.Migration):
    """The groups of the four roles with their permissions."""

    dependencies = [
        ("mops", "0001_initial"),
        ("participants", "0001_initial"),
        ("programs", "0001_initial"),
        ("reporting", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(lambda apps, schema_editor: grant(apps), migrations.RunPython.noop)
    ]

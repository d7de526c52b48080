from django.core.management import call_command

from mops.management.refusing import PlainCommand
from programs.actions.uploads import clear_lists


class Command(PlainCommand):
    """Deletes uploaded files and their rows once the centre need not keep them; runs every night."""

    help = "Usuwa wgrane listy starsze niż czas ich przechowywania. Protokoły zostają."

    def handle(self, **options):
        self.stdout.write(f"Usunięto pliki list: {clear_lists()}.")
        call_command("prune_db_task_results", verbosity=0)

from django.core.management import BaseCommand, call_command

from programs.actions.uploads import clear_lists


class Command(BaseCommand):
    """Deletes uploaded files and their rows once the centre need not keep them; runs every night."""

    help = "Usuwa wgrane listy starsze niż czas ich przechowywania. Protokoły zostają."

    def handle(self, **options):
        self.stdout.write(f"Usunięto pliki list: {clear_lists()}.")
        call_command("prune_db_task_results", verbosity=0)

import os
import time

from django.db import connection
from django_tasks_db.management.commands.db_worker import Worker

from mops.management.refusing import PlainCommand
from programs.actions.recovering import recover
from programs.worker import NAME


class Command(PlainCommand):
    """Works through the queue, and begins again what a killed worker has left."""

    help = "Odczytuje i wczytuje listy w tle. Ma działać stale, obok serwera stron."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="skończ, gdy nie ma nic do roboty")
        parser.add_argument("--interval", type=float, default=1.0, help="co ile sekund zaglądać")
        parser.add_argument("--parent", type=int, help="skończ, gdy nie będzie tego procesu")

    def handle(self, *, once: bool, interval: float, parent: int | None, **options):
        connection.settings_dict["OPTIONS"]["application_name"] = NAME
        connection.close()
        worker = queue(interval)
        worker.configure_signals()
        while worker.running:
            recover()
            worker.run()
            if once or (parent and os.getppid() != parent):
                return
            if worker.running:
                time.sleep(interval)


def queue(interval: float) -> Worker:
    """Runs what is in the queue, then gives back."""
    return Worker(
        queue_names=["default"],
        interval=interval,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=NAME,
        excluded_queue_names=[],
    )

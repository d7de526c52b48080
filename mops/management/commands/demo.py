"""Serve the demonstration year at one command."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

from mops.demo_accounts import DEMO_ACCOUNTS

HOST = "127.0.0.1"
YEAR = 2015


class Command(BaseCommand):
    help = "Load the demonstration year, write its report and serve the application."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        refuse_foreign_database()
        refuse_taken_port(port)
        call_command("migrate", verbosity=0)
        call_command("load_demo", today=True, stdout=self.stdout)
        report = settings.BASE_DIR / "out" / f"sprawozdanie-{YEAR}.pdf"
        if not report.exists():
            call_command("report", YEAR, output=str(report), stdout=self.stdout)
        # The workers must not inherit an open connection.
        connections.close_all()
        DemoServer(port, lambda: self.stdout.write(greeting(port, report))).run()


class DemoServer(BaseApplication):
    """gunicorn in this process, ended by Ctrl-C."""

    def __init__(self, port, when_ready):
        self.port = port
        self.when_ready = when_ready
        super().__init__()

    def load_config(self):
        self.cfg.set("bind", f"{HOST}:{self.port}")
        self.cfg.set("workers", 2)
        # As in production: the sheet of a list of tens of thousands is marked within a request.
        self.cfg.set("timeout", 120)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("when_ready", lambda arbiter: self._begin())

    def _begin(self):
        """Start the worker, which ends with this process, however it ends."""
        manage = settings.BASE_DIR / "manage.py"
        # Kept, lest its end be missed and it stay a zombie.
        self.worker = subprocess.Popen(
            [sys.executable, str(manage), "worker", "--parent", str(os.getpid())]
        )
        self.when_ready()

    def load(self):
        # In the worker, which keeps what it loads.
        return import_string("mops.wsgi.application")


def refuse_foreign_database() -> None:
    if not settings.DATABASES["default"].get("PRIVATE_SERVER"):
        raise CommandError(
            "The demonstration has well-known passwords and uses the application's own database "
            "only. Unset DATABASE_URL."
        )


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} of {HOST} cannot be used ({error}). "
                "Choose another: make demo PORT=8001."
            ) from error


def greeting(port: int, report: Path) -> str:
    accounts = "\n".join(
        f"  {account.username:<14} {account.password:<22} {account.role}"
        for account in DEMO_ACCOUNTS
    )
    return (
        f"\nReport:   {report}\nServing:  http://{HOST}:{port}/  (Ctrl-C stops)\n\n"
        f"Accounts (name, password, role):\n{accounts}\n"
    )

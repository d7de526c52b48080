from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reporting.demo.load import Collision, is_loaded, load
from reporting.demo.today import is_played, play


class Command(BaseCommand):
    help = "Enter a demonstration: made-up people in the year 2015 of Jaworzno and around it."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--today", action="store_true", help="and editions that run today, people among them"
        )

    def handle(self, *, verbosity: int, today: bool, **options) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError("The demonstration has well-known passwords: never in production.")
        say = self.stdout.write if verbosity else lambda line: None
        if is_loaded():
            say("The demonstration is loaded already; nothing was changed.")
        else:
            self._load(say)
        if today:
            self._play_today(say)

    def _load(self, say: Callable[[str], None]) -> None:
        try:
            load(lambda part: say(f"  {part}"))
        except Collision as collision:
            raise CommandError(f"The demonstration was not loaded: {collision}.") from collision
        say("The demonstration is loaded.")

    def _play_today(self, say: Callable[[str], None]) -> None:
        day = timezone.localdate()
        if not is_played(day):
            play(day)
            say(f"Editions that run on {day} are entered.")

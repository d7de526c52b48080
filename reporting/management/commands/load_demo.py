from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reporting.demo.load import Collision, is_loaded, load


class Command(BaseCommand):
    help = "Enter a demonstration: made-up people in the year 2015 of Jaworzno and around it."

    def handle(self, *, verbosity: int, **options) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError("The demonstration has well-known passwords: never in production.")
        say = self.stdout.write if verbosity else lambda line: None
        if is_loaded():
            say("The demonstration is loaded already; nothing was changed.")
            return
        try:
            load(lambda part: say(f"  {part}"))
        except Collision as collision:
            raise CommandError(f"The demonstration was not loaded: {collision}.") from collision
        say("The demonstration is loaded.")

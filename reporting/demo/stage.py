"""What the facts are played on: rows that exist already and people who wait for their turn."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from mops.models import User
from mops.saving import save_checked
from participants.actions import record_fact, record_profile
from participants.models import Household, Participant
from programs.models import Agreement, Facility, Institution, Program, Reason
from reporting.demo.people import Register, Sex

OF_WORKING_AGE = (1957, 1992)


@dataclass(frozen=True)
class Truth:
    """A dated fact about the first of some people, or about all of them."""

    kind: str
    since: date
    until: date | None = None
    people: int | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Some people: women and men met for the first time, or the next who wait under a name.

    `next` names what they wait for afterwards; `together` puts them into one household.
    """

    women: int = 0
    men: int = 0
    whom: str = ""
    people: int = 0
    born: tuple[int, int] = OF_WORKING_AGE
    together: bool = False
    truths: tuple[Truth, ...] = ()
    next: tuple[str, ...] = ()


@dataclass
class Stage:
    """The clerk, the register and everything that has been entered so far, by short names."""

    by: User
    register: Register
    reasons: dict[str, Reason]
    institutions: dict[str, Institution] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    facilities: dict[str, Iterator[Facility]] = field(default_factory=dict)
    profiles: dict[int, str] = field(default_factory=dict)
    waiting: dict[str, list[Participant]] = field(default_factory=lambda: defaultdict(list))

    def gather(self, crowd: Crowd) -> list[Participant]:
        """The people of whom the facts speak, with what is true of them entered."""
        people = self._call(crowd) if crowd.whom else self._enter(crowd)
        for truth in crowd.truths:
            for person in people[: truth.people]:
                self.note(person, truth)
        for name in crowd.next:
            self.waiting[name] += people
        return people

    def note(self, person: Participant, truth: Truth) -> None:
        """Enter a dated fact about one person."""
        record_fact(
            by=self.by,
            participant=person,
            kind=truth.kind,
            valid_from=truth.since,
            valid_to=truth.until,
            detail=truth.detail,
        )

    def profile(self, person: Participant, profile: str, on: date) -> str:
        """The profile that the person has; the given one is entered if there is none yet."""
        if person.pk not in self.profiles:
            self.assess(person, profile, on)
        return self.profiles[person.pk]

    def assess(self, person: Participant, profile: str, on: date) -> None:
        """Enter a help profile set by the labour office on the day."""
        record_profile(by=self.by, participant=person, profile=profile, on=on, source="PUP")
        self.profiles[person.pk] = profile

    def _call(self, crowd: Crowd) -> list[Participant]:
        queue = self.waiting[crowd.whom]
        if len(queue) < crowd.people:
            raise LookupError(f"{len(queue)} people wait for {crowd.whom}, not {crowd.people}")
        called, self.waiting[crowd.whom] = queue[: crowd.people], queue[crowd.people :]
        return called

    def _enter(self, crowd: Crowd) -> list[Participant]:
        household = self._household() if crowd.together else None
        sexes = [Sex.FEMALE] * crowd.women + [Sex.MALE] * crowd.men
        return [self.register.enter(sex, crowd.born, household) for sex in sexes]

    def _household(self) -> Household:
        return save_checked(self.register.home())

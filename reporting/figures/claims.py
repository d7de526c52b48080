"""Claims: what must be true between figures, and which people or records break it.

A broken claim is shown before anybody signs; it names its breakers and blocks nothing.
"""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact

from mops import typography
from participants.models import Participant
from programs.period import Period
from reporting.figures.figure import Amount, BaseFigure, Figure
from reporting.figures.value import FigureValue


@dataclass(frozen=True)
class Finding:
    """A claim that does not hold, in a Polish sentence."""

    claim: "Claim"
    text: str
    has_people: bool = False


class Claim:
    """Something that must be true of figures in every period."""

    def __init__(self, key: str, says: str, *figures: BaseFigure) -> None:
        self.key = key
        self.says = says
        self.figures = figures

    def check(self, evaluation) -> str | None:
        """None where the claim holds or there is no data to judge it; else what is wrong."""
        raise TypeError(f"{type(self).__name__} cannot be judged")

    def breakers(self, period: Period) -> QuerySet[Participant] | None:
        """The people who break the claim; None where it is not about people."""
        return None


class Partition(Claim):
    """Everybody of the whole is in exactly one of the parts.

    `applies_when` names a figure without whose people the division is not made at all, as
    with profiles after 2019.
    """

    def __init__(
        self,
        key: str,
        says: str,
        whole: Figure,
        *parts: Figure,
        applies_when: Figure | None = None,
    ) -> None:
        super().__init__(key, says, whole, *parts, *([applies_when] if applies_when else []))
        self.whole = whole
        self.parts = parts
        self.applies_when = applies_when

    def check(self, evaluation) -> str | None:
        outside, repeated = evaluation.misfits(self)
        whole = evaluation[self.whole]
        if whole.is_missing or not (outside or repeated):
            return None
        if self.applies_when and not evaluation[self.applies_when].number:
            return None
        wrong = [
            _misfit(outside, "nie jest", "nie są", "nie jest", "w żadnej z grup"),
            _misfit(repeated, "jest", "są", "jest", "w kilku grupach naraz"),
        ]
        values = ((part, evaluation[part]) for part in self.parts)
        groups = ", ".join(f"{part.label} – {_printed(v)}" for part, v in values if v.number)
        return (
            f"{self.whole.label}: {_printed(whole)}. W podziale na grupy ({groups or 'same zera'}) "
            f"{' i '.join(filter(None, wrong))}."
        )

    def breakers(self, period: Period) -> QuerySet[Participant]:
        person = self.whole.population.person
        flags = {
            f"f{i}": flag(figure, period) for i, figure in enumerate((self.whole, *self.parts))
        }
        people = self.whole.population.records(period).order_by().values(person).annotate(**flags)
        aliases = list(flags)
        ids = people.filter(Q(f0=True) & ~fits(aliases[1:])).values(person)
        return Participant.objects.filter(pk__in=ids).in_alphabetical_order()


def flag(figure: Figure, period: Period):
    """Whether a person has a record that the figure counts; used on records grouped by person."""
    condition = figure.condition(period)
    return BoolOr(condition or Value(True), default=False)


def memberships(aliases: list[str]):
    """In how many of the flagged sets a person is."""
    return sum(
        (Cast(alias, IntegerField()) for alias in aliases[1:]), Cast(aliases[0], IntegerField())
    )


def fits(aliases: list[str]) -> Q:
    """The person is in exactly one of the flagged sets."""
    return Q(Exact(memberships(aliases), 1))


class SumOf(Claim):
    """The parts add up to the total, to the grosz."""

    def __init__(self, key: str, says: str, total: BaseFigure, *parts: BaseFigure) -> None:
        super().__init__(key, says, total, *parts)
        self.total = total
        self.parts = parts

    def check(self, evaluation) -> str | None:
        values = [evaluation[part] for part in self.parts]
        total = evaluation[self.total]
        if total.is_missing or any(value.is_missing for value in values):
            return None
        found = sum(value.number for value in values)
        if found == total.number:
            return None
        return (
            f"{self.total.label}: {_printed(total)}, a suma części to "
            f"{typography.number(found, self.total.places)}."
        )


class Equal(Claim):
    """Two roads to the same number meet."""

    def __init__(self, key: str, says: str, one: BaseFigure, other: BaseFigure) -> None:
        super().__init__(key, says, one, other)
        self.one = one
        self.other = other

    def check(self, evaluation) -> str | None:
        one, other = evaluation[self.one], evaluation[self.other]
        if one.is_missing or other.is_missing or one.number == other.number:
            return None
        return (
            f"{self.one.label}: {_printed(one)}, tymczasem {self.other.label}: {_printed(other)}."
        )

    def breakers(self, period: Period) -> QuerySet[Participant] | None:
        if not (isinstance(self.one, Figure) and isinstance(self.other, Figure)):
            return None
        ones, others = self.one.people(period), self.other.people(period)
        only_one = Q(pk__in=ones.order_by().values("pk")) & ~Q(
            pk__in=others.order_by().values("pk")
        )
        only_other = Q(pk__in=others.order_by().values("pk")) & ~Q(
            pk__in=ones.order_by().values("pk")
        )
        return Participant.objects.filter(only_one | only_other).in_alphabetical_order()


class Empty(Claim):
    """There is nobody of whom the figure tells."""

    def __init__(self, key: str, says: str, figure: Figure) -> None:
        super().__init__(key, says, figure)
        self.figure = figure

    def check(self, evaluation) -> str | None:
        value = evaluation[self.figure]
        if value.is_missing or not value.number:
            return None
        return f"{self.figure.label}: {_printed(value)}. {self.figure.definition}"

    def breakers(self, period: Period) -> QuerySet[Participant] | None:
        return self.figure.people(period)


class Covered(Claim):
    """The amount covers every month in which there was work."""

    def __init__(self, key: str, says: str, amount: Amount) -> None:
        super().__init__(key, says, amount)
        self.amount = amount

    def check(self, evaluation) -> str | None:
        months = evaluation[self.amount].uncovered
        if not months:
            return None
        gap = typography.without_months(month.month for month in months)
        return f"{self.amount.label}: kwota {gap}, choć w tym czasie trwała praca."


def _printed(value: FigureValue) -> str:
    return value.why_missing or typography.number(value.number, value.places)


def _misfit(count: int, one: str, few: str, many: str, where: str) -> str:
    forms = (f"osoba {one}", f"osoby {few}", f"osób {many}")
    return f"{count} {typography.plural(count, *forms)} {where}" if count else ""

"""What a merge would do, told before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.core.exceptions import ValidationError
from django.db.models import Count, ForeignKey, IntegerField, Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from participants.merging.rules import RULES, Rows, Rule, relations
from participants.models import Participant


@dataclass(frozen=True)
class Needless:
    """A row that goes, since another one says as much."""

    row: Model
    beside: Model
    text: str


@dataclass
class Group:
    """Rows of one model that belong to the record that goes."""

    column: ForeignKey
    label: str
    count: int = 0
    """Rows that move."""
    needless: list[Needless] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """A merge of `merged` into `kept`."""

    kept: Participant
    merged: Participant
    groups: list[Group]

    @classmethod
    def of(cls, kept: Participant, merged: Participant) -> "Plan":
        """Read what both have; the number of queries follows the rules, not the records."""
        columns = list(relations())
        ruled = [column for column in columns if column.model._meta.label in RULES]
        rows = {column.model._meta.label: _rows(column, kept, merged) for column in ruled}
        groups = [_judged(column, kept, merged, rows) for column in ruled]
        others = [column for column in columns if column not in ruled]
        return cls(kept, merged, [*groups, *_counted(others, merged)])

    @property
    def moving(self) -> list[Group]:
        """What comes along."""
        return [group for group in self.groups if group.count]

    @property
    def needless(self) -> list[Needless]:
        return list(chain.from_iterable(group.needless for group in self.groups))

    @property
    def refusals(self) -> list[str]:
        """Why it cannot be done yet, and what to do."""
        return list(chain.from_iterable(group.refusals for group in self.groups))

    def refuse_conflicts(self) -> None:
        if self.refusals:
            raise ValidationError(self.refusals)


def _rows(column: ForeignKey, kept: Participant, merged: Participant) -> list[Model]:
    rule = RULES[column.model._meta.label]
    rows = column.model._base_manager.filter(**{f"{column.name}__in": [kept.pk, merged.pk]})
    return list(rows.select_related(*rule.related).order_by("pk"))


def _judged(column: ForeignKey, kept: Participant, merged: Participant, rows: Rows) -> Group:
    label = column.model._meta.label
    rule = RULES[label]
    group = Group(column, str(column.model._meta.verbose_name_plural))
    owned = {kept.pk: [], merged.pk: []}
    for row in rows[label]:
        owned[getattr(row, column.attname)].append(row)
    stays = list(owned[kept.pk])
    for row in owned[merged.pk]:
        clashing = [other for other in stays if rule.clash(other, row)]
        if _settle(group, rule, row, clashing, rows):
            group.count += 1
    return group


def _settle(group: Group, rule: Rule, row: Model, clashing: list[Model], rows: Rows) -> bool:
    """Whether the row moves: all that clashes with it is needless beside it, or it beside them."""
    gone = [(other, rule.needless(other, row, rows)) for other in clashing]
    for other, needless in gone:
        if needless is row:
            group.needless.append(Needless(row, other, rule.describe(row)))
            return False
    for other, needless in gone:
        if needless is None:
            both = f"{rule.describe(other)} oraz {rule.describe(row)}"
            group.refusals.append(f"Nie da się połączyć: {both}. {rule.advice}")
        else:
            group.needless.append(Needless(other, row, rule.describe(other)))
    return all(needless for _, needless in gone)


def _counted(columns: list[ForeignKey], merged: Participant) -> Iterator[Group]:
    """How many rows of models without a rule there are, in one query."""
    counts = {
        f"rows_{place}": Coalesce(Subquery(_count(column), output_field=IntegerField()), Value(0))
        for place, column in enumerate(columns)
    }
    found = Participant.with_merged.filter(pk=merged.pk).values(**counts).get()
    for place, column in enumerate(columns):
        label = str(column.model._meta.verbose_name_plural)
        yield Group(column, label, found[f"rows_{place}"])


def _count(column: ForeignKey):
    rows = column.model._base_manager.filter(**{column.name: OuterRef("pk")}).order_by()
    return rows.values(column.name).annotate(rows=Count("pk")).values("rows")

"""What is settled: a month of one edition, or of the whole programme."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from programs.models import Cost, Edition, Enrolment, Program, Settlement, WorkMonth
from programs.period import Period


@dataclass(frozen=True)
class Scope:
    """A month of a programme, or of one edition of it."""

    program: Program
    month: date
    edition: Edition | None = None

    @property
    def period(self) -> Period:
        return Period.of_month(self.month)

    @property
    def name(self) -> str:
        return f"edycja {self.edition.roman_number}" if self.edition else "wszystkie edycje"

    @property
    def query(self) -> str:
        """The scope in an address."""
        asked = {"program": self.program.pk, "month": f"{self.month:%Y-%m}"}
        return urlencode(asked | ({"edition": self.edition.pk} if self.edition else {}))

    @property
    def url(self) -> str:
        """Where it is previewed and settled."""
        return f"{reverse('settlement_new')}?{self.query}"

    def hours(self) -> QuerySet:
        """Hours entered for the month."""
        return self._narrowed(WorkMonth.objects.filter(month=self.month), "enrolment__")

    def enrolments(self) -> QuerySet:
        """Enrolments that lasted on a day of the month."""
        return self._narrowed(Enrolment.objects.during(self.period))

    def without_hours(self) -> QuerySet:
        """Those of them that have no hours in it."""
        entered = WorkMonth.objects.filter(enrolment=OuterRef("pk"), month=self.month)
        return self.enrolments().exclude(Exists(entered))

    def _narrowed(self, rows: QuerySet, to: str = "") -> QuerySet:
        if self.edition:
            return rows.filter(**{f"{to}edition": self.edition})
        return rows.filter(**{f"{to}edition__program": self.program})

    def settled(self) -> Settlement | None:
        """The settlement that stands in the way of another, if there is one."""
        live = Settlement.objects.live().touching(self.program, self.edition)
        return live.filter(month=self.month).select_related("edition", "settled_by").first()

    def refuse(self) -> None:
        """Raise ValidationError where the month cannot be settled at all."""
        if self.month > timezone.localdate():
            raise ValidationError(f"Miesiąc {self.month:%m.%Y} jeszcze się nie zaczął.")
        if settled := self.settled():
            raise ValidationError(_told(self, settled))
        by_hand = Cost.objects.paying_hours_by_hand(self.program, self.period, self.edition)
        if by_hand.exists():
            raise ValidationError(
                f"Za miesiąc {self.month:%m.%Y} wpisano już ręcznie koszt świadczeń. "
                "Usuń go w kosztach, jeśli miesiąc ma być rozliczony z godzin."
            )

    @property
    def is_over(self) -> bool:
        """The month's last day has passed."""
        return self.period.end < timezone.localdate()


def _told(scope: Scope, settled: Settlement) -> str:
    when = timezone.localtime(settled.settled_at)
    who = f"{settled.settled_by}, {when:%d.%m.%Y %H:%M}"
    if settled.edition_id == (scope.edition and scope.edition.pk):
        return f"Miesiąc {scope.month:%m.%Y} jest już rozliczony ({who})."
    if settled.edition is None:
        return f"Miesiąc {scope.month:%m.%Y} rozliczono już dla całego programu ({who})."
    return (
        f"W miesiącu {scope.month:%m.%Y} rozliczono już osobno edycję "
        f"{settled.edition.roman_number} ({who}). Pozostałe edycje rozlicz także osobno."
    )


def editions_of(hours: QuerySet) -> list[Edition]:
    """The editions in which the hours were worked."""
    numbers = hours.order_by().values("enrolment__edition").distinct()
    editions = Edition.objects.filter(pk__in=numbers).select_related("program", "agreement")
    return list(editions.prefetch_related("agreement__programs"))

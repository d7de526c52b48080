"""1.3. Roboty publiczne."""

from django.db.models import Q

from participants.models import DatedFact
from programs import conditions as such
from programs.durations import months_employed
from programs.models import Enrolment, Outcome, Payer
from reporting.catalogue.populations import (
    Kind,
    costs,
    enrolments,
    every_month_of_work,
    paid_by,
    paid_by_others,
)
from reporting.catalogue.registry import register
from reporting.figures import (
    Amount,
    Count,
    Covered,
    Empty,
    Figure,
    Length,
    Partition,
    Share,
    SumOf,
)

ENROLMENTS = enrolments(Kind.PUBLIC_WORKS, "zatrudnienia w robotach publicznych")
COSTS = costs(Kind.PUBLIC_WORKS, "koszty robót publicznych")
WorkKind = Enrolment.WorkKind

EMPLOYED = register(
    Figure(
        "rp.employed",
        "Zatrudnieni w robotach publicznych",
        "Osoby, które choć jeden dzień w roku były zatrudnione w robotach publicznych.",
        ENROLMENTS,
    )
)
GUARDS = register(
    Figure(
        "rp.crossing_guards",
        "Nadzór na przejściach dla pieszych",
        "Zatrudnieni w robotach publicznych, którzy po kursie w WORD pilnowali bezpieczeństwa "
        "dzieci na przejściach przy szkołach.",
        EMPLOYED,
        lambda period: Q(work_kind=WorkKind.CROSSING_GUARD),
    )
)
CITY_WORKS = register(
    Figure(
        "rp.city_works",
        "Prace dla wizerunku miasta",
        "Zatrudnieni w robotach publicznych przy pracach poprawiających wygląd miasta.",
        EMPLOYED,
        lambda period: Q(work_kind=WorkKind.CITY_WORKS),
    )
)
register(
    Figure(
        "rp.alimony_debtors",
        "Dłużnicy alimentacyjni",
        "Zatrudnieni w robotach publicznych, którzy byli w tym czasie dłużnikami alimentacyjnymi.",
        EMPLOYED,
        lambda period: such.fact_meanwhile(DatedFact.Kind.ALIMONY_DEBTOR, period),
    )
)
register(
    Figure(
        "rp.pisiz_graduates",
        "Absolwenci PISiZ w robotach publicznych",
        "Zatrudnieni w robotach publicznych, którzy przed zatrudnieniem ukończyli PISiZ.",
        EMPLOYED,
        lambda period: such.came_after_completing(Kind.PISIZ),
    )
)
register(
    Length(
        "rp.shortest_months",
        "Najkrótsze zatrudnienie",
        "Najmniejsza liczba miesięcy zatrudnienia osób z roku (rozpoczęty miesiąc to cały); trwające "
        "liczy się do końca roku.",
        ENROLMENTS,
        field=months_employed,
    )
)
register(
    Length(
        "rp.longest_months",
        "Najdłuższe zatrudnienie",
        "Największa liczba miesięcy zatrudnienia osób z roku (rozpoczęty miesiąc to cały); trwające "
        "liczy się do końca roku.",
        ENROLMENTS,
        field=months_employed,
        last=True,
    )
)
register(
    Count(
        "rp.facilities",
        "Placówki nadzorujące roboty publiczne",
        "Placówki z obowiązującym w roku porozumieniem o nadzorze, w których pracowali zatrudnieni.",
        ENROLMENTS,
        lambda period: such.supervised_by_agreement(Kind.PUBLIC_WORKS, period),
        distinct="facility",
        unit="facilities",
    )
)
RETAINED = register(
    Figure(
        "rp.retained",
        "Pozostali na otwartym rynku pracy",
        "Osoby, którym zatrudnienie w robotach publicznych skończyło się w roku i które potem do "
        "końca roku podjęły pracę na otwartym rynku.",
        EMPLOYED,
        lambda period: (
            such.ended_in(period) & such.outcome_after_end(Outcome.Kind.OPEN_MARKET_JOB, period)
        ),
    )
)
register(
    Share(
        "rp.retained_percent",
        "Odsetek pozostałych na otwartym rynku",
        "Jaka część zatrudnionych w robotach publicznych pozostała na otwartym rynku pracy.",
        RETAINED,
        EMPLOYED,
        places=1,
    )
)
COST_TOTAL = register(
    Amount(
        "rp.cost_total",
        "Koszty robót publicznych",
        "Suma kosztów robót publicznych za miesiące roku; wymienia miesiące jeszcze nierozliczone.",
        COSTS,
        coverage=every_month_of_work(Kind.PUBLIC_WORKS),
    )
)
COST_PUP = register(
    Amount(
        "rp.cost_pup",
        "Koszty robót publicznych: PUP",
        "Koszty robót publicznych za miesiące roku, które poniósł urząd pracy z Funduszu Pracy.",
        COST_TOTAL,
        paid_by(Payer.PUP),
    )
)
register(
    Share(
        "rp.cost_pup_percent",
        "Udział PUP w kosztach robót publicznych",
        "Jaką część kosztów robót publicznych poniósł urząd pracy.",
        COST_PUP,
        COST_TOTAL,
        places=1,
    )
)
COST_MOPS = register(
    Amount(
        "rp.cost_mops",
        "Koszty robót publicznych: MOPS",
        "Koszty robót publicznych za miesiące roku, które poniósł ośrodek.",
        COST_TOTAL,
        paid_by(Payer.MOPS),
    )
)
register(
    Share(
        "rp.cost_mops_percent",
        "Udział MOPS w kosztach robót publicznych",
        "Jaką część kosztów robót publicznych poniósł ośrodek.",
        COST_MOPS,
        COST_TOTAL,
        places=1,
    )
)
OTHER_WORKS = register(
    Figure(
        "rp.other_works",
        "Inne roboty publiczne",
        "Zatrudnieni w robotach publicznych przy pracach innych niż nadzór na przejściach i "
        "wizerunek miasta.",
        EMPLOYED,
        lambda period: ~Q(work_kind__in=(WorkKind.CROSSING_GUARD, WorkKind.CITY_WORKS)),
        in_report=False,
    )
)
UNSUPERVISED = register(
    Figure(
        "rp.unsupervised",
        "Roboty publiczne bez porozumienia z placówką",
        "Zatrudnieni w robotach publicznych bez placówki albo w placówce bez obowiązującego w roku "
        "porozumienia o nadzorze.",
        EMPLOYED,
        lambda period: ~such.supervised_by_agreement(Kind.PUBLIC_WORKS, period),
        in_report=False,
    )
)
OVERDUE = register(
    Figure(
        "rp.overdue",
        "Roboty publiczne bez wpisanego wyniku",
        "Zatrudnieni w zakończonych edycjach robót publicznych, którym nikt nie wpisał wyniku.",
        EMPLOYED,
        such.awaits_result,
        in_report=False,
    )
)
COST_OTHERS = register(
    Amount(
        "rp.cost_others",
        "Koszty robót publicznych: inni płatnicy",
        "Koszty robót publicznych za miesiące roku, których nie poniósł ani urząd pracy, ani "
        "ośrodek.",
        COST_TOTAL,
        paid_by_others,
        in_report=False,
    )
)

register(
    Partition(
        "rp.kinds_of_work",
        "Każdy zatrudniony w robotach publicznych wykonuje jeden rodzaj prac.",
        EMPLOYED,
        GUARDS,
        CITY_WORKS,
        OTHER_WORKS,
    )
)
register(
    Empty("rp.all_supervised", "Każda placówka robót ma porozumienie o nadzorze.", UNSUPERVISED)
)
register(
    SumOf(
        "rp.costs_by_payer",
        "Koszty płatników dają razem koszt robót publicznych.",
        COST_TOTAL,
        COST_PUP,
        COST_MOPS,
        COST_OTHERS,
    )
)
register(
    Covered(
        "rp.costs_cover_the_year",
        "Każdy miesiąc robót publicznych ma koszty.",
        COST_TOTAL,
    )
)
register(Empty("rp.nobody_overdue", "Wyniki zakończonych robót są wpisane.", OVERDUE))

"""What is measured: figures beside SQL, history beside none, the page, the PDF beside WeasyPrint."""

from collections.abc import Callable, Iterator
from functools import partial

from django.test import Client
from django.urls import reverse

from mops.pdf import html_to_pdf
from mops.pdf.writing import STATIC
from programs.period import Period
from reporting import pdf
from reporting.bench import handwritten
from reporting.bench.pages import logged_in
from reporting.bench.scratch import Scratch
from reporting.bench.table import Row, verdict
from reporting.bench.timing import count_queries, side_by_side
from reporting.catalogue import CATALOGUE
from reporting.document import Document
from reporting.figures import Evaluation

TIMES_SQL = 2
TIMES_WITHOUT_HISTORY = 1.3
TIMES_WEASYPRINT = 1.2


def evaluate_figures(period: Period) -> Evaluation:
    """All figures of the period, without claims."""
    return Evaluation(period, CATALOGUE.figures.values())


def evaluate_claims(period: Period) -> list:
    """All figures and claims of the period, and the claims that do not hold."""
    figures, claims = CATALOGUE.figures.values(), CATALOGUE.claims.values()
    return Evaluation(period, figures, claims).findings()


def by_hand(period: Period) -> dict[str, dict]:
    """All sections' figures, a statement each."""
    return {section: handwritten.values(section, period) for section in handwritten.SECTIONS}


def figure_rows(period: Period, repeat: int) -> Iterator[Row]:
    """All figures at once and section by section, beside SQL for the same sums."""
    sql = partial(by_hand, period)
    figures, claims, beside = side_by_side(
        repeat, partial(evaluate_figures, period), partial(evaluate_claims, period), sql
    )
    yield Row("all figures", figures, beside, "SQL by hand", TIMES_SQL)
    yield Row("figures and claims", claims, beside, "SQL by hand, figures only")
    for section in handwritten.SECTIONS:
        yield _section_row(section, period, repeat)


def _section_row(section: str, period: Period, repeat: int) -> Row:
    sql = partial(handwritten.values, section, period)
    figures = handwritten.figures_of(sql())
    timing, beside = side_by_side(repeat, lambda: Evaluation(period, figures), sql)
    return Row(f"  {section}", timing, beside, "SQL by hand", TIMES_SQL)


def history_row(period: Period, repeat: int, long: Scratch, short: Scratch, years: int) -> Row:
    """All figures of the same year in a city with all its history and in one with none."""
    cities = long, short
    timings = side_by_side(repeat, *(partial(_figures_in, city, period) for city in cities))
    for city, timing in zip(cities, timings, strict=True):
        timing.queries = _queries_in(city, partial(evaluate_figures, period))
    label = f"figures, {years} years"
    return Row(label, *timings, "one year only", TIMES_WITHOUT_HISTORY)


def _figures_in(city: Scratch, period: Period) -> None:
    with city.used():
        evaluate_figures(period)


def page_row(period: Period, repeat: int) -> Row:
    """The report's page as a head of department opens it."""
    (timing,) = side_by_side(repeat, partial(_open_page, logged_in("head"), period))
    return Row("report page", timing)


def pdf_rows(period: Period, repeat: int) -> Iterator[Row]:
    """The report's PDF from its HTML on and from the records on, beside WeasyPrint alone."""
    document = Document(period.year)
    html, files = pdf.to_html(document), pdf._attachments(document)  # noqa: SLF001
    from_html, from_records, bare = side_by_side(
        repeat,
        partial(html_to_pdf, html, files),
        lambda: pdf.write_pdf(Document(period.year)),
        partial(_weasyprint_alone, html, files),
    )
    yield Row("PDF from its HTML", from_html, bare, "bare WeasyPrint", TIMES_WEASYPRINT)
    yield Row("PDF from records", from_records, bare, "bare WeasyPrint")


def _weasyprint_alone(html: str, files: dict[str, str]) -> bytes:
    import weasyprint

    attached = [weasyprint.Attachment(string=text, name=name) for name, text in files.items()]
    page = weasyprint.HTML(string=html, base_url=f"{STATIC.as_uri()}/")
    return page.write_pdf(pdf_variant="pdf/a-3a", attachments=attached)


def queries_line(period: Period, *cities: Scratch) -> str:
    """Whether figures and claims take the same number of queries in each of the databases."""
    counts = [_queries_in(city, partial(evaluate_claims, period)) for city in cities]
    listed = ", ".join(map(str, counts))
    return f"queries with no data, one year, all years: {listed}, {verdict(len(set(counts)) == 1)}"


def _queries_in(city: Scratch, task: Callable[[], object]) -> int:
    with city.used():
        return count_queries(task)


def _open_page(client: Client, period: Period) -> None:
    response = client.get(reverse("report_detail", args=[period.year]), secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"the report page answered {response.status_code}")

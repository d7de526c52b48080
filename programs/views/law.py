"""Dated law: the two books of it, rates with limits and provisions, kept by the administrator."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mops.listing import Column, FilterForm, Listing, render_list
from mops.once import OnceForm, once
from programs import actions
from programs.forms import filters
from programs.forms import law as law_forms
from programs.models import LegalBasis, Rate
from programs.models.law import Law
from programs.settlement.forms import ScopeForm
from programs.terms.settled import months_settled_under
from programs.views.editing import correct, enter
from programs.views.steps import entry_page

TIMES = (
    Column("Obowiązuje od", "od", ("valid_from",)),
    Column("Obowiązuje do", "do", ("valid_to",)),
    Column("Porozumienia podpisane"),
)


@dataclass(frozen=True)
class Book:
    """One of the two books: its words, its records, its forms."""

    slug: str
    name: str
    new: str
    model: type[Law]
    form: type[law_forms.LawForm]
    follow_form: type[law_forms.FollowForm]
    filters: type[FilterForm]
    columns: tuple[Column, ...]


BOOKS = {
    book.slug: book
    for book in (
        Book(
            "stawki",
            "Stawki i limity",
            "Nowa stawka lub limit",
            Rate,
            law_forms.RateForm,
            law_forms.FollowRateForm,
            filters.RateFilterForm,
            (
                Column("Program", "program", ("program__name", "kind", "valid_from")),
                Column("Rodzaj", "rodzaj", ("kind", "program__name", "valid_from")),
                Column("Wartość", is_number=True),
                *TIMES,
                Column("Źródło"),
            ),
        ),
        Book(
            "podstawy",
            "Podstawy prawne",
            "Nowa podstawa prawna",
            LegalBasis,
            law_forms.BasisForm,
            law_forms.FollowBasisForm,
            filters.LawFilterForm,
            (
                Column("Program", "program", ("program__name", "valid_from")),
                Column("Przepis", "przepis", ("citation",)),
                *TIMES,
            ),
        ),
    )
}

FORM = "programs/law_form.html"

may_keep = permission_required(
    ["programs.change_rate", "programs.change_legalbasis"], raise_exception=True
)


def _book(slug: str) -> Book:
    try:
        return BOOKS[slug]
    except KeyError:
        raise Http404 from None


def _address(book: Book) -> str:
    return reverse("law_list", args=[book.slug])


def _row(book: Book, pk: int) -> Law:
    return get_object_or_404(_rows(book), pk=pk)


def _rows(book: Book) -> QuerySet:
    return book.model.objects.select_related("program")


@require_safe
@permission_required(["programs.view_rate", "programs.view_legalbasis"], raise_exception=True)
def law_list(request: HttpRequest, book: str) -> HttpResponse:
    kept = _book(book)
    form = kept.filters.read(request, "sort", "page")
    usual = kept.columns[0].order
    listing = Listing.of(request, form, form.narrow(_rows(kept)), kept.columns, *usual)
    context = {"book": kept, "books": BOOKS.values(), "today": timezone.localdate()}
    return render_list(
        request, "programs/law_list.html", "programs/_law_table.html", listing, **context
    )


@entry_page
@may_keep
@once
def law_new(request: HttpRequest, book: str) -> HttpResponse:
    kept = _book(book)
    asked = ScopeForm(request.GET)
    waiting = asked.is_valid()
    form = kept.form(
        request.POST if request.method == "POST" else None,
        initial=_missing(request, asked) if waiting else None,
    )

    def run() -> str:
        actions.add_law(by=request.user, row=kept.model(**form.plan))
        return asked.scope.url if waiting else _address(kept)

    done = "Wpisane. Obowiązuje w podanym czasie."
    context = {"book": kept, "waiting": asked.scope if waiting else None}
    return enter(request, form, run, done=done, template=FORM, **context)


def _missing(request: HttpRequest, asked: ScopeForm) -> dict:
    """What is known of the row that a month to settle lacks."""
    scope = asked.scope
    kind = request.GET.get("kind")
    return {"program": scope.program, "kind": kind, "valid_from": scope.month}


@entry_page
@may_keep
@once
def law_follow(request: HttpRequest, book: str, pk: int) -> HttpResponse:
    """The row ended and the next begun, in one step."""
    kept = _book(book)
    row = _row(kept, pk)
    known = kept.form.stored(row)
    initial = {name: known[name] for name in kept.follow_form.base_fields if name in known}
    form = kept.follow_form(
        request.POST if request.method == "POST" else None, initial=initial, row=row
    )

    def run() -> str:
        actions.follow_law(by=request.user, row=row, **form.plan)
        return _address(kept)

    done = "Poprzedni wpis jest zakończony, następny zaczęty."
    context = {"book": kept, "row": row, "is_next": True}
    return enter(request, form, run, done=done, template=FORM, **context)


@entry_page
@may_keep
@once
def law_edit(request: HttpRequest, book: str, pk: int) -> HttpResponse:
    kept = _book(book)
    row = _row(kept, pk)

    def run(form) -> str:
        actions.change_law(by=request.user, row=row, shown=form.shown_values, **form.plan)
        return _address(kept)

    context = {"book": kept, "row": row, "settled": months_settled_under(row)}
    return correct(
        request, row, kept.form, run, done="Zmiany są zapisane.", template=FORM, **context
    )


@entry_page
@permission_required(["programs.delete_rate", "programs.delete_legalbasis"], raise_exception=True)
@once
def law_remove(request: HttpRequest, book: str, pk: int) -> HttpResponse:
    """Ask by name before a row entered by mistake is removed."""
    kept = _book(book)
    row = _row(kept, pk)
    refusal = ""
    if request.method == "POST":
        try:
            actions.remove_law(by=request.user, row=row)
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            messages.success(request, "Wpis jest usunięty.")
            return redirect("law_list", kept.slug)
    context = {"book": kept, "row": row, "refusal": refusal, "form": OnceForm()}
    return render(request, "programs/law_remove.html", context)

"""One page of a list: filtered by a form, ordered by a column, cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from mops.long_lists import BoundedPaginator
from mops.widgets import LongSelect

PAGE_SIZE = 25


class UnreadableQuery(BadRequest):
    """The address asks for what the list does not know; the text says what, in Polish."""


class FilterForm(forms.Form):
    """What a list can be narrowed down to; each list adds its fields and its `narrow`.

    Nothing in the address is silently ignored: an unknown name or value is refused.
    """

    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field.widget) is forms.Select:
                field.widget = LongSelect(field.widget.attrs, field.widget.choices)
            is_list = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"

    @classmethod
    def read(cls, request: HttpRequest, *beside: str) -> "FilterForm":
        """The form filled from the address, in which the names `beside` may stand as well."""
        form = cls(cls.asked(request))
        unknown = sorted(request.GET.keys() - form.fields.keys() - set(beside))
        if unknown:
            raise UnreadableQuery(f"Ta lista nie zna parametru „{unknown[0]}”.")
        if not form.is_valid():
            field = next(iter(form.errors))
            raise UnreadableQuery(f"Nieznana wartość filtru „{form.fields[field].label}”.")
        return form

    @classmethod
    def asked(cls, request: HttpRequest) -> QueryDict:
        """The names and values in the address."""
        return request.GET

    def narrow(self, records: QuerySet) -> QuerySet:
        """The records that the filled fields leave."""
        raise NotImplementedError

    @property
    def is_filled(self) -> bool:
        """Something was asked for."""
        return any(self.cleaned_data.values())


@dataclass(frozen=True)
class Column:
    """A header of the list; with `order` its rows can be sorted by it."""

    label: str
    key: str = ""
    order: tuple[str, ...] = ()
    is_number: bool = False

    def __post_init__(self) -> None:
        if bool(self.key) != bool(self.order):
            raise ValueError("a column that sorts has both a key and an order")


@dataclass(frozen=True)
class Header:
    """A column as it stands above one page of the list."""

    label: str
    is_number: bool
    sort: str
    """What the link asks for; empty where the column cannot be sorted by."""
    direction: str
    """How the rows are sorted by it now, as aria-sort says it; empty if they are not."""


@dataclass(frozen=True)
class Listing:
    """A page of records under their headers."""

    form: FilterForm
    headers: list[Header]
    page: Page

    @classmethod
    def of(
        cls, request: HttpRequest, form: FilterForm, records: QuerySet, columns, *usual: str
    ) -> "Listing":
        """The page of `records` that the address asks for, in the order that it asks for.

        In the `usual` order, else in the model's own, unless the address asks for another.
        """
        records = in_asked_order(request, records, columns, *usual)
        headers = [_header(column, request.GET.get("sort", "")) for column in columns]
        return cls(form, headers, page_of(request, records))


def in_asked_order(request: HttpRequest, records: QuerySet, columns, *usual: str) -> QuerySet:
    """The records by the column that the address names, in the usual order if it names none."""
    sort = request.GET.get("sort", "")
    orders = {column.key: column.order for column in columns if column.key}
    key = sort.removeprefix("-")
    if sort and key not in orders:
        raise UnreadableQuery(f"Tej listy nie da się ułożyć według „{sort}”.")
    order = _directed(orders[key], sort.startswith("-")) if sort else usual or _usual(records)
    return records.order_by(*order, "-pk" if sort.startswith("-") else "pk")


def _usual(records: QuerySet) -> list[str]:
    """The model's own order, said aloud: counting annotations make Django forget it."""
    return [name for name in records.model._meta.ordering if name.strip("-") != "pk"]


def _directed(order: tuple[str, ...], descending: bool) -> list[str]:
    if not descending:
        return list(order)
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _header(column: Column, sort: str) -> Header:
    if not column.key:
        return Header(column.label, column.is_number, "", "")
    ascending, descending = sort == column.key, sort == f"-{column.key}"
    direction = "ascending" if ascending else "descending" if descending else ""
    return Header(
        column.label, column.is_number, f"-{column.key}" if ascending else column.key, direction
    )


def page_of(
    request: HttpRequest,
    records: Sequence | QuerySet,
    count: int | None = None,
    *,
    name: str = "page",
) -> Page:
    """The page of ordered records that the address asks for under the name.

    `count` is their number where it is known already.
    """
    if not isinstance(records, QuerySet):
        return Paginator(records, PAGE_SIZE).get_page(page_number(request, name))
    return BoundedPaginator(records, PAGE_SIZE, count).get_page(page_number(request, name))


def page_number(request: HttpRequest, name: str = "page") -> int:
    """The number of the page that the address asks for under the name, the first unless said."""
    number = request.GET.get(name, "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 7 and int(number)):
        raise UnreadableQuery(f"Nie ma strony listy o numerze „{number}”.")
    return int(number)


def render_list(
    request: HttpRequest, template: str, partial: str, listing: Listing, **context
) -> HttpResponse:
    """The whole page, or only its `partial` when htmx asks for it."""
    only_part = request.htmx and not request.htmx.history_restore_request
    context = {"listing": listing, **context, "page_obj": listing.page, "form": listing.form}
    response = render(request, partial if only_part else template, context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response

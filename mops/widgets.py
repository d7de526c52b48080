"""Parts of forms drawn in our own way."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe


class LongSelect(forms.Select):
    """A list of choices without a template for each: hundreds of them take a millisecond."""

    def render(self, name: str, value, attrs: dict | None = None, renderer=None):
        """The same HTML as of a plain list without groups."""
        chosen = set(self.format_value(value))
        texts = (("" if option is None else str(option), label) for option, label in self.choices)
        rows = mark_safe(  # noqa: S308 - escaped here: format_html takes thrice as long
            "".join(
                f'<option value="{escape(option)}"{" selected" if option in chosen else ""}>'
                f"{escape(label)}</option>"
                for option, label in texts
            )
        )
        attributes = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", attributes, rows)


class RowsSelect(forms.SelectMultiple):
    """Several choices, each in a list of its own, with empty ones to fill; needs no script.

    `rows` is how many lists there are at least; one is always left empty.
    """

    rows = 3

    def render(self, name: str, value, attrs: dict | None = None, renderer=None):
        """One list under another, the first bearing the field's label."""
        chosen = [one for one in value or [] if one not in (None, "")]
        empty = max(self.rows - len(chosen), 1)
        widget = LongSelect(attrs=self.attrs, choices=self.choices)
        attrs = dict(attrs or {})
        first = attrs.pop("id", f"id_{name}")
        rows = (
            widget.render(name, one, {**attrs, "id": first} if not n else self._named(attrs, n))
            for n, one in enumerate([*chosen, *[""] * empty])
        )
        return format_html_join("", '<div class="mb-2">{}</div>', ((row,) for row in rows))

    def _named(self, attrs: dict, number: int) -> dict:
        return {**attrs, "aria-label": f"{self.attrs.get('data-row', 'Wiersz')} {number + 1}"}

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        """What is chosen, each once, in order; empty lists say nothing."""
        typed = super().value_from_datadict(data, files, name) or []
        return list(dict.fromkeys(one for one in typed if one))


class WholeNumberField(forms.IntegerField):
    """A number in a plain box: no wheel of a mouse changes it, our own words say what is wrong."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

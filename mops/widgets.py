"""Parts of forms drawn in our own way."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class LongSelect(forms.Select):
    """A list of choices without a template for each: hundreds of them take a millisecond."""

    def render(self, name: str, value, attrs: dict | None = None, renderer=None):
        """The same HTML as of a plain list without groups."""
        context = self.get_context(name, value, attrs)["widget"]
        options = (
            (flatatt({"value": one["value"], **one["attrs"]}), one["label"])
            for _, group, _ in context["optgroups"]
            for one in group
        )
        rows = format_html_join("", "<option{}>{}</option>", options)
        attributes = flatatt({"name": name, **context["attrs"]})
        return format_html("<select{}>{}</select>", attributes, rows)

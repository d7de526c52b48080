import pytest
from django.template import engines

from mops.settings.base import BASE_DIR
from mops.tests.strict_templates import UndefinedVariable

OURS = BASE_DIR / "templates" / "_made_up.html"


def render(text, origin=OURS):
    template = engines["django"].from_string(text)
    for node in template.template.nodelist.get_nodes_by_type(object):
        node.origin.name = str(origin)
    return template.render({"known": ""})


def test_an_undefined_variable_in_our_template_is_an_error():
    with pytest.raises(UndefinedVariable, match=r"unknown in .*/templates/_made_up\.html:2"):
        render("{{ known }}\n{{ unknown }}")


@pytest.mark.parametrize(
    "text", ["{{ unknown|upper }}", "{{ known.unknown }}", "{% include unknown %}"]
)
def test_every_use_of_an_undefined_variable_is_an_error(text):
    with pytest.raises(UndefinedVariable):
        render(text)


def test_an_undefined_variable_may_be_asked_for():
    assert render("{% if unknown %}yes{% else %}no{% endif %}") == "no"


def test_templates_of_libraries_keep_their_fallback():
    library = BASE_DIR / ".venv/lib/python3/site-packages/library/page.html"
    assert render("{{ unknown|default:'fallback' }}", library) == "fallback"

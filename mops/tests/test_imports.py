"""Imports flow reporting -> programs -> participants -> mops and never back."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ORDER = ["mops", "participants", "programs", "reporting"]
KNOW_ALL = {"mops/urls.py", "mops/management/commands/demo.py"}
"""The map of the site, and the one command that runs the whole of it."""


def modules(app: str) -> list[Path]:
    """The application's modules; tests may know all, migrations speak of models by name."""
    return [
        path
        for path in sorted((settings.BASE_DIR / app).rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(settings.BASE_DIR).parts)
        and path.relative_to(settings.BASE_DIR).as_posix() not in KNOW_ALL
    ]


def imported_by(source: str, package: str) -> set[str]:
    """Dotted names that the source imports, also inside functions and by relative paths."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*up, node.module or ""] if node.level else [node.module]).strip(".")
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def backward(app: str, source: str, package: str) -> set[str]:
    """What the source imports from applications that stand above its own."""
    above = ORDER[ORDER.index(app) + 1 :]
    return {name for name in imported_by(source, package) if name.split(".")[0] in above}


@pytest.mark.parametrize("app", ORDER)
def test_nothing_is_imported_from_above(app):
    found = {}
    for path in modules(app):
        package = ".".join(path.relative_to(settings.BASE_DIR).parent.parts)
        if names := backward(app, path.read_text(), package):
            found[path.relative_to(settings.BASE_DIR).as_posix()] = names
    assert found == {}


@pytest.mark.parametrize("app", ORDER)
def test_every_application_is_read(app):
    assert len(modules(app)) > 5


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from programs.models import Edition", {"programs.models.Edition"}),
        ("import reporting.figures", {"reporting.figures"}),
        ("def f():\n    from programs import actions", {"programs.actions"}),
        ("from ..programs import actions", {"programs.actions"}),
        ("from mops.models import User\nfrom . import names", set()),
    ],
)
def test_an_import_from_above_is_seen(source, found):
    assert backward("participants", source, "participants") == found


def test_nothing_is_called_common():
    names = {path.stem for app in ORDER for path in modules(app)}
    assert names & {"common", "core", "utils", "helpers", "misc"} == set()

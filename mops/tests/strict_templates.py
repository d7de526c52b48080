"""Makes an undefined variable in a template of ours an error, as Django does not."""

import inspect

from django.template.base import FilterExpression, Node

from mops.settings.base import BASE_DIR


class UndefinedVariable(Exception):
    """A template of ours uses a variable that its view does not give."""


class StrictInvalidString(str):
    """An empty `string_if_invalid` that raises where our templates ask for it.

    Django asks whether it is true before it falls back to an empty text. Templates of libraries,
    the admin's among them, rely on that fallback and keep it.
    """

    def __bool__(self):
        expression, node = None, None
        frame = inspect.currentframe().f_back
        while frame and node is None:
            asking = frame.f_locals.get("self")
            if isinstance(asking, FilterExpression):
                expression = expression or asking
            elif isinstance(asking, Node) and hasattr(asking, "origin"):
                node = asking
            frame = frame.f_back
        if expression and node and is_ours(node.origin.name):
            raise UndefinedVariable(f"{expression.token} in {node.origin.name}:{node.token.lineno}")
        return False


def is_ours(path: str) -> bool:
    return path.startswith(f"{BASE_DIR}/") and "/site-packages/" not in path

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.models import DocumentTemplate, Program


class StaleDocument(Exception):
    """Somebody else saved the text, or restored the default one, after the form was opened."""


@action
def write_document(
    *, by: User, kind: str, program: Program | None, version: int, **text
) -> DocumentTemplate:
    """Save a document's text; version 0 is the default one. Raises StaleDocument."""
    current = _locked(kind, program) or DocumentTemplate(kind=kind, program=program, version=0)
    if current.version != version:
        raise StaleDocument
    for part, words in text.items():
        setattr(current, part, words)
    current.version += 1
    current.edited_by = by
    return save_checked(current)


@action
def restore_document(*, by: User, kind: str, program: Program | None) -> None:
    """Return to the default text; in a programme, to the common one."""
    template = _locked(kind, program)
    if template is None:
        raise ValidationError("Ten dokument ma już tekst domyślny.")
    template.delete()


def _locked(kind: str, program: Program | None) -> DocumentTemplate | None:
    own = DocumentTemplate.objects.select_for_update().filter(kind=kind, program=program)
    return own.order_by().first()

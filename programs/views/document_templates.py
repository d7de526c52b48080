"""The words of documents, edited by the administrator."""

from types import ModuleType

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from mops.listing import UnreadableQuery
from mops.pdf import MissingLibrary
from mops.saving import add_refusal
from programs import actions
from programs.documents import attendance, certificate, contract, payments, placement, refund
from programs.documents.fields import FIELDS
from programs.documents.kinds import Kind
from programs.documents.texts import Text
from programs.forms.documents import DocumentForm, StaleText
from programs.models import DocumentTemplate, Program
from programs.views.documents import shown
from programs.views.steps import entry_page

CHANGE = "programs.change_documenttemplate"
DOCUMENTS: dict[Kind, ModuleType] = {
    Kind.CERTIFICATE: certificate,
    Kind.ATTENDANCE: attendance,
    Kind.PLACEMENT: placement,
    Kind.CONTRACT: contract,
    Kind.PAYMENTS: payments,
    Kind.REFUND: refund,
}


@require_safe
@permission_required(CHANGE, raise_exception=True)
def template_list(request: HttpRequest) -> HttpResponse:
    """Every document with the texts that it has."""
    rows = list(DocumentTemplate.objects.select_related("program", "edited_by"))
    common = {row.kind: row for row in rows if row.program is None}
    documents = [
        (kind, common.get(kind), [row for row in rows if row.kind == kind and row.program])
        for kind in Kind
    ]
    context = {"documents": documents, "programs": list(Program.objects.all())}
    return render(request, "programs/document_template_list.html", context)


@entry_page
@permission_required(CHANGE, raise_exception=True)
def edit(request: HttpRequest, kind: str) -> HttpResponse:
    kind, program = _asked(request, kind)
    current = _current(kind, program)
    form, stale = _form(request, current), None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.write_document(
                by=request.user, kind=kind, program=program, version=version, **form.words
            )
        except actions.StaleDocument:
            stale = StaleText.of(form, _current(kind, program))
            form = stale.form
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Treść dokumentu jest zapisana.")
            return redirect("document_template_list")
    return _page(request, form, kind, program, stale)


@require_POST
@permission_required(CHANGE, raise_exception=True)
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """The typed text printed for a person who does not exist; or what is wrong with it."""
    kind, program = _asked(request, kind)
    form = _form(request, _current(kind, program))
    if not form.is_valid():
        return _page(request, form, kind, program)
    try:
        content = DOCUMENTS[kind].preview(Text(**form.words), woman="woman" in request.POST)
    except MissingLibrary as missing:
        messages.error(request, missing.sentence)
        return _page(request, form, kind, program)
    return shown(content, "podglad")


@require_POST
@permission_required("programs.delete_documenttemplate", raise_exception=True)
def restore(request: HttpRequest, kind: str) -> HttpResponse:
    kind, program = _asked(request, kind)
    try:
        actions.restore_document(by=request.user, kind=kind, program=program)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Przywrócono tekst domyślny. Poprzedni jest w dzienniku zmian.")
    return redirect("document_template_list")


def _asked(request: HttpRequest, kind: str) -> tuple[Kind, Program | None]:
    """The document, and the programme in the address if its text is to differ there."""
    if kind not in Kind.values:
        raise Http404
    asked = request.GET.get("program", "")
    if not asked:
        return Kind(kind), None
    if kind == Kind.CONTRACT:
        raise UnreadableQuery("Kontrakt socjalny ma jedną treść dla wszystkich programów.")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise UnreadableQuery("Nie ma takiego programu.")
    return Kind(kind), get_object_or_404(Program, pk=int(asked))


def _current(kind: Kind, program: Program | None) -> DocumentTemplate:
    """The text as saved; else an unsaved one that starts from the common or the default words."""
    own = DocumentTemplate.objects.select_related("edited_by").filter(kind=kind, program=program)
    if found := own.first():
        return found
    text = DocumentTemplate.objects.text_of(kind, program)
    return DocumentTemplate(kind=kind, program=program, version=0, **vars(text))


def _form(request: HttpRequest, current: DocumentTemplate) -> DocumentForm:
    typed = request.POST if request.method == "POST" else None
    return DocumentForm(typed, instance=current, initial={"version": current.version})


def _page(
    request: HttpRequest,
    form: DocumentForm,
    kind: Kind,
    program: Program | None,
    stale: StaleText | None = None,
) -> HttpResponse:
    query = f"?{urlencode({'program': program.pk})}" if program else ""
    names = ("edit", "preview", "restore")
    context = {
        "form": form,
        "stale": stale,
        "kind": kind,
        "program": program,
        "is_own": form.instance.pk is not None,
        "fields": FIELDS[kind],
        "omits_gaps": kind == Kind.CERTIFICATE,
        **{
            f"{name}_url": reverse(f"document_template_{name}", args=[kind]) + query
            for name in names
        },
    }
    return render(request, "programs/document_template_form.html", context)

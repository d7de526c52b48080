"""A form sent after the session had ended is kept and can be saved after logging in again.

The typed fields wait in the server's session, never in an address or a cookie. A signed cookie
says who worked in this browser last: only a form of theirs is kept, and only they get it back, so
strangers can neither fill our sessions nor read what somebody else had typed.
"""

from dataclasses import asdict, dataclass

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.csrf import csrf_failure as refuse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SLOT = "unsent"
FIELD = "unsent"
"""Stands in the form that is sent again, so that what waited can be forgotten once it is saved."""
COOKIE = "account"
SALT = "mops.unsent"
KEPT_SECONDS = 30 * 60
MOST_CHARACTERS = 500_000
SECRETS = ("password", "csrfmiddlewaretoken", FIELD)


@dataclass(frozen=True)
class UnsentForm:
    """What was typed, where it was to go, and whose it is."""

    account: int
    path: str
    fields: list[list[str]]
    had_files: bool = False


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Sends whoever is not logged in to log in, and keeps the form they were sending."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if _is_from_a_script(request):
            return HttpResponse(status=401)  # the page stays and says that one must log in
        if keep(request):
            return redirect_to_login(reverse("unsent_form"))
        return super().handle_no_permission(request, view_func)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Remember who works in this browser; forget what waited once it is saved."""
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return response
        if account_of(request) != user.pk:
            response.set_signed_cookie(
                COOKIE,
                user.pk,
                salt=SALT,
                httponly=True,
                secure=request.is_secure(),
                samesite="Lax",
            )
        if request.method == "POST" and response.status_code == 302 and FIELD in request.POST:
            request.session.pop(SLOT, None)
        return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page's token is of an earlier login: ask whether to save, if the form is one of our own.

    The browser itself says where a form comes from; one from elsewhere is refused as ever.
    """
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_ours and not _is_from_a_script(request) and keep(request):
        waiting = reverse("unsent_form")
        return redirect(waiting) if request.user.is_authenticated else redirect_to_login(waiting)
    return refuse(request, reason)


def keep(request: HttpRequest) -> bool:
    """Let the form wait in the session; False if it is nobody's whom we know, or not for keeping."""
    account = request.user.pk or account_of(request)
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name not in SECRETS
    ]
    size = sum(len(name) + len(value) for name, value in fields)
    has_secrets = any("password" in name for name, _ in fields)
    if account is None or has_secrets or size > MOST_CHARACTERS:
        return False
    form = UnsentForm(account, request.get_full_path(), fields, bool(request.FILES))
    request.session[SLOT] = asdict(form)
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_SECONDS)
    return True


def waiting(request: HttpRequest) -> UnsentForm | None:
    """The form that waits for whoever is logged in now; one of somebody else is dropped."""
    kept = request.session.get(SLOT)
    if kept is None:
        return None
    form = UnsentForm(**kept)
    if form.account == request.user.pk:
        return form
    del request.session[SLOT]
    return None


def account_of(request: HttpRequest) -> int | None:
    """Who was logged in last in this browser."""
    try:
        return int(request.get_signed_cookie(COOKIE, salt=SALT))
    except (KeyError, BadSignature, ValueError):
        return None


def _is_from_a_script(request: HttpRequest) -> bool:
    """A fragment asked for while typing, not a form that somebody sent."""
    return "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"


@receiver(user_logged_in)
def last_as_long_as_others(request: HttpRequest, **_) -> None:
    """The short time for which the form waited does not become the new session's."""
    if SLOT in request.session:
        request.session.set_expiry(None)


def unsent_form(request: HttpRequest) -> HttpResponse:
    """Show that a form waits; drop it when asked to."""
    if request.method == "POST":
        request.session.pop(SLOT, None)
        return redirect("start")
    return render(request, "unsent_form.html", {"form": waiting(request)})


@require_safe
@never_cache
def fresh_token(request: HttpRequest) -> JsonResponse:
    """The token of the login made in another tab, for the forms of a page that was left open."""
    return JsonResponse({"token": get_token(request)})

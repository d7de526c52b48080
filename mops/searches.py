"""What people typed to find somebody, kept out of addresses.

An address ends up in histories, bookmarks and the logs of proxies, and a name or a PESEL must
not. So a search is posted, its text stays in the session, and the address carries a token.
"""

import secrets

from django.http import HttpRequest

KEPT = 20
SLOT = "searches"


def remember(request: HttpRequest, text: str) -> str:
    """Keep the text in the session; the token that stands for it in an address."""
    token = secrets.token_urlsafe(6)
    earlier = list(request.session.get(SLOT, {}).items())
    request.session[SLOT] = dict([*earlier, (token, text)][-KEPT:])
    return token


def recall(request: HttpRequest, token: str) -> str | None:
    """The text of a search made in this session; None when it is not there any more."""
    return request.session.get(SLOT, {}).get(token)

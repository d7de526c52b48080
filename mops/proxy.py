from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the browser, which our own proxy tells in a header where there is a proxy."""
    header = settings.PROXY_ADDRESS_HEADER
    return (header and request.headers.get(header)) or request.META.get("REMOTE_ADDR")

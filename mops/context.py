from django.http import HttpRequest

from mops.models import Centre


def centre(request: HttpRequest) -> dict[str, Centre]:
    """The centre's own names, for the header of every page."""
    return {"centre": Centre.objects.current()}

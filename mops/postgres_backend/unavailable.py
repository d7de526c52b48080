from django.db.utils import OperationalError


class DatabaseUnavailable(OperationalError):
    """The database server cannot be reached or refuses every connection."""

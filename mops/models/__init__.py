from mops.models.centre import Centre
from mops.models.journal import AccessEntry, ChangeSet
from mops.models.user import User, UserRole

__all__ = ["AccessEntry", "Centre", "ChangeSet", "User", "UserRole"]

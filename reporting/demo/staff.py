"""The accounts with which one looks round."""

from django.contrib.auth.models import Group

from mops.demo_accounts import DEMO_ACCOUNTS
from mops.models import User

PEOPLE = {
    "pracownik": ("Helena", "Rogalska"),
    "kierownik": ("Ewelina", "Nadolna"),
    "administrator": ("Tymon", "Brzeziński"),
    "audytor": ("Seweryn", "Dobrowolski"),
}
WITH_ADMIN_PAGES = ("administrator", "audytor")


def hire() -> dict[str, User]:
    """Open the demo accounts, each in the group of its role; by user name."""
    return {account.username: _open(account) for account in DEMO_ACCOUNTS}


def _open(account) -> User:
    first_name, last_name = PEOPLE[account.username]
    user = User.objects.create_user(
        account.username,
        password=account.password,
        first_name=first_name,
        last_name=last_name,
        job_title=account.role,
        is_staff=account.username in WITH_ADMIN_PAGES,
    )
    user.groups.add(Group.objects.get(name=account.username))
    return user

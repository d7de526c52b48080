from mops.models import User


def technical_account(username: str, named: str) -> User:
    """The account in whose name a command acts; closed and without a password, made when first needed."""
    account, is_new = User.objects.get_or_create(
        username=username, defaults={"is_active": False, "last_name": named}
    )
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account

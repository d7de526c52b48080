from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.models import Agreement, AgreementAmount, Annex, Institution, Party, Program


@action
def sign_agreement(
    *,
    by: User,
    kind: str,
    subject: str,
    on: date,
    parties: Iterable[Institution],
    programs: Iterable[Program] = (),
    **terms,
) -> Agreement:
    """Enter an agreement of two or more parties; it binds from the day of signing unless said."""
    parties = list(parties)
    if len(parties) < 2:
        raise ValidationError({"parties": "Porozumienie ma co najmniej dwie strony."})
    terms.setdefault("valid_from", on)
    agreement = save_checked(Agreement(kind=kind, subject=subject, signed_on=on, **terms))
    for institution in parties:
        save_checked(Party(agreement=agreement, institution=institution))
    agreement.programs.set(programs)
    return agreement


@action
def add_annex(
    *, by: User, agreement: Agreement, number: str, on: date, effective_from: date, terms: str = ""
) -> Annex:
    """Enter a signed change of an agreement's terms."""
    return save_checked(
        Annex(
            agreement=agreement,
            number=number,
            signed_on=on,
            effective_from=effective_from,
            terms=terms,
        )
    )


@action
def assign_amount(
    *,
    by: User,
    agreement: Agreement,
    source: str,
    amount: Decimal,
    valid_from: date,
    valid_to: date,
    annex: Annex | None = None,
) -> AgreementAmount:
    """Enter the money that an agreement or its annex assigns from one source for a time."""
    return save_checked(
        AgreementAmount(
            agreement=agreement,
            annex=annex,
            source=source,
            amount=amount,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )

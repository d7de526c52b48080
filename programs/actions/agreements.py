from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from mops.typography import money
from programs.actions.agreed_settlements import hold_settling, refuse_unsettling
from programs.actions.records import for_change
from programs.models import Agreement, AgreementAmount, Annex, Institution, Party, Program

DAY = timedelta(days=1)


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
    parties = _two_or_more(parties)
    terms["valid_from"] = terms.get("valid_from") or on
    agreement = Agreement(kind=kind, subject=subject, signed_on=on, **terms)
    agreement.ends_on = agreement.valid_to  # as the database will have it
    save_checked(agreement)
    for institution in parties:
        save_checked(Party(agreement=agreement, institution=institution))
    agreement.programs.set(programs)
    return agreement


@action
def change_agreement(
    *,
    by: User,
    agreement: Agreement,
    parties: Iterable[Institution],
    programs: Iterable[Program],
    shown: Mapping[str, object] | None = None,
    **fields,
) -> Agreement:
    """Correct what was typed of an agreement; what the parties changed since is an annex.

    Raises StaleRecord if somebody else changed it after the form was opened.
    """
    parties = _two_or_more(parties)
    hold_settling(agreement)
    current = for_change(agreement, shown)
    for name, value in fields.items():
        setattr(current, name, value)
    save_checked(current)
    standing = {row.institution_id: row for row in current.party_rows.all()}
    for row in standing.values():
        if row.institution_id not in {one.pk for one in parties}:
            row.delete()
    for institution in parties:
        if institution.pk not in standing:
            save_checked(Party(agreement=current, institution=institution))
    current.programs.set(programs)
    _keep_amounts_inside(current)
    refuse_unsettling(current)
    return current


@action
def name_roles(*, by: User, agreement: Agreement, roles: Mapping[int, tuple[str, str]]) -> None:
    """Say what parties are in the agreement: by number of their row, the role that was and is.

    Refuses a role that somebody else has changed meanwhile, or a party that is none any more.
    """
    rows = agreement.party_rows.select_for_update(of=("self",)).select_related("institution")
    standing = {row.pk: row for row in rows}
    for number, (was, now) in roles.items():
        row = standing.get(number)
        if row is None or row.role not in (was, now):
            raise ValidationError(_role_changed(row))
        row.role = now
        save_checked(row)


def _role_changed(row: Party | None) -> str:
    if row is None:
        return "Ktoś zmienił w międzyczasie strony porozumienia. Sprawdź i zapisz ponownie."
    return (
        f"Ktoś zapisał w międzyczasie inną rolę: {row} – {row.role or 'bez roli'}. "
        "Sprawdź i zapisz ponownie."
    )


def _two_or_more(parties: Iterable[Institution]) -> list[Institution]:
    parties = list(parties)
    if len(parties) < 2:
        raise ValidationError({"parties": "Porozumienie ma co najmniej dwie strony."})
    return parties


@action
def add_annex(
    *,
    by: User,
    agreement: Agreement,
    number: str,
    on: date,
    effective_from: date,
    terms: str = "",
    **changed,
) -> Annex:
    """Enter a signed change of an agreement's terms; `changed` are those that are new.

    An annex to an agreement that has ended by then is refused: the parties sign a new one.
    """
    hold_settling(agreement)
    current = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if current.ends_on and effective_from > current.ends_on + DAY:
        raise ValidationError(
            {
                "effective_from": f"Porozumienie skończyło się {current.ends_on:%d.%m.%Y}. "
                "Aneks obowiązuje najpóźniej od następnego dnia; później potrzebne jest nowe."
            }
        )
    annex = Annex(
        agreement=current,
        number=number,
        signed_on=on,
        effective_from=effective_from,
        terms=terms,
        **changed,
    )
    return _annexed(current, annex)


@action
def change_annex(
    *, by: User, annex: Annex, shown: Mapping[str, object] | None = None, **fields
) -> Annex:
    """Correct what was typed of an annex; raises StaleRecord as others do."""
    hold_settling(annex.agreement)
    agreement = Agreement.objects.select_for_update().get(pk=annex.agreement_id)
    current = for_change(annex, shown)
    for name, value in fields.items():
        setattr(current, name, value)
    return _annexed(agreement, current)


def _annexed(agreement: Agreement, annex: Annex) -> Annex:
    if annex.signed_on < agreement.signed_on:
        told = f"Porozumienie podpisano {agreement.signed_on:%d.%m.%Y}, aneks nie może być wcześniejszy."
        raise ValidationError({"signed_on": told})
    if annex.effective_from < agreement.valid_from:
        told = f"Porozumienie obowiązuje dopiero od {agreement.valid_from:%d.%m.%Y}."
        raise ValidationError({"effective_from": told})
    save_checked(annex)
    _keep_amounts_inside(agreement)
    refuse_unsettling(agreement)
    return annex


@action
def remove_annex(*, by: User, annex: Annex) -> Agreement:
    """Take off an annex entered by mistake; the agreement is again as it was without it.

    Refuses one by which money is assigned, or without which money or settled months would fall
    outside the agreement. The journal keeps what it said.
    """
    hold_settling(annex.agreement)
    agreement = Agreement.objects.select_for_update().get(pk=annex.agreement_id)
    if annex.amounts.exists():
        raise ValidationError(
            "Na mocy tego aneksu wpisano kwoty. Usuń je albo przypisz do porozumienia."
        )
    annex.delete()
    if annex.scan:
        transaction.on_commit(partial(annex.scan.delete, save=False))
    _keep_amounts_inside(agreement)
    refuse_unsettling(agreement)
    return agreement


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
    return _assigned(
        AgreementAmount(
            agreement=agreement,
            annex=annex,
            source=source,
            amount=amount,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )


@action
def assign_amounts(
    *, by: User, agreement: Agreement, amounts: Mapping[str, Decimal], **period
) -> list[AgreementAmount]:
    """Enter the money from several sources for the same time, all of it or none."""
    return [
        assign_amount(by=by, agreement=agreement, source=source, amount=amount, **period)
        for source, amount in amounts.items()
    ]


@action
def change_amount(
    *, by: User, row: AgreementAmount, shown: Mapping[str, object] | None = None, **fields
) -> AgreementAmount:
    """Correct an amount as it was typed; raises StaleRecord as others do."""
    current = for_change(row, shown)
    for name, value in fields.items():
        setattr(current, name, value)
    return _assigned(current)


@action
def remove_amount(*, by: User, row: AgreementAmount) -> None:
    """Remove an amount entered by mistake."""
    for_change(row, None).delete()


def _assigned(row: AgreementAmount) -> AgreementAmount:
    agreement = Agreement.objects.select_for_update().get(pk=row.agreement_id)
    if row.annex and row.annex.agreement_id != agreement.pk:
        raise ValidationError({"annex": "Ten aneks jest do innego porozumienia."})
    save_checked(row)
    _keep_amounts_inside(agreement)
    return row


def _keep_amounts_inside(agreement: Agreement) -> None:
    """Money is assigned for days on which the agreement binds."""
    agreement.refresh_from_db(fields=["ends_on"])
    last = agreement.ends_on or date.max
    for row in agreement.amounts.all():
        if row.valid_from < agreement.valid_from or row.valid_to > last:
            raise ValidationError(_outside(row, agreement))


def _outside(row: AgreementAmount, agreement: Agreement) -> str:
    end = f" do {agreement.ends_on:%d.%m.%Y}" if agreement.ends_on else ""
    return (
        f"{row.get_source_display()}, {money(row.amount)}: kwota jest na okres "
        f"{row.valid_from:%d.%m.%Y} – {row.valid_to:%d.%m.%Y}, a porozumienie obowiązuje od "
        f"{agreement.valid_from:%d.%m.%Y}{end}."
    )

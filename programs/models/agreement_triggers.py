"""How the database keeps an agreement and its annexes in step."""

import pgtrigger

ENDS_AS_ANNEXED = pgtrigger.Trigger(
    name="agreement_ends_as_annexed",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="""
        NEW.ends_on := COALESCE(
            (SELECT annex.valid_to FROM programs_annex AS annex
             WHERE annex.agreement_id = NEW.id AND annex.valid_to IS NOT NULL
             ORDER BY annex.effective_from DESC, annex.signed_on DESC, annex.id DESC LIMIT 1),
            NEW.valid_to
        );
        IF EXISTS (
            SELECT 1 FROM programs_annex AS annex
            WHERE annex.agreement_id = NEW.id
              AND (annex.signed_on < NEW.signed_on OR annex.effective_from < NEW.valid_from)
        ) THEN
            RAISE check_violation USING MESSAGE = 'Aneks nie może być wcześniejszy od porozumienia.';
        END IF;
        RETURN NEW;
    """,
)
"""The end that holds by the latest annex that speaks of it; annexes come after their agreement."""

AGREEMENT_FOLLOWS = pgtrigger.Trigger(
    name="agreement_follows_its_annexes",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    func="""
        UPDATE programs_agreement SET ends_on = ends_on
        WHERE id IN (COALESCE(NEW.agreement_id, OLD.agreement_id), OLD.agreement_id);
        RETURN NULL;
    """,
)

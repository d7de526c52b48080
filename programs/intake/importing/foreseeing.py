"""What taking a list back would do, counted in the database: a long list never enters the request.

The rules are those of `undoing`, which does the work and gives the reasons; here they are said once
more for the database, and the tests compare the two wherever something is taken back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from participants.merging.rules import relations
from participants.models import DatedFact, ProfileAssessment
from programs.models import ListRow, Referral, ReferralList, UploadedRow

GOING_WITH_IT = {
    Referral: " AND other.id IS DISTINCT FROM referral.id",
    DatedFact: " AND other.id <> ALL (fact.numbers)",
    ProfileAssessment: " AND (other.id IS DISTINCT FROM profile.id"
    " OR other.profile <> listed.written #>> '{profile,profile}')",
}
"""What the list itself wrote of a card is no use of the card by others."""

STATE = """
SELECT listed.id,
       card.id IS NULL OR card.merged_into_id IS NOT NULL
       OR COALESCE((listed.written #>> '{created,pk}')::bigint <> card.id, FALSE)
       OR (referral.id IS NOT NULL AND (
           referral.decision <> 'pending'
           OR referral.interviewed_on IS NOT NULL
           OR referral.offered_on IS NOT NULL
           OR referral.participant_id IS DISTINCT FROM card.id
           OR referral.edition_id IS DISTINCT FROM list.edition_id
           OR referral.year <> list.year
           OR NOT jsonb_build_object(
               'profile', referral.profile, 'uses_assistance', referral.uses_assistance,
               'has_ipd', referral.has_ipd, 'referred_on', referral.referred_on
           ) <@ (listed.written -> 'referral')
           OR EXISTS (SELECT FROM programs_enrolment taken WHERE taken.referral_id = referral.id)
       )) AS is_built_on,
       referral.id IS NOT NULL AS has_referral,
       (fact.going + (profile.profile IS NOT NULL
                      AND profile.profile = listed.written #>> '{profile,profile}')::int) AS facts,
       (fact.staying > 0 OR COALESCE(
           profile.profile <> listed.written #>> '{profile,profile}', FALSE
       )) AS has_other_facts,
       field.going AS fields,
       field.staying > 0 AS has_other_fields,
       listed.written ? 'created' AS is_made,
       CASE WHEN card.updated_at = (listed.written #>> '{created,updated_at}')::timestamptz
            THEN NOT (@used@) ELSE FALSE END AS is_free
FROM programs_listrow listed
JOIN programs_referrallist list ON list.id = listed.referral_list_id
LEFT JOIN participants_participant card ON card.id = listed.participant_id
LEFT JOIN programs_referral referral
       ON referral.id = (listed.written #>> '{referral,pk}')::bigint
LEFT JOIN participants_profileassessment profile
       ON profile.id = (listed.written #>> '{profile,pk}')::bigint
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE is_same) AS going,
           count(*) FILTER (WHERE NOT is_same) AS staying,
           COALESCE(array_agg(kept.id) FILTER (WHERE is_same), '{}') AS numbers
    FROM jsonb_array_elements(listed.written -> 'facts') told
    JOIN participants_datedfact kept ON kept.id = (told ->> 'pk')::bigint
    CROSS JOIN LATERAL (
        SELECT kept.detail = told ->> 'detail' AND kept.valid_to IS NULL
               AND kept.valid_from = (told ->> 'valid_from')::date AS is_same
    ) compared
) fact
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE is_same) AS going,
           count(*) FILTER (WHERE NOT is_same) AS staying
    FROM jsonb_each(listed.written -> 'fields') told
    CROSS JOIN LATERAL (
        SELECT to_jsonb(card) ->> told.key IS NOT DISTINCT FROM told.value ->> 1 AS is_same
    ) compared
) field
WHERE listed.referral_list_id = %s AND listed.decision <> 'left'
"""
REMAINS = "(is_built_on OR has_other_facts OR has_other_fields OR is_made AND NOT is_free)"
COUNTED = f"""
SELECT count(*) FILTER (WHERE NOT is_built_on AND has_referral),
       count(*) FILTER (WHERE NOT is_built_on AND is_free),
       count(*) FILTER (WHERE NOT is_built_on AND fields > 0),
       COALESCE(sum(facts) FILTER (WHERE NOT is_built_on), 0),
       count(*) FILTER (WHERE {REMAINS})
FROM (@state@) state
"""  # noqa: S608 - our own words
STAYING = f"SELECT id FROM (@state@) state WHERE {REMAINS}"  # noqa: S608 - our own words


@dataclass(frozen=True)
class Foreseen:
    """What would go and how many rows would leave something behind."""

    referral_list: ReferralList
    referrals: int
    people: int
    cards: int
    facts: int
    staying: int

    @classmethod
    def of(cls, referral_list: ReferralList) -> "Foreseen":
        """As the list stands now."""
        with connection.cursor() as cursor:
            cursor.execute(_about_state(COUNTED), [referral_list.pk])
            return cls(referral_list, *map(int, cursor.fetchone()))

    @property
    def going(self) -> dict[str, int]:
        """How much of each kind goes or is put back, in words."""
        return {
            "skierowania do usunięcia": self.referrals,
            "karty osób do usunięcia": self.people,
            "karty, na których wrócą poprzednie dane": self.cards,
            "fakty i profile do usunięcia": self.facts,
        }

    def rows(self) -> QuerySet[ListRow]:
        """Rows of which something stays, as they are listed."""
        staying = RawSQL(_about_state(STAYING), [self.referral_list.pk])  # noqa: S611 - our own words
        rows = self.referral_list.rows.filter(pk__in=staying).order_by("number")
        return rows.select_related("referral_list", "participant")


def _about_state(sql: str) -> str:
    used = " OR ".join(_uses())
    return sql.replace("@state@", STATE.replace("@used@", used))


def _uses() -> Iterator[str]:
    """Whether a made card has rows of each kind beside those that go with it."""
    quote = connection.ops.quote_name
    for column in relations():
        model = column.model
        if model in (ListRow, UploadedRow):
            continue
        table, name = quote(model._meta.db_table), quote(column.column)
        rows = f"FROM {table} other WHERE other.{name} = card.id"
        yield f"EXISTS (SELECT {rows}{GOING_WITH_IT.get(model, '')})"

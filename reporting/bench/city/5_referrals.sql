INSERT INTO programs_referrallist (
    id, program_id, year, source, received_on, number, file_name, sha256
)
SELECT year, 4, year, 'pup', make_date(year, 1, 2), year::text, '', ''
FROM generate_series(%(first)s, %(last)s) AS year;

-- The year's list for socially useful work: those who then worked come first.
INSERT INTO programs_referral (
    participant_id, program_id, year, referral_list_id, source, referred_on, profile, offered_on,
    decision, decided_on, reason_id
)
SELECT
    person_at(year, 4, k, %(people)s), 4, year, year, 'pup', make_date(year, 1, 2), 'III',
    CASE WHEN decision IN ('qualified', 'declined') THEN make_date(year, 2, 1) END,
    decision, CASE WHEN decision <> 'pending' THEN make_date(year, 2, 3) END,
    CASE WHEN decision IN ('declined', 'never_offered')
         THEN one_of(reasons, chance('refusal', year * 100000 + k)) END
FROM generate_series(%(first)s, %(last)s) AS year, generate_series(0, %(people)s * 6 / 100 - 1) AS k,
     LATERAL (
         SELECT CASE WHEN k < %(people)s * 36 / 1000 THEN 'qualified'
                     ELSE one_of(ARRAY['declined', 'never_offered', 'never_offered', 'pending'],
                                 chance('decision', year * 100000 + k)) END AS decision
     ) AS decided,
     (SELECT array_agg(id ORDER BY code) AS reasons FROM programs_reason WHERE is_for_referral) AS known;

-- Candidates for an edition: its people, and half as many again who were not taken.
INSERT INTO programs_referral (
    participant_id, program_id, edition_id, year, source, referred_on, profile, interviewed_on,
    decision, decided_on
)
SELECT
    participant_id, program_id, edition_id, extract(year FROM starts_on), 
    one_of(ARRAY['pup', 'mops', 'own'], chance('source', number)), starts_on - 20, 'III',
    CASE WHEN mod(number, 9) > 0 THEN starts_on - 10 END, decision, starts_on - 5
FROM (
    SELECT enrolment.participant_id, program_id, edition_id, starts_on, 'qualified' AS decision,
           enrolment.id AS number
    FROM programs_enrolment AS enrolment
    JOIN programs_edition AS edition ON edition.id = edition_id
    WHERE program_id IN (1, 2)
    UNION ALL
    SELECT person_at(edition.id::int / 10000, program_id::int,
                     places * 20 + (edition.number - 1) * places / 2 + k, %(people)s),
           program_id, edition.id, starts_on, 'not_qualified', edition.id * 10000 + 5000 + k
    FROM programs_edition AS edition, generate_series(0, places / 2 - 1) AS k
    WHERE program_id IN (1, 2)
) AS candidate
ON CONFLICT DO NOTHING;

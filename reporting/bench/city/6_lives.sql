-- Facts of a person's life, spread over many years; only those that touch the city's years.
INSERT INTO participants_datedfact (participant_id, kind, detail, valid_from, valid_to, source)
SELECT person, kind, '', valid_from, valid_to, ''
FROM (
    SELECT person, kind, valid_from,
           CASE WHEN chance('open ' || kind, person) > 0.3
                THEN valid_from + 100 + (chance('days ' || kind, person) * 900)::int END AS valid_to
    FROM generate_series(1, %(people)s) AS person,
         (VALUES ('registered', 1.0), ('social_assistance', 0.6), ('no_benefit_right', 0.5),
                 ('alimony_debtor', 0.15), ('disability', 0.1)) AS k (kind, share),
         LATERAL (SELECT date '2006-01-01' + (chance('from ' || kind, person) * 5000)::int AS valid_from)
             AS began
    WHERE chance(kind, person) < share
) AS fact
WHERE valid_from <= make_date(%(last)s, 12, 31)
  AND coalesce(valid_to, valid_from + 400) >= make_date(%(first)s, 1, 1);

INSERT INTO participants_profileassessment (participant_id, profile, assessed_on, source)
SELECT participant_id, one_of(ARRAY['I', 'II', 'III', 'III'], chance('profile', id)), day, ''
FROM (
    SELECT participant_id, id, started_on - 20 AS day FROM programs_enrolment
    UNION ALL
    SELECT participant_id, id + 1, ended_on + 1 + mod(id, 60)::int FROM programs_enrolment
    WHERE chance('profiled again', id) < 0.8 AND ended_on IS NOT NULL
    UNION ALL
    SELECT person_at(year, 0, k, %(people)s), year * 100000 + k, make_date(year, 3, 1) + mod(k, 60)
    FROM generate_series(%(first)s, %(last)s) AS year, generate_series(1, %(people)s / 5) AS k
) AS assessed
ON CONFLICT DO NOTHING;

INSERT INTO participants_socialcontract (
    participant_id, kind, purpose, signed_on, valid_to, result, settled_on
)
SELECT participant_id, 'B', purpose, started_on, started_on + 300, result,
       CASE WHEN result <> 'ongoing' THEN started_on + 200 END
FROM (
    SELECT participant_id, purpose, started_on,
           one_of(ARRAY['ongoing', 'fulfilled', 'fulfilled', 'not_fulfilled'],
                  chance(purpose, enrolment.id)) AS result
    FROM programs_enrolment AS enrolment
    JOIN programs_edition AS edition ON edition.id = edition_id,
         (VALUES ('eu_project', 0.95), ('family_conference', 0.2)) AS p (purpose, share)
    WHERE program_id = 6 AND chance('contract ' || purpose, enrolment.id) < share
    UNION ALL
    SELECT person_at(year, 7, k, %(people)s), 'general', make_date(year, 4, 1),
           one_of(ARRAY['ongoing', 'fulfilled'], chance('general', year * 100000 + k))
    FROM generate_series(%(first)s, %(last)s) AS year, generate_series(1, %(people)s / 20) AS k
) AS signed;

INSERT INTO programs_outcome (participant_id, enrolment_id, kind, occurred_on, detail, proof)
SELECT participant_id, id,
       one_of(ARRAY['open_market_job', 'open_market_job', 'internship', 'word_course', 'course',
                    'deregistered'], chance('outcome', id)),
       coalesce(ended_on, started_on) + mod(id, 200)::int, '', ''
FROM programs_enrolment
WHERE chance('has outcome', id) < 0.4
ON CONFLICT DO NOTHING;

INSERT INTO programs_assessment (enrolment_id, sheet, stage, area, score, filled_on)
SELECT enrolment.id, sheet, stage, area,
       1 + (chance(sheet || stage || area, enrolment.id) * 4)::int,
       CASE stage WHEN 'before' THEN started_on ELSE ended_on END
FROM programs_enrolment AS enrolment
JOIN programs_edition AS edition ON edition.id = edition_id,
     unnest(ARRAY['self', 'observation']) AS sheet, unnest(ARRAY['before', 'after']) AS stage,
     unnest(ARRAY['social_competence', 'self_esteem', 'activity']) AS area
WHERE program_id = 2 AND result = 'completed';

-- In socially useful work every tenth place of an edition is taken by somebody of the one before.
INSERT INTO programs_enrolment (
    id, edition_id, participant_id, facility_id, work_kind, "group", started_on, ended_on, result,
    reason_id, certificate_number, certificate_on, override_reason
)
SELECT
    number, edition_id, participant_id,
    CASE WHEN program_id IN (3, 4) AND mod(number, 50) > 0 THEN 1 + mod(number, 300) END,
    CASE program_id WHEN 3 THEN one_of(ARRAY['crossing_guard', 'city_works', 'other'],
                                       chance('work', number)) ELSE '' END,
    '', started_on,
    CASE result WHEN 'completed' THEN ends_on
                WHEN 'interrupted' THEN started_on + ((ends_on - started_on) * chance('exit', number))::int
    END,
    result,
    CASE result WHEN 'interrupted' THEN one_of(reasons, chance('reason', number)) END,
    CASE WHEN is_certified THEN number::text ELSE '' END,
    CASE WHEN is_certified THEN ends_on + mod(number, 3)::int END,
    ''
FROM (
    SELECT
        edition.id * 10000 + k AS number, edition.id AS edition_id, program_id, ends_on,
        starts_on + mod(k, 10) AS started_on, result,
        person_at(
            edition.id::int / 10000, program_id::int,
            (edition.number - 1) * places + k
            - CASE WHEN program_id = 4 AND edition.number > 1 AND mod(k, 10) = 0 THEN places ELSE 0 END,
            %(people)s
        ) AS participant_id,
        program_id IN (1, 2) AND result = 'completed' AND mod(k, 40) > 0 AS is_certified
    FROM programs_edition AS edition, generate_series(0, places - 1) AS k,
         LATERAL (
             SELECT CASE WHEN share < 0.12 THEN 'interrupted' WHEN share < 0.15 THEN 'ongoing'
                         ELSE 'completed' END AS result
             FROM chance('result', edition.id * 10000 + k) AS share
         ) AS ended
) AS enrolment,
(SELECT array_agg(id ORDER BY code) AS reasons FROM programs_reason WHERE is_for_exit) AS known;

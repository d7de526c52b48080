WITH worked AS (
    SELECT
        e.participant_id AS person, e.edition_id, e.facility_id, e.started_on, r.code, r.weight,
        least(coalesce(e.ended_on, d.ends_on), %(to)s) AS last_day,
        e.result = 'ongoing' AND d.ends_on <= least(%(to)s, %(today)s) AS overdue,
        e.result = 'interrupted' AND e.ended_on BETWEEN %(from)s AND %(to)s AS interrupted,
        CASE WHEN e.result = 'interrupted' AND e.ended_on BETWEEN %(from)s AND %(to)s THEN coalesce((
            SELECT a.profile FROM participants_profileassessment a
            WHERE a.participant_id = e.participant_id AND a.assessed_on <= e.ended_on
            ORDER BY a.assessed_on DESC, a.id DESC LIMIT 1
        ), '') END AS profile,
        EXISTS (
            SELECT FROM programs_outcome o
            WHERE o.participant_id = e.participant_id AND o.kind = 'open_market_job'
              AND o.occurred_on BETWEEN greatest(e.started_on, %(from)s) AND %(to)s
        ) AS job
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    LEFT JOIN programs_reason r ON r.id = e.reason_id
    WHERE p.kind = 'psu' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on <= %(to)s AND (e.ended_on IS NULL OR e.ended_on >= %(from)s)
), people AS (
    SELECT
        min(edition_id) <> max(edition_id) AS several, bool_or(interrupted) AS interrupted,
        bool_or(profile = 'III') AS three, bool_or(profile = 'II') AS two,
        bool_or(profile IN ('I', '')) AS other_profile,
        bool_or(interrupted AND weight = 'unjustified') AS unjustified,
        bool_or(interrupted AND weight = 'justified') AS justified,
        bool_or(interrupted AND weight = 'justified' AND code = 'took_job') AS for_work,
        bool_or(interrupted AND weight NOT IN ('justified', 'unjustified')) AS otherwise,
        bool_or(job) AS job, bool_or(overdue) AS overdue
    FROM worked GROUP BY person
), counted AS (
    SELECT
        count(*) AS "psu.worked",
        count(*) FILTER (WHERE several) AS "psu.several_editions",
        count(*) FILTER (WHERE interrupted) AS "psu.interrupted",
        count(*) FILTER (WHERE three) AS "psu.interrupted_profile_iii",
        count(*) FILTER (WHERE two) AS "psu.interrupted_profile_ii",
        count(*) FILTER (WHERE other_profile) AS "psu.interrupted_other_profile",
        count(*) FILTER (WHERE unjustified) AS "psu.interrupted_unjustified",
        count(*) FILTER (WHERE justified) AS "psu.interrupted_justified",
        count(*) FILTER (WHERE for_work) AS "psu.interrupted_for_work",
        count(*) FILTER (WHERE otherwise) AS "psu.interrupted_otherwise",
        count(*) FILTER (WHERE job) AS "psu.then_open_market",
        count(*) FILTER (WHERE overdue) AS "psu.overdue",
        100.0 * count(*) FILTER (WHERE job) / count(*) AS "psu.then_open_market_percent"
    FROM people
), list AS (
    SELECT
        count(DISTINCT l.participant_id) AS "psu.listed",
        count(DISTINCT l.participant_id) FILTER (WHERE l.offered_on IS NOT NULL) AS "psu.offered",
        count(DISTINCT l.participant_id) FILTER (WHERE l.offered_on IS NOT NULL AND l.decision = 'declined')
            AS "psu.declined",
        count(DISTINCT l.participant_id) FILTER (
            WHERE l.offered_on IS NOT NULL AND l.decision = 'declined' AND r.weight = 'justified'
        ) AS "psu.declined_justified",
        count(DISTINCT l.participant_id) FILTER (
            WHERE l.offered_on IS NOT NULL AND l.decision = 'declined' AND r.weight = 'unjustified'
        ) AS "psu.declined_unjustified",
        count(DISTINCT l.participant_id) FILTER (
            WHERE l.offered_on IS NOT NULL AND l.decision = 'declined'
              AND r.weight NOT IN ('justified', 'unjustified')
        ) AS "psu.declined_otherwise",
        count(DISTINCT l.participant_id) FILTER (WHERE l.decision = 'never_offered') AS "psu.not_offered",
        count(DISTINCT l.participant_id) FILTER (
            WHERE l.offered_on IS NOT NULL AND l.decision <> 'declined'
              AND l.participant_id IN (SELECT person FROM worked)
        ) AS "psu.took_up"
    FROM programs_referral l
    JOIN programs_program p ON p.id = l.program_id
    LEFT JOIN programs_reason r ON r.id = l.reason_id
    WHERE p.kind = 'psu' AND l.edition_id IS NULL
      AND l.year BETWEEN extract(year FROM %(from)s) AND extract(year FROM %(to)s)
), days AS (
    SELECT
        min(greatest(started_on, %(from)s)) AS "psu.first_day",
        max(last_day) AS "psu.last_day",
        count(DISTINCT facility_id) AS "psu.facilities"
    FROM worked
), costs AS (
    SELECT
        sum(c.amount) AS "psu.cost_total",
        sum(c.amount) FILTER (WHERE c.payer = 'pup') AS "psu.cost_pup",
        sum(c.amount) FILTER (WHERE c.payer = 'mops') AS "psu.cost_mops",
        sum(c.amount) FILTER (WHERE c.payer NOT IN ('pup', 'mops')) AS "psu.cost_others"
    FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'psu' AND c.period_from BETWEEN %(from)s AND %(to)s
), hours AS (
    SELECT sum(w.hours) AS "psu.hours"
    FROM programs_workmonth w
    JOIN programs_enrolment e ON e.id = w.enrolment_id
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind = 'psu' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND w.month BETWEEN %(from)s AND %(to)s
), uncovered AS (
    SELECT array_agg(month::date ORDER BY month) AS "psu.cost_total without"
    FROM generate_series(%(from)s::timestamp, least(%(to)s, %(today)s), interval '1 month') AS month
    WHERE EXISTS (
        SELECT FROM worked
        WHERE started_on < month + interval '1 month' AND last_day >= month
    ) AND NOT EXISTS (
        SELECT FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
        WHERE p.kind = 'psu' AND c.period_from BETWEEN %(from)s AND %(to)s
          AND c.kind IN ('wages', 'allowances', 'pension_contributions', 'health_contributions')
          AND c.period_from < month + interval '1 month' AND c.period_to >= month
    )
)
SELECT
    *,
    100.0 * "psu.worked" / "psu.listed" AS "psu.worked_percent",
    100.0 * "psu.offered" / "psu.listed" AS "psu.offered_percent",
    100.0 * "psu.not_offered" / "psu.listed" AS "psu.not_offered_percent",
    "psu.cost_total" / "psu.hours" AS "psu.cost_per_hour"
FROM counted, list, days, costs, hours, uncovered

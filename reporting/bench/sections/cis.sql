WITH enrolled AS (
    SELECT
        e.participant_id AS person, e.started_on, coalesce(e.ended_on, d.ends_on) AS last_day,
        e.result = 'ongoing' AND d.ends_on <= least(%(to)s, %(today)s) AS overdue,
        CASE WHEN e.result = 'interrupted' AND e.ended_on BETWEEN %(from)s AND %(to)s THEN r.code END AS left_for
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    LEFT JOIN programs_reason r ON r.id = e.reason_id
    WHERE p.kind = 'cis' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on <= %(to)s AND (e.ended_on IS NULL OR e.ended_on >= %(from)s)
), counted AS (
    SELECT
        count(DISTINCT person) AS "cis.participants",
        count(DISTINCT person) FILTER (WHERE left_for = 'struck_off') AS "cis.struck_off",
        count(DISTINCT person) FILTER (WHERE left_for = 'resigned') AS "cis.resigned",
        count(DISTINCT person) FILTER (WHERE left_for = 'not_extended') AS "cis.not_extended",
        count(DISTINCT person) FILTER (WHERE overdue) AS "cis.overdue"
    FROM enrolled
), workshops AS (
    SELECT count(DISTINCT a.name) AS "cis.workshops"
    FROM programs_activity a
    JOIN programs_edition d ON d.id = a.edition_id
    JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind = 'cis' AND a.kind = 'vocational_workshop'
      AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND a.starts_on <= %(to)s AND (a.ends_on IS NULL OR a.ends_on >= %(from)s)
), grants AS (
    SELECT sum(g.amount) AS "cis.grant"
    FROM programs_grant g JOIN programs_program p ON p.id = g.program_id
    WHERE p.kind = 'cis' AND g.year BETWEEN extract(year FROM %(from)s) AND extract(year FROM %(to)s)
), pensions AS (
    SELECT sum(c.amount) AS "cis.pension_contributions"
    FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'cis' AND c.kind = 'pension_contributions' AND c.payer = 'pup'
      AND c.period_from BETWEEN %(from)s AND %(to)s
), health AS (
    SELECT sum(c.amount) AS "cis.health_contributions"
    FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'cis' AND c.kind = 'health_contributions' AND c.payer = 'mops'
      AND c.period_from <= %(to)s AND c.period_from >= date_trunc('year', (
          SELECT max(m.period_from)
          FROM programs_cost m JOIN programs_program mp ON mp.id = m.program_id
          WHERE mp.kind = 'cis' AND m.kind = 'health_contributions' AND m.period_from <= %(to)s
      ))
), health_year AS (
    SELECT
        date_trunc('year', coalesce(max(c.period_from), %(from)s))::date AS first_day,
        (date_trunc('year', coalesce(max(c.period_from), %(from)s)) + interval '1 year - 1 day')::date AS last_day
    FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'cis' AND c.kind = 'health_contributions' AND c.payer = 'mops' AND c.period_from <= %(to)s
), health_uncovered AS (
    SELECT array_agg(month::date ORDER BY month) AS "cis.health_contributions without"
    FROM health_year AS y, generate_series(y.first_day::timestamp, least(y.last_day, %(today)s), interval '1 month') AS month
    WHERE EXISTS (
        SELECT FROM programs_enrolment e
        JOIN programs_edition d ON d.id = e.edition_id
        JOIN programs_program p ON p.id = d.program_id
        WHERE p.kind = 'cis' AND e.started_on < month + interval '1 month'
          AND coalesce(e.ended_on, d.ends_on) >= month
    ) AND NOT EXISTS (
        SELECT FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
        WHERE p.kind = 'cis' AND c.period_from BETWEEN y.first_day AND y.last_day
          AND c.kind = 'health_contributions'
          AND c.period_from < month + interval '1 month' AND c.period_to >= month
    )
), uncovered AS (
    SELECT array_agg(month::date ORDER BY month) AS "cis.pension_contributions without"
    FROM generate_series(%(from)s::timestamp, least(%(to)s, %(today)s), interval '1 month') AS month
    WHERE EXISTS (
        SELECT FROM enrolled
        WHERE started_on < month + interval '1 month' AND last_day >= month
    ) AND NOT EXISTS (
        SELECT FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
        WHERE p.kind = 'cis' AND c.period_from BETWEEN %(from)s AND %(to)s
          AND c.kind = 'pension_contributions'
          AND c.period_from < month + interval '1 month' AND c.period_to >= month
    )
)
SELECT * FROM counted, workshops, grants, pensions, health, health_uncovered, uncovered

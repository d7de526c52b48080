WITH employed AS (
    SELECT
        e.participant_id AS person, e.work_kind, e.facility_id, e.started_on,
        least(coalesce(e.ended_on, d.ends_on), %(to)s) AS last_day,
        e.result = 'ongoing' AND d.ends_on <= least(%(to)s, %(today)s) AS overdue,
        f.institution_id IN (
            SELECT party.institution_id
            FROM programs_agreement a
            JOIN programs_party party ON party.agreement_id = a.id
            WHERE a.kind = 'supervision' AND a.valid_from <= %(to)s
              AND (a.valid_to IS NULL OR a.valid_to >= %(from)s)
              AND EXISTS (
                  SELECT FROM programs_agreement_programs t
                  JOIN programs_program tp ON tp.id = t.program_id
                  WHERE t.agreement_id = a.id AND tp.kind = 'public_works'
              )
        ) AS supervised,
        EXISTS (
            SELECT FROM participants_datedfact x
            WHERE x.participant_id = e.participant_id AND x.kind = 'alimony_debtor'
              AND x.valid_from <= least(coalesce(e.ended_on, d.ends_on), %(to)s)
              AND (x.valid_to IS NULL OR x.valid_to >= greatest(e.started_on, %(from)s))
        ) AS debtor,
        EXISTS (
            SELECT FROM programs_enrolment b
            JOIN programs_edition bd ON bd.id = b.edition_id
            JOIN programs_program bp ON bp.id = bd.program_id
            WHERE b.participant_id = e.participant_id AND bp.kind = 'pisiz' AND b.result = 'completed'
              AND b.ended_on < e.started_on
        ) AS graduate,
        e.ended_on BETWEEN %(from)s AND %(to)s AND EXISTS (
            SELECT FROM programs_outcome o
            WHERE o.participant_id = e.participant_id AND o.kind = 'open_market_job'
              AND o.occurred_on BETWEEN greatest(e.ended_on, %(from)s) AND %(to)s
        ) AS retained
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    LEFT JOIN programs_facility f ON f.id = e.facility_id
    WHERE p.kind = 'public_works' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on <= %(to)s AND (e.ended_on IS NULL OR e.ended_on >= %(from)s)
), people AS (
    SELECT
        bool_or(work_kind = 'crossing_guard') AS guard, bool_or(work_kind = 'city_works') AS city,
        bool_or(work_kind NOT IN ('crossing_guard', 'city_works')) AS other, bool_or(debtor) AS debtor,
        bool_or(graduate) AS graduate, bool_or(retained) AS retained, bool_or(overdue) AS overdue,
        bool_or(supervised IS NOT TRUE) AS unsupervised
    FROM employed GROUP BY person
), counted AS (
    SELECT
        count(*) AS "rp.employed",
        count(*) FILTER (WHERE guard) AS "rp.crossing_guards",
        count(*) FILTER (WHERE city) AS "rp.city_works",
        count(*) FILTER (WHERE other) AS "rp.other_works",
        count(*) FILTER (WHERE debtor) AS "rp.alimony_debtors",
        count(*) FILTER (WHERE graduate) AS "rp.pisiz_graduates",
        count(*) FILTER (WHERE retained) AS "rp.retained",
        count(*) FILTER (WHERE unsupervised) AS "rp.unsupervised",
        count(*) FILTER (WHERE overdue) AS "rp.overdue",
        100.0 * count(*) FILTER (WHERE retained) / count(*) AS "rp.retained_percent"
    FROM people
), lengths AS (
    SELECT
        min(months) AS "rp.shortest_months", max(months) AS "rp.longest_months",
        count(DISTINCT facility_id) FILTER (WHERE supervised) AS "rp.facilities"
    FROM employed, LATERAL (
        SELECT extract(year FROM span) * 12 + extract(month FROM span)
               + CASE WHEN extract(day FROM span) > 0 THEN 1 ELSE 0 END AS months
        FROM age(last_day + 1, started_on) AS span
    ) AS length
), costs AS (
    SELECT
        sum(c.amount) AS "rp.cost_total",
        sum(c.amount) FILTER (WHERE c.payer = 'pup') AS "rp.cost_pup",
        sum(c.amount) FILTER (WHERE c.payer = 'mops') AS "rp.cost_mops",
        sum(c.amount) FILTER (WHERE c.payer NOT IN ('pup', 'mops')) AS "rp.cost_others",
        100 * sum(c.amount) FILTER (WHERE c.payer = 'pup') / sum(c.amount) AS "rp.cost_pup_percent",
        100 * sum(c.amount) FILTER (WHERE c.payer = 'mops') / sum(c.amount) AS "rp.cost_mops_percent"
    FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'public_works' AND c.period_from BETWEEN %(from)s AND %(to)s
), uncovered AS (
    SELECT array_agg(month::date ORDER BY month) AS "rp.cost_total without"
    FROM generate_series(%(from)s::timestamp, least(%(to)s, %(today)s), interval '1 month') AS month
    WHERE EXISTS (
        SELECT FROM employed
        WHERE started_on < month + interval '1 month' AND last_day >= month
    ) AND NOT EXISTS (
        SELECT FROM programs_cost c JOIN programs_program p ON p.id = c.program_id
        WHERE p.kind = 'public_works' AND c.period_from BETWEEN %(from)s AND %(to)s
          AND c.kind IN ('wages', 'allowances', 'pension_contributions', 'health_contributions')
          AND c.period_from < month + interval '1 month' AND c.period_to >= month
    )
)
SELECT * FROM counted, lengths, costs, uncovered

WITH people AS (
    SELECT
        h.sex,
        bool_or(e.result = 'completed' AND e.ended_on BETWEEN %(from)s AND %(to)s) AS completed,
        bool_or(e.result = 'ongoing' AND d.ends_on <= least(%(to)s, %(today)s)) AS overdue,
        EXISTS (
            SELECT FROM participants_socialcontract s
            WHERE s.participant_id = h.id AND s.purpose = 'eu_project' AND s.signed_on <= %(to)s
        ) AS contracted
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    JOIN participants_participant h ON h.id = e.participant_id
    WHERE p.kind = 'eu_project' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on <= %(to)s AND (e.ended_on IS NULL OR e.ended_on >= %(from)s)
    GROUP BY h.id
), counted AS (
    SELECT
        count(*) AS "awr.participants",
        count(*) FILTER (WHERE sex = 'F') AS "awr.women",
        count(*) FILTER (WHERE sex = 'M') AS "awr.men",
        count(*) FILTER (WHERE completed) AS "awr.completed",
        count(*) FILTER (WHERE completed AND sex = 'F') AS "awr.completed_women",
        count(*) FILTER (WHERE completed AND sex = 'M') AS "awr.completed_men",
        count(*) FILTER (WHERE NOT contracted) AS "awr.without_contract",
        count(*) FILTER (WHERE overdue) AS "awr.overdue"
    FROM people
), conferences AS (
    SELECT count(*) AS "awr.family_conferences"
    FROM programs_activity a
    JOIN programs_edition d ON d.id = a.edition_id
    JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind = 'eu_project' AND a.kind = 'family_conference'
      AND a.starts_on BETWEEN %(from)s AND %(to)s
), contracts AS (
    SELECT count(DISTINCT participant_id) AS "awr.family_contracts_fulfilled"
    FROM participants_socialcontract
    WHERE purpose = 'family_conference' AND result = 'fulfilled'
      AND settled_on BETWEEN %(from)s AND %(to)s
), benefits AS (
    SELECT sum(b.amount) AS "awr.benefits_paid"
    FROM programs_benefit b
    JOIN programs_enrolment e ON e.id = b.enrolment_id
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind = 'eu_project' AND b.kind = 'purpose' AND b.paid_on BETWEEN %(from)s AND %(to)s
), budget AS (
    SELECT
        sum(m.amount) FILTER (WHERE m.source = 'eu') AS "awr.budget_eu",
        sum(m.amount) FILTER (WHERE m.source = 'own') AS "awr.budget_own"
    FROM programs_agreementamount m JOIN programs_agreement a ON a.id = m.agreement_id
    WHERE a.kind = 'project_funding' AND m.valid_from BETWEEN %(from)s AND %(to)s
), next_budget AS (
    SELECT
        sum(m.amount) AS "rpo.total",
        sum(m.amount) FILTER (WHERE m.source = 'eu') AS "rpo.eu",
        sum(m.amount) FILTER (WHERE m.source = 'own') AS "rpo.own",
        sum(m.amount) FILTER (WHERE m.source NOT IN ('eu', 'own')) AS "rpo.others",
        100 * sum(m.amount) FILTER (WHERE m.source = 'eu') / sum(m.amount) AS "rpo.eu_percent",
        100 * sum(m.amount) FILTER (WHERE m.source = 'own') / sum(m.amount) AS "rpo.own_percent"
    FROM programs_agreementamount m JOIN programs_agreement a ON a.id = m.agreement_id
    WHERE a.kind = 'project_funding' AND a.signed_on BETWEEN %(from)s AND %(to)s
      AND a.valid_from > %(to)s
)
SELECT * FROM counted, conferences, contracts, benefits, budget, next_budget

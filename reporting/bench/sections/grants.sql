SELECT
    sum(amount) FILTER (WHERE runs_cis) AS "grants.reda",
    sum(amount) FILTER (WHERE NOT runs_cis) AS "grants.chsd",
    sum(amount) AS "grants.total"
FROM programs_grant g, LATERAL (
    SELECT EXISTS (
        SELECT FROM programs_program p WHERE p.kind = 'cis' AND p.id = g.program_id
    ) AS runs_cis
) AS recipient
WHERE g.year BETWEEN extract(year FROM %(from)s) AND extract(year FROM %(to)s)

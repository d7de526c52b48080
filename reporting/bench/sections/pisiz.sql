WITH enrolled AS (
    SELECT
        e.participant_id AS person, e.result = 'ongoing' AND d.ends_on <= least(%(to)s, %(today)s) AS overdue,
        e.ended_on IS NULL OR e.ended_on > %(to)s AS ongoing,
        e.result = 'completed' AND e.ended_on BETWEEN %(from)s AND %(to)s AS completed,
        e.certificate_on BETWEEN %(from)s AND %(to)s AS certified,
        e.result = 'interrupted' AND e.ended_on BETWEEN %(from)s AND %(to)s AS interrupted,
        r.code, r.weight,
        CASE WHEN e.result = 'completed' AND e.ended_on BETWEEN %(from)s AND %(to)s THEN EXISTS (
            SELECT FROM programs_outcome o
            WHERE o.participant_id = e.participant_id AND o.kind = 'open_market_job'
              AND o.occurred_on BETWEEN greatest(e.ended_on, %(from)s) AND %(to)s
        ) END AS job,
        CASE WHEN e.result = 'completed' AND e.ended_on BETWEEN %(from)s AND %(to)s THEN EXISTS (
            SELECT FROM programs_enrolment l
            JOIN programs_edition ld ON ld.id = l.edition_id
            JOIN programs_program lp ON lp.id = ld.program_id
            WHERE l.participant_id = e.participant_id AND lp.kind = 'psu'
              AND l.started_on > e.ended_on AND l.started_on <= %(to)s
        ) END AS psu
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    LEFT JOIN programs_reason r ON r.id = e.reason_id
    WHERE p.kind = 'pisiz' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on <= %(to)s AND (e.ended_on IS NULL OR e.ended_on >= %(from)s)
), people AS (
    SELECT
        bool_or(completed) AS completed, bool_or(completed AND certified) AS certified,
        bool_or(interrupted) AS interrupted, bool_or(ongoing) AS ongoing, bool_or(overdue) AS overdue,
        bool_or(interrupted AND code = 'took_job') AS for_work,
        bool_or(interrupted AND weight = 'unjustified') AS unjustified,
        bool_or(interrupted AND weight <> 'unjustified' AND code <> 'took_job') AS otherwise,
        bool_or(job) AS job, bool_or(psu) AS psu
    FROM enrolled GROUP BY person
), counted AS (
    SELECT
        count(*) AS "pisiz.enrolled",
        count(*) FILTER (WHERE completed) AS "pisiz.completed",
        count(*) FILTER (WHERE certified) AS "pisiz.certificates",
        count(*) FILTER (WHERE interrupted) AS "pisiz.not_completed",
        count(*) FILTER (WHERE for_work) AS "pisiz.left_for_work",
        count(*) FILTER (WHERE unjustified) AS "pisiz.left_unjustified",
        count(*) FILTER (WHERE otherwise) AS "pisiz.left_otherwise",
        count(*) FILTER (WHERE job) AS "pisiz.then_open_market",
        count(*) FILTER (WHERE psu) AS "pisiz.then_psu",
        count(*) FILTER (WHERE ongoing) AS "pisiz.ongoing",
        count(*) FILTER (WHERE overdue) AS "pisiz.overdue"
    FROM people
), graduates AS (
    SELECT
        count(DISTINCT e.participant_id) AS "pisiz.earlier_graduates",
        count(DISTINCT e.participant_id) FILTER (WHERE p.kind = 'public_works')
            AS "pisiz.earlier_graduates_rp",
        count(DISTINCT e.participant_id) FILTER (WHERE p.kind = 'psu') AS "pisiz.earlier_graduates_psu"
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind IN ('public_works', 'psu') AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on BETWEEN %(from)s AND %(to)s
      AND EXISTS (
          SELECT FROM programs_enrolment b
          JOIN programs_edition bd ON bd.id = b.edition_id
          JOIN programs_program bp ON bp.id = bd.program_id
          WHERE b.participant_id = e.participant_id AND bp.kind = 'pisiz' AND b.result = 'completed'
            AND b.ended_on < %(from)s
      )
), candidates AS (
    SELECT
        count(DISTINCT c.participant_id) AS "pisiz.interviewed",
        count(DISTINCT c.participant_id) FILTER (WHERE c.source = 'pup') AS "pisiz.interviewed_from_pup"
    FROM programs_referral c
    JOIN programs_edition d ON d.id = c.edition_id
    JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'pisiz' AND d.starts_on BETWEEN %(from)s AND %(to)s AND c.interviewed_on IS NOT NULL
), editions AS (
    SELECT count(*) AS "pisiz.editions"
    FROM programs_edition d JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind = 'pisiz' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
)
SELECT * FROM counted, graduates, candidates, editions

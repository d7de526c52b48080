WITH enrolled AS (
    SELECT
        e.id, e.participant_id AS person, e.ended_on, r.code, r.weight,
        e.result = 'ongoing' AND d.ends_on <= least(%(to)s, %(today)s) AS overdue,
        e.ended_on IS NULL OR e.ended_on > %(to)s AS ongoing,
        e.result = 'completed' AND e.ended_on BETWEEN %(from)s AND %(to)s AS finished,
        coalesce(e.certificate_on BETWEEN %(from)s AND %(to)s, false) AS certified,
        e.result = 'interrupted' AND e.ended_on BETWEEN %(from)s AND %(to)s AS interrupted
    FROM programs_enrolment e
    JOIN programs_edition d ON d.id = e.edition_id
    JOIN programs_program p ON p.id = d.program_id
    LEFT JOIN programs_reason r ON r.id = e.reason_id
    WHERE p.kind = 'pai' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
      AND e.started_on <= %(to)s AND (e.ended_on IS NULL OR e.ended_on >= %(from)s)
), followed AS (
    SELECT e.id, outcomes.*, moves.*, growth.*, (
        SELECT a.profile FROM participants_profileassessment a
        WHERE a.participant_id = e.person AND a.assessed_on > e.ended_on AND a.assessed_on <= %(to)s
        ORDER BY a.assessed_on, a.id LIMIT 1
    ) AS profile
    FROM enrolled e, LATERAL (
        SELECT
            bool_or(o.kind = 'open_market_job') AS job, bool_or(o.kind = 'internship') AS internship,
            bool_or(o.kind = 'word_course') AS word, bool_or(o.kind = 'deregistered') AS deregistered
        FROM programs_outcome o
        WHERE o.participant_id = e.person
          AND o.occurred_on BETWEEN greatest(e.ended_on, %(from)s) AND %(to)s
    ) AS outcomes, LATERAL (
        SELECT
            bool_or(p.kind = 'public_works') AS rp, bool_or(p.kind = 'cis') AS cis,
            bool_or(p.kind = 'psu') AS psu
        FROM programs_enrolment l
        JOIN programs_edition d ON d.id = l.edition_id
        JOIN programs_program p ON p.id = d.program_id
        WHERE l.participant_id = e.person AND l.started_on > e.ended_on AND l.started_on <= %(to)s
    ) AS moves, LATERAL (
        SELECT
            bool_or(late.area = 'social_competence') AS social,
            bool_or(late.area = 'self_esteem') AS esteem, bool_or(late.area = 'activity') AS activity
        FROM programs_assessment late
        JOIN programs_assessment early USING (enrolment_id, sheet, area)
        WHERE late.enrolment_id = e.id AND late.stage = 'after' AND early.stage = 'before'
          AND late.score > early.score
    ) AS growth
    WHERE e.finished AND e.certified
), people AS (
    SELECT
        bool_or(finished AND certified) AS completed, bool_or(finished AND NOT certified) AS uncertified,
        bool_or(interrupted) AS interrupted, bool_or(ongoing) AS ongoing, bool_or(overdue) AS overdue,
        bool_or(interrupted AND weight = 'unjustified') AS unjustified,
        bool_or(interrupted AND weight = 'justified') AS justified,
        bool_or(interrupted AND weight NOT IN ('justified', 'unjustified')) AS otherwise,
        bool_or(interrupted AND weight = 'justified' AND code = 'child_illness') AS child,
        bool_or(interrupted AND weight = 'justified' AND code = 'long_illness') AS illness,
        bool_or(job) AS job, bool_or(rp) AS rp, bool_or(internship) AS internship, bool_or(cis) AS cis,
        bool_or(psu) AS psu, bool_or(word) AS word, bool_or(deregistered) AS deregistered,
        bool_or(profile = 'I') AS one, bool_or(profile = 'II') AS two, bool_or(profile = 'III') AS three,
        bool_or(profile IS NOT NULL) AS profiled, bool_or(social) AS social, bool_or(esteem) AS esteem,
        bool_or(activity) AS activity, bool_or(job OR rp) AS employed
    FROM enrolled LEFT JOIN followed USING (id) GROUP BY person
), counted AS (
    SELECT
        count(*) AS "pai.enrolled",
        count(*) FILTER (WHERE completed) AS "pai.completed",
        count(*) FILTER (WHERE interrupted) AS "pai.not_completed",
        count(*) FILTER (WHERE unjustified) AS "pai.not_completed_unjustified",
        count(*) FILTER (WHERE justified) AS "pai.not_completed_justified",
        count(*) FILTER (WHERE otherwise) AS "pai.not_completed_otherwise",
        count(*) FILTER (WHERE child) AS "pai.left_child_illness",
        count(*) FILTER (WHERE illness) AS "pai.left_long_illness",
        count(*) FILTER (WHERE job) AS "pai.then_open_market",
        count(*) FILTER (WHERE rp) AS "pai.then_rp",
        count(*) FILTER (WHERE internship) AS "pai.then_internship",
        count(*) FILTER (WHERE cis) AS "pai.then_cis",
        count(*) FILTER (WHERE psu) AS "pai.then_psu",
        count(*) FILTER (WHERE word) AS "pai.then_word_course",
        count(*) FILTER (WHERE two) AS "pai.reprofiled_ii",
        count(*) FILTER (WHERE three) AS "pai.reprofiled_iii",
        count(*) FILTER (WHERE one) AS "pai.reprofiled_i",
        count(*) FILTER (WHERE deregistered) AS "pai.deregistered",
        count(*) FILTER (WHERE profiled) AS "pai.reprofiled",
        count(*) FILTER (WHERE social) AS "pai.social_competence",
        count(*) FILTER (WHERE esteem) AS "pai.self_esteem",
        count(*) FILTER (WHERE activity) AS "pai.activity",
        count(*) FILTER (WHERE employed) AS "pai.employed",
        count(*) FILTER (WHERE uncertified) AS "pai.without_certificate",
        count(*) FILTER (WHERE ongoing) AS "pai.ongoing",
        count(*) FILTER (WHERE overdue) AS "pai.overdue",
        100.0 * count(*) FILTER (WHERE completed) / count(*) AS "pai.completed_percent",
        100.0 * count(*) FILTER (WHERE social) / count(*) FILTER (WHERE completed)
            AS "pai.social_competence_percent",
        100.0 * count(*) FILTER (WHERE esteem) / count(*) FILTER (WHERE completed)
            AS "pai.self_esteem_percent",
        100.0 * count(*) FILTER (WHERE activity) / count(*) FILTER (WHERE completed)
            AS "pai.activity_percent",
        100.0 * count(*) FILTER (WHERE employed) / count(*) FILTER (WHERE completed)
            AS "pai.employment_percent"
    FROM people
), candidates AS (
    SELECT count(DISTINCT c.participant_id) AS "pai.interviewed"
    FROM programs_referral c
    JOIN programs_edition d ON d.id = c.edition_id
    JOIN programs_program p ON p.id = c.program_id
    WHERE p.kind = 'pai' AND d.starts_on BETWEEN %(from)s AND %(to)s AND c.interviewed_on IS NOT NULL
), editions AS (
    SELECT count(*) AS "pai.editions"
    FROM programs_edition d JOIN programs_program p ON p.id = d.program_id
    WHERE p.kind = 'pai' AND d.starts_on <= %(to)s AND d.ends_on >= %(from)s
)
SELECT * FROM counted, candidates, editions

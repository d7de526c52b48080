SELECT
    count(*) FILTER (WHERE i.kind = 'mops') AS "training.mops_courses",
    sum(t.people) FILTER (WHERE i.kind = 'mops') AS "training.mops_people",
    count(*) FILTER (WHERE i.kind = 'pup') AS "training.pup_courses",
    sum(t.people) FILTER (WHERE i.kind = 'pup') AS "training.pup_people",
    count(DISTINCT i.id) FILTER (WHERE i.kind = 'ngo') AS "training.ngo_associations",
    count(*) FILTER (WHERE i.kind = 'ngo') AS "training.ngo_courses",
    sum(t.people) FILTER (WHERE i.kind = 'ngo') AS "training.ngo_people"
FROM programs_stafftraining t JOIN programs_institution i ON i.id = t.institution_id
WHERE t.held_on BETWEEN %(from)s AND %(to)s

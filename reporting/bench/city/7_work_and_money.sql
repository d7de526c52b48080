INSERT INTO programs_workmonth (enrolment_id, facility_id, month, hours, override_reason)
SELECT enrolment.id, facility_id, month, 10 + mod(enrolment.id, 30), ''
FROM programs_enrolment AS enrolment
JOIN programs_edition AS edition ON edition.id = edition_id,
     generate_series(date_trunc('month', started_on::timestamp), coalesce(ended_on, ends_on),
                     interval '1 month') AS month
WHERE facility_id IS NOT NULL;

-- Every tenth edition of socially useful work enters its second month day by day, two hours each.
INSERT INTO programs_workday (enrolment_id, facility_id, day, mark, hours)
SELECT enrolment_id, work.facility_id, month + n, 'present', 2
FROM programs_workmonth AS work
JOIN programs_enrolment AS enrolment ON enrolment.id = enrolment_id
JOIN programs_edition AS edition ON edition.id = edition_id,
     generate_series(0, (work.hours / 2)::int - 1) AS n
WHERE program_id = 4 AND mod(edition_id, 10) = 0
  AND month = date_trunc('month', edition.starts_on::timestamp) + interval '1 month'
  AND month >= enrolment.started_on AND month + 27 <= coalesce(enrolment.ended_on, edition.ends_on);

UPDATE programs_workmonth AS work SET hours = total
FROM (
    SELECT enrolment_id, facility_id, date_trunc('month', day)::date AS month, sum(hours) AS total
    FROM programs_workday GROUP BY 1, 2, 3
) AS days
WHERE days.enrolment_id = work.enrolment_id AND days.facility_id = work.facility_id
  AND days.month = work.month;

INSERT INTO programs_benefit (enrolment_id, kind, paid_on, amount)
SELECT enrolment.id, CASE program_id WHEN 6 THEN one_of(ARRAY['purpose', 'purpose', 'other'],
       chance('benefit', enrolment.id * 20 + n)) ELSE 'integration' END,
       started_on + n * 30, 100 + mod(enrolment.id, 300)
FROM programs_enrolment AS enrolment
JOIN programs_edition AS edition ON edition.id = edition_id, generate_series(1, 10) AS n
WHERE program_id IN (5, 6) AND started_on + n * 30 <= coalesce(ended_on, ends_on);

-- What each edition cost, month by month; the very last month of the city is not settled yet.
INSERT INTO programs_cost (
    program_id, edition_id, kind, payer, amount, period_from, period_to, document, is_monthly
)
SELECT program_id, edition.id, kind, payer,
       100 + round((chance(kind || payer || month::date, edition.id) * 9000)::numeric, 2),
       month, month + interval '1 month' - interval '1 day', '', false
FROM programs_edition AS edition,
     (VALUES (3, 'wages'), (3, 'labour_fund'), (3, 'medical_exams'), (4, 'allowances'), (4, 'laundry'),
             (5, 'pension_contributions'), (5, 'health_contributions')) AS k (program, kind),
     unnest(ARRAY['pup', 'mops', 'other']) AS payer,
     generate_series(date_trunc('month', starts_on::timestamp), ends_on, interval '1 month') AS month
WHERE program = program_id AND month < make_date(%(last)s, 12, 1);

INSERT INTO programs_grant (recipient_id, program_id, payer, year, purpose, amount)
SELECT 4 + mod(n, 10), CASE WHEN mod(n, 3) = 0 THEN 5 END, 'mops', year, 'Zadanie ' || n,
       1000 + round((chance('grant', year * 100 + n) * 50000)::numeric, 2)
FROM generate_series(%(first)s, %(last)s) AS year, generate_series(1, 30) AS n;

INSERT INTO programs_stafftraining (institution_id, title, held_on, people)
SELECT one_of(ARRAY[1, 1, 2] || ARRAY(SELECT g FROM generate_series(4, 20) AS g),
              chance('trained', year * 1000 + n)),
       'Szkolenie ' || n, make_date(year, 1, 1) + n * 2, 1 + mod(n, 20)
FROM generate_series(%(first)s, %(last)s) AS year, generate_series(1, 150) AS n;

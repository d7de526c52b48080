INSERT INTO programs_institution (id, name, kind, address, phone)
SELECT n, 'Instytucja ' || n,
       CASE n WHEN 1 THEN 'mops' WHEN 2 THEN 'pup' WHEN 3 THEN 'prison'
              ELSE one_of(ARRAY['ngo', 'city'], chance('institution', n)) END, '', ''
FROM generate_series(1, 200) AS n;

INSERT INTO programs_facility (id, institution_id, name, address, contact)
SELECT n, 4 + mod(n, 196), 'Placówka ' || n, '', '' FROM generate_series(1, 300) AS n;

INSERT INTO programs_program (id, kind, name, short_name, operator_id)
SELECT id, kind, kind, kind, CASE kind WHEN 'cis' THEN 5 END
FROM (VALUES (1, 'pisiz'), (2, 'pai'), (3, 'public_works'), (4, 'psu'), (5, 'cis'), (6, 'eu_project'))
    AS p (id, kind);

INSERT INTO programs_legalbasis (program_id, citation, valid_from)
SELECT id, 'ustawa, przepis o programie ' || kind, date '2005-01-01' FROM programs_program;

INSERT INTO programs_rate (program_id, kind, value, valid_from, source)
SELECT id, 'refund_share', 0.6, date '2005-01-01', '' FROM programs_program WHERE kind = 'psu';

-- Agreements of each year: those on programmes, on projects, and on supervision by a facility.
INSERT INTO programs_agreement (id, kind, number, subject, signed_on, valid_from, valid_to, scan)
SELECT year * 1000 + n, kind, n::text, 'Porozumienie ' || n, day, day,
       CASE WHEN mod(n, 4) > 0 THEN day + 500 END, ''
FROM generate_series(%(first)s - 1, %(last)s) AS year, generate_series(1, 40) AS n,
     LATERAL (
         SELECT one_of(ARRAY['pai', 'psu', 'public_works', 'cis', 'grant', 'contractor',
                             'readaptation'], chance('agreement', year * 1000 + n)) AS kind,
                make_date(year, 1, 1) + n * 9 AS day
     ) AS signed
UNION ALL
SELECT year * 1000 + 100 + n, 'project_funding', n::text, 'Projekt ' || n, make_date(year, 6, n),
       make_date(year + mod(n, 2), 7, 1), make_date(year + 2, 6, 30), ''
FROM generate_series(%(first)s - 1, %(last)s) AS year, generate_series(1, 4) AS n
UNION ALL
SELECT year * 1000 + 200 + n, 'supervision', n::text, 'Nadzór ' || n, make_date(year, 1, 2),
       make_date(year, 1, 2), make_date(year, 12, 31), ''
FROM generate_series(%(first)s, %(last)s) AS year, generate_series(1, 196) AS n
WHERE chance('supervised', year * 1000 + n) < 0.95;

-- Kept by a trigger otherwise; no annex changes when these end.
UPDATE programs_agreement SET ends_on = valid_to;

INSERT INTO programs_agreement_programs (agreement_id, program_id)
SELECT id, CASE WHEN mod(id, 3) = 0 THEN 4 ELSE 3 END FROM programs_agreement
WHERE kind = 'supervision';

INSERT INTO programs_party (agreement_id, institution_id, role)
SELECT id, 1, '' FROM programs_agreement
UNION ALL
SELECT id, CASE kind WHEN 'supervision' THEN mod(id, 1000) - 200 + 4 ELSE 2 END, ''
FROM programs_agreement;

INSERT INTO programs_agreementamount (agreement_id, source, amount, valid_from, valid_to)
SELECT id, source, 100000 + round((chance(source, id + part) * 900000)::numeric, 2),
       valid_from + part * 183, valid_from + part * 183 + 182
FROM programs_agreement, unnest(ARRAY['eu', 'own', 'state']) AS source, generate_series(0, 1) AS part
WHERE kind = 'project_funding';

-- A larger city has more editions, not larger ones. They begin at even steps through the year, so some last over the New Year.
INSERT INTO programs_edition (id, program_id, number, starts_on, ends_on, places, hours, closing_reason)
SELECT (year * 10 + program) * 1000 + n, program, n + 1, day, day + days,
       greatest(2, %(people)s * share / %(crowds)s), 60, ''
FROM (VALUES (1, 12, 100, 0.0010), (2, 20, 60, 0.0008), (3, 10, 180, 0.0010), (4, 36, 240, 0.0010),
             (5, 6, 364, 0.0012), (6, 2, 540, 0.0100)) AS p (program, many, days, share),
     generate_series(%(first)s - 2, %(last)s) AS year, generate_series(0, many * %(crowds)s - 1) AS n,
     LATERAL (SELECT make_date(year, 1, 5) + n * 355 / (many * %(crowds)s) AS day) AS begun
WHERE day <= make_date(%(last)s, 12, 31) AND day + days >= make_date(%(first)s, 1, 1);

INSERT INTO programs_activity (edition_id, kind, name, funding, provider, starts_on, ends_on, hours)
SELECT edition.id,
       one_of(ARRAY['workshop', 'vocational_workshop', 'course', 'family_conference', 'trip'],
              chance('activity', edition.id * 100 + n)),
       'Zajęcia ' || mod(n * 7, 20), one_of(ARRAY['project', 'voluntary', 'own'],
              chance('funding', edition.id * 100 + n)), '', starts_on + n, starts_on + n + 20, 10
FROM programs_edition AS edition, generate_series(1, 30) AS n;

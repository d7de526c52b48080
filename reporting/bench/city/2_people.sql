INSERT INTO participants_household (id, street, house_number, postcode, city)
SELECT n, 'Kwiatowa', n::text, '43-600', 'Miasto' FROM generate_series(1, %(people)s / 3) AS n;

INSERT INTO participants_participant (
    id, last_name, first_name, second_name, pesel, no_pesel_reason, other_document, birth_date, sex,
    phone, email, street, house_number, postcode, city, created_at, updated_at, household_id
)
SELECT
    n, last_name, first_name, '',
    digits || mod(10 - mod((
        SELECT sum(substr(digits, place, 1)::int * substr('1379137913', place, 1)::int)
        FROM generate_series(1, 10) AS place
    ), 10), 10),
    '', '', birth_date, sex, '6' || lpad((n * 7919::bigint %% 100000000)::text, 8, '0'), '', 'Kwiatowa', n::text, '43-600', 'Miasto', now(), now(),
    CASE WHEN household > 0 THEN household END
FROM (
    SELECT
        n, sex, birth_date, mod(n, %(people)s / 3) AS household,
        -- Some 20 000 surnames, a few of them very common.
        one_of(ARRAY['Now', 'Wójc', 'Zaj', 'Łucz', 'Śliw', 'Maz', 'Kruk', 'Żak', 'Bąk', 'Sikor', 'Dud',
                     'Wron', 'Kowal', 'Lewand', 'Ziel', 'Szym', 'Kaczm', 'Piotr', 'Grab', 'Król'],
               chance('surname', n) ^ 2)
        || one_of(ARRAY['', 'a', 'e', 'i', 'o', 'ar', 'er', 'or', 'al', 'el', 'an', 'en', 'asz', 'esz',
                        'ak', 'ek', 'ok', 'ow', 'aw', 'uch', 'ach', 'ub', 'ad', 'ed', 'yn', 'un', 'isz',
                        'osz', 'ul', 'il'], chance('middle', n) ^ 2)
        || one_of(ARRAY['ak', 'ski', 'owicz', 'iński', 'czyk', 'ik', 'ka', 'ek', 'ewicz', 'owski', 'uk',
                        'arz', 'ała', 'yk', 'icz', 'ecki', 'acki', 'uła', 'och', 'asik', 'isz', 'ny',
                        'cki', 'ina', 'or', 'usz', 'an', 'el', 'eń', 'yna', 'ra', 'la'],
                  chance('ending', n) ^ 2) AS last_name,
        one_of(CASE sex WHEN 'F' THEN ARRAY['Anna', 'Maria', 'Zofia', 'Łucja', 'Ewa', 'Halina', 'Irena',
                                            'Krystyna', 'Danuta', 'Teresa', 'Barbara', 'Marta', 'Agata']
                        ELSE ARRAY['Jan', 'Piotr', 'Adam', 'Łukasz', 'Józef', 'Marek', 'Krzysztof',
                                   'Stefan', 'Tadeusz', 'Roman', 'Henryk', 'Paweł', 'Dawid'] END,
               chance('name', n) ^ 1.5) AS first_name,
        to_char(birth_date, 'YYMMDD')
        || lpad((n / 17500 * 2 + CASE sex WHEN 'F' THEN 0 ELSE 1 END)::text, 4, '0') AS digits
    FROM (
        SELECT n, date '1950-01-01' + mod(n * 7919::bigint, 17500)::int AS birth_date,
               one_of(ARRAY['F', 'M'], chance('sex', n)) AS sex
        FROM generate_series(1, %(people)s) AS n
    ) AS born
) AS named;

-- What a trigger keeps otherwise: every word of people's names once.
INSERT INTO participants_nameword (word)
SELECT DISTINCT word FROM (
    SELECT DISTINCT search_key FROM participants_participant
) AS name, regexp_split_to_table(trim(search_key), ' +') AS word
WHERE word <> '';

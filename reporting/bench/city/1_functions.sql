-- Chance that is the same in every run and on every version: a number in [0, 1) for a thing.
CREATE FUNCTION chance(what text, number bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || substr(md5(what || number::text), 1, 7))::bit(28)::int / 268435456.0
$$;

CREATE FUNCTION one_of(choices anyarray, share double precision) RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT choices[1 + floor(share * cardinality(choices))::int]
$$;

-- A year's people are a fifth of the city and half of them are the next year's too. Places of
-- one salt in a row are taken by different people.
CREATE FUNCTION person_at(year int, salt int, place int, people int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1 + mod((year - 2000) * (people / 10) + mod(salt * 101 + place::bigint * 7919, people / 5),
                   people)
$$;

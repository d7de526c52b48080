WITH signed AS (
    SELECT
        min(signed_on) FILTER (WHERE kind = 'cis') AS "agreements.cis",
        min(signed_on) FILTER (WHERE kind = 'psu') AS "agreements.psu",
        min(signed_on) FILTER (WHERE kind = 'pai') AS "agreements.pai",
        count(*) FILTER (WHERE kind = 'public_works') AS "agreements.rp_count",
        min(signed_on) FILTER (WHERE kind = 'public_works') AS "agreements.rp_first",
        max(signed_on) FILTER (WHERE kind = 'public_works') AS "agreements.rp_last"
    FROM programs_agreement
    WHERE kind IN ('cis', 'psu', 'pai', 'public_works') AND signed_on BETWEEN %(from)s AND %(to)s
), continued AS (
    SELECT min(signed_on) AS "agreements.detention"
    FROM programs_agreement
    WHERE kind = 'readaptation' AND signed_on < %(from)s AND valid_from <= %(to)s
      AND (valid_to IS NULL OR valid_to >= %(from)s)
)
SELECT * FROM signed, continued

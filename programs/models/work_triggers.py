"""How the database keeps the hours of months equal to the sums of their days (docs/adr/0007)."""

import pgtrigger

WORK_DAY_IS_INSIDE_THE_ENROLMENT = pgtrigger.Trigger(
    name="work_day_is_inside_the_enrolment",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("day", "enrolment_id"),
    when=pgtrigger.After,
    func="""
        IF EXISTS (
            SELECT 1 FROM programs_enrolment AS part
            JOIN programs_edition AS edition ON edition.id = part.edition_id
            WHERE part.id = NEW.enrolment_id
              AND (NEW.day < part.started_on OR NEW.day > COALESCE(part.ended_on, edition.ends_on))
        ) THEN
            RAISE check_violation USING MESSAGE = 'W tym dniu ta osoba nie uczestniczyła.';
        END IF;
        RETURN NULL;
    """,
)

MONTH_IS_THE_SUM_OF_ITS_DAYS = pgtrigger.Trigger(
    name="month_is_the_sum_of_its_days",
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("enrolment_id", "facility_id", "month", "hours"),
    when=pgtrigger.After,
    declare=[("entered", "numeric")],
    func="""
        SELECT sum(hours) INTO entered FROM programs_workday
        WHERE enrolment_id = NEW.enrolment_id AND facility_id = NEW.facility_id
          AND day >= NEW.month AND day < NEW.month + interval '1 month';
        IF entered IS NOT NULL AND entered <> NEW.hours OR TG_OP = 'UPDATE' AND (
            (OLD.enrolment_id, OLD.facility_id, OLD.month)
            <> (NEW.enrolment_id, NEW.facility_id, NEW.month)
        ) AND EXISTS (
            SELECT 1 FROM programs_workday
            WHERE enrolment_id = OLD.enrolment_id AND facility_id = OLD.facility_id
              AND day >= OLD.month AND day < OLD.month + interval '1 month'
        ) THEN
            RAISE check_violation USING MESSAGE =
                'Godziny tego miesiąca są sumą wpisanych dni. Popraw je w dniach.';
        END IF;
        RETURN NULL;
    """,
)

DAYS_GO_WITH_THEIR_MONTH = pgtrigger.Trigger(
    name="days_go_with_their_month",
    operation=pgtrigger.Delete,
    when=pgtrigger.After,
    func="""
        DELETE FROM programs_workday
        WHERE enrolment_id = OLD.enrolment_id AND facility_id = OLD.facility_id
          AND day >= OLD.month AND day < OLD.month + interval '1 month';
        RETURN NULL;
    """,
)


def sums_after(operation, **rows: str) -> pgtrigger.Trigger:
    """Sum the months of the rows written by one statement, however many; an empty month goes."""
    # The names of tables are those written in the models.
    written = " UNION ALL ".join(f"SELECT * FROM {name}" for name in rows.values())  # noqa: S608
    months = f"""
        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month
        FROM ({written}) AS written
    """  # noqa: S608
    return pgtrigger.Trigger(
        name=f"months_are_summed_after_{operation}".lower(),
        level=pgtrigger.Statement,
        operation=operation,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(**rows),
        func=f"""
            INSERT INTO programs_workmonth (enrolment_id, facility_id, month, hours)
            SELECT touched.enrolment_id, touched.facility_id, touched.month, sum(hours)
            FROM ({months}) AS touched
            JOIN programs_workday AS one
              ON one.enrolment_id = touched.enrolment_id AND one.facility_id = touched.facility_id
             AND one.day >= touched.month AND one.day < touched.month + interval '1 month'
            GROUP BY touched.enrolment_id, touched.facility_id, touched.month
            ON CONFLICT (enrolment_id, facility_id, month) DO UPDATE SET hours = EXCLUDED.hours
            WHERE programs_workmonth.hours <> EXCLUDED.hours;
            DELETE FROM programs_workmonth AS kept USING ({months}) AS touched
            WHERE kept.enrolment_id = touched.enrolment_id
              AND kept.facility_id = touched.facility_id AND kept.month = touched.month
              AND NOT EXISTS (
                SELECT 1 FROM programs_workday AS one
                WHERE one.enrolment_id = touched.enrolment_id
                  AND one.facility_id = touched.facility_id
                  AND one.day >= touched.month AND one.day < touched.month + interval '1 month'
              );
            RETURN NULL;
        """,  # noqa: S608
    )

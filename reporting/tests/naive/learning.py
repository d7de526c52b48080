"""1.1 and 1.2: PISiZ and PAI."""

from programs.models import Enrolment
from reporting.tests.naive.records import (
    Records,
    because,
    people,
    result_known,
    unless_empty,
    weighing,
)


def pisiz(rows: Records) -> dict:
    here = rows.taking_part("pisiz")
    done = [e for e in here if rows.completed(e)]
    left = [e for e in here if rows.interrupted(e)]
    talks = [r for r in rows.candidates("pisiz") if r.interviewed_on]
    begun = [
        e
        for e in rows.enrolments
        if e.edition.program.kind in ("public_works", "psu") and rows.in_year(e.started_on)
    ]
    graduates = [e for e in begun if rows.completed_before(e.participant_id, "pisiz", rows.first)]
    return (
        unless_empty(rows.running("pisiz"), {"pisiz.editions": len(rows.running("pisiz"))})
        | unless_empty(
            rows.candidates("pisiz"),
            {
                "pisiz.interviewed": people(talks),
                "pisiz.interviewed_from_pup": people(r for r in talks if r.source == "pup"),
            },
        )
        | unless_empty(
            here,
            {
                "pisiz.enrolled": people(here),
                "pisiz.ongoing": people(e for e in here if rows.goes_on(e)),
                "pisiz.overdue": people(e for e in here if rows.overdue(e)),
            },
        )
        | result_known(
            here,
            {
                "pisiz.completed": people(done),
                "pisiz.certificates": people(e for e in done if rows.in_year(e.certificate_on)),
                "pisiz.not_completed": people(left),
                "pisiz.left_for_work": because("took_job", left),
                "pisiz.left_unjustified": people(weighing(left, "unjustified")),
                "pisiz.left_otherwise": people(
                    e for e in weighing(left, "justified", "other") if e.reason.code != "took_job"
                ),
                "pisiz.then_open_market": people(
                    e for e in done if rows.outcome_later(e, "open_market_job")
                ),
                "pisiz.then_psu": people(e for e in done if rows.moved_to(e, "psu")),
            },
        )
        | unless_empty(
            begun,
            {
                "pisiz.earlier_graduates": people(graduates),
                "pisiz.earlier_graduates_rp": people(
                    e for e in graduates if e.edition.program.kind == "public_works"
                ),
                "pisiz.earlier_graduates_psu": people(
                    e for e in graduates if e.edition.program.kind == "psu"
                ),
            },
        )
    )


def pai(rows: Records) -> dict:
    here = rows.taking_part("pai")
    finished = [e for e in here if rows.completed(e)]
    done = [e for e in finished if rows.in_year(e.certificate_on)]
    left = [e for e in here if rows.interrupted(e)]
    talks = [r for r in rows.candidates("pai") if r.interviewed_on]
    justified = weighing(left, "justified")
    profiles = {e: new_profile(rows, e) for e in done}
    work = people(e for e in done if rows.outcome_later(e, "open_market_job"))
    public_works = people(e for e in done if rows.moved_to(e, "public_works"))
    return (
        unless_empty(rows.running("pai"), {"pai.editions": len(rows.running("pai"))})
        | unless_empty(rows.candidates("pai"), {"pai.interviewed": people(talks)})
        | unless_empty(
            here,
            {
                "pai.enrolled": people(here),
                "pai.ongoing": people(e for e in here if rows.goes_on(e)),
                "pai.overdue": people(e for e in here if rows.overdue(e)),
                "pai.without_certificate": people(e for e in finished if e not in done),
            },
        )
        | result_known(
            here,
            {
                "pai.completed": people(done),
                "pai.not_completed": people(left),
                "pai.not_completed_unjustified": people(weighing(left, "unjustified")),
                "pai.not_completed_justified": people(justified),
                "pai.not_completed_otherwise": people(weighing(left, "other")),
                "pai.left_child_illness": because("child_illness", justified),
                "pai.left_long_illness": because("long_illness", justified),
                "pai.then_open_market": work,
                "pai.then_rp": public_works,
                "pai.employed": work | public_works,
                "pai.then_internship": people(
                    e for e in done if rows.outcome_later(e, "internship")
                ),
                "pai.then_word_course": people(
                    e for e in done if rows.outcome_later(e, "word_course")
                ),
                "pai.deregistered": people(
                    e for e in done if rows.outcome_later(e, "deregistered")
                ),
                "pai.then_cis": people(e for e in done if rows.moved_to(e, "cis")),
                "pai.then_psu": people(e for e in done if rows.moved_to(e, "psu")),
                "pai.reprofiled_i": people(e for e in done if profiles[e] == "I"),
                "pai.reprofiled_ii": people(e for e in done if profiles[e] == "II"),
                "pai.reprofiled_iii": people(e for e in done if profiles[e] == "III"),
                "pai.reprofiled": people(e for e in done if profiles[e]),
            },
        )
        | growth(rows, here, done)
    )


def new_profile(rows: Records, enrolment: Enrolment) -> str | None:
    """The profile set next after the programme, by the year's end."""
    for row in rows.profiles_of(enrolment.participant_id):
        if enrolment.ended_on < row.assessed_on <= rows.last:
            return row.profile
    return None


def growth(rows: Records, here: list[Enrolment], done: list[Enrolment]) -> dict:
    scores = {(s.enrolment_id, s.sheet, s.area, s.stage): s.score for s in rows.scores}
    filled_after = [e for e in here if any(k[0] == e.pk and k[3] == "after" for k in scores)]

    def grew(enrolment: Enrolment, area: str) -> bool:
        for sheet in ("self", "observation"):
            before = scores.get((enrolment.pk, sheet, area, "before"))
            after = scores.get((enrolment.pk, sheet, area, "after"))
            if before is not None and after is not None and after > before:
                return True
        return False

    areas = ("social_competence", "self_esteem", "activity")
    values = {f"pai.{area}": people(e for e in done if grew(e, area)) for area in areas}
    return unless_empty(filled_after, values)

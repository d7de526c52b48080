"""The rows taken in, written in bulk: cards, referrals, facts and profiles, then the protocol."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from mops.saving import explained
from participants.models import DatedFact, Participant, ProfileAssessment
from programs.intake.importing.cards import update_cards
from programs.intake.importing.choosing import Taken
from programs.intake.planning import count_again
from programs.intake.progress import Share, Stage
from programs.intake.uncollected import uncollected
from programs.intake.verdicts.people import card_of
from programs.intake.verdicts.report import problem_in_json
from programs.intake.verdicts.verdict import Judged, Kind, RowVerdict
from programs.models import ListRow, Referral, ReferralList

SOURCE = "lista z urzędu pracy"
CONDITIONS = ("profile", "uses_assistance", "has_ipd")
"""What a list tells of a person beside the card, for the programme."""
BATCH = 5_000
"""Records of a table after which one is told how far the import is."""
ENDS = {
    Stage.GATHERING: 0.1,
    Stage.REJUDGING: 0.25,
    Stage.PEOPLE: 0.45,
    Stage.REFERRALS: 0.65,
    Stage.FACTS: 0.75,
    Stage.PROFILES: 0.85,
    Stage.PROTOCOL: 1.0,
}
"""Where each stage's part of the whole time ends, as a list of a hundred thousand has shown."""
OF_TABLE = {
    Participant: Stage.PEOPLE,
    Referral: Stage.REFERRALS,
    DatedFact: Stage.FACTS,
    ProfileAssessment: Stage.PROFILES,
    ListRow: Stage.PROTOCOL,
}


@uncollected()
def write(
    judged: Judged, taken: Sequence[Taken], referral_list: ReferralList, share: Share
) -> None:
    """Write the rows and the protocol of all of them; the list is saved already."""
    writing = Writing(referral_list, share)
    people = writing.people(taken)
    writing.changes(taken)
    writing.referrals(taken, people)
    writing.facts(taken, people)
    writing.profiles(taken, people)
    writing.protocol(judged.rows, people)
    count_again(len(taken), *OF_TABLE)


class Writing:
    """One import on its way into the database; `written` keeps what became of each row."""

    def __init__(self, referral_list: ReferralList, share: Share) -> None:
        self.list = referral_list
        self.share = share
        self.written: dict[int, dict[str, Any]] = defaultdict(dict)

    def people(self, taken: Sequence[Taken]) -> dict[int, int]:
        """Make the new cards; whose each row is, by the row's number."""
        new = [one.verdict for one in taken if one.participant is None]
        cards = [card_of(verdict.row) for verdict in new]
        self._create(Participant, cards)
        for verdict, card in zip(new, cards, strict=True):
            self.written[verdict.number]["created"] = {
                "pk": card.pk,
                "updated_at": card.updated_at.isoformat(),
            }
        made = {verdict.number: card.pk for verdict, card in zip(new, cards, strict=True)}
        return {one.verdict.number: one.participant or made[one.verdict.number] for one in taken}

    def changes(self, taken: Sequence[Taken]) -> None:
        """Fill and change fields of the cards, all in one statement."""
        changed = [one for one in taken if one.participant and one.changes]
        update_cards(
            {
                one.participant: {change.field: change.new for change in one.changes}
                for one in changed
            }
        )
        for one in changed:
            self.written[one.verdict.number]["fields"] = {
                change.field: [change.old, change.new] for change in one.changes
            }

    def referrals(self, taken: Sequence[Taken], people: dict[int, int]) -> None:
        """Put each person forward."""
        made = [self._referral(one.verdict, people) for one in taken]
        self._create(Referral, made)
        for one, referral in zip(taken, made, strict=True):
            self.written[one.verdict.number]["referral"] = {
                "pk": referral.pk,
                "profile": referral.profile,
                "uses_assistance": referral.uses_assistance,
                "has_ipd": referral.has_ipd,
                "referred_on": referral.referred_on.isoformat(),
            }

    def _referral(self, verdict: RowVerdict, people: dict[int, int]) -> Referral:
        told = verdict.row.fields
        return Referral(
            participant_id=people[verdict.number],
            program_id=self.list.program_id,
            year=self.list.year,
            edition_id=self.list.edition_id,
            referral_list=self.list,
            source=self.list.source,
            referred_on=self._day(verdict),
            profile=told.get("profile", ""),
            uses_assistance=told.get("uses_assistance"),
            has_ipd=told.get("has_ipd"),
        )

    def _day(self, verdict: RowVerdict) -> date:
        """The day from which the row speaks: its own, or that of the whole list."""
        return verdict.row.fields.get("referred_on", self.list.received_on)

    def facts(self, taken: Sequence[Taken], people: dict[int, int]) -> None:
        """Note what the list tells of each life, unless it or something later is there already."""
        told = [
            (one.verdict.number, DatedFact(participant_id=people[one.verdict.number], **fact))
            for one in taken
            for fact in self._told_of(one.verdict)
        ]
        ends = _last_days({fact.participant_id for _, fact in told})
        new = [
            (number, fact)
            for number, fact in told
            if ends.get((fact.participant_id, fact.kind), date.min) < fact.valid_from
        ]
        self._create(DatedFact, [fact for _, fact in new])
        for number, fact in new:
            self.written[number].setdefault("facts", []).append(
                {"pk": fact.pk, "detail": fact.detail, "valid_from": fact.valid_from.isoformat()}
            )

    def _told_of(self, verdict: RowVerdict) -> list[dict[str, Any]]:
        told, kind, day = verdict.row.fields, DatedFact.Kind, self._day(verdict)
        facts = []
        if "registered_on" in told:
            facts.append({"kind": kind.REGISTERED, "valid_from": told["registered_on"]})
        if told.get("benefit_right") is False:
            facts.append({"kind": kind.NO_BENEFIT_RIGHT, "valid_from": day})
        if told.get("disability", "nie") != "nie":
            degree = "" if told["disability"] == "tak" else told["disability"][:200]
            facts.append({"kind": kind.DISABILITY, "valid_from": day, "detail": degree})
        if "education" in told:
            detail = told["education"][:200]
            facts.append({"kind": kind.EDUCATION, "valid_from": day, "detail": detail})
        return [{"source": SOURCE, **fact} for fact in facts]

    def profiles(self, taken: Sequence[Taken], people: dict[int, int]) -> None:
        """Note each profile that is not the latest known on the day."""
        told = [one.verdict for one in taken if "profile" in one.verdict.row.fields]
        known = _profiles({people[verdict.number] for verdict in told})
        new = []
        for verdict in told:
            person, day = people[verdict.number], self._day(verdict)
            profile = verdict.row.fields["profile"]
            before = [one for one in known[person] if one[0] <= day]
            if before and (before[-1][0] == day or before[-1][1] == profile):
                continue
            assessment = ProfileAssessment(
                participant_id=person, profile=profile, assessed_on=day, source=SOURCE
            )
            new.append((verdict.number, assessment))
        self._create(ProfileAssessment, [assessment for _, assessment in new])
        for number, assessment in new:
            self.written[number]["profile"] = {"pk": assessment.pk, "profile": assessment.profile}

    def protocol(self, verdicts: Sequence[RowVerdict], people: dict[int, int]) -> None:
        """Keep the fate of every row, also of those left out."""
        self._create(ListRow, [self._row(verdict, people) for verdict in verdicts])

    def _create(self, model: type, records: list) -> None:
        self.share.tell(OF_TABLE[model])
        for start in range(0, len(records), BATCH):
            with explained(model):
                model.objects.bulk_create(records[start : start + BATCH])
            self.share.tell(OF_TABLE[model], min(start + BATCH, len(records)), len(records))

    def _row(self, verdict: RowVerdict, people: dict[int, int]) -> ListRow:
        written = self.written.get(verdict.number, {})
        fate = ListRow.Decision
        decision = fate.CREATED if "created" in written else fate.LINKED if written else fate.LEFT
        if verdict.kind is Kind.REFERRED:
            written = {"told": told_of(verdict)}
        return ListRow(
            referral_list=self.list,
            number=verdict.number,
            verdict=verdict.kind,
            decision=decision,
            participant_id=people.get(verdict.number, verdict.participant),
            problems=[problem_in_json(problem) for problem in verdict.problems],
            written=written,
        )


def told_of(verdict: RowVerdict) -> dict[str, dict]:
    """What a row of somebody already put forward tells otherwise; none of it is written."""
    row = verdict.row.fields
    return {
        "fields": {one.field: [one.old, one.new] for one in (*verdict.differences, *verdict.fills)},
        "conditions": {name: row[name] for name in CONDITIONS if name in row},
    }


def _last_days(people: set[int]) -> dict[tuple[int, str], date]:
    """The last day of each kind of fact of each person; the end of time if it still holds."""
    last: dict[tuple[int, str], date] = {}
    facts = DatedFact.objects.filter(participant__in=people).order_by()
    for person, kind, until in facts.values_list("participant", "kind", "valid_to"):
        last[person, kind] = max(last.get((person, kind), date.min), until or date.max)
    return last


def _profiles(people: set[int]) -> dict[int, list[tuple[date, str]]]:
    known = defaultdict(list)
    rows = ProfileAssessment.objects.filter(participant__in=people).order_by("assessed_on", "pk")
    for person, day, profile in rows.values_list("participant", "assessed_on", "profile"):
        known[person].append((day, profile))
    return known

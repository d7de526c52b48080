"""Signs that it is the wrong file: told before anything else, never after."""

from collections import Counter

from programs.intake.results import ReadList
from programs.intake.verdicts.verdict import Judged
from programs.models import ListRow

FEW_COLUMNS = 3
"""Known columns below which hardly anything of the list was understood."""
SAMPLE = 40
"""Rows without one good PESEL after which the column is hardly the right one."""
FEWEST_PEOPLE = 5
ALMOST_ALL = 0.8
"""The share of people of an earlier list from which the file is hardly a new one."""


def doubts_of(judged: Judged) -> list[dict[str, str]]:
    """Why this may be the wrong file, each with a code and a sentence."""
    told = [*_of_columns(judged.found), *_of_pesels(judged.found), *_of_people(judged)]
    return [{"code": code, "message": message} for code, message in told]


def _of_columns(found: ReadList) -> list[tuple[str, str]]:
    known, unknown = found.evidence.known_columns, len(found.unmapped)
    if known > FEW_COLUMNS or unknown < known:
        return []
    said = (
        f"Rozpoznano tylko {known} z {known + unknown} kolumn. To może nie być lista osób "
        "skierowanych albo wskazano zły wiersz nagłówka."
    )
    return [("few_columns", said)]


def _of_pesels(found: ReadList) -> list[tuple[str, str]]:
    first = found.rows[:SAMPLE]
    told = sum("pesel" in row.fields for row in first)
    has_column = any(claim.field == "pesel" for claim in found.mapped)
    if told or not has_column or len(first) < SAMPLE:
        return []
    said = (
        f"W pierwszych {SAMPLE} wierszach nie ma ani jednego poprawnego numeru PESEL. "
        "Kolumny są chyba przesunięte: sprawdź, która z nich to PESEL."
    )
    return [("no_good_pesel", said)]


def _of_people(judged: Judged) -> list[tuple[str, str]]:
    """Almost everyone was on one earlier list of the year."""
    people = {row.participant for row in judged.rows} - {None}
    if len(people) < FEWEST_PEOPLE:
        return []
    target = judged.target
    earlier = ListRow.objects.filter(
        referral_list__program=target.program,
        referral_list__year=target.year,
        referral_list__undone_at=None,
        participant__in=people,
    ).order_by()
    counted = Counter(earlier.values_list("referral_list", flat=True))
    if not counted or counted.most_common(1)[0][1] < ALMOST_ALL * len(judged.rows):
        return []
    number, same = counted.most_common(1)[0]
    row = earlier.select_related("referral_list").filter(referral_list=number).first()
    said = (
        f"Prawie wszystkie osoby ({same} z {len(judged.rows)}) są już na liście z tego roku, "
        f"która wpłynęła {row.referral_list.received_on:%d.%m.%Y} "
        f"({row.referral_list.file_name or 'bez pliku'}). Sprawdź, czy to na pewno nowa lista."
    )
    return [("same_people", said)]

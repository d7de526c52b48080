"""Headers that stand beside their data: a column inserted in one and not in the other."""

from collections.abc import Sequence

from programs.intake.columns import Mapped, Reason
from programs.intake.content import SAMPLE, is_pesel, share_of
from programs.intake.fields import Field
from programs.intake.headers import Header
from programs.intake.reading.cells import Sheet, column_letters
from programs.intake.reading.refusal import Refused

FEW = 0.2
MOST = 0.6


def check_shift(
    sheet: Sheet, header: Header, mapped: Sequence[Mapped], people: Sequence[int]
) -> None:
    """Refuse a list whose PESEL column holds hardly any number while another is full of them."""
    claim = next((claim for claim in mapped if claim.field is Field.PESEL), None)
    if claim is None or claim.reason in (Reason.CONTENT, Reason.CHOICE):
        return
    rows = [sheet.row(number) for number in people[:SAMPLE]]
    width = max(map(len, rows), default=0)

    def share(place: int) -> float:
        return share_of(is_pesel, [row[place] for row in rows if place < len(row)])

    if share(claim.column.place) > FEW:
        return
    for place in range(width):
        if place != claim.column.place and share(place) >= MOST:
            raise Refused(
                "shifted_columns",
                header=claim.column.header,
                expected=claim.column.letter,
                found=column_letters(place),
            )

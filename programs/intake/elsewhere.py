"""Where else the people of the very same file were put forward: told, never refused."""

from django.utils import timezone

from programs.intake.verdicts.verdict import Target
from programs.models import ReferralList


def told_elsewhere(sha256: str, target: Target) -> list[str]:
    """In sentences, the first use first."""
    here = ReferralList.objects.put_forward_for(target.program, target.year, target.edition)
    lists = ReferralList.objects.from_file(sha256).exclude(pk__in=here.values("pk"))
    return [
        _told(one) for one in lists.select_related("program", "edition__program", "imported_by")
    ]


def _told(found: ReferralList) -> str:
    day = timezone.localtime(found.imported_at)
    where = f"{found.program}, rok {found.year}"
    if found.edition:
        where += f", edycja {found.edition.roman_number}"
    return (
        f"Ten sam plik wczytano też gdzie indziej: {where} ({day:%d.%m.%Y}, {found.imported_by}). "
        "Jeśli to ma być osobna lista, wczytaj ją."
    )

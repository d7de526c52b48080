"""What an office's headers meant last time."""

from collections.abc import Mapping

from programs.models import Institution, OfficeMapping

LONGEST = OfficeMapping._meta.get_field("header").max_length


def memory_of(office: Institution | None) -> dict[str, str]:
    """Fields by folded header, an empty one for a column that is not to be read."""
    if office is None:
        return {}
    return dict(office.mappings.order_by().values_list("header", "field"))


def remember(office: Institution, mapped: Mapping[str, str]) -> None:
    """Keep what the headers of an accepted list meant."""
    OfficeMapping.objects.bulk_create(
        [
            OfficeMapping(office=office, header=header, field=field)
            for header, field in mapped.items()
            if 0 < len(header) <= LONGEST
        ],
        update_conflicts=True,
        unique_fields=["office", "header"],
        update_fields=["field"],
    )

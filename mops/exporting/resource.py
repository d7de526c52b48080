"""A record as a row that another program can read as well: what it names also by number."""

from collections.abc import Iterator, Sequence

from django.db.models import Field, ForeignKey, Model, QuerySet
from import_export import resources
from import_export.fields import Field as Column

from mops.spreadsheets import RecordResource

CHUNK = 2000


class RegisterResource(RecordResource):
    """The columns of a register; a record that another one names has a name and a number."""

    @classmethod
    def of_fields(cls, model: type[Model], fields: Sequence[Field]) -> type["RegisterResource"]:
        """The resource of the model with these fields."""
        order, numbers = [], {}
        for field in fields:
            order.append(field.name)
            if isinstance(field, ForeignKey):
                numbers[field.attname] = Column(field.attname, number_header(field))
                order.append(field.attname)
        return resources.modelresource_factory(
            model,
            resource_class=cls,
            meta_options={"fields": order, "export_order": order},
            custom_fields=numbers,
        )

    def rows(self, records: QuerySet) -> Iterator[list]:
        """A row for each record, a few thousand of them in memory at once."""
        columns = self.get_export_fields()
        for record in records.iterator(chunk_size=CHUNK):
            yield [self.export_field(column, record) for column in columns]


def number_header(field: ForeignKey) -> str:
    """The header over the numbers of the records that a column names."""
    return f"{field.verbose_name} (ID)"

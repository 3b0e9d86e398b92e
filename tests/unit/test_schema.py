"""The schema: Arrow, JSON Schema and rows all say the same as the dataclasses."""

import pytest

from onrecord import schema
from onrecord.errors import BadRecord
from onrecord.records import RECORDS, Record, plain
from tests.unit.test_store import mention, page_and_article


@pytest.mark.parametrize("record_type", RECORDS)
def test_every_record_type_has_a_schema(record_type: type[Record]) -> None:
    columns = schema.arrow_schema(record_type).names
    assert columns[:2] == ["id", "origin"]
    assert list(schema.json_schema(record_type)["properties"]) == columns
    assert set(record_type.KEY) <= set(columns)
    assert schema.table_of(record_type.TABLE) is record_type


def test_rows_that_do_not_fit_are_refused() -> None:
    page, article = page_and_article()
    row = plain(mention(article, 0, 5))
    assert isinstance(row, dict)
    with pytest.raises(BadRecord, match="another id"):
        schema.from_row(type(mention(article, 0, 5)), {**row, "id": "0" * 20})
    with pytest.raises(BadRecord, match="does not fit"):
        schema.from_row(type(page), row)


def test_unknown_names_say_which_there_are() -> None:
    with pytest.raises(BadRecord, match="attributions"):
        schema.table_of("statements")

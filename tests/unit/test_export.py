"""Exports: a file per record type, nesting kept, nothing that a spreadsheet would run."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import csv_cell, export
from onrecord.records import RECORDS
from onrecord.store import Store
from tests.unit.test_store import TEXT, mention, page_and_article


@pytest.fixture
def store() -> Iterator[Store]:
    page, article = page_and_article()
    with Store.memory() as store:
        store.add([page, article, mention(article, 6, 7)])
        yield store


def test_a_file_per_record_type(store: Store, tmp_path: Path) -> None:
    files = export(store, tmp_path)
    assert [f.name for f in files] == [f"{t.TABLE}.jsonl" for t in RECORDS]
    [row] = [json.loads(line) for line in (tmp_path / "mentions.jsonl").read_text("utf-8").splitlines()]
    assert row["span"]["exact"] == TEXT[row["span"]["start"] : row["span"]["end"]] == "😀"
    assert set(row["span"]) == {"article", "start", "end", "exact"}


def test_parquet_and_csv_hold_the_same(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path, "parquet", ["mentions"])
    export(store, tmp_path, "csv", ["mentions"])
    [row] = pq.read_table(tmp_path / "mentions.parquet").to_pylist()
    with (tmp_path / "mentions.csv").open(encoding="utf-8", newline="") as stream:
        [cells] = list(csv.DictReader(stream))
    assert cells["id"] == row["id"]
    assert json.loads(cells["span"]) == row["span"]


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.endswith(text)

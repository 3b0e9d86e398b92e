"""Getting records out: one file per record type, named by its table, rows sorted by id.

`jsonl` and `parquet` keep the nesting (a span is an object with article, start, end, exact); `csv`
has one cell per top-level field, nested ones as JSON, and no cell that a spreadsheet would run.
"""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import pyarrow.parquet as pq

from onrecord.errors import StoreFull
from onrecord.records import RECORDS, Plain, Record
from onrecord.schema import arrow_schema
from onrecord.store import Store

Format = Literal["jsonl", "parquet", "csv"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def export(store: Store, to: Path, form: Format = "jsonl", tables: Iterable[str] = ()) -> list[Path]:
    """Write the tables (all, when none is named) of `store` into the folder `to`; returns the files."""
    wanted = set(tables)
    chosen = [t for t in RECORDS if not wanted or t.TABLE in wanted]
    written = []
    try:
        to.mkdir(parents=True, exist_ok=True)
        for record_type in chosen:
            path = to / f"{record_type.TABLE}.{form}"
            _WRITERS[form](store, record_type, path)
            written.append(path)
    except OSError as error:
        raise StoreFull(f"{to} can't be written: {error.strerror or error}; choose another folder") from error
    return written


def _jsonl(store: Store, record_type: type[Record], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in store.rows(record_type).to_pylist():
            stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _parquet(store: Store, record_type: type[Record], path: Path) -> None:
    pq.write_table(store.rows(record_type), path, compression="zstd")


def _csv(store: Store, record_type: type[Record], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(arrow_schema(record_type).names)
        for row in store.rows(record_type).to_pylist():
            writer.writerow([csv_cell(value) for value in row.values()])


def csv_cell(value: Plain) -> str:
    """`value` as a cell: nested data as JSON; text that would run as a formula gets a leading quote."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return json.dumps(value, ensure_ascii=False)


_WRITERS: dict[Format, Callable[[Store, type[Record], Path], None]] = {
    "jsonl": _jsonl,
    "parquet": _parquet,
    "csv": _csv,
}

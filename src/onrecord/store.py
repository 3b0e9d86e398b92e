"""The store: one DuckDB file, a table per record type; loaded through Arrow, never row by row.

Everything written in one `transaction` is there or not there, also after a kill. Where records
enter, each span is checked against its article (`text.check_spans`).
"""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import duckdb
import pyarrow as pa

from onrecord import schema
from onrecord.errors import BadSpan, OnrecordError, StoreBusy, StoreFull, StoreMissing, StoreVersion
from onrecord.records import RECORDS, Article, Record
from onrecord.text import check_spans, spans_of

R = TypeVar("R", bound=Record)
Parameter = str | int | float | bool | None

FILE = "onrecord.duckdb"

# The version of the tables, with a line of history each. Another number: another, incompatible file.
# 1  first
VERSION = 1

_CAPTURES = pa.schema([("key", pa.string()), ("outcome", pa.string()), ("target", pa.string())])


class Store:
    """An open onrecord database.

    `read` gives typed records; `relation` and `sql` give DuckDB relations for anything else.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self.connection = connection
        self.path = path

    # ── opening and closing ────────────────────────────────────────────────────────────────────

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Open the database in `folder` for writing, making both when they are not there.

        StoreVersion, StoreBusy or StoreFull say why it can't be.
        """
        with _said_plainly(folder):
            folder.mkdir(parents=True, exist_ok=True)
            store = cls(duckdb.connect(str(folder / FILE)), folder / FILE)
            if not store._tables():
                store._make_tables()
            store._check_version()
        return store

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the database in `folder` for reading; StoreMissing when there is none."""
        path = folder if folder.is_file() else folder / FILE
        if not path.is_file():
            raise StoreMissing(
                f"there is no {FILE} in {folder}; make one with: onrecord build PAGES -o {folder}"
            )
        with _said_plainly(folder):
            store = cls(duckdb.connect(str(path), read_only=True), path)
            store._check_version()
        return store

    @classmethod
    def memory(cls) -> Self:
        """An empty store that lives in memory only."""
        store = cls(duckdb.connect(":memory:"), None)
        store._make_tables()
        return store

    def close(self) -> None:
        """Close the file; the store can't be used afterwards."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _tables(self) -> set[str]:
        return {str(row[0]) for row in self._all("SHOW TABLES")}

    def _make_tables(self) -> None:
        with self.transaction():
            for record_type in RECORDS:
                self._make_table(record_type.TABLE, schema.arrow_schema(record_type))
            self._make_table("captures", _CAPTURES)
            self.connection.execute("CREATE TABLE about (key VARCHAR PRIMARY KEY, value VARCHAR)")
            self.note("version", str(VERSION))

    def _make_table(self, name: str, columns: pa.Schema) -> None:
        self.connection.register("incoming", columns.empty_table())
        self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        self.connection.unregister("incoming")

    def _check_version(self) -> None:
        found = self.noted("version") if "about" in self._tables() else None
        if found != str(VERSION):
            self.close()
            raise StoreVersion(
                f"{self.path} has table version {found or 'none'}, this onrecord writes version {VERSION}; "
                "build into a new folder, or use the onrecord that made it"
            )

    # ── reading ────────────────────────────────────────────────────────────────────────────────

    def read(self, record_type: type[R], where: str = "", *values: Parameter) -> list[R]:
        """The records of a type sorted by id; `where` is an SQL condition with `?` for `values`."""
        rows = self.rows(record_type, where, *values)
        return [schema.from_row(record_type, row) for row in rows.to_pylist()]

    def rows(self, record_type: type[Record], where: str = "", *values: Parameter) -> pa.Table:
        """The same as an Arrow table."""
        condition = f"WHERE {where}" if where else ""
        query = f"SELECT * FROM {record_type.TABLE} {condition} ORDER BY id"
        table: pa.Table = self.sql(query, *values).to_arrow_table()
        return table.cast(schema.arrow_schema(record_type))

    def relation(self, table: str) -> duckdb.DuckDBPyRelation:
        """The DuckDB relation of a record type's table."""
        return self.connection.table(schema.table_of(table).TABLE)

    def sql(self, query: str, *values: Parameter) -> duckdb.DuckDBPyRelation:
        """A DuckDB relation over the tables; `?` in `query` stands for `values`."""
        return self.connection.sql(query, params=list(values))

    def count(self, record_type: type[Record]) -> int:
        """How many records of a type there are."""
        [row] = self._all(f"SELECT count(*) FROM {record_type.TABLE}")
        return int(str(row[0]))

    def article_ids(self) -> list[str]:
        """The ids of all articles, sorted."""
        return [str(row[0]) for row in self._all("SELECT id FROM articles ORDER BY id")]

    def _all(self, query: str, *values: Parameter) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self.connection.execute(query, list(values)).fetchall()]

    # ── writing ────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or nothing of it."""
        with _said_plainly(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        with suppress(duckdb.Error):  # a failed COMMIT has already ended the transaction
            self.connection.execute("ROLLBACK")

    def add(self, records: Sequence[Record]) -> None:
        """Write records of any types; BadSpan when one does not quote its article."""
        texts = self._texts(records)
        by_type: dict[type[Record], list[Record]] = {}
        for record in records:
            check_spans(record, texts)
            by_type.setdefault(type(record), []).append(record)
        for record_type, some in by_type.items():
            self._insert(record_type.TABLE, schema.arrow_table(record_type, some))

    def unlawful(self, records: Sequence[R]) -> list[tuple[R, BadSpan]]:
        """The records that do not quote their articles, each with what is wrong."""
        texts = self._texts(records)
        found = []
        for record in records:
            try:
                check_spans(record, texts)
            except BadSpan as error:
                found.append((record, error))
        return found

    def replace(self, record_type: type[Record], records: Sequence[Record]) -> None:
        """Make `records` all there is of a type."""
        self.connection.execute(f"DELETE FROM {record_type.TABLE}")
        self.add(records)

    def _insert(self, name: str, rows: pa.Table) -> None:
        self.connection.register("incoming", rows)
        self.connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM incoming")
        self.connection.unregister("incoming")

    def _texts(self, records: Iterable[Record]) -> dict[str, str]:
        """The texts of the articles that the spans of `records` point into."""
        texts = {r.id: r.text for r in records if isinstance(r, Article)}
        wanted = sorted({s.article for r in records for s in spans_of(r)} - texts.keys())
        if wanted:
            self.connection.register("wanted", pa.table({"id": wanted}))
            found = self._all("SELECT id, text FROM articles JOIN wanted USING (id)")
            self.connection.unregister("wanted")
            texts.update((str(i), str(t)) for i, t in found)
        return texts

    # ── bookkeeping ────────────────────────────────────────────────────────────────────────────

    def note(self, key: str, value: str) -> None:
        """Keep one fact about the database."""
        self.connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", [key, value])

    def noted(self, key: str) -> str | None:
        """A fact kept by `note`, or None."""
        rows = self._all("SELECT value FROM about WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    @property
    def least_confidence(self) -> float:
        """The least confidence of an attribution that is shown and compared; all are kept."""
        return float(self.noted("least confidence") or 0.0)

    def captures(self) -> dict[str, str]:
        """Key to outcome ("done", "rejected", "duplicate") of every capture taken in so far."""
        return {str(k): str(o) for k, o in self._all("SELECT key, outcome FROM captures")}

    def add_captures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Keep (key, outcome, target) of captures."""
        columns = [list(c) for c in zip(*rows, strict=True)] or [[], [], []]
        self._insert("captures", pa.table(columns, schema=_CAPTURES))


@contextmanager
def _said_plainly(path: Path | None) -> Iterator[None]:
    """Turn what DuckDB and the system say about files into errors that say what to do."""
    try:
        yield
    except duckdb.Error as error:
        raise _plain_error(str(error), path) from error
    except PermissionError as error:
        raise StoreFull(f"{path} can't be written: {error.strerror}; choose another folder") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
            raise StoreFull(f"{path} can't be written: {error.strerror}; choose another folder") from error
        raise


def _plain_error(said: str, path: Path | None) -> OnrecordError:
    low = said.lower()
    if "lock" in low and "conflicting" in low:
        return StoreBusy(f"another process is using {path}; wait for it to end")
    if "no space" in low or "could not write" in low or "disk" in low or "file too large" in low:
        return StoreFull(
            f"the disk is full, or {path} can't be written; free some space and run the same command again"
        )
    if "permission denied" in low or "cannot open file" in low:
        return StoreFull(f"{path} can't be opened for writing; choose another folder")
    first = said.splitlines()[0][:200]
    return StoreVersion(f"{path} can't be read by this onrecord ({first}); build into a new folder")

"""Everything that describes the records, derived from `records.py`: Arrow, rows, JSON Schema.

Supported field types: str, int, float, bool, Literal of strings, value dataclasses, tuples of
these, and any of them or None.
"""

import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from onrecord.errors import BadRecord
from onrecord.records import RECORDS, Plain, Record, plain

R = TypeVar("R", bound=Record)

_SCALARS: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}
_JSON_TYPES: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def table_of(name: str) -> type[Record]:
    """The record type whose table is called `name`; BadRecord when there is none."""
    for record_type in RECORDS:
        if name == record_type.TABLE:
            return record_type
    known = ", ".join(t.TABLE for t in RECORDS)
    raise BadRecord(f"there is no record called {name!r}; choose one of: {known}")


def field_types(of: type) -> dict[str, object]:
    """Field name to type of a record or value dataclass, `id` first for records."""
    hints = get_type_hints(of)
    return {f.name: hints[f.name] for f in fields(of)}


def optional(of: object) -> tuple[object, bool]:
    """(`X`, True) for `X | None`, else (`of`, False)."""
    if get_origin(of) in (Union, types.UnionType):
        inner = [a for a in get_args(of) if a is not type(None)]
        if len(inner) == 1:
            return inner[0], True
    return of, False


def arrow_type(of: object) -> pa.DataType:
    """The Arrow type of a field type."""
    of, _ = optional(of)
    if of in _SCALARS:
        return _SCALARS[of]
    if get_origin(of) is Literal:
        return pa.string()
    if get_origin(of) is tuple:
        return pa.list_(arrow_type(get_args(of)[0]))
    if isinstance(of, type) and is_dataclass(of):
        return pa.struct([pa.field(n, arrow_type(t)) for n, t in field_types(of).items()])
    raise TypeError(f"no Arrow type for {of!r}")


def arrow_schema(record_type: type[Record]) -> pa.Schema:
    """The Arrow schema of a record type, columns in field order."""
    return _SCHEMAS[record_type.TABLE]


def _schema_of(record_type: type[Record]) -> pa.Schema:
    return pa.schema([pa.field(n, arrow_type(t)) for n, t in field_types(record_type).items()])


_SCHEMAS = {record_type.TABLE: _schema_of(record_type) for record_type in RECORDS}


def arrow_table(record_type: type[Record], records: Iterable[Record]) -> pa.Table:
    """`records`, all of `record_type`, as one Arrow table."""
    return pa.Table.from_pylist([plain(r) for r in records], schema=arrow_schema(record_type))


def from_row(record_type: type[R], row: dict[str, Plain]) -> R:
    """The record that `row` (plain data, as `records.plain` makes it) stands for.

    BadRecord when a field is missing or of the wrong shape, or the stored id is not the record's.
    """
    values = {k: v for k, v in row.items() if k != "id"}
    try:
        record = _READERS[record_type.TABLE](values)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadRecord(f"a row does not fit {record_type.TABLE}: {error}") from error
    if not isinstance(record, record_type) or row.get("id", record.id) != record.id:
        raise BadRecord(f"a row of {record_type.TABLE} has another id than its key fields give")
    return record


def _reader(of: object) -> Callable[[Plain], object]:
    of, can_be_none = optional(of)
    read = _required_reader(of)
    if not can_be_none:
        return read
    return lambda value: None if value is None else read(value)


def _required_reader(of: object) -> Callable[[Plain], object]:
    if get_origin(of) is tuple:
        item = _reader(get_args(of)[0])
        return lambda value: tuple([item(v) for v in value])  # type: ignore[union-attr]
    if isinstance(of, type) and is_dataclass(of):
        made: Callable[..., object] = of
        readers = {
            f.name: _reader(t) for f, t in zip(fields(of), field_types(of).values(), strict=True) if f.init
        }
        return lambda value: made(**{n: read(value[n]) for n, read in readers.items()})  # type: ignore[call-overload,index]
    return lambda value: value


_READERS = {record_type.TABLE: _reader(record_type) for record_type in RECORDS}


def json_schema(record_type: type[Record]) -> dict[str, Plain]:
    """The JSON Schema (draft 2020-12) of one exported row of `record_type`."""
    body = _json_object(record_type)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": record_type.__name__,
        **body,
    }


def _json_object(of: type) -> dict[str, Plain]:
    properties: dict[str, Plain] = {n: _json_type(t) for n, t in field_types(of).items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _json_type(of: object) -> dict[str, Plain]:
    inner, can_be_none = optional(of)
    shape = _json_required(inner)
    return {"anyOf": [shape, {"type": "null"}]} if can_be_none else shape


def _json_required(of: object) -> dict[str, Plain]:
    if of in _JSON_TYPES:
        return {"type": _JSON_TYPES[of]}
    if get_origin(of) is Literal:
        return {"enum": list(get_args(of))}
    if get_origin(of) is tuple:
        return {"type": "array", "items": _json_type(get_args(of)[0])}
    if isinstance(of, type) and is_dataclass(of):
        return _json_object(of)
    raise TypeError(f"no JSON type for {of!r}")

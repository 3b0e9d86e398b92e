"""The golden cases: a page in a folder, and beside it the records it should give, one file a type.

Ids, confidences and other hashes are left out, so that a file can be read and judged by people.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord import inputs
from onrecord.capture import Capture
from onrecord.pipeline import read_article
from onrecord.records import (
    Article,
    Attribution,
    Block,
    Claim,
    EventMention,
    Plain,
    Record,
    Rejection,
    TimeExpression,
    plain,
)
from onrecord.text import spans_of

CASES = Path(__file__).parent / "cases"
SHOWN: dict[type[Record], tuple[str, ...]] = {
    Rejection: ("stage", "reason"),
    Block: ("role", "exact", "time"),
    Article: (
        "headline", "title", "deck", "authors", "publisher", "section", "published",
        "published_basis", "lang", "url", "text",
    ),
    TimeExpression: ("span", "type", "value", "edtf", "precision", "basis", "status"),
    Attribution: (
        "source", "cue", "content", "speaker_name", "addressee", "via_names", "kind",
        "characterisation", "denied",
    ),
    EventMention: ("anchor", "type", "status", "date", "actors", "recipients"),
    Claim: ("about", "aspect", "value", "unit", "bound", "evidence"),
}  # fmt: skip


def names() -> list[str]:
    """The names of the cases."""
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def records_of(name: str) -> dict[str, str]:
    """What the pipeline makes of a case: file name -> its lines of JSON."""
    made = list(_records(_capture(name)))
    return {
        f"{kind.TABLE}.jsonl": "".join(
            json.dumps(_shown(record, fields), ensure_ascii=False) + "\n"
            for record in made
            if type(record) is kind
        )
        for kind, fields in SHOWN.items()
        if any(type(record) is kind for record in made)
    }


def expected_of(name: str) -> dict[str, str]:
    """What a case should give: file name -> its lines of JSON."""
    return {p.name: p.read_text("utf-8") for p in sorted((CASES / name).glob("*.jsonl"))}


def _capture(name: str) -> Capture:
    (page,) = (CASES / name).glob("page.*")
    (capture,) = inputs.read([page])
    assert isinstance(capture, Capture)
    return capture


def _records(capture: Capture) -> Iterator[Record]:
    reading = read_article(capture)
    if isinstance(reading, Rejection):
        yield reading
        return
    yield from (*reading.blocks, *reading.lost)
    for dossier in reading.dossiers:
        yield dossier.article
        for kind in SHOWN:
            yield from sorted(dossier.get(kind), key=_place)


def _place(record: Record) -> tuple[int, str]:
    starts = [span.start for span in spans_of(record)]
    return min(starts, default=0), json.dumps(plain(record), ensure_ascii=False)


def _shown(record: Record, fields: tuple[str, ...]) -> dict[str, Plain]:
    return {name: _bare(plain(getattr(record, name))) for name in fields}


def _bare(value: Plain) -> Plain:
    """`value` with each span as its words, each participant as its name, a date as its value."""
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return next((value[key] for key in ("exact", "name", "value") if key in value), None)
    return value

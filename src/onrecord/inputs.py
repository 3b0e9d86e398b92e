"""From paths to captures: files, folders and globs of text, HTML, WARC and JSONL, read one by one.

Nothing here decides what a page says. What can't be read becomes a Rejection and the rest goes on.
The `uri` of a file is its path below the current folder, or its absolute path.
"""

import glob
import gzip
import io
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord import bundles
from onrecord.capture import Capture, Form
from onrecord.errors import NoInput
from onrecord.records import Declared, Plain, Rejection
from onrecord.text import printable

ORIGIN = "inputs@1"
_MOST_SKIPPED = 100  # of the largest row's size: beyond, a packed file is a bomb
LARGEST = 20_000_000  # bytes of one page; a news page above it is a mistake or an attack
_FORMS: dict[str, tuple[Form, str]] = {
    ".txt": ("page_text", "text/plain"),
    ".text": ("page_text", "text/plain"),
    ".md": ("page_text", "text/markdown"),
    ".markdown": ("page_text", "text/markdown"),
    ".html": ("html", "text/html"),
    ".htm": ("html", "text/html"),
    ".xhtml": ("html", "application/xhtml+xml"),
    ".xht": ("html", "application/xhtml+xml"),
    ".mht": ("html", "multipart/related"),
    ".mhtml": ("html", "multipart/related"),
}
_PAGE_TYPES: dict[str, Form] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "page_text",
}
_ROW_FORMS: tuple[Form, ...] = ("html", "page_text", "text")
_UNREADABLE = (OSError, EOFError, ValueError, zlib.error)


def rejected(target: str, reason: str, detail: str) -> Rejection:
    """The Rejection of something that never became a page."""
    return Rejection(
        origin=ORIGIN, target=target, stage="inputs", reason=reason, detail=printable(detail)[:500]
    )


# ── finding files ──────────────────────────────────────────────────────────────────────────────


def find(paths: Sequence[str | Path]) -> tuple[list[Path], list[Rejection]]:
    """The files under `paths` (files, folders, globs), sorted and each once, and what can't be had.

    NoInput when a path leads nowhere at all.
    """
    files: set[Path] = set()
    lost: list[Rejection] = []
    for path in paths:
        found = _expand(str(path), lost)
        if not found and not lost:
            raise NoInput(f"there is nothing to read at {path}; give files, folders or globs of pages")
        files.update(found)
    return sorted(files), lost


def _expand(path: str, lost: list[Rejection]) -> list[Path]:
    if os.path.isdir(path):
        return _inside(path, lost)
    if os.path.lexists(path):
        return [Path(os.path.abspath(path))]
    matches = sorted(glob.glob(path, recursive=True))
    return [file for match in matches for file in _expand(match, lost)]


def _inside(folder: str, lost: list[Rejection]) -> list[Path]:
    def note(error: OSError) -> None:
        lost.append(
            rejected(uri_of(Path(error.filename or folder)), "unreadable folder", error.strerror or "")
        )

    files = []
    for base, folders, names in os.walk(os.path.abspath(folder), onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        files += [Path(base, name) for name in sorted(names) if not name.startswith(".")]
    return files


def uri_of(path: Path) -> str:
    """The path below the current folder, or the absolute path, with forward slashes."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()
    return printable((absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix())


# ── reading files ──────────────────────────────────────────────────────────────────────────────


def read(files: Iterable[Path]) -> Iterator[Capture | Rejection]:
    """Every page of `files`, in order, or why it is none."""
    for path in files:
        try:
            yield from _read_file(path)
        except _UNREADABLE as error:
            yield rejected(uri_of(path), _why(error), str(error))


def _why(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "unreadable file"
    if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
        return "broken gzip"
    return "unreadable file"


def _read_file(path: Path) -> Iterator[Capture | Rejection]:
    name = path.name.lower()
    if name.endswith((".jsonl", ".jsonl.gz", ".ndjson")):
        yield from _rows(path)
    elif name.endswith((".warc", ".warc.gz")):
        yield from _archive(path)
    elif (suffix := Path(name.removesuffix(".gz")).suffix) in _FORMS:
        yield from _whole(path, *_FORMS[suffix])
    else:
        yield rejected(
            uri_of(path),
            "unknown file type",
            f"{path.suffix or 'no ending'} is none of {' '.join(_FORMS)} .warc .jsonl; each may be .gz too",
        )


def _whole(path: Path, form: Form, media_type: str) -> Iterator[Capture | Rejection]:
    """The page or pages of a file that is one document."""
    uri = uri_of(path)
    with _opened(path) as stream:
        body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        yield rejected(uri, "too large", f"more than {LARGEST} bytes; cut it into pages")
    elif media_type == "multipart/related":
        yield _archived(uri, body)
    elif form == "page_text" and (pages := bundles.pages_of(body)):
        for number, (address, text) in enumerate(pages, start=1):
            told = Declared(url=printable(address))
            yield Capture(uri=f"{uri}#{number}", form=form, body=text, media_type=media_type, declared=told)
    else:
        yield Capture(uri=uri, form=form, body=body, media_type=media_type)


def _archived(uri: str, body: bytes) -> Capture | Rejection:
    """The page that a browser saved as one MHTML file."""
    try:
        content, charset, address, day = bundles.archived(body)
    except (ValueError, LookupError, RecursionError) as error:
        return rejected(uri, "broken MHTML", f"{error}; save the page anew, as HTML or MHTML")
    told = Declared(url=address)
    return Capture(
        uri=uri,
        form="html",
        body=content,
        media_type="text/html",
        charset=charset,
        fetched=day,
        declared=told,
    )


# ── JSONL ──────────────────────────────────────────────────────────────────────────────────────


def _rows(path: Path) -> Iterator[Capture | Rejection]:
    name = uri_of(path)
    number = 0
    with _opened(path) as stream:
        try:
            while line := stream.readline(LARGEST + 1):
                number += 1
                if len(line) > LARGEST:
                    _skip_line(stream, line)
                    yield rejected(f"{name}#{number}", "too large", f"a row above {LARGEST} bytes")
                elif line.strip():
                    yield row_capture(line, f"{name}#{number}")
        except _UNREADABLE as error:
            yield rejected(name, _why(error), f"after row {number}: {error}")


def _opened(path: Path) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return io.BufferedReader(gzip.open(path))
    return path.open("rb")


def _skip_line(stream: IO[bytes], part: bytes) -> None:
    for _ in range(_MOST_SKIPPED):
        if not part or part.endswith(b"\n"):
            return
        part = stream.readline(LARGEST)
    raise ValueError(f"a row above {LARGEST * _MOST_SKIPPED} bytes; what follows it is not read")


def row_capture(line: bytes, name: str) -> Capture | Rejection:
    """The capture that one JSONL row holds; `name` is its URI when the row has no `id` or `url`."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return rejected(name, "not JSON", str(error))
    if not isinstance(row, dict):
        return rejected(name, "not a JSON object", type(row).__name__)
    for form in _ROW_FORMS:
        if isinstance(row.get(form), str) and row[form].strip():
            return _row_page(row, form, name)
    return rejected(str(row.get("id") or name), "row without text", "none of html, page_text, text holds any")


def _row_page(row: dict[str, Plain], form: Form, name: str) -> Capture:
    def said(key: str) -> str | None:
        value = row.get(key)
        return printable(str(value)).strip() or None if isinstance(value, (str, int, float)) else None

    declared = Declared(
        url=said("url"),
        title=said("title"),
        authors=_names(row.get("authors")),
        published=said("published"),
        modified=said("modified"),
        section=said("section"),
        lang=said("lang"),
    )
    return Capture(
        uri=said("id") or said("url") or name,
        form=form,
        body=printable(str(row[form])),
        media_type="text/html" if form == "html" else "text/plain",
        publisher=said("publisher"),
        fetched=said("fetched"),
        declared=declared,
    )


def _names(value: Plain) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part for part in value.split(";") if part.strip()]
    if not isinstance(value, list):
        return ()
    return tuple(printable(v).strip() for v in value if isinstance(v, str) and v.strip())


# ── WARC ───────────────────────────────────────────────────────────────────────────────────────


def _archive(path: Path) -> Iterator[Capture | Rejection]:
    name = uri_of(path)
    passed_over: Counter[str] = Counter()
    read_so_far = 0
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(
                stream,
                record_types=WarcRecordType.response,
                parse_http=False,
                max_header_len=1 << 20,
            )
            for record in records:
                read_so_far += 1
                yield from _response(record, f"{name}#{read_so_far}", passed_over)
    except _UNREADABLE as error:
        yield rejected(name, "broken WARC", f"after {read_so_far} responses: {error}")
    else:
        if not read_so_far:
            yield rejected(name, "broken WARC", "no response record in it")
    if passed_over:
        detail = ", ".join(f"{n} {what}" for what, n in sorted(passed_over.items()))
        yield rejected(name, "not a page", f"responses passed over: {detail}")


def _response(record: WarcRecord, name: str, passed_over: "Counter[str]") -> Iterator[Capture | Rejection]:
    uri = printable(str(record.headers.get("WARC-Target-URI") or name)).strip("<>")
    if record.content_length > LARGEST:
        yield rejected(uri, "too large", f"{record.content_length} bytes; the limit is {LARGEST}")
        return
    try:
        record.parse_http(auto_decode="all")
        status, kind = record.http_headers.status_code, record.http_content_type or "text/html"
        if status != 200 or kind.lower() not in _PAGE_TYPES:
            passed_over[f"{kind}" if status == 200 else f"status {status}"] += 1
            return
        body = record.reader.read(LARGEST + 1)
    except (*_UNREADABLE, AttributeError) as error:
        yield rejected(uri, "broken WARC record", str(error))
        return
    if len(body) > LARGEST:
        yield rejected(uri, "too large", f"unpacks to more than {LARGEST} bytes")
        return
    capture = Capture(
        uri=uri,
        form=_PAGE_TYPES[kind.lower()],
        body=body,
        media_type=kind.lower(),
        charset=record.http_charset,
        fetched=record.headers.get("WARC-Date"),
    )
    yield replace(capture, declared=Declared(url=uri if uri.startswith("http") else None))

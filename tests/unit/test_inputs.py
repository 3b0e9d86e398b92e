"""Inputs: what is a page becomes a capture, what is not says why, and nothing stops the rest."""

import gzip
import json
import os
from pathlib import Path

import pytest

from onrecord import inputs
from onrecord.capture import Capture
from onrecord.errors import NoInput
from onrecord.records import Rejection


def take(*paths: Path | str) -> tuple[list[Capture], list[Rejection]]:
    files, lost = inputs.find(paths)
    found = [*lost, *inputs.read(files)]
    return [f for f in found if isinstance(f, Capture)], [f for f in found if isinstance(f, Rejection)]


def reasons(rejections: list[Rejection]) -> list[str]:
    return sorted(r.reason for r in rejections)


def warc(*bodies: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    out = b""
    for n, body in enumerate(bodies):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n".encode() + body
        out += (
            (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
                f"WARC-Date: 2031-05-0{n + 1}T00:00:00Z\r\nWARC-Target-URI: https://gull.example/{n}\r\n"
                f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
    return out


def test_files_folders_and_globs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text("<p>two")
    (tmp_path / ".hidden.txt").write_text("no")
    assert len(take(tmp_path)[0]) == 2
    assert len(take(tmp_path / "a.txt", tmp_path)[0]) == 2, "a file given twice is read once"
    captures, _ = take(f"{tmp_path}/**/*.html")
    assert [(c.form, c.body) for c in captures] == [("html", b"<p>two")]


def test_a_path_to_nowhere_is_an_error() -> None:
    with pytest.raises(NoInput, match="nothing to read"):
        inputs.find(["/no/such/place"])


def test_uri_is_below_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("one")
    monkeypatch.chdir(tmp_path)
    assert take("a.txt")[0][0].uri == take(tmp_path)[0][0].uri == "a.txt"


def test_rows_keep_what_they_declare(tmp_path: Path) -> None:
    row = {
        "id": "x1",
        "text": "Words.",
        "url": "https://gull.example/1",
        "publisher": "Gull",
        "published": "2031-05-01",
        "title": "T",
        "authors": ["Ana Bo", "Cy Du"],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps({"html": "<p>x"}).encode()))
    (a, b), lost = take(tmp_path)
    assert (a.uri, a.form, a.body, a.publisher) == ("x1", "text", "Words.", "Gull")
    assert (a.declared.title, a.declared.authors, a.declared.published) == (
        "T",
        ("Ana Bo", "Cy Du"),
        "2031-05-01",
    )
    assert b.form == "html"
    assert b.uri.endswith("b.jsonl.gz#1")
    assert not lost


def test_bad_rows_are_rejected_one_by_one(tmp_path: Path) -> None:
    rows = [
        '{"text": "good"}',
        "not json",
        "[1]",
        '{"id": "e"}',
        '{"text": "  "}',
        '{"text": "\\ud800 lone"}',
        "",
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    captures, lost = take(tmp_path)
    assert [c.body for c in captures] == ["good", "\ufffd lone"]
    assert reasons(lost) == [
        "not JSON",
        "not a JSON object",
        "row without text",
        "row without text",
    ]


def test_truncated_gzip_keeps_the_rows_before_the_cut(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": os.urandom(40).hex()}) + "\n" for _ in range(2000))
    whole = gzip.compress(rows.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    captures, lost = take(tmp_path)
    assert len(captures) > 500
    assert "broken gzip" in reasons(lost)


def test_warc_pages_with_uri_and_date(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc(b"<p>one", b"<p>two"))
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(warc(b"<p>three")))
    captures, lost = take(tmp_path)
    assert [c.body for c in captures] == [b"<p>one", b"<p>two", b"<p>three"]
    assert (captures[0].uri, captures[0].fetched) == (
        "https://gull.example/0",
        "2031-05-01T00:00:00Z",
    )
    assert captures[0].charset == "utf-8"
    assert not lost


def test_warc_that_is_broken_or_holds_no_pages(tmp_path: Path) -> None:
    (tmp_path / "cut.warc").write_bytes(warc(b"<p>one", b"<p>two")[:-60])
    (tmp_path / "noise.warc").write_bytes(os.urandom(5000))
    (tmp_path / "images.warc").write_bytes(
        warc(b"GIF", kind="image/gif") + warc(b"gone", status="404 Not Found")
    )
    captures, lost = take(tmp_path)
    assert captures[0].body == b"<p>one"
    assert "not a page" in reasons(lost)
    assert "broken WARC" in reasons(lost)
    assert any("1 image/gif, 1 status 404" in r.detail for r in lost)


def test_too_large_unknown_and_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LARGEST", 1000)
    (tmp_path / "big.txt").write_text("x" * 2000)
    (tmp_path / "row.jsonl").write_text(json.dumps({"text": "y" * 2000}) + '\n{"text": "after"}\n')
    (tmp_path / "photo.jpg").write_bytes(b"JPG")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    captures, lost = take(tmp_path)
    assert [c.body for c in captures] == ["after"]
    assert reasons(lost) == ["too large", "too large", "unknown file type", "unreadable file"]

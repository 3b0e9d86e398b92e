"""The build as a whole: exact, the same every time, resumable, and unharmed by bad input."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord import cli
from onrecord.export import export
from onrecord.records import RECORDS, Article, Page, Rejection
from onrecord.text import check_spans

STORIES = [
    (
        "gull",
        "2031-05-01",
        "The Orsk Strait mission will leave on June 3, spokesman Ivo Tarn told the Gull on Monday. "
        "“We have done our duty,” Tarn said. Nearly 300 observers 😀 were sent in 2028.\n\n"
        "Minister Lena Oduya denied that talks had failed. She said the mission would return.",
    ),
    (
        "heron",
        "2031-05-02",
        "Observers are leaving the Orsk Strait, the Sea News Agency reported, citing minister Lena Oduya. "
        '"No date has been set," Ms Oduya said on Tuesday.\n\nAbout 280 observers were deployed in 2028, e\u0301lite units among them.',
    ),
    (
        "tern",
        "2031-05-02",
        "Der Sprecher Ivo Tarn sagte am Montag: „Wir gehen.“ Der Einsatz endet am 3. Juni 2031.",
    ),
    (
        "plover",
        None,
        "\u202eRTL and \u2066isolates\u2069, \x0bcontrols, 𝔘𝔫𝔦𝔠𝔬𝔡𝔢: “A\u0301 b̈,” said Ⅷ Zoë Ångström.\u2029Next day.",
    ),
]


def write_rows(path: Path, count: int = len(STORIES)) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        for n in range(count):
            outlet, day, text = STORIES[n % len(STORIES)]
            row = {
                "id": f"{outlet}-{n}",
                "text": text if n < len(STORIES) else f"{text} Part {n}.",
                "publisher": outlet,
                "published": day,
                "title": f"Mission to leave {n}",
            }
            stream.write(json.dumps(row) + "\n")
    return path


def tables(out: Path, to: Path) -> dict[str, bytes]:
    with onrecord.open(out) as store:
        return {path.name: path.read_bytes() for path in export(store, to)}


def test_every_span_quotes_its_article_and_counts_add_up(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl")
    summary = onrecord.build(rows, tmp_path / "out", workers=0)
    assert (summary.taken, summary.done, summary.rejected, summary.duplicate) == (4, 4, 0, 0)
    with onrecord.open(tmp_path / "out") as store:
        articles = store.read(Article)
        assert {a.text for a in articles} == {text for _, _, text in STORIES}, (
            "clean text is kept to the letter"
        )
        assert {a.uri for a in articles} == {"gull-0", "heron-1", "tern-2", "plover-3"}
        texts = {a.id: a.text for a in articles}
        pages = {p.id: p.text for p in store.read(Page)}
        for record_type in RECORDS:
            for record in store.read(record_type):
                check_spans(record, texts)
        for article in articles:
            for run in article.alignment:
                page = pages[article.page]
                assert (
                    article.text[run.text : run.text + run.length] == page[run.page : run.page + run.length]
                )
        failed = [(r.stage, r.detail) for r in store.read(Rejection)]
        assert not failed
    assert (tmp_path / "out" / "report.html").is_file()


def test_the_same_bytes_however_it_is_run(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl", 8)
    onrecord.build(rows, tmp_path / "a", workers=1, report=False)
    onrecord.build(rows, tmp_path / "b", workers=2, report=False)
    shuffled = rows.read_text("utf-8").splitlines()
    random.Random(7).shuffle(shuffled)
    rows.write_text("\n".join(shuffled[:3]), "utf-8")
    onrecord.build(rows, tmp_path / "c", workers=0, report=False)
    rows.write_text("\n".join(shuffled[3:]), "utf-8")
    onrecord.build(rows, tmp_path / "c", workers=0, report=False)
    a, b, c = (tables(tmp_path / n, tmp_path / f"{n}-export") for n in "abc")
    assert a == b
    assert a == c, "shuffled, and in two builds"


def test_a_second_build_reads_only_what_is_new(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl")
    onrecord.build(rows, tmp_path / "out", workers=0, report=False)
    before = tables(tmp_path / "out", tmp_path / "x")
    again = onrecord.build(rows, tmp_path / "out", workers=0, report=False)
    assert (again.taken, again.done, again.duplicate) == (4, 0, 4)
    assert tables(tmp_path / "out", tmp_path / "y") == before


KILLED = """
import sys
from onrecord import pipeline
pipeline.BATCH = 2
pipeline.build([sys.argv[1]], sys.argv[2], workers=int(sys.argv[3]))
"""


def test_killed_at_any_moment_it_goes_on_without_loss_or_double(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl", 24)
    onrecord.build(rows, tmp_path / "whole", workers=0, report=False)
    command = [sys.executable, "-c", KILLED, str(rows), str(tmp_path / "out"), "0"]
    start = time.monotonic()
    subprocess.run([*command[:4], str(tmp_path / "timing"), "0"], check=True)
    whole_run = time.monotonic() - start
    chance = random.Random(11)
    for _ in range(10):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 1.0) * whole_run)
        process.send_signal(signal.SIGKILL)
        process.wait()
    onrecord.build(rows, tmp_path / "out", workers=0, report=False)
    assert tables(tmp_path / "out", tmp_path / "a") == tables(tmp_path / "whole", tmp_path / "b")


@pytest.fixture
def run() -> "type[Run]":
    return Run


class Run:
    """The command line, in this process; a traceback would surface as an exception."""

    def __init__(self, *arguments: object) -> None:
        runner = CliRunner()
        result = runner.invoke(cli.app, [str(a) for a in arguments])
        self.code, self.said, self.error = result.exit_code, result.output, result.exception


def bad_inputs(folder: Path) -> None:
    folder.mkdir()
    write_rows(folder / "good.jsonl", 1)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.html").write_bytes(b"   \n\t ")
    (folder / "binary.txt").write_bytes(os.urandom(4000))
    (folder / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(4000))
    (folder / "huge.txt").write_bytes(b"word " * 10_000_000)
    (folder / "wrong.html").write_bytes("<meta charset=utf-8><p>Ærø går på grød.".encode("utf-16"))
    (folder / "broken.warc").write_bytes(b"WARC/1.0\r\nContent-Length: 10\r\n")
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(b"".join(b'{"text": "row %d"}\n' % n for n in range(40)))[:-20])
    (folder / "rows.jsonl").write_text('{"id": "no text"}\nnonsense\n')


def test_bad_input_is_rejected_with_a_reason_and_the_rest_is_done(tmp_path: Path, run: type[Run]) -> None:
    bad_inputs(tmp_path / "in")
    result = run("build", tmp_path / "in", "-o", tmp_path / "out", "--no-report", "--workers", 0)
    assert result.code == 0, result.said
    assert "rejected" in result.said
    assert "3 binary" in result.said or "2 binary" in result.said, "the summary counts each reason"
    with onrecord.open(tmp_path / "out") as store:
        assert any(a.uri == "gull-0" for a in store.read(Article))
        why = {Path(r.target.partition("#")[0]).name: r.reason for r in store.read(Rejection)}
    for name in (
        "empty.txt",
        "blank.html",
        "binary.txt",
        "binary.html",
        "huge.txt",
        "broken.warc",
        "cut.jsonl.gz",
    ):
        assert why[name], name


def test_only_bad_input_ends_with_a_non_zero_status(tmp_path: Path, run: type[Run]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert (
        run("build", tmp_path / "empty.txt", "-o", tmp_path / "out", "--no-report", "--workers", 0).code == 1
    )


@pytest.mark.parametrize(
    "command",
    [
        ["build", "/no/such/page", "-o", "{out}"],
        ["show", "articles", "{out}"],
        ["show", "nonsense", "{old}"],
        ["export", "{out}", "--to", "{out}/x"],
        ["build", "{page}", "-o", "{file}"],
        ["build", "{page}", "-o", "{old}"],
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "page.txt").write_text("Something was said.")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "onrecord.duckdb").write_bytes(b"no database" * 99)
    places = {
        "out": tmp_path / "out",
        "file": tmp_path / "page.txt",
        "page": tmp_path / "page.txt",
        "old": tmp_path / "old",
    }
    words = [word.format(**places) for word in command]
    found = subprocess.run(
        [sys.executable, "-m", "onrecord", *words], capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert found.stderr.startswith("onrecord: ")
    assert "Traceback" not in found.stderr + found.stdout
    assert found.stderr.count("\n") == 1


LIMITED = """
import resource, sys
import py3langid; py3langid.classify("it unpacks its tables to a temporary file")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from onrecord.cli import main
sys.argv = ["onrecord", "build", sys.argv[1], "-o", sys.argv[2], "--workers", "0"]
main()
"""


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "rows.jsonl")
    command = [sys.executable, "-c", LIMITED, str(rows), str(tmp_path / "out")]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert "free some space" in found.stderr
    assert "Traceback" not in found.stderr

"""Hostile pages: each is done or rejected with a reason, and its neighbours are as if it were not there."""

import gzip
import zlib
from pathlib import Path

import pytest

import onrecord
from eval import hostile
from onrecord import inputs
from onrecord.records import Article, Page, Rejection
from tests.unit.test_articles import PARAGRAPHS
from tests.unit.test_inputs import warc

GOOD = "Lindmouth closes its northern lock\n\nBy Maja Lindqvist\n\n12 March 2031\n\n" + "\n\n".join(
    PARAGRAPHS
)
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
_LEVELS = "".join(f"<!ENTITY a{n} '" + f"&a{n - 1};" * 10 + "'>" for n in range(1, 12))
BOMB = f"<!DOCTYPE html [<!ENTITY a0 'boom'>{_LEVELS}]>"
HOSTILE = {
    "deep.html": ("<div>" * 100_000 + BODY, "nested too deep"),
    "wide.html": ("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">x{BODY}", "too many attributes"),
    "twice.html": (f"<p {'class=a ' * 4000}>{BODY}", None),
    "giant.html": (f"<h1>Lock</h1><p>{'word ' * 3_900_000}</p>", "too much text"),
    "long.html": (f"<h1>Lock</h1><p>{'The lock is shut. ' * 50_000}</p>", "too long"),
    "word.txt": ("x" * 19_000_000, "too much text"),
    "huge.html": (f"<p>{'word ' * 4_100_000}</p>", "too large"),
    "nul.html": (f"<h1>Lock\x00closes</h1>{BODY}\x00\x00", None),
    "bomb.html": (f"{BOMB}<h1>Lock closes</h1>{BODY}<p>&a11;&a11;</p>", None),
    "lines.txt": ("a b\n" * 100_000, "too many lines"),
    "links.html": ("<a href=/x>Council meets</a> " * 200_000, None),
    "unclosed.html": (f'<h1>Lock closes</h1>{BODY}<p title="{"y" * 500_000}', None),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A build of hostile pages in one worker with a good page before and after each."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = folder / "pages"
    pages.mkdir()
    for n, (name, (body, _)) in enumerate(HOSTILE.items()):
        (pages / f"{n:02}-{name}").write_text(body, "utf-8")
        (pages / f"{n:02}-x-good.txt").write_text(f"{GOOD}\n\nEdition {n}.\n", "utf-8")
    summary = onrecord.build([pages], folder / "out", workers=1, report=False)
    assert summary.taken == summary.done + summary.rejected + summary.duplicate == 2 * len(HOSTILE)
    with onrecord.open(folder / "out") as store:
        good = [a.uri for a in store.read(Article) if a.uri.endswith("good.txt")]
    return folder / "out", good


def test_every_neighbour_is_read(built: tuple[Path, list[str]]) -> None:
    assert len(built[1]) == len(HOSTILE)


def test_every_hostile_page_is_done_or_says_why_not(built: tuple[Path, list[str]]) -> None:
    with onrecord.open(built[0]) as store:
        done = {Path(p.uri).name[3:]: p for p in store.read(Page)}
        lost = {Path(r.target).name[3:]: r for r in store.read(Rejection) if r.target.startswith("/")}
    for name, (_, reason) in HOSTILE.items():
        assert (name in done) != (name in lost), name
        if reason:
            assert lost[name].reason == reason, name
    assert "\x00" not in done["nul.html"].text
    assert len(done["bomb.html"].text) < 3000
    assert all(r.detail for r in lost.values())


def test_text_deep_in_a_page_is_read_or_the_page_is_rejected() -> None:
    """Lxml gives up silently below 255 levels unless told otherwise, libxml2 below 2,048."""
    for levels in (200, 254, 255, 256, 300, 1000, 1900, 2047, 2048, 2049, 5000):
        body = "<div>" * levels + BODY + "</div>" * levels
        found = hostile.pipeline.read_page(
            hostile.Capture(uri="p", form="html", body=body, media_type="text/html")
        )
        if isinstance(found, Rejection):
            assert levels > 1900
            assert found.reason == "nested too deep"
        else:
            assert found.dossiers[0].article.text.endswith(PARAGRAPHS[-1])


def test_packed_bombs_are_rejected_and_the_rest_of_the_archive_is_read(tmp_path: Path) -> None:
    bomb = zlib.compress(b"0" * (inputs.LARGEST + 1000), 1)
    told = b"HTTP/1.1 200 OK\r\n"
    raw = warc(bomb, BODY.encode())
    head, _, rest = raw.partition(told)
    length = next(line for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))
    extra = b"Content-Encoding: deflate\r\n"
    longer = b"Content-Length: %d" % (int(length.split()[1]) + len(extra))
    (tmp_path / "a.warc").write_bytes(head.replace(length, longer) + told + extra + rest)
    (tmp_path / "b.warc.gz").write_bytes(
        gzip.compress(warc(b"0" * (inputs.LARGEST + 1000), BODY.encode()), 1)
    )
    (tmp_path / "c.jsonl.gz").write_bytes(
        gzip.compress(b"0" * (inputs.LARGEST + 10) + b'\n{"text": "after it"}\n', 1)
    )
    files, _ = inputs.find([tmp_path])
    found = list(inputs.read(files))
    assert [r.reason for r in found if isinstance(r, Rejection)] == ["too large"] * 3
    assert [c.body for c in found if not isinstance(c, Rejection)] == [BODY.encode()] * 2 + ["after it"]


def test_damaged_pages_of_the_example_are_done_or_rejected() -> None:
    """A small part of `./run eval hostile`, in this process, with bases that are the project's own."""
    counts = hostile.counted(hostile.examples(), 250, workers=0)
    assert not counts.wrong
    assert counts.verdicts.total() >= 250
    assert counts.verdicts["done"] > 100

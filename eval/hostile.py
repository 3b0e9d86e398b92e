"""Hostile pages: thousands of damaged pages through the engine; each is done or rejected with a reason.

`./run eval hostile --pages 10000`. Bases are the project's example pages and, where present, the
development pages; page number N is the same on every run. Each is read in a worker that can be
ended, and the laws are checked: spans quote, runs align, blocks are in order, records can be kept.
"""

import gzip
import json
import random
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.mutations import mutated
from onrecord import engine, inputs, pipeline
from onrecord.capture import Capture
from onrecord.errors import WorkerLost
from onrecord.records import Rejection, plain
from onrecord.stage import Dossier
from onrecord.store import Store

SEED = 20310517
PAGES = 1000
SECONDS = 120.0  # wall clock for one page, as in a build
SLOW = 5.0  # CPU seconds of one page worth looking at
WHOLE = 500  # of so many pages one goes through every stage and into a database
ARCHIVED = 10  # of so many pages one comes in an archive that is damaged with it
_EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
_QUOTED = ("headline", "deck", "section", "publisher", "author")
Base = tuple[bytes, bool]  # and whether it is HTML


@dataclass(frozen=True)
class Damaged:
    """One page to read: its number, what was done to it, the page itself, whether to run every stage."""

    number: int
    kinds: str
    capture: Capture
    whole: bool


@dataclass(frozen=True)
class Read:
    """What became of one: "done", or "rejected" with the reason, and the worker's CPU seconds."""

    verdict: str
    seconds: float


# ── the pages ──────────────────────────────────────────────────────────────────────────────────


def examples() -> list[Base]:
    """The project's own example pages."""
    found = sorted(p for p in _EXAMPLES.iterdir() if p.suffix in (".html", ".txt"))
    return [(p.read_bytes(), p.suffix == ".html") for p in found]


def developed(data: Path) -> list[Base]:
    """The development pages, as HTML and as text."""
    from training.pages.data import gold_rows, sources

    texts = [(str(row["page_text"]).encode(), False) for row in gold_rows(data).values()]
    return [*((body, True) for _, _, body in sources(data)), *texts]


def damaged(bases: list[Base], pages: int, seed: int = SEED) -> Iterator[Damaged | Rejection]:
    """`pages` damaged pages; a Rejection where the archive that held one was past reading."""
    with TemporaryDirectory() as folder:
        for number in range(pages):
            chance = random.Random(f"{seed}-{number}")
            body, html = chance.choice(bases)
            whole = number % WHOLE == 0
            if number % ARCHIVED == 1:
                for item in _archived(chance, Path(folder), number, body, html):
                    yield item if isinstance(item, Rejection) else Damaged(number, "archive", item, whole)
            else:
                body, kinds = mutated(chance, body)
                yield Damaged(number, kinds, _capture(chance, number, body, html), whole)


def _capture(chance: random.Random, number: int, body: bytes, html: bool) -> Capture:
    html = html if chance.random() < 0.95 else not html
    return Capture(
        uri=f"page-{number}",
        form="html" if html else "page_text",
        body=body if chance.random() < 0.9 else body.decode("utf-8", "replace"),
        media_type="text/html" if html else "text/plain",
        charset=chance.choice((None, None, "utf-8", "windows-1251", "utf-16", "no-such", "\xfctf-8")),
    )


def _archived(
    chance: random.Random, folder: Path, number: int, body: bytes, html: bool
) -> list[Capture | Rejection]:
    """What the reader of files makes of a damaged WARC, JSONL or bare file, packed or not."""
    suffix, packed = chance.choice(_PACKERS)
    body = packed(body, "text/html" if html else "text/plain")
    if chance.random() < 0.3:
        body, suffix = gzip.compress(body), f"{suffix}.gz"
    for _ in range(chance.choice((0, 1, 3, 20))):
        at = chance.randrange(len(body))
        body = body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
    if chance.random() < 0.3:
        body = body[: chance.randrange(len(body)) + 1]
    path = folder / f"{number}{suffix}"
    path.write_bytes(body)
    found = list(inputs.read([path]))
    path.unlink()
    return found or [inputs.rejected(path.name, "nothing", "the reader was silent about a file")]


def _warc(body: bytes, kind: str, encoding: str = "") -> bytes:
    told = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{told}\r\n".encode() + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-01T00:00:00Z"
        "\r\nWARC-Target-URI: https://gull.example/1\r\nContent-Type: application/http;msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _chunked(body: bytes, kind: str) -> bytes:
    pieces = [body[i : i + 4000] for i in range(0, len(body), 4000)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in [*pieces, b""])
    plain_ = _warc(chunks, kind)
    return plain_.replace(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", 1)


def _row(body: bytes, kind: str) -> bytes:
    field_ = "html" if kind == "text/html" else "page_text"
    return json.dumps({"id": "row", field_: body.decode("utf-8", "replace")}).encode() + b"\n"


_PACKERS: tuple[tuple[str, Callable[[bytes, str], bytes]], ...] = (
    (".warc", _warc),
    (".warc", _chunked),
    (".warc", lambda body, kind: _warc(gzip.compress(body), kind, "gzip")),
    (".warc", lambda body, kind: _warc(zlib.compress(body), kind, "deflate")),
    (".warc", lambda body, kind: _warc(body, kind) * 3),
    (".jsonl", _row),
    (".html", lambda body, kind: body),
    (".txt", lambda body, kind: body),
)


# ── reading one ────────────────────────────────────────────────────────────────────────────────


def examine(page: Damaged) -> Read:
    """Read one page in a worker, and hold the laws against what comes out."""
    begun = time.process_time()
    found = pipeline.read_page(page.capture)
    seconds = time.process_time() - begun
    if isinstance(found, Rejection):
        wrong = "crashed: " + found.detail if found.reason == "failed" else ""
        return Read(wrong or f"rejected: {found.stage}, {found.reason}", seconds)
    laws = (broken_law(dossier) for dossier in found.dossiers)
    wrong = next(filter(None, laws), "") or (_whole(page.capture) if page.whole else "")
    return Read(f"crashed: {wrong}" if wrong else "done", seconds)


def broken_law(dossier: Dossier) -> str:
    """The law that a read page breaks, or ""."""
    page, article, end = dossier.page, dossier.article, 0
    for block in dossier.blocks:
        if not end <= block.start < block.end or page.text[block.start : block.end] != block.exact:
            return f"block [{block.start}, {block.end}) is out of order or does not quote its page"
        end = block.end
    for run in article.alignment:
        own = article.text[run.text : run.text + run.length]
        if not own or own != page.text[run.page : run.page + run.length]:
            return f"the run at {run.text} does not quote its page"
    for m in article.metadata:
        told = page.text[m.start : m.end].split() if m.start is not None else None
        if m.field in _QUOTED and told not in (None, m.value.split()):
            return f"{m.field} does not quote its page"
    try:
        json.dumps([plain(page), plain(dossier.blocks), plain(article)], ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return "half a character in a record"
    return ""


def _whole(capture: Capture) -> str:
    """Every stage, and a database that takes what they make."""
    outcome = pipeline.work(capture)
    lost = [r for r in outcome.records if isinstance(r, Rejection)]
    failed = [r.detail for r in lost if r.reason in ("failed", "bad span")]
    with Store.memory() as store:
        store.add(outcome.records)
    return failed[0] if failed else ""


# ── the figures ────────────────────────────────────────────────────────────────────────────────


@dataclass
class Counts:
    """What became of the pages."""

    verdicts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slow: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, page: Damaged, result: object) -> None:
        """Count one page with what its worker said."""
        where = f"page {page.number} ({page.kinds})"
        if not isinstance(result, Read):
            lost = str(result) if isinstance(result, WorkerLost) else repr(result)
            self.verdicts["lost: time or memory"] += 1
            self.wrong.append(f"{where}: {lost}")
            return
        crashed = result.verdict.startswith("crashed")
        self.verdicts["crashed" if crashed else result.verdict] += 1
        if crashed:
            self.wrong.append(f"{where}: {result.verdict}")
        self.slow = sorted([*self.slow, (result.seconds, where)], reverse=True)[:8]
        self.seconds += result.seconds


def counted(
    bases: list[Base], pages: int, workers: int = 1, seed: int = SEED, seconds: float = SECONDS
) -> Counts:
    """Read `pages` damaged pages and count."""
    counts = Counts()

    def items() -> Iterator[Damaged]:
        for item in damaged(bases, pages, seed):
            if isinstance(item, Rejection):
                counts.verdicts[f"rejected: {item.stage}, {item.reason}"] += 1
            else:
                yield item

    for page, result in engine.run("eval.hostile:examine", items(), workers, seconds):
        counts.add(page, result)
    return counts


def measure(data: Path, pages: int = PAGES) -> dict[str, float]:
    """Figures by key: the share of pages that were done or rejected with a reason."""
    counts = counted([*examples(), *developed(data)], pages)
    total = counts.verdicts.total()
    print(f"{total} pages out of {pages} damaged files, seed {SEED}")
    for verdict, n in counts.verdicts.most_common():
        print(f"{n:7}  {verdict}")
    print(f"CPU seconds: {counts.seconds:.0f} in all; the slowest:")
    for seconds, where in counts.slow:
        print(f"{seconds:7.2f}  {where}{'  SLOW' if seconds > SLOW else ''}")
    for line in counts.wrong[:40]:
        print("WRONG:", line)
    return {"hostile.answered": 1 - len(counts.wrong) / total}

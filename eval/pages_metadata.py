"""Metadata of pages against gold: visible headline, byline, date on text; authors and time on HTML.

The labels of headline and byline lines are automatic: any line with the gold title or an author's name,
a breadcrumb or a credit as well. So each is printed twice: "headline" and "byline" ask for a labelled
line; "headline_said" takes a line with nearly the words of the gold title too, "byline_named" a byline
that names a gold author. Gold authors hold agencies and desks, which a record keeps apart from persons:
"authors_f1" counts persons only as found, "authors_kept_f1" also the organisation kept apart where no
person is named.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from scipy.stats import binomtest

from onrecord.bylines import is_person
from onrecord.records import Article, Block
from onrecord.text import fold
from training.pages.data import Example

GOALS = {
    "pages.text.headline": (0.82, 0.97), "pages.text.byline": (0.80, 0.95),
    "pages.text.date": (0.97, 0.99), "pages.html.authors_f1": (0.83, 0.93),
    "pages.html.no_author_invented": (None, 0.9), "pages.html.minute": (0.80, 0.97),
}  # fmt: skip

_ALSO = {"headline": "said", "byline": "named"}
_NEARLY = 0.75  # F1 of words from which two headlines say the same


class Notes:
    """Counts of what was found; goals as issue texts have them."""

    def __init__(self, data: Path) -> None:
        with (data / "eval/pages/metadata_dev.jsonl").open(encoding="utf-8") as file:
            self._gold = {row["id"]: row for row in map(json.loads, file)}
        self._counts: dict[str, list[float]] = defaultdict(list)
        self._authors = [0, 0, 0]
        self._people = [0, 0, 0]
        self._kept = [0, 0, 0]
        self._signed = {"text": [0, 0, 0], "copied": [0, 0, 0]}

    def add(self, example: Example, found: tuple[Block, ...], article: Article | None) -> None:
        """Count one page."""
        if example.form != "html":
            self._text(example, found, article)
        elif example.id in self._gold:
            self._html(self._gold[example.id], article)

    def _text(self, example: Example, found: tuple[Block, ...], article: Article | None) -> None:
        """Whether a line with the gold label is in a block of that role."""
        for label, roles in (("headline", {"headline"}), ("byline", {"byline"})):
            lines = [x for x, g in zip(example.layout.lines, example.labels, strict=True) if g == label]
            if lines:
                texts = {fold(example.page.text[x.start : x.end]) for x in lines}
                if label == "headline" and example.gold.get("title"):
                    texts.add(fold(str(example.gold["title"])))
                hit = any(fold(b.exact) in texts or _inside(b, lines) for b in found if b.role in roles)
                self._counts[f"pages.{example.form}.{label}"].append(hit)
                same = hit or any(_same_words(b, example, label) for b in found if b.role in roles)
                self._counts[f"pages.{example.form}.{label}_{_ALSO[label]}"].append(same)
        self._text_authors(example, article)
        day = str(example.gold["date"] or "")[:10]
        if "date" in example.labels and day and not example.gold.get("date_suspect"):
            hit = bool(article and (article.published or "")[:10] == day)
            self._counts[f"pages.{example.form}.date"].append(hit)

    def _text_authors(self, example: Example, article: Article | None) -> None:
        """Persons of sets whose gold has authors; scrapinghub's has none."""
        names = example.gold.get("authors")
        people = {fold(str(a)) for a in names if is_person(str(a))} if isinstance(names, list) else set()
        if people or example.source != "scrapinghub":
            got = {fold(a) for a in article.authors} if article else set()
            three = zip(self._signed[example.form], _three(people, got), strict=True)
            self._signed[example.form] = [a + b for a, b in three]
            if not names:
                self._counts[f"pages.{example.form}.no_author_invented"].append(not got)

    def _html(self, gold: dict[str, object], article: Article | None) -> None:
        names = gold.get("authors")
        wanted = {fold(str(a)) for a in names} if isinstance(names, list) else set()
        got = {fold(a) for a in article.authors} if article else set()
        people = {fold(str(a)) for a in names if is_person(str(a))} if isinstance(names, list) else set()
        self._people = [a + b for a, b in zip(self._people, _three(people, got), strict=True)]
        self._authors = [a + b for a, b in zip(self._authors, _three(wanted, got), strict=True)]
        self._kept = [a + b for a, b in zip(self._kept, _three(wanted, got or _apart(article)), strict=True)]
        if not wanted:
            self._counts["pages.html.no_author_invented"].append(not got)
        stamp = str(gold.get("date") or "")
        if len(stamp) > 10 and not gold.get("date_suspect"):
            self._counts["pages.html.minute"].append(bool(article) and _same(stamp, article))

    def intervals(self) -> dict[str, tuple[float, float]]:
        """The 95% intervals of the shares that `figures` gives (Wilson 1927)."""
        tests = {name: binomtest(int(sum(values)), len(values)) for name, values in self._counts.items()}
        found = {name: test.proportion_ci(method="wilson") for name, test in tests.items()}
        return {name: (between.low, between.high) for name, between in found.items()}

    def figures(self) -> dict[str, float]:
        """The shares found so far."""
        found = {name: sum(values) / len(values) for name, values in sorted(self._counts.items())}
        found["pages.html.authors_f1"] = _f1(*self._authors)
        found["pages.html.authors_kept_f1"] = _f1(*self._kept)
        found["pages.html.persons_f1"] = _f1(*self._people)
        found |= {f"pages.{form}.persons_f1": _f1(*three) for form, three in self._signed.items()}
        return found


def _same_words(block: Block, example: Example, label: str) -> bool:
    """Whether a headline has nearly the gold title's words, or a byline names a gold author."""
    said = fold(block.exact)
    if label == "byline":
        names = example.gold.get("authors")
        return isinstance(names, list) and any(fold(str(name)) in said for name in names)
    ours, gold = set(said.split()), set(fold(str(example.gold.get("title") or "")).split())
    return 2 * len(ours & gold) >= _NEARLY * (len(ours) + len(gold)) > 0


def _apart(article: Article | None) -> set[str]:
    """The organisation that an article keeps apart from its authors."""
    return {fold(m.value) for m in article.metadata if m.field == "author organisation"} if article else set()


def _three(wanted: set[str], got: set[str]) -> tuple[int, int, int]:
    return len(wanted & got), len(got - wanted), len(wanted - got)


def _f1(hits: int, extra: int, missed: int) -> float:
    return 2 * hits / max(1, 2 * hits + extra + missed)


def _inside(block: Block, lines: list[object]) -> bool:
    return any(x.start <= block.start < x.end for x in lines)  # type: ignore[attr-defined]


def _same(gold: str, article: Article | None) -> bool:
    if article is None or not article.published:
        return False
    try:
        a, b = (datetime.fromisoformat(v.replace("Z", "+00:00")) for v in (gold, article.published))
    except ValueError:
        return False
    a, b = (v if v.tzinfo else v.replace(tzinfo=UTC) for v in (a, b))
    return abs((a - b).total_seconds()) < 60

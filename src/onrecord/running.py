"""Running heads and feet of printed pages in text: lines that come back with the next page's number."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 120  # characters of such a line
_ALONE = 3  # numbers alone on a line that count up, at least
_MISSED = 3  # steps of the number at most: a head may be torn off
_PAGES = 2  # of other such lines


def running(lines: Sequence[str]) -> frozenset[int]:
    """Which of a page's `lines` (in order, without blank ones) are heads or feet of printed pages.

    Alike but for one number that counts up, and set as page numbers are: behind "page", as "3/7",
    at the far end of the line, or alone on it.
    """
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, text in enumerate(lines):
        if len(text) > _LONGEST or not _NUMBER.search(text):
            continue
        if (number := _page_number(text)) is not None:
            alike[" ".join(_NUMBER.sub("#", text).split())].append((i, number))
    found: set[int] = set()
    for key, places in alike.items():
        counted = all(1 <= b - a <= _MISSED for (_, a), (_, b) in pairwise(places))
        if counted and len(places) >= (_PAGES if key.strip("-– #") else _ALONE):
            found.update(i for i, _ in places)
    return frozenset(found)


@cache
def _page() -> re.Pattern[str]:
    """How a page's number is set: behind "page", as "3/7", at the far end of the line."""
    text = (files("onrecord") / "resources/pages/page_numbers.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line[:1] != "#")
    before, between = ("|".join(map(re.escape, row.split("|"))) for row in rows.values())
    return re.compile(
        rf"(?<!\w)(?:{before})\s{{0,3}}\d{{1,4}}(?!\d)|\d{{1,4}}\s?(?:{between})\s?\d{{1,4}}\s*$"
        r"|\S\s{3,}\d{1,4}\s*$|^\s*\d{1,4}\s{3,}\S",
        re.IGNORECASE,
    )


def _page_number(text: str) -> int | None:
    """The number by which a line could tell its page; None where it tells none."""
    bare = text.strip(" -–")
    if bare.isdecimal() and len(bare) <= 3:
        return int(bare)
    match = _page().search(text)
    number = _NUMBER.search(match[0]) if match else None
    return int(number[0]) if number else None

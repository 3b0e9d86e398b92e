"""Menus and breadcrumbs on one line: short items side by side, parted by blanks or signs."""

import re
from functools import cache, lru_cache
from importlib.resources import files

_PARTS = re.compile(r"\s{2,}|\t|\s?[|·•›»→>/]\s?")
_CRUMBS = re.compile(r"\s{0,3}[›»→>/]\s{0,3}")
_MOST = 300  # characters of a line that can be a menu
_ITEM = 28  # characters of an item


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """(what leads a breadcrumb in, every item)."""
    text = (files("onrecord") / "resources/pages/menu_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    every = {item for _, items in rows for item in items.split("|")}
    return frozenset(i for kind, items in rows for i in items.split("|") if kind == "home"), frozenset(every)


def is_item(text: str) -> bool:
    """Whether `text` is a usual item of a menu."""
    return small(text.strip(" *+•·-–—|\xa0")) in _lists()[1]


def small(text: str) -> str:
    """`text` in small letters, the Turkish İ as i."""
    return text.lower().replace("i̇", "i")


def bids(text: str) -> bool:
    """Whether `text` is a usual item of a menu or begins as the site's own words to its readers do."""
    return is_item(text) or acts(text)


def acts(text: str) -> bool:
    """Whether `text` begins as the site's own words to its readers do; a usual item of a menu may not."""
    return _openings().match(small(text.lstrip(" *+•·-–—|\xa0"))) is not None


@cache
def _openings() -> re.Pattern[str]:
    text = (files("onrecord") / "resources/pages/openings.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t")[1] for line in text.splitlines() if line and line[0] != "#"]
    every = sorted({p for row in rows for p in row.split("|")}, key=lambda p: (-len(p), p))
    return re.compile(rf"(?:{'|'.join(map(re.escape, every))})(?!\w)")


@lru_cache(maxsize=4096)
def known_menu(text: str) -> bool:
    """Two items or more on one line, at least half of them usual ones."""
    items = _items(text)
    if len(items) >= 2 and sum(map(is_item, items)) * 2 >= len(items):
        return True
    return _words_of_menus(text)


def menu(text: str) -> bool:
    """A `known_menu`, or three short items or more side by side whatever they say."""
    items = _items(text)
    short = all(len(i) <= _ITEM and len(i.split()) <= 3 and not i.endswith((".", "?", "!")) for i in items)
    return known_menu(text) or (len(items) >= 3 and short)


def _items(text: str) -> list[str]:
    if len(text) > _MOST:
        return []
    return [item for item in _PARTS.split(text.strip()) if any(map(str.isalpha, item))]


def _words_of_menus(text: str) -> bool:
    """Three capitalised words or more with single blanks, nearly all of them usual items."""
    words = text.split() if len(text) <= _MOST else []
    if len(words) < 3 or not all(w[0].isupper() for w in words):
        return False
    usual = sum(is_item(word) for word in words)
    return usual == len(words) or (len(words) >= 4 and usual >= 0.7 * len(words))


def crumb(text: str) -> tuple[int, int] | None:
    """(start, end) of the section in a breadcrumb such as "Home › World"; None when it is none."""
    if len(text) > _MOST:
        return None
    cuts = [m.span() for m in _CRUMBS.finditer(text)]
    if not cuts or text[: cuts[0][0]].strip().lower() not in _lists()[0]:
        return None
    spans = [(end, after) for (_, end), (after, _) in zip(cuts, [*cuts[1:], (len(text), 0)], strict=True)]
    named = [(a, b) for a, b in spans if b - a <= _ITEM and 1 <= len(text[a:b].split()) <= 3]
    return named[-1] if named else None

"""What each line looks like by itself, and what its markup said: the first columns of its row."""

from collections import Counter
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.datelines import moments
from onrecord.layout import ENCLOSURES, Layout
from onrecord.stages.blocks import cues
from onrecord.stages.blocks.glyphs import (
    BAR,
    BLANK,
    COMMA,
    DIGIT,
    KINDS,
    LOW_LINE,
    LOWER,
    QUOTE,
    UPPER,
    WIDE,
    Glyphs,
    Hashes,
    Ints,
    hashes_of,
)

_ENDS, _CLOSERS, _OPENERS = ".!?…\"”»’'。」", "'\"”’»)", "\"“„«'("
_BULLET, _QUOTES = "*•·▪◦‣-–—›»>|+#●■", "\"“„«‘'「"
_HEAD = 600  # characters of a line whose make-up is counted
_WIDTH = 2.5  # a character of Chinese, Japanese or Korean says about as much as this many letters
_DATED = 250  # characters of a line in which a date is sought
LONG = 100  # characters from which a line is surely no furniture
Numbers = NDArray[np.float64]

TEXT = (
    *("chars", "words", "wordlen", "capital", "upper", "digit", "punct", "ends", "colon", "dots"),
    *("lower", "bullet", "quote", "quotes", "commas", "sentences", "short", "odd", "separators"),
    *("indent", "before", "after", "repeated", "date", "clock", "year", "long"),
)
TAGS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "span", "td", "figcaption", "blockquote", "pre"),
    *("section", "article", "header", "dd", "button", "label", "body"),
)
MARKUP = ("html", "link", "strong", "depth", "told", "timed", *(f"in-{e}" for e in ENCLOSURES))
NAMES = (*TEXT, *(f"cue-{k}" for k in cues.KINDS), *MARKUP, *(f"tag-{t}" for t in TAGS))
COLUMN = {name: i for i, name in enumerate(NAMES)}


def looks(text: str, layout: Layout, own: list[str], seen: Glyphs) -> Numbers:
    """A row of numbers per line, columns NAMES; `own` are the texts of the lines, `seen` their glyphs."""
    parts = [
        _shape(seen),
        _setting(text, layout),
        _content(own, seen),
        cues.kinds(own, seen),
        _markup(layout),
    ]
    return np.hstack(parts)


def _shape(seen: Glyphs) -> Numbers:
    """Columns "chars" to "separators"."""
    n = len(seen.size)
    head = seen.at < np.minimum(seen.size, _HEAD)[seen.line]
    cells = seen.line[head] * KINDS + seen.kinds[head]
    counts = np.bincount(cells, minlength=n * KINDS).reshape(n, KINDS).astype(float)
    letters = counts.sum(axis=1)
    near = seen.at[seen.words.start] < _HEAD
    start, line = seen.words.start[near], seen.words.line[near]
    lengths, kinds = seen.words.end[near] - start, seen.kinds[start]
    many = np.bincount(line, minlength=n).astype(float)
    count = np.maximum(many, 1)
    mean = np.bincount(line, weights=lengths, minlength=n) / count
    short = line[(lengths <= 3) & (kinds == LOWER)]
    end, codes = seen.first + seen.size, seen.codes
    dots = (codes[end - 1] == ord(".")) & (codes[end - 2] == ord(".")) & (codes[end - 3] == ord("."))
    columns = [
        seen.size + (_WIDTH - 1) * seen.lines(np.flatnonzero(seen.kinds == WIDE)), many, mean,
        seen.lines(start[kinds == UPPER]) / count, counts[:, UPPER] / letters,
        counts[:, DIGIT] / letters, counts[:, LOW_LINE:BLANK].sum(1) / letters
        + counts[:, COMMA:].sum(1) / letters, _among(codes[end - 1], _ENDS), codes[end - 1] == ord(":"),
        dots | (codes[end - 1] == ord("…")), seen.kinds[seen.first] == LOWER,
        _among(codes[seen.first], _BULLET), _among(codes[seen.first], _QUOTES), counts[:, QUOTE],
        counts[:, COMMA] / count, seen.lines(_sentences(seen)),
        np.bincount(short, minlength=n) / count, seen.lines(_odd(seen)) > 0, counts[:, BAR],
    ]  # fmt: skip
    return np.stack(columns, axis=1)


@cache
def _codes(chosen: str) -> NDArray[np.bool_]:
    table = np.zeros(max(map(ord, chosen)) + 2, bool)
    table[[ord(c) for c in chosen]] = True
    return table


def _among(codes: NDArray[np.uint32], chosen: str) -> NDArray[np.bool_]:
    table = _codes(chosen)
    return table[np.minimum(codes, len(table) - 1)]


def _sentences(seen: Glyphs) -> Ints:
    """Where a sentence ends and the next begins on the same line (a capital behind mark and blank)."""
    codes, kinds, last = seen.codes, seen.kinds, len(seen.codes) - 1
    at = np.flatnonzero(_among(codes, ".!?…。！？")[:-3])
    wide = at[_among(codes[at], "。！？")]
    behind = at + 1 + _among(codes[at + 1], _CLOSERS)
    parted = (kinds[behind] == BLANK) | _among(codes[behind], "\xa0\t")
    next_ = np.minimum(behind + 1, last)
    next_ = np.minimum(next_ + (kinds[next_] == BLANK), last)
    next_ = np.minimum(next_ + _among(codes[next_], _OPENERS), last)
    return np.concatenate([at[parted & (kinds[next_] == UPPER)], wide])


@cache
def _named() -> tuple[Hashes, Hashes, Hashes]:
    return hashes_of(["www"]), hashes_of(["http", "https"]), hashes_of(["com", "org", "net", "az"])


def _odd(seen: Glyphs) -> Ints:
    """Where addresses, handles, hashtags and © stand."""
    codes, words = seen.codes, seen.words
    www, scheme, domain = (np.isin(words.hash, hashes) for hashes in _named())
    signs = np.flatnonzero(_among(codes, "@#©"))
    signs = signs[(codes[signs] == ord("©")) | (seen.kinds[signs + 1] <= LOW_LINE)]
    web = www & (codes[words.end] == ord("."))
    web |= scheme & (codes[words.end] == ord(":")) & (codes[words.end + 1] == ord("/"))
    web |= domain & (codes[words.start - 1] == ord(".")) & (seen.kinds[words.start - 2] <= LOW_LINE)
    return np.concatenate([signs, words.start[web]])


def _setting(text: str, layout: Layout) -> Numbers:
    """Columns "indent", "before", "after": blanks and line breaks around."""
    ends = [0, *(line.end for line in layout.lines)]
    starts = [*(line.start for line in layout.lines), len(text)]
    gaps = np.array([_gap(text[end:start]) for end, start in zip(ends, starts, strict=True)], float)
    return np.hstack([gaps[:-1], gaps[1:, 1:]])


@lru_cache(maxsize=4096)
def _gap(between: str) -> tuple[int, int]:
    """Blanks before a line, and line breaks."""
    return min(40, len(between) - len(between.rstrip(" \t\xa0"))), min(6, between.count("\n"))


def _content(own: list[str], seen: Glyphs) -> Numbers:
    """Columns "repeated" to "long"."""
    repeats = Counter(own)
    digits = seen.lines(np.flatnonzero((seen.kinds == DIGIT) & (seen.at < _HEAD // 2)))
    dated = np.zeros(len(own))
    for i in np.flatnonzero((digits > 0) & (seen.size < _DATED)).tolist():
        dated[i] = bool(moments(own[i]))
    wide = seen.lines(np.flatnonzero(seen.kinds == WIDE)) > 0
    long = (seen.size >= LONG) | (wide & (seen.size * _WIDTH >= LONG))
    repeated = np.minimum(9, np.fromiter(map(repeats.__getitem__, own), float, len(own)))
    return np.stack([repeated, dated, _clocks(seen), _years(seen), long], axis=1)


def _clocks(seen: Glyphs) -> NDArray[np.bool_]:
    """Which lines hold a time of day: two digits behind one or two, parted by a sign or an h."""
    codes, kinds = seen.codes, seen.kinds
    at = np.flatnonzero(_among(codes, ":.h")[:-3])
    at = at[(kinds[at - 1] == DIGIT) & (kinds[at + 1] == DIGIT) & (kinds[at + 2] == DIGIT)]
    at = at[(codes[at + 1] <= ord("5")) & (kinds[at + 3] > LOW_LINE)]
    one = kinds[at - 2] > LOW_LINE
    two = _among(codes[at - 2], "012") & (kinds[at - 3] > LOW_LINE)
    return seen.lines(at[(one | two) & (seen.at[at] < _HEAD // 2)]) > 0


def _years(seen: Glyphs) -> NDArray[np.bool_]:
    """Which lines hold a number from 1900 to 2099."""
    start = seen.words.start[(seen.words.end - seen.words.start == 4)]
    start = start[seen.at[start] < _HEAD // 2]
    digits = seen.codes[start[:, None] + np.arange(4)].astype(int) - ord("0")
    years = digits @ np.array([1000, 100, 10, 1])
    fits = ((digits >= 0) & (digits <= 9)).all(axis=1) & (years >= 1900) & (years < 2100)
    return seen.lines(start[fits]) > 0


def _markup(layout: Layout) -> Numbers:
    rows = np.zeros((len(layout.lines), len(MARKUP) + len(TAGS)))
    hints = [line.hint for line in layout.lines]
    if not layout.html:
        return rows
    given = [(1.0, h.link, h.strong, len(h.path), h.told, h.time is not None) for h in hints if h]
    inside = np.array([h.inside for h in hints if h])
    rows[:, :6] = given
    rows[:, 6 : len(MARKUP)] = inside[:, None] >> np.arange(len(ENCLOSURES)) & 1
    for i, hint in enumerate(hints):
        if hint and hint.tag in _TAG:
            rows[i, _TAG[hint.tag]] = 1.0
    return rows


_TAG = {tag: len(MARKUP) + i for i, tag in enumerate(TAGS)}

"""One row of numbers per line: what it looks like, what stands around it, what its markup said."""

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from onrecord.datelines import moments
from onrecord.layout import ENCLOSURES, Layout, Line
from onrecord.stages.blocks import cues

Rows = NDArray[np.float32]

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]?\s+[\"“„«'(]?[A-ZÀ-ÞА-ЯԱ-Ֆ]")
_ENDS = tuple(".!?…\"”»’'。")
_BULLET = tuple("*•·▪◦‣-–—›»>|+#●■")
_QUOTES = tuple("\"“„«‘'")
_ODD = re.compile(r"https?://|www\.|@\w|©|#\w|\w\.(?:com|org|net|az)\b")
_CLOCK = re.compile(r"\b[012]?\d[:.h][0-5]\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TEXT = (
    "chars words wordlen capital upper digit punct ends colon dots lower bullet quote quotes commas "
    "sentences short odd separators indent before after repeated date clock year long".split()
)
_MARKUP = ("html", "link", "strong", "depth", "told", "timed", *(f"in-{e}" for e in ENCLOSURES))
_TAGS = ("p", "div", "li", "h1", "h2", "h3", "h4", "span", "td", "figcaption", "blockquote", "pre", "section", "article", "header", "dd", "button", "label", "body")
_AROUND = ("chars", "ends", "sentences", "capital", "link", "date", "cue-related", "cue-rights", "cue-share", "cue-letter", "short", "in-anchor", "bullet", "long")


def names() -> list[str]:
    """The names of the columns of `rows`."""
    base = _base_names()
    shifted = [f"{n}@{d:+d}" for d in _SHIFTS for n in _AROUND]
    windows = [f"{n}~{w}" for w in _WINDOWS for n in ("mass", "longs", "links", "gap")]
    return base + shifted + windows + list(_PLACE) + list(_FAMILY)


_SHIFTS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (2, 5, 12)
_PLACE = ("place", "lines", "from-first", "to-last", "share-above", "topic", "title", "from-title", "level-before", "run", "core")
_FAMILY = ("family-mass", "family-long", "family-share", "grand-share", "same-above", "same-below", "told-page")


def _base_names() -> list[str]:
    return [*_TEXT, *(f"cue-{k}" for k in cues.KINDS), *_MARKUP, *(f"tag-{t}" for t in _TAGS)]


def rows(text: str, layout: Layout) -> Rows:
    """A row of features per line of `layout`; columns are `names()`."""
    lines = layout.lines
    own = [text[line.start : line.end] for line in lines]
    repeats = Counter(own)
    base = np.array(
        [_looks(text, i, lines, own, repeats) + _markup(line, layout) for i, line in enumerate(lines)],
        dtype=np.float32,
    )
    columns = {name: i for i, name in enumerate(_base_names())}
    around = base[:, [columns[n] for n in _AROUND]]
    return np.hstack(
        [base, *_shifted(around), *_windowed(base, columns), _place(own, base, columns, layout), _family(base, columns, layout)]
    )


def _looks(text: str, i: int, lines: tuple[Line, ...], own: list[str], repeats: Counter[str]) -> list[float]:
    line, full = lines[i], own[i]
    head = full[:600]
    words = _WORD.findall(head)
    count = len(words) or 1
    letters = len(head) or 1
    before = text[lines[i - 1].end if i else 0 : line.start]
    after = text[line.end : lines[i + 1].start if i + 1 < len(lines) else len(text)]
    digits = any(c.isdigit() for c in head)
    lower = head[:300].lower()
    dated = digits and len(full) < 250 and bool(moments(head))
    return [
        float(np.log1p(len(full))), float(np.log1p(len(words))), sum(map(len, words)) / count,
        sum(w[0].isupper() for w in words) / count, sum(c.isupper() for c in head) / letters,
        sum(c.isdigit() for c in head) / letters if digits else 0.0,
        sum(not c.isalnum() and not c.isspace() for c in head) / letters,
        full.endswith(_ENDS), full.endswith(":"), full.endswith(("...", "…")), full[:1].islower(),
        full.startswith(_BULLET), full.startswith(_QUOTES), head.count('"') + head.count("“") + head.count("”"),
        head.count(",") / count, len(_SENTENCE.findall(full[:3000])), sum(len(w) <= 3 and w.islower() for w in words) / count,
        bool(_ODD.search(head)), head.count("|") + head.count("•") + head.count("·") + head.count("/"),
        min(40, len(before) - len(before.rstrip(" \t\xa0")) if i else line.start),
        min(6, before.count("\n")), min(6, after.count("\n")), min(9, repeats[full]), dated,
        digits and bool(_CLOCK.search(head)), digits and bool(_YEAR.search(head)), len(full) >= 100,
        *(p.search(lower) is not None for p in cues.patterns().values()),
    ]


def _markup(line: Line, layout: Layout) -> list[float]:
    hint = line.hint
    if hint is None:
        return [0.0] * (len(_MARKUP) + len(_TAGS))
    bits = [float(hint.inside >> i & 1) for i in range(len(ENCLOSURES))]
    tags = [float(hint.tag == t) for t in _TAGS]
    return [1.0, hint.link, hint.strong, hint.depth, hint.told, hint.time is not None, *bits, *tags]


def _shifted(values: Rows) -> list[Rows]:
    """`values` of the lines before and after; -1 outside the page."""
    out = []
    for by in _SHIFTS:
        moved = np.full_like(values, -1)
        if abs(by) < len(values):
            if by > 0:
                moved[:-by] = values[by:]
            else:
                moved[-by:] = values[:by]
        out.append(moved)
    return out


def _windowed(base: Rows, columns: dict[str, int]) -> list[Rows]:
    size = np.expm1(base[:, columns["chars"]])
    mass = size * (base[:, columns["ends"]] > 0) * (base[:, columns["chars"]] > 4)
    series = np.stack([mass, base[:, columns["long"]], base[:, columns["link"]], base[:, columns["before"]]], axis=1)
    total = np.vstack([np.zeros((1, series.shape[1])), np.cumsum(series, axis=0)])
    n = len(base)
    out = []
    for width in _WINDOWS:
        low = np.maximum(0, np.arange(n) - width)
        high = np.minimum(n, np.arange(n) + width + 1)
        out.append(((total[high] - total[low]) / (high - low)[:, None]).astype(np.float32))
    return out


def _place(own: list[str], base: Rows, columns: dict[str, int], layout: Layout) -> Rows:
    """Where the line stands among the long lines of the page, and whether it is about the same."""
    n = len(own)
    long = (base[:, columns["long"]] > 0) & (base[:, columns["ends"]] > 0) & (base[:, columns["link"]] < 0.5)
    size = np.expm1(base[:, columns["chars"]]) * long
    where = np.flatnonzero(long)
    index = np.arange(n, dtype=np.float32)
    first, last = (where[0], where[-1]) if len(where) else (0, n - 1)
    above = np.cumsum(size) / max(1.0, float(size.sum()))
    core, core_first, core_last = _core(size)
    topic, title, at = _topic(own, core_first, core_last, layout)
    run = np.array([0, *np.diff(np.flatnonzero(np.concatenate(([True], long, [True]))))])[np.cumsum(long)] if n else index
    level = np.concatenate(([0], base[:-1, columns["indent"]])) - base[:, columns["indent"]]
    return np.stack(
        [index / max(1, n), np.full(n, np.log1p(n)), np.clip(index - first, -60, 60), np.clip(index - last, -60, 60),
         above, topic, title, np.clip(index - at, -60, 60), level, np.clip(run, 0, 40), core], axis=1,
    ).astype(np.float32)


def _core(size: Rows) -> tuple[Rows, int, int]:
    """The stretch of lines richest in long sentences (largest sum above a cost per line).

    Returns the signed distance of each line to it (0 inside) and its first and last line.
    """
    cost = size - 60.0
    best = (-1.0, 0, 0)
    total, start = 0.0, 0
    for i, value in enumerate(cost.tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best[0]:
            best = (total, start, i)
    _, first, last = best
    index = np.arange(len(size))
    away = np.where(index < first, index - first, np.where(index > last, index - last, 0))
    return np.clip(away, -40, 40).astype(np.float32), first, last


def _topic(own: list[str], first: int, last: int, layout: Layout) -> tuple[Rows, Rows, int]:
    """Share of each line's long words found elsewhere in the core, and of the page's title in it."""
    words = [{w for w in _WORD.findall(t[:1500].lower()) if len(w) >= 5} for t in own]
    counts = Counter(w for i in range(first, last + 1) if len(own[i]) >= 60 for w in words[i])
    inside = range(first, last + 1)
    topic = [
        sum(counts[w] > (i in inside and len(own[i]) >= 60) for w in mine) / len(mine) if mine else -1.0
        for i, mine in enumerate(words)
    ]
    titles = [set(_WORD.findall(m.value.lower())) for m in layout.declared if m.field == "title"][:3]
    title = [_overlap(t, titles) for t in own]
    at = int(np.argmax(title)) if titles and max(title) > 0.6 else first
    return np.array(topic), np.array(title), at


def _overlap(text: str, titles: list[set[str]]) -> float:
    if not titles or len(text) > 300:
        return -1.0 if not titles else 0.0
    mine = set(_WORD.findall(text.lower()))
    return max((len(mine & t) / max(1, len(mine | t)) for t in titles), default=0.0)


def _family(base: Rows, columns: dict[str, int], layout: Layout) -> Rows:
    """How much of the page's long text shares the line's parent or grandparent element."""
    n = len(base)
    if not layout.html:
        return np.full((n, len(_FAMILY)), -1, dtype=np.float32)
    size = np.expm1(base[:, columns["chars"]]) * (base[:, columns["link"]] < 0.5)
    long = base[:, columns["long"]]
    hints = [line.hint for line in layout.lines]
    parent = np.array([h.parent if h else -1 for h in hints])
    grand = np.array([h.grand if h else -1 for h in hints])
    keys = grand.tolist()
    _, which = np.unique(grand, return_inverse=True)
    mass = np.bincount(which, size * long)[which]
    longs = np.bincount(which, long)[which]
    _, own = np.unique(parent, return_inverse=True)
    own_mass = np.bincount(own, size)[own]
    total = max(1.0, float((size * long).sum()))
    above = np.array([0.0, *(float(a == b) for a, b in zip(keys, keys[1:], strict=False))])
    below = np.append(above[1:], 0.0)
    told = np.full(n, float(layout.told))
    return np.stack(
        [np.log1p(mass), longs, mass / total, own_mass / total, above, below, told], axis=1
    ).astype(np.float32)

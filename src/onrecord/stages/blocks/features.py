"""One row of numbers per line: what it looks like, what stands around it, what its markup said."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout
from onrecord.stages.blocks import looks, standing, tree, wording
from onrecord.stages.blocks.glyphs import Glyphs, Hashes, Ints, Words, glyphs
from onrecord.stages.blocks.windows import means

Rows = NDArray[np.float32]

_LONG_WORD = 5  # letters of a word that tells the topic
_PARAGRAPH = 60  # characters of a line that does
_TITLE_SIZE = 300  # characters of a line that can be the title
_AROUND = (
    *("chars", "ends", "sentences", "capital", "link", "date", "cue-related", "cue-rights"),
    *("cue-share", "cue-letter", "short", "in-anchor", "bullet", "long", "says-mean", "class-mean"),
)
_SHIFTS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (2, 5, 12)
_SINCE = ("cue-related", "cue-talk", "cue-letter", "date", "tag-h1", "tag-h2", "long", "cue-by")
_PLACE = (
    *("place", "lines", "from-first", "to-last", "share-above", "topic", "title", "from-title"),
    *("level-before", "run", "core", "core-share", "shorts-between"),
)
_BASE = (*looks.NAMES, *wording.NAMES)
_COLUMN = {name: i for i, name in enumerate(_BASE)}
NAMES = (
    *_BASE,
    *(f"{n}@{d:+d}" for d in _SHIFTS for n in _AROUND),
    *(f"{n}~{w}" for w in _WINDOWS for n in ("mass", "longs", "links", "says")),
    *(f"since-{n}" for n in _SINCE), *(f"count-{n}" for n in _SINCE),
    *_PLACE, *tree.NAMES, *standing.NAMES,
)  # fmt: skip


def rows(text: str, layout: Layout, table: wording.Weights | None = None) -> Rows:
    """A row of features per line of `layout`, columns NAMES; `table` stands in for the shipped weights."""
    layout = layout.plain()
    own = [text[line.start : line.end] for line in layout.lines]
    seen = glyphs(own)
    words = wording.spoken(layout, seen, wording.weights() if table is None else table)
    base = np.hstack([looks.looks(text, layout, own, seen), words])
    size = base[:, _COLUMN["chars"]].copy()
    base[:, _COLUMN["chars"]] = np.log1p(size)
    base[:, _COLUMN["words"]] = np.log1p(base[:, _COLUMN["words"]])
    unlinked = base[:, _COLUMN["link"]] < 0.5
    long = (base[:, _COLUMN["long"]] > 0) & unlinked
    prose = size * long * (base[:, _COLUMN["ends"]] > 0)
    place = _place(seen, base, prose, layout)
    title, main_heading = place[:, _PLACE.index("title")], base[:, _COLUMN["tag-h1"]] > 0
    parts = [
        base, *_shifted(base[:, [_COLUMN[n] for n in _AROUND]]), *_windowed(base, prose),
        *_since(base[:, [_COLUMN[n] for n in _SINCE]] > 0, prose),
        place, tree.places(layout, size * long), standing.columns(layout, title, main_heading, prose),
    ]  # fmt: skip
    return np.hstack(parts).astype(np.float32)


def _shifted(values: NDArray[np.float64]) -> list[NDArray[np.float64]]:
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


def _windowed(base: NDArray[np.float64], prose: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    picked = [base[:, _COLUMN[n]] for n in ("long", "link", "says-mean")]
    series = np.stack([prose, *picked], axis=1)
    return [means(series, width) for width in _WINDOWS]


def _since(marks: NDArray[np.bool_], prose: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Lines since the last mark of each kind, and how many there were since the prose began."""
    n = len(marks)
    index = np.arange(n)[:, None]
    last = np.maximum.accumulate(np.where(marks, index, -61), axis=0)
    before = np.vstack([np.full((1, marks.shape[1]), -61), last[:-1]])
    first, _ = core_of(prose)
    counted: NDArray[np.int64] = np.cumsum(marks, axis=0) - marks
    start = counted[first] if n else 0
    return [np.minimum(index - before, 60).astype(float), np.clip(counted - start, -20, 20).astype(float)]


def _place(
    seen: Glyphs, base: NDArray[np.float64], prose: NDArray[np.float64], layout: Layout
) -> NDArray[np.float64]:
    """Where the line stands among the long lines of the page, and whether it is about the same."""
    n = len(prose)
    index = np.arange(n)
    long = prose > 0
    where = np.flatnonzero(long)
    first, last = (where[0], where[-1]) if len(where) else (0, n - 1)
    above = np.cumsum(prose) / max(1.0, float(prose.sum()))
    start, stop = core_of(prose)
    core = np.where(index < start, index - start, np.where(index > stop, index - stop, 0))
    share = prose[start : stop + 1].sum() / max(1.0, float(prose.sum()))
    told = _vocabulary(seen.words)
    topic, title = _topic(told, seen.size, start, stop), _titled(told, seen.size, layout)
    at = int(np.argmax(title)) if title.max() > 0.6 else start
    edges = np.flatnonzero(np.concatenate(([True], long, [True])))
    run = np.diff(edges, prepend=0)[np.cumsum(long) + 1]
    indent = base[:, _COLUMN["indent"]]
    shorts = np.cumsum(~long)
    between = np.where(
        index > stop, shorts - shorts[stop], np.where(index < start, shorts - shorts[start], 0)
    )
    columns = [
        index / max(1, n), np.full(n, np.log1p(n)), np.clip(index - first, -60, 60),
        np.clip(index - last, -60, 60), above, topic, title, np.clip(index - at, -60, 60),
        np.concatenate(([0.0], indent[:-1])) - indent, np.clip(run, 0, 40), np.clip(core, -40, 40),
        np.full(n, share), np.clip(between, -40, 40),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def core_of(prose: NDArray[np.float64]) -> tuple[int, int]:
    """First and last line of the stretch richest in prose (largest sum above a cost per line)."""
    best = (-1.0, 0, 0)
    total, start = 0.0, 0
    for i, value in enumerate((prose - 60.0).tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best[0]:
            best = (total, start, i)
    return best[1], best[2]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Which words stand in which lines: pairs (`line`, `word`) once each; `hash`, `long` are of words."""

    line: Ints
    word: Ints
    hash: Hashes
    long: NDArray[np.bool_]


def _vocabulary(words: Words) -> _Vocabulary:
    hashes, number = np.unique(words.hash, return_inverse=True)
    long = np.zeros(len(hashes), bool)
    long[number] = words.end - words.start >= _LONG_WORD
    line, word = np.divmod(np.unique(words.line * len(hashes) + number), max(1, len(hashes)))
    return _Vocabulary(line, word, hashes, long)


def _topic(told: _Vocabulary, size: Ints, first: int, last: int) -> NDArray[np.float64]:
    """Share of each line's long words found elsewhere in the core (-1 where it has none)."""
    long = told.long[told.word]
    line, word = told.line[long], told.word[long]
    core = (line >= first) & (line <= last) & (size[line] >= _PARAGRAPH)
    counts = np.bincount(word[core], minlength=len(told.hash))
    shared = np.bincount(line[counts[word] > core], minlength=len(size))
    held = np.bincount(line, minlength=len(size))
    return np.where(held > 0, shared / np.maximum(1, held), -1.0)


def _titled(told: _Vocabulary, size: Ints, layout: Layout) -> NDArray[np.float64]:
    """Likeness of each line to the page's titles (Jaccard of words); -1 where there is no title."""
    titles = [glyphs([m.value]).words for m in layout.declared if m.field == "title" and m.value][:3]
    best = np.full(len(size), 0.0 if titles else -1.0)
    held = np.bincount(told.line, minlength=len(size))
    for title in titles:
        named = np.unique(title.hash)
        both = np.bincount(told.line[np.isin(told.hash, named)[told.word]], minlength=len(size))
        best = np.maximum(best, both / np.maximum(1, held + len(named) - both))
    return np.where(size > _TITLE_SIZE, np.minimum(best, 0.0), best)

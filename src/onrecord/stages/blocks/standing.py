"""Where a line of HTML stands from the headline and from the first paragraph: what encloses only it."""

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import BIT, Layout
from onrecord.stages.blocks.tree import paths_of

Numbers = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

_AGAINST = (
    *("aside", "nav", "footer", "figure", "figcaption", "form", "table", "button", "dialog"),
    *("w-related", "w-share", "w-menu", "w-side", "w-foot", "w-caption", "w-author", "w-comment"),
    *("w-letter", "w-advert", "w-tag", "w-cookie", "w-teaser", "w-list", "w-date", "w-hidden"),
)
_FROM = ("lines", "level", "share", "away", "new", "lack", "against")
NAMES = (
    "title-there", *(f"title-{name}" for name in _FROM), *(f"first-{name}" for name in _FROM),
    "both-against", "told-prose", "told-plain", "told-line",
)  # fmt: skip
_LIKE = 0.5  # likeness to the page's title (and .3 for an h1) from which a line is its headline
_FIRST = 15  # lines below the first paragraph among which the longest is taken


def columns(layout: Layout, title: Numbers, main_heading: Mask, prose: Numbers) -> Numbers:
    """A row per line, columns NAMES (all 0 for text).

    `title` is each line's likeness to the page's title, `main_heading` marks the lines in h1, `prose`
    is the size of lines that read like prose, else 0.
    """
    n = len(prose)
    if not layout.html:
        return np.zeros((n, len(NAMES)))
    paths, depth = paths_of(layout)
    inside = np.array([line.hint.inside if line.hint else 0 for line in layout.lines])
    told = np.array([bool(line.hint and line.hint.told) for line in layout.lines])
    head = _headline(title, main_heading)
    from_head = _seen_from(head, paths, depth, inside) if head >= 0 else np.full((n, len(_FROM)), -1.0)
    plain = prose * (from_head[:, -1] <= 0)
    first = _paragraph(plain if plain[head + 1 :].any() else prose, head)
    from_first = _seen_from(first, paths, depth, inside)
    against = from_head[:, -1] > 0, from_first[:, -1] > 0
    known = float((prose * told).sum())
    rest = [
        (against[0] & against[1]).astype(float),
        np.full(n, known / max(1.0, float(prose.sum()))),
        np.full(n, known / max(1.0, float((prose * ~against[1]).sum()))),
        told + float(layout.told),
    ]
    return np.hstack([np.full((n, 1), float(head >= 0)), from_head, from_first, np.stack(rest, axis=1)])


def _headline(title: Numbers, main_heading: Mask) -> int:
    """The line most like the page's title, else the first h1, else -1."""
    score = title + 0.3 * main_heading
    if score.max() > _LIKE:
        return int(np.argmax(score))
    return int(np.argmax(main_heading)) if main_heading.any() else -1


def _paragraph(prose: Numbers, head: int) -> int:
    """The longest of the first lines of prose below the headline, those in no furniture if there are such."""
    below = np.flatnonzero(prose[head + 1 :]) + head + 1
    near = below[: np.searchsorted(below, below[0] + _FIRST, side="right")] if len(below) else below
    return int(near[np.argmax(prose[near])]) if len(near) else 0


def _seen_from(line: int, paths: Ints, depth: Ints, inside: Ints) -> Numbers:
    """Columns _FROM: lines away, levels shared, enclosures that only the one or the other stands in."""
    shared = (paths[:, : depth[line]] == paths[line, : depth[line]]).cumprod(axis=1).sum(axis=1)
    new, lack = inside & ~inside[line], inside[line] & ~inside
    against = new & sum(BIT[name] for name in _AGAINST)
    away = np.clip(np.arange(len(depth)) - line, -60, 60)
    counts = [np.bitwise_count(bits) for bits in (new, lack, against)]
    return np.stack([away, shared, shared / depth[line], depth - shared, *counts], axis=1).astype(float)

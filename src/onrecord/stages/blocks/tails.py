"""What stands below an article and reads like one: readers' comments, the next article of the page."""

import numpy as np
from numpy.typing import NDArray

from onrecord.layout import Layout
from onrecord.stages.blocks import cues
from onrecord.stages.blocks.lines import Look
from onrecord.text import fold

_GAP = 30  # lines that are no text, from which what follows is another text (set on dev pages)
_MAIN = 0.4  # size of the article at least, as a share of the largest stretch of text
_BEFORE = 0.45  # share of the text above a heading such as "Comments"
_TALK = 0.95  # share of such a heading's letters that say so
_MADE = 4  # class words of the nearest elements in which headings of articles agree
_ARTICLE = 300  # characters of text above the heading of a further article
_HEADING = 15  # characters of a heading of an article
Mask = NDArray[np.bool_]


def without(is_body: Mask, looks: list[Look], layout: Layout) -> Mask:
    """`is_body` per line without what follows the article; far stretches only where no markup tells."""
    found = is_body.copy()
    sizes = np.array([float(len(seen.text)) for seen in looks]) * is_body
    next_ = _next_article(looks, layout)
    if next_ is not None and sizes[:next_].sum() >= _ARTICLE:
        found[next_:] = False
    if not layout.html and (end := _main_end(np.flatnonzero(is_body), sizes)) is not None:
        found[end:] = False
    total = float((sizes * found).sum())
    above = np.cumsum(sizes * found)
    for i in np.flatnonzero(above >= _BEFORE * total) if total else ():
        if not found[i] and _talk(looks[i]):
            found[i:] = False
            break
    return found


def _main_end(where: NDArray[np.intp], sizes: NDArray[np.float64]) -> int | None:
    """The line behind the first large stretch of text; None when none follows far below."""
    cuts = np.flatnonzero(np.diff(where) > _GAP) + 1
    stretches = np.split(where, cuts)
    masses = [float(sizes[s].sum()) for s in stretches]
    main = next((i for i, mass in enumerate(masses) if mass >= _MAIN * max(masses)), 0)
    return int(stretches[main][-1]) + 1 if main + 1 < len(stretches) else None


def _next_article(looks: list[Look], layout: Layout) -> int | None:
    """The line of the second of two different main headings that are marked up alike."""
    heads = [i for i, line in enumerate(layout.lines) if line.hint and line.hint.tag == "h1"]
    titles = [fold(m.value) for m in layout.declared if m.field == "title"]
    named = [i for i in heads if any(fold(looks[i].text) in title for title in titles)]
    for first in (named or heads)[:1]:
        made, told = layout.lines[first].hint, fold(looks[first].text)
        for i in heads:
            hint = layout.lines[i].hint
            alike = made and hint and hint.words[:_MADE] == made.words[:_MADE]
            if i > first and alike and len(looks[i].text) > _HEADING and fold(looks[i].text) != told:
                return i
    return None


def _talk(seen: Look) -> bool:
    """Whether a line is a heading of comments: "Comments (12)"."""
    bare = seen.text[:60].strip(" *+•-:()0123456789|#")
    return 0 < len(bare) < 30 and len(seen.text) < 40 and cues.share("talk", bare) >= _TALK

"""Which line is the visible headline: the model's word, the body's words, the page's own title."""

import numpy as np

from onrecord.layout import Hint, Layout
from onrecord.menus import known_menu, menu
from onrecord.stages.blocks.edges import sentence
from onrecord.stages.blocks.lines import Look
from onrecord.stages.blocks.model import LABELS, Chances
from onrecord.text import fold

_BODY, _HEADLINE, _BYLINE, _DATE = (LABELS.index(n) for n in ("body", "headline", "byline", "date"))
_ABOVE, _BELOW = 60, 6  # lines around the first body line among which it is sought
_LEAST = 0.4  # score that a headline has at least
_NEARLY = 0.05  # of several lines that score alike the uppermost is taken
_NOT_FAR = 0.4  # what the first line of a cropped page may score less than the best
_ITEM = ("* ", "+ ", "o ", "• ")  # how browsers save items of lists
_CROPPED, _CLEAR = 6, 1.2  # with so few lines above the body, the first stands unless another is clear


def find(
    looks: list[Look], chances: Chances, layout: Layout, first: int, masthead: int | None = None
) -> int | None:
    """The headline's line, or None; `first` is the first line of the body (weights set on dev pages)."""
    words = {w.lower() for i in np.flatnonzero(chances[:, _BODY] > 0.5)[:60] for w in looks[i].words}
    marks = _marks(looks, chances, first)
    titles = [fold(m.value) for m in layout.declared if m.field == "title"]
    scored: list[tuple[float, int]] = []
    for i in range(max(0, first - _ABOVE), min(first + _BELOW, len(looks))):
        if (
            i != masthead
            and not _opens(looks, chances, i)
            and _could_be(looks[i], float(chances[i, _HEADLINE]))
        ):
            score = float(chances[i, _HEADLINE]) - 0.4 * bool(chances[i, _BODY] > 0.5)
            score += _seen(looks[i], words) + 0.3 * any(0 < mark - i <= 4 for mark in marks)
            scored.append((score + _titled(looks[i], titles) + _marked(layout.lines[i].hint), i))
    if not scored:
        return None
    best = max(score for score, _ in scored)
    if first <= _CROPPED and best < _CLEAR:
        above = [i for score, i in scored if i < first and score >= best - _NOT_FAR and _plain(looks[i])]
        if above:
            return above[0]
    return next(i for score, i in scored if score >= best - _NEARLY) if best >= _LEAST else None


def _marks(looks: list[Look], chances: Chances, first: int) -> list[int]:
    """Lines that look like byline or date: a headline stands a little above one."""
    return [
        i
        for i in range(max(0, first - 25), min(first + _BELOW, len(looks)))
        if max(chances[i, _BYLINE], chances[i, _DATE]) > 0.3 or looks[i].only_time
    ]


def _could_be(seen: Look, chance: float) -> bool:
    if not 2 <= len(seen.words) <= 40 or seen.only_time or len(seen.text) > 300 or known_menu(seen.text):
        return False
    return not seen.moments or chance >= 0.3


def _opens(looks: list[Look], chances: Chances, i: int) -> bool:
    """Whether a line is the first of two paragraphs, as on a page cropped at the top."""
    opening = i + 1 < len(looks) and sentence(looks[i], 15) and sentence(looks[i + 1], 15)
    return opening and bool(chances[i, _HEADLINE] < 0.5)


def _plain(seen: Look) -> bool:
    """A line of some words that is no byline, date or furniture."""
    if not 3 <= len(seen.words) <= 35 or seen.moments or menu(seen.text) or sentence(seen, 12):
        return False
    return not seen.has("by", "wall") and not seen.is_mostly("letter", "share", "related", "advert")


def _seen(seen: Look, body: set[str]) -> float:
    """How much a line shares with the body, less what speaks against a headline."""
    long = [w.lower() for w in seen.words if len(w) >= 4]
    shared = sum(w in body for w in long) / len(long) if long else 0.0
    furniture = seen.has("wall", "by", "advert") or seen.is_mostly("letter", "share", "related")
    short = 0.3 if len(seen.words) < 3 else 0.0
    item = 0.3 * seen.text.startswith(_ITEM)
    return 0.6 * shared - 0.5 * seen.text.endswith(".") - 0.5 * furniture - short - item


def _titled(seen: Look, titles: list[str]) -> float:
    """Likeness to the page's own title."""
    name = fold(seen.text) if titles else ""
    if not name:
        return 0.0
    if name in titles:
        return 1.0
    inside = len(name) >= 20 and any(name in t or (t in name and len(t) > 20) for t in titles)
    return 0.7 if inside else 0.0


def _marked(hint: Hint | None) -> float:
    return 0.3 if hint and hint.tag == "h1" else 0.0

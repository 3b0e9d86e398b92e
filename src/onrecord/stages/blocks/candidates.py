"""What speaks for a line as the page's headline: a row of numbers per candidate line."""

import re
from collections import Counter
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from onrecord.bylines import led_in, only_persons
from onrecord.layout import Hint, Layout
from onrecord.menus import bids, menu
from onrecord.stages.blocks.edges import sentence
from onrecord.stages.blocks.lines import Look
from onrecord.stages.blocks.model import LABELS, Chances
from onrecord.text import fold

BODY, HEADLINE, BYLINE, DATE = (LABELS.index(n) for n in ("body", "headline", "byline", "date"))
NAMES = (
    *("model", "model-rank", "model-above", "body", "shared", "shared-half", "shared-count"),
    *("from-body", "above-body", "lines-above-body", "lines-to-mark", "short-between"),
    *("breaks-before", "breaks-after", "indent", "repeated", "inside-others", "item", "items-around"),
    *(
        "full-stop",
        "colon",
        "ellipsis",
        "lower-case",
        "sentence",
        "dated",
        "furniture",
        "rights",
        "named-site",
        "bids",
    ),
    *("size-below", "size-above", "sentence-below", "deck-like", "opens-crop"),
    *("titled", "h1", "heading", "title-class", "linked", "in-related", "in-figure"),
)
_ABOVE, _BELOW = 100, 30  # lines around the first body line among which candidates stand
_LONGEST = 300
_ITEM = re.compile(r"\s*(?:[*+•·▪◦‣●■–—-]|o|\d{1,2}[.)])\s")
_SITE = re.compile(r"\s[|–—-]\s[^|–—-]{2,40}$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PLACE = ("_", "–", "—", "--")  # how a line ends that names the place of a report
_DOUBTED = 0.3  # chance of being a headline below which a line that bids readers to do something is none
_CAPITALS = 0.75  # share of words with a capital in such a headline
_CROPPED = 6  # lines above the body of a page cropped at its top, and below its start, at most
_REACH = 9  # lines below a candidate within which a byline or date counts
Rows = NDArray[np.float64]


def candidates(looks: list[Look], chances: Chances, first: int) -> list[int]:
    """The lines that could be the headline; `first` is the first line of the body."""
    near = range(max(0, first - _ABOVE), min(first + _BELOW, len(looks)))
    return [i for i in near if _could_be(looks[i], chances[i], i - first)]


def _could_be(seen: Look, chance: NDArray[np.float32], away: int) -> bool:
    """No date, byline or paragraph; `away` is how far below the body's first line it stands.

    Within the body only what the model doubts to be text, far below only what it takes for a headline.
    """
    if len(seen.text) > _LONGEST or not _said(seen) or seen.only_time or (seen.moments and led_in(seen.text)):
        return False
    if (away > _CROPPED and chance[HEADLINE] < 0.1) or (away > 0 and chance[BODY] > 0.8):
        return False
    if max(chance[BYLINE], chance[DATE]) > max(0.5, chance[HEADLINE]):
        return False
    if chance[BODY] > 0.8 and sentence(seen, 15) and not titled(seen):
        return False
    return not (chance[HEADLINE] < _DOUBTED and bids(seen.text)) and not seen.text.endswith(_PLACE)


def titled(seen: Look) -> bool:
    """Whether nearly every word has a capital, as in English headlines and in no sentence."""
    return sum(w[0].isupper() for w in seen.words) >= _CAPITALS * len(seen.words) and len(seen.text) <= 160


def _said(seen: Look) -> bool:
    """Two words or more, or five signs of a script without blanks."""
    return len(seen.words) >= 2 or (bool(seen.words) and len(_WIDE.findall(seen.text)) >= 5)


def rows(
    text: str, looks: list[Look], chances: Chances, layout: Layout, first: int, picked: list[int]
) -> Rows:
    """A row per line of `picked`, columns NAMES; `text` is the page's."""
    model = _log_odds(chances[:, HEADLINE])
    body_ = _log_odds(chances[:, BODY])
    rank = {i: r for r, i in enumerate(sorted(picked, key=lambda i: (-chances[i, HEADLINE], i)))}
    kept = np.flatnonzero(chances[:, BODY] > 0.5)[:60]
    body = {w.lower() for i in kept for w in looks[i].words if len(w) > 3}
    whole = text.lower()
    lines = Counter(seen.text.lower() for seen in looks)
    titles = [fold(m.value) for m in layout.declared if m.field == "title"]
    marked = _marked(looks, chances, picked)
    opener = _opener(looks, chances, picked, first)
    short = [
        0,
        *accumulate(12 < len(seen.text) <= 60 and not m for seen, m in zip(looks, marked, strict=True)),
    ]
    span = range(max(0, picked[0] - 2), min(len(looks), picked[-1] + 3)) if picked else range(0)
    items = {i: bool(_ITEM.match(looks[i].text)) for i in span}
    found = []
    for i in picked:
        seen = looks[i]
        found.append(
            [
                model[i], min(rank[i], 6), model[i - 1] if i else 0.0, body_[i],
                *_shared(seen, body), *_place(i, first, marked, short),
                *_breaks(text, layout, i), *_twins(seen.text.lower(), lines, whole),
                *_shape(i, looks, chances, items), i == opener,
                *_markup(seen, layout.lines[i].hint, titles),
            ]
        )  # fmt: skip
    return np.array(found, dtype=np.float64).reshape(len(picked), len(NAMES))


def _log_odds(chance: NDArray[np.float32]) -> Rows:
    kept = np.clip(chance.astype(np.float64), 0.002, 0.998)
    found: Rows = np.log(kept / (1 - kept))
    return found


def _marked(looks: list[Look], chances: Chances, picked: list[int]) -> list[bool]:
    """Per line whether it looks like a byline or a date; only asked around candidates."""
    near = np.maximum(chances[:, BYLINE], chances[:, DATE]) > 0.3
    start, end = (picked[0], picked[-1] + _REACH) if picked else (0, 0)
    return [
        bool(near[i]) or (start <= i <= end and bool(seen.moments) and seen.only_time)
        for i, seen in enumerate(looks)
    ]


def _opener(looks: list[Look], chances: Chances, picked: list[int], first: int) -> int | None:
    """The first plain candidate of a page that begins shortly before its body, as readers save them."""
    if first > _CROPPED:
        return None
    return next((i for i in picked if i < first and _plain(looks[i], float(chances[i, BODY]))), None)


def _shared(seen: Look, body: set[str]) -> list[float]:
    """How many of the long words stand in the body, as share and as number."""
    long = [w.lower() for w in seen.words if len(w) > 3]
    hits = sum(w in body for w in long)
    share = hits / len(long) if long else 0.0
    return [share, share >= 0.5, min(hits, 8)]


def _place(i: int, first: int, marked: list[bool], short: list[int]) -> list[float]:
    """Lines from the first of the body, lines down to a byline or date, short lines before the body.

    `short[k]` is the number of short lines among the first k.
    """
    away = i - first
    below = next((d for d in range(1, _REACH) if i + d < len(marked) and marked[i + d]), _REACH)
    between = min(short[first] - short[i + 1], 20) if away < 0 else -1
    return [max(-40, away), away < 0, min(6, max(-1, -away)), below, between]


def _breaks(text: str, layout: Layout, i: int) -> list[float]:
    """Line breaks before and after, blanks at the start of the line."""
    line, count = layout.lines[i], len(layout.lines)
    above = text.count("\n", layout.lines[i - 1].end, line.start) if i else 3
    below = text.count("\n", line.end, layout.lines[i + 1].start) if i + 1 < count else 3
    indent = line.start - (text.rfind("\n", 0, line.start) + 1)
    return [min(above, 4), min(below, 4), min(indent, 20)]


def _twins(name: str, lines: Counter[str], whole: str) -> list[float]:
    """How often the same line comes back, and how often inside of other lines."""
    same = lines[name]
    inside = whole.count(name) - same if len(name) >= 15 else 0
    return [min(same - 1, 3), min(max(inside, 0), 3)]


def _shape(i: int, looks: list[Look], chances: Chances, items: dict[int, bool]) -> list[float]:
    seen = looks[i]
    text = seen.text
    near = [items[j] for j in (i - 2, i - 1, i + 1, i + 2) if j in items]
    below = looks[i + 1] if i + 1 < len(looks) else None
    return [
        items[i], sum(near) / max(1, len(near)),
        text.endswith((".", "。")), text.endswith(":"), text.endswith(("…", "...")), text[0].islower(),
        sentence(seen, 12), bool(seen.moments), seen.is_mostly("letter", "share", "related", "advert"),
        seen.has("rights"), bool(_SITE.search(text)), bids(text),
        np.log1p(len(below.text)) if below else 0.0, np.log1p(len(looks[i - 1].text)) if i else 0.0,
        below is not None and sentence(below, 8),
        len(seen.words) > 12 and i > 0 and _plain(looks[i - 1], float(chances[i - 1, BODY])),
    ]  # fmt: skip


def _plain(seen: Look, body: float) -> bool:
    """Whether a line has words and is no date, item of a list, menu, byline or paragraph."""
    if len(seen.words) < 2 or seen.moments or body > 0.5 or _ITEM.match(seen.text) or menu(seen.text):
        return False
    furniture = seen.has("by") or seen.is_mostly("letter", "share", "related", "advert")
    return not furniture and not only_persons(seen.text)


def _markup(seen: Look, hint: Hint | None, titles: list[str]) -> list[float]:
    """Likeness to the page's own title, and what HTML says; all 0 for text."""
    if hint is None:
        return [0.0] * 7
    return [
        _titled(seen, titles), hint.tag == "h1", hint.within("heading"), hint.within("w-title"),
        hint.link, hint.within("w-related", "w-teaser", "w-side", "nav", "aside"),
        hint.within("figure", "figcaption", "w-caption"),
    ]  # fmt: skip


def _titled(seen: Look, titles: list[str]) -> float:
    """Likeness to the page's own title."""
    name = fold(seen.text) if titles else ""
    if not name:
        return 0.0
    if name in titles:
        return 1.0
    inside = len(name) >= 20 and any(name in t or (t in name and len(t) > 20) for t in titles)
    return 0.7 if inside else 0.0

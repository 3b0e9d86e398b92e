"""Paragraphs that the chances alone leave out or take in wrongly: at the body's edges, in its head."""

import re

import numpy as np
from numpy.typing import NDArray

from onrecord.bylines import only_persons
from onrecord.layout import Layout
from onrecord.stages.blocks.lines import Look

_OPENING = 0.2  # chance from which a sentence right above the body opens it
_LAST = 0.38  # chance from which a paragraph beside the body's own ends it
_SENTENCE = (".", ".”", '."', ".“", "!", "?", "?”", '?"')
_HEAD = 4  # lines from the first of the body among which a byline may have been taken for one
_SIGNS = re.compile(r"\s*[|·•—–,/]\s*|\s-\s|\s{2,}")
_READING = re.compile(
    r"(?:\d{1,3}|a|one)[\s-]?(?:min(?:ute)?s?\.?|minutos|минут\w{0,2}|dk|dakika|dəq)"
    r"(?:\s(?:read|lesezeit|lesedauer|de lectura|de lecture|di lettura|чтения))?",
    re.IGNORECASE,
)
_FURNITURE = ("bio", "letter", "share", "related", "advert", "rights", "wall", "talk")
Mask = NDArray[np.bool_]


def mended(is_body: Mask, chance: NDArray[np.float32], looks: list[Look], layout: Layout) -> Mask:
    """`is_body` per line with its edges mended; `chance` is that of being body."""
    found = is_body.copy()
    where = np.flatnonzero(found)
    if not len(where):
        return found
    for i in range(int(where[0]), min(int(where[0]) + _HEAD, len(looks))):
        if found[i] and heads(looks[i]):
            found[i] = False
    where = np.flatnonzero(found)
    if not len(where):
        return is_body
    first, last = int(where[0]), int(where[-1])
    if first and chance[first - 1] >= _OPENING and _opens(first - 1, looks, layout):
        found[first - 1] = True
    for i in range(last + 1, min(last + 6, len(looks))):
        if chance[i] >= _LAST and _beside(i, found, looks, layout):
            found[i] = True
    return found


def sentence(seen: Look, least: int) -> bool:
    """Whether a line has `least` words and ends as a sentence does."""
    return len(seen.words) >= least and seen.text.endswith(_SENTENCE)


def heads(seen: Look) -> bool:
    """Whether a line is a date, beside names or the time it takes to read, and nothing else."""
    if not seen.moments or len(seen.words) > 20 or sentence(seen, 0):
        return False
    rest = seen.text
    for moment in reversed(seen.moments):
        rest = f"{rest[: moment.start]} | {rest[moment.end :]}"
    parts = [p for p in _SIGNS.split(rest) if any(map(str.isalnum, p))]
    return bool(parts) and all(_READING.fullmatch(p) or only_persons(p) for p in parts)


def _opens(i: int, looks: list[Look], layout: Layout) -> bool:
    """Whether a line can be the first paragraph: a sentence, no caption, summary of links or furniture."""
    hint, seen = layout.lines[i].hint, looks[i]
    if hint and (hint.link > 0.3 or hint.within("figure", "figcaption", "heading", "aside", "w-caption")):
        return False
    return sentence(seen, 15) and not seen.has(*_FURNITURE)


def _beside(i: int, is_body: Mask, looks: list[Look], layout: Layout) -> bool:
    """Whether a line is a paragraph of the element that holds two of the body's or more."""
    hint, seen = layout.lines[i].hint, looks[i]
    if hint is None or hint.tag != "p" or hint.link > 0.3 or not sentence(seen, 6):
        return False
    if seen.has(*_FURNITURE):
        return False
    kin = [layout.lines[j].hint for j in np.flatnonzero(is_body)]
    return sum(k is not None and k.tag == "p" and k.path[:-1] == hint.path[:-1] for k in kin) >= 2

"""Overlapping marks over a text, turned into a flat run of tokens whose tags nest.

HTML elements may not cross. Where two marks do, the one that was opened later is closed and opened
again behind the crossing; only its first piece carries the anchor, the others name it in `of`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open range of code points with classes, link target and a note for the reader."""

    start: int
    end: int
    classes: tuple[str, ...] = ()
    anchor: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, or the opening or closing of an element around what stands between them."""

    kind: Literal["open", "text", "close"]
    text: str = ""
    classes: str = ""
    anchor: str | None = None
    of: str | None = None  # the anchor of the first piece, on every later piece of a mark
    note: str = ""


_CLOSE = Token("close")


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """One mark for each range, longer before shorter at the same start."""
    by_range: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        if mark.start < mark.end:
            by_range.setdefault((mark.start, mark.end), []).append(mark)
    return [_one(same) for _, same in sorted(by_range.items(), key=lambda kv: (kv[0][0], -kv[0][1]))]


def _one(same: list[Mark]) -> Mark:
    first = same[0]
    classes = tuple(dict.fromkeys(c for mark in same for c in mark.classes))
    notes = dict.fromkeys(mark.note for mark in same if mark.note)
    anchor = next((mark.anchor for mark in same if mark.anchor), None)
    return Mark(first.start, first.end, classes, anchor, "; ".join(notes))


def nested(text: str, start: int, end: int, marks: list[Mark], opened: set[str]) -> list[Token]:
    """Tokens of `text[start:end]` under `marks` as `merged` gives them; parts outside are cut.

    `opened` holds the anchors already given in earlier pieces of the same text, and grows.
    """
    inside = [m for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(p for m in inside for p in (m.start, m.end) if start < p < end)})
    tokens: list[Token] = []
    stack: list[Mark] = []
    coming = iter([*inside, None])
    following = next(coming)
    for position, stop in pairwise(cuts):
        again = _close(stack, position, tokens)
        while following is not None and max(following.start, start) <= position:
            again.append(following)
            following = next(coming)
        _open(stack, again, tokens, opened)
        tokens.append(Token("text", text[position:stop]))
    tokens.extend(_CLOSE for _ in stack)
    return tokens


def _close(stack: list[Mark], position: int, tokens: list[Token]) -> list[Mark]:
    """Close what ends at `position` and what stands above it; the latter, to be opened again."""
    deepest = next((i for i, m in enumerate(stack) if m.end <= position), len(stack))
    above = stack[deepest:]
    tokens.extend(_CLOSE for _ in above)
    del stack[deepest:]
    return [m for m in above if m.end > position]


def _open(stack: list[Mark], marks: list[Mark], tokens: list[Token], opened: set[str]) -> None:
    """Open `marks`, those that end last outermost, so that they are cut least."""
    for mark in sorted(marks, key=lambda m: -m.end):
        stack.append(mark)
        again = mark.anchor in opened
        anchor = None if again else mark.anchor
        of = mark.anchor if again else None
        tokens.append(Token("open", "", " ".join(mark.classes), anchor, of, mark.note))
        if mark.anchor:
            opened.add(mark.anchor)

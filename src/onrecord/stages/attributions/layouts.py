"""What layout and marks say of quotations: a line "— Name" below, a transcript's "NAME:", where one ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Final

from onrecord.stages.attributions.triple import Triple

_LIKELY: Final = 0.8
_CLOSING: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}
_SAYING: Final = re.compile(r"[^\"“„«\n]{0,60}, (?P<cue>saying|adding|writing|asking)[,:]? (?=[\"“„«])")
_TURNS: Final = 3  # speakers' turns that make a transcript
_ASIDE: Final = 8  # words of a turn's further paragraph from which it is speech, not "(Applause)"
# A quotation that ends its line, then a dash and up to eight words that begin with a capital. Before
# the bar that signs quotations (U+2015) the whole line is one, whatever marks it has inside.
_SIGNED: Final = re.compile(
    r"(?P<quote>^“[^”\n]{12,2000}”|^“[^\n]{12,3000}”(?=[ \t\xa0]{0,3}―)|[“”\"„«][^“”\"„«»\n]{12,2000}[”\"“»])"
    r"[ \t\xa0]{0,3}\n{0,2}[ \t\xa0]{0,3}(?P<cue>―|—|–|--)[ \t\xa0]{0,3}"
    r"(?P<name>[^\W\d_a-z][\w'’-]{0,30}(?:[ .,]{1,2}[\w'’-]{1,30}){0,7})\.?[ \t\xa0]{0,3}(?:\n|\Z)",
    re.M,
)
_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")
_TURN: Final = re.compile(
    r"^[\"“]?(?P<name>[A-Z][A-Z.'’-]{1,30}(?: [A-Z.'’-]{1,30}){0,3})(?P<cue>:)[ \t\xa0]", re.M
)


def layouts(text: str) -> Iterator[Triple]:
    """Triples that follow from the layout alone, in order of kind and place."""
    for match in _SIGNED.finditer(text):
        yield Triple((match.span("name"),), (match.span("cue"),), (match.span("quote"),), _LIKELY)
    turns = list(_TURN.finditer(text))
    if len(turns) < _TURNS:
        return
    for turn, end in zip(turns, [*(t.start() for t in turns[1:]), len(text)], strict=True):
        lines = _lines(text, turn.end(), end, last=turn is turns[-1])
        if lines:
            yield Triple((turn.span("name"),), (turn.span("cue"),), lines, _LIKELY)


def with_layouts(text: str, found: Iterable[Triple], *, nested: bool) -> list[Triple]:
    """The triples found, made `whole`, with those of the layout in the place of what contradicts them."""
    kept = whole(text, found)
    for sure in layouts(text):
        low, high = sure.content[0][0], sure.content[-1][1]
        kept = [t for t in kept if not (_covers(low, high, t, nested=nested) or t.cue == sure.cue)]
        kept.append(sure)
    return kept


def whole(text: str, found: Iterable[Triple]) -> list[Triple]:
    """The triples found, their quotations whole.

    A content that begins with a quotation mark and is cut off goes on to its end: not over a line's end, and
    not over the source or cue of any of the triples. What is quoted behind "saying" is what is said.
    """
    held = list(found)
    spans = sorted(span for t in held for span in (*t.source, *t.cue))
    taken = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    ended = (replace(t, content=tuple(_ended(text, *span, *taken) for span in t.content)) for t in held)
    return [_said_within(text, t) for t in ended]


def _said_within(text: str, one: Triple) -> Triple:
    """A content such as `the plan, saying, "We …"`: what is said is the quotation, its cue stands inside."""
    start, end = one.content[0] if len(one.content) == 1 else (0, 0)
    match = _SAYING.match(text, start, end)
    if match is None or text[end - 1] != _CLOSING[text[match.end()]]:
        return one
    return replace(one, cue=(match.span("cue"),), content=((match.end(), end),))


def _ended(text: str, start: int, end: int, starts: list[int], ends: list[int]) -> tuple[int, int]:
    """The content up to its closing mark; `starts` of what is taken, and the last end up to each."""
    mark = _CLOSING.get(text[start])
    if mark is None or text.find(mark, start + 1, end) >= 0:
        return start, end
    line = text.find("\n", end)
    last = text.find(mark, end, line if line >= 0 else len(text)) + 1
    before = bisect_left(starts, last)  # what begins before the closing mark
    free = last > 0 and not (before and ends[before - 1] > end)
    return (start, last) if free else (start, end)


def _covers(low: int, high: int, one: Triple, *, nested: bool) -> bool:
    """Whether a triple reads the same words otherwise, or stands inside and is not wanted."""
    if not nested and one.cue and low <= one.cue[0][0] < high:
        return True
    inside = sum(min(b, high) - max(a, low) for a, b in one.content if a < high and b > low)
    return inside * 2 > high - low


def _lines(text: str, start: int, end: int, *, last: bool) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a turn; after the last turn only its first, since the reporter may go on."""
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, end):
        if found and (last or match.group().count(" ") < _ASIDE or match.group()[0] in "([*"):
            break
        found.append(match.span())
    return tuple(found)

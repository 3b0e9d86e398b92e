"""Lines of a text, and which of them are one hard-wrapped paragraph."""

import re
from itertools import pairwise
from statistics import median

from onrecord.layout import Line
from onrecord.running import running

Span = tuple[int, int]
_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
_ENDS = ".!?…:;»”\"'’)]。！？"
_WIDEST = 130  # columns of wrapped text
_NEARLY_ALL = 0.9  # of its long lines that are no wider: addresses and items of lists are not wrapped
_MARK = re.compile(r"(?:[*•·▪◦‣>#|\-–—]|\d{1,3}[.)])\s")


def lines_of(text: str) -> tuple[Line, ...]:
    """The non-blank lines of `text`, hard-wrapped paragraphs joined into one Line with parts.

    A paragraph that goes on behind the foot and the head of printed pages is one Line without them.
    """
    spans = [m.span() for m in _LINE.finditer(text)]
    width = _width(text, spans)
    if not width:
        return tuple(Line(start, end) for start, end in spans)
    heads = running([text[start:end] for start, end in spans])
    own = [span for i, span in enumerate(spans) if i not in heads]
    lines = [_joined(group) for group in _groups(text, own, width, {spans[i] for i in heads})]
    rest = [spans[i] for i in sorted(heads)]
    lines += [Line(a, b) for a, b in rest if not any(x.start < a < x.end for x in lines)]
    return tuple(sorted(lines, key=lambda line: line.start))


def _width(text: str, spans: list[tuple[int, int]]) -> int:
    """The column at which `text` was wrapped; 0 when it was not.

    Wrapped text has many directly adjoining long lines of nearly equal length of which most end
    within a sentence; text with a paragraph per line has neither.
    """
    long = [end - start for start, end in spans if end - start >= 45]
    within = [n for n in long if n <= _WIDEST]
    if len(within) < 6 or len(within) < _NEARLY_ALL * len(long):
        return 0
    width, long = max(within), within
    near = [n for n in long if n >= width * 0.78]
    following = pairwise(spans)
    inner = [(a, b) for a, b in following if a[1] - a[0] >= width * 0.78 and _adjoin(text, a, b)]
    cut = [a for a, _ in inner if text[a[1] - 1] not in _ENDS]
    enough = len(inner) >= 5 and len(inner) >= 0.5 * len(near)
    return width if enough and len(cut) >= 0.6 * len(inner) and median(long) >= width * 0.75 else 0


def _adjoin(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    between = text[first[1] : second[0]].replace("\r\n", "\n")
    return between.count("\n") + between.count("\r") == 1


def _groups(text: str, spans: list[Span], width: int, heads: set[Span]) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span in spans:
        last = groups[-1][-1] if groups else None
        if last and (_continues(text, last, span, width) or _turned(text, last, span, width, heads)):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _continues(text: str, last: tuple[int, int], this: tuple[int, int], width: int) -> bool:
    """Whether `this` goes on with the paragraph of `last`: the next word would not have fitted."""
    if not _adjoin(text, last, this) or _MARK.match(text, this[0]):
        return False
    word = re.match(r"\S{1,60}", text[this[0] : this[0] + 60])
    needed = last[1] - last[0] + 1 + (len(word[0]) if word else 0)
    return needed > width or (last[1] - last[0] >= width * 0.7 and text[last[1] - 1] not in _ENDS)


def _turned(text: str, last: Span, this: Span, width: int, heads: set[Span]) -> bool:
    """Whether the page is turned between two lines in the middle of a sentence."""
    between = any(last[1] <= start and end <= this[0] for start, end in heads)
    open_ = text[last[1] - 1] not in _ENDS and last[1] - last[0] >= width * 0.7
    return between and open_ and not text[this[0]].isupper() and not _MARK.match(text, this[0])


def _joined(group: list[tuple[int, int]]) -> Line:
    parts = tuple(group) if len(group) > 1 else ()
    return Line(group[0][0], group[-1][1], None, parts)

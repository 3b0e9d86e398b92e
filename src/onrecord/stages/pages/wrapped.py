"""Lines of a text, and which of them are one hard-wrapped paragraph."""

import re
from itertools import pairwise
from statistics import median

from onrecord.layout import Line
from onrecord.running import running

Span = tuple[int, int]
_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
_ENDS = ".!?…:;»”\"'’)]。！？"
_MARKS = ",.;:!?)]’”»%"
_INDENTED = 0.05  # share of indented lines in such a text at most
_CLOSE = 0.9  # share of lines without a blank line between in a text that breaks at links
_FEW, _ONWARD = 3, 0.01  # lines that go on with a sentence in one: at least, of all
_SENTENCE = 20  # characters of what stands before a link within a sentence
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
        groups = _mended(text, spans) if _broken(text, spans) else [[span] for span in spans]
        return tuple(map(_joined, groups))
    heads = running([text[start:end] for start, end in spans])
    own = [span for i, span in enumerate(spans) if i not in heads]
    lines = [_joined(group) for group in _groups(text, own, width, {spans[i] for i in heads})]
    rest = [spans[i] for i in sorted(heads)]
    lines += [Line(a, b) for a, b in rest if not any(x.start < a < x.end for x in lines)]
    return tuple(sorted(lines, key=lambda line: line.start))


def _broken(text: str, spans: list[Span]) -> bool:
    """Whether lines break at every link: neither blank lines nor indents, many lines that go on."""
    if sum(text[start - 1 : start] in (" ", "\t") for start, _ in spans) > _INDENTED * len(spans):
        return False
    close = sum(_adjoin(text, a, b) for a, b in pairwise(spans))
    long = (max(a[1] - a[0], b[1] - b[0]) >= _SENTENCE and _goes_on(text, a, b) for a, b in pairwise(spans))
    onward = sum(long)
    return close >= _CLOSE * len(spans) and onward >= max(_FEW, _ONWARD * len(spans))


def _goes_on(text: str, last: Span, this: Span) -> bool:
    """Whether `this` goes on with the sentence of `last`: by a small letter or a mark that opens nothing."""
    onward = text[this[0]].islower() or text[this[0]] in _MARKS
    return onward and _adjoin(text, last, this) and text[last[1] - 1] not in ".!?…"


def _mended(text: str, spans: list[Span]) -> list[list[Span]]:
    """The lines of each paragraph of a text that breaks at links.

    A name that is a link stands between what goes before it and what goes on behind it.
    """
    groups: list[list[Span]] = []
    for i, span in enumerate(spans):
        last = groups[-1] if groups else []
        behind = spans[i + 1] if i + 1 < len(spans) else None
        onward = bool(last) and _goes_on(text, last[-1], span)
        if onward or (last and behind and _between(text, last, span, behind)):
            last.append(span)
        else:
            groups.append([span])
    return groups


def _between(text: str, last: list[Span], span: Span, behind: Span) -> bool:
    open_ = _adjoin(text, last[-1], span) and text[last[-1][1] - 1] not in _ENDS
    return open_ and last[-1][1] - last[0][0] >= _SENTENCE and _goes_on(text, span, behind)


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

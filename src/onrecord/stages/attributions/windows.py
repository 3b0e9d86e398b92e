"""Cuts a text into words, features and windows: what the attribution model reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Words as the PolNeAR scorer counts them: inner points, hyphens and apostrophes stay inside.
_WORD: Final = re.compile(r"\w+(?:[.'’\-]\w+)*|[^\w\s]")
_OPENING: Final = frozenset("“«„")
_CLOSING: Final = frozenset("”»")
_SENTENCE_END: Final = frozenset(".!?…")
_QUOTE_MARKS: Final = _OPENING | _CLOSING | {'"'}

WINDOW_PIECES: Final = 254
PIECES_PER_WORD: Final = 8  # a longer "word" is a URL or a wall of signs; its head is enough
OUTSIDE, INSIDE, MARK = 0, 1, 2
FEATURES: Final = 18  # case (3) x quotation (3) x first word of a paragraph (2)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: code-point offsets, model features and paragraph borders."""

    spans: tuple[tuple[int, int], ...]
    strings: tuple[str, ...]
    opens: tuple[bool, ...]  # first word of a paragraph
    quoted: tuple[int, ...]  # OUTSIDE, INSIDE or MARK

    def features(self) -> list[int]:
        """One small number a word, in range(FEATURES): its case, quotation and paragraph start."""
        rows = zip(self.strings, self.quoted, self.opens, strict=True)
        return [_case(s) + 3 * q + 9 * o for s, q, o in rows]


def words(text: str) -> Words:
    """The words of `text` in order; quotations left open end with their paragraph."""
    spans: list[tuple[int, int]] = []
    strings: list[str] = []
    opens: list[bool] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        opens.append(not spans or "\n" in text[spans[-1][1] : start])
        spans.append((start, end))
        strings.append(match.group())
    return Words(tuple(spans), tuple(strings), tuple(opens), tuple(_quotation(strings, opens)))


def pack(
    sizes: list[int], words_: Words, limit: int = WINDOW_PIECES, first: int | None = None
) -> list[tuple[int, int]]:
    """Half-open word ranges of at most `limit` pieces, cut between paragraphs where possible.

    `sizes` are pieces a word; `first` shortens the first window (training varies the cuts).
    """
    windows: list[tuple[int, int]] = []
    low, used, room = 0, 0, first or limit
    for start, end, size in _units(sizes, words_, limit):
        if used and used + size > room:
            windows.append((low, start))
            low, used, room = start, 0, limit
        used += size
        if end == len(sizes):
            windows.append((low, end))
    return windows


def _units(sizes: list[int], words_: Words, limit: int) -> list[tuple[int, int, int]]:
    """(start, end, pieces) of paragraphs; one too long is cut after sentences, else anywhere."""
    units: list[tuple[int, int, int]] = []
    start = total = 0
    cut = -1
    for i, size in enumerate(sizes):
        if i > start and words_.opens[i]:
            units.append((start, i, total))
            start, total, cut = i, 0, -1
        elif total + size > limit:
            stop = cut if cut > start else i
            units.append((start, stop, sum(sizes[start:stop])))
            start, total, cut = stop, sum(sizes[stop:i]), -1
        total += size
        if _ends_sentence(words_, i):
            cut = i + 1
    if sizes:
        units.append((start, len(sizes), total))
    return units


def _ends_sentence(words_: Words, i: int) -> bool:
    if words_.strings[i] in _SENTENCE_END:
        return i + 1 == len(words_.strings) or words_.quoted[i + 1] != MARK
    return i > 0 and words_.quoted[i] == MARK and words_.strings[i - 1] in _SENTENCE_END


def _quotation(strings: list[str], opens: list[bool]) -> list[int]:
    """Where each word stands to quotation marks; straight marks toggle."""
    states: list[int] = []
    inside = False
    for string, opening in zip(strings, opens, strict=True):
        if opening:
            inside = False
        if string in _QUOTE_MARKS:
            inside = string in _OPENING or (string == '"' and not inside)
            states.append(MARK)
        else:
            states.append(INSIDE if inside else OUTSIDE)
    return states


def _case(string: str) -> int:
    if len(string) > 1 and string.isupper():
        return 2
    return 1 if string[0].isupper() else 0

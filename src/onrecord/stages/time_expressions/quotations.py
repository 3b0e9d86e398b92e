"""Quotations with a date of their own: what "last year" in them is counted from."""

import re
from collections.abc import Iterator, Sequence

from onrecord.quoting import quoted
from onrecord.stages.time_expressions.lexicon import lexicon
from onrecord.stages.time_expressions.timex import Timex

_DATED = re.compile(r"\d{4}(?:-\d\d){0,2}")
_RUN = re.compile(rb"\x01+")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”»)]{0,3}\s|\n")
_AROUND = 240  # code points each side of a quotation that may bring it in
_NEAR = 48  # code points between a date and the word that makes it the quoted text's


def dated_quotations(
    text: str, found: Sequence[Timex], lang: str, published: str | None
) -> list[tuple[int, int, str]]:
    """The [start, end) ranges between quotation marks whose sentence dates the quoted text.

    `In a March 2019 report, the Ledger wrote: "…"` gives the range and "2019-03": a date of the
    same sentence, outside the marks and not after `published`, next to a word for a document or
    for publishing (lists `documents` and `publishing` of the language).
    """
    lex = lexicon(lang)
    dates = [t for t in found if t.type == "DATE" and _DATED.fullmatch(t.value)]
    if lex is None or not dates:
        return []
    cues = lex.listed("documents") | lex.listed("publishing")
    ranges = []
    for run in _RUN.finditer(quoted(text)) if cues else ():
        own = _own_date(text, run.start(), run.end(), dates, cues)
        if own is not None and own <= (published or "9999")[: len(own)]:
            ranges.append((run.start(), run.end(), own))
    return ranges


def _own_date(text: str, start: int, end: int, dates: Sequence[Timex], cues: frozenset[str]) -> str | None:
    """The date nearest to a quotation that its sentence gives the quoted text, None without one."""
    low, high = _sentence(text, start, end)
    near = [
        (min(abs(start - t.end), abs(t.start - end)), t.value)
        for t in dates
        if (low <= t.start and t.end <= start) or (end <= t.start and t.end <= high)
        if _is_cued(text, t, (low, start) if t.end <= start else (end, high), cues)
    ]
    return min(near)[1] if near else None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words around a quotation begin and end: its sentence, 240 code points at most."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    for stop in _SENTENCE_END.finditer(text, low, start):
        low = stop.end()
    if text[max(0, end - 1) : end] in ".!?":
        return low, end  # the quotation ends its sentence
    after = _SENTENCE_END.search(text, end, high)
    return low, after.start() if after else high


def _is_cued(text: str, date: Timex, side: tuple[int, int], cues: frozenset[str]) -> bool:
    """Whether a word for a document or for publishing stands near a date, on its side of the marks."""
    before = text[max(side[0], date.start - _NEAR) : date.start]
    after = text[date.end : min(side[1], date.end + _NEAR)]
    return any(word in cues for word in _words(before + " " + after))


def _words(text: str) -> Iterator[str]:
    return (match.group().lower() for match in _WORD.finditer(text))

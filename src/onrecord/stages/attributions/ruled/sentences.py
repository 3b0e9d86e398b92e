"""Sentences and words of a text without a parser; what stands in quotation marks is one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

# What closes what: English, German, French and Russian, and German books' reversed guillemets.
_CLOSES: Final = {"“": '”"', "„": '“”"', "«": "»", "»": "«", '"': '"”', "”": "”"}
_MARK: Final = re.compile('[“”„«»"\n]')
_CLITIC: Final = r"-(?:t-)?(?:ils?|elles?|on)\b"  # French: "déclare-t-elle"
_TOKEN: Final = re.compile(rf"{_CLITIC}|\w+(?:(?!{_CLITIC})[-'’.]\w+){{0,6}}|[^\w\s]")
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+){0,6}")
_STARTS: Final = re.compile(r"\s+[\"“„«»(]?[^\W\d_a-zа-яё]|\s*$|\s+[\"“„«–—-]|\s+\d")
_NO_END: Final = re.compile(
    r"(?:^|[\s(])(?:\d{1,3}|[^\W\d_]|Dr|Prof|Nr|St|Abs|Art|bzw|ca|Mio|Mrd|Sr|Sra|M|Mme|vgl|usw|etc|z\.B|u\.a|d\.h"
    r"|Chr|Hl|geb|Dipl|Ing|Co|Jh|No|EE|UU|г|гг|им|тыс|руб|т|д|п)$"
)
_MOST: Final = 300  # tokens of a sentence: bounded work on hostile pages
_DEEPEST: Final = 3  # quotations within quotations


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole quotation; half-open code-point offsets."""

    start: int
    end: int
    text: str
    kind: str  # "w" word, "q" quotation, "p" mark
    plain: bool = False  # a first word that stands in small letters elsewhere

    @property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it is a word whose capital says that it is a noun or a name."""
        return self.kind == "w" and not self.plain and not self.text[0].islower()


@dataclass(frozen=True)
class Sentence:
    """The tokens of one sentence; `opens` when it begins its line."""

    tokens: tuple[Token, ...]
    opens: bool

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.tokens[0].start

    @cached_property
    def quotes(self) -> list[int]:
        """Indices of its quotations."""
        return [i for i, t in enumerate(self.tokens) if t.kind == "q"]


def regions(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of what stands in quotation marks, marks included; none crosses a line."""
    start, closing, opening, inner = -1, "", "", 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            start, inner = -1, 0
        elif start < 0:
            if mark != "”":
                start, closing, opening, inner = at, _CLOSES[mark], mark, 0
        elif mark == opening and mark not in closing and _closed_twice(text, at, closing):
            inner = min(inner + 1, _DEEPEST)
        elif mark in closing:
            if inner:
                inner -= 1
                continue
            if at - start > 2:
                yield start, at + 1
            start = -1


def _closed_twice(text: str, at: int, closing: str) -> bool:
    """Whether a mark that opens within a quotation leaves a mark to close both in its line."""
    stop = text.find("\n", at)
    line = text[at + 1 : stop if stop >= 0 else len(text)][:2_000]
    return sum(line.count(mark) for mark in closing[:2]) > 1


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text` in order; none crosses a line."""
    quoted = list(regions(text))
    small = {w for w in _WORD.findall(text) if w.islower()}
    at = 0
    for line in re.finditer(r"[^\n]+", text):
        inside = []
        while at < len(quoted) and quoted[at][0] < line.end():
            inside.append(quoted[at])
            at += 1
        tokens = list(tokens_of(text, line.start(), line.end(), inside))
        opens = True
        for part in _cut(text, tokens):
            if part[0].kind == "w" and part[0].lower in small:
                part[0] = replace(part[0], plain=True)
            yield Sentence(tuple(part), opens)
            opens = False


def tokens_of(text: str, start: int, end: int, inside: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The tokens of `text[start:end]`; each stretch of `inside` is one."""
    at = start
    for low, high in [*inside, (end, end)]:
        for match in _TOKEN.finditer(text, at, low):
            word = match.group()
            if len(word) > 1 and word[0] == "-":
                word = word.rpartition("-")[2]
            kind = "w" if word[0].isalnum() or word[0] == "_" else "p"
            yield Token(match.end() - len(word), match.end(), word, kind)
        if high > low:
            yield Token(low, high, text[low:high], "q")
        at = high


def _cut(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of a line, sentence by sentence."""
    part: list[Token] = []
    for token in tokens:
        part.append(token)
        if len(part) >= _MOST or _ends(text, part):
            yield part
            part = []
    if part:
        yield part


def _ends(text: str, part: Sequence[Token]) -> bool:
    last = part[-1]
    if not _STARTS.match(text, last.end):
        return False
    if last.kind == "q":
        return text[last.end - 2] in ".!?…"
    if last.text in ".!?…":
        before = text[max(0, last.start - 12) : last.start]
        return not (last.text == "." and _NO_END.search(before)) or not text[last.end :].strip()
    return False

"""Words of page furniture in many languages: which kinds of phrases stand in a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.blocks.glyphs import Glyphs, Hashes, Ints, hashes_of

KINDS = ("by", "related", "share", "advert", "letter", "rights", "dated", "bio", "wall", "talk")
NUMBER = {kind: i for i, kind in enumerate(KINDS)}
_HEAD = 300  # characters of a line that are looked at
_HASHED = 1 << 15
NONE = (0,) * len(KINDS)
_WORD = re.compile(r"\w+|[^\w\s]")
Phrase = tuple[str, int, bool]  # the phrase, its kind's number, whether only at the line's start


@cache
def _table() -> dict[str, tuple[Phrase, ...]]:
    """First word of a phrase -> the phrases that begin so, longest first."""
    found: dict[str, set[Phrase]] = {}
    text = (files("onrecord") / "resources/pages/cues.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, listed = line.split("\t")
            for phrase in listed.split("|"):
                bare = phrase.removeprefix("^")
                first = _WORD.findall(bare)[0]
                found.setdefault(first, set()).add((bare, NUMBER[kind], bare != phrase))
    return {word: tuple(sorted(ps, key=lambda p: (-len(p[0]), p))) for word, ps in found.items()}


def _hits(lower: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, kind's number) of every phrase at word boundaries of lower-case text."""
    table = _table()
    for match in _WORD.finditer(lower):
        for phrase, kind, bound in table.get(match[0], ()):
            start = match.start()
            end = start + len(phrase)
            if bound and start:
                continue
            if lower.startswith(phrase, start) and not _goes_on(lower, end):
                yield start, end, kind


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """How phrases begin, by the last bits of hashes: with which word (at a line's start, or anywhere if
    it is the whole phrase), with which pair of words; `signs` are the codes of those that are no words."""

    bound: NDArray[np.bool_]
    single: NDArray[np.bool_]
    pair: NDArray[np.bool_]
    signs: NDArray[np.uint32]


@cache
def _beginnings() -> _Beginnings:
    phrases = [(re.findall(r"\w+", p), p, bound) for ps in _table().values() for p, _, bound in ps]
    bound, single, pair = (np.zeros(_HASHED, bool) for _ in range(3))
    bound[_bits(hashes_of(w[0] for w, _, fixed in phrases if w and fixed))] = True
    single[_bits(hashes_of(w[0] for w, _, fixed in phrases if len(w) == 1 and not fixed))] = True
    long = [w for w, _, fixed in phrases if len(w) > 1 and not fixed]
    pair[_bits(_paired(hashes_of(w[0] for w in long), hashes_of(w[1] for w in long)))] = True
    return _Beginnings(bound, single, pair, np.array([ord(p[0]) for w, p, _ in phrases if not w], np.uint32))


def _paired(first: Hashes, second: Hashes) -> Hashes:
    return first * np.uint64(3) + second


def _bits(hashes: Hashes) -> Ints:
    return (hashes % np.uint64(_HASHED)).astype(np.int64)


def kinds(own: list[str], seen: Glyphs) -> NDArray[np.float64]:
    """Which KINDS (columns, 0 or 1) stand in the first 300 characters of lines with these glyphs."""
    begins, words = _beginnings(), seen.words
    word = _bits(words.hash)
    hopeful = begins.single[word] | (begins.bound[word] & (words.order == 0))
    hopeful[:-1] |= begins.pair[_bits(_paired(words.hash[:-1], words.hash[1:]))]
    marked = np.flatnonzero(np.isin(seen.codes, begins.signs))
    starts = np.concatenate([words.start[hopeful], marked])
    ends = np.concatenate([words.end[hopeful], marked + 1])
    near = seen.at[starts] < _HEAD
    places = np.stack([seen.line[starts], seen.at[starts], ends - starts], axis=1)[near]
    found = np.zeros((len(own), len(KINDS)))
    for line, at, size in places.tolist():
        text = own[line][:_HEAD].lower()
        for phrase, kind, bound in _table().get(text[at : at + size], ()):
            if not (bound and at) and text.startswith(phrase, at) and not _goes_on(text, at + len(phrase)):
                found[line, kind] = 1.0
    return found


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


@lru_cache(maxsize=4096)
def covered(text: str) -> tuple[int, ...]:
    """Per kind of KINDS, how many of the first 300 characters its phrases take (0: none stands there)."""
    lower = text[:_HEAD].lower()
    if _table().keys().isdisjoint(_WORD.findall(lower)):
        return NONE
    sizes, ends = [0] * len(KINDS), [0] * len(KINDS)
    for start, end, kind in _hits(lower):
        if start >= ends[kind]:
            sizes[kind] += end - start
            ends[kind] = end
    return tuple(sizes)


def share(kind: str, text: str) -> float:
    """How much of `text` (at most 300 characters of it) is phrases of `kind`: 0 to 1."""
    return covered(text)[NUMBER[kind]] / max(1, min(_HEAD, len(text)))

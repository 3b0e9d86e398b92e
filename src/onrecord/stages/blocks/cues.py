"""Words of page furniture in many languages: which kinds of phrases stand in a line."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

KINDS = ("by", "related", "share", "advert", "letter", "rights", "dated", "bio", "wall", "talk")
_HEAD = 300  # characters of a line that are looked at
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
                found.setdefault(first, set()).add((bare, KINDS.index(kind), bare != phrase))
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


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


@lru_cache(maxsize=4096)
def covered(text: str) -> tuple[int, ...]:
    """Per kind of KINDS, how many of the first 300 characters its phrases take (0: none stands there)."""
    sizes, ends = [0] * len(KINDS), [0] * len(KINDS)
    for start, end, kind in _hits(text[:_HEAD].lower()):
        if start >= ends[kind]:
            sizes[kind] += end - start
            ends[kind] = end
    return tuple(sizes)


def found(kind: str, text: str) -> bool:
    """Whether a phrase of `kind` stands in the first 300 characters of `text`."""
    return covered(text)[KINDS.index(kind)] > 0


def share(kind: str, text: str) -> float:
    """How much of `text` (at most 300 characters of it) is phrases of `kind`: 0 to 1."""
    return covered(text)[KINDS.index(kind)] / max(1, min(_HEAD, len(text)))

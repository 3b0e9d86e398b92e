"""Contrasts: answers to a question that can be answered one way or the other ("unarmed", "armed with")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import extent, is_negated
from onrecord.words import table

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_DENIED = ("non-", "non", "nothing ", "not ", "no ", "never ", "hardly ")
_ANSWERS = ("first", "second")
_CONDITION = re.compile(r"\b(?:if|unless|until|whether|any|should)\b[^,;.]{0,40}$", re.IGNORECASE)


@cache
def _questions() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    found = []
    for name, anchors, first, second in table("claims", "contrasts"):
        pattern = re.compile(
            "|".join(
                rf"(?P<{answer}>(?<!\w)(?:{'|'.join(map(re.escape, cell.split('|')))})(?!\w))"
                for answer, cell in zip(_ANSWERS, (first, second), strict=True)
            ),
            re.IGNORECASE,
        )
        found.append((name, frozenset(anchors.split()), pattern))
    return tuple(found)


def contrasts(context: Context) -> Iterator[Finding]:
    """The answers that the sentences of an article give, negated ones left out."""
    for sentence in context.sentences:
        words = set(context.words(sentence))
        for name, anchors, pattern in _questions():
            if anchors == {"*"} or anchors & words:
                yield from _answers(context, sentence, name, pattern)


def _answers(context: Context, sentence: Sentence, name: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    text = context.told(sentence)
    for match in pattern.finditer(text):
        start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
        token = next((t for t in sentence if t.idx >= start), None)
        before = text[max(0, match.start() - 12) : match.start()].casefold()
        if token is None or is_negated(token) or before.endswith(_DENIED):
            continue
        if _CONDITION.search(text[: match.start()]):
            continue
        first, last = _around(token, start, end)
        answer = "first" if match["first"] else "second"
        yield Finding(
            "fact", context.text[first:last], f"{match.group().casefold()}", ((first, last),),
            f"contrast: {answer}", None, name,
        )  # fmt: skip


def _around(token: Token, start: int, end: int) -> tuple[int, int]:
    """The phrase or clause that an answer stands in."""
    head = token.head if token.dep_ in ("amod", "acomp", "attr", "advmod", "pobj", "prt") else token
    first, last = extent(head)
    return min(first, start), max(last, end)

"""Wordings: the phrase chosen for a thing that others may call otherwise ("the blast", "the attack")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.stages.claims.context import Context, Finding
from onrecord.words import table

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = ("compound", "amod", "nmod", "poss", "case")
_MOST = 4  # words before the head


@cache
def _referents() -> dict[str, str]:
    return {word: row[0] for row in table("comparisons", "labels") for word in row[1].split()}


def wordings(context: Context) -> Iterator[Finding]:
    """The labels of an article that belong to a known choice of words."""
    for sentence in context.sentences:
        for token, word in zip(sentence, context.words(sentence), strict=True):
            referent = _referents().get(word)
            if referent is not None and token.tag_.startswith("NN") and token.dep_ != "compound":
                start, end = _label(token), token.idx + len(token)
                yield Finding("wording", referent, context.text[start:end], ((start, end),))


def _label(head: Token) -> int:
    """Where the label begins: its adjectives and nouns, without determiners and figures."""
    first = head
    while first.i > head.sent.start and head.i - first.i < _MOST:
        before = head.doc[first.i - 1]
        if before.dep_ not in _MODIFIERS or before.tag_ in ("CD", "DT", "PRP$") or before.text in ",;":
            break
        first = before
    return int(first.idx)

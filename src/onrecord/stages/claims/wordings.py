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
            if referent is not None and token.tag_.startswith("NN") and not _is_named(token, referent):
                start, end = _label(token), token.idx + len(token)
                yield Finding("wording", referent, context.text[start:end], ((start, end),))


def _is_named(head: Token, referent: str) -> bool:
    """Whether the word is a part of a name: no choice of words ("the Maro Group")."""
    return head.dep_ == "compound" or (referent == "group" and head.tag_.startswith("NNP"))


def _label(head: Token) -> int:
    """Where the label begins: its adjectives and nouns, without determiners and figures."""
    doc, first = head.doc, head
    while first.i > head.sent.start and head.i - first.i < _MOST:
        before = doc[first.i - 1]
        if before.text == "-" and first.i - 2 >= head.sent.start and _touch(doc[first.i - 2], before):
            first = doc[first.i - 2]  # "wide-ranging"
            continue
        if before.dep_ not in _MODIFIERS or before.tag_ in ("CD", "DT", "PRP$") or not _is_word(before):
            break
        first = before
    return int(first.idx)


def _touch(one: Token, other: Token) -> bool:
    return not one.whitespace_ and not other.whitespace_


def _is_word(token: Token) -> bool:
    return any(map(str.isalnum, token.text)) or token.text in ("'", "’")

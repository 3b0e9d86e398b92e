"""Names: what a page calls a signed document, and the date that it gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.records import TimeExpression
from onrecord.stages.claims.context import Context, Finding
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_NEAR = 60  # code points between a document and its date
_OF_NAMES = ("compound", "amod", "nmod")


def documents(context: Context) -> Iterator[Finding]:
    """The documents that an article names together with a date."""
    heads = word_set("claims", "documents")
    for sentence in context.sentences:
        for token in sentence:
            if token.text.casefold() in heads and token.tag_.startswith("NN"):
                finding = _document(context, sentence, token)
                if finding is not None:
                    yield finding


def _document(context: Context, sentence: Sentence, head: Token) -> Finding | None:
    name = _label(head)
    time = _date(context, sentence, head, name[0].idx)
    if time is None or len(name) < 2:
        return None
    start, end = name[0].idx, head.idx + len(head)
    label = context.text[start:end]
    place = (min(start, time.span.start), max(end, time.span.end))
    return Finding(
        "name",
        f"document dated {time.value}",
        label,
        (place, (start, end)),
        head.text.casefold(),
        None,
        "document",
        time.value,
    )


def _label(head: Token) -> list[Token]:
    """The head noun with the words that name it: "trilateral peace deal", "Sochi Agreement"."""
    first = head.i
    while first > head.sent.start and head.doc[first - 1].dep_ in _OF_NAMES and head.i - first < 5:
        before = head.doc[first - 1]
        if before.tag_ in ("CD", "DT") or before.text in ",;":
            break
        first -= 1
    return list(head.doc[first : head.i + 1])


def _date(context: Context, sentence: Sentence, head: Token, start: int) -> TimeExpression | None:
    """The calendar date that stands with a document: inside its label or shortly behind it."""
    end = head.idx + len(head)
    for time in context.times_in(sentence.start_char, sentence.end_char):
        inside = start <= time.span.start < end
        behind = end <= time.span.start <= end + _NEAR
        with_year = time.value[:4].isdigit() and time.value[:4] in time.span.exact
        if time.type == "DATE" and with_year and (inside or behind):
            between = context.text[end : time.span.start]
            if inside or not any(mark in between for mark in ';:.“”"'):
                return time
    return None

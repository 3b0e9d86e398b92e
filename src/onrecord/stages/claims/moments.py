"""Moments: which of the times in its sentence a figure is of."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from onrecord.records import TimeExpression
from onrecord.stages.claims.context import Context
from onrecord.stages.claims.frames import Frame

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_HEIGHT = 8  # words above a word that are looked at


def as_of(context: Context, sentence: Sentence, around: list[Frame], frame: Frame | None) -> str | None:
    """The value of the time that the figure's clause gives, or its sentence, when it gives just one."""
    inside = [
        t for t in context.times_in(sentence.start_char, sentence.end_char) if t.type in ("DATE", "TIME")
    ]
    for times in (_of_clause(inside, frame), _hanging_on(inside, sentence, around, frame), inside):
        values = {t.value for t in times}
        if values:
            return values.pop() if len(values) == 1 else None
    return None


def _of_clause(times: list[TimeExpression], frame: Frame | None) -> list[TimeExpression]:
    if frame is None:
        return []
    return [t for t in times if frame.start <= t.span.start and t.span.end <= frame.end]


def _hanging_on(
    times: list[TimeExpression], sentence: Sentence, around: list[Frame], frame: Frame | None
) -> list[TimeExpression]:
    """The times that the parse hangs on the happening, or it on them ("October, when five died")."""
    if frame is None:
        return []
    others = {f.token.i for f in around} - {frame.token.i}
    found = []
    for time in times:
        tokens = [t for t in sentence if time.span.start <= t.idx < time.span.end]
        own = {t.i for t in tokens}
        if any(_reaches(t, {frame.token.i}, others) for t in tokens) or _reaches(frame.token, own, others):
            found.append(time)
    return found


def _reaches(token: Token, goals: Collection[int], stops: Collection[int]) -> bool:
    """Whether one of the words above `token` is a goal, none of the stops between."""
    node = token
    for _ in range(_HEIGHT):
        if node.head is node or node.head.i in stops:
            return False
        node = node.head
        if node.i in goals:
            return True
    return False

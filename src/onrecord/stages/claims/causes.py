"""Causes: why something happens, by whose account."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.stages.claims.accusations import accusations
from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import Frame, extent, kept
from onrecord.stages.claims.responsibilities import responsibility, triggers
from onrecord.words import content, table, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_SORTS = frozenset(("process", "occasion", "casualty", "event"))


def causes(context: Context) -> Iterator[Finding]:
    """Reasons given for happenings, and responsibility ascribed."""
    topic: Frame | None = None
    event: Frame | None = None
    for sentence in context.sentences:
        around = [f for f in context.frames(sentence) if f.sort in _SORTS]
        yield from _reasons(context, sentence, around)
        yield from triggers(context, around)
        if topic is not None:
            yield from _reflections(context, sentence, around, topic)
        yield from responsibility(context, sentence, around, event)
        yield from accusations(context, sentence, around, event)
        violent = (f for f in around if f.family in word_set("claims", "violent"))
        event = next(violent, event)
        topic = next((f for f in around if f.sort == "process"), topic)


@cache
def _reason_words() -> dict[str, str]:
    return {row[0]: row[1] for row in table("claims", "reasons")}


def _reasons(context: Context, sentence: Sentence, around: list[Frame]) -> Iterator[Finding]:
    for token in sentence:
        found = _reason(token)
        if found is None:
            continue
        top, strength = found
        effect = _effect_of(around, top, token)
        words = kept(top)
        reason = max(t.idx + len(t) for t in words)
        if effect is None or len(content(context.text[token.idx : reason])) < 2:
            continue
        if strength == "weak" and not _bears_out(token, top):
            continue
        yield _cause(context, effect, (token.idx, reason))


def _cause(context: Context, effect: Frame, reason: tuple[int, int]) -> Finding:
    return Finding(
        "cause",
        context.text[effect.start : effect.end],
        context.text[slice(*reason)],
        (reason, (effect.start, effect.end)),
        "reason",
        None,
        effect.family,
    )


def _reason(token: Token) -> tuple[Token, str] | None:
    """The head of the reason that `token` brings in, and how strong the word is."""
    if token.dep_ not in ("mark", "prep", "advmod"):
        return None
    word = token.text.casefold()
    following = token.nbor(1).text.casefold() if token.i + 1 < len(token.doc) else ""
    for phrase in (f"{word} {following}", word):
        strength = _reason_words().get(phrase)
        if strength and token.dep_ == "mark" and token.head.dep_ == "advcl":
            return token.head, strength
        if strength and token.dep_ in ("prep", "advmod"):
            inner = [c for c in token.children if c.dep_ in ("pobj", "pcomp", "prep")]
            return (inner[-1], strength) if inner else None
    return None


def _bears_out(token: Token, top: Token) -> bool:
    """Whether "as" or "amid" gives a reason: "as" with a clause of being or having, "amid" with its own."""
    if token.text.casefold() == "as":
        return token.dep_ == "mark" and top.text.casefold() in word_set("claims", "states")
    return token.text.casefold() == "amid"


def _effect_of(around: list[Frame], top: Token, word: Token) -> Frame | None:
    """The happening that a reason is given for: the clause above it."""
    by_place = {f.token.i: f for f in around}
    node = word.head if word.dep_ != "mark" else top.head
    for _ in range(3):
        if node.i in by_place:
            return by_place[node.i]
        inside = [by_place[c.i] for c in node.children if c.i in by_place and c.i < word.i]
        if inside:
            return inside[0]
        if node.head is node:
            return None
        node = node.head
    return None


def _reflections(
    context: Context, sentence: Sentence, around: list[Frame], topic: Frame
) -> Iterator[Finding]:
    """"The step reflects a fear of floods": an explanation of what was told before."""
    for token in sentence:
        if token.text.casefold() not in word_set("claims", "reflections") or not token.tag_.startswith("VB"):
            continue
        verb = token.head if token.dep_ == "conj" else token
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        thing = next((c for c in token.children if c.dep_ == "dobj"), None)
        if subject is None or thing is None:
            continue
        named = next((f for f in around if f.token.i == subject.i or subject.is_ancestor(f.token)), None)
        shell = subject.text.casefold() in word_set("claims", "shells")
        effect = named if named is not None and named.sort == "process" else topic if shell else None
        if effect is not None:
            place = extent(thing)
            yield _cause(context, effect, (token.idx, place[1]))

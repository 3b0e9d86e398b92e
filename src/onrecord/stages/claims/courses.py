"""Status and judgements: how far a thing has come, whether early or late, what it does to relations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import Frame, course, extent, is_negated
from onrecord.words import expanded, table

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAID_OF_OCCASIONS = frozenset(("started", "stopped"))
_SUBJECTS = ("nsubj", "nsubjpass")


@cache
def _judgements(name: str) -> dict[str, str]:
    return {form: row[0] for row in table("claims", name) for form in expanded(row[1])}


@cache
def _makes() -> frozenset[str]:
    """Verbs whose effect depends on the object: creating tension harms, creating a relationship does not."""
    return frozenset(form for row in table("claims", "makes") for form in expanded(row[0]))


def courses(context: Context) -> Iterator[Finding]:
    """Status, timing and effects, sentence by sentence."""
    for sentence in context.sentences:
        around = context.frames(sentence)
        for frame in around:
            if frame.sort in ("process", "occasion"):
                yield from _status(context, frame)
                yield from _timing(context, frame)
            elif frame.sort == "relation":
                yield from _effect(context, frame)


def _status(context: Context, frame: Frame) -> Iterator[Finding]:
    found = course(frame)
    if found is None or is_negated(frame.token) or _is_conditional(frame.token):
        return
    status, word = found
    if frame.sort == "occasion" and status not in _SAID_OF_OCCASIONS:
        return
    start, end = min(frame.start, word.idx), max(frame.end, word.idx + len(word))
    about = context.text[frame.start : frame.end]
    times = {t.value for t in context.times_in(start, end) if t.type in ("DATE", "TIME")}
    yield Finding(
        "status",
        about,
        status,
        ((start, end),),
        "course",
        None,
        frame.family,
        times.pop() if len(times) == 1 else None,
    )


def _is_conditional(token: Token) -> bool:
    """Whether the word stands under "if", "unless", "whether"."""
    node = token
    for _ in range(6):
        if any(c.dep_ == "mark" and c.text.casefold() in ("if", "unless", "whether") for c in node.children):
            return True
        if node.head is node:
            return False
        node = node.head
    return False


def _timing(context: Context, frame: Frame) -> Iterator[Finding]:
    """Words that judge the time of a thing: its own adjectives, or its verb and what is joined to that."""
    judgements = _judgements("timing")
    near = [c for c in frame.token.children if c.dep_ in ("amod", "advmod", "compound")]
    if not frame.is_verb:
        near += [t for verb in _verbs_of(frame.token) for t in (verb, *verb.children)]
    found = [(judgements[t.text.casefold()], t) for t in near if t.text.casefold() in judgements]
    found = [f for f in found if not is_negated(f[1]) and not _is_part_of_time(context, f[1])]
    real = [f for f in found if not _is_unreal(f[1])] or []
    if real:
        word, token = real[-1]
        first = min([token.idx, frame.start, *(t.idx for _, t in found)])
        last = max([token.idx + len(token), frame.end, *(t.idx + len(t) for _, t in found)])
        yield Finding(
            "fact",
            context.text[frame.start : frame.end],
            word,
            ((first, last),),
            "timing",
            None,
            frame.family,
        )


def _is_part_of_time(context: Context, token: Token) -> bool:
    return context.is_time(token.idx, token.idx + len(token))


def _is_unreal(token: Token) -> bool:
    """"might have come earlier": what might have been judges nothing."""
    node = token if token.tag_.startswith("VB") else token.head
    return any(c.dep_ == "aux" and c.text.casefold() in ("could", "would", "might") for c in node.children)


def _verbs_of(noun: Token) -> list[Token]:
    """The verb whose subject a noun is, and the verbs joined to it."""
    if noun.dep_ not in _SUBJECTS:
        return []
    verb = noun.head
    return [verb, *(c for c in verb.children if c.dep_ == "conj" and c.tag_.startswith("VB"))]


def _effect(context: Context, frame: Frame) -> Iterator[Finding]:
    """What something does to a relation: "improves relations", "will not affect ties"."""
    verb = frame.token.head
    effects = _judgements("effects")
    word = verb.text.casefold()
    if word in _makes() and frame.family != "tension":
        return
    as_object = frame.token.dep_ == "dobj"
    as_subject = frame.token.dep_ in _SUBJECTS
    if word not in effects or not (as_object or as_subject) or not verb.tag_.startswith("VB"):
        return
    effect = effects[word]
    if is_negated(verb) or _seems_not(verb):
        value = "unaffected"
    elif effect == "touch":
        value = "affected"
    else:
        value = _turned(effect, frame.family)
    start, end = extent(verb)
    start, end = min(start, frame.start), max(end, frame.end)
    yield Finding(
        "fact", context.text[frame.start : frame.end], value, ((start, end),), "effect", None, "relations"
    )


def _turned(effect: str, topic: str) -> str:
    """Less tension is better relations, and more of it worse ones."""
    rise = effect == "worse"
    return ("worse" if rise else "better") if topic == "tension" else effect


def _seems_not(verb: Token) -> bool:
    """"does not appear to be raising": the negation stands with the verb above."""
    return verb.dep_ == "xcomp" and any(c.dep_ == "neg" for c in verb.head.children)

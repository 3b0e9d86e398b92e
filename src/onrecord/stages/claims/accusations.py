"""Accusations: who is said to have done it, who denies it, and what is said to have nothing to do with it.

The values go with those of `responsibilities`: a name, NOT with a name, or UNPROVEN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import Frame, extent, is_negated
from onrecord.stages.claims.responsibilities import ascribed, bracket, name_of
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

NOT = "not "
UNPROVEN = "no evidence"
_NO_PROOF = re.compile(
    r"\bno (?:\w+ )?(?:evidence|proof|indication|sign)\b[^.;\n]{0,60}"
    r"\b(?:work of|behind|responsible|involved|involvement|carried out|connected|linked|links? to|responsibility)\b",
    re.IGNORECASE,
)
_UNCONNECTED = re.compile(
    r"\b(?:no (?:connection|link) between|nothing to do with|no excuse for|unrelated to|not related to"
    r"|not (?:caused|sparked|triggered|prompted|motivated|driven) by)\b",
    re.IGNORECASE,
)
_SUBJECTS = ("nsubj", "nsubjpass")
_DENIED = ("responsibility", "involvement", "role", "part", "guilt", "blame", "hand")


def accusations(
    context: Context, sentence: Sentence, around: list[Frame], topic: Frame | None
) -> Iterator[Finding]:
    """The doers, denials and missing proofs that a sentence gives for a happening told in it or just before."""
    for token in sentence:
        word = token.text.casefold()
        if word in word_set("claims", "doing"):
            yield from _doer(context, around, topic, token)
        elif word in word_set("claims", "denying"):
            yield from _denier(context, around, topic, token)
    what = _violent(around) or topic
    for match in _NO_PROOF.finditer(sentence.text):
        if what is not None:
            yield ascribed(context, what, UNPROVEN, _place(sentence, match))
    for match in _UNCONNECTED.finditer(sentence.text):
        if what is not None:
            yield ascribed(context, what, NOT + sentence.text[match.end() :].strip(), (
                sentence.start_char + match.start(), sentence.end_char))  # fmt: skip


def _place(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    return sentence.start_char + match.start(), sentence.start_char + match.end()


def _violent(around: list[Frame]) -> Frame | None:
    return next((f for f in around if f.family in word_set("claims", "violent")), None)


def _doer(
    context: Context, around: list[Frame], topic: Frame | None, verb: Token
) -> Iterator[Finding]:
    """"The raid was carried out by Odrin's guard", "Odrin's guard orchestrated the raid"."""
    agents = [c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"]
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    who = agents[0] if agents else subject if verb.tag_ != "VBN" or _has_helper(verb) else None
    done = [f for f in around if verb.is_ancestor(f.token) or f.token.is_ancestor(verb)]
    what = _violent(done)
    if who is None or what is None or who.i == what.token.i or is_negated(verb) or not _is_name(who):
        return
    yield ascribed(context, what, name_of(who), bracket(who, verb, what))


def _has_helper(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children)


def _is_name(who: Token) -> bool:
    """Whether a doer says something: no pronoun."""
    return who.tag_ not in ("PRP", "DT", "WDT", "WP", "EX")


def _denier(
    context: Context, around: list[Frame], topic: Frame | None, verb: Token
) -> Iterator[Finding]:
    """"Hollin denied any involvement", "denied carrying out the raid"."""
    who = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "xcomp", "pcomp", "ccomp")), None)
    if who is None or thing is None or not _is_name(who) or is_negated(verb):
        return
    inside = [f for f in around if thing.is_ancestor(f.token) or f.token is thing]
    denied = thing.text.casefold() in _DENIED
    what = _violent(inside) or (_violent(around) or topic if denied else None)
    if what is not None:
        start, end = extent(thing)
        yield ascribed(context, what, NOT + name_of(who), (min(who.idx, start), max(end, verb.idx + len(verb))))

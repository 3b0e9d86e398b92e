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
    r"\b(?:work of|behind|responsible|involved|involvement|carried out|responsibility)\b",
    re.IGNORECASE,
)
_UNCONNECTED = re.compile(
    r"\b(?:no (?:connection|link) between|nothing to do with|no excuse for|unrelated to|not related to"
    r"|not (?:caused|sparked|triggered|prompted|motivated|driven) by)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,.;:!?”\"]")
_SUBJECTS = ("nsubj", "nsubjpass")
_DENIED = ("responsibility", "involvement", "role", "part", "guilt", "blame", "hand")


def accusations(
    context: Context, sentence: Sentence, around: list[Frame], topic: Frame | None
) -> Iterator[Finding]:
    """The doers, denials and missing proofs of a happening that is told in a sentence or before it."""
    what = _violent(around) or topic
    if what is None:
        return
    doing, denying = word_set("claims", "doing"), word_set("claims", "denying")
    for token in sentence:
        word = token.text.casefold()
        if word in doing:
            yield from _doer(context, around, token)
        elif word in denying:
            yield from _denier(context, around, topic, token)
    text = context.told(sentence)
    for match in _NO_PROOF.finditer(text):
        yield ascribed(context, what, UNPROVEN, _place(sentence, match))
    for match in _UNCONNECTED.finditer(text) if _violent(around) else ():
        cause = _CLAUSE_END.split(text[match.end() :].strip())[0]
        yield ascribed(context, what, NOT + cause, (sentence.start_char + match.start(), sentence.end_char))


def _place(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    return sentence.start_char + match.start(), sentence.start_char + match.end()


def _violent(around: list[Frame]) -> Frame | None:
    return next((f for f in around if f.family in word_set("claims", "violent")), None)


def _doer(context: Context, around: list[Frame], verb: Token) -> Iterator[Finding]:
    """Deeds with a doer: "The raid was carried out by Odrin's guard"."""
    agents = [c for p in verb.children if p.dep_ == "agent" for c in p.children if c.dep_ == "pobj"]
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    who = agents[0] if agents else subject if verb.tag_ != "VBN" or _has_helper(verb) else None
    who = _claimant(verb, who) or who
    what = _violent([f for f in around if _is_done(f.token, verb)])
    if verb.text.casefold().startswith("carr") and not any(c.text.casefold() == "out" for c in verb.children):
        return  # a wounded man is carried, too
    if (
        who is None
        or what is None
        or _is_general(what.token)
        or who.i == what.token.i
        or is_negated(verb)
        or not _is_name(who)
    ):
        return
    yield ascribed(context, what, name_of(who), bracket(who, verb, what))


def _claimant(verb: Token, who: Token | None) -> Token | None:
    """Who takes a deed upon himself: "the Odrin Front claims that a unit of it carried out the raid"."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.text.casefold() not in word_set("claims", "claiming"):
        return None
    own = who is not None and (who.tag_ == "PRP" or above.text.casefold().startswith("claim"))
    return next((c for c in above.children if c.dep_ == "nsubj"), None) if own else None


def _is_done(deed: Token, verb: Token) -> bool:
    """Whether a deed stands as what the verb does: its object, passive subject or the noun it describes."""
    if deed.is_ancestor(verb):
        return bool(deed.i == verb.head.i)
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(thing.i == deed.i or thing.is_ancestor(deed) for thing in things)


def _is_general(deed: Token) -> bool:
    """"has been inciting violence": no certain deed, as a bare noun in the singular shows."""
    return deed.tag_ == "NN" and not any(c.i < deed.i for c in deed.children)


def _has_helper(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children)


def _is_name(who: Token) -> bool:
    """Whether a doer says something: no pronoun."""
    return who.tag_ not in ("PRP", "DT", "WDT", "WP", "EX")


def _denier(context: Context, around: list[Frame], topic: Frame | None, verb: Token) -> Iterator[Finding]:
    """Deeds denied: "Hollin denied any involvement", "denied carrying out the raid"."""
    who = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "xcomp", "pcomp", "ccomp")), None)
    if who is None or thing is None or not _is_name(who) or is_negated(verb):
        return
    inside = [f for f in around if thing.is_ancestor(f.token) or f.token.i == thing.i]
    denied = thing.text.casefold() in _DENIED
    what = _violent(inside) or (_violent(around) or topic if denied else None)
    if what is not None:
        start, end = extent(thing)
        yield ascribed(
            context, what, NOT + name_of(who), (min(who.idx, start), max(end, verb.idx + len(verb)))
        )

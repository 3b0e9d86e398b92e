"""Responsibility: who is held responsible for a happening, and what is said to have set it off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import Frame, extent, is_negated, is_supposed
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_BLAME = re.compile(
    r"(?:(?:claim\w{0,4}|took|taken|taking|assum\w{0,3}|bear\w?|bore)"
    r" (?:full )?(?:the )?(?:responsibility|credit)"
    r"|responsibility for|(?:held?|holds|is|are|was|were|be|been) (?:largely |solely |truly )?responsible"
    r"|(?:is|are|was|were|be|been) (?:behind|to blame)|blam(?:es?|ed|ing)|rests? squarely (?:with|on))\b",
    re.IGNORECASE,
)
NOBODY = "nobody named"
_NOBODY = re.compile(
    r"\bno (?:one|group|organi[sz]ation|person)\b[^.;\n]{0,30} (?:claimed|taken) (?:responsibility|credit)"
    r"|\bno (?:immediate )?claims? of responsibility"
    r"|\bno suspects? (?:has|have) (?:yet )?been (?:identified|named|arrested)"
    r"|\b(?:has|have|had) not (?:yet )?(?:identified|named|determined|said)"
    r" (?:who|a suspect|any suspects?|the)\b"
    r"|\b(?:don[’']t|do not|does not|doesn[’']t) (?:yet |even )*know who\b",
    re.IGNORECASE,
)


def triggers(context: Context, around: list[Frame]) -> Iterator[Finding]:
    """"The ruling sparked protests", "protests, which were sparked by the ruling"."""
    for effect in around:
        verb, cause = _trigger(effect.token)
        if verb is not None and cause is not None and not is_supposed(verb):
            start, end = extent(cause)
            place = (min(verb.idx, start), max(verb.idx + len(verb), end))
            yield Finding(
                "cause",
                context.text[effect.start : effect.end],
                context.text[start:end],
                (place, (effect.start, effect.end)),
                "responsibility",
                None,
                under(effect),
            )


def _trigger(effect: Token) -> tuple[Token | None, Token | None]:
    """The verb that brings `effect` about, and what stands as its cause."""
    head = effect.head
    if effect.dep_ == "dobj" and head.text.casefold() in word_set("claims", "triggers"):
        return head, next((c for c in head.children if c.dep_ == "nsubj" and c.tag_.startswith("NN")), None)
    passive = [c for c in effect.children if c.dep_ in ("acl", "relcl")]
    if effect.dep_ == "nsubjpass":
        passive.append(head)
    for verb in passive:
        agents = [c for c in verb.children if c.dep_ == "agent"]
        if verb.text.casefold() in word_set("claims", "triggers") and agents:
            return verb, next((c for c in agents[0].children if c.dep_ == "pobj"), None)
    return None, None


def responsibility(
    context: Context, sentence: Sentence, around: list[Frame], topic: Frame | None
) -> Iterator[Finding]:
    """Who is held responsible for what; NOBODY where a page says that it is not known."""
    text = context.told(sentence)
    for match in _NOBODY.finditer(text):
        what = around[0] if around else topic
        if what is not None:
            place = sentence.start_char + match.start(), sentence.start_char + match.end()
            yield ascribed(context, what, NOBODY, place)
    for match in _BLAME.finditer(text):
        start = sentence.start_char + match.start()
        token = next((t for t in sentence if t.idx >= start), None)
        if token is None:
            continue
        who = _responsible(token)
        what = _nearest(around, token)
        if who is None or what is None or who.i == token.i or is_negated(token):
            continue
        yield ascribed(context, what, name_of(who), bracket(who, token, what))


def ascribed(context: Context, what: Frame, who: str, place: tuple[int, int]) -> Finding:
    """The finding that `who` is held responsible for `what`, at `place` in the text."""
    return Finding(
        "cause", context.text[what.start : what.end], who, (place,), "responsibility", None, under(what)
    )


def under(frame: Frame) -> str:
    """The family that responsibility is asked about: a bombing, its dead and its violence are one."""
    return "violence" if frame.family in word_set("claims", "violent") else frame.family


def bracket(who: Token, token: Token, what: Frame) -> tuple[int, int]:
    """The stretch of text from the first to the last of three words."""
    ends = [who.idx, token.idx, what.token.idx]
    lasts = [who.idx + len(who), token.idx + len(token), what.token.idx + len(what.token)]
    return min(ends), max(lasts)


def name_of(who: Token) -> str:
    """A noun with the words that name it: "Odrin harbour guard", "Velt-backed militia"."""
    first = min((t.left_edge.i for t in who.lefts if t.dep_ in ("compound", "amod")), default=who.i)
    doc = who.doc
    return doc.text[doc[first].idx : who.idx + len(who)]


def _responsible(token: Token) -> Token | None:
    """Who is held responsible: the object of "blamed" and "with", else the subject."""
    verb = token if token.tag_.startswith(("VB", "NN")) else token.head
    if token.text.casefold().startswith("blam"):
        return next((c for c in token.children if c.dep_ == "dobj"), None)
    if token.text.casefold().startswith("rest"):
        inner = [c for p in token.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
        return inner[0] if inner else None
    for node in (verb, verb.head):
        if token.text.casefold() in ("held", "hold", "holds"):
            found = next((c for c in node.children if c.dep_ in ("dobj", "nsubj")), None)
        else:
            found = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None and found.tag_ not in ("PRP", "DT", "WDT", "WP", "EX"):
            return found
    return None


def _nearest(around: list[Frame], token: Token) -> Frame | None:
    behind = [f for f in around if f.token.i != token.i and f.family != "blame"]
    return min(behind, key=lambda f: (abs(f.token.i - token.i), f.token.i), default=None)

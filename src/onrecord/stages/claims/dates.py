"""Dates: which happening a time expression dates, and how (on, until, since, by)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.records import Bound, TimeExpression
from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import Frame
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_RELATIONS = ("until", "till", "since", "by", "before", "after", "from", "through")
_SPEECH = frozenset(("announce", "blame"))
_FAR = 12  # tokens


def dates(context: Context) -> Iterator[Finding]:
    """The dated happenings of an article."""
    for sentence in context.sentences:
        times = [
            t
            for t in context.times_in(sentence.start_char, sentence.end_char)
            if t.type == "DATE" and t.value[:1].isdigit() and t.precision != "vague"
        ]
        around = context.frames(sentence) if times else []
        for time in times:
            yield from _dated(context, sentence, around, time)


def _dated(
    context: Context, sentence: Sentence, around: list[Frame], time: TimeExpression
) -> Iterator[Finding]:
    token = next((t for t in sentence if t.idx >= time.span.start), None)
    if token is None:
        return
    frame = _dated_frame(around, token)
    if frame is None or _is_heading(context.text, frame, time):
        return
    yield _finding(context, sentence, frame, time, token)
    for result in _brought_about(around, frame):
        yield _finding(context, sentence, result, time, token)


def _is_heading(text: str, frame: Frame, time: TimeExpression) -> bool:
    """"Odrin explosions: Tuesday": the day of the report and not of what it tells."""
    return text[frame.end : time.span.start].strip() == ":"


def _finding(
    context: Context, sentence: Sentence, frame: Frame, time: TimeExpression, token: Token
) -> Finding:
    start = min(frame.start, time.span.start)
    end = max(frame.end, time.span.end)
    named_by_it = frame.token.i > token.i  # "until the 2027 war": the war was in 2027
    relation, bound = ("on", None) if named_by_it else _relation(sentence, token)
    about = _without(context.text[frame.start : frame.end], time.span.exact)
    value = time.edtf or time.value
    if relation == "on":  # "since the vote in 2027": the vote itself has no open side
        value = value.removesuffix("/..").removeprefix("../")
    if time.mod == "END" or _ends_before(sentence, token):
        value = f"{time.value}:END"
    inferred = "; year inferred" if _is_year_inferred(time) else ""
    return Finding(
        "date",
        about,
        value,
        ((start, end), (time.span.start, time.span.end)),
        relation,
        bound,
        frame.family + inferred,
    )


def _is_year_inferred(time: TimeExpression) -> bool:
    """Whether the year of a date comes from elsewhere: "in June", but not "last year"."""
    words = time.span.exact.casefold()
    return time.value[:4] not in words and "year" not in words


def _without(words: str, time: str) -> str:
    """The words of a happening without its time and the preposition of it."""
    prepositions = "|".join((*_RELATIONS, "on", "in", "at", "during"))
    bare = re.sub(rf"(?:\b(?:{prepositions})\s+)?(?:\bthe\s+)?{re.escape(time)}", " ", words)
    return bare.strip(" ,;") or words


def _dated_frame(around: list[Frame], token: Token) -> Frame | None:
    """The frame that a time belongs to: the word before its preposition, an ancestor, or the nearest."""
    by_place = {f.token.i: f for f in around if f.family not in _SPEECH}
    if not by_place:
        return None
    before = _word_before(token)
    if before is not None and before.i in by_place:
        return by_place[before.i]
    if token.dep_ in ("compound", "nmod") and token.head.tag_.startswith("NN"):
        return by_place.get(token.head.i)  # "on a Wednesday trip": the trip's day, nothing else's
    node = token
    for _ in range(8):
        if node.i in by_place and node is not token:
            return by_place[node.i]
        if node.head is node or (node.tag_.startswith("VB") and node is not token):
            break
        node = node.head
    if node.i in by_place:
        return by_place[node.i]
    return _only_noun_of(node, by_place, token)


def _only_noun_of(verb: Token, by_place: dict[int, Frame], token: Token) -> Frame | None:
    """The frame that is the subject or object of the dated verb ("took place"), when there is one alone."""
    if verb.text.casefold() not in word_set("claims", "light"):
        return None
    near = [
        by_place[c.i]
        for c in verb.children
        if c.i in by_place and c.dep_ in ("nsubj", "nsubjpass", "dobj") and abs(c.i - token.i) <= _FAR
    ]
    return near[0] if len(near) == 1 else None


def _word_before(token: Token) -> Token | None:
    """The content word before the time's own words: "a mandate to at least late 2031" → mandate."""
    skipped = set(_RELATIONS) | {
        "at",
        "least",
        "the",
        "end",
        "of",
        "in",
        "on",
        "early",
        "late",
        "mid",
        "about",
        "most",
        "beginning",
    }
    i = token.i - 1
    while i >= 0 and token.i - i < 8 and token.doc[i].text.casefold() in skipped:
        i -= 1
    return token.doc[i] if i >= 0 else None


def _brought_about(around: list[Frame], frame: Frame) -> list[Frame]:
    """What a dated happening led to: "the 2027 war, which led to their reclaiming it"."""
    results = word_set("claims", "results")
    verbs = [c for c in frame.token.children if c.dep_ == "relcl" and c.text.casefold() in results]
    return [
        replace(f, start=min(f.start, verb.idx + len(verb) + 1))
        for f in around
        for verb in verbs
        if f.token.i > verb.i and verb.is_ancestor(f.token) and f.family != frame.family
    ]


def _before(sentence: Sentence, token: Token) -> list[str]:
    first = max(sentence.start, token.i - 6)
    return [t.text.casefold() for t in token.doc[first : token.i]]


def _ends_before(sentence: Sentence, token: Token) -> bool:
    return _before(sentence, token)[-2:] == ["end", "of"]


def _relation(sentence: Sentence, token: Token) -> tuple[str, Bound | None]:
    """("until", "at least"): the preposition of a time and its bound."""
    before = _before(sentence, token)
    relation = "on"
    for word in reversed(before):
        if word in _RELATIONS:
            relation = "until" if word == "till" else word
            break
        if word not in ("at", "least", "the", "end", "of", "early", "late", "mid", "beginning", "in"):
            break
    bound: Bound | None = "at least" if before[-5:].count("least") else None
    return relation, bound

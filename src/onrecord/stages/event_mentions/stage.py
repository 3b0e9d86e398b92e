"""The stage: from the parse of an article and the records about it to its event mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.language import Parse, is_full
from onrecord.records import (
    Article,
    Attribution,
    EventDate,
    EventMention,
    Mention,
    Participant,
    Record,
    Span,
    Status,
    TimeExpression,
)
from onrecord.stage import Dossier
from onrecord.stages.event_mentions.arguments import parties
from onrecord.stages.event_mentions.circumstances import (
    contexts,
    event_date,
    event_location,
    innermost,
    is_historical,
    mode,
)
from onrecord.stages.event_mentions.detector import is_enough, probabilities
from onrecord.stages.event_mentions.lexicon import word_sets
from onrecord.stages.event_mentions.participants import Cast
from onrecord.stages.event_mentions.predicates import Predicate, predicates
from onrecord.stages.event_mentions.sides import kin_of, participants
from onrecord.stages.event_mentions.status import status
from onrecord.text import quote, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[\w.-]{1,40}")
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")  # a year, month or day of TIMEX3
_ORIGIN = "event_mentions@3"
_LONGEST_QUOTE = 60  # tokens


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate with everything that can be read off its clause."""

    predicate: Predicate
    mention: EventMention


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the article gives to each of its predicates."""

    cast: Cast
    times: dict[int, list[tuple[Token, TimeExpression]]]  # by the first token of their sentence
    attributions: tuple[Attribution, ...]
    by_anchor: dict[int, Predicate]


def clause(predicate: Predicate, parse: Parse, article: Article) -> Span:
    """The span of the clause or noun phrase that tells of the event."""
    head = predicate.carrier or predicate.anchor
    if predicate.entry.kind == "a" and head.head.tag_.startswith("VB"):
        head = head.head
    low, high = head.left_edge.i, head.right_edge.i
    low = max(low, min(predicate.anchor.i, head.i) - _LONGEST_QUOTE // 2)
    high = min(high, max(predicate.anchor.i, head.i) + _LONGEST_QUOTE // 2)
    if head.dep_ in ("relcl", "acl") and head.head.i < low:
        low = max(head.head.left_edge.i, low - _LONGEST_QUOTE // 2)
    while parse[low].dep_ == "mark" and low < predicate.anchor.i:
        low += 1
    low, high = _one_paragraph(parse, low, high, predicate.anchor.i)
    while low < predicate.anchor.i and (
        parse[low].is_punct or parse[low].dep_ == "cc" or parse[low].is_space
    ):
        low += 1
    while high > predicate.anchor.i and (parse[high].is_punct or parse[high].is_space):
        high -= 1
    start, end = trimmed(article.text, parse[low].idx, parse[high].idx + len(parse[high]))
    return quote(article, start, end)


def _one_paragraph(parse: Parse, low: int, high: int, anchor: int) -> tuple[int, int]:
    """The tokens of [low, high] that stand in the same paragraph as the anchor."""
    for i in range(anchor, low - 1, -1):
        if "\n" in parse[i].text:
            low = i + 1
            break
    for i in range(anchor, high + 1):
        if "\n" in parse[i].text:
            high = i - 1
            break
    return low, high


def _parties(
    predicate: Predicate, kin: list[Predicate], cast: Cast
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients; a side that is missing comes from the telling beside it."""
    sides = []
    for side in (0, 1):
        found: tuple[Participant, ...] = ()
        for teller in (predicate, *kin):
            found = found or participants(parties(teller)[side], teller, cast, side == 0)
        sides.append(found)
    actors, recipients = sides
    known = {(p.span.start, p.span.end) for p in actors}
    return actors, tuple(p for p in recipients if (p.span.start, p.span.end) not in known)


def _mention(predicate: Predicate, context: Context) -> EventMention:
    cast = context.cast
    article, parse = cast.article, cast.parse
    kin = kin_of(predicate, context.by_anchor)
    actors, recipients = _parties(predicate, kin, cast)
    anchor = quote(article, predicate.anchor.idx, predicate.anchor.idx + len(predicate.anchor))
    told = clause(predicate, parse, article)
    others = frozenset(context.by_anchor) - {predicate.anchor.i} - {p.anchor.i for p in kin}
    when = event_date(predicate, context.times.get(predicate.anchor.sent.start, ()), others)
    kind = mode(predicate, _near(predicate))
    done = _dated_status(status(predicate), when, article)
    where = event_location(predicate, cast, others, {t.i for t in parties(predicate)[0]})
    return EventMention(
        origin=_ORIGIN,
        article=article.id,
        anchor=anchor,
        quote=told,
        type=predicate.entry.type,
        mode=kind,
        also=_also(predicate.entry.type, kind, done),
        contexts=contexts(_WORD.findall(told.exact.lower())),
        actors=actors,
        recipients=recipients,
        location=where,
        date=when,
        status=done,
        historical=is_historical(when, article.published),
        attribution=innermost(anchor, context.attributions),
        confidence=0.0,
    )


def _dated_status(found: Status, when: EventDate | None, article: Article) -> Status:
    """What is dated after the day, month or year of publication can only be planned."""
    if found in ("happened", "ongoing") and when is not None and article.published:
        day, published = when.value[:10], article.published[:10]
        if _CALENDAR.fullmatch(day) and len(day) <= len(published) and day > published[: len(day)]:
            return "planned"
    return found


def _near(predicate: Predicate) -> frozenset[str]:
    """The predicate, its carrier and particles, its objects and their modifiers, in lower case."""
    words = {predicate.anchor.lower_}
    for head in (predicate.anchor, predicate.carrier):
        for child in head.children if head is not None else ():
            if child.dep_ in ("compound", "amod", "nmod", "dobj", "attr", "xcomp", "prt"):
                words.add(child.lower_)
                words |= {c.lower_ for c in child.children if c.dep_ in ("compound", "amod", "nmod")}
            elif child.dep_ in ("prep", "agent"):
                words |= {c.lower_ for c in child.children if c.dep_ == "pobj"}
    return frozenset(words)


def _also(kind: str, how: str | None, done: Status) -> tuple[str, ...]:
    """Other codes that coders accept: of neighbouring types, and PLOVER's own for intents and refusals."""
    known = dict(word_sets("also.tsv"))
    codes = set(known.get(f"{kind}/{how}") or known.get(kind) or ())
    if done in ("planned", "announced", "denied"):
        codes |= known.get(f"{done} {kind}", frozenset())
    return tuple(sorted(codes - {kind}))


def _timed(parse: Parse, times: Iterable[TimeExpression]) -> dict[int, list[tuple[Token, TimeExpression]]]:
    found: dict[int, list[tuple[Token, TimeExpression]]] = {}
    for time in times:
        span = parse.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is not None:
            found.setdefault(span.root.sent.start, []).append((span.root, time))
    return found


def candidates(
    article: Article,
    parse: Parse,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    attributions: tuple[Attribution, ...],
) -> list[Candidate]:
    """Every predicate of a fully parsed article as an uncertain event mention, in text order."""
    found = predicates(parse)
    context = Context(
        Cast.of(article, parse, mentions), _timed(parse, times), attributions, {p.anchor.i: p for p in found}
    )
    return [Candidate(p, _mention(p, context)) for p in found]


def event_mentions(dossier: Dossier) -> Iterator[EventMention]:
    """The events that an article tells of, in text order; none for languages without a full parse."""
    if not is_full(dossier.parse):
        return
    found = candidates(
        dossier.article, dossier.parse, dossier.get(Mention), dossier.get(TimeExpression),
        dossier.get(Attribution),
    )  # fmt: skip
    scores = probabilities([(c.predicate, c.mention) for c in found])
    for candidate, score in zip(found, scores, strict=True):
        if is_enough(candidate.mention, score):
            yield replace(candidate.mention, confidence=score)


class EventMentionStage:
    """Makes EventMentions of one article; pure."""

    name = "event_mentions"
    version = 3
    reads: tuple[type[Record], ...] = (Mention, TimeExpression, Attribution)
    makes: tuple[type[Record], ...] = (EventMention,)

    def __call__(self, dossier: Dossier) -> Iterable[Record]:
        """The records of one article."""
        return event_mentions(dossier)


STAGE = EventMentionStage()

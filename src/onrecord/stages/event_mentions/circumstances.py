"""Where and when: the place, the date and the attribution that belong to one predicate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.records import Attribution, EventDate, Location, Mention, Span, TimeExpression
from onrecord.stages.event_mentions.lexicon import modes, word_sets
from onrecord.stages.event_mentions.participants import Cast
from onrecord.stages.event_mentions.predicates import Predicate
from onrecord.text import quote
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 6  # steps up the tree from a date or place to the event it belongs to
_WIDEST = 80  # tokens each side of an anchor searched for its place
_RECENT = timedelta(days=30)


def _steps(token: Token, predicate: Predicate, others: frozenset[int]) -> int | None:
    """Steps up the tree from `token` to the predicate or its clause; None when another event is nearer."""
    targets = {predicate.anchor.i: 0}
    anchor = predicate.anchor
    if anchor.dep_ == "conj" and anchor.head.tag_[:2] == "VB" == anchor.tag_[:2]:
        targets[anchor.head.i] = 3  # "met on Friday and agreed"
    if predicate.carrier is not None:
        targets[predicate.carrier.i] = 1
    elif predicate.entry.kind == "n" and predicate.anchor.head.tag_.startswith("VB"):
        targets[predicate.anchor.head.i] = 2
    for step in range(_FARTHEST):
        if token.i in targets:
            return step + targets[token.i]
        if token.i in others or token.head.i == token.i:
            return None
        token = token.head
    return None


def event_date(
    predicate: Predicate, times: Iterable[tuple[Token, TimeExpression]], others: frozenset[int]
) -> EventDate | None:
    """The nearest date or time that hangs on the predicate; `others` are the anchors of other events."""
    best: tuple[int, int, TimeExpression, str | None] | None = None
    for token, time in times:
        if time.type not in ("DATE", "TIME") or time.value.endswith("_REF"):
            continue
        if _parted(token, predicate.anchor):
            continue
        steps, edtf = _steps(token, predicate, others), time.edtf
        if edtf is not None and (edtf.endswith("/..") or edtf.startswith("../")):
            if not _hangs_on_bound(token, predicate):
                edtf = edtf.removesuffix("/..").removeprefix("../")
            elif edtf.endswith("/..") and not _lasts(predicate.anchor):
                continue  # "since 2021 it has sold three ships": none of them in 2021 for all we know
        if steps is not None and (best is None or (steps, token.i) < best[:2]):
            best = (steps, token.i, time, edtf)
    if best is None:
        return None
    time = best[2]
    return EventDate(time.value, best[3], time.precision, time.basis, time.span, time.id)


def _parted(token: Token, anchor: Token) -> bool:
    """Whether a line ends between a date and a predicate: a parse may run from a deck into the text."""
    low, high = sorted((token.i, anchor.i))
    return any("\n" in between.text for between in token.doc[low:high])


def _hangs_on_bound(token: Token, predicate: Predicate) -> bool:
    """Whether "since" or "until" stands between a date and the predicate, not above both."""
    for _ in range(_FARTHEST):
        if token.i in (predicate.anchor.i, token.head.i):
            return False
        token = token.head
        if token.lower_ in ("since", "until", "till"):
            return token.i != predicate.anchor.i
    return False


def _lasts(anchor: Token) -> bool:
    """Whether a predicate is told as going on: in the progressive, or in the present."""
    return anchor.tag_ in ("VBG", "VBZ", "VBP") or any(
        child.lower_ == "been" and child.dep_ == "aux" for child in anchor.children
    )


def event_location(
    predicate: Predicate, cast: Cast, others: frozenset[int], taken: set[int]
) -> Location | None:
    """The nearest place that hangs on the predicate by a preposition of place; `taken` are its parties."""
    best: tuple[int, int] | None = None
    sentence, at = predicate.anchor.sent, predicate.anchor.i
    for token in cast.parse[max(sentence.start, at - _WIDEST) : min(sentence.end, at + _WIDEST)]:
        if token.i in taken or not is_place(token, cast) or not _stands_for_a_place(token, predicate):
            continue
        steps = _steps(token, predicate, others)
        if steps is not None and (best is None or (steps, token.i) < best):
            best = (steps, token.i)
    return None if best is None else _location(cast.parse[best[1]], cast)


def _stands_for_a_place(token: Token, predicate: Predicate) -> bool:
    """Whether a place name is used as one here: after "in", "the city of", "the Gaza border", or visited."""
    if token.dep_ == "dobj":
        return predicate.entry.mode == "visit" and token.head.i == predicate.anchor.i
    if token.dep_ == "pobj" and token.head.lower_ == "of" and _is_site(token.head.head):
        token = token.head.head
    elif token.dep_ in ("poss", "compound", "nmod", "amod") and _is_site(token.head):
        token = token.head
    if token.dep_ in ("appos", "conj"):
        token = token.head
    if token.dep_ == "pobj":
        return token.head.lower_ in word_set("events", "placing")
    return token.dep_ in ("compound", "npadvmod") and token.head.i == predicate.anchor.i


def _is_site(token: Token) -> bool:
    return token.lower_ in word_set("events", "sites")


def is_place(token: Token, cast: Cast) -> bool:
    """Whether a name is that of a place."""
    mention = cast.at.get(token.i)
    return mention.type == "place" if mention is not None else token.ent_type_ in ("GPE", "LOC", "FAC")


def _location(token: Token, cast: Cast) -> Location:
    mention: Mention | None = cast.at.get(token.i)
    if mention is not None:
        return Location(mention.span, mention.name or mention.span.exact, mention.country)
    first = last = token.i
    while (
        first > 0 and cast.parse[first - 1].ent_type_ == token.ent_type_ and cast.parse[first].ent_iob_ == "I"
    ):
        first -= 1
    start, end = cast.parse[first].idx, cast.parse[last].idx + len(cast.parse[last])
    span = quote(cast.article, start, end)
    return Location(span, span.exact, None)


def is_historical(when: EventDate | None, published: str | None) -> bool:
    """Whether an event is dated more than 30 days before publication, or in an earlier year."""
    if when is None or published is None:
        return False
    if len(when.value) >= 4 and when.value[:4].isdigit() and published[:4].isdigit():
        latest = _latest(when.value)
        day = _day(published)
        return latest is not None and day is not None and latest <= day - _RECENT
    return False


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _latest(value: str) -> date | None:
    """The last day of a TIMEX3 year, month or day value; None for everything else."""
    exact = _day(value)
    if exact is not None:
        return exact
    parts = value[:7].split("-")
    if len(parts) > 1 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        return date(int(parts[0]), int(parts[1]), 28)
    return date(int(parts[0]), 12, 31) if parts[0].isdigit() and 1 <= int(parts[0]) <= 9999 else None


def innermost(anchor: Span, attributions: tuple[Attribution, ...]) -> str | None:
    """The id of the attribution with the shortest content that contains the anchor."""
    best: tuple[int, str] | None = None
    for attribution in attributions:
        for content in attribution.content:
            if content.start <= anchor.start and anchor.end <= content.end:
                size = (content.end - content.start, attribution.id)
                best = size if best is None or size < best else best
    return best[1] if best else None


def contexts(words: Iterable[str]) -> tuple[str, ...]:
    """The PLOVER contexts that the words (lower case) of a clause show, in the codebook's order."""
    found = frozenset(words)
    return tuple(code for code, listed in word_sets("contexts.tsv") if found & listed)


def mode(predicate: Predicate, words: frozenset[str]) -> str | None:
    """The PLOVER mode: what the words nearby say, else what the lexicon says."""
    for name, listed in modes().get(predicate.entry.type, ()):
        if words & listed:
            return name
    return predicate.entry.mode

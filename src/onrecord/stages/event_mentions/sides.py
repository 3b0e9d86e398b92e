"""The two sides of an event: which named parties a phrase stands for, and what tellings beside it add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.records import Participant
from onrecord.stages.event_mentions.circumstances import is_place
from onrecord.stages.event_mentions.lexicon import countries, lemmas
from onrecord.stages.event_mentions.participants import Cast, inner_parties, is_party, overlaps, participant
from onrecord.stages.event_mentions.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_DURING = ("in", "during", "by")


def _named(head: Token, predicate: Predicate, cast: Cast, acting: bool) -> list[Token]:
    """The parties that a phrase stands for: itself, or those named inside it."""
    after = head.head.lower_ if head.dep_ == "pobj" else ""
    placed = head.dep_ == "compound" or after in ("on", "at", "in")
    if predicate.entry.type == "ASSAULT" and placed and is_place(head, cast) and head.text not in countries():
        return []  # "the London bombing", "an attack on London Bridge": where, not who
    content = not acting and any(x in predicate.entry.objects for x in lemmas(head.lower_))
    if is_party(head, cast) and not content:
        return [head]
    if predicate.entry.type == "ASSAULT" and after in ("on", "at"):
        return []
    return inner_parties(head, cast)


def participants(
    heads: list[Token], predicate: Predicate, cast: Cast, acting: bool
) -> tuple[Participant, ...]:
    """The participants that the phrases `heads` name, each span once, in the order given."""
    found: list[Participant] = []
    for head in heads:
        for party in _named(head, predicate, cast, acting):
            made = participant(party, cast)
            if not any(overlaps(made.span, old.span) for old in found):
                found.append(made)
    return tuple(found)


def kin_of(predicate: Predicate, by_anchor: dict[int, Predicate]) -> list[Predicate]:
    """Predicates that tell of the same thing right beside: "killed in the attack"."""
    anchor = predicate.anchor
    near = [c for c in anchor.children if c.dep_ in ("relcl", "acl")]
    if anchor.dep_ in ("relcl", "acl"):
        near.append(anchor.head)
    for prep in anchor.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in _DURING:
            near += [c for c in prep.children if c.dep_ == "pobj"]
    if anchor.dep_ == "pobj" and anchor.head.lower_ in _DURING:
        near.append(anchor.head.head)
    found = [by_anchor[t.i] for t in near if t.i in by_anchor]
    return [p for p in found if p.entry.type == predicate.entry.type and p.entry.kind != predicate.entry.kind]

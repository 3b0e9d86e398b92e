"""Who acts and who receives: reading the parties of a predicate off the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.stages.event_mentions.lexicon import rows
from onrecord.stages.event_mentions.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_RECEIVES = frozenset({"ASSAULT", "COERCE", "ACCUSE", "SUPPORT", "REJECT", "AID", "SANCTION", "RETREAT"})
_BE = ("is", "are", "was", "were", "be")
_DEEPEST = 4  # clauses up that a missing subject is looked for


@cache
def _prepositions() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {row[0]: (frozenset(row[1].split()), frozenset(row[2].split())) for row in rows("types.tsv")}


def expanded(token: Token) -> list[Token]:
    """`token` and what is coordinated with it ("Russia and Azerbaijan"), in order."""
    return [token, *(c for c in token.conjuncts if c.i > token.i and c.tag_[0] in "NPCDJ")]


def _children(token: Token, deps: tuple[str, ...]) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def _resolve_relative(token: Token, verb: Token) -> Token:
    """The antecedent of "who", "which", "that"; other tokens unchanged."""
    if token.tag_ not in ("WP", "WDT"):
        return token
    clause = verb
    for _ in range(_DEEPEST):
        if clause.dep_ in ("relcl", "acl"):
            return clause.head
        clause = clause.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: "was hit", "hit by", "the town hit by shells"."""
    if _children(verb, ("auxpass", "nsubjpass")):
        return True
    if verb.tag_ != "VBN" or _children(verb, ("dobj",)):
        return False
    if verb.dep_ in ("acl", "relcl", "advcl", "amod") and not _children(verb, ("aux", "nsubj")):
        return True
    return (
        verb.dep_ == "conj"
        and verb.head.tag_ == "VBN"
        and not _children(verb, ("aux", "nsubj"))
        and (is_passive(verb.head))
    )


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of a verb, shared or controlled from a higher clause if it has none of its own."""
    own = _children(verb, ("nsubj", "nsubjpass"))
    if own:
        return _resolve_relative(own[0], verb)
    if depth >= _DEEPEST or verb.dep_ == "ROOT":
        return None
    head = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return head if head.tag_[0] in "NP" else None
    if verb.dep_ == "pcomp":
        head = head.head
    if verb.dep_ in ("xcomp", "ccomp") and head.tag_.startswith("VB"):
        controller = _children(head, ("dobj", "dative"))
        if controller and verb.tag_ == "VB":
            return controller[0]
    if not head.tag_.startswith("VB"):
        return (
            _owner(head)
            if verb.dep_ in ("pcomp", "acl")
            else subject(head, depth + 1)
            if head != verb
            else None
        )
    return subject(head, depth + 1)


def _owner(noun: Token) -> Token | None:
    owners = _children(noun, ("poss",))
    return owners[0] if owners else None


def _after(token: Token, words: frozenset[str]) -> Iterator[Token]:
    """What stands after the prepositions `words` that hang on `token`."""
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in words:
            yield from (c for c in prep.children if c.dep_ == "pobj")
            for nested in prep.children:  # "up to", "along with"
                if nested.dep_ == "prep" and nested.lower_ in words:
                    yield from (c for c in nested.children if c.dep_ == "pobj")


def _agents(verb: Token) -> list[Token]:
    return [o for a in _children(verb, ("agent",)) for o in _children(a, ("pobj",))]


def _objects(verb: Token, kind: str, first: Token | None) -> list[Token]:
    """Direct and indirect objects; of a request, also who is to do what is asked."""
    found = [t for t in _children(verb, ("dobj", "dative")) if t.dep_ != "dative" or t.tag_[0] in "NP"]
    clauses = _children(verb, ("ccomp", "xcomp")) if kind == "REQUEST" else []
    found += [s for c in clauses for s in _children(c, ("nsubj",))]
    found = [_resolve_relative(t, verb) for t in found]
    if not found and verb.dep_ == "relcl" and first is not verb.head and verb.head.tag_[0] in "NP":
        return [verb.head]
    return found


def _is_to_blame(verb: Token) -> bool:
    """Whether the subject is who is accused: "X is to blame"."""
    return verb.lower_ == "blame" and verb.tag_ == "VB" and verb.head.lower_ in _BE


def _verb_parties(verb: Token, predicate: Predicate) -> tuple[list[Token], list[Token]]:
    receives, _ = _prepositions().get(predicate.entry.type, (frozenset(), frozenset()))
    first = subject(verb)
    agents = _agents(verb)
    objects = _objects(verb, predicate.entry.type, first)
    if predicate.entry.particle is not None and predicate.entry.type != "RETREAT":
        receives |= {predicate.entry.particle}
    others = list(_after(verb, receives))
    if _is_to_blame(verb):
        return [], [first] if first is not None else []
    if is_passive(verb):
        if predicate.entry.frame == "theme" and not agents:
            return ([first] if first else []), others
        return agents, ([first] if first else []) + objects + others
    actors = [first] if first is not None else []
    if predicate.entry.frame == "from":
        return list(_after(verb, frozenset({"from"}))), actors
    return actors, ([] if predicate.entry.frame == "theme" else objects) + others


def _noun_parties(noun: Token, predicate: Predicate) -> tuple[list[Token], list[Token]]:
    receives, acts = _prepositions().get(predicate.entry.type, (frozenset(), frozenset()))
    frame = predicate.entry.frame
    owners = _children(noun, ("poss",))
    modifiers = [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.text[:1].isupper()]
    actors = list(_after(noun, acts))
    others = list(_after(noun, receives))
    of = list(_after(noun, frozenset({"of"})))
    clauses = _children(noun, ("acl",))
    for clause in clauses:
        if clause.tag_ == "VBN":  # "a deal brokered by Norway between Chile and Peru"
            actors += [*_agents(clause), *_after(clause, acts)]
    if predicate.entry.type == "ASSAULT":  # "strikes targeting militants"
        others += [o for p in clauses if p.tag_ == "VBG" for o in _children(p, ("dobj",))]
    if frame == "from":
        return list(_after(noun, frozenset({"from"}))) or actors, owners + others
    if frame in ("theme", "sym"):
        return owners + modifiers + of + [a for a in actors if a not in of], others
    of = of if predicate.entry.type in _OF_RECEIVES else []
    return owners + modifiers + actors, others + [o for o in of if o not in actors]


def _carrier_parties(predicate: Predicate) -> tuple[list[Token], list[Token]]:
    verb = predicate.carrier
    assert verb is not None
    receives, _ = _prepositions().get(predicate.entry.type, (frozenset(), frozenset()))
    first = subject(verb)
    others = list(_after(verb, receives))
    if first is not None and first.i == predicate.anchor.i:
        first = None
    if is_passive(verb) or first is None:
        return _agents(verb), others
    return ([first], others) if predicate.carrier_acts else ([], [first, *others])


def parties(predicate: Predicate) -> tuple[list[Token], list[Token]]:
    """Heads of the noun phrases that act and that receive, coordinated ones each, in text order."""
    anchor = predicate.anchor
    if predicate.entry.kind == "n":
        actors, recipients = _noun_parties(anchor, predicate)
        if predicate.carrier is not None:
            more, others = _carrier_parties(predicate)
            recipients += others
            actors = actors + more if predicate.entry.frame == "sym" or not actors else actors
    elif predicate.entry.kind == "a":
        copula = anchor.head if anchor.dep_ in ("acomp", "oprd") else anchor
        first = subject(copula)
        actors, recipients = ([first] if first is not None else []), []
    else:
        actors, recipients = _verb_parties(anchor, predicate)
    return _ordered(actors, anchor), _ordered(recipients, anchor)


def _ordered(heads: list[Token], anchor: Token) -> list[Token]:
    found = {t.i: t for head in heads for t in expanded(head) if t.i != anchor.i}
    return [found[i] for i in sorted(found)]

"""Finding predicates: the verbs, nouns and adjectives of a parse that tell of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.language import Parse
from onrecord.stages.event_mentions.lexicon import Entry, Kind, entries, lemmas, light_verbs
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_LIST = 12  # coordinated nouns followed up to the first
_MOST = 40  # predicates in a sentence; one with more is no prose and would take long
_OBJECTS = ("dobj", "nsubjpass", "oprd", "acomp", "attr", "advmod")


@dataclass(frozen=True, slots=True)
class Predicate:
    """An event's anchor, its meaning, and the verb that carries it when the anchor is a noun."""

    anchor: Token
    entry: Entry
    carrier: Token | None = None  # "launched" of "launched an attack"
    carrier_acts: bool = True  # whether the carrier's subject acts ("faced an attack": it receives)


def kind_of(token: Token) -> Kind | None:
    """Verb, noun or adjective by its tag; None for everything else and for auxiliaries."""
    tag = token.tag_
    if tag.startswith("VB"):
        return None if token.dep_ in ("aux", "auxpass") else "v"
    if tag.startswith("NN"):
        return "n"
    return "a" if tag.startswith("JJ") else None


def objects_of(token: Token) -> Iterator[Token]:
    """The objects of a verb: direct, passive subject, relative antecedent; "a series of X" gives X too."""
    for child in token.children:
        if child.dep_ in _OBJECTS:
            yield from _through_measure(child)
        elif child.dep_ in ("ccomp", "xcomp") and not child.tag_.startswith("VB"):
            yield child
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.head.tag_.startswith("NN"):
        yield from _through_measure(token.head)


def _through_measure(token: Token) -> Iterator[Token]:
    yield token
    yield from (c for c in token.conjuncts if c.i > token.i)
    if token.lower_ in word_set("events", "measures"):
        for prep in token.children:
            if prep.lower_ == "of":
                yield from (c for c in prep.children if c.dep_ == "pobj")


def _particles(token: Token) -> dict[str, list[Token]]:
    """Particles and prepositions of a verb or noun, and those that hang on them ("up to"), by word."""
    found: dict[str, list[Token]] = {}
    for child in token.children:
        if child.dep_ in ("prt", "prep", "advmod", "dative", "agent"):
            for part in (child, *(c for c in child.children if c.dep_ == "prep")):
                found.setdefault(part.lower_, []).append(part)
    return found


def _has_infinitive(token: Token) -> bool:
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and child.tag_ == "VB":
            return True
    return False


def _among(token: Token, words: frozenset[str]) -> bool:
    return any(lemma in words for lemma in lemmas(token.lower_))


def _person(token: Token, words: frozenset[str]) -> bool:
    return "person" in words and (
        token.ent_type_ in ("PERSON", "NORP") or token.lower_ in ("him", "her", "them")
    )


def _fits(entry: Entry, token: Token) -> bool:
    particles = _particles(token) if entry.particle else {}
    if entry.particle and entry.particle not in particles:
        return False
    if entry.infinitive and not _has_infinitive(token):
        return False
    if entry.modifiers and not any(
        c.lower_ in entry.modifiers
        for c in token.children
        if c.dep_ in ("compound", "amod", "nmod", "nummod")
    ):
        return False
    if not entry.objects:
        return True
    heads = list(objects_of(token))
    if entry.particle:
        heads += [c for p in particles[entry.particle] for c in p.children if c.dep_ in ("pobj", "pcomp")]
    return any(_among(head, entry.objects) or _person(head, entry.objects) for head in heads)


def meaning(token: Token) -> Entry | None:
    """The strictest lexicon entry whose conditions `token` meets."""
    kind = kind_of(token)
    if kind is None:
        return None
    for lemma in lemmas(token.lower_):
        for entry in entries().get((kind, lemma), ()):
            if _fits(entry, token):
                return entry
    return None


def carrier_of(noun: Token) -> Token | None:
    """The verb that `noun` is object of, also through a preposition ("engaged in talks") or a measure."""
    token = noun
    for _ in range(_LONGEST_LIST):
        if token.dep_ == "conj" and token.head.tag_.startswith("NN"):
            token = token.head
    for _ in range(2):
        if token.dep_ == "pobj" and token.head.head.lower_ in word_set("events", "measures"):
            token = token.head.head
    if token.dep_ in ("dobj", "nsubjpass", "attr") and token.head.tag_.startswith("VB"):
        return token.head
    if (
        token.dep_ == "pobj"
        and token.head.dep_ in ("prep", "prt")
        and token.head.lower_ in ("in", "on", "out", "into")
    ):
        return token.head.head if token.head.head.tag_.startswith("VB") else None
    if token.head.dep_ != "ROOT" and token.dep_ == "nsubj":
        return None
    return token.head if token.tag_.startswith("NN") and _participle(token) is not None else None


def _participle(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VBN"), None)


def _carried(noun: Token, entry: Entry) -> Predicate:
    verb = carrier_of(noun)
    for lemma in lemmas(verb.lower_) if verb is not None else ():
        if lemma in light_verbs():
            return Predicate(noun, entry, verb, light_verbs()[lemma])
    return Predicate(noun, entry)


def _meaningful(parse: Parse) -> Iterator[tuple[Token, Entry]]:
    for sentence in parse.sents:
        found = [(token, entry) for token in sentence if (entry := meaning(token)) is not None]
        if len(found) <= _MOST:
            yield from found


def predicates(parse: Parse) -> list[Predicate]:
    """All predicates in text order; a carrying verb gives way to a noun of its own type."""
    found: dict[int, Predicate] = {}
    for token, entry in _meaningful(parse):
        found[token.i] = _carried(token, entry) if entry.kind == "n" else Predicate(token, entry)
    for verb in [p for p in found.values() if p.entry.kind == "v" and p.anchor.dep_ in ("acl", "relcl")]:
        noun = found.get(verb.anchor.head.i)
        if noun is not None and noun.entry.type == verb.entry.type and verb.entry.objects:
            del found[verb.anchor.i]  # "the deal, brokered by Norway" is one event
    for noun in [p for p in found.values() if p.carrier is not None]:
        assert noun.carrier is not None
        above = found.get(noun.carrier.i)
        if above is None:
            continue
        if above.entry.type == noun.entry.type:
            del found[noun.carrier.i]
        else:
            del found[noun.anchor.i]
    return [found[i] for i in sorted(found)]

"""Whether an event happened, goes on, is planned, demanded, denied, alleged or only imagined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from onrecord.records import Status
from onrecord.stages.event_mentions.lexicon import lemmas, word_sets
from onrecord.stages.event_mentions.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIGHEST = 6  # governors looked at above an event
_MODALS: dict[str, Status] = {
    "will": "planned",
    "'ll": "planned",
    "’ll": "planned",
    "wo": "planned",
    "shall": "planned",
    "would": "planned",
    "'d": "planned",
    "could": "hypothetical",
    "may": "hypothetical",
    "might": "hypothetical",
    "can": "hypothetical",
    "ca": "hypothetical",
    "must": "demanded",
    "should": "demanded",
    "ought": "demanded",
}
_STATUSES: tuple[Status, ...] = get_args(Status)
_BE = ("is", "are", "was", "were", "be")
_OPEN = ("if", "unless", "whether", "should")


def _status(name: str) -> Status:
    return next(s for s in _STATUSES if s == name)


@cache
def _governors() -> dict[str, Status]:
    return {w: _status(name) for name, words in word_sets("governors.tsv") for w in sorted(words)}


@cache
def _adverbs() -> dict[str, Status]:
    return {w: _status(name) for name, words in word_sets("adverbs.tsv") for w in sorted(words)}


def clause_verb(predicate: Predicate) -> Token:
    """The verb whose tense dates the event: the predicate's own, its carrier, or the one above a noun."""
    if predicate.carrier is not None:
        return predicate.carrier
    return predicate.anchor


def status(predicate: Predicate) -> Status:
    """The status of an event, from negation, modals, tense, adverbs, and the words that govern it."""
    head = clause_verb(predicate)
    own = _own(head) if head.tag_.startswith(("VB", "MD")) else _of_noun(predicate.anchor)
    if own is not None and own != "ongoing":
        return own
    if predicate.carrier is not None and _governor(head) in ("planned", "demanded", "announced"):
        return _governor(head) or "happened"
    return _governed(head) or own or "happened"


def _own(verb: Token) -> Status | None:
    kids = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "mark", "nsubj", "det")]
    if any(c.dep_ == "neg" for c in kids):
        return "denied"
    if any(c.dep_ == "mark" and c.lower_ in _OPEN for c in kids):
        return "hypothetical"
    for c in kids:
        if c.dep_ == "advmod" and c.lower_ in _adverbs():
            return _adverbs()[c.lower_]
    auxiliaries = [c.lower_ for c in kids if c.dep_ in ("aux", "auxpass")]
    for word in auxiliaries:
        if word in _MODALS:
            return "hypothetical" if _MODALS[word] == "planned" and _conditional(verb) else _MODALS[word]
    if verb.tag_ == "VB" and "to" in auxiliaries and (verb.dep_ == "ROOT" or verb.head.lower_ in _BE):
        return "planned"
    if verb.tag_ == "VBG" and any(
        w in ("is", "are", "'re", "'s", "am", "been", "'m", "’s", "’re") for w in auxiliaries
    ):
        return "ongoing"
    return None


def _conditional(verb: Token) -> bool:
    return any(
        c.dep_ == "advcl" and any(m.lower_ in _OPEN for m in c.children) for c in verb.children
    ) or "have" in [c.lower_ for c in verb.children if c.dep_ == "aux"]


def _of_noun(noun: Token) -> Status | None:
    for child in noun.children:
        if child.dep_ in ("amod", "advmod", "det") and child.lower_ in _adverbs():
            return _adverbs()[child.lower_]
        if child.dep_ == "neg":
            return "denied"
    return None


def _governor(token: Token) -> Status | None:
    found = (_governors()[x] for x in lemmas(token.lower_) if x in _governors())
    return next(found, None)


def _governed(token: Token) -> Status | None:
    """What the words above `token` say about it; stops at a subject position or a finite main clause."""
    named = token.tag_.startswith("NN")
    for _ in range(_HIGHEST):
        if token.dep_ in ("ROOT", "nsubj", "nsubjpass", "relcl", "conj", "advcl", "appos"):
            if token.dep_ == "conj" and token.head.tag_[:2] == token.tag_[:2]:
                token = token.head
                continue
            return _own(token) if token.dep_ == "advcl" else None
        above = token.head
        said = _governor(above)
        finite = token.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.lower_ in ("has", "had", "have") for c in token.children if c.dep_ == "aux"
        )
        if named and said == "alleged" and above.tag_.startswith("VB"):
            return None  # "they claimed the attack, he blamed them for it": who did it is open, not whether
        if said is not None and token.dep_ != "prep":
            return _said(said, finite)
        if (
            token.dep_ == "prep"
            and said is not None
            and said in ("demanded", "planned", "denied", "announced")
        ):
            return said
        if above.tag_.startswith("VB"):
            own = _own(above)
            if own in ("planned", "hypothetical", "demanded") and not finite:
                return own
        token = above
    return None


def _said(said: Status, finite: bool) -> Status | None:
    if said == "happened":
        return None
    if finite and said in ("planned", "demanded", "announced"):
        return None
    return said

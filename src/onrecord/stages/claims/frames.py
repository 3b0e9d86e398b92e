"""Frames: the word of a predicate family, its course (planned, under way, done), its clause, its extent.

A view of one sentence of the parse; everything is bounded by the sentence, and sentences beyond a
few hundred tokens are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.language import Parse
from onrecord.words import family, sort_of, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

LONGEST = 300  # tokens of a sentence

_CORE = frozenset(
    (
        "nsubj",
        "nsubjpass",
        "csubj",
        "aux",
        "auxpass",
        "neg",
        "dobj",
        "prep",
        "prt",
        "agent",
        "attr",
        "acomp",
        "oprd",
        "advmod",
        "npadvmod",
        "poss",
        "compound",
        "det",
        "amod",
        "nummod",
        "pobj",
        "quantmod",
        "case",
        "dative",
        "pcomp",
        "xcomp",
    )
)
_CUT = frozenset(("relcl", "acl", "advcl", "ccomp", "conj", "cc", "punct", "parataxis", "appos", "mark"))


@dataclass(frozen=True)
class Frame:
    """One word of a predicate family in its clause; `start, end` its extent in the text."""

    token: Token
    family: str
    sort: str
    start: int
    end: int

    @property
    def is_verb(self) -> bool:
        """Whether the word stands as a verb."""
        return bool(self.token.tag_.startswith("VB"))


def sentences(doc: Parse) -> Iterator[Sentence]:
    """The sentences that are short enough to be worked on."""
    return (s for s in doc.sents if len(s) <= LONGEST)


def kept(token: Token) -> list[Token]:
    """`token` with its core arguments, clauses hanging on them left out; in text order."""
    found, waiting = [token], [token]
    while waiting:
        head = waiting.pop()
        for child in head.children:
            if child.dep_ in _CORE and child.dep_ not in _CUT:
                found.append(child)
                waiting.append(child)
    return sorted(found, key=lambda t: t.i)


def extent(token: Token) -> tuple[int, int]:
    """Where the clause or phrase of `token` stands: its core arguments, without a gap about it."""
    around = {t.i for t in kept(token)}
    first = last = token.i
    while first - 1 in around:
        first -= 1
    while last + 1 in around:
        last += 1
    doc = token.doc
    while first < token.i and doc[first].dep_ in ("cc", "punct"):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def frames(sentence: Sentence) -> list[Frame]:
    """The frames of a sentence, in order."""
    found = []
    particles: dict[int, str] = {}
    for token in sentence:
        if token.dep_ == "prt":
            particles.setdefault(token.head.i, token.text)
    for token in sentence:
        name = family(_joined(token.text, particles.get(token.i)))
        if name is not None:
            start, end = extent(token)
            found.append(Frame(token, name, sort_of(name) or "", start, end))
    return found


def _with_particle(token: Token) -> str:
    """The word, joined with its particle where it has one: "pulling-out"."""
    return _joined(token.text, next((c.text for c in token.children if c.dep_ == "prt"), None))


def _joined(word: str, particle: str | None) -> str:
    if particle is None:
        return word
    joined = f"{word}-{particle}"
    kept_whole = sort_of(family(word) or "") == "casualty" and not family(joined)
    return word if kept_whole else joined  # "sign up" is no signing


def is_negated(token: Token) -> bool:
    """Whether a negation stands with `token` or with the verb above it."""
    for node in (token, token.head):
        if any(c.dep_ == "neg" or c.text.casefold() in ("no", "never") for c in node.children):
            return True
        if node.tag_.startswith("VB"):
            break
    return False


def _auxiliaries(token: Token) -> tuple[str, ...]:
    return tuple(c.text.casefold() for c in token.children if c.dep_ in ("aux", "auxpass"))


def _governor(token: Token) -> Token | None:
    """The verb that a noun or infinitive hangs on, through prepositions and nouns."""
    node = token
    for _ in range(4):
        if node.head is node:
            return None
        node = node.head
        if node.tag_.startswith("VB"):
            return node
    return None


PHASES = ("started", "completed", "stopped", "ongoing", "planned", "announced")


def is_supposed(token: Token) -> bool:
    """Whether a verb tells what would, could or might be, itself or with the verb it hangs on."""
    node = token
    for _ in range(3):
        if _SUPPOSED & set(_auxiliaries(node)):
            return True
        if node.dep_ not in ("conj", "advcl", "xcomp", "ccomp") or node.head is node:
            return False
        node = node.head
    return False


def course(frame: Frame) -> tuple[str, Token] | None:
    """How far the thing has come (one of PHASES) and the word that says so; None when left open.

    A verb that has its own tense keeps it: in "announced that they are leaving" the leaving goes on.
    """
    tense = _tense(frame.token) if frame.is_verb else None
    phase = _phase(frame.token)
    if tense is not None and (phase is None or frame.token.dep_ not in ("xcomp", "dobj", "pcomp")):
        return tense, frame.token
    return phase


def phase_of(token: Token) -> str | None:
    """The phase that a word names: "began" → started."""
    word = _with_particle(token).casefold()
    return next((name for name in PHASES if word in word_set("claims", name)), None)


def _phase(token: Token) -> tuple[str, Token] | None:
    """The phase that a word about it gives: "the beginning of a withdrawal", "began withdrawing"."""
    near = [token.head, _governor(token)] if token.dep_ != "conj" else []
    near += [c for c in token.children if c.dep_ in ("amod", "compound")]
    if token.head.dep_ == "prep":
        near.append(token.head.head)
    for node in near:
        if node is None or node is token:
            continue
        name = phase_of(node)
        if name is not None and _is_told(node, name):
            return ("planned" if "will" in _auxiliaries(node) else name), node
    return None


_SUPPOSED = frozenset(("would", "could", "might"))
_UNREAL = frozenset(("to", "would", "could", "might", "may", "should", "must", "can"))


def _is_told(node: Token, phase: str) -> bool:
    """Whether a phase word tells what is: not "to halt", "should begin", "not suspended", "a complete …"."""
    if node.tag_.startswith("JJ") and phase not in ("ongoing", "planned"):
        return False
    return not is_negated(node) and not _UNREAL & set(_auxiliaries(node))


def _tense(token: Token) -> str | None:
    aux = _auxiliaries(token)
    if any(a in ("will", "'ll", "’ll", "shall") for a in aux):
        return "planned"
    if any(a in ("would", "could", "might", "may", "should", "must", "can") for a in aux):
        return None
    if token.tag_ == "VBG":
        return "ongoing" if {"is", "are", "'s", "’s", "'re", "am"} & set(aux) else None
    if token.tag_ == "VBN" and "being" in aux:
        return "ongoing"
    if token.tag_ == "VBN" and {"has", "have", "had", "was", "were"} & set(aux):
        return "completed"
    if token.tag_ == "VBD":
        return "completed"
    return None

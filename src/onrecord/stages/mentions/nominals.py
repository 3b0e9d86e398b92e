"""Descriptions: "the presidential aide", "U.S. officials", "state television", "the group".

A definite description of a person leads to the person whose role, as given with a name in the
same article, holds its words; one that fits nobody stays open. Bodies and groups told by a country
or a name ("Egyptian officials") are entities of their own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.gazetteer import countries, demonyms, entity_id, key_of, known, listed, roles
from onrecord.language import Parse
from onrecord.records import EntityType
from onrecord.stages.mentions.clusters import Cluster, last_before
from onrecord.stages.mentions.names import Piece
from onrecord.stages.mentions.tokens import Word, beside, spoken
from onrecord.text import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENT = re.compile(r"\s(?:at|for|to|on|in|with|who|from|and)\s|,|;|\(")
_WHOSE = re.compile(r"^.{0,80}['’]s?\s")
_WRITTEN_SO = {"USA": "U.S."}  # whose government is not called by its demonym
_MOST = 300  # entities a description is held against: bounded work on hostile pages
_GOVERNMENTS = frozenset({"government", "regime"})
_FOREMOST = 5  # namings that make somebody whom a page is about
_LONGEST = 12  # words of a description before its noun
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of verbs that end what stands before a noun
_SAME = {
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "envoy": "ambassador",
    "adviser": "advisor",
    "chairwoman": "chairman",
    "chairperson": "chairman",
}
_BODIES = {"panel": {"panel", "committee", "subcommittee", "commission"}}
_LEADERS = frozenset({"president", "minister", "leader", "chairman", "king", "premier", "chancellor"})
_IDLE = frozenset(
    {"former", "senior", "top", "same", "new", "current", "late", "veteran", "chief", "special"}
)
_FOR_COUNTRY = frozenset({"delegation", "side"})
_NATIONAL = frozenset({"state", "national", "government", "local"})
_ENTITY_OF: dict[str, EntityType] = {"body": "organisation", "group": "group", "outlet": "outlet"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A description: its head noun and the words before it."""

    start: int
    end: int
    text: str
    head: str
    kind: str
    determiner: str
    definite: bool  # "the …" or "Norland's …"
    modifiers: tuple[str, ...]  # as written
    country: str | None
    medium: Piece | None = None  # the outlet whose name stands right before it ("Norpress news agency")
    of: tuple[str, ...] = ()  # the capitalised words of what it is the head of ("of the Harbour Union")
    bearer: Piece | None = None  # the body whose name it stands beside ("Norpress, the agency that …")


def nominals(
    text: str, doc: Parse, found: Sequence[Word], named: Sequence[Piece], clusters: Sequence[Cluster]
) -> list[Piece]:
    """The descriptions of a parsed text as pieces; `entity` is empty where nobody fits."""
    starts = {p.start: p for p in named}
    media = {p.end: p for p in named if p.type == "outlet"}
    holder = {i: p for p in named for i in range(p.start, p.end)}
    scene = _Scene(clusters)
    told: list[Piece] = []
    for token in spoken(doc, _last_words()):
        noun = _noun(text, token, holder, starts)
        if noun is not None:
            medium = _medium(token, noun, media) if noun.kind == "outlet" else None
            bearer = _bearer(token, holder) if noun.kind in ("body", "group") else None
            told.append(scene.piece(replace(noun, medium=medium, bearer=bearer)))
    return told


def _bearer(noun: Token, holder: dict[int, Piece]) -> Piece | None:
    """The body named by the word that a description stands in apposition to, or that does so to it."""
    named = [piece for t in beside(noun) if (piece := holder.get(t.idx))]
    return next((p for p in named if p.type in ("organisation", "other", "outlet")), None)


def _noun(text: str, token: Token, taken: Container[int], starts: dict[int, Piece]) -> Noun | None:
    head = token.lower_
    kind = roles().get(head)
    doc = token.doc
    if token.i and f"{doc[token.i - 1].lower_} {head}" in roles():
        head = f"{doc[token.i - 1].lower_} {head}"
        kind = roles()[head]
    if kind is None or token.idx in taken or not token.tag_.startswith("NN"):
        return None
    end = token.idx + len(token)
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None:
        piece = starts.get(following.idx)
        if piece is not None and piece.titled and piece.type == "person":
            return None
        if piece is not None and piece.type == "outlet" and kind == "outlet":
            return None
        if (
            following.dep_ != "appos"
            and token.dep_ in ("compound", "nmod", "amod")
            and following.tag_.startswith("NN")
        ):
            return None
    first = max(token.left_edge.i, token.i - _LONGEST)
    while first < token.i and doc[first].is_punct:
        first += 1
    for t in doc[first + 1 : token.i]:
        if t.tag_ == "CC" and doc[t.i - 1].tag_ in ("NN", "NNS", "NNP", "NNPS"):
            first = t.i + 1
    for t in doc[first : token.i]:
        if (t.is_space and "\n" in t.text) or t.tag_ in _FINITE:
            first = t.i + 1
    words = [t for t in doc[first : token.i] if not t.is_space]
    determiner = words[0].lower_ if words and words[0].tag_ in ("DT", "PRP$", "PDT") else ""
    modifiers = tuple(t.text for t in words[1 if determiner else 0 :] if t.tag_ != "POS")
    start = doc[first].idx
    country = _country(modifiers)
    body = _named_body(token)
    definite = determiner in _DEFINITE or any(t.tag_ == "POS" for t in words)
    return Noun(start, end, text[start:end], head, kind, determiner, definite, modifiers, country, of=body)


@cache
def _last_words() -> frozenset[str]:
    """The words in which role nouns end: no other word is looked at."""
    return frozenset(noun.split()[-1] for noun in roles())


def _medium(token: Token, noun: Noun, media: dict[int, Piece]) -> Piece | None:
    first = token.doc[token.i - noun.head.count(" ")]
    return media.get(first.idx - 1)


def _named_body(noun: Token) -> tuple[str, ...]:
    """The capitalised words behind its "of": "Harbour", "Union" of "leader of the Harbour Union"."""
    for child in noun.children:
        if child.lower_ == "of" and child.i == noun.i + 1:
            inside = child.doc[child.i + 1 : min(child.right_edge.i + 1, child.i + 1 + _LONGEST)]
            return tuple(t.text for t in inside if t.tag_.startswith("NNP"))
    return ()


def _country(words: tuple[str, ...]) -> str | None:
    joined = [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
    for word in (*joined, *words):
        entry = known().get(word)
        code = demonyms().get(word) or (entry.country if entry and entry.type == "place" else None)
        if code:
            return code
    return None


class _Scene:
    """The article's entities as they stand when a description is met."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.persons = [c for c in clusters if c.type == "person" and (c.roles or c.country)][-_MOST:]
        self.everybody = [c for c in clusters if c.type == "person"][-_MOST:]
        self.bodies = [c for c in clusters if c.type in ("organisation", "outlet")][-_MOST:]
        self.described: dict[str, list[Piece]] = {}  # head noun to told descriptions
        self.role_words = {id(c): _role_words(c) for c in self.persons}

    def piece(self, noun: Noun) -> Piece:
        """The piece of a description, with its entity when clear."""
        kind: EntityType = {"lead": "person", "post": "person", "document": "document"}.get(  # type: ignore[assignment]
            noun.kind, _ENTITY_OF.get(noun.kind, "other")
        )
        piece = Piece(0, 0, noun.start, noun.end, noun.text, kind, level="nominal", country=noun.country)
        if noun.kind in ("lead", "post"):
            self._person(noun, piece)
        elif noun.kind in _ENTITY_OF:
            self._body(noun, piece)
        return piece

    # ── persons ────────────────────────────────────────────────────────────────────────────────

    def _person(self, noun: Noun, piece: Piece) -> None:
        if not noun.definite:
            return
        told = [c for c in self.persons if self._fits(c, noun)]
        fitting = [c for c in told if c.pieces[0].start < noun.start]
        if not fitting and len(told) == 1 and self._says_all(told[0], noun):
            fitting = told  # "Norland's president" ahead of his name
        if noun.head == "president" and not noun.country and len(fitting) > 1:
            plain = [c for c in fitting if c.country in (None, "USA")]
            fitting = plain or fitting
        if not fitting and noun.head == "president" and not noun.country and len(noun.modifiers) == 0:
            fitting = self._foremost(noun)
        if fitting:
            self._give(piece, max(fitting, key=lambda c: _last(c, noun.start)))

    def _says_all(self, one: Cluster, noun: Noun) -> bool:
        """Whether somebody is of the country named, and every other word of the description is his role's."""
        own = {w for m in noun.modifiers if _country((m,)) is None for w in fold(m).split()}
        country = noun.country is not None and one.country == noun.country
        return country and own <= self.role_words[id(one)] | _IDLE

    def _foremost(self, noun: Noun) -> list[Cluster]:
        """The person a page is about, when it says "the president" and calls nobody that."""
        named = [c for c in self.everybody if c.pieces[0].start < noun.start and not c.roles]
        ranked = sorted(named, key=lambda c: -len(c.pieces))
        counts = [len(c.pieces) for c in ranked[:2]] + [0, 0]
        return ranked[:1] if counts[0] >= max(_FOREMOST, 2 * counts[1]) else []

    def _fits(self, one: Cluster, noun: Noun) -> bool:
        words = self.role_words[id(one)]
        head = noun.head.split()[-1]
        head = _SAME.get(head, head)
        if "vice" in words and "vice" not in {w for m in noun.modifiers for w in fold(m).split()}:
            return False
        leader = head == "leader" and bool(words & _LEADERS)
        if head not in words and not leader:
            return False
        if noun.country and one.country not in (noun.country, None):
            return False
        idle = {fold(m) for m in noun.modifiers}
        if noun.of and not self._heads(one, noun.of):
            return False
        left = {w for m in idle for w in m.split()} - words - _IDLE
        return not left or noun.country is not None or (noun.country is None and leader)

    def _heads(self, one: Cluster, body: tuple[str, ...]) -> bool:
        """Whether somebody's roles or country have to do with a body of that name."""
        country = _country(body)
        told = {w for role in one.roles for w in fold(role).split()}
        return (country is not None and country == one.country) or not told.isdisjoint(map(fold, body))

    # ── bodies, groups, outlets ────────────────────────────────────────────────────────────────

    def _body(self, noun: Noun, piece: Piece) -> None:
        if noun.country and noun.head in _FOR_COUNTRY:
            land = countries()[noun.country]
            piece.type, piece.name = "place", land.name
            self._name(piece, "place", land.name)
        elif named := noun.medium or noun.bearer:
            self._same(piece, named)
            self.described.setdefault(noun.head, []).append(piece)
        elif noun.head in _GOVERNMENTS and self._government(noun, piece):
            self.described.setdefault("government", []).append(piece)
            self.described.setdefault(noun.head, []).append(piece)
        elif _telling(noun):
            bare = noun.text.split(maxsplit=1)[1] if noun.determiner else noun.text
            self._name(piece, piece.type or "other", bare)
            self.described.setdefault(noun.head, []).append(piece)
        elif noun.determiner in _DEFINITE:
            self._again(noun, piece)

    def _government(self, noun: Noun, piece: Piece) -> bool:
        """ "The Syrian regime", "Country's government": one body, whatever it is called."""
        words = [m for m in noun.modifiers if m.lower() not in _IDLE]
        code = noun.country
        if code is None and len(words) == 1:
            named = [c for c in self.persons if c.words and c.words[-1] == fold(words[0]) and c.country]
            code = named[0].country if named else None
        elif code is not None and len(" ".join(words).split()) > 2:
            return False
        if code is None or (len(words) > 1 and not (words[0][0].isupper() and words[-1][0].isupper())):
            return False
        demonym = _WRITTEN_SO.get(code) or next(iter(countries()[code].demonyms), countries()[code].name)
        piece.country = code
        self._name(piece, "organisation", f"{demonym} government")
        return True

    def _again(self, noun: Noun, piece: Piece) -> None:
        """ "The group", "the ministry": the last body told by that noun."""
        before = self.described.get(noun.head, [])
        if before:
            self._same(piece, before[-1])
            return
        wanted: EntityType = "outlet" if noun.kind == "outlet" else "organisation"
        if noun.kind == "group":
            return
        loose = noun.kind == "outlet" or noun.head in (
            "group",
            "organization",
            "organisation",
            "movement",
        )
        fitting = [
            c
            for c in self.bodies
            if c.type == wanted
            and c.pieces[0].start < noun.start
            and ((loose and not _official(c)) or set(c.key.split()) & _BODIES.get(noun.head, {noun.head}))
        ]
        if fitting:
            self._give(piece, max(fitting, key=lambda c: _last(c, noun.start)))

    def _same(self, piece: Piece, other: Piece) -> None:
        piece.type, piece.name, piece.key, piece.entity = other.type, other.name, other.key, other.entity
        piece.country = other.country

    def _name(self, piece: Piece, kind: EntityType, name: str) -> None:
        piece.type, piece.name, piece.key = kind, name, key_of(name)
        piece.entity = entity_id(kind, piece.key)

    def _give(self, piece: Piece, one: Cluster) -> None:
        piece.type, piece.name, piece.key, piece.entity = one.type, one.name, one.key, one.entity
        piece.gender, piece.country = one.gender, piece.country or one.country


def _telling(noun: Noun) -> bool:
    """Whether a description of a body says whose it is."""
    if noun.country:
        return True
    if noun.kind == "outlet":
        return noun.head.startswith("state ")
    return any(m[0].isupper() for m in noun.modifiers) and noun.kind in ("group", "body")


def _official(one: Cluster) -> bool:
    return not set(one.words).isdisjoint(listed("official"))


def _role_words(one: Cluster) -> set[str]:
    words = {w for role in one.roles for w in fold(_core(role)).split()}
    return words | {_SAME[w] for w in words if w in _SAME}


def _core(role: str) -> str:
    """The part of a role that says what its bearer is: "the leader's aide on trade" → "aide"."""
    return _WHOSE.sub("", _COMPLEMENT.split(role, maxsplit=1)[0])


def _last(one: Cluster, start: int) -> int:
    return last_before(one, start - 1)

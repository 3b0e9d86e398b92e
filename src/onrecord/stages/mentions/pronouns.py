"""Pronouns whose antecedent is clear: he, she, it, they, who, which.

By rank of what stands before: subjects before others, near before far, what stands outside
quotation marks for a pronoun outside (after Lappin and Leass 1994, much reduced). Two that rank
alike: the pronoun stays open. I and we belong to whoever speaks and are left to the attributions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.gazetteer import pronouns as table
from onrecord.language import Parse
from onrecord.quoting import quoted
from onrecord.stages.mentions.names import Piece
from onrecord.stages.mentions.tokens import spoken

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})
_BACK = 40  # pieces looked back on
_SENTENCES = 4
_THINGS = frozenset({"organisation", "outlet", "place", "group"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "pobj", "dative", "iobj"})
_MARGIN = 0.5
_TOLD = 0.8  # whoever speaks is taken up before whom they speak of


@dataclass(frozen=True, slots=True)
class _Candidate:
    piece: Piece
    sentence: int
    subject: bool
    attribute: bool  # inside another's phrase: possessive or after a preposition
    inside: bool  # between quotation marks
    told: bool  # subject of a clause that somebody says or thinks
    verb: int  # the verb it is the subject of, -1 when it is not one


def pronouns(text: str, doc: Parse, told: Sequence[Piece]) -> list[Piece]:
    """The pronouns of the text as pieces, those with a clear antecedent with its entity."""
    mask = quoted(text)
    starts = [s.start_char for s in doc.sents]
    paragraphs = _Paragraphs(text)
    heads = _heads(doc, told)
    by_start = sorted(told, key=lambda p: p.start)
    seen: list[_Candidate] = []
    found: list[Piece] = []
    at = 0
    for token in spoken(doc, table()):
        while at < len(by_start) and by_start[at].start <= token.idx:
            piece = by_start[at]
            at += 1
            if piece.entity:
                seen.append(_candidate(piece, heads.get(piece.start), starts, mask))
        if token.tag_ not in _TAGS:
            continue
        answer = _resolve(token, seen[-_BACK:], starts, mask, told, paragraphs)
        piece = Piece(0, 0, token.idx, token.idx + len(token), token.text, None, level="pronoun")
        if answer is not None:
            _copy(piece, answer)
            seen.append(_candidate(piece, token, starts, mask))
            found.append(piece)
    return found


class _Paragraphs:
    def __init__(self, text: str) -> None:
        self.breaks = [i for i, c in enumerate(text) if c == "\n"]

    def between(self, left: int, right: int) -> int:
        """The number of line breaks between two offsets."""
        return bisect_left(self.breaks, right) - bisect_left(self.breaks, left)


def _copy(piece: Piece, answer: Piece) -> None:
    piece.type, piece.key, piece.name = answer.type, answer.key, answer.name
    piece.entity, piece.gender, piece.country = answer.entity, answer.gender, answer.country


def _heads(doc: Parse, told: Sequence[Piece]) -> dict[int, Token]:
    """The syntactic head word of each piece, by the piece's start."""
    ends = {p.start: p.end for p in told}
    heads: dict[int, Token] = {}
    places: list[int] = doc.to_array("IDX").tolist()
    for first, start in enumerate(places):
        if start in ends:
            last = max(first, bisect_left(places, ends[start]) - 1)
            inside = [t for t in doc[first : last + 1] if not first <= t.head.i <= last or t.head == t]
            heads[start] = inside[-1] if inside else doc[first]
    return heads


def _candidate(piece: Piece, head: Token | None, starts: list[int], mask: bytearray) -> _Candidate:
    dep = head.dep_ if head is not None else ""
    if dep in ("appos", "conj") and head is not None:
        dep = head.head.dep_ if dep == "conj" else dep
    return _Candidate(
        piece,
        bisect_left(starts, piece.start + 1) - 1,
        dep in _SUBJECT,
        dep in ("poss", "pobj", "compound", "nmod"),
        bool(mask[piece.start]),
        head is not None and dep in _SUBJECT and head.head.dep_ == "ccomp" and head.head.head.i < head.i,
        head.head.i if head is not None and dep in _SUBJECT else -1,
    )


def _own_verbs(token: Token) -> set[int]:
    """The verbs whose subject an object pronoun can't be: its own and those it is joined to."""
    if token.dep_ not in _OBJECT or token.lower_.endswith("self"):
        return set()
    verb = token.head
    for _ in range(3):
        if verb.tag_.startswith("VB") or verb.head == verb:
            break
        verb = verb.head
    found = {verb.i}
    while verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        verb = verb.head
        found.add(verb.i)
    return found


def _resolve(
    token: Token,
    seen: list[_Candidate],
    starts: list[int],
    mask: bytearray,
    told: Sequence[Piece],
    paragraphs: _Paragraphs,
) -> Piece | None:
    person, gender = table()[token.lower_]
    if person == "rel":
        return _relative(token, seen)
    if person not in ("3s", "3p"):
        return None
    sentence = bisect_left(starts, token.idx + 1) - 1
    ranked: dict[str, tuple[float, Piece]] = {}
    barred = _own_verbs(token)
    out = {c.piece.entity for c in seen if c.verb in barred}
    for candidate in seen:
        if candidate.piece.entity in out:
            continue
        rank = _rank(token, candidate, sentence, person, gender)
        if rank is None:
            continue
        rank -= 0.3 * min(paragraphs.between(candidate.piece.start, token.idx), 6)
        if mask[token.idx] == 0 and candidate.inside:
            rank -= 2.0
        entity = candidate.piece.entity or ""
        if entity not in ranked or ranked[entity][0] <= rank:
            ranked[entity] = (rank, candidate.piece)
    order = sorted(ranked.values(), key=lambda r: -r[0])
    if not order or order[0][0] < 0:
        return None
    if len(order) > 1 and order[0][0] - order[1][0] < _MARGIN:
        return None
    return order[0][1]


def _rank(token: Token, one: _Candidate, sentence: int, person: str, gender: str) -> float | None:
    """How well a candidate suits a pronoun; None when it can't."""
    back = sentence - one.sentence
    if back > _SENTENCES or one.piece.end > token.idx:
        return None
    rank = 3.0 - 1.2 * back + (1.5 if one.subject else 0.0) - (0.8 if one.attribute else 0.0)
    rank -= _TOLD if one.told and back else 0.0
    if person == "3s" and gender in ("m", "f"):
        if one.piece.type != "person" or (one.piece.gender and one.piece.gender != gender):
            return None
        return rank + (0.4 if one.piece.gender == gender else 0.0) + 1.5
    if one.piece.type not in _THINGS or back > 1:
        return None
    if person == "3p" and one.piece.type == "place":
        return None
    if person == "3s" and one.piece.type == "group":
        return None
    return rank - 3.0 if one.subject else None


def _only_comma(token: Token, end: int) -> bool:
    """Whether nothing but a blank or a comma stands between `end` and `token`."""
    before = token.doc[token.i - 1] if token.i else token
    return before.text == "," or before.idx + len(before) == end


def _relative(token: Token, seen: list[_Candidate]) -> Piece | None:
    """The noun that a relative clause hangs on."""
    verb = token.head
    for _ in range(4):
        if verb.dep_ == "relcl" or verb.head == verb:
            break
        verb = verb.head
    if verb.dep_ == "relcl":
        noun = verb.head
        for one in reversed(seen):
            if one.piece.start <= noun.idx < one.piece.end:
                return one.piece
    if token.lower_ == "that" or not seen:
        return None
    last = seen[-1].piece
    near = 0 <= token.idx - last.end <= 2 and _only_comma(token, last.end)
    return last if near else None

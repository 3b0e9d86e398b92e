"""From the head of a noun phrase to a participant: its span, entity, country and sector."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.language import Parse
from onrecord.records import Article, Mention, Participant, Span
from onrecord.stages.event_mentions.lexicon import countries, word_sets
from onrecord.text import quote
from onrecord.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTY = ("person", "organisation", "outlet", "place", "group")
_LEFT = frozenset(
    ["det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "advmod", "case"]
)
_STATE_LIKE = frozenset({"NNP", "NNPS"})
_WIDEST = 14  # tokens of a participant's span


@dataclass
class Cast:
    """Everybody an article names: mentions by offset, and what is known of each name's country and sector."""

    article: Article
    parse: Parse
    at: dict[int, Mention] = field(default_factory=dict)  # token index -> mention covering it
    known: dict[str, tuple[str | None, str | None]] = field(
        default_factory=dict
    )  # surname -> country, sector

    @classmethod
    def of(cls, article: Article, parse: Parse, mentions: tuple[Mention, ...]) -> Cast:
        """The cast of one article."""
        cast = cls(article, parse)
        for mention in mentions:
            span = parse.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            for token in span or ():
                old = cast.at.get(token.i)
                if old is None or len(old.span.exact) < len(mention.span.exact):
                    cast.at[token.i] = mention
        for entity in parse.ents:
            if entity.label_ == "PERSON" and entity[-1].lower_ not in cast.known:
                country, sector = _described(_words(entity.root))
                if country or sector:
                    cast.known[entity[-1].lower_] = (country, sector)
        return cast


def _words(head: Token) -> list[str]:
    """The words of the noun phrase of `head`, with its apposition, its possessor and an "of" phrase."""
    kept = [head.text]
    for child in head.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "nummod"):
            kept += [c.text for c in child.subtree][:6]
        elif child.dep_ == "appos":
            kept += [c.text for c in child.subtree][:8]
        elif child.dep_ == "prep" and child.lower_ in ("of", "for", "to"):
            kept += [c.text for c in child.subtree][:6]
    return kept


def _described(words: list[str]) -> tuple[str | None, str | None]:
    """Country and PLOVER sector that the words of a noun phrase show."""
    return _country(words), _sector(words)


def _country(words: list[str]) -> str | None:
    names = countries()
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            found = names.get(" ".join(words[i : i + size]))
            if found is not None:
                return found[0]
    return None


def _sector(words: list[str]) -> str | None:
    low = [w.lower() for w in words]
    hits = [code for code, listed in word_sets("sectors.tsv") if any(w in listed for w in low)]
    if len(hits) > 1 and hits[0] == "GOV":
        return (
            hits[1]
            if hits[1] in ("MIL", "LEG", "REB") and low[-1] not in ("minister", "secretary")
            else "GOV"
        )
    return hits[0] if hits else None


def is_party(token: Token, cast: Cast) -> bool:
    """Whether a noun-phrase head names somebody who can act: a name, a pronoun, a role or a group."""
    if token.tag_.startswith("PRP") and token.lower_ in word_set("events", "pronouns"):
        return token.lower_ != "it" or token.dep_ in ("nsubj", "nsubjpass")
    mention = cast.at.get(token.i)
    if mention is not None and (mention.level == "name" or mention.type in _PARTY):
        return mention.type in _PARTY
    if (
        token.dep_ == "nsubj"
        and token.tag_ in ("NNS", "CD")
        and token.lower_ in word_set("events", "amounts")
    ):
        return True
    if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "EVENT", "LAW"):
        return token.ent_type_ == "CARDINAL" and _of_people(token)
    if token.tag_ in _STATE_LIKE or token.text in countries():
        return True
    return any(token.lower_ in words for _, words in word_sets("sectors.tsv")) or _of_people(token)


def _of_people(token: Token) -> bool:
    """ "Thousands of Palestinians", "a group of lawmakers"."""
    if token.lower_ not in word_set("events", "amounts") and token.ent_type_ != "CARDINAL":
        return False
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for noun in prep.children:
                if noun.text in countries() or any(
                    noun.lower_ in words for _, words in word_sets("sectors.tsv")
                ):
                    return True
    return False


_MODIFIERS = ("compound", "amod", "nmod")
_INNER = ("by", "of", "from", "against", "between", "with")


def inner_parties(token: Token, cast: Cast, deeper: bool = True) -> list[Token]:
    """The parties named inside a phrase that is none: "Chile's response", "a decision by the court"."""
    for child in token.children:
        named = child.dep_ == "poss" or (child.dep_ in _MODIFIERS and child.text[:1].isupper())
        if named and not child.tag_.startswith("PRP") and is_party(child, cast):
            return [child]
    for prep in token.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in _INNER:
            for noun in prep.children:
                found = _parties_after(noun, cast, deeper) if noun.dep_ == "pobj" else []
                if found:
                    return found
    return []


def _parties_after(noun: Token, cast: Cast, deeper: bool) -> list[Token]:
    found = [n for n in (noun, *noun.conjuncts) if is_party(n, cast)]
    if found or not deeper:
        return found
    return inner_parties(noun, cast, deeper=False)  # "a resumption of ties with Chile"


def _broken(token: Token) -> bool:
    """Whether a line ends inside a phrase or before its head: what stands above is another paragraph."""
    return any("\n" in t.text for t in token.doc[token.left_edge.i : token.right_edge.i + 2])


def _bounds(head: Token, cast: Cast) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`, without relative clauses."""
    first = last = head.i
    for child in sorted(head.lefts, key=lambda c: -c.i):
        wide = head.i - child.left_edge.i >= _WIDEST
        if child.dep_ in _LEFT and child.right_edge.i == first - 1 and not wide and not _broken(child):
            first = child.left_edge.i
        else:
            break
    mention = cast.at.get(head.i)
    if mention is not None:
        while last + 1 < len(cast.parse) and cast.at.get(last + 1) is mention:
            last += 1
    for child in head.rights:
        named = child.dep_ == "appos" and child.tag_ in _STATE_LIKE
        partitive = child.dep_ == "prep" and child.lower_ == "of" and head.i + _WIDEST > child.right_edge.i
        if (named or partitive) and not any(t.dep_ in ("relcl", "acl") for t in child.subtree):
            last = max(last, child.right_edge.i)
            break
        if child.i > last + 2:
            break
    return first, last


def participant(head: Token, cast: Cast) -> Participant:
    """The participant whose noun phrase `head` heads."""
    first, last = _bounds(head, cast)
    if head.dep_ in ("compound", "amod", "nmod"):
        first = last = head.i
    start, end = cast.parse[first].idx, cast.parse[last].idx + len(cast.parse[last])
    if cast.parse[last].lower_ in ("'s", "’s") and last > first:
        end = cast.parse[last - 1].idx + len(cast.parse[last - 1])
    span = quote(cast.article, start, end)
    mention = cast.at.get(head.i) or next((cast.at[i] for i in range(first, last + 1) if i in cast.at), None)
    country, sector = _who(head, mention, cast)
    name = (mention.name if mention is not None else None) or span.exact
    same = mention is not None and (mention.span.start < span.end and span.start < mention.span.end)
    return Participant(span, name, mention.entity if mention is not None and same else None, country, sector)


def _who(head: Token, mention: Mention | None, cast: Cast) -> tuple[str | None, str | None]:
    words = _words(head)
    country, sector = _described(words)
    if mention is not None:
        role = (mention.role or "").split()
        country = country or mention.country or _country(role)
        sector = sector or _sector(role)
    known = cast.known.get(head.lower_)
    if known is not None:
        country, sector = country or known[0], sector or known[1]
    if sector is None and country is not None:
        found = countries().get(head.text)
        sector = "CVL" if found is not None and found[1] and head.tag_ == "NNPS" else "GOV"
    if country == "IGO":
        return None, "IGO"
    return country, sector


def overlaps(left: Span, right: Span) -> bool:
    """Whether two spans of one article share a character."""
    return left.start < right.end and right.start < left.end

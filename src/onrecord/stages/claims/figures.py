"""Figures: a number, what it counts, how it is bounded, and under which happening it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from onrecord.stages.claims.context import Context, Finding
from onrecord.stages.claims.frames import Frame, is_supposed, kept
from onrecord.stages.claims.moments import as_of
from onrecord.stages.claims.numbers import Quantity, quantities
from onrecord.words import family, plain_word, table, word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_BEFORE_FIGURES = ("RB", "IN", "JJR", "DT", "RBS", "JJS")  # "at least", "more than", "some"
_NO_COUNT = ("-something", "-year", "-day", "-month", "-week", "th ", "/")  # behind a number
_AGED = re.compile(r",? (?:(?:or|and) (?:younger|older|under|over)\b|years? old\b|years? of age\b)")
_AT_AGE = re.compile(r"\b(?:age of|at age|aged|(?:died|dies|die) at(?: age)?) \Z")
_REACH = 9  # tokens between a figure and the happening it stands under


def figures(context: Context) -> Iterator[Finding]:
    """The figures of an article, those that are times, ages or names left out."""
    for sentence in context.sentences:
        numbers = quantities(context.told(sentence), sentence.start_char)
        found = [q for q in numbers if not context.is_time(q.start, q.end)]
        if found:
            around = context.frames(sentence)
            for quantity in found:
                finding = _figure(context, sentence, around, quantity)
                if finding is not None:
                    yield finding


def _measures() -> dict[str, str]:
    return {row[0]: row[1] for row in table("claims", "measures")}


def _figure(context: Context, sentence: Sentence, around: list[Frame], quantity: Quantity) -> Finding | None:
    number = _token_at(sentence, quantity.start)
    if number is None or _is_part_of_name(context.text, number, quantity) or _is_rate(number):
        return None
    if _is_age(context.text, number, quantity):
        return None
    noun = counted(number, quantity)
    frame = _above(around, noun or number, number)
    unit = _unit(noun, quantity, frame)
    if noun is not None and plain_word(noun.text) in word_set("claims", "not_counted"):
        return None
    if unit is None or _is_trifling(context.text, quantity, unit, frame):
        return None
    end = max(quantity.end, noun.idx + len(noun) if noun is not None else 0)
    place = (min(quantity.first, noun.idx if noun is not None else quantity.first), end)
    places = [place] if frame is None else [_joined(place, frame), place]
    return Finding(
        "figure",
        _about(noun, quantity) or unit,
        quantity.value,
        tuple(places),
        unit,
        quantity.bound,
        _scope(sentence, number, frame),
        as_of(context, sentence, around, frame),
    )


def _is_trifling(text: str, quantity: Quantity, unit: str, frame: Frame | None) -> bool:
    """"the two countries", "several steps": small round words that nobody would check."""
    word = text[quantity.start : quantity.end]
    small = word.isalpha() and (len(quantity.value) < 2 or quantity.value == "several")
    if quantity.value == "1":
        return unit not in _measures().values()
    return small and unit not in _measures().values() and (frame is None or frame.sort != "casualty")


def _scope(sentence: Sentence, number: Token, frame: Frame | None) -> str | None:
    """The happening a figure stands under, and what marks it as a part, an addition or a sum over time."""
    start, end = max(sentence.start, number.i - 4), min(sentence.end, number.i + 14)
    near = {t.text.casefold() for t in number.doc[start : min(end, number.i + 5)]}
    after = {t.text.casefold() for t in number.doc[number.i : end]}
    following = number.nbor(1).text.casefold() if number.i + 1 < len(number.doc) else ""
    if following == "more":
        near.add("another")
    if following == "of" and number.like_num:
        near.add("including")
    if _is_told_beside_the_dead(sentence, frame):
        near -= {"another", "more", "other", "others"}
    if frame is not None and _is_told_of_a_place(frame):
        near.add("including")
    marks = [name for name, words in _marks() if words & (after if name == "over time" else near)]
    if frame is not None and is_supposed(frame.token):
        marks.append("supposed")
    if frame is None and not marks:
        return None
    return "; ".join([frame.family if frame is not None else "", *marks])


def _is_told_beside_the_dead(sentence: Sentence, frame: Frame | None) -> bool:
    """"killed 40 and wounded 200 others": the others are others than the dead, not an addition."""
    if frame is None or frame.family != "injure":
        return False
    return any(family(token.text) == "kill" for token in sentence)


def _is_told_of_a_place(frame: Frame) -> bool:
    """"the nine who were killed there": those of one place among others."""
    return any(c.text.casefold() == "there" and c.dep_ == "advmod" for c in frame.token.children)


@cache
def _marks() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row[0], frozenset(row[1].split())) for row in table("claims", "scopes"))


def _joined(place: tuple[int, int], frame: Frame) -> tuple[int, int]:
    """The figure together with the word of its happening."""
    token = frame.token
    return min(place[0], token.idx), max(place[1], token.idx + len(token))


def _token_at(sentence: Sentence, start: int) -> Token | None:
    return next((t for t in sentence if t.idx <= start < t.idx + len(t)), None)


def _is_part_of_name(text: str, number: Token, quantity: Quantity) -> bool:
    """"Article 12", "Boeing 737", "62-year-old", "Group of Seven": numbers that count nothing."""
    before = number.nbor(-1) if number.i > 0 else None
    after = text[quantity.end : quantity.end + 10].casefold()
    counts = number.dep_ in ("nummod", "quantmod")
    capital = before is not None and before.tag_ in ("NNP", "NNPS") and not counts
    capitalised = text[quantity.start].isupper() and not number.is_sent_start
    return capital or capitalised or after.startswith(_NO_COUNT)


def _is_age(text: str, number: Token, quantity: Quantity) -> bool:
    """"Ane Velt, 18, had died", "12 or younger", "under the age of 12"."""
    if _AGED.match(text, quantity.end) or _AT_AGE.search(text, max(0, quantity.first - 20), quantity.first):
        return True
    named = number.i > 1 and number.nbor(-1).text == "," and number.nbor(-2).tag_ in ("NNP", "NNPS")
    return named and text[quantity.end : quantity.end + 1] in (",", ".", ";")


def _is_rate(number: Token) -> bool:
    """"30 deaths per million residents": what a rate is counted on."""
    return number.i > 0 and number.nbor(-1).text.casefold() == "per"


def counted(number: Token, quantity: Quantity) -> Token | None:
    """The noun that a figure counts: "some 300 harbour guards" → guards."""
    node = number
    for _ in range(3):
        if node.dep_ in ("nummod", "quantmod", "compound", "amod", "det") and node.head is not node:
            node = node.head
        else:
            break
    if node.idx + len(node) > quantity.end and node.tag_.startswith("NN"):
        return node
    of = next((c for c in node.children if c.text.casefold() == "of" and c.i > node.i), None)
    noun = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if noun is not None and noun.tag_.startswith("NN"):
        return noun
    return _next_noun(number, quantity)


def _next_noun(number: Token, quantity: Quantity) -> Token | None:
    """The noun right behind the figure, adjectives between."""
    doc, i = number.doc, number.i
    while i < len(doc) and doc[i].idx < quantity.end:
        i += 1
    for token in doc[i : i + 4]:
        if token.tag_.startswith("NN"):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if following is None or not following.tag_.startswith("NN"):
                return token
        elif not token.tag_.startswith("JJ"):
            return None
    return None


def _above(around: list[Frame], noun: Token, number: Token) -> Frame | None:
    """The frame that a figure stands under: an ancestor, else the nearest one in its clause."""
    by_place = {frame.token.i: frame for frame in around if frame.token.i != noun.i}
    beside = _beside(by_place, noun, number)
    if beside is not None:
        return beside
    node = noun
    for _ in range(6):
        if node.i in by_place:
            return by_place[node.i]
        if node.head is node:
            break
        node = node.head
    near = [f for f in by_place.values() if f.sort == "casualty" and _same_clause(f.token, number)]
    return min(near, key=lambda f: (abs(f.token.i - number.i), f.token.i), default=None)


def _beside(by_place: dict[int, Frame], noun: Token, number: Token) -> Frame | None:
    """The casualty verb right before a figure ("wounded thousands") or right behind it ("were killed")."""
    before = number.i - 1
    while before >= 0 and number.i - before < 4 and number.doc[before].tag_ in _BEFORE_FIGURES:
        before -= 1
    after = max(noun.i, number.i) + 1
    helpers = word_set("claims", "helpers")
    while after < len(number.doc) and number.doc[after].text.casefold() in helpers:
        after += 1
    places = [i for i in (before, after) if i in by_place and by_place[i].sort == "casualty"]
    verbs = [by_place[i] for i in places if by_place[i].is_verb]
    return verbs[-1] if verbs else None


def _same_clause(one: Token, other: Token) -> bool:
    first, last = sorted((one.i, other.i))
    between = one.doc[first:last]
    return last - first <= _REACH and not any(t.text in ',;:—–()"“”' for t in between)


def _unit(noun: Token | None, quantity: Quantity, frame: Frame | None) -> str | None:
    measures = _measures()
    if quantity.symbol:
        return measures.get(quantity.symbol, quantity.symbol)
    word = plain_word(noun.text) if noun is not None else ""
    if word in measures:
        return measures[word]
    casualty = frame is not None and frame.sort == "casualty"
    plural_name = noun is not None and noun.tag_ == "NNPS"
    victims = casualty and family(word) is None  # "after two bombs went off": bombs are nobody
    if plural_name or victims or word in word_set("claims", "people"):
        return "people"
    return word or None


def _about(noun: Token | None, quantity: Quantity) -> str:
    """The noun phrase without its figure: "harbour guards in the valley"."""
    if noun is None:
        return ""
    inside = [
        t
        for t in kept(noun)
        if not quantity.first <= t.idx < quantity.end and t.tag_ not in ("CD", "DT", "PDT", "$")
    ]
    nominal = [t for t in inside if (t.i <= noun.i and noun.i - t.i <= 5) or 0 < t.i - noun.i <= 6]
    return " ".join(t.text for t in nominal if t.dep_ not in ("nsubj", "aux"))

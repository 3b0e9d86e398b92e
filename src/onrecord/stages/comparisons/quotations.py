"""Quotations: one saying quoted on two pages with words that are not the same."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from onrecord.quoting import quoted
from onrecord.records import Article, Comparison, Span
from onrecord.stages.comparisons.cuts import cut
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.text import fold, quote, shortened, trimmed
from onrecord.words import plain_word, stem, stop_words, table, word_set

_QUOTED = re.compile(rb"\x01{12,900}")
_LEFT_OUT = "…"
_GLOSS = re.compile(r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)|…|\.\s?\.\s?\.")  # words put in, or left out
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_RUN = 4  # words in a row that make two quotations candidates
_SAME = 8  # words that two quotations must share
_LEAST = 0.75  # share of the overlapping stretch that must be the same words
_ALIKE = 0.75  # share of letters that two spellings of a word have in common
_JOINED = 0.85  # the same of words written in one or in two ("cease fire", "ceasefire")
_MOST_WORDS = 4  # words of one difference; more is a cut, not another wording
_MOST_QUOTATIONS = 400


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks, with the stems by which they are compared."""

    span: Span
    stems: tuple[str, ...]


def quotations(material: Material) -> Iterator[Comparison]:
    """The sayings that pages quote in different words; spelling, glosses, cuts at the ends apart."""
    found = [q for article in material.articles for q in _quoted(material, article.id)]
    found = found[:_MOST_QUOTATIONS]
    told: set[int] = set()
    for i, j in _candidates(found):
        one, other = found[i], found[j]
        if {i, j} & told or one.span.article == other.span.article:
            continue
        unlike = _unlike(material, one, other)
        if unlike is not None and _one_speaker(material, one.span, other.span):
            told |= {i, j}
            reason, *spans = unlike
            sides = [side(material, s.article, speaker_at(material, s), s.exact, [s]) for s in spans]
            about = shortened(spans[0].exact, 80)
            yield comparison(material, "wording", "wording", "differ", about, sides, reason)


def _unlike(material: Material, one: Quotation, other: Quotation) -> tuple[str, Span, Span] | None:
    """Why two quotations of one saying differ, and where each does; None where they don't."""
    if _differs(one.stems, other.stems):
        return "one saying is quoted in different words", one.span, other.span
    for part, whole in ((one.span, other.span), (other.span, one.span)):
        held = material.article(part.article)
        places = cut(part.exact, whole.exact, held.text[: part.start])
        if places is not None:
            spans = _within(held, part, places[0]), _within(material.article(whole.article), whole, places[1])
            return "a part of a sentence is quoted as a sentence", *spans
    return None


def _within(article: Article, span: Span, place: tuple[int, int]) -> Span:
    return quote(article, span.start + place[0], span.start + place[1])


def speaker_at(material: Material, span: Span) -> str | None:
    """The speaker of the attribution whose content overlaps a span; None when there is none."""
    for attribution in material.attributions:
        if any(_overlap(s, span) for s in attribution.content):
            return material.speaker_of(attribution)
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _one_speaker(material: Material, one: Span, other: Span) -> bool:
    """Whether two quotations can be of one speaker: no two different names are known for them."""
    names = [speaker_at(material, span) for span in (one, other)]
    return None in names or bool(set(fold(names[0] or "").split()) & set(fold(names[1] or "").split()))


def _quoted(material: Material, article: str) -> Iterator[Quotation]:
    held = material.article(article)
    for match in _QUOTED.finditer(quoted(held.text)):
        span = quote(held, *trimmed(held.text, *match.span()))
        words = list(_words_of(span.exact))
        titled = sum(word[:1].isupper() for word in words) > 0.6 * len(words)
        if len(words) >= _RUN and not titled:
            yield Quotation(span, tuple(word if word == _LEFT_OUT else _spoken(word) for word in words))


def _words_of(said: str) -> Iterator[str]:
    """The words of a quotation, contractions as they would be said in full, a sign for each gloss or cut."""
    for number, piece in enumerate(_GLOSS.split(said)):
        if number:
            yield _LEFT_OUT
        yield from _WORD.findall(_contraction().sub(_in_full, piece.replace("’", "'")))


@cache
def _contraction() -> re.Pattern[str]:
    forms = (re.escape(row[0]) for row in table("comparisons", "contractions"))
    return re.compile(rf"(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _in_full(match: re.Match[str]) -> str:
    return next(row[1] for row in table("comparisons", "contractions") if row[0] == match[0].casefold())


def _spoken(word: str) -> str:
    """The stem of a word, small numbers as digits."""
    plain = _ORDINAL.sub(r"\1", plain_word(word))
    return next((row[1] for row in table("claims", "numbers") if row[0] == plain), None) or stem(plain)


def _candidates(found: list[Quotation]) -> list[tuple[int, int]]:
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, quotation in enumerate(found):
        for j in range(len(quotation.stems) - _RUN + 1):
            by_run[quotation.stems[j : j + _RUN]].append(i)
    pairs = {
        (i, j) for places in by_run.values() if len(places) < 30 for i in places for j in places if i < j
    }
    return sorted(pairs)


def _differs(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the stretch that two quotations share has different content words inside it."""
    matching = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    blocks = [b for b in matching if b.size]
    if not blocks:
        return False
    first, last = blocks[0], blocks[-1]
    same = sum(b.size for b in blocks if b.size > 1)  # lone words meet by chance
    longest = max(last.a + last.size - first.a, last.b + last.size - first.b)
    if same < _SAME or same / longest < _LEAST:
        return False
    return any(
        _tells(one[left.a + left.size : right.a], other[left.b + left.size : right.b])
        for left, right in pairwise(blocks)
        if _LEFT_OUT not in one[left.a + left.size - 1 : right.a + 1]
        and _LEFT_OUT not in other[left.b + left.size - 1 : right.b + 1]
    )


def _tells(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a difference is one of content: not spelling, not joined words, not a long cut."""
    if max(len(one), len(other)) > _MOST_WORDS:
        return False
    if len(one) == len(other) and all(map(_spelt_alike, one, other)):
        return False
    if len(one) != len(other) and _share("".join(one), "".join(other)) >= _JOINED:
        return False
    return any(word not in _weak_words() for word in (*one, *other))


def _spelt_alike(one: str, other: str) -> bool:
    """"Osama" and "Usama", "Sept" and "September": one word in two spellings."""
    return one[:3] == other[:3] or _share(one, other) >= _ALIKE


def _share(one: str, other: str) -> float:
    """The share of letters that two words have in common, in order."""
    return SequenceMatcher(None, one, other).ratio()


@cache
def _weak_words() -> frozenset[str]:
    """Stems of function words and of adverbs that only weigh ("really"), which reporters drop freely."""
    return frozenset(stem(word) for word in (*stop_words(), *word_set("comparisons", "weights")))

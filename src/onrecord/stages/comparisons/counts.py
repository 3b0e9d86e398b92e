"""Counts: whether two figures count one thing, and whether both can hold."""

from math import isinf

from onrecord.records import Claim
from onrecord.stages.comparisons.intervals import VAGUE, Interval, figure, meet
from onrecord.stages.comparisons.matching import (
    Articles,
    Decision,
    Referent,
    alike,
    countries_in,
    family_of,
    later,
    marks_of,
    pages_clash,
    referent,
    same_time,
    sentence_of,
    setting,
    settings_clash,
    surroundings,
)
from onrecord.words import content, sort_of, word_set

_LITTLE, _MUCH = 0.3, 0.75  # likeness of what is counted, of casualties and of everything else
_TWICE = 2
_SCALE = 10  # a count so many times the other one is of something else
_SAME_PAGE = 3  # words that two counts of one page share that are held against each other
_WITHOUT_NAMES = 2  # words that two counts share whose sentences have no name in common …
_DETAILED = 3  # … and tell of their happening in more words than these
_WHOLE = 1.5  # percent that two shares of one whole may be off


def figures(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Two figures: comparable when they count the same sort of thing under the same happening."""
    first, second = figure(one), figure(other)
    if first is None or second is None or not _one_sort(one, other):
        return None
    casualty = _is_casualty(one)
    apart = marks_of(one) != marks_of(other) or same_time(one, other, articles) is False
    if apart or _told_apart(one, other, articles):
        return ("not comparable", "scope or time of the figures differs") if casualty else None
    if "addition" in marks_of(one):
        return None
    fewer, more = sorted((_told(first), _told(second)))
    if casualty and more > _SCALE * max(1.0, fewer):
        return "not comparable", "figures so far apart count different things"
    if meet(first, second):
        exact = one.value == other.value and one.bound == other.bound
        return ("agree", "same figure") if exact else _both_open(one, other, articles)
    return _unequal(one, other, articles, second[0] > first[0])


def _is_casualty(claim: Claim) -> bool:
    return sort_of(family_of(claim) or "") == "casualty"


def _one_sort(one: Claim, other: Claim) -> bool:
    """Whether two figures are of one unit and happening, and of what is named alike."""
    if one.unit != other.unit or family_of(one) != family_of(other):
        return False
    if family_of(one) is None and not _one_thing(one, other):
        return False
    like = alike(one, other)
    loose = _is_casualty(one) and not marks_of(one)
    return loose if like is None else like >= (_LITTLE if loose else _MUCH)


def _unequal(one: Claim, other: Claim, articles: Articles, rises: bool) -> Decision | None:
    """Two figures that can't both be true of one thing; `rises`: the second is the higher."""
    if family_of(one) is None and one.unit == "people":
        return None  # people counted under no happening: who belongs to them is anybody's guess
    first, second = figure(one), figure(other)
    if first is None or second is None or _far_apart(first, second) or _are_parts(one, other):
        return None
    if _is_loose(one) or _is_loose(other):
        return None
    casualty = _is_casualty(one)
    if casualty and (_group(one) != _group(other) or _are_two(one, other, articles)):
        return "not comparable", "the figures count other people"
    if casualty and later(one, other, articles) == (1 if rises else -1):
        return "updated later", "the later page has the higher count"
    return "differ", "the figures cannot both hold"


def _told_apart(one: Claim, other: Claim, articles: Articles) -> bool:
    """Whether the sentences of two figures show that they are of two happenings, or of other people."""
    if pages_clash(one, other, articles) or _counts_others(one, other, articles):
        return True
    if not _is_casualty(one):
        return False
    first, second = surroundings(one, articles), surroundings(other, articles)
    others = _plain(first) & _plain(second)
    if len(others) >= _WITHOUT_NAMES or min(len(_plain(first)), len(_plain(second))) <= _DETAILED:
        return False
    lands = countries_in(sentence_of(one, articles)) & countries_in(sentence_of(other, articles))
    return not lands and settings_clash(one, other, articles)


def _are_two(one: Claim, other: Claim, articles: Articles) -> bool:
    """Whether two counts stand on one page in sentences that have next to nothing in common."""
    first, second = surroundings(one, articles), surroundings(other, articles)
    shared = len(first.names & second.names) + len(_plain(first) & _plain(second))
    return one.article == other.article and shared < _SAME_PAGE


def _plain(words: Referent) -> frozenset[str]:
    """The words of a sentence that are neither names nor words for casualties."""
    return frozenset(w for w in words.others if sort_of(w.removeprefix("=")) != "casualty")


def _counts_others(one: Claim, other: Claim, articles: Articles) -> bool:
    """"53 Velt sailors" and "60 people" of a sentence that names places, none of them Velt."""
    for named, bare in ((one, other), (other, one)):
        names = referent(named.about, family_of(named)).names
        around = setting(bare, articles)
        if names and around and not referent(bare.about, family_of(bare)).names and not names & around:
            lands = countries_in(named.about)
            if not lands or not lands & countries_in(sentence_of(bare, articles)):
                return True
    return False


def _group(claim: Claim) -> frozenset[str]:
    """Whom a count is of, where it is not of everybody: "12 policemen"."""
    people = word_set("claims", "people") - word_set("comparisons", "everyone")
    return frozenset(word for word in claim.about.split() if word in people)


def _are_parts(one: Claim, other: Claim) -> bool:
    """Whether two shares make up a whole: 70 percent kept, 30 given up."""
    if one.unit != "percent" or ".." in one.value + other.value:
        return False
    return abs(float(one.value) + float(other.value) - 100) < _WHOLE


def _told(range_: Interval) -> float:
    """The number that a page gives, of a range that may be open above."""
    low, high = range_
    return low if isinf(high) else high


def _is_loose(claim: Claim) -> bool:
    """"several", "hundreds", "two of the dead": too loose to be held against another figure."""
    return claim.value in VAGUE or "part" in marks_of(claim)


def _far_apart(one: Interval, other: Interval) -> bool:
    """Whether one figure is more than twice the other: then they may well be of two happenings."""
    low, high = sorted((one, other))
    return high[0] > _TWICE * max(1.0, low[1])


def _one_thing(one: Claim, other: Claim) -> bool:
    """Whether two figures under no happening count one thing: the same noun, with words about it."""
    nouns = {tuple(content(claim.about)[-1:]) for claim in (one, other)}
    shared = referent(one.about, None).all & referent(other.about, None).all
    return len(nouns) == 1 and len(shared) > 1


def _both_open(one: Claim, other: Claim, articles: Articles) -> Decision:
    lower = {"at least", "more than"}
    apart = one.bound in lower and other.bound in lower and one.value != other.value
    if apart and later(one, other, articles):
        return "updated later", "the pages give different least numbers at different times"
    return "compatible", "the bounds of the figures leave room for each other"

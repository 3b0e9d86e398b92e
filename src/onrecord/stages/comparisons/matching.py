"""Whether two claims are about the same thing, as far as their words show."""

from dataclasses import dataclass
from functools import lru_cache

from onrecord.breaks import sentence_at
from onrecord.gazetteer import demonyms, known
from onrecord.records import Article, Claim, Verdict
from onrecord.stages.comparisons.intervals import Days, days
from onrecord.words import family, plain_word, stem, stop_words, word_set, words

Articles = dict[str, Article]
Decision = tuple[Verdict, str]

_NAME_KEY = 5  # letters: "Russia" and "Russian", "Hajiyev" and "Hajiyeva" meet
_AROUND = 300  # code points on either side of a claim that count as its sentence at most
_OLD = 20  # days before publication from which a dated claim is about the past


@dataclass(frozen=True)
class Referent:
    """The words of a referent: keys of its names, stems of its other content words."""

    names: frozenset[str]
    others: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Names and other words."""
        return self.names | self.others


@lru_cache(maxsize=50_000)
def referent(about: str, own_family: str | None) -> Referent:
    """The referent that a phrase names; words of its own predicate family and general ones left out."""
    names, others = set(), set()
    for word in words(about):
        plain = plain_word(word)
        if plain in stop_words() or plain in word_set("comparisons", "generic") or not plain[:1].isalpha():
            continue
        found = family(word)
        if found is not None and found == own_family:
            continue
        if word[:1].isupper():
            names.add(plain[:_NAME_KEY])
        else:
            others.add(f"={found}" if found else stem(word))
    return Referent(frozenset(names), frozenset(others))


def countries_in(phrase: str) -> frozenset[str]:
    """The countries (ISO 3166-1 alpha-3) that a phrase names, by name, seat of government or demonym."""
    found = set()
    for word in words(phrase.replace("-", " ")):
        bare = word.removesuffix("'s").removesuffix("’s")
        place = known().get(bare)
        found.add(demonyms().get(bare) or (place.country if place and place.kind else None))
    return frozenset(code for code in found if code)


def likeness(one: Referent, other: Referent) -> float | None:
    """Share of the shorter one's words that the other has (names count twice); None: nothing to go by."""
    if not one.all or not other.all:
        return None
    if one.names and other.names and not one.names & other.names:
        return 0.0
    common = _weight(one.names & other.names, one.others & other.others)
    return common / min(_weight(one.names, one.others), _weight(other.names, other.others))


def _weight(names: frozenset[str], others: frozenset[str]) -> float:
    return 2.0 * len(names) + len(others)


def family_of(claim: Claim) -> str | None:
    """The predicate family that a claim stands under."""
    return (claim.scope or "").split(";")[0].strip() or None


def marks_of(claim: Claim) -> tuple[str, ...]:
    """What marks a figure as a part, an addition or a sum over time."""
    return tuple(mark.strip() for mark in (claim.scope or "").split(";")[1:])


def alike(one: Claim, other: Claim) -> float | None:
    """The likeness of what two claims are about."""
    return likeness(referent(one.about, family_of(one)), referent(other.about, family_of(other)))


def same_time(one: Claim, other: Claim, articles: Articles) -> bool | None:
    """Whether two claims are of the same time; None when that is not known."""
    if _is_ahead(one, articles) or _is_ahead(other, articles):
        return None  # a count that lies ahead of its page is a date misread
    first, second = time_of(one), time_of(other)
    if first is None and second is None:
        return None
    if first is None or second is None:
        known = one if second is None else other
        return False if _is_old(known, articles) or is_long(known) else None
    return first.meets(second) and is_long(one) == is_long(other)


def time_of(claim: Claim) -> Days | None:
    """The days of a claim's time."""
    return days(claim.as_of) if claim.as_of else None


def is_long(claim: Claim) -> bool:
    """Whether a claim's time is a year or more: "this year" counts up, "on Monday" does not."""
    return len(claim.as_of or "2000-01-01") < 7


def _is_ahead(claim: Claim, articles: Articles) -> bool:
    """Whether a claim's time begins after its article was published."""
    own, published = time_of(claim), days((articles[claim.article].published or "")[:10])
    if own is None or published is None or own.first is None or published.last is None:
        return False
    return own.first > published.last


def _is_old(claim: Claim, articles: Articles) -> bool:
    """Whether a claim gives a time well before its article was published."""
    own, published = time_of(claim), days((articles[claim.article].published or "")[:10])
    if own is None or published is None or own.last is None or published.first is None:
        return False
    return ordinal(published.first) - ordinal(own.last) > _OLD


def ordinal(day: tuple[int, int, int]) -> int:
    """A rough count of days, good for differences of weeks."""
    year, month, date = day
    return year * 372 + month * 31 + date


def setting(claim: Claim, articles: Articles) -> frozenset[str]:
    """The keys of the names in the sentence about a claim's evidence."""
    return surroundings(claim, articles).names


def surroundings(claim: Claim, articles: Articles) -> Referent:
    """What the sentence about a claim's evidence names."""
    return referent(sentence_of(claim, articles), None)


def sentence_of(claim: Claim, articles: Articles) -> str:
    """The sentence about a claim's evidence, no more than a few hundred characters on either side of it."""
    span, text = claim.evidence[0], articles[claim.article].text
    start, end = sentence_at(text, span.start, span.end)
    return text[max(start, span.start - _AROUND) : min(end, span.end + _AROUND)].strip()


def settings_clash(one: Claim, other: Claim, articles: Articles) -> bool:
    """Whether two claims stand among names that have nothing in common."""
    return _strange(setting(one, articles), setting(other, articles))


def pages_clash(one: Claim, other: Claim, articles: Articles) -> bool:
    """Whether the settings of two claims clash, and one's names are nowhere on the other's page."""
    first, second = setting(one, articles), setting(other, articles)
    if not _strange(first, second):
        return False
    return not (first & _names(articles[other.article].text) and second & _names(articles[one.article].text))


def _strange(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first) and bool(second) and not first & second


@lru_cache(maxsize=512)
def _names(text: str) -> frozenset[str]:
    """The keys of the names in a page."""
    return referent(text, None).names


def later(one: Claim, other: Claim, articles: Articles) -> int:
    """1 when the article of `other` is the later one, -1 the earlier, 0 when that is not known."""
    first, second = articles[one.article].published or "", articles[other.article].published or ""
    length = 16 if min(len(first), len(second)) >= 16 else 10
    first, second = first[:length], second[:length]
    return 0 if not first or not second or first == second else (1 if first < second else -1)

"""Articles as weighted bags of words: of the whole text, of its lead, and of its headline."""

import heapq
import math
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.records import Article

Bag = Mapping[str, float]  # word -> weight; the squares of the weights add up to 1

_WORD = re.compile(r"[^\W_]{2,}")
_LEAD_WORDS = 120
_HEADLINE_WORDS = 20  # of the text, where there is no headline
_HEAVIEST = 500  # words of a bag that are kept, so that a long text stays small
_SHORT = 4  # letters; in a language without counts a shorter word is taken for a common one


@dataclass(frozen=True, slots=True)
class Vectors:
    """What an article is compared by."""

    whole: Bag
    lead: Bag
    headline: Bag


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `articles` articles each word stands: general counts plus the collection's.

    The general counts keep a collection about one matter, or one of two articles, from taking its
    own topic for a stop word.
    """

    articles: int
    counts: Mapping[str, int]

    def idf(self, word: str) -> float:
        """The inverse document frequency: 0 or more, in nats."""
        known = self.counts.get(word, 0)
        return max(0.0, math.log((self.articles + 1) / (known + 0.5)))


def vectors(articles: Sequence[Article]) -> list[Vectors]:
    """The vectors of `articles`, in order; they depend on the set of articles, not on the order."""
    texts = [words(a.text) for a in articles]
    headlines = [words(a.headline or a.title or "") for a in articles]
    wholes = [Counter(h + t) for h, t in zip(headlines, texts, strict=True)]
    by_lang: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        by_lang.setdefault(article.lang, []).append(position)
    weights = {lang: _frequencies(lang, [wholes[p] for p in at]) for lang, at in by_lang.items()}
    return [
        _vectors(whole, headline, text, weights[a.lang])
        for whole, headline, text, a in zip(wholes, headlines, texts, articles, strict=True)
    ]


def words(text: str) -> list[str]:
    """The case-folded words of two or more letters or digits, in order."""
    return [word.casefold() for word in _WORD.findall(text)]


def cosine(left: Bag, right: Bag) -> float:
    """The cosine of two bags, 0 to 1."""
    shared = left.keys() & right.keys()  # its order plays no part: fsum is exact
    return math.fsum(left[word] * right[word] for word in shared)


def _vectors(whole: Counter[str], headline: list[str], text: list[str], known: Frequencies) -> Vectors:
    return Vectors(
        _bag(whole, known),
        _bag(Counter(2 * headline + text[:_LEAD_WORDS]), known),
        _bag(Counter(headline or text[:_HEADLINE_WORDS]), known),
    )


def _bag(counts: Counter[str], known: Frequencies) -> Bag:
    weights = {w: (1 + math.log(n)) * known.idf(w) for w, n in counts.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    heaviest = heapq.nsmallest(_HEAVIEST, weights.items(), key=lambda item: (-item[1], item[0]))
    return {sys.intern(word): weight / length for word, weight in heaviest if weight > 0}


def _frequencies(lang: str, wholes: Sequence[Counter[str]]) -> Frequencies:
    """General counts of `lang` plus those of the collection's own articles in it."""
    own = Counter(word for whole in wholes for word in whole)
    general = _general(lang)
    if general is None:
        size = max(1000, len(wholes))
        general = Frequencies(size, {word: size // 2 for word in own if len(word) < _SHORT})
    counts = {word: n + general.counts.get(word, 0) for word, n in own.items()}
    return Frequencies(general.articles + len(wholes), counts)


@cache
def _general(lang: str) -> Frequencies | None:
    """The counts shipped for a language; the row of the empty word holds the number of articles."""
    table = files("onrecord") / "resources" / "stories" / f"{lang}.tsv"
    if not lang.isalpha() or not table.is_file():
        return None
    lines = table.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    counts = {word: int(count) for word, count in rows}
    return Frequencies(counts.pop(""), counts)

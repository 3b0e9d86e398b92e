"""Names of one person that pages spell in different ways: no conflict, but who searches must know both."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from onrecord.records import Comparison, Mention
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.text import fold

_REASON = "one name, spelt in different ways"


def spellings(material: Material) -> Iterator[Comparison]:
    """A comparison for each person whose name several pages spell differently, a side for each page."""
    told: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in material.mentions:
        person = material.names.get(mention.entity or "")
        if person and mention.name:
            best = told[person].get(mention.article)
            if best is None or (_whole(mention) and not _whole(best)):
                told[person][mention.article] = mention
    for person, pages in sorted(told.items()):
        names = {_words(m) for m in pages.values()}
        if any(_apart(one, other) for one, other in combinations(sorted(names), 2)):
            sides = [side(material, m.article, None, m.name or "", [m.span]) for m in pages.values()]
            yield comparison(material, "name", "name", "compatible", person, sides, _REASON)


def _whole(mention: Mention) -> bool:
    """Whether the whole name stands there, not the surname alone."""
    return mention.span.exact == mention.name


def _words(mention: Mention) -> tuple[str, ...]:
    """The folded words of a name, initials left out."""
    return tuple(w for w in fold(mention.name or "").split() if len(w) > 1)


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ by more than that one of them is shorter."""
    return not (set(one) <= set(other) or set(other) <= set(one))

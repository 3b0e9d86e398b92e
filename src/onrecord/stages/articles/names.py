"""Authors: persons named in declared metadata and in the byline."""

from collections import Counter
from itertools import groupby

from onrecord.bylines import (
    agencies_only,
    credited,
    leads,
    led_in,
    only_persons,
    persons,
    signed,
    unique,
    works,
)
from onrecord.layout import Layout
from onrecord.records import Basis, Block, Metadatum
from onrecord.stages.articles.body import BODY
from onrecord.text import fold

_ONCE = 2  # times that one byline stands on a page: beside the headline, below the text
_FAMILY = 4  # letters of a family name
_AGAIN = 2  # times that an article names whom it is about
_HEAD = 8  # blocks from the headline to such a byline
_ABOVE = 6  # blocks above the headline from which a name alone signs nothing
_NEAR = 4  # blocks between two bylines of one article's head


def authors(blocks: tuple[Block, ...], layout: Layout, publisher: str | None) -> list[Metadatum]:
    """Who wrote the article, from the most trusted source that names a person, in the order given.

    An organisation that the page declares as author is no author: see `organisations`.
    """
    told = [_declared(layout, basis, publisher) for basis in ("declared", "json-ld", "meta")]
    best = next((found for found in told if found), None)
    if best is None:
        return _visible(blocks, layout, publisher)
    return _agreed(best, told[2], blocks, publisher) if best is not told[0] else best


def _declared(layout: Layout, basis: Basis, publisher: str | None) -> list[Metadatum]:
    given = [m.value for m in layout.declared if m.field == "author" and m.basis == basis]
    values = [_cased(v) for v in given]
    return [Metadatum("author", n, basis) for n in unique(n for v in values for n in persons(v, publisher))]


def _agreed(
    best: list[Metadatum], meta: list[Metadatum], blocks: tuple[Block, ...], publisher: str | None
) -> list[Metadatum]:
    """`best` set right by the page's byline.

    Who stands there beside all of them is one of them: heads often name one of two. Of more in JSON-LD
    than in the byline and the meta tags, which agree, the rest checked or helped.
    """
    told, fewer = ({fold(author.value) for author in some} for some in (best, meta))
    for run in _runs(blocks):
        seen = {fold(a.value): a for block in run for a in _named(block, publisher)}
        if told < set(seen):
            return [*best, *(a for name, a in seen.items() if name not in told)]
        if fewer == set(seen) < told and led_in(run[0].exact):
            return [a for a in best if fold(a.value) in fewer]
    return best


def _runs(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """The bylines that begin as such, each by itself, and those of names alone that stand in a row."""
    led = [[b] for b in blocks if b.role == "byline" and led_in(b.exact)]
    rows = [list(row) for alone, row in groupby(blocks, _alone) if alone]
    return led + [row for row in rows if len(row) > 1]


def _alone(block: Block) -> bool:
    return block.role == "byline" and only_persons(block.exact) and not led_in(block.exact)


def organisations(layout: Layout) -> list[Metadatum]:
    """The first organisation that the page declares as author, as a Metadatum of its own kind.

    A declared author that is no person's name (a desk, an agency, the outlet) counts as one.
    """
    given = [m for m in layout.declared if m.field in ("author", "author organisation")]
    given.sort(key=lambda m: m.field == "author")
    for datum in given:
        if _names_one(datum.value):
            return [Metadatum("author organisation", datum.value, datum.basis)]
    return []


def _names_one(value: str) -> bool:
    """A short name that is neither an address nor a person's."""
    return 2 <= len(value) <= 60 and not any(c in value for c in "/@") and not persons(_cased(value))


def _cased(name: str) -> str:
    """A name with its capitals, also where it was declared without: "ann lee"."""
    return name.title() if name.islower() and "." not in name else name


def _visible(blocks: tuple[Block, ...], layout: Layout, publisher: str | None) -> list[Metadatum]:
    """The persons of the first bylines below the headline, else on the page; one further down is another's.

    Nobody where an agency or a declared organisation alone signs first. A name alone some lines below "By
    Ann Lee" is whose picture it is, or who checked.
    """
    found: dict[str, Metadatum] = {}
    last: int | None = None
    led = False
    teams = {fold(m.value) for m in layout.declared if m.field in ("author", "author organisation")}
    text = "\n".join(block.exact for block in blocks if block.role in BODY)
    for i, block in _bylines(blocks, teams):
        if last is not None and i - last > _NEAR:
            break
        if last is None and (_agency(blocks, i) or fold(block.exact) in teams):
            return []
        signs = _led(blocks, i)
        if led and not signs and last is not None and i - last > 1:
            continue
        for author in _named(block, publisher):
            if signs or works(_below(blocks, i)) or not _told_of(author.value, text):
                found.setdefault(fold(author.value), author)
                last, led = i, led or signs
    return list(found.values())


def _below(blocks: tuple[Block, ...], i: int) -> str:
    return blocks[i + 1].exact if i + 1 < len(blocks) and blocks[i + 1].role not in BODY else ""


def _told_of(name: str, text: str) -> bool:
    """Whether the article tells of a person again and again: a topic beside the headline, no author."""
    family = name.rsplit(maxsplit=1)[-1]
    return len(family) >= _FAMILY and text.count(family) >= _AGAIN


def _bylines(blocks: tuple[Block, ...], teams: set[str]) -> list[tuple[int, Block]]:
    """The bylines with their places: from the first below the headline on ("By ..." before names), else all.

    A byline that comes back again and again far from the headline belongs to a list of other stories, one
    led in behind the text and its buttons too; a name alone far above the headline is no byline.
    """
    head = next((i for i, block in enumerate(blocks) if block.role == "headline"), 0)
    end = max((i for i, block in enumerate(blocks) if block.role in BODY), default=len(blocks))
    found = [(i, b) for i, b in enumerate(blocks) if b.role == "byline" and not credited(b.exact)]
    found = [(i, b) for i, b in found if head - i < _ABOVE or _led(blocks, i)]
    found = [(i, b) for i, b in found if i < end or not (led_in(b.exact) and _leads_on(blocks[end + 1 : i]))]
    near = [(i, b) for i, b in found if head < i <= head + _HEAD]
    starts = [i for i, b in near if led_in(b.exact)]
    starts = starts or [i for i, _ in found if 0 < head - i < _ABOVE and leads(blocks[i - 1].exact)]
    if starts := starts or [i for i, b in near if _signs(b.exact, teams)]:
        return [(i, b) for i, b in found if i >= starts[0]]
    often = Counter(b.exact for _, b in found)
    return [(i, b) for i, b in found if often[b.exact] <= _ONCE or abs(i - head) <= _HEAD]


def _led(blocks: tuple[Block, ...], i: int) -> bool:
    """Whether block `i` begins as bylines do, or stands below "By" alone."""
    return signed(blocks[i].exact) or led_in(blocks[i].exact) or (i > 0 and leads(blocks[i - 1].exact))


def _leads_on(blocks: tuple[Block, ...]) -> bool:
    """Whether buttons or other stories stand among `blocks`."""
    return any(block.role in ("control", "teaser") for block in blocks)


def _signs(byline: str, teams: set[str]) -> bool:
    return bool(persons(byline)) or signed(byline) or fold(byline) in teams


def _agency(blocks: tuple[Block, ...], i: int) -> bool:
    """Whether an agency alone signs in block `i`."""
    byline = blocks[i].exact
    return _led(blocks, i) and agencies_only(byline) and not persons(byline)


def _named(block: Block, publisher: str | None) -> list[Metadatum]:
    """The persons that a byline names, each with its place where it stands there letter by letter."""
    found = []
    for name in persons(block.exact, publisher):
        at = block.exact.find(name)
        place = (block.start + at, block.start + at + len(name)) if at >= 0 else (None, None)
        found.append(Metadatum("author", name, "text", *place))
    return found

"""Origins: which articles of a story go back to one text or one agency."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from onrecord.records import Article, Origin, Reuse
from onrecord.text import fold

_HEAD = 200  # code points in which a dateline stands
_TAIL = 200  # and a closing credit
_WORD = r"[^\W\d_a-zа-я][\w.'’-]{0,20}"
_PLACE = rf"{_WORD}(?:[ ,/]{{1,2}}(?:{_WORD}|\d{{1,4}})){{0,6}}"  # "NEW YORK, Nov. 3, 2015"
_NAME = r"[^\W\d_a-zа-я][\w&.’'-]{0,20}(?: [^\W\d_a-zа-я][\w&.’'-]{0,20}){0,3}"
_SOURCE = re.compile(rf"(?:Source|Quelle|Fuente|Kaynak|Источник)\s?:\s{{0,3}}({_NAME})")


def origins(articles: Sequence[Article], reuses: Iterable[Reuse]) -> tuple[Origin, ...]:
    """The articles of one story by independent origin, in the order of `articles`.

    Copies of one text, and texts credited to one agency, are one origin; everything else is its
    own. A round-up's parts are excerpts, not copies, and join nothing.
    """
    at = {article.id: n for n, article in enumerate(articles)}
    roots = list(range(len(articles)))
    credited = [credit(article) for article in articles]
    first: dict[str, int] = {}
    for n, named in enumerate(credited):
        if named:
            _union(roots, first.setdefault(named[0], n), n)
    copied = set()
    for reuse in reuses:
        if reuse.kind == "copy" and reuse.article in at and reuse.other in at:
            copied |= {at[reuse.article], at[reuse.other]}
            _union(roots, at[reuse.article], at[reuse.other])
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(len(articles)):
        groups[_root(roots, n)].append(n)
    return tuple(_origin(group, articles, credited, copied) for group in groups.values())


def credit(article: Article) -> tuple[str, str] | None:
    """The agency that an article names as its source and the place where it does, or None.

    Known agencies in the byline, the dateline or the last line; an unknown one only where a dateline
    or a "Source:" leaves no doubt. An outlet is no agency of its own.
    """
    own = fold(article.publisher or "")
    for place, name in _credits(article):
        if fold(name) != own:
            return _agencies().get(fold(name), name), f"{place} {name}"
    return None


def _credits(article: Article) -> Iterator[tuple[str, str]]:
    for author in article.authors:
        if fold(author) in _agencies():
            yield "the byline names", author
    match = _dateline().match(article.text[:_HEAD].lstrip())
    if match:
        yield "the dateline names", match["bracket"] or match["slash"] or match["dash"] or match["any"]
    last = article.text[-_TAIL:].rstrip().rsplit("\n", 1)[-1].strip()
    source = _SOURCE.fullmatch(last)
    if source:
        yield "the last line names", source[1]
    elif fold(last) in _agencies():
        yield "the text is signed", last.strip(" .()[]–—-")


@cache
def _agencies() -> dict[str, str]:
    """Folded name or abbreviation of a news agency -> its usual name."""
    return {fold(name): names[0] for names in _rows() for name in names}


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    table = files("onrecord") / "resources" / "stories" / "agencies.tsv"
    lines = table.read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and line[0] != "#")


@cache
def _dateline() -> re.Pattern[str]:
    """The ways an agency opens: "PLACE, May 3 (Agency) –", "(Agency) -", "PLACE, Agency –"."""
    names = sorted({name for names in _rows() for name in names}, key=lambda n: (-len(n), n))
    agency = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?:{_PLACE}[\s,]{{0,3}})?(?:[(\[](?P<bracket>{agency})[)\]]|/(?P<slash>{agency})/"
        rf"|(?<!\w)(?P<dash>{agency})\s{{0,2}}[–—-]\s|\((?P<any>{_NAME})\)\s{{0,2}}[–—-]\s)"
    )


def _origin(
    group: Sequence[int],
    articles: Sequence[Article],
    credited: Sequence[tuple[str, str] | None],
    copied: set[int],
) -> Origin:
    members = [articles[n] for n in group]
    named = next((c for n in group if (c := credited[n])), None)
    source = named[0] if named else members[0].publisher
    reasons = [named[1]] if named else []
    if any(n in copied for n in group):
        reasons.append("copies of one text")
    return Origin(source, tuple(a.id for a in members), "; ".join(reasons) or "own text")


def _root(roots: list[int], n: int) -> int:
    while roots[n] != n:
        roots[n] = roots[roots[n]]
        n = roots[n]
    return n


def _union(roots: list[int], left: int, right: int) -> None:
    left, right = sorted((_root(roots, left), _root(roots, right)))
    roots[right] = left

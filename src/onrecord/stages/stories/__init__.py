"""Stories: articles that tell of the same matter in the same days, by independent origin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from onrecord.records import Article, Record, Reuse, Story
from onrecord.stages.stories.linkage import clusters
from onrecord.stages.stories.origins import origins
from onrecord.stages.stories.similarity import day, likenesses
from onrecord.stages.stories.vectors import Vectors, cosine, vectors

if TYPE_CHECKING:
    from onrecord.store import Store

_ORIGIN = "stories@1"
_THRESHOLD = -1.9  # mean log-odds; B³ on development data is flat from -2.2 to -1.3
_LABEL = 160  # code points
_UNDATED = 10**9


class Stories:
    """Collection stage: reads Article and Reuse, makes Story."""

    name = "stories"
    version = 1
    reads: ClassVar[tuple[type[Record], ...]] = (Article, Reuse)
    makes: ClassVar[tuple[type[Record], ...]] = (Story,)

    def __call__(self, store: "Store") -> Iterator[Story]:
        """The stories of all articles of the store; each article is in exactly one."""
        yield from group_stories(store.read(Article), store.read(Reuse))


STAGE = Stories()


def group_stories(articles: Iterable[Article], reuses: Iterable[Reuse]) -> list[Story]:
    """`articles` in stories: by likeness of words, within a window of days, and by shared passages.

    TF-IDF likeness of text, lead and headline with the days between two articles (after Miranda et
    al. 2018), clustered by average linkage. Articles without a date are grouped by content alone.
    Sorted by first day and label; the order of `articles` plays no part.
    """
    ordered = publication_order(articles)
    reuses = sorted(reuses, key=lambda r: r.id)
    bags = vectors(ordered)
    likely = likenesses(ordered, bags, shared_passages(ordered, reuses))
    groups = clusters(len(ordered), likely, _THRESHOLD)
    copies = _by_article(reuses)
    stories = [_story([(ordered[n], bags[n]) for n in group], copies) for group in groups]
    return sorted(stories, key=lambda s: (s.start or "~", s.label, s.id))


def publication_order(articles: Iterable[Article]) -> list[Article]:
    """`articles` by publication day, the undated last, and by id."""
    return sorted(articles, key=lambda a: (day(a) or _UNDATED, a.id))


def shared_passages(articles: Sequence[Article], reuses: Iterable[Reuse]) -> set[tuple[int, int]]:
    """Pairs by position, ascending, that share text, other than one outlet's repeated passages."""
    at = {article.id: n for n, article in enumerate(articles)}
    pairs = set()
    for reuse in reuses:
        first, second = sorted((at[reuse.article], at[reuse.other]))
        outlets = {articles[first].publisher, articles[second].publisher}
        if reuse.kind != "shared passage" or len(outlets) > 1 or outlets == {None}:
            pairs.add((first, second))
    return pairs


def _by_article(reuses: Iterable[Reuse]) -> dict[str, list[Reuse]]:
    found: dict[str, list[Reuse]] = defaultdict(list)
    for reuse in reuses:
        found[reuse.article].append(reuse)
    return found


def _story(members: Sequence[tuple[Article, Vectors]], reuses: dict[str, list[Reuse]]) -> Story:
    articles = sorted((a for a, _ in members), key=lambda a: (a.published or "~", a.id))
    days = [d for a in articles if (d := day(a)) is not None]
    return Story(
        origin=_ORIGIN,
        articles=tuple(sorted(a.id for a in articles)),
        origins=origins(articles, [r for a in articles for r in reuses.get(a.id, ())]),
        label=_label(members),
        start=date.fromordinal(min(days)).isoformat() if days else None,
        end=date.fromordinal(max(days)).isoformat() if days else None,
    )


def _label(members: Sequence[tuple[Article, Vectors]]) -> str:
    """The headline of the article most like the others that has one, else its first sentence."""

    def centrality(member: tuple[Article, Vectors]) -> tuple[bool, float, str]:
        article, bags = member
        likeness = sum(cosine(bags.lead, other.lead) for _, other in members)
        return (not (article.headline or article.title), -likeness, article.id)

    article, _ = min(members, key=centrality)
    return article.headline or article.title or _opening(article.text)


def _opening(text: str) -> str:
    """The first sentence, roughly, and not more than a line of it."""
    line = " ".join(text[: 4 * _LABEL].split("\n", 1)[0].split())
    end = line.find(". ")
    line = line[: end + 1] if end > 20 else line
    return line if len(line) <= _LABEL else line[:_LABEL].rsplit(" ", 1)[0] + " …"

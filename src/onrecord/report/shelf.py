"""What a report reads from the store, looked up by article, story and entity."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from onrecord.records import (
    Article,
    Attribution,
    Block,
    Comparison,
    Entity,
    Event,
    EventMention,
    Mention,
    Record,
    Rejection,
    Reuse,
    Story,
    TimeExpression,
)
from onrecord.report import limits, links

R = TypeVar("R", bound=Record)
UNNAMED = "no outlet named"
_ONE_OF = "IN (SELECT unnest(string_split(?, ' ')))"  # ids hold no blanks


class Source(Protocol):
    """The part of a Store that a report needs."""

    def read(self, record_type: type[R], where: str = "", *values: str) -> list[R]:
        """The records of a type sorted by id; `where` is an SQL condition."""
        ...

    def count(self, record_type: type[Record]) -> int:
        """How many records of a type there are."""
        ...

    @property
    def least_confidence(self) -> float:
        """Of the attributions to show."""
        ...

    def captures(self) -> dict[str, str]:
        """Key to outcome ("done", "rejected", "duplicate") of every page taken in."""
        ...


@dataclass
class Shelf:
    """The records that the report shows: those of the articles that are in it in full."""

    stories: list[Story]  # told in detail, weightiest first
    other_stories: list[Story]
    articles: dict[str, Article]  # in full, in the order of their stories
    left_out: int  # articles that are not
    blocks: dict[str, list[Block]]
    mentions: dict[str, list[Mention]]
    times: dict[str, list[TimeExpression]]
    attributions: dict[str, list[Attribution]]  # those that are sure enough
    unsure: int  # attributions that are not
    event_mentions: dict[str, list[EventMention]]
    events: list[Event]
    entities: dict[str, Entity]
    reuses: list[Reuse]
    comparisons: dict[str, list[Comparison]]
    rejections: list[Rejection]
    targets: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))

    def outlet(self, article: str, otherwise: str | None = None) -> str:
        """The name of an article's outlet, or its host, or a plain word that there is none."""
        found = self.articles.get(article)
        name = found.publisher or links.host(found.url) if found else None
        return name or otherwise or UNNAMED

    def outlet_or_file(self, article: str, otherwise: str | None = None) -> str:
        """The same, or the name of the file when no outlet is named."""
        name = self.outlet(article, otherwise)
        file = links.file_name(self.articles[article].uri) if article in self.articles else ""
        return file[:60] if name == UNNAMED and file else name

    def entity(self, identity: str | None) -> Entity | None:
        """The representative of an entity, by its judgements."""
        found = self.entities.get(identity or "")
        return self.entities.get(found.canonical, found) if found else None

    def origin_of(self, story: Story) -> dict[str, int]:
        """Article to the number of its independent origin in `story`, from 0."""
        numbers = {a: i for i, origin in enumerate(story.origins) for a in origin.articles}
        for article in story.articles:
            numbers.setdefault(article, len(story.origins) + len(numbers))
        return numbers


def by_article(records: Iterable[R]) -> dict[str, list[R]]:
    """Records that have an `article`, grouped by it."""
    grouped: dict[str, list[R]] = defaultdict(list)
    for record in records:
        grouped[str(getattr(record, "article", ""))].append(record)
    return grouped


def _weight(story: Story) -> tuple[int, int, str, str]:
    return (-len(story.origins), -len(story.articles), story.start or "", story.id)


def _wanted(stories: Sequence[Story]) -> list[str]:
    """The articles to show in full, story by story."""
    told = [a for s in stories[: limits.STORIES] for a in s.articles[: limits.ARTICLES_OF_STORY]]
    others = [a for s in stories[limits.STORIES :] for a in s.articles]
    return list(dict.fromkeys([*told, *others]))[: limits.ARTICLES]


def _articles(source: Source, stories: Sequence[Story]) -> dict[str, Article]:
    """Those to show in full that there is room for, in the order of their stories, then by date."""
    wanted = _wanted(stories)
    found = {a.id: a for a in source.read(Article, f"id {_ONE_OF}", " ".join(wanted))}
    if len(wanted) < limits.ARTICLES and source.count(Article) <= limits.ARTICLES:
        alone = sorted(source.read(Article), key=lambda a: (a.published or "9", a.id))
        found.update((a.id, a) for a in alone)
        wanted = [*wanted, *(a.id for a in alone if a.id not in set(wanted))]
    room = limits.CHARACTERS
    chosen: dict[str, Article] = {}
    for article in (found[i] for i in wanted if i in found):
        if len(article.text) <= room:
            room -= len(article.text)
            chosen[article.id] = article
    return chosen


def take(source: Source) -> Shelf:
    """Read what the report needs; the details of articles only for those shown in full."""
    stories = sorted(source.read(Story), key=_weight)
    told = stories[: limits.STORIES]
    articles = _articles(source, stories)
    ids = " ".join(articles)
    found = source.read(Attribution, f"article {_ONE_OF}", ids)
    least = source.least_confidence
    attributions = [a for a in found if a.confidence >= least]
    return Shelf(
        stories=told,
        other_stories=stories[limits.STORIES :],
        articles=articles,
        left_out=source.count(Article) - len(articles),
        blocks=_by_page(source.read(Block, f"page {_ONE_OF}", " ".join(a.page for a in articles.values()))),
        mentions=by_article(source.read(Mention, f"article {_ONE_OF}", ids)),
        times=by_article(source.read(TimeExpression, f"article {_ONE_OF}", ids)),
        attributions=by_article(attributions),
        unsure=len(found) - len(attributions),
        event_mentions=by_article(source.read(EventMention, f"article {_ONE_OF}", ids)),
        events=source.read(Event, "list_has_any(articles, string_split(?, ' '))", ids),
        entities=_speakers(source, attributions),
        reuses=source.read(Reuse, f"article {_ONE_OF}", ids),
        comparisons=_by_story(source.read(Comparison, f"story {_ONE_OF}", " ".join(s.id for s in told))),
        rejections=source.read(Rejection),
    )


def _speakers(source: Source, attributions: Iterable[Attribution]) -> dict[str, Entity]:
    """The entities that speak, and those that stand for them."""
    wanted = {e for a in attributions for e in (a.speaker, *a.joint) if e}
    found = {e.id: e for e in source.read(Entity, f"id {_ONE_OF}", " ".join(sorted(wanted)))}
    others = {e.canonical for e in found.values()} - found.keys()
    found.update((e.id, e) for e in source.read(Entity, f"id {_ONE_OF}", " ".join(sorted(others))))
    return found


def _by_story(comparisons: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    grouped: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        grouped[comparison.story].append(comparison)
    return grouped


def _by_page(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    grouped: dict[str, list[Block]] = defaultdict(list)
    for block in sorted(blocks, key=lambda b: (b.page, b.start, b.end)):
        grouped[block.page].append(block)
    return grouped

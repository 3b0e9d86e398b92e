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
    Page,
    Record,
    Rejection,
    Reuse,
    Story,
    TimeExpression,
)
from onrecord.report import limits, links

R = TypeVar("R", bound=Record)
UNNAMED = "no outlet named"
_ABOUT_ARTICLES = "article IN (SELECT unnest(string_split(?, ' ')))"


class Source(Protocol):
    """The part of a Store that a report needs."""

    def read(self, record_type: type[R], where: str = "", *values: str) -> list[R]:
        """The records of a type sorted by id; `where` is an SQL condition."""
        ...

    def count(self, record_type: type[Record]) -> int:
        """How many records of a type there are."""
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
    pages: dict[str, Page]
    blocks: dict[str, list[Block]]
    mentions: dict[str, list[Mention]]
    times: dict[str, list[TimeExpression]]
    attributions: dict[str, list[Attribution]]
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


def _choose(stories: Sequence[Story], texts: dict[str, int]) -> list[str]:
    """The articles to show in full: story by story, then those of none, within the limits.

    `texts` maps each article to the length of its text.
    """
    wanted = [a for s in stories for a in s.articles[: limits.ARTICLES_OF_STORY]]
    chosen: list[str] = []
    room = limits.CHARACTERS
    for article in dict.fromkeys([*wanted, *texts]):
        room -= texts.get(article, 0)
        if room < 0 or len(chosen) >= limits.ARTICLES:
            break
        chosen.append(article)
    return chosen


def take(source: Source) -> Shelf:
    """Read what the report needs; the details of articles only for those shown in full."""
    stories = sorted(source.read(Story), key=_weight)
    every = {a.id: a for a in source.read(Article)}
    dated = sorted(every.values(), key=lambda a: (a.published or "9", a.id))
    chosen = _choose(stories[: limits.STORIES], {a.id: len(a.text) for a in dated})
    articles = {i: every[i] for i in chosen if i in every}
    ids = " ".join(articles)
    pages = " ".join(sorted({a.page for a in articles.values()}))
    comparisons: dict[str, list[Comparison]] = defaultdict(list)
    for comparison in source.read(Comparison):
        comparisons[comparison.story].append(comparison)
    return Shelf(
        stories=stories[: limits.STORIES],
        other_stories=stories[limits.STORIES :],
        articles=articles,
        left_out=len(every) - len(articles),
        pages={p.id: p for p in source.read(Page, "id IN (SELECT unnest(string_split(?, ' ')))", pages)},
        blocks=_by_page(source.read(Block, "page IN (SELECT unnest(string_split(?, ' ')))", pages)),
        mentions=by_article(source.read(Mention, _ABOUT_ARTICLES, ids)),
        times=by_article(source.read(TimeExpression, _ABOUT_ARTICLES, ids)),
        attributions=by_article(source.read(Attribution, _ABOUT_ARTICLES, ids)),
        event_mentions=by_article(source.read(EventMention, _ABOUT_ARTICLES, ids)),
        events=source.read(Event),
        entities={e.id: e for e in source.read(Entity)},
        reuses=source.read(Reuse),
        comparisons=comparisons,
        rejections=source.read(Rejection),
    )


def _by_page(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    grouped: dict[str, list[Block]] = defaultdict(list)
    for block in sorted(blocks, key=lambda b: (b.page, b.start, b.end)):
        grouped[block.page].append(block)
    return grouped

"""Comparisons: what the pages of a story agree on, where they differ, what only one tells, and how.

Pure functions over one story's records (`compare`); the stage only gathers them from the store.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.records import (
    Article,
    Attribution,
    Claim,
    Comparison,
    Entity,
    Event,
    EventMention,
    Judgement,
    Mention,
    Record,
    Reuse,
    Story,
)
from onrecord.stages.comparisons.denials import denials
from onrecord.stages.comparisons.facts import facts
from onrecord.stages.comparisons.material import Material, by_article, canonical_names
from onrecord.stages.comparisons.quotations import quotations
from onrecord.stages.comparisons.sentences import sentences
from onrecord.stages.comparisons.spellings import spellings
from onrecord.stages.comparisons.statements import statements
from onrecord.stages.comparisons.voices import verbs, voices
from onrecord.stages.comparisons.wordings import wordings

if TYPE_CHECKING:
    from onrecord.store import Store


_BATCH = 400  # articles read at a time
# Namings of persons whose names the collection spells in several ways.
_SPELT = """level = 'name' AND type = 'person' AND entity IN (SELECT id FROM entities WHERE canonical IN
    (SELECT canonical FROM entities GROUP BY canonical HAVING count(*) > 1))"""


def compare(material: Material) -> list[Comparison]:
    """The comparisons of one story, each once, in a fixed order."""
    held = sentences(material)
    made = [maker(material) for maker in (statements, spellings, quotations, wordings, voices, verbs)]
    made += [maker(material, held) for maker in (denials, facts)]
    found = {c.id: c for c in chain.from_iterable(made)}
    return sorted(found.values(), key=lambda c: (c.kind, c.verdict, c.about, c.id))


class Comparisons:
    """CollectionStage: the comparisons of every story."""

    name = "comparisons"
    version = 4
    reads: tuple[type[Record], ...] = (
        Story,
        Article,
        Claim,
        Attribution,
        Entity,
        Judgement,
        Mention,
        EventMention,
        Event,
        Reuse,
    )
    makes: tuple[type[Record], ...] = (Comparison,)

    def __call__(self, store: "Store") -> Iterator[Comparison]:
        """The comparisons of the stories in the store, story by story."""
        names = canonical_names(store.read(Entity))
        for stories in batches(store.read(Story)):
            for material in gathered(store, stories, names):
                yield from compare(material)


def batches(stories: Iterable[Story]) -> Iterator[list[Story]]:
    """Stories by the batch, so that a collection of many small ones takes few queries."""
    held: list[Story] = []
    for story in stories:
        if held and sum(len(s.articles) for s in (*held, story)) > _BATCH:
            yield held
            held = []
        held.append(story)
    if held:
        yield held


def gathered(store: "Store", stories: list[Story], names: dict[str, str]) -> Iterator[Material]:
    """The records of each of some stories from the store, in a fixed order."""
    wanted = [article for story in stories for article in story.articles]
    marks = ", ".join("?" for _ in wanted)
    articles = {a.id: a for a in store.read(Article, f"id IN ({marks})", *wanted)}
    claims = by_article(store.read(Claim, f"article IN ({marks})", *wanted))
    attributions = by_article(store.read(Attribution, f"article IN ({marks})", *wanted))
    namings = by_article(store.read(Mention, f"article IN ({marks}) AND {_SPELT}", *wanted))
    least = store.least_confidence
    for story in stories:
        held = [articles[name] for name in story.articles if name in articles]
        said = [a for name in story.articles for a in attributions.get(name, ())]
        yield Material(
            story=story,
            articles=tuple(sorted(held, key=lambda a: (a.published or "", a.id))),
            claims=_ordered(c for a in story.articles for c in claims.get(a, ())),
            attributions=_by_place(a for a in said if a.confidence >= least),
            unsure=_by_place(a for a in said if a.confidence < least),
            mentions=_by_span(m for a in story.articles for m in namings.get(a, ())),
            names=names,
        )


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda c: (c.article, c.evidence[0].start, c.id)))


def _by_place(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    held = (a for a in attributions if a.content)
    return tuple(sorted(held, key=lambda a: (a.article, a.content[0].start, a.id)))


def _by_span(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.article, m.span.start, m.id)))


STAGE = Comparisons()

"""What a comparison is made from: a story's articles with their claims, voices and quotations."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from onrecord.records import (
    Article,
    Aspect,
    Attribution,
    Claim,
    Comparison,
    Entity,
    Mention,
    Side,
    Span,
    Story,
    Verdict,
)
from onrecord.words import plain_word, stop_words

_LONGEST_NAME = 60  # code points; what is longer is a description, not a name
R = TypeVar("R", Claim, Attribution, Mention)
Kind = Literal["fact", "figure", "date", "name", "wording", "voice", "coverage"]

ORIGIN = "comparisons@4"


@dataclass(frozen=True)
class Material:
    """One story. Everything in it is in a fixed order, so the comparisons are too."""

    story: Story
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()  # those to compare
    unsure: tuple[Attribution, ...] = ()  # below the least confidence: they only name a claim's speaker
    mentions: tuple[Mention, ...] = ()  # of persons whose names are spelt in several ways
    names: dict[str, str] = field(default_factory=dict)  # Entity id to the name to show

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {a.id: a for a in self.articles}

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        return {a.id: a for a in (*self.attributions, *self.unsure)}

    def article(self, name: str) -> Article:
        """The article with the id `name`."""
        return self._articles[name]

    def speaker(self, voice: str | None) -> str | None:
        """The name to show for a voice; None for the article's own."""
        if voice is None:
            return None
        found = self._attributions.get(voice)
        return None if found is None else self.speaker_of(found)

    def speaker_of(self, attribution: Attribution) -> str:
        """The name of whoever is quoted, outlets it came through in brackets."""
        known = self.names.get(attribution.speaker or "") or attribution.speaker_name
        source = attribution.source[0].exact if attribution.source else ""
        said = known or (source if plain_word(source) not in ("", *stop_words()) else "somebody unnamed")
        through = [name for name in attribution.via_names if len(name) <= _LONGEST_NAME]
        return f"{said} (via {', '.join(through)})" if through else said

    def outlets(self, articles: Iterable[str]) -> int:
        """How many outlets the articles are from."""
        found = {a.publisher or a.uri for a in self.articles if a.id in set(articles)}
        return len(found)

    def origins(self, articles: Iterable[str]) -> int:
        """How many independent origins the articles go back to."""
        wanted = set(articles)
        held = [o for o in self.story.origins if wanted & set(o.articles)]
        loose = wanted - {name for o in held for name in o.articles}
        return len(held) + len(loose)


def canonical_names(entities: Sequence[Entity]) -> dict[str, str]:
    """Entity id to the name of the entity that its judgements lead to."""
    by_id = {e.id: e for e in entities}
    return {e.id: by_id.get(e.canonical, e).name for e in entities}


def side(
    material: Material,
    article: str,
    voice: str | None,
    value: str,
    evidence: Iterable[Span],
    claims: tuple[str, ...] = (),
) -> Side:
    """One side of a comparison, its quotations each once and in order."""
    spans = tuple(sorted(dict.fromkeys(evidence), key=lambda s: (s.start, s.end)))
    publisher = material.article(article).publisher
    return Side(article, publisher, voice, value, len(spans), spans, claims)


def comparison(
    material: Material,
    kind: Kind,
    aspect: Aspect,
    verdict: Verdict,
    about: str,
    sides: Iterable[Side],
    reason: str,
) -> Comparison:
    """The record of a comparison; outlets and origins counted apart."""
    kept = tuple(sorted(sides, key=lambda s: (s.article, s.evidence[0].start if s.evidence else 0, s.value)))
    articles = {s.article for s in kept}
    return Comparison(
        origin=ORIGIN,
        story=material.story.id,
        kind=kind,
        aspect=aspect,
        verdict=verdict,
        about=about,
        sides=kept,
        outlets=material.outlets(articles),
        origins=material.origins(articles),
        reason=reason,
    )


def by_article(records: Iterable[R]) -> dict[str, list[R]]:
    """Claims, attributions or mentions by article."""
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        found[record.article].append(record)
    return found

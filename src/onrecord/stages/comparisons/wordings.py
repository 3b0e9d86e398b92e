"""Wordings: which words each page, and each speaker on it, uses for the same kind of thing."""

from collections import defaultdict
from collections.abc import Iterator

from onrecord.records import Claim, Comparison, Side
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.words import content

_MOST = 40  # sides of one comparison


def wordings(material: Material) -> Iterator[Comparison]:
    """One comparison for each kind of thing that the pages label differently, with counts.

    Words inside an attribution count for its speaker, never for the outlet.
    """
    by_referent: dict[str, list[Claim]] = defaultdict(list)
    for claim in material.claims:
        if claim.aspect == "wording":
            by_referent[claim.about].append(claim)
    for referent, claims in sorted(by_referent.items()):
        sides = _sides(material, claims)[:_MOST]
        if len({s.article for s in sides}) > 1 and _differently(sides):
            yield comparison(
                material,
                "wording",
                "wording",
                "compatible",
                referent,
                sides,
                "words chosen for the same kind of thing; a choice, not a contradiction",
            )


def _sides(material: Material, claims: list[Claim]) -> list[Side]:
    held: dict[tuple[str, str | None, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        held[claim.article, material.speaker(claim.voice), " ".join(content(claim.value))].append(claim)
    sides = [
        side(
            material,
            article,
            voice,
            found[0].value,
            (s for c in found for s in c.evidence),
            tuple(c.id for c in found),
        )
        for (article, voice, _), found in held.items()
    ]
    return sorted(sides, key=lambda s: (-s.count, s.article, s.evidence[0].start))


def _differently(sides: list[Side]) -> bool:
    """Whether two pages choose other words: the sets of labels of some two pages are not the same."""
    by_article: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in sides:
        by_article[one.article].add(content(one.value)[-1:])
    return len({frozenset(labels) for labels in by_article.values()}) > 1

"""Voices: who is quoted where, and who in one outlet only."""

from collections import defaultdict
from collections.abc import Iterator

from onrecord.records import Attribution, Comparison, Side
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.text import fold


def voices(material: Material) -> Iterator[Comparison]:
    """One comparison for each speaker that is known by name: a side for each page that quotes him."""
    if len(material.articles) < 2:
        return
    held: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in material.attributions:
        key = _key(material, attribution)
        if key and attribution.content:
            held[key].append(attribution)
    for _, attributions in sorted(held.items()):
        yield _voice(material, attributions)


def _key(material: Material, attribution: Attribution) -> str:
    """One speaker's key: the canonical name of the entity, else the folded name."""
    return fold(material.names.get(attribution.speaker or "") or attribution.speaker_name or "")


def _voice(material: Material, attributions: list[Attribution]) -> Comparison:
    name = material.names.get(attributions[0].speaker or "") or attributions[0].speaker_name or ""
    by_article: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        by_article[attribution.article].append(attribution)
    sides = [_side(material, article, name, found) for article, found in by_article.items()]
    alone = len(sides) == 1
    return comparison(
        material, "voice", "fact", "only one" if alone else "compatible", name, sides,
        "quoted on one page only" if alone else "quoted on several pages",
    )


def _side(material: Material, article: str, name: str, found: list[Attribution]) -> Side:
    direct = sum(a.kind != "indirect" for a in found)
    value = f"{direct} in quotation marks, {len(found) - direct} reported"
    return side(material, article, name, value, (s for a in found for s in a.content))

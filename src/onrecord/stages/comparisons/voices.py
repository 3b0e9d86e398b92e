"""Voices: who is quoted where, and who in one outlet only."""

from collections import defaultdict
from collections.abc import Iterator

from onrecord.records import Attribution, Comparison, Side, Span
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.text import fold
from onrecord.words import word_set, words


def voices(material: Material) -> Iterator[Comparison]:
    """One comparison for each speaker that is known by name: a side for each page that quotes him.

    A joint source ("Both Maro and Hollin") counts for each whose surname stands in it.
    """
    if len(material.articles) < 2:
        return
    held: dict[str, list[Attribution]] = defaultdict(list)
    joint: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in material.attributions:
        key = _key(material, attribution)
        if key and attribution.content and _is_named(material, attribution):
            held[key].append(attribution)
        for word in fold(" ".join(s.exact for s in attribution.source)).split():
            joint[word].append(attribution)
    for key, attributions in sorted(held.items()):
        others = joint[key.split()[-1]] if len(key.split()) > 1 else []
        known = {a.id: a for a in (*attributions, *(a for a in others if a.content))}
        yield _voice(material, list(known.values()))


def _is_named(material: Material, attribution: Attribution) -> bool:
    """Whether a speaker has a name or part of one: a capital that does not only begin the phrase."""
    name = material.names.get(attribution.speaker or "") or attribution.speaker_name or ""
    first, *rest = name.split() or [""]
    return (
        any(word[:1].isupper() for word in rest)
        or first.strip(".").replace(".", "").isupper()
        or (not rest and first[:1].isupper())
    )


def verbs(material: Material) -> Iterator[Comparison]:
    """The verbs of saying that pages choose for one speaker, where some page's say more than "said"."""
    held: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in material.attributions:
        key = _key(material, attribution)
        if key and attribution.cue:
            held[key].append(attribution)
    for _, attributions in sorted(held.items()):
        cues: dict[str, list[Span]] = defaultdict(list)
        for attribution in attributions:
            cues[attribution.article].extend(attribution.cue)
        chosen = {article: _chosen(spans) for article, spans in cues.items()}
        if len(cues) > 1 and any(chosen.values()) and len(set(chosen.values())) > 1:
            name = material.names.get(attributions[0].speaker or "") or attributions[0].speaker_name
            sides = [
                side(material, article, None, ", ".join(chosen[article]) or "said", spans)
                for article, spans in cues.items()
            ]
            reason = "verbs of saying chosen for one speaker; a choice, not a contradiction"
            yield comparison(
                material, "wording", "wording", "compatible", f"how {name} is quoted", sides, reason
            )


def _chosen(spans: list[Span]) -> tuple[str, ...]:
    """The telling verbs among some cues, in the order of the alphabet."""
    found = {word.casefold() for span in spans for word in words(span.exact)}
    return tuple(sorted(found & word_set("comparisons", "reporting_verbs")))


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
        material,
        "voice",
        "fact",
        "only one" if alone else "compatible",
        name,
        sides,
        "quoted on one page only" if alone else "quoted on several pages",
    )


def _side(material: Material, article: str, name: str, found: list[Attribution]) -> Side:
    direct = sum(a.kind != "indirect" for a in found)
    value = f"{direct} in quotation marks, {len(found) - direct} reported"
    return side(material, article, name, value, (s for a in found for s in a.content))

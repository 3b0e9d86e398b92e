"""Denials: what one voice on a page says and another on it denies."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.records import Attribution, Comparison, Side, Span
from onrecord.stages.comparisons.matching import likeness, referent
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.stages.comparisons.sentences import Sentence, Sentences
from onrecord.words import table, word_set

_LEAST_WORDS = 4  # of a saying that is denied
_LIKE = 0.6  # share of words that a saying before a denial must have in common with it
_POINTS_BACK = re.compile(
    r"^\w+ (?:that|this|those|these|such|the|any such) "
    r"(?:claims?|assertions?|accusations?|allegations?|charges?|reports?|suggestions?|accounts?|statements?)\b",
    re.IGNORECASE,
)
_BEFORE = 400  # code points before a denial in which the denied saying stands
_OBJECT = 45  # code points after a denial in which its object stands


@cache
def _pattern() -> re.Pattern[str]:
    free = "|".join(row[0] for row in table("comparisons", "denials") if row[1] == "no")
    bound = "|".join(row[0] for row in table("comparisons", "denials") if row[1] == "yes")
    nouns = "|".join(sorted(word_set("comparisons", "sayings"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{free}|(?:{bound})(?=[^.;:\n]{{1,{_OBJECT}}}\b(?:{nouns})\b))\b",
        re.IGNORECASE,
    )


def denials(material: Material, held: Sentences) -> Iterator[Comparison]:
    """A comparison for each denial whose denied saying stands shortly before it."""
    for sentence in held.held:
        match = _pattern().search(sentence.span.exact)
        if match is None or _is_undone(sentence.span.exact[: match.start()]):
            continue
        denied = _side(material, sentence, "denied")
        asserted = _before(material, sentence, sentence.span.start + match.start())
        if asserted is not None:
            yield comparison(
                material, "fact", "fact", "differ", denied.value, [denied, asserted],
                "one voice denies what another says",
            )


def _is_undone(before: str) -> bool:
    """"did not deny": a negation right before the denial."""
    return bool(re.search(r"(?:\bnot|n[’']t|\bneither|\bnever)\s+(?:\w+\s){0,1}$", before[-30:]))


def _side(material: Material, sentence: Sentence, value: str) -> Side:
    voice = _voice(material, sentence.span)
    words = " ".join(sentence.span.exact.split())
    return side(material, sentence.span.article, voice, f"{value}: {words[:140]}", [sentence.span])


def _voice(material: Material, span: Span) -> str | None:
    """The speaker of the attribution that holds most of a sentence, if one does."""
    best = max(
        (a for a in material.attributions if a.article == span.article),
        key=lambda a: (_shared(a, span), a.id), default=None,
    )  # fmt: skip
    half = (span.end - span.start) / 3
    return material.speaker_of(best) if best is not None and _shared(best, span) > half else None


def _shared(attribution: Attribution, span: Span) -> int:
    return sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in attribution.content)


def _before(material: Material, sentence: Sentence, at: int) -> Side | None:
    """What was said shortly before the denial by somebody else, about the same things."""
    found = [
        a for a in material.attributions
        if a.article == sentence.span.article
        and at - _BEFORE <= a.content[0].start and a.content[-1].end <= at + 2
        and not _pattern().search(" ".join(s.exact for s in a.cue))
    ]  # fmt: skip
    denier = _voice(material, sentence.span)
    behind = material.article(sentence.span.article).text[at : at + _OBJECT]
    points_back = _POINTS_BACK.search(behind) is not None
    for attribution in sorted(found, key=lambda a: (-a.content[0].start, a.id)):
        said = " ".join(s.exact for s in attribution.content)
        words = referent(said, None)
        like = likeness(words, referent(sentence.span.exact, None)) or 0.0
        if len(words.all) < _LEAST_WORDS:
            continue
        if material.speaker_of(attribution) != denier and (points_back or like >= _LIKE):
            value = f"said: {' '.join(said.split())[:140]}"
            evidence = (*attribution.source, *attribution.cue, *attribution.content)
            return side(
                material, sentence.span.article, material.speaker_of(attribution), value, evidence
            )
    return None

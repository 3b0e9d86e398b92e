"""Denials: what one voice on a page says and another on it denies."""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.records import Attribution, Comparison, Side, Span
from onrecord.stages.comparisons.matching import referent
from onrecord.stages.comparisons.material import Material, comparison, side
from onrecord.stages.comparisons.sentences import Sentence, Sentences
from onrecord.text import quote, shortened, trimmed
from onrecord.words import table, word_set

_LEAST_WORDS = 4  # of a saying that is denied
_SUBJECT = 40  # code points between "which" and the denial
_WHICH = re.compile(r",\s(?:which|something|a charge|a claim)\b")
_POINTS_BACK = re.compile(
    r"^\w+ (?:that|this|those|these|any such) "
    r"(?:claims?|assertions?|accusations?|allegations?|charges?|reports?|suggestions?|accounts?|statements?)\b",
    re.IGNORECASE,
)
_BEFORE = 300  # code points before a denial in which the denied saying stands
_GAP = 150  # code points between what was said and its denial
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
    """A comparison for each denial that says itself what it denies: "that claim", ", which they denied"."""
    for sentence in held.held:
        match = _pattern().search(sentence.span.exact)
        if match is None or _is_undone(sentence.span.exact[: match.start()]):
            continue
        sides = _relative(material, sentence, match) or _pointing_back(material, sentence, match)
        if sides:
            about = shortened(sentence.span.exact, 160)
            reason = "one voice denies what another says"
            yield comparison(material, "fact", "fact", "differ", about, sides, reason)


def _relative(material: Material, sentence: Sentence, match: re.Match[str]) -> list[Side]:
    """"Velt's accusation of …, which Odrin denied": both sides in one sentence."""
    words = sentence.span.exact
    which = _WHICH.search(words, max(0, match.start() - _SUBJECT), match.start())
    if which is None:
        return []
    first = words.rfind(", ", 0, which.start()) + 1
    told = words[first : which.start()]
    if not word_set("comparisons", "sayings") & {word.casefold() for word in told.split()}:
        return []
    return [
        _part(material, sentence, first, which.start(), "said"),
        _part(material, sentence, which.start() + 1, len(words), "denied"),
    ]


def _part(material: Material, sentence: Sentence, start: int, end: int, value: str) -> Side:
    article = material.article(sentence.span.article)
    place = trimmed(article.text, sentence.span.start + start, sentence.span.start + end)
    span = quote(article, *place)
    said = f"{value}: {shortened(span.exact, 140)}"
    return side(material, article.id, _voice(material, span), said, [span])


def _is_undone(before: str) -> bool:
    """"did not deny": a negation right before the denial."""
    return bool(re.search(r"(?:\bnot|n[’']t|\bneither|\bnever)\s+(?:\w+\s){0,1}$", before[-30:]))


def _side(material: Material, sentence: Sentence, value: str) -> Side:
    voice = _voice(material, sentence.span)
    words = " ".join(sentence.span.exact.split())
    return side(material, sentence.span.article, voice, f"{value}: {shortened(words, 140)}", [sentence.span])


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


def _pointing_back(material: Material, sentence: Sentence, match: re.Match[str]) -> list[Side]:
    """"disputes that assertion": what was said last before it, by somebody else."""
    if _POINTS_BACK.search(sentence.span.exact[match.start() :]) is None:
        return []
    denied = _side(material, sentence, "denied")
    at = sentence.span.start + match.start()
    found = [
        a
        for a in material.attributions
        if a.article == sentence.span.article
        and at - _BEFORE <= a.content[0].start
        and at - _GAP <= a.content[-1].end <= sentence.span.start
        and len(referent(" ".join(s.exact for s in a.content), None).all) >= _LEAST_WORDS
    ]
    last = max(found, key=lambda a: (a.content[0].start, a.id), default=None)
    if last is None or material.speaker_of(last) == denied.voice:
        return []
    value = f"said: {shortened(' '.join(s.exact for s in last.content), 140)}"
    evidence = (*last.source, *last.cue, *last.content)
    return [denied, side(material, last.article, material.speaker_of(last), value, evidence)]

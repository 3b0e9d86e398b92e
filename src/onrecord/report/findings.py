"""Agreements and differences side by side, what one page alone tells, words for one thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.dates import readable, with_dates
from onrecord.records import Comparison, Side, Story
from onrecord.report import limits
from onrecord.report.data import Cell, Column, Finding, Note, Passage, Wording
from onrecord.report.passages import joined, passage, shortened, together
from onrecord.report.shelf import Shelf

_COMMAND = "onrecord show comparisons OUT"
ORDER = ("differ", "updated later", "not comparable", "agree", "compatible", "only one")
_LONG = 60  # a longer value is a sentence, which its quotation shows already
_SAID = {
    "differ": "differs",
    "updated later": "updated later",
    "not comparable": "not comparable",
    "compatible": "compatible",
    "agree": "agrees",
    "only one": "only one",
}
_EXPLAINED = {
    "differ": "the pages give different answers; which one holds is not decided here",
    "updated later": "the later page gives a newer state of the same thing",
    "not comparable": "not known to be about the same thing, time or extent",
    "compatible": "worded differently, but both can hold",
    "agree": "told alike",
    "only one": "told by one page only",
}
_QUOTED = "the pages quote one saying differently; which words were said is not decided here"


@dataclass(frozen=True, slots=True)
class Findings:
    """The comparisons of a story but those of words chosen, laid out by what a reader looks for first."""

    told: tuple[Finding, ...]
    alike: tuple[Finding, ...]
    alone: tuple[tuple[str, tuple[Finding, ...]], ...]  # by outlet
    note: Note | None


def findings(shelf: Shelf, story: Story, anchor: str) -> Findings:
    """Comparisons of several sides, passages in like words, and what one page alone tells.

    Speakers on several pages are left to the matrix of speakers.
    """
    parts: dict[str, list[Comparison]] = {"told": [], "alike": [], "alone": []}
    for comparison in sorted(shelf.comparisons.get(story.id, ()), key=_rank):
        if part := _part(comparison):
            parts[part].append(comparison)
    left = sum(max(0, len(some) - limits.COMPARISONS) for some in parts.values())
    note = (
        Note(f"{left} more comparisons are left out here.", "onrecord show comparisons OUT") if left else None
    )
    told, alike, alone = (_all(shelf, some, f"{anchor}-{name}") for name, some in parts.items())
    return Findings(told, alike, _by_outlet(alone), note)


def _by_outlet(alone: tuple[Finding, ...]) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """What one page alone tells under its outlet; what the quotation says anyway is not said twice."""
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in alone:
        outlet = ", ".join(dict.fromkeys(o for c in finding.columns for o in c.outlets))
        about = finding.about.removesuffix("…").strip()
        known = any(about[: len(p.quote)] in p.quote for c in finding.columns for p in c.passages)
        grouped[outlet].append(replace(finding, about="" if known else finding.about))
    return tuple((outlet, tuple(some)) for outlet, some in grouped.items())


def _part(comparison: Comparison) -> str:
    if comparison.kind == "wording":
        return "told" if comparison.verdict == "differ" else ""
    if comparison.verdict == "only one":
        return "alone"
    if comparison.kind == "voice":
        return ""
    return "alike" if comparison.kind == "fact" and comparison.verdict == "compatible" else "told"


def _rank(comparison: Comparison) -> tuple[int, bool, int, int, str, int, str, str]:
    """By weight; what one page alone tells comes in the order in which that page tells it."""
    first = next((span for side in comparison.sides for span in side.evidence), None)
    alone = first if comparison.verdict == "only one" else None
    return (
        ORDER.index(comparison.verdict),
        comparison.kind == "voice",
        -comparison.origins,
        -comparison.outlets,
        alone.article if alone else "",
        alone.start if alone else 0,
        comparison.about,
        comparison.id,
    )


def _all(shelf: Shelf, some: Sequence[Comparison], prefix: str) -> tuple[Finding, ...]:
    return tuple(_finding(shelf, c, f"{prefix}{i}") for i, c in enumerate(some[: limits.COMPARISONS]))


def _finding(shelf: Shelf, comparison: Comparison, anchor: str) -> Finding:
    return Finding(
        anchor=anchor,
        about=shortened(with_dates(comparison.about), 160),
        aspect=_aspect(comparison),
        verdict=_SAID[comparison.verdict],
        explained=_QUOTED if comparison.kind == "wording" else _EXPLAINED[comparison.verdict],
        columns=_columns(shelf, comparison),
        reason=_sentence(comparison.reason),
        outlets=comparison.outlets,
        origins=comparison.origins,
    )


def _aspect(comparison: Comparison) -> str:
    if comparison.kind in ("voice", "wording"):
        return "quoted here only" if comparison.kind == "voice" else "quotation"
    return comparison.aspect if comparison.kind in ("fact", "coverage") else comparison.kind


def _sentence(reason: str) -> str:
    return with_dates(f"{reason[:1].upper()}{reason[1:].rstrip('.')}.") if reason else ""


def _columns(shelf: Shelf, comparison: Comparison) -> tuple[Column, ...]:
    """The sides grouped by what they say, in the order in which the values first come."""
    alike: dict[str, list[Side]] = defaultdict(list)
    for side in comparison.sides:
        alike[side.value].append(side)
    return tuple(_column(shelf, comparison, value, sides) for value, sides in alike.items())


def _column(shelf: Shelf, comparison: Comparison, value: str, sides: list[Side]) -> Column:
    passages = joined(p for side in sides for p in _passages(shelf, side, comparison.kind == "voice"))
    outlets = tuple(dict.fromkeys(shelf.outlet_or_file(s.article, s.publisher) for s in sides))
    left = max(0, len(passages) - limits.PASSAGES)
    return Column(_value(comparison, value, passages), outlets, tuple(passages[: limits.PASSAGES]), left)


def _value(comparison: Comparison, value: str, passages: list[Passage]) -> str:
    """What is said, without the words that the quotation below it shows anyway."""
    if comparison.kind == "voice":
        return ""
    if comparison.aspect == "date":
        return readable(value)
    for p in passages:
        value = value.replace(p.quote, "")
    value = value.strip(" :;,.")
    return value if len(value) <= _LONG else ""


def _passages(shelf: Shelf, side: Side, own: bool = False) -> Iterator[Passage]:
    """The evidence of a side; `own` when its voice need not be named again."""
    article = shelf.articles.get(side.article)
    voice = "" if own else side.voice or ""
    for span in side.evidence if own else together(side.evidence, article.text if article else None):
        yield passage(shelf, span, voice=voice, outlet=side.publisher)


def wordings(shelf: Shelf, story: Story, anchor: str) -> tuple[Wording, ...]:
    """The labels for each referent, counted by outlet; words of a quoted voice are kept apart."""
    held = sorted(shelf.comparisons.get(story.id, ()), key=_rank)
    some = [c for c in held if c.kind == "wording" and not _part(c)]
    return tuple(_wording(shelf, c, f"{anchor}-w{i}") for i, c in enumerate(some[: limits.COMPARISONS]))


def _wording(shelf: Shelf, comparison: Comparison, anchor: str) -> Wording:
    outlets = tuple(dict.fromkeys(shelf.outlet(s.article, s.publisher) for s in comparison.sides))
    by_label: dict[tuple[str, str], dict[str, list[Side]]] = defaultdict(lambda: defaultdict(list))
    for side in comparison.sides:
        by_label[side.voice or "", side.value][shelf.outlet(side.article, side.publisher)].append(side)
    ranked = sorted(by_label, key=lambda k: (k[0] != "", -_count(by_label[k]), k[1], k[0]))
    rows = tuple(
        (
            label,
            voice,
            tuple(_cell(shelf, by_label[voice, label].get(o, [])) for o in outlets),
        )
        for voice, label in ranked
    )
    return Wording(anchor, shortened(comparison.about, 160), rows, outlets, _sentence(comparison.reason))


def _count(by_outlet: dict[str, list[Side]]) -> int:
    return sum(side.count for sides in by_outlet.values() for side in sides)


def _cell(shelf: Shelf, sides: list[Side]) -> Cell:
    passages = tuple(p for side in sides for p in _passages(shelf, side))
    count = sum(side.count for side in sides)
    return Cell(count, None, passages[: limits.PASSAGES], max(0, len(passages) - limits.PASSAGES))

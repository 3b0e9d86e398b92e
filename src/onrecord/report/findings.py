"""Agreements and differences side by side, what one page alone tells, words for one thing."""

from collections import defaultdict
from collections.abc import Sequence

from onrecord.records import Comparison, Side, Story
from onrecord.report import limits
from onrecord.report.data import Cell, Column, Finding, Note, Wording
from onrecord.report.dates import readable
from onrecord.report.passages import passage, shortened
from onrecord.report.shelf import Shelf

ORDER = ("differ", "updated later", "not comparable", "compatible", "agree", "only one")
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


def findings(
    shelf: Shelf, story: Story, anchor: str
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], Note | None]:
    """Comparisons of several sides, those of one, and what was left out."""
    every = sorted(shelf.comparisons.get(story.id, ()), key=_rank)
    told = [c for c in every if c.kind != "wording"]
    both = [c for c in told if c.verdict != "only one"]
    alone = [c for c in told if c.verdict == "only one"]
    left = max(0, len(both) - limits.COMPARISONS) + max(0, len(alone) - limits.COMPARISONS)
    note = (
        Note(f"{left} more comparisons are left out here.", "onrecord show comparisons OUT") if left else None
    )
    return _all(shelf, both, f"{anchor}-c"), _all(shelf, alone, f"{anchor}-o"), note


def _rank(comparison: Comparison) -> tuple[int, int, int, str, str]:
    return (
        ORDER.index(comparison.verdict),
        -comparison.origins,
        -comparison.outlets,
        comparison.about,
        comparison.id,
    )


def _all(shelf: Shelf, some: Sequence[Comparison], prefix: str) -> tuple[Finding, ...]:
    return tuple(_finding(shelf, c, f"{prefix}{i}") for i, c in enumerate(some[: limits.COMPARISONS]))


def _finding(shelf: Shelf, comparison: Comparison, anchor: str) -> Finding:
    return Finding(
        anchor=anchor,
        about=shortened(comparison.about, 160),
        aspect=comparison.aspect if comparison.kind in ("fact", "coverage") else comparison.kind,
        verdict=_SAID[comparison.verdict],
        explained=_EXPLAINED[comparison.verdict],
        columns=_columns(shelf, comparison),
        reason=comparison.reason,
        outlets=comparison.outlets,
        origins=comparison.origins,
    )


def _columns(shelf: Shelf, comparison: Comparison) -> tuple[Column, ...]:
    """The sides grouped by what they say, in the order in which the values first come."""
    alike: dict[str, list[Side]] = defaultdict(list)
    for side in comparison.sides:
        alike[side.value].append(side)
    return tuple(_column(shelf, comparison, value, sides) for value, sides in alike.items())


def _column(shelf: Shelf, comparison: Comparison, value: str, sides: list[Side]) -> Column:
    passages = tuple(
        passage(shelf, span, voice=side.voice or "", outlet=side.publisher)
        for side in sides
        for span in side.evidence
    )
    outlets = tuple(dict.fromkeys(shelf.outlet(s.article, s.publisher) for s in sides))
    shown = readable(value) if comparison.aspect == "date" else value
    return Column(
        shortened(shown, 200),
        outlets,
        passages[: limits.PASSAGES],
        max(0, len(passages) - limits.PASSAGES),
    )


def wordings(shelf: Shelf, story: Story, anchor: str) -> tuple[Wording, ...]:
    """The labels for each referent, counted by outlet; words of a quoted voice are kept apart."""
    some = [c for c in sorted(shelf.comparisons.get(story.id, ()), key=_rank) if c.kind == "wording"]
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
            tuple(_cell(shelf, by_label[voice, label].get(o, []), voice) for o in outlets),
        )
        for voice, label in ranked
    )
    return Wording(anchor, shortened(comparison.about, 160), rows, outlets, comparison.reason)


def _count(by_outlet: dict[str, list[Side]]) -> int:
    return sum(side.count for sides in by_outlet.values() for side in sides)


def _cell(shelf: Shelf, sides: list[Side], voice: str) -> Cell:
    passages = tuple(
        passage(shelf, span, voice=voice, outlet=side.publisher) for side in sides for span in side.evidence
    )
    count = sum(side.count for side in sides)
    return Cell(count, None, passages[: limits.PASSAGES], max(0, len(passages) - limits.PASSAGES))

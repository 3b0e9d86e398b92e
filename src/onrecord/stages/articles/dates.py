"""When a page was published and modified: to the precision given, never guessed."""

from collections.abc import Iterator
from datetime import UTC, datetime

from onrecord.datelines import Moment, moments
from onrecord.layout import Layout
from onrecord.records import Block, Metadatum, Page
from onrecord.stages.articles import datewords

_HEAD = 6  # blocks above and below the headline that belong to the article's head
_MINUTE = 60
_PRESS = 1600  # the year from which there are newspapers: "0001-01-01" is what software leaves empty
_DAY = len("2031-05-17")
_FAR = 6  # what a date at the top of the page, far above the headline, is behind one beside it
_APART = 2  # and one near the headline, but not right above it
_ORDER = ("declared", "json-ld", "meta", "html")


def published(page: Page, blocks: tuple[Block, ...], layout: Layout, month_first: bool) -> Metadatum | None:
    """Declared, else as the page's head says, else as its dateline says; None when undatable.

    `month_first` decides what 03/04/2031 is.
    """
    declared = _declared(layout, "published", month_first)
    if declared and ("T" in declared.value or declared.basis == "declared"):
        return declared
    seen = _visible(blocks, month_first)
    if declared and seen and seen.value.startswith(declared.value):
        return seen
    return declared or seen or _addressed(page)


def modified(layout: Layout, month_first: bool, first: Metadatum | None) -> Metadatum | None:
    """When the page says it was last changed; nothing earlier than its publication `first`."""
    every = _every(layout, "modified", month_first)
    return next((m for m in every if not first or not _earlier(m.value, first.value)), None)


def _earlier(one: str, other: str) -> bool:
    """Whether a time lies before another by more than a minute, as far as both are told."""
    if len(one) <= _DAY or len(other) <= _DAY:
        return one[:_DAY] < other[:_DAY]
    times = [datetime.fromisoformat(value) for value in (one, other)]
    plain = [t if t.tzinfo else t.replace(tzinfo=UTC) for t in times]
    return (plain[1] - plain[0]).total_seconds() > _MINUTE


def _declared(layout: Layout, field: str, month_first: bool) -> Metadatum | None:
    return next(_every(layout, field, month_first), None)


def _every(layout: Layout, field: str, month_first: bool) -> Iterator[Metadatum]:
    """The declared times of a field, best source first."""
    found = [m for m in layout.declared if m.field == field]
    found.sort(key=lambda m: _ORDER.index(m.basis))
    for datum in found:
        if value := iso(datum.value, month_first=month_first):
            yield Metadatum(field, value, datum.basis)


def iso(given: str, *, month_first: bool = False) -> str | None:
    """A declared date as ISO 8601 with the precision it has; None when it is none."""
    given = given.strip()
    try:
        plain = datetime.fromisoformat(given.replace("Z", "+00:00"))
    except ValueError:
        found = moments(given, month_first=month_first)
        return found[0].value if found else None
    if plain.year < _PRESS:
        return None
    if "T" not in given and " " not in given and ":" not in given:
        return plain.date().isoformat()
    spec = "minutes" if plain.second == 0 and plain.microsecond == 0 else "seconds"
    return plain.replace(microsecond=0).isoformat(timespec=spec)


def _visible(blocks: tuple[Block, ...], month_first: bool) -> Metadatum | None:
    """The first date of the page's datelines that is not said to be an update."""
    body = next((i for i, b in enumerate(blocks) if b.role == "body"), len(blocks))
    head = next((i for i, b in enumerate(blocks) if b.role == "headline"), 0)
    best: tuple[int, Metadatum] | None = None
    for i, block in enumerate(blocks):
        if block.role not in ("dateline", "byline"):
            continue
        for moment in moments(block.exact, month_first=month_first):
            under = head < i <= head + _HEAD
            rank = _rank(block, moment, below=i > body and not under) + _above(head - i, moment)
            if best is None or rank < best[0]:
                start, end = block.start + moment.start, block.start + moment.end
                best = (rank, Metadatum("published", moment.value, "text", start, end))
    return best[1] if best else None


def _above(blocks: int, moment: Moment) -> int:
    """What counts against a date that stands so many blocks above the headline: the day of the visit."""
    return _FAR if blocks > _HEAD else _APART if blocks > 1 and not moment.minute else 0


def _rank(block: Block, moment: Moment, *, below: bool) -> int:
    """Smaller is better: published before plain before updated; with a time before without."""
    before = block.exact[max(0, moment.start - 40) : moment.start].lower()
    kind = datewords.kind(before)
    return kind * 4 + (0 if moment.minute else 1) + (100 if below else 0)


def _addressed(page: Page) -> Metadatum | None:
    for address in (page.declared.url, page.uri):
        value = datewords.in_address(address or "")
        if value:
            return Metadatum("published", value, "url")
    return None

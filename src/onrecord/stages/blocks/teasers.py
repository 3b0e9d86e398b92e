"""Headline lists: which lines outside the article are links to other stories, and from when."""

from dataclasses import dataclass
from itertools import pairwise

from onrecord.records import Role
from onrecord.stages.blocks.lines import Look

_FREE = frozenset({"other", "teaser", "deck", "caption", "control", "advert", "dateline"})
_MOST_LINES = 3  # of one teaser besides its time: section, headline, subtitle


@dataclass(frozen=True, slots=True)
class Teaser:
    """Lines `first` to `last` (inclusive) that make one teaser; `time` in ISO 8601 if given."""

    first: int
    last: int
    time: str | None


def find(roles: list[Role], looks: list[Look], outside: range) -> list[Teaser]:
    """The teasers among the lines of `outside` (before or after the article), in order.

    A list in which times stand between headlines is read as headline-then-time, unless it begins
    with a time. Lines of several words that belong to no time are teasers by themselves.
    """
    times = [i for i in outside if looks[i].only_time and roles[i] in _FREE]
    found: dict[int, Teaser] = {}
    if len(times) >= 2 or (times and _announced(looks, outside, times[0])):
        leading = _leading(roles, looks, times, outside)
        edges = [*times, outside.stop] if leading else [outside.start - 1, *times]
        for before, after in pairwise(edges):
            teaser = _after(before, after, looks, roles) if leading else _before(before, after, looks, roles)
            if teaser:
                found[teaser.first] = teaser
    taken = {i for t in found.values() for i in range(t.first, t.last + 1)}
    for i in outside:
        if i not in taken and roles[i] in ("other", "teaser") and _alone(looks[i], roles[i]):
            found[i] = Teaser(i, i, looks[i].moments[0].value if looks[i].moments else None)
    return sorted(found.values(), key=lambda t: t.first)


def _announced(looks: list[Look], outside: range, time: int) -> bool:
    """Whether words such as "Read also" stand a little above a line."""
    above = range(max(outside.start, time - _MOST_LINES), time)
    return any(looks[i].is_mostly("related") for i in above)


def _leading(roles: list[Role], looks: list[Look], times: list[int], outside: range) -> bool:
    """Whether times stand above their headlines: nothing like a headline stands before the first."""
    above = range(max(outside.start, times[0] - _MOST_LINES), times[0])
    return not any(_headlike(looks[i]) and roles[i] in _FREE for i in above)


def _before(last_time: int, time: int, looks: list[Look], roles: list[Role]) -> Teaser | None:
    """The teaser whose time is line `time`: the lines since the time before, without headings."""
    first = max(last_time + 1, time - _MOST_LINES)
    first = max([first, *(i + 1 for i in range(first, time) if looks[i].is_mostly("related"))])
    while first < time and (not _headlike(looks[first]) or roles[first] not in _FREE):
        first += 1
    if first == time:
        return None
    return Teaser(first, time, looks[time].moments[0].value)


def _after(time: int, next_time: int, looks: list[Look], roles: list[Role]) -> Teaser | None:
    last = time
    for i in range(time + 1, min(next_time, time + _MOST_LINES)):
        if roles[i] not in _FREE or looks[i].is_mostly("related", "share", "letter", "advert"):
            break
        last = i
    if not any(_headlike(looks[i]) for i in range(time + 1, last + 1)):
        return None
    return Teaser(time, last, looks[time].moments[0].value)


def _headlike(seen: Look) -> bool:
    """Could be a headline: three words or more that are not furniture."""
    if seen.only_time or len(seen.words) < 3:
        return False
    return not seen.is_mostly("related", "share", "letter", "advert", "wall")


def _alone(seen: Look, role: Role) -> bool:
    if role == "teaser":
        return True
    return 5 <= len(seen.words) <= 30 and not seen.text.endswith(".") and _headlike(seen)

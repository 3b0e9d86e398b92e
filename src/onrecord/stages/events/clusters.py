"""Grouping mentions: best pair first, as long as nothing in either group forbids it."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.stages.events.dates import Interval, common
from onrecord.stages.events.likeness import Sketch, features, forbidden, rarity

WEIGHTS = (1.3, 1.5, 0.6, 1.3, 0.2, -0.4, 1.0, 0.45, 0.85, 0.6, 0.6, 0.0, 0.35, -1.35, -0.35)
BIAS = -3.65
THRESHOLD = 0.5
_CROWD = 60  # mentions with one key; of a bigger crowd each is compared with its neighbours only


@dataclass(slots=True)
class Group:
    """Mentions taken for one event, and the days that all of them leave open."""

    members: list[int] = field(default_factory=list)
    days: Interval | None = None


def likeness(left: Sketch, right: Sketch, rare: dict[str, float]) -> float:
    """How likely two mentions tell of one event, 0 … 1 (a logistic model; see the card in models/events)."""
    values = features(left, right, rare)
    return 1.0 / (1.0 + math.exp(-BIAS - sum(w * v for w, v in zip(WEIGHTS, values, strict=True))))


def _keys(sketch: Sketch) -> Iterator[str]:
    kind = min(sketch.types)
    yield f"stem {sketch.stem}"
    for party in sorted(sketch.actors | sketch.recipients | sketch.acting):
        yield f"party {kind} {party}"
    if sketch.days is not None:
        yield f"day {kind} {sketch.days[0]}"
    if sketch.place is not None:
        yield f"place {kind} {sketch.place}"
    yield from (f"word {word}" for word in sorted(sketch.words))


def pairs(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Pairs worth comparing: those that share a telling key; never all with all in a big crowd."""
    crowds: dict[str, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for key in dict.fromkeys(_keys(sketch)):
            crowds[key].append(number)
    found: set[tuple[int, int]] = set()
    for crowd in crowds.values():
        for i, left in enumerate(crowd):
            found.update((left, right) for right in crowd[i + 1 : i + 1 + _CROWD])
    return sorted(found)


def clusters(sketches: Sequence[Sketch], threshold: float = THRESHOLD) -> list[list[int]]:
    """The groups, each with its members' numbers in order; every number is in exactly one."""
    rare = rarity(sketches)
    scored = []
    for left, right in pairs(sketches):
        if not forbidden(sketches[left], sketches[right]):
            score = likeness(sketches[left], sketches[right], rare)
            if score >= threshold:
                scored.append((-score, left, right))
    groups = {n: Group([n], s.days) for n, s in enumerate(sketches)}
    home = {n: n for n in groups}
    for _, left, right in sorted(scored):
        a, b = home[left], home[right]
        if a != b and _may_join(groups[a], groups[b], sketches):
            _join(groups, home, a, b)
    return sorted(sorted(g.members) for g in groups.values())


def _may_join(left: Group, right: Group, sketches: Sequence[Sketch]) -> bool:
    if not common(left.days, right.days)[0]:
        return False
    return not any(
        forbidden(sketches[i], sketches[j]) for i in left.members[:_CROWD] for j in right.members[:_CROWD]
    )


def _join(groups: dict[int, Group], home: dict[int, int], a: int, b: int) -> None:
    groups[a].days = common(groups[a].days, groups[b].days)[1]
    groups[a].members += groups[b].members
    for member in groups[b].members:
        home[member] = a
    del groups[b]

"""Which days a long topic turns on: days weighed by how articles mention them, the heaviest chosen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Weights found on the development topics of Timeline17; flat around these values.
_PUBLISHED = 0.25  # an article that came out that day
_NAMED = 1.0  # added when the day is named in full, not "Tuesday"
_SAME_DAY = 0.5  # factor: the day the article came out says least
_AHEAD = 0.5  # factor: days still to come at the time


@dataclass(frozen=True, slots=True)
class DayMention:
    """One mention of a day ("2024-04-17") in an article that came out on `published` (ISO 8601)."""

    article: str
    published: str | None
    day: str
    explicit: bool


def day_weights(mentions: Iterable[DayMention], published: Mapping[str, str]) -> dict[str, float]:
    """The weight of each day: per article its best mention, and the articles that came out then.

    `published` maps article ids to the days they came out.
    """
    best: dict[tuple[str, str], float] = {}
    for mention in mentions:
        key = (mention.article, mention.day)
        best[key] = max(best.get(key, 0.0), _weight(mention))
    weights: dict[str, float] = defaultdict(float)
    for (_, day), weight in best.items():
        weights[day] += weight
    for day in published.values():
        weights[day[:10]] += _PUBLISHED
    return dict(weights)


def _weight(mention: DayMention) -> float:
    weight = 1.0 + (_NAMED if mention.explicit else 0.0)
    came_out = (mention.published or "")[:10]
    if came_out and mention.day > came_out:
        return weight * _AHEAD
    return weight * (_SAME_DAY if mention.day == came_out else 1.0)


def select_dates(
    weights: Mapping[str, float], count: int, first: str = "", last: str = "9999-12-31"
) -> list[str]:
    """The `count` heaviest days from `first` to `last`, in order; ties go to the earlier day."""
    inside = [day for day in weights if first <= day <= last]
    return sorted(sorted(inside, key=lambda day: (-weights[day], day))[:count])

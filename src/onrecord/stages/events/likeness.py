"""How alike two event mentions are, and what forbids that they are one event."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import EventMention, Participant
from onrecord.stages.events.dates import Interval, common, days_of
from onrecord.text import fold
from onrecord.words import family, meanings, word_set

_SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_STEM = 5  # letters that "withdrew", "withdrawal", "withdrawn" share
_LONG_SPAN = 3  # days; shorter dates speak for a merge


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a mention counts in comparing it."""

    mention: EventMention
    types: frozenset[str]
    stem: str
    days: Interval | None
    actors: frozenset[str]  # keys: entity ids, folded names
    recipients: frozenset[str]
    acting: frozenset[str]  # countries
    receiving: frozenset[str]
    place: str | None
    country: str | None
    words: frozenset[str]


def _keys(parties: Iterable[Participant]) -> frozenset[str]:
    found = set()
    for party in parties:
        found |= {party.entity} if party.entity else set()
        last = fold(party.name).split()
        if last and party.name[:1].isupper():
            found.add(last[-1])
    return frozenset(found)


def sketch(mention: EventMention) -> Sketch:
    """The sketch of one mention."""
    actors, recipients = mention.actors, mention.recipients
    return Sketch(
        mention,
        frozenset({mention.type, *(a.split("/")[0] for a in mention.also)}),
        family(mention.anchor.exact) or fold(mention.anchor.exact)[:_STEM],
        days_of(mention.date),
        _keys(actors),
        _keys(recipients),
        frozenset(p.country for p in actors if p.country),
        frozenset(p.country for p in recipients if p.country),
        fold(mention.location.name) if mention.location else None,
        mention.location.country if mention.location else None,
        meanings(mention.quote.exact) - word_set("events", "stopwords"),
    )


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right and not left & right)


def _reversed(left: Sketch, right: Sketch) -> bool:
    if left.mention.type in _SYMMETRIC:
        return False
    for mine, yours in ((left, right), (right, left)):
        if mine.acting & yours.receiving and _apart(mine.acting, yours.acting):
            return True
    return False


def forbidden(left: Sketch, right: Sketch) -> bool:
    """Different kinds, days, sides or countries: these never merge."""
    if left.mention.type not in right.types and right.mention.type not in left.types:
        return True
    if not common(left.days, right.days)[0] or _reversed(left, right):
        return True
    symmetric = left.mention.type in _SYMMETRIC
    mine = left.acting | left.receiving if symmetric else left.acting
    yours = right.acting | right.receiving if symmetric else right.acting
    if _apart(mine, yours) and not left.actors & right.actors:
        return True
    if not symmetric and _apart(left.receiving, right.receiving) and not left.recipients & right.recipients:
        return True
    return bool(left.country and right.country and left.country != right.country)


def rarity(sketches: Sequence[Sketch]) -> dict[str, float]:
    """How telling each word is among these mentions: inverse document frequency."""
    counts = Counter(word for s in sketches for word in s.words)
    return {word: math.log(1 + len(sketches) / n) for word, n in counts.items()}


def features(left: Sketch, right: Sketch, rare: dict[str, float]) -> tuple[float, ...]:
    """What speaks for two mentions being one event, each 0 … 1 or signed; see WEIGHTS for the order."""
    shared = sum(rare[w] for w in sorted(left.words & right.words))
    least = min(sum(rare[w] for w in sorted(s.words)) for s in (left, right))
    days = left.days, right.days
    both = days[0] is not None and days[1] is not None
    close = both and all(d is not None and (d[1] - d[0]).days <= _LONG_SPAN for d in days)
    modes = left.mention.mode, right.mention.mode
    actors = _overlap(left.actors, right.actors, left.acting, right.acting)
    recipients = _overlap(left.recipients, right.recipients, left.receiving, right.receiving)
    return (
        shared / least if least else 0.0, min(shared, 20.0) / 20.0,
        float(left.stem == right.stem), float(left.mention.type == right.mention.type),
        float(modes[0] is not None and modes[0] == modes[1]),
        float(None not in modes and modes[0] != modes[1]), float(close), float(both and not close),
        actors, recipients, float(left.place is not None and left.place == right.place),
        float(None not in (left.place, right.place) and left.place != right.place),
        float(left.mention.status == right.mention.status),
        float(left.mention.historical != right.mention.historical),
        float(left.mention.article == right.mention.article),
    )  # fmt: skip


def _overlap(a: frozenset[str], b: frozenset[str], c: frozenset[str], d: frozenset[str]) -> float:
    return 1.0 if a & b else 0.5 if c & d else -0.5 if _apart(a, b) else 0.0

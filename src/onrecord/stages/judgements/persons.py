"""Whether two persons' names can be one person's, with the reason in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.gazetteer import may_be_one_given_name
from onrecord.profiles import Profile
from onrecord.stages.judgements.spelling import distance, skeleton
from onrecord.text import fold

_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "der", "den", "di", "da", "abu"})
_MARKS = frozenset({"jr", "sr", "ii", "iii"})
_FAR_MORE = 8
_FEW = 5  # bearers of a surname above which a lone surname is not judged


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one comparison."""

    verdict: Literal["same", "different", "unsure"]
    score: float
    reason: str


def parts(one: Profile) -> tuple[str, ...]:
    """The folded words of a person's name without particles and generation marks."""
    words = tuple(w for w in one.key.split() if w not in _PARTICLES and w not in _MARKS)
    return words or tuple(one.key.split())


def surname(one: Profile) -> str:
    """The last word of the name."""
    return parts(one)[-1]


def compare(left: Profile, right: Profile) -> Verdict | None:
    """The verdict on two full names whose surnames sound alike; None when nothing is worth saying."""
    a, b = parts(left), parts(right)
    gap = distance(a[-1], b[-1], 2)
    if gap > 2:
        return None
    together = left.articles & right.articles
    given = _given(a[:-1], b[:-1])
    at_odds = _at_odds(left, right)
    if given is None:
        return _apart(left, right, gap, bool(together))
    score, reason = given
    score -= 0.05 * gap
    if gap:
        reason = f"surname spelt two ways ({left.name}, {right.name}); {reason}"
    if together:
        return Verdict("different", 0.6, "both names stand in one article as two persons")
    if at_odds and score < 0.95:
        return Verdict("unsure", 0.5, f"{reason}, but {left.country} and {right.country}")
    shared = _shared_role(left, right)
    if shared:
        return Verdict("same", round(min(0.99, score + 0.05), 2), f"{reason}; both described as {shared}")
    if gap and score < 0.85 and not (left.country and left.country == right.country):
        return Verdict("unsure", 0.5, reason)
    return Verdict("same", round(score, 2), reason)


def _given(left: Sequence[str], right: Sequence[str]) -> tuple[float, str] | None:
    """(score, reason) when the words before the surname can be one person's."""
    if list(left) == list(right):
        return 0.97, "same given names"
    if not left or not right:
        return None
    if left[0] == right[0]:
        middle = (*left[1:], *right[1:])
        full = left[1:] and right[1:] and not any(len(w) == 1 for w in middle)
        if not full or set(left) <= set(right) or set(right) <= set(left):
            return 0.95, "same given name, one with a middle name or initial"
        return 0.8, "same given name"
    if len(left[0]) == 1 or len(right[0]) == 1:
        return (0.8, "initial fits the given name") if left[0][0] == right[0][0] else None
    if may_be_one_given_name(left[0], right[0]):
        return (
            0.93,
            f"{left[0].title()} and {right[0].title()} are spellings or forms of one given name",
        )
    apart = distance(left[0], right[0], 2)
    near = apart == 1 or (apart == 2 and min(len(left[0]), len(right[0])) >= 7)
    if near and min(len(left[0]), len(right[0])) >= 4 and skeleton(left[0]) == skeleton(right[0]):
        return 0.88, f"given name spelt two ways ({left[0].title()}, {right[0].title()})"
    if set(left) & set(right) and (set(left) <= set(right) or set(right) <= set(left)):
        return 0.85, "one name is part of the other"
    return None


def _apart(left: Profile, right: Profile, gap: int, together: bool) -> Verdict | None:
    """Two bearers of one surname who are not one: said where a reader could take them for one."""
    if gap:
        return None
    near = left.country is not None and left.country == right.country
    if together:
        return Verdict("different", 0.98, "same surname, other given name, both in one article")
    if near:
        return Verdict("different", 0.9, "same surname and country, other given name")
    return None


def _at_odds(left: Profile, right: Profile) -> bool:
    return bool(left.countries and right.countries and not set(left.countries) & set(right.countries))


def _shared_role(left: Profile, right: Profile) -> str | None:
    """A role word that both are described with."""
    ours = {w for role in left.roles for w in fold(role).split() if len(w) > 4}
    theirs = {w for role in right.roles for w in fold(role).split() if len(w) > 4}
    return min(ours & theirs, key=lambda w: (-len(w), w), default=None)


def surnames_alone(
    people: Sequence[Profile], verdicts: Mapping[tuple[str, str], Verdict]
) -> Iterator[tuple[Profile, Profile, Verdict]]:
    """Names of one word, put to the only bearer (or the only fitting one) of that surname."""
    holders: dict[str, list[Profile]] = {}
    for one in people:
        words = parts(one)
        if len(words) > 1:
            holders.setdefault(words[-1], []).append(one)
            if words[0] != words[-1]:
                holders.setdefault("^" + words[0], []).append(one)
    for one in people:
        words = parts(one)
        if len(words) != 1:
            continue
        bearers = holders.get(words[0]) or holders.get("^" + words[0]) or []
        bearers = [b for b in bearers if not _at_odds(one, b)]
        if 0 < len(bearers) <= _FEW:
            yield from _lone(one, bearers, verdicts)


def _lone(
    one: Profile, bearers: list[Profile], verdicts: Mapping[tuple[str, str], Verdict]
) -> Iterator[tuple[Profile, Profile, Verdict]]:
    ids = [b.id for b in bearers]
    single = len(bearers) == 1 or all(
        (v := verdicts.get((min(a, b), max(a, b)))) is not None and v.verdict == "same"
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
    )
    chief = None if single else _chief(one, bearers)
    for bearer in bearers:
        if single:
            reason = "surname alone; one person of that name in the collection"
            yield one, bearer, Verdict("same", 0.85, reason)
        elif chief is not None and bearer is chief[0]:
            yield one, bearer, Verdict("same", 0.75, f"surname alone; {chief[1]}")
        else:
            yield one, bearer, Verdict("unsure", 0.4, "surname alone; several persons of that name")


def _chief(one: Profile, bearers: list[Profile]) -> tuple[Profile, str] | None:
    """The bearer whom a lone surname means: described alike, or named far more than the others."""
    best = sorted(bearers, key=lambda b: (-b.mentions, b.id))
    for bearer in best:
        if role := _shared_role(one, bearer):
            return bearer, f"described alike as {role}"
    if best[0].mentions >= _FAR_MORE * best[1].mentions:
        return best[0], f"{best[0].name} is named {_FAR_MORE} times as often as the others"
    return None

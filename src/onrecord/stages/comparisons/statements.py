"""Claims of a story put side by side: the same thing told by several voices becomes one comparison."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from onrecord.records import Claim, Comparison, Side, Verdict
from onrecord.stages.comparisons.decisions import DECIDE, Decide
from onrecord.stages.comparisons.intervals import VAGUE, figure, meet
from onrecord.stages.comparisons.matching import Articles, Decision, family_of
from onrecord.stages.comparisons.material import Kind, Material, comparison, side
from onrecord.words import content, expanded, sort_of, whole

_MOST = 60  # claims compared under one key; a huge story is cut to its first ones
_KINDS: dict[str, Kind] = {"figure": "figure", "date": "date", "name": "name"}
_AGAINST = ("differ", "updated later")
_FITTING = ("agree", "compatible")
_APART: Decision = ("not comparable", "")
Pairs = dict[tuple[int, int], Decision]
Join = Callable[[int, Pairs], list[list[int]]]
_RESPONSIBILITY = ("cause", "responsibility")
_OPEN_QUESTIONS = (_RESPONSIBILITY, ("fact", "contrast"))  # answered by many voices at once
_RANK: tuple[Verdict, ...] = ("differ", "updated later", "compatible", "agree", "not comparable")


def statements(material: Material) -> Iterator[Comparison]:
    """The comparisons of figures, dates, names, status, causes and judgements in one story."""
    for key, claims in sorted(_keyed(material).items()):
        decide = DECIDE[(key[0], key[1] or None)]
        joined = _linked if (key[0], key[1]) in _OPEN_QUESTIONS else _cliques
        for group in _groups(material, claims[:_MOST], decide, joined):
            found = _compared(material, key[0], group, decide)
            if found is not None:
                yield found


def _keyed(material: Material) -> dict[tuple[str, str, str, str], list[Claim]]:
    keyed: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    order = {a.id: i for i, a in enumerate(material.articles)}
    for claim in sorted(material.claims, key=lambda c: (order[c.article], c.evidence[0].start, c.id)):
        unit = (claim.unit or "").split(":")[0] if claim.aspect in ("fact", "cause") else None
        if (claim.aspect, unit) not in DECIDE:
            continue
        under = (family_of(claim) or "") if claim.aspect != "name" else ""
        counted = (claim.unit or "") if claim.aspect == "figure" else ""
        keyed[(claim.aspect, unit or "", under, counted)].append(claim)
    return keyed


def _groups(
    material: Material, claims: list[Claim], decide: Decide, joined: Join
) -> Iterator[tuple[list[Claim], list[Decision]]]:
    """Claims that are about one thing, as `joined` brings them together, with their decisions."""
    articles = {a.id: a for a in material.articles}
    pairs: Pairs = {}
    for i, j in combinations(range(len(claims)), 2):
        found = decide(claims[i], claims[j], articles)
        if found is not None and found[0] != "not comparable":
            pairs[i, j] = found
    pairs = {pair: found for pair, found in pairs.items() if not _explained(pair, claims, pairs)}
    for group in joined(len(claims), pairs):
        held = [claims[i] for i in group]
        decisions = [
            pairs[i, j] for i, j in combinations(group, 2) if (i, j) in pairs and _apart(claims[i], claims[j])
        ]
        if any(d[0] in _AGAINST for d in decisions) and _several(group, claims, pairs):
            continue
        yield held, decisions


def _explained(pair: tuple[int, int], claims: list[Claim], pairs: Pairs) -> bool:
    """Whether one of two pages tells of a second happening, with a figure that fits the other page's.

    Its figures of the two happenings exclude each other, and nothing shows that they are of one thing.
    """
    if pairs[pair][0] not in _AGAINST or claims[pair[0]].aspect != "figure":
        return False
    return any(
        _excludes(claims[k], claims[own])
        and _pair(k, own) not in pairs
        and pairs.get(_pair(k, far), _APART)[0] in _FITTING
        for own, far in (pair, pair[::-1])
        for k in range(len(claims))
        if claims[k].article == claims[own].article and claims[k].value not in VAGUE
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _excludes(one: Claim, other: Claim) -> bool:
    first, second = figure(one), figure(other)
    return first is not None and second is not None and not meet(first, second)


def _several(group: list[int], claims: list[Claim], pairs: Pairs) -> bool:
    """Whether one voice itself tells both of two things that exclude each other: then they are two."""
    return any(
        claims[i].aspect in ("date", "figure") and pairs[i, j][0] in _AGAINST
        for i, j in combinations(group, 2)
        if not _apart(claims[i], claims[j])
    )


def _apart(one: Claim, other: Claim) -> bool:
    """Whether two claims come from different pages or, on one page, from different voices."""
    return one.article != other.article or one.voice != other.voice


def _cliques(count: int, pairs: Pairs) -> list[list[int]]:
    """Greedy groups in which every two are comparable."""
    groups: list[list[int]] = []
    for i in range(count):
        home = next((g for g in groups if all((j, i) in pairs for j in g)), None)
        if home is None:
            groups.append([i])
        else:
            home.append(i)
    return [g for g in groups if len(g) > 1]


def _linked(count: int, pairs: Pairs) -> list[list[int]]:
    """Groups in which each is comparable with another: the positions on one question."""
    home = list(range(count))
    for i, j in sorted(pairs):
        first, second = sorted((home[i], home[j]))
        home = [first if h == second else h for h in home]
    groups: dict[int, list[int]] = defaultdict(list)
    for i, h in enumerate(home):
        groups[h].append(i)
    return [g for g in groups.values() if len(g) > 1]


def _compared(
    material: Material, aspect: str, group: tuple[list[Claim], list[Decision]], decide: Decide
) -> Comparison | None:
    claims, decisions = group
    if not decisions:
        return None
    verdict, reason = min(decisions, key=lambda d: _RANK.index(d[0]))
    sides = _sides(material, claims, decide)
    if len(sides) < 2 or (verdict in _FITTING and len({s.article for s in sides}) < 2):
        return None
    if verdict in _FITTING and (claims[0].unit or "").startswith("contrast"):
        return None  # that nobody says otherwise tells nothing
    about = _label(claims)
    return comparison(material, _KINDS.get(aspect, "fact"), claims[0].aspect, verdict, about, sides, reason)


def _label(claims: list[Claim]) -> str:
    """What a comparison is about, in the fullest words; of casualties and their causes in the commonest."""
    if (claims[0].aspect, claims[0].unit) == _RESPONSIBILITY:
        often = Counter(word for c in claims for word in set(content(c.about)))
        return max((whole(c.about) for c in claims), key=lambda a: (_usual(a, often), len(a), a))
    befell = family_of(claims[0]) or ""
    counted = claims[0].aspect == "figure" and sort_of(befell) == "casualty"
    # One page may say more of its dead than all mean.
    often = Counter(whole(c.about) for c in claims if counted)
    about = max((whole(c.about) for c in claims), key=lambda a: (often[a], len(a), a))
    return f"{about} ({expanded(befell + '+')[2]})" if counted and befell != "miss" else about


def _usual(about: str, often: Counter[str]) -> float:
    """How common the words of a phrase are among all that is compared: their mean number of claims."""
    found = content(about)
    return sum(often[word] for word in found) / len(found) if found else 0.0


def _sides(material: Material, claims: list[Claim], decide: Decide) -> list[Side]:
    """A side for each article and voice; one voice's values that exclude each other stand apart."""
    articles = {a.id: a for a in material.articles}
    by_voice: dict[tuple[str, str | None], list[list[Claim]]] = defaultdict(list)
    for claim in claims:
        told = by_voice[claim.article, material.speaker(claim.voice)]
        home = next((held for held in told if _fits(claim, held, decide, articles)), None)
        if home is None:
            told.append([claim])
        else:
            home.append(claim)
    return [
        side(
            material,
            article,
            voice,
            "; ".join(dict.fromkeys(said(c) for c in held)),
            (s for c in held for s in c.evidence[:1]),
            tuple(c.id for c in held),
        )
        for (article, voice), told in by_voice.items()
        for held in told
    ]


def _fits(claim: Claim, held: list[Claim], decide: Decide, articles: Articles) -> bool:
    decisions = [decide(other, claim, articles) for other in held]
    return not any(d is not None and d[0] in _AGAINST for d in decisions)


def said(claim: Claim) -> str:
    """A claim's value as a reader reads it: "at least 22", "about 2000"."""
    if claim.bound in (None, "exactly"):
        return claim.value
    return f"{claim.bound} {claim.value}"

"""From scores to triples: the likeliest chain of roles a cue, one triple a cue, clashes settled."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.attributions.chains import CONTENT, CUE, SOURCE, Floats, likeliest
from onrecord.stages.attributions.triple import Offsets, Triple
from onrecord.stages.attributions.windows import Words

_SOURCE: Final = 0.02  # least probability of a word of a nested source


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of the words [low, low + W): N cue candidates, each scoring W words."""

    low: int
    outer: Floats  # [N] probability that the word starts an outermost cue
    anywhere: Floats  # [N] the same, whether it stands in another's content or not
    real: Floats  # [N] the same, from what would be attributed to whom
    places: NDArray[np.int64]  # [N] word of each candidate, counted from low
    roles: Floats  # [N, W, 4] probabilities of none, source, cue, content
    edges: Floats  # [N, W, 6] potentials of a run's first (0-2) and last word (3-5)
    moves: Floats  # [4, 4] potentials of a role after another


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds and weights, chosen on development data."""

    outer: float = 0.4  # least probability of an outermost cue
    nested: float = 0.15  # least probability of a cue inside another's content
    sure: float = 0.35  # least confidence of a triple
    weights: tuple[float, ...] = (0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)  # bias and those of `evidence`


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue with its words (indices into the text's words) and the evidence for it."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    outer: float
    anywhere: float
    real: float
    sure: float  # mean probability of its content words
    sure_source: float  # of its source words; of there being none if it has none
    chances: tuple[float, ...]  # probability of each word of the content
    sources: dict[int, float]  # probability of being the source, of the words that might be


def candidates(scores: Scores, words: Words) -> list[Candidate]:
    """The candidates of one window that have some content."""
    if not len(scores.places):
        return []
    low = scores.low
    paragraphs = np.cumsum(words.opens[low : low + scores.roles.shape[1]])
    chains = likeliest(scores.roles, scores.edges, scores.moves, scores.places)
    found = []
    for n, (chain, roles) in enumerate(zip(chains, scores.roles, strict=True)):
        source = _heaviest(np.flatnonzero(chain == SOURCE), roles[:, SOURCE], paragraphs)
        content = np.flatnonzero(chain == CONTENT).tolist()
        if not content:
            continue
        found.append(
            Candidate(
                tuple(i + low for i in source),
                tuple(i + low for i in np.flatnonzero(chain == CUE).tolist()),
                tuple(i + low for i in content),
                float(scores.outer[n]),
                float(scores.anywhere[n]),
                float(scores.real[n]),
                float(roles[content, CONTENT].mean()),
                float(roles[source, SOURCE].mean() if source else 1 - roles[:, SOURCE].max()),
                tuple(roles[content, CONTENT].tolist()),
                {int(i) + low: float(roles[i, SOURCE]) for i in np.flatnonzero(roles[:, SOURCE] > _SOURCE)},
            )
        )
    return found


def choose(found: Sequence[Candidate], settings: Settings, *, nested: bool) -> list[Candidate]:
    """The candidates to keep: sure enough, no two for one content, nested ones by choice."""
    outer: list[Candidate] = []
    sure = [one for one in found if confidence(one, settings) >= settings.sure]
    ranked = sorted(sure, key=lambda c: (-c.outer, c.cue))
    claimed: set[int] = set()  # words of the cues kept so far
    for one in ranked:
        if one.outer >= settings.outer and claimed.isdisjoint(one.cue):
            outer.append(one)
            claimed.update(one.cue)
    said = {i for one in outer for i in one.content}
    outer = _settled([one for one in outer if one.cue[0] not in said])
    if not nested:
        return sorted(outer, key=lambda c: (c.content, c.cue))
    kept, claimed = list(outer), {i for one in outer for i in one.cue}
    holders = {i: one for one in outer for i in one.content}
    for one in sorted(found, key=lambda c: (-c.anywhere, c.cue)):
        if one.anywhere < settings.nested or one.cue[0] not in holders:
            continue
        if claimed.isdisjoint(one.cue):
            kept.append(_inward(one, holders[one.cue[0]]))
            claimed.update(one.cue)
    return sorted(kept, key=lambda c: (c.content, c.cue))


def _inward(one: Candidate, holder: Candidate) -> Candidate:
    """A nested candidate with the source that stands in its holder's content, where one may.

    The network was shown no nested cues and takes the outer source for theirs ("Ann scolded Bo for
    saying"), which would make one voice of two.
    """
    if one.source and not set(one.source) & set(holder.source):
        return one
    inside = [i for i in holder.content if i in one.sources and i not in one.cue]
    if not inside:
        return one
    runs = np.split(np.array(inside), np.flatnonzero(np.diff(inside) > 1) + 1)
    heaviest = max(runs, key=lambda run: sum(one.sources[int(i)] for i in run))
    return replace(one, source=tuple(int(i) for i in heaviest))


def _settled(outer: list[Candidate]) -> list[Candidate]:
    """Outermost contents don't overlap: a stretch claimed by several goes to the one surest of it."""
    chances = [dict(zip(one.content, one.chances, strict=True)) for one in outer]
    claims: dict[int, list[int]] = {}
    for n, one in enumerate(outer):
        for i in one.content:
            claims.setdefault(i, []).append(n)
    owner: dict[int, int] = {}
    for i in sorted(claims):
        if i in owner:
            continue
        end = i + 1
        while claims.get(end) == claims[i]:
            end += 1
        surest = max(claims[i], key=lambda n: (sum(chances[n][k] for k in range(i, end)), -n))
        owner.update(dict.fromkeys(range(i, end), surest))
    settled = []
    for n, one in enumerate(outer):
        left = [(i, p) for i, p in chances[n].items() if owner[i] == n]
        if left:
            content, kept = zip(*left, strict=True)
            settled.append(replace(one, content=content, chances=kept))
        else:
            settled.append(one)
    return settled


def triple(one: Candidate, words: Words, settings: Settings) -> Triple:
    """The candidate as offsets, with its confidence."""
    return Triple(
        offsets(one.source, words),
        offsets(one.cue, words),
        offsets(one.content, words),
        confidence(one, settings),
    )


def confidence(one: Candidate, settings: Settings) -> float:
    """Probability that a triple is right: a logistic regression fitted on development data."""
    bias, *weights = settings.weights
    total = bias + sum(w * x for w, x in zip(weights, evidence(one), strict=True))
    return round(1 / (1 + math.exp(-total)), 4)


def evidence(one: Candidate) -> list[float]:
    """What speaks for a candidate: four log odds, the log of its content's length, having no source."""
    odds = [_logit(p) for p in (max(one.outer, one.anywhere), one.sure, one.sure_source, one.real)]
    return [*odds, math.log(len(one.content)), float(not one.source)]


def offsets(chosen: Sequence[int], words: Words) -> Offsets:
    """Sorted word indices to offsets; neighbours of one paragraph are joined."""
    spans: list[tuple[int, int]] = []
    last = -2
    for i in chosen:
        start, end = words.spans[i]
        if i == last + 1 and not words.opens[i]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = i
    return tuple(spans)


def _heaviest(chosen: NDArray[np.int64], p: Floats, paragraphs: NDArray[np.int64]) -> list[int]:
    """The one stretch of neighbouring words of a paragraph with the greatest sum of `p`."""
    breaks = (np.diff(chosen) > 1) | (np.diff(paragraphs[chosen]) > 0)
    runs = np.split(chosen, np.flatnonzero(breaks) + 1)
    heaviest = max(runs, key=lambda run: float(p[run].sum()))
    return [int(i) for i in heaviest]


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))

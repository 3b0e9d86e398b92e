"""From word scores to triples: spans of whole words, one triple a cue, clashes settled."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.attributions.triple import Offsets, Triple
from onrecord.stages.attributions.windows import INSIDE, MARK, OUTSIDE, Words

Floats = NDArray[np.float32]
SOURCE, CUE, CONTENT = 1, 2, 3
_STRAY: Final = 2  # words of a piece of content that needs a reason to be kept
_LONG: Final = 4  # words and marks from which a quotation is a unit


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of the words [low, low + W): N cue candidates, each scoring W words."""

    low: int
    outer: Floats  # [N] probability that the word starts an outermost cue
    anywhere: Floats  # [N] the same, whether it stands in another's content or not
    places: NDArray[np.int64]  # [N] word of each candidate, counted from low
    roles: Floats  # [N, W, 4] probabilities of none, source, cue, content


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds, chosen on development data."""

    outer: float = 0.4  # least probability of an outermost cue
    nested: float = 0.15  # least probability of a cue inside another's content
    sure: float = 0.35  # least confidence of a triple
    gap: int = 2  # words a hole in a content may have to be closed
    hole: float = 0.25  # least probability of the role in such a hole
    least: float = 0.5  # least probability of a word of cue or content
    lean: float = 0.3  # log odds in favour of a word being in the source
    quotation: float = 0.5  # mean probability from which a quotation is content as a whole
    stray: float = 0.7  # mean probability that saves a piece of one or two words
    weights: tuple[float, ...] = (0.0, 1.0, 1.0, 1.0)  # of the confidence, see `confidence`


@dataclass(frozen=True, slots=True)
class Candidate:
    """One cue with its words (indices into the text's words) and the evidence for it."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    outer: float
    anywhere: float
    sure: float  # mean probability of its content words
    sure_source: float  # of its source words; of there being none if it has none
    chances: tuple[float, ...]  # probability of each word of the content


def candidates(scores: Scores, words: Words, settings: Settings) -> list[Candidate]:
    """The candidates of one window that have some content."""
    count = scores.roles.shape[1] if len(scores.roles) else 0
    quoted = _quotations(words, scores.low, count)
    paragraphs = np.cumsum(words.opens[scores.low : scores.low + count])
    found = []
    for n, place in enumerate(scores.places.tolist()):
        roles = scores.roles[n]
        cue = _cue(roles[:, CUE], place, settings)
        stretch = _segment(roles[:, SOURCE], paragraphs, settings.lean)
        source = [i for i in stretch if i not in cue]
        taken = {*cue, *source}
        content = [i for i in _content(roles[:, CONTENT], quoted, settings) if i not in taken]
        content = _near(content, paragraphs, words.quoted[scores.low :], place)
        if not content:
            continue
        found.append(
            Candidate(
                tuple(i + scores.low for i in source),
                tuple(i + scores.low for i in cue),
                tuple(i + scores.low for i in content),
                float(scores.outer[n]),
                float(scores.anywhere[n]),
                float(roles[content, CONTENT].mean()),
                float(roles[source, SOURCE].mean() if source else 1 - roles[:, SOURCE].max()),
                tuple(roles[content, CONTENT].tolist()),
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
    said = {i for one in outer for i in one.content}
    for one in sorted(found, key=lambda c: (-c.anywhere, c.cue)):
        if one.anywhere < settings.nested or one.cue[0] not in said:
            continue
        if claimed.isdisjoint(one.cue):
            kept.append(one)
            claimed.update(one.cue)
    return sorted(kept, key=lambda c: (c.content, c.cue))


def _settled(outer: list[Candidate]) -> list[Candidate]:
    """Outermost contents don't overlap: a word claimed twice stays where it is likelier."""
    best: dict[int, float] = {}
    for one in outer:
        for i, p in zip(one.content, one.chances, strict=True):
            best[i] = max(p, best.get(i, 0.0))
    settled = []
    for one in outer:
        pairs = zip(one.content, one.chances, strict=True)
        left = [(i, p) for i, p in pairs if p >= best[i]]
        if left:
            content, chances = zip(*left, strict=True)
            settled.append(replace(one, content=content, chances=chances))
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
    evidence = (max(one.outer, one.anywhere), one.sure, one.sure_source)
    total = bias + sum(w * _logit(p) for w, p in zip(weights, evidence, strict=True))
    return round(1 / (1 + math.exp(-total)), 4)


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


def _segment(p: Floats, paragraphs: NDArray[np.int64], lean: float) -> list[int]:
    """The stretch, within a paragraph, with the greatest sum of log odds; none if none is > 0."""
    clipped = np.clip(p, 1e-4, 1 - 1e-4)
    total = top = 0.0
    low, best = 0, range(0)
    for i, odds in enumerate((np.log(clipped / (1 - clipped)) + lean).tolist()):
        if total <= 0 or paragraphs[i] != paragraphs[i - 1]:
            total, low = 0.0, i
        total += odds
        if total > top:
            top, best = total, range(low, i + 1)
    return list(best)


def _near(content: list[int], paragraphs: NDArray[np.int64], quoted: Sequence[int], place: int) -> list[int]:
    """Without words of other paragraphs than the cue's, unless they are quoted or all there is."""
    here = [i for i in content if paragraphs[i] == paragraphs[place] or quoted[i] != OUTSIDE]
    return here if any(paragraphs[i] == paragraphs[place] for i in here) else content


def _content(p: Floats, quoted: list[tuple[int, int]], settings: Settings) -> list[int]:
    """Likely words: quotations whole, short holes that might belong closed, no stray pieces."""
    chosen = np.asarray(p >= settings.least)
    for a, b in quoted:
        if p[a:b].mean() >= settings.quotation:
            chosen[a:b] = True
    runs = _runs(chosen)
    for (_, a), (b, _) in itertools.pairwise(runs):
        if b - a <= settings.gap and (p[a:b] >= settings.hole).all():
            chosen[a:b] = True
    runs = _runs(chosen)
    longest = max((b - a for a, b in runs), default=0)
    kept = (
        range(a, b) for a, b in runs if b - a > _STRAY or b - a == longest or p[a:b].mean() > settings.stray
    )
    return [i for run in kept for i in run]


def _runs(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges of the true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], chosen, [False])).astype(np.int8)))
    flat = edges.tolist()
    return list(zip(flat[::2], flat[1::2], strict=True))


def _quotations(words: Words, low: int, count: int) -> list[tuple[int, int]]:
    """Ranges, counted from `low`, of quotations of some length with their marks."""
    states, opens = words.quoted[low : low + count], words.opens[low : low + count]
    found = []
    i = 0
    while i < count:
        j = i + 1
        if states[i] == MARK and j < count and states[j] == INSIDE:
            while j < count and states[j] == INSIDE and not opens[j]:
                j += 1
            closed = j < count and states[j] == MARK and not opens[j]
            j += closed
            if j - i >= _LONG:
                found.append((i, j))
        i = j
    return found


def _cue(p: Floats, place: int, settings: Settings) -> list[int]:
    """The cue's words: its first, and those after it that are likely to belong to it."""
    end = place + 1
    while end < len(p) and p[end] >= settings.least:
        end += 1
    return list(range(place, end))


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))

"""Judgements: whether two entities are one, and why. Identity is an edge with a reason.

Pairs are looked for only among names that share a surname or its skeleton, so the work grows with
the names, not with their square.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from onrecord.profiles import Profile, profiles
from onrecord.records import Judgement, Mention, Record
from onrecord.stages.judgements.persons import Verdict, compare, surname, surnames_alone
from onrecord.stages.judgements.spelling import skeleton

if TYPE_CHECKING:
    from onrecord.store import Store

_BLOCK = 200  # names compared pairwise under one surname
_AGENCY_WORDS = frozenset({"news", "agency", "the"})


class _Judgements:
    name = "judgements"
    version = 1
    reads: ClassVar[tuple[type[Record], ...]] = (Mention,)
    makes: ClassVar[tuple[type[Record], ...]] = (Judgement,)

    def __call__(self, store: "Store") -> Iterator[Record]:
        """The judgements on all pairs worth one, each pair once, `left` < `right`."""
        for left, right, verdict in judge(profiles(store)):
            yield Judgement(
                origin=f"{self.name}@{self.version}",
                left=left,
                right=right,
                verdict=verdict.verdict,
                score=verdict.score,
                reason=verdict.reason,
            )


STAGE = _Judgements()


def judge(found: Sequence[Profile]) -> list[tuple[str, str, Verdict]]:
    """(left id, right id, verdict) for every pair worth a judgement, sorted."""
    verdicts: dict[tuple[str, str], Verdict] = {}
    people = [one for one in found if one.type == "person"]
    full = [one for one in people if " " in one.key]
    for block in _blocks(full):
        for i, left in enumerate(block):
            for right in block[i + 1 :]:
                verdict = compare(left, right)
                if verdict is not None:
                    verdicts.setdefault(_pair(left, right), verdict)
    for left, right, verdict in surnames_alone(people, verdicts):
        verdicts.setdefault(_pair(left, right), verdict)
    for left, right, verdict in _bodies(found):
        verdicts.setdefault(_pair(left, right), verdict)
    return [(left, right, verdict) for (left, right), verdict in sorted(verdicts.items())]


def _pair(left: Profile, right: Profile) -> tuple[str, str]:
    return (min(left.id, right.id), max(left.id, right.id))


def _blocks(full: Sequence[Profile]) -> Iterator[list[Profile]]:
    """Full names with one surname skeleton; an overfull block is cut by first letter, then capped."""
    blocks: dict[str, list[Profile]] = {}
    for one in full:
        blocks.setdefault(skeleton(surname(one)), []).append(one)
    for block in blocks.values():
        if len(block) <= _BLOCK:
            yield block
            continue
        parts: dict[str, list[Profile]] = {}
        for one in block:
            parts.setdefault(one.key[:2], []).append(one)
        for part in parts.values():
            yield sorted(part, key=lambda p: (-p.mentions, p.id))[:_BLOCK]


def _bodies(found: Sequence[Profile]) -> Iterator[tuple[Profile, Profile, Verdict]]:
    """Outlets and organisations whose names differ only by idle words, or by an acronym."""
    groups: dict[tuple[str, str], list[Profile]] = {}
    for one in found:
        if one.type in ("outlet", "organisation"):
            core = " ".join(w for w in one.key.split() if w not in _AGENCY_WORDS)
            if core:
                groups.setdefault((one.type, core), []).append(one)
    for group in groups.values():
        for left, right in itertools.pairwise(group):
            yield (
                left,
                right,
                Verdict("same", 0.9, "the names differ only by words such as news or agency"),
            )

"""Entities: one per type and key over all articles, with names, roles and what it leads to.

Nothing is merged: `canonical` follows the judgements "same", never across one of "different".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from onrecord.profiles import Profile, profiles
from onrecord.records import Entity, Judgement, Mention, Record

if TYPE_CHECKING:
    from onrecord.store import Store

_ROLES, _ALIASES = 12, 30


class _Entities:
    name = "entities"
    version = 1
    reads: ClassVar[tuple[type[Record], ...]] = (Mention, Judgement)
    makes: ClassVar[tuple[type[Record], ...]] = (Entity,)

    def __call__(self, store: "Store") -> Iterator[Record]:
        """Every entity that a mention leads to, by id."""
        found = profiles(store)
        chosen = canonical(found, store.read(Judgement))
        for one in found:
            yield _entity(one, chosen[one.id], f"{self.name}@{self.version}")


STAGE = _Entities()


def canonical(found: Sequence[Profile], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Entity id to the id it leads to: the best known member of its group.

    Surest judgements first; two groups are not joined when any member of one was judged different
    from any of the other.
    """
    group = {one.id: [one.id] for one in found}
    same, apart = [], set()
    for judgement in judgements:
        if judgement.left in group and judgement.right in group:
            if judgement.verdict == "same":
                same.append(judgement)
            elif judgement.verdict == "different":
                apart |= {(judgement.left, judgement.right), (judgement.right, judgement.left)}
    for edge in sorted(same, key=lambda j: (-j.score, j.id)):
        left, right = group[edge.left], group[edge.right]
        if left is right or any((a, b) in apart for a in left for b in right):
            continue
        left.extend(right)
        for member in right:
            group[member] = left
    by_id = {one.id: one for one in found}
    return {one.id: min(group[one.id], key=lambda i: _standing(by_id[i])) for one in found}


def _standing(one: Profile) -> tuple[bool, int, int, int, str]:
    """Full names before single words, then more articles, mentions, letters; then the id."""
    return (" " not in one.key, -len(one.articles), -one.mentions, -len(one.key), one.id)


def _entity(one: Profile, leads_to: str, origin: str) -> Entity:
    aliases = sorted(one.spellings, key=lambda s: (-one.spellings[s], s))[:_ALIASES]
    roles = sorted(one.roles, key=lambda r: (-one.roles[r], r))[:_ROLES]
    return Entity(
        origin=origin,
        type=one.type,
        key=one.key,
        name=one.name,
        aliases=tuple(a for a in aliases if a != one.name),
        roles=tuple(roles),
        country=one.country,
        mentions=one.mentions,
        articles=tuple(sorted(one.articles)),
        canonical=leads_to,
    )

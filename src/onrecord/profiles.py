"""What all articles together say of each entity: names, spellings, roles, countries, articles."""

from collections import Counter
from dataclasses import dataclass, field

from onrecord.gazetteer import entity_id, key_of
from onrecord.records import EntityType
from onrecord.store import Store


@dataclass(slots=True)
class Profile:
    """One entity over the collection; `names` and `spellings` count mentions."""

    id: str
    type: EntityType
    key: str = ""
    mentions: int = 0
    names: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name most used; of equals the longest, then the first by spelling."""
        return min(self.names, key=lambda n: (-self.names[n], -len(n), n))

    @property
    def country(self) -> str | None:
        """The country most often given, None when none is."""
        return min(self.countries, key=lambda c: (-self.countries[c], c), default=None)


def profiles(store: Store) -> list[Profile]:
    """The profile of every entity that a mention leads to, sorted by id."""
    query = """
        SELECT entity, type, name, level, span.exact AS exact, role, country, article, count(*) AS n
        FROM mentions WHERE entity IS NOT NULL AND name IS NOT NULL
        GROUP BY ALL ORDER BY ALL
    """
    found: dict[str, Profile] = {}
    for entity, kind, name, level, exact, role, country, article, n in store.sql(query).fetchall():
        one = found.setdefault(entity, Profile(entity, kind))
        one.mentions += n
        one.names[name] += n
        one.articles.add(article)
        if level == "name":
            one.spellings[exact] += n
        if role:
            one.roles[role] += n
        if country:
            one.countries[country] += n
    for one in found.values():
        one.key = next(k for k in map(key_of, sorted(one.names)) if entity_id(one.type, k) == one.id)
    return [found[entity] for entity in sorted(found)]

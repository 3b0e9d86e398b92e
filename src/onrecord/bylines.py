"""Names in bylines: persons, told from organisations, job titles and the words around them."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from onrecord.text import fold

_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|\n|•|·|–|—|&|\b(?:with|and|und|et|y|e|и|ve|və|og|och|en|i|und)\b)\s*"
)
_BAD = re.compile(r"[@\d:/<>{}=#]|https?|www\.|\.com\b|\.org\b")
_PARTICLES = frozenset(
    ["de", "la", "van", "von", "der", "den", "di", "da", "dos", "del", "al", "el", "bin", "ibn", "ter", "ten", "le", "du", "af", "av", "und", "zu", "y", "e"]
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = (files("onrecord") / "resources/pages/authors.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    found: dict[str, set[str]] = {}
    for kind, _, words in rows:
        found.setdefault(kind, set()).update(words.split("|"))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _lead() -> re.Pattern[str]:
    words = sorted(_lists()["lead"], key=lambda w: (-len(w), w))
    return re.compile(rf"^\W*(?:{'|'.join(map(re.escape, words))})(?!\w)[\s:]*", re.IGNORECASE)


def persons(given: str, publisher: str | None = None) -> list[str]:
    """The names of persons in a byline: "By Ann Lee and Bo Ek, Example News" gives two."""
    line = _lead().sub("", given.strip()[:300])
    found = []
    for part in _SPLIT.split(line):
        name = " ".join(_lead().sub("", part.strip(" .\"'()[]*-")).split())
        if is_person(name, publisher):
            found.append(name)
    return unique(found)


def only_persons(given: str) -> bool:
    """Whether a line is names of persons and nothing else (a lead-in such as "By" aside)."""
    if len(given) > 120:
        return False
    parts = [p for p in _SPLIT.split(_lead().sub("", given.strip())) if p.strip(" .")]
    return bool(parts) and all(is_person(p.strip(" .")) for p in parts)


def unique(names: Iterable[str]) -> list[str]:
    """`names` in order, those that differ only in case and accents once."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return list(seen.values())


def is_person(name: str, publisher: str | None = None) -> bool:
    """Whether `name` looks like a person's: two to five capitalised words, none of an organisation."""
    words = name.split()
    if not 2 <= len(words) <= 5 or _BAD.search(name) or len(name) > 60:
        return False
    lower = [w.lower().strip(".") for w in words]
    lists = _lists()
    if any(w in lists["organisation"] or w in lists["job"] for w in lower):
        return False
    if publisher and fold(name) == fold(publisher):
        return False
    proper = [w for w in words if w[0].isupper() or not w[0].isascii()]
    loose = [w for w in lower if w in _PARTICLES]
    return len(proper) + len(loose) >= len(words) and len(proper) >= 2

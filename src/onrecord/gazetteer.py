"""Names that are known beforehand: countries and their seats, places, outlets, organisations, roles.

The tables are `resources/names/*`. Looked up by exact spelling; `entity_id` is how a mention and
its Entity come to share an id.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.records import EntityType, hashed
from onrecord.text import fold

RoleKind = Literal["lead", "post", "group", "body", "outlet", "document"]


@dataclass(frozen=True, slots=True)
class Known:
    """A name in the tables: its usual form, what it is, its country (ISO 3166-1 alpha-3)."""

    name: str
    type: EntityType
    country: str | None
    kind: str = ""  # "country", "capital", "demonym", or an outlet's kind
    doubtful: bool = False  # also a common word: needs company that shows what is meant


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory with the words that lead to it."""

    code: str
    name: str
    demonyms: tuple[str, ...]


def entity_id(entity_type: EntityType, key: str) -> str:
    """The id of the Entity with this type and key; `key` is a folded name without honorifics."""
    return hashed("entities", entity_type, key)


def key_of(name: str) -> str:
    """The key of a name: folded, without a leading article."""
    folded = fold(name)
    return folded[4:] if folded.startswith("the ") and len(folded) > 4 else folded


def rows(name: str, width: int) -> list[list[str]]:
    """The cells of `resources/names/<name>`, each row padded to `width`; `#` lines are comments."""
    text = files("onrecord").joinpath("resources", "names", name).read_text("utf-8")
    cells = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(row + [""] * width)[:width] for row in cells]


@cache
def words(name: str) -> frozenset[str]:
    """The words of `resources/names/<name>`, parted by blanks; `#` lines are comments."""
    text = files("onrecord").joinpath("resources", "names", name).read_text("utf-8")
    return frozenset(word for line in text.splitlines() if line[:1] != "#" for word in line.split())


def _parted(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def countries() -> dict[str, Country]:
    """Code to country."""
    table = rows("countries.tsv", 5)
    return {r[0]: Country(r[0], r[1], tuple(_parted(r[3]))) for r in table}


@cache
def demonyms() -> dict[str, str]:
    """Demonym ("Azerbaijani", "Azerbaijanis") to country code."""
    found: dict[str, str] = {}
    for country in countries().values():
        for word in country.demonyms:
            found.setdefault(word, country.code)
            if not word.endswith(("s", "sh", "ch", "ese")):
                found.setdefault(word + "s", country.code)
    return found


@cache
def known() -> dict[str, Known]:
    """Surface form (as written, no leading article) to what it names; the first table wins."""
    found: dict[str, Known] = {}
    for code, name, aliases, _, capitals in rows("countries.tsv", 5):
        _enter(found, [name, *_parted(aliases)], Known(name, "place", code, "country"))
        for capital in _parted(capitals):
            _enter(found, [capital], Known(capital, "place", code, "capital"))
    for name, aliases, kind, code in rows("outlets.tsv", 4):
        outlet = Known(name.lstrip("?"), "outlet", code or None, kind)
        _enter(found, [name, *_parted(aliases)], outlet)
    for name, aliases, code in rows("organisations.tsv", 3):
        _enter(found, [name, *_parted(aliases)], Known(name, "organisation", code or None))
    for name, code in rows("places.tsv", 2):
        _enter(found, [name], Known(name, "place", code or None))
    return found


def _enter(found: dict[str, Known], forms: list[str], entry: Known) -> None:
    for form in forms:
        bare = form.lstrip("?").removeprefix("The ").removeprefix("the ")
        if bare in found:
            continue
        doubtful = form.startswith("?")
        found[bare] = Known(entry.name, entry.type, entry.country, entry.kind, doubtful)


@cache
def longest() -> dict[str, int]:
    """First word of a known name to the number of words of the longest that starts so."""
    found: dict[str, int] = {}
    for form in known():
        words = form.split()
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


@cache
def roles() -> dict[str, RoleKind]:
    """Role noun, lower-case, to its kind; some have two or three words."""
    kinds: dict[str, RoleKind] = {
        "lead": "lead",
        "post": "post",
        "group": "group",
        "body": "body",
        "outlet": "outlet",
        "document": "document",
    }
    return {noun: kinds[kind] for noun, kind in rows("roles.tsv", 2)}


@cache
def honorifics() -> dict[str, str]:
    """Word before a name ("Mr.") to the gender it tells: m, f or ""."""
    return dict(rows("honorifics.tsv", 2))


@cache
def dignities() -> dict[str, str]:
    """Word before a name ("Sen.") to the role noun it stands for, where it stands for one."""
    return {word: role for word, _, role in rows("honorifics.tsv", 3) if role}


@cache
def given_names() -> dict[str, str]:
    """Given name to its usual gender: m, f or ""."""
    return dict(rows("given_names.tsv", 2))


@cache
def pronouns() -> dict[str, tuple[str, str]]:
    """Pronoun, lower-case, to (person and number, gender)."""
    return {word.lower(): (person, gender) for word, person, gender in rows("pronouns.tsv", 3)}


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of one class of `told_words.tsv`."""
    return frozenset(w for row in rows("told_words.tsv", 2) if row[0] == kind for w in row[1].split())


@cache
def given_name_sets() -> dict[str, frozenset[int]]:
    """Folded given name to the numbers of the variant sets it is in."""
    text = files("onrecord").joinpath("resources", "names", "given_name_variants.txt")
    lines = [x for x in text.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def may_be_one_given_name(left: str, right: str) -> bool:
    """Whether two folded given names can be spellings, short forms or the initial of one."""
    if left == right:
        return True
    if len(left) == 1 or len(right) == 1:
        return left[:1] == right[:1]
    sets = given_name_sets()
    return bool(sets.get(left, frozenset()) & sets.get(right, frozenset()))

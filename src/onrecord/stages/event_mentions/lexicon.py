"""The event lexicon: predicates with their PLOVER types, read from resources/events."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord import gazetteer

Kind = Literal["v", "n", "a"]
Frame = Literal["std", "theme", "sym", "from", "stmt"]
_FOLDER = files("onrecord") / "resources" / "events"


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate: what it means (`type`, `mode`), how it takes its parties (`frame`), when it holds.

    `particle`, `objects`, `infinitive` and `modifiers` are conditions on the words around it.
    """

    type: str
    mode: str | None
    kind: Kind
    frame: Frame
    lemma: str
    particle: str | None = None
    objects: frozenset[str] = frozenset()
    infinitive: bool = False
    modifiers: frozenset[str] = frozenset()

    @property
    def strictness(self) -> int:
        """How many conditions it has; the strictest entry that fits wins."""
        return 2 * bool(self.objects) + sum((bool(self.particle), self.infinitive, bool(self.modifiers)))


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of one resource file, without comments and empty lines."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def _split(pattern: str, mark: str) -> tuple[str, str | None]:
    head, found, tail = pattern.partition(mark)
    return head, tail if found else None


def _entry(row: list[str], pattern: str, groups: dict[str, frozenset[str]]) -> Entry:
    kind, mode, part, frame, _ = row[0], row[1], row[2], row[3], row[4]
    rest, modifiers = _split(pattern, "<")
    rest, objects = _split(rest, ">")
    infinitive = "~inf" in rest
    lemma, particle = _split(rest.replace("~inf", ""), "+")
    heads: set[str] = set()
    for word in (objects or "").split("|"):
        heads |= groups[word[1:]] if word.startswith("@") else {word}
    return Entry(
        kind,
        None if mode == "-" else mode,
        _kind(part),
        _frame(frame),
        lemma,
        particle,
        frozenset(heads - {""}),
        infinitive,
        frozenset((modifiers or "").split("|")) - {""},
    )


def _kind(text: str) -> Kind:
    return "v" if text == "v" else "n" if text == "n" else "a"


def _frame(text: str) -> Frame:
    for frame in ("theme", "sym", "from", "stmt"):
        if text == frame:
            return frame
    return "std"


@cache
def entries() -> dict[tuple[Kind, str], tuple[Entry, ...]]:
    """Every entry by part of speech and lemma, the strictest first."""
    groups = {name: frozenset(words.split("|")) for name, words in rows("groups.tsv")}
    found: dict[tuple[Kind, str], list[Entry]] = {}
    for row in rows("predicates.tsv"):
        for pattern in row[4].split():
            entry = _entry(row, pattern, groups)
            found.setdefault((entry.kind, entry.lemma), []).append(entry)
    return {key: tuple(sorted(e, key=lambda x: -x.strictness)) for key, e in found.items()}


@cache
def irregular() -> dict[str, str]:
    """Irregular forms and their lemmas."""
    return {row[0]: row[1] for row in rows("irregular.tsv")}


@cache
def light_verbs() -> dict[str, bool]:
    """Verbs that carry an event noun; True when their subject acts, False when it receives."""
    return {verb: side == "subject" for side, verbs in rows("light.tsv") for verb in verbs.split()}


@cache
def word_sets(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The rows "code, words" of one resource file in its order."""
    return tuple((row[0], frozenset(row[-1].split())) for row in rows(name))


@cache
def modes() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """By type, the modes that words near the predicate choose, in order of preference."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for kind, mode, words in rows("modes.tsv"):
        found.setdefault(kind, []).append((mode, frozenset(words.split())))
    return {kind: tuple(pairs) for kind, pairs in found.items()}


@cache
def countries() -> dict[str, tuple[str, bool]]:
    """Names and demonyms: country code ("IGO" for an international body), whether a demonym."""
    found: dict[str, tuple[str, bool]] = {}
    for form, entry in gazetteer.known().items():
        state = entry.kind in ("country", "capital") or entry.type == "organisation"
        if state and entry.country and not entry.doubtful:
            found[form] = (entry.country, False)
    found |= {word: (code, True) for word, code in gazetteer.demonyms().items()}
    found |= {
        name.replace("_", " "): ("IGO", False)
        for _, names in rows("international.tsv")
        for name in names.split()
    }
    return found


_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ying", "ie"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)


def lemmas(form: str) -> Iterator[str]:
    """What `form` (lower case) may be a form of, itself first: no dictionary, so some are not words."""
    yield form
    if form in irregular():
        yield irregular()[form]
    for ending, put in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            yield stem + put
            if not put and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]

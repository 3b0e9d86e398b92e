"""The words that show reported speech, a file per language: `resources/<language>/speech.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NOTHING = re.compile(r"(?!)")
_ENDING = r"[\w'’]{0,6}"


class Wording:
    """The word classes of one language; `is_` asks for one word, `phrase` for several."""

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        forms: dict[str, list[str]] = {}
        for kind, words in rows:
            forms.setdefault(kind, []).extend(words.split())
        self.german = "objective" in forms  # nouns are capitalised, the verb stands second
        self.parts = [_parts(form) for form in forms.pop("parted", [])]
        self.endings = tuple(forms.get("clause", ()))
        self.unnamed = tuple(forms.pop("unnamed", []))
        self.datives = tuple(forms.get("dative", ()))
        self.nouns = tuple(f.lstrip("*") for f in forms.pop("whose", []))
        self._words = {k: _pattern([f for f in v if "_" not in f]) for k, v in forms.items()}
        self._phrases = {k: [tuple(f.lower().split("_")) for f in v] for k, v in forms.items()}

    def is_(self, kind: str, word: str) -> bool:
        """Whether `word`, as written, is in a class."""
        return self._words.get(kind, _NOTHING).fullmatch(word) is not None

    def phrase(self, kind: str, words: list[str]) -> int:
        """How many of the lower-case `words`, from the first, are a phrase of a class; 0 for none."""
        fitting = (p for p in self._phrases.get(kind, ()) if tuple(words[: len(p)]) == p)
        return max((len(p) for p in fitting), default=0)


def _parts(form: str) -> tuple[re.Pattern[str], str]:
    """A verb that parts, "teil*+mit": the pattern of its finite form, and its particle."""
    verb, _, particle = form.partition("+")
    return _pattern([verb]), particle


def _pattern(forms: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(forms), key=lambda f: (-len(f), f))
    parts = (re.escape(f.rstrip("*")) + (_ENDING if f.endswith("*") else "") for f in ordered)
    return re.compile("(?:" + "|".join(parts) + ")") if ordered else _NOTHING


@cache
def wording(lang: str) -> Wording:
    """The words of a language; for one without a file only the verbs and names of all files."""
    root = files("onrecord") / "resources"
    names = sorted(d.name for d in root.iterdir() if (d / "speech.tsv").is_file())
    if lang in names:
        return Wording(_rows(lang))
    kept = ("say", "said", "pronoun", "link")
    return Wording([row for name in names for row in _rows(name) if row[0] in kept])


def _rows(lang: str) -> list[tuple[str, str]]:
    file = files("onrecord") / "resources" / lang / "speech.tsv"
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    cells = (line.partition("\t") for line in lines)
    return [(kind, words) for kind, _, words in cells if words]

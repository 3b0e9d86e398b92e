"""Words of page furniture in many languages, as one compiled pattern per kind."""

import re
from functools import cache
from importlib.resources import files

KINDS = ("by", "related", "share", "advert", "letter", "rights", "dated", "bio", "wall", "talk")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Kind of furniture -> pattern that finds one of its phrases in lower-case text."""
    phrases: dict[str, set[str]] = {kind: set() for kind in KINDS}
    text = (files("onrecord") / "resources/pages/cues.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, listed = line.split("\t")
            phrases[kind].update(listed.split("|"))
    return {kind: _pattern(sorted(found)) for kind, found in phrases.items()}


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    bound = [re.escape(p[1:]) for p in phrases if p.startswith("^")]
    free = [re.escape(p) for p in phrases if not p.startswith("^")]
    longest = sorted(free, key=lambda p: (-len(p), p))
    parts = [rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)"] if longest else []
    parts += [rf"^(?:{'|'.join(sorted(bound, key=lambda p: (-len(p), p)))})(?!\w)"] if bound else []
    return re.compile("|".join(parts))


def found(kind: str, text: str) -> bool:
    """Whether a phrase of `kind` stands in the first 300 characters of `text`."""
    return patterns()[kind].search(text[:300].lower()) is not None


def share(kind: str, text: str) -> float:
    """How much of `text` (at most 300 characters of it) is phrases of `kind`: 0 to 1."""
    lower = text[:300].lower()
    return sum(len(m[0]) for m in patterns()[kind].finditer(lower)) / max(1, len(lower))

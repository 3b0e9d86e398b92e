"""Words and habits around dates: updated or published, month first or day first, dates in addresses."""

import re
from datetime import date
from functools import cache
from importlib.resources import files

_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/\-_.]|$)")
_MONTH_FIRST = frozenset({"en"})


@cache
def _words() -> dict[str, re.Pattern[str]]:
    text = (files("onrecord") / "resources/pages/datewords.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    found: dict[str, list[str]] = {}
    for kind, _, phrases in rows:
        found.setdefault(kind, []).extend(phrases.split("|"))
    return {
        kind: re.compile("|".join(re.escape(p) for p in sorted(set(ps), key=lambda p: (-len(p), p))))
        for kind, ps in found.items()
    }


def kind(before: str) -> int:
    """0 when the lower-case text before a date says published, 1 when it says nothing, 2 updated."""
    hits = [
        (m.start(), number)
        for name, number in (("published", 0), ("updated", 2))
        for m in _words()[name].finditer(before)
    ]
    return max(hits)[1] if hits else 1


def month_first(lang: str) -> bool:
    """Whether 03/04/2024 is March 4 where nothing else tells: American English."""
    return lang in _MONTH_FIRST


def in_address(address: str) -> str | None:
    """The day in an address such as /2024/04/18/, ISO 8601."""
    match = _ADDRESS.search(address)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None

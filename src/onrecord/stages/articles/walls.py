"""Pages that ask for something before they tell anything: consent, login, payment, proof of humanity."""

import re
from functools import cache
from importlib.resources import files

from onrecord.records import Block


@cache
def _phrases() -> re.Pattern[str]:
    text = (files("onrecord") / "resources/pages/cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    found = {phrase for kind, _, listed in rows if kind == "wall" for phrase in listed.split("|")}
    return re.compile("|".join(re.escape(p) for p in sorted(found, key=lambda p: (-len(p), p))))


def asks_for_something(blocks: tuple[Block, ...], size: int) -> bool:
    """Whether a page with `size` characters of text says in two ways (or in so little text) to wait."""
    hits = {m[0] for b in blocks for m in _phrases().finditer(b.exact[:400].lower())}
    return len(hits) >= 2 or (len(hits) == 1 and size < 150)

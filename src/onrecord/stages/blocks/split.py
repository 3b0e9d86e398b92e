"""A line that holds a date and something else: which part is section, byline, dateline."""

import re

from onrecord.bylines import only_persons, persons, signed
from onrecord.records import Role
from onrecord.stages.blocks.lines import Look, look

_FIRST = re.compile(r"\s*[|·•,]\s*")
_EDGE = " \t\xa0*|·•,;:/–—-−()[]"


def split(seen: Look) -> list[tuple[int, int, Role]]:
    """(start, end, role) of the parts of a dateline, offsets into its text."""
    whole: list[tuple[int, int, Role]] = [(0, len(seen.text), "dateline")]
    if not seen.moments:
        return whole
    first, last = seen.moments[0].start, seen.moments[-1].end
    before = _trim(seen.text, 0, first)
    after = _trim(seen.text, last, len(seen.text))
    role, behind = _role(look(seen.text[slice(*before)])), _role(look(seen.text[slice(*after)]))
    behind = behind if behind == "byline" else None
    start = _trim(seen.text, before[1], len(seen.text))[0] if role else 0
    parts: list[tuple[int, int, Role]] = [(*before, role)] if role else []
    if not behind:
        return [*parts, (start, len(seen.text), "dateline")]
    return [*parts, (start, _trim(seen.text, start, after[0])[1], "dateline"), (*after, behind)]


def _role(part: Look) -> Role | None:
    if not part.words or len(part.text) > 80:
        return None
    if part.caps and len(part.words) <= 4 and not part.has("dated", "by"):
        return "section"
    named = persons(part.text) or (signed(part.text) and not part.has("dated"))
    leads = part.has("by") or only_persons(_FIRST.split(part.text)[0])
    return "byline" if named and (leads or not part.has("dated")) else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end

"""A line that holds a date and something else: which part is section, byline, dateline."""

import re

from onrecord.records import Role
from onrecord.stages.blocks.lines import Look, look

_EDGE = " \t\xa0|·•,;:/–—-−()[]"
_LETTERS = re.compile(r"[^\W\d_]")


def split(seen: Look) -> list[tuple[int, int, Role]]:
    """(start, end, role) of the parts of a dateline, offsets into its text."""
    whole: list[tuple[int, int, Role]] = [(0, len(seen.text), "dateline")]
    if not seen.moments:
        return whole
    start, end = _trim(seen.text, 0, seen.moments[0].start)
    before = look(seen.text[start:end])
    role = _role(before)
    if role is None:
        return whole
    rest = _trim(seen.text, end, len(seen.text))
    return [(start, end, role), (rest[0], len(seen.text), "dateline")]


def _role(part: Look) -> Role | None:
    if not part.words or part.has("dated") or len(part.text) > 80:
        return None
    if part.has("by") and len(part.words) >= 2:
        return "byline"
    return "section" if part.caps and len(part.words) <= 4 else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end

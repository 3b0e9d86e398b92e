"""Direct speech by rule, for languages that the model does not know: marks, verbs, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.stages.attributions.triple import Offsets, Triple

# What closes what: English, German, French and Russian, and German books' reversed guillemets.
_CLOSES: Final = {"“": "”\"", "„": "“”\"", "«": "»", "»": "«", '"': "\"”", "”": "”"}
_MARK: Final = re.compile("[“”„«»\"\n]")
_BREAK: Final = re.compile(r"[.!?…]\s|\n|[“”„«»\"]")
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+){0,6}")
_SHORT: Final = 0.35  # confidence of a term in quotation marks, and of a whole sentence in them
_LONG: Final = 0.6
_REACH: Final = 240  # code points looked at on either side of a quotation
_LINKS: Final = frozenset("de del des der du la le von van zu of and et y und al bin el".split())


def quotations(text: str, lang: str) -> list[Triple]:
    """Quotations of `text` with the nearest speaker, in order; a source may be absent."""
    found: list[Triple] = []
    for start, end in regions(text):
        if sum(1 for _ in zip(_WORD.finditer(text, start, end), range(2), strict=False)) < 2:
            continue
        cue, source = _speaker(text, start, end, lang)
        if not cue:
            continue
        last = found[-1] if found else None
        if last and cue == last.cue:
            found[-1] = Triple(last.source, cue, (*last.content, (start, end)), last.confidence)
            continue
        whole = text[end - 2] in ".!?…," or text[end : end + 1] == ","
        found.append(Triple(source, cue, ((start, end),), _LONG if whole else _SHORT))
    return found


def regions(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of what stands in quotation marks, marks included; none crosses a line."""
    start, closing = -1, ""
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            start = -1
        elif start < 0:
            if mark != "”":
                start, closing = at, _CLOSES[mark]
        elif mark in closing:
            if at - start > 2:
                yield start, at + 1
            start = -1


def _speaker(text: str, start: int, end: int, lang: str) -> tuple[Offsets, Offsets]:
    """Cue and source: of the clause after the quotation if it begins one, else before it."""
    stop = _BREAK.search(text, end, end + _REACH)
    after = (end, stop.start() if stop else min(len(text), end + _REACH))
    breaks = [m.end() for m in _BREAK.finditer(text, max(0, start - _REACH), start)]
    before = (breaks[-1] if breaks else max(0, start - _REACH), start)
    verb = _verb(text, after, lang, first=True)
    if verb:
        return (verb,), _behind(text, verb[1], after[1]) or _ahead(text, after[0], verb[0])
    verb = _verb(text, before, lang, first=False)
    if verb:
        return (verb,), _ahead(text, before[0], verb[0]) or _behind(text, verb[1], before[1])
    return (), ()


def _verb(text: str, part: tuple[int, int], lang: str, first: bool) -> tuple[int, int] | None:
    """The nearest speech verb of a stretch of text; after a quotation only among six words."""
    matches = list(_verbs(lang).finditer(text, *part))
    if not matches:
        return None
    match = matches[0] if first else matches[-1]
    if first and sum(1 for _ in _WORD.finditer(text, part[0], match.start())) > 6:
        return None
    return match.span()


def _behind(text: str, start: int, end: int) -> Offsets:
    """The name that follows a verb: up to punctuation or the first small word after a name."""
    low = high = -1
    for match in _WORD.finditer(text, start, end):
        gap = text[(high if high > 0 else start) : match.start()]
        word = match.group()
        named = high > 0 and text[low:high] != text[low:high].lower()
        if gap.strip() or (named and word.islower() and word not in _LINKS):
            break
        low, high = (match.start() if low < 0 else low), match.end()
    return ((low, high),) if low >= 0 and not text[low:high].islower() else ()


def _ahead(text: str, start: int, end: int) -> Offsets:
    """The name before a verb: from the clause's start or the last comma that leaves a capital."""
    part = text[start:end].rstrip(" ,")
    low = start + (part.rfind(", ") + 2 if ", " in part else 0)
    cut = text[low : start + len(part)]
    if not any(c.isupper() for c in cut):
        return ()
    blank = len(cut) - len(cut.lstrip(" ,–—-("))
    return ((low + blank, start + len(part)),) if cut.strip(" ,–—-(") else ()


@cache
def _verbs(lang: str) -> re.Pattern[str]:
    """One pattern of all speech verbs of a language; of all languages if it has no list."""
    root = files("onrecord") / "resources"
    names = sorted(d.name for d in root.iterdir() if (d / "speech_verbs.txt").is_file())
    forms: set[str] = set()
    for name in [lang] if lang in names else names:
        lines = (root / name / "speech_verbs.txt").read_text("utf8").splitlines()
        forms |= {line for line in lines if line and not line.startswith("#")}
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    parts = (re.escape(f.rstrip("*")) + (r"\w{0,6}" if f.endswith("*") else "") for f in ordered)
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b")


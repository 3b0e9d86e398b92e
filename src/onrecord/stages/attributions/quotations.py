"""Direct speech by rule, for languages that the model does not know: marks, verbs, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.stages.attributions.triple import Offsets, Triple

# What closes what: English, German, French and Russian, and German books' reversed guillemets.
_CLOSES: Final = {"“": '”"', "„": '“”"', "«": "»", "»": "«", '"': '"”', "”": "”"}
_MARK: Final = re.compile('[“”„«»"\n]')
_BREAK: Final = re.compile(r"[.!?…]\s|\n|[“”„«»\"]")
_WORD: Final = re.compile(r"\w+(?:[-'’.]\w+){0,6}")
_SHORT: Final = 0.35  # confidence of a term in quotation marks, and of a whole sentence in them
_LONG: Final = 0.6
_REACH: Final = 240  # code points looked at on either side of a quotation
_SENTENCE: Final = 6  # words from which on a quotation with a full stop speaks for itself


def quotations(text: str, lang: str) -> list[Triple]:
    """Quotations of `text` with the nearest speaker, in order; source and cue may be absent."""
    found: list[Triple] = []
    for start, end in regions(text):
        size = sum(1 for _ in _WORD.finditer(text, start, end))
        whole = size >= _SENTENCE and (text[end - 2] in ".!?…," or text[end : end + 1] in ",.")
        last = found[-1] if found else None
        near = last is not None and "\n" not in text[last.content[-1][1] : start]
        cue, source = _speaker(text, start, end, lang)
        if not cue and not source and not whole:
            continue
        if last and near and cue and cue == last.cue:
            found[-1] = Triple(last.source, cue, (*last.content, (start, end)), last.confidence)
            continue
        if last and near and not source:
            source = last.source
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
    verb = _verb(text, after, lang, first=True)
    if verb:
        source = _name(text, verb[1], after[1], lang) or _name(text, end, verb[0], lang)
        return (verb,), source
    breaks = [m.end() for m in _BREAK.finditer(text, max(0, start - _REACH), start)]
    low = breaks[-1] if breaks else max(0, start - _REACH)
    verb = _verb(text, (low, start), lang, first=False)
    if verb:
        return (verb,), _subject(text, low, verb[0], lang) or _name(text, verb[1], start, lang)
    if text[low:start].rstrip().endswith(":"):
        return (), _subject(text, low, start, lang)
    return (), ()


def _subject(text: str, start: int, end: int, lang: str) -> Offsets:
    """The name before a verb; with the words before a comma when an apposition ends there."""
    part = text[start:end].rstrip()
    apposed = part.endswith(",")
    comma = part[:-1].rfind(", ") if apposed else part.rfind(", ")
    name = _name(text, start + comma + 2 if comma >= 0 else start, end, lang)
    whole = _name(text, start, end, lang)
    if name and whole and apposed and comma >= 0:
        return ((whole[0][0], name[0][1]),)
    return name or whole


def _name(text: str, start: int, end: int, lang: str) -> Offsets:
    """The first noun phrase with a capital, or pronoun, of a clause that begins with it."""
    before, pronouns, links = _known(lang)
    low = high = -1
    named = False
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if text[max(high, start) : match.start()].strip(" ,:" if high < 0 else " "):
            break
        if high < 0 and word.lower() in before:
            return ()
        if named and word.islower() and word not in links:
            break
        low, high = (match.start() if low < 0 else low), match.end()
        named = named or (not word.islower() and word.lower() not in links)
        if word.lower() in pronouns:
            return ((match.start(), high),)
    while low < high and (tail := text[low:high].rsplit(" ", 1)) and tail[-1] in links:
        high = low + len(tail[0]) if len(tail) > 1 else low
    return ((low, high),) if named and low < high else ()


@cache
def _known(lang: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that begin no subject, pronouns, and links within names; none for other languages."""
    file = files("onrecord") / "resources" / lang / "speaker_words.tsv"
    lines = file.read_text("utf8").splitlines() if file.is_file() else []
    rows = [line.split("\t") for line in lines if "\t" in line and not line.startswith("#")]
    kinds = ("before", "pronoun", "link")
    before, pronouns, links = (frozenset(w for k, w in rows if k == kind) for kind in kinds)
    return before, pronouns, links


def _verb(text: str, part: tuple[int, int], lang: str, first: bool) -> tuple[int, int] | None:
    """The nearest speech verb of a stretch of text; after a quotation only among six words."""
    matches = list(_verbs(lang).finditer(text, *part))
    if not matches:
        return None
    match = matches[0] if first else matches[-1]
    if first and sum(1 for _ in _WORD.finditer(text, part[0], match.start())) > 6:
        return None
    return match.span()


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

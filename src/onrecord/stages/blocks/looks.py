"""What each line looks like by itself, and what its markup said: the first columns of its row."""

import re
from collections import Counter

from onrecord.datelines import moments
from onrecord.layout import ENCLOSURES, Layout, Line
from onrecord.stages.blocks import cues

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]?\s+[\"“„«'(]?[A-ZÀ-ÞА-ЯԱ-Ֆ]|[。！？]")
_ENDS = (".", "!", "?", "…", '"', "”", "»", "’", "'", "。", "」")
_BULLET = tuple("*•·▪◦‣-–—›»>|+#●■")
_QUOTES = tuple("\"“„«‘'「")
_ODD = re.compile(r"https?://|www\.|@\w|©|#\w|\w\.(?:com|org|net|az)\b")
_CLOCK = re.compile(r"\b[012]?\d[:.h][0-5]\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDTH = 2.5  # a character of Chinese, Japanese or Korean says about as much as this many letters
LONG = 100  # characters from which a line is surely no furniture

TEXT = (
    *("chars", "words", "wordlen", "capital", "upper", "digit", "punct", "ends", "colon", "dots"),
    *("lower", "bullet", "quote", "quotes", "commas", "sentences", "short", "odd", "separators"),
    *("indent", "before", "after", "repeated", "date", "clock", "year", "long"),
)
TAGS = (
    *("p", "div", "li", "h1", "h2", "h3", "h4", "span", "td", "figcaption", "blockquote", "pre"),
    *("section", "article", "header", "dd", "button", "label", "body"),
)
MARKUP = ("html", "link", "strong", "depth", "told", "timed", *(f"in-{e}" for e in ENCLOSURES))
NAMES = (*TEXT, *(f"cue-{k}" for k in cues.KINDS), *MARKUP, *(f"tag-{t}" for t in TAGS))
COLUMN = {name: i for i, name in enumerate(NAMES)}
_NO_MARKUP = [0.0] * (len(MARKUP) + len(TAGS))


def looks(text: str, layout: Layout, own: list[str]) -> list[list[float]]:
    """A row of numbers per line, columns NAMES; `own` are the texts of the lines."""
    repeats = Counter(own)
    lines = layout.lines
    ends = [0, *(line.end for line in lines)]
    starts = [*(line.start for line in lines), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return [
        [*_shape(full), *_setting(gaps[i], gaps[i + 1]), *_content(full, repeats), *_markup(lines[i])]
        for i, full in enumerate(own)
    ]


def _shape(full: str) -> list[float]:
    """Columns "chars" to "separators"."""
    head = full[:600]
    words = _WORD.findall(head)
    count = len(words) or 1
    letters = len(head) or 1
    size = len(full) + (_WIDTH - 1) * len(_WIDE.findall(full[:3000]))
    return [
        size, len(words), sum(map(len, words)) / count,
        sum(w[0].isupper() for w in words) / count, sum(map(str.isupper, head)) / letters,
        sum(map(str.isdigit, head)) / letters,
        1 - sum(map(str.isalnum, head)) / letters - head.count(" ") / letters,
        full.endswith(_ENDS), full.endswith(":"), full.endswith(("...", "…")), full[:1].islower(),
        full.startswith(_BULLET), full.startswith(_QUOTES),
        head.count('"') + head.count("“") + head.count("”"), head.count(",") / count,
        len(_SENTENCE.findall(full[:3000])),
        sum(len(w) <= 3 and w.islower() for w in words) / count, bool(_ODD.search(head)),
        head.count("|") + head.count("•") + head.count("·") + head.count("/"),
    ]  # fmt: skip


def _setting(before: str, after: str) -> list[float]:
    """Columns "indent", "before", "after": blanks and line breaks around."""
    indent = len(before) - len(before.rstrip(" \t\xa0"))
    return [min(40, indent), min(6, before.count("\n")), min(6, after.count("\n"))]


def _content(full: str, repeats: Counter[str]) -> list[float]:
    head = full[:300]
    digits = any(map(str.isdigit, head))
    dated = digits and len(full) < 250 and bool(moments(head))
    wide = len(full) >= LONG or (len(full) * _WIDTH >= LONG and bool(_WIDE.search(head)))
    return [
        min(9, repeats[full]), dated, digits and bool(_CLOCK.search(head)),
        digits and bool(_YEAR.search(head)), wide,
        *(size > 0 for size in cues.covered(full)),
    ]  # fmt: skip


def _markup(line: Line) -> list[float]:
    hint = line.hint
    if hint is None:
        return _NO_MARKUP
    bits = [float(hint.inside >> i & 1) for i in range(len(ENCLOSURES))]
    tags = [float(hint.tag == t) for t in TAGS]
    told = [1.0, hint.link, hint.strong, len(hint.path), hint.told, hint.time is not None]
    return [*told, *bits, *tags]

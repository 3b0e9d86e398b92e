"""Whose page it is: the names in its furniture, what speaks for each, and the choice among them.

A conditional logit (McFadden 1974) over the names and "none of them", a weight per column of COLUMNS;
text pages have no other word on their outlet. Weights: models/articles/publisher.json.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p

import numpy as np
from numpy.typing import NDArray

from onrecord import gazetteer, mastheads
from onrecord.errors import BrokenModel
from onrecord.menus import is_item
from onrecord.text import fold

COLUMNS = (
    *("lines", "share", "holder", "led", "top", "first", "last", "domain", "domain-words", "known"),
    *("agency", "platform", "owner", "has", "one", "two", "short", "capitals", "dot", "the", "item"),
    "company",
)
Numbers = NDArray[np.float64]
Line = tuple[int, str]  # its number on the page and its text
SURE = 0.7  # of the choice and names that say the same, from which it is taken (set by folds over sites)
LIKELY = 0.1  # from which what a rule found is believed
_LONGEST = 220  # characters of a line that is looked at, © aside
_EDGES = " &-–—’',.|"
_CAPITAL = r"(?:[A-ZÀ-ÞĞİŞА-ЯЁԱ-Ֆ][\w’'&-]*(?:\.[a-zA-Z]{2,4})?|\d{1,2}(?!\w))"
_SMALL = r"(?:of|the|and|for|de|la|le|der|die|das|du|des|del|di|da|et|und|y|&)"
_NAME = re.compile(rf"(?<!\w){_CAPITAL}(?:\s(?:{_SMALL}\s)?{_CAPITAL}){{0,4}}")
_DOMAIN = re.compile(r"(?<![\w.-])(?:www\.)?([\w-]{2,40}(?:\.[\w-]{2,30}){0,2}\.[a-z]{2,6})(?!\w)")
_END = re.compile(r"\.(?:com?|org|net|news|info|[a-z]{2})(?:\.[a-z]{2})?$")
_SIGN = re.compile(r"[\W_]")
_REST = re.compile(r"\s(?:All|Rights|Inc|Ltd|LLC|GmbH)$")
_AFTER = 10  # characters behind a name that are looked at
_HELD = re.compile(r"©|\([cC]\)|[cC]opyright|COPYRIGHT")
_HEAD, _FOOT = 20, 40  # of the lines around an article, those that are looked at
_FIRST = 3  # lines at the top in which a name counts however often it stands
_OFTEN = 2  # times from which it counts elsewhere
_TOP = 12  # lines at the top and at the foot of a page
_CONTAINED = 4  # letters from which a name within another says the same


class _Seen:
    """How one name stands on a page: its forms, in which lines, and how often in which company."""

    __slots__ = ("company", "forms", "holder", "led", "lines", "top")

    def __init__(self) -> None:
        self.forms: dict[str, int] = {}
        self.lines: set[int] = set()
        self.led = self.holder = self.company = self.top = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """The page around a name: addresses in it, lines of furniture and in all."""

    domains: set[str]
    furniture: int
    count: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the furniture: as it is mostly written, as it is compared, the first line that has it."""

    name: str
    key: str
    line: int


def compact(name: str) -> str:
    """A name as outlets' names are compared: folded, without "the", the end of an address and blanks."""
    plain = name.lower() if name.isascii() else fold(name)
    bare = _END.sub("", plain.removeprefix("the ").removeprefix("www."))
    return _SIGN.sub("", bare)


def candidates(every: Sequence[Line], count: int) -> tuple[list[Candidate], Numbers]:
    """The names in the first and last lines around an article of a page of `count` lines, a row for each."""
    furniture = every if len(every) <= _HEAD + _FOOT else [*every[:_HEAD], *every[-_FOOT:]]
    seen = _seen(furniture, count)
    domains = {compact(m[1]) for _, text in furniture for m in _DOMAIN.finditer(text[:300])}
    found, rows = [], []
    for names in seen.values():
        name = max(names.forms, key=names.forms.__getitem__)
        often = names.forms[name]
        near = names.holder or names.top or names.led or min(names.lines) < _FIRST
        if (often < _OFTEN and not near and not domains) or is_item(name):
            continue
        key = compact(name)
        if len(key) < 2 or key.isdigit() or not (often >= _OFTEN or near or key in domains):
            continue
        found.append(Candidate(_with_article(name, names.forms), key, min(names.lines)))
        rows.append(_row(name, key, names, _Around(domains, len(furniture), count)))
    return found, np.array(rows, dtype=np.float64).reshape(len(found), len(COLUMNS))


def _with_article(name: str, forms: dict[str, int]) -> str:
    """`name` with the "The" that mostly stands before it; what is found with it is found without, too."""
    whole = f"The {name}"
    return whole if 2 * forms.get(whole, 0) >= forms[name] else name


def _seen(furniture: Sequence[Line], count: int) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}
    for number, text in furniture:
        if len(text) > _LONGEST and "©" not in text:
            continue
        held = mastheads.copyright_name(text) if _HELD.search(text) else None
        bare = text.strip(" *+•|-–—©") if number < _TOP else ""
        led = {m.end() for m in _before().finditer(text)}
        for match in _NAME.finditer(text):
            whole = match[0]
            for start, end in _pieces(whole):
                name = whole[start:end]
                if len(name) < 2:
                    continue
                entry = found.setdefault(name.lower().removeprefix("the "), _Seen())
                entry.forms[name] = entry.forms.get(name, 0) + 1
                entry.lines.add(number)
                at = match.start() + start
                entry.led += at in led
                if held and held[0] <= at <= held[1]:
                    entry.holder += 1
                    entry.company += mastheads.company_like(text[match.start() + end :][:_AFTER])
                entry.top += bare == name
    return found


def _pieces(name: str) -> set[tuple[int, int]]:
    """Offsets of a run of capitalised words and of what is left without one or two at either end."""
    whole = name.rstrip(_EDGES)
    if " " not in whole:
        return {(0, len(whole))}
    if rest := _REST.search(whole):
        whole = whole[: rest.start()]
    cuts = [i for i, sign in enumerate(whole) if sign.isspace()]
    starts = [(c + 1, len(whole)) for c in cuts[:2]]
    ends = [(0, len(whole[:c].rstrip(_EDGES))) for c in cuts[-2:]]
    return {(0, len(whole)), *starts, *ends}


@cache
def _before() -> re.Pattern[str]:
    """What stands right before outlets' names, by imprint.tsv."""
    every = "|".join(map(re.escape, sorted(_listed("before"), key=lambda p: (-len(p), p))))
    return re.compile(rf"(?<!\w)(?:{every})\s+(?:the\s+)?", re.IGNORECASE)


@cache
def _listed(kind: str) -> frozenset[str]:
    text = (files("onrecord") / "resources/pages/imprint.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return frozenset(p for row in rows if row[0] == kind for p in row[2].split("|"))


def _row(name: str, key: str, seen: _Seen, page: _Around) -> list[float]:
    words = name.split()
    known = gazetteer.known().get(name) or gazetteer.known().get(name.removeprefix("The "))
    outlet = bool(known and known.type == "outlet")
    lines, size = len(seen.lines), len(words)
    ends = gazetteer.words("outlet_words.txt")
    return [
        log1p(min(lines, 12)), lines / page.furniture, min(seen.holder, 3), min(seen.led, 5),
        min(seen.top, 2), min(seen.lines) < 3, max(seen.lines) > page.count - 10,
        key in page.domains, (key in page.domains) * size, outlet,
        name.lower() in _listed("agency"), key in _listed("platform"), key in _listed("owner"),
        any(w in ends for w in words),
        size == 1, size == 2, len(key) <= 3, name.isupper(), "." in name, name.startswith("The "),
        any(map(is_item, words)), min(seen.company, 2),
    ]  # fmt: skip


@cache
def shipped() -> Numbers:
    """The trained weights: COLUMNS, then that of "none". Raises BrokenModel when they do not fit."""
    path = files("onrecord") / "models" / "articles" / "publisher.json"
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return np.array([given[name] for name in (*COLUMNS, "none")])
    except (OSError, ValueError, KeyError) as error:
        raise BrokenModel(f"the weights of publishers cannot be loaded: {error!r}") from error


def chances(rows: Numbers, weights: Numbers) -> Numbers:
    """P(it is this name) per row; what is missing to 1 is that it is none of them."""
    scores = np.append(rows @ weights[:-1], weights[-1])
    raised = np.exp(scores - scores.max())
    found: Numbers = raised[:-1] / raised.sum()
    return found


def mass(key: str, found: Sequence[Candidate], shares: Numbers) -> float:
    """The chance of all names that say the same as `key`: within it, or around it."""
    return float(sum(p for c, p in zip(found, shares, strict=True) if _alike(key, c.key)))


def _alike(key: str, other: str) -> bool:
    long = min(len(key), len(other)) >= _CONTAINED
    return key == other or (long and (key in other or other in key))

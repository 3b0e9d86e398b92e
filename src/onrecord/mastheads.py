"""The name of the outlet on a page: at its top, below the text, in the copyright line."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord import gazetteer
from onrecord.menus import is_item, menu
from onrecord.text import fold

_TOP = 8  # lines of a page among which the masthead stands
_SURE = 3  # of them, where a name that nothing confirms is taken
_NEAR = 4  # lines below the text among which the outlet signs
_SMALL = re.compile(r"of|the|and|for|für|der|die|das|de|la|le|du|des|del|di|da|dos?|[iya&]|et|und|am|an")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©:,–-]{0,6}(?:\(c\)\s{0,2}|copyright\b[\s©:,–-]{0,6})?"
    r"(?P<year>(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?)?[\s,:–-]{0,4}(?:by\s)?",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s{0,2}(?:[|•·,;©]|\.(?=\s|$)|\s[–—-]\s|\(|(?<!\w)(?:19|20)\d\d|all rights|alle rechte|tous droits|"
    r"todos los|tutti i|все права|tüm hakları|bütün hüquqlar|$)",
    re.IGNORECASE,
)


@cache
def _words(path: str) -> frozenset[str]:
    text = (files("onrecord") / "resources" / path).read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def company_like(name: str) -> bool:
    """Whether a word of `name` marks the owner of outlets: "Upland Holdings", "Review Media Ltd"."""
    return any(w.strip(".,").lower() in _words("pages/company_words.txt") for w in name.split())


def bare(name: str) -> str:
    """A name as it is compared: folded, without "the"."""
    return fold(name).removeprefix("the ")


def name_like(text: str) -> bool:
    """Up to six capitalised words (small ones aside) without the end of a sentence."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 45 or text.endswith((".", "?", "!", ":", ",", "…")):
        return False
    proper = all(w[0].isupper() or _SMALL.fullmatch(w.lower()) for w in words)
    return proper and words[0][0].isupper() and not any(map(str.isdigit, text)) and not is_item(text)


def outlet_like(text: str) -> bool:
    """A known outlet's name, or a name of two words or more that ends as outlets' names do."""
    if not name_like(text) or menu(text):
        return False
    words = text.removeprefix("The ").split()
    known = gazetteer.known().get(" ".join(words))
    if known and known.type == "outlet" and not known.doubtful:
        return True
    last = gazetteer.words("outlet_words.txt")
    ends = words[-1] in last or words[-1].capitalize() in last
    return len(words) >= 2 and ends and not is_item(words[0])


def copyright_name(text: str) -> tuple[int, int] | None:
    """(start, end) of the holder in "© 2031 The Upland Review. All rights reserved.", or None."""
    if len(text) > 400:
        return None
    match = _COPYRIGHT.search(text)
    stop = _STOP.search(text, match.end()) if match else None
    signed = match and (match["year"] or not match[0][0].isalpha())
    if not match or not stop or not signed or not name_like(text[match.end() : stop.start()]):
        return None
    return match.end(), stop.start()


def masthead(above: Sequence[str], below: Sequence[str]) -> int | None:
    """Which line of `above` (those before the article's text) names the outlet, or None.

    `below` are the lines after the text: a name that comes back there, as signature or behind ©, is
    the outlet's wherever it stands among the first lines; others only at the very top.
    """
    told = confirmed(below)
    for i, text in enumerate(above[:_TOP]):
        if name_like(text) and bare(text) in told:
            return i
    return next((i for i, text in enumerate(above[:_SURE]) if outlet_like(text)), None)


def confirmed(below: Sequence[str]) -> frozenset[str]:
    """The bare names with which the page is signed below its text."""
    near = [t for t in (*below[:_NEAR], *below[-1:]) if outlet_like(t)]
    held = [t[slice(*place)] for t in below if (place := copyright_name(t))]
    return frozenset(bare(name) for name in (*near, *held))

"""Names in bylines: persons, told from organisations, job titles and the words around them."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from onrecord.datelines import moments
from onrecord.text import fold

_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|\n|•|·|–|—|\s-\s|\s{2,}|&|\b(?:[Bb]y|BY|with|and|und|et|y|e|и|ve|və|og|och|en|i|for|For|on|On|[Pp]ublished|[Pp]osted|[Uu]pdated)\b)\s*"
)
_BAD = re.compile(r"[@\d:/<>{}=#©]|https?|www\.|\.com\b|\.org\b")
_HANDLE = re.compile(r"\s*@+\w{1,40}")
_CREDENTIALS = re.compile(
    r"[,\s]+(?:Ph\.?\s?D|M\.?\s?D|D\.?\s?O|M\.?\s?S|M\.?\s?A|B\.?\s?A|BSc|MSc|MBA|MPH|J\.?D|LL\.?[BM]|R\.?N|RDN?|LDN?|"
    r"CPA|CFP|Esq)\b\.?(?=$|[\s,|·])"
)
_AGO = re.compile(
    r"[\s,|·•–—-]*(?:\b(?:published|posted|updated)\s)?(?:\b(?:vor|hace|il y a|há)\s)?\d{1,3}\s?"
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|minuten?|stunden?|tage?n?|minutos?|horas?|días?|minutes|heures?|jours?|h|d)\b"
    r"(?:\s(?:ago|geleden|fa|önce|əvvəl|atrás))?\s*$",
    re.IGNORECASE,
)
_KOREAN = re.compile(r"([\uac00-\ud7af]{2,4})\s?(?:기자|특파원)(?!\w)")
_GLUED = re.compile(r"^\W*By(?=[A-Z])")
_GLUED_WORD = re.compile(r"(?<=[a-z])(?=(?:Published|Posted|Updated)\b)")
_INNER = re.compile(r"(?<=[^\W\d_A-Z])(?=([A-Z][a-z]+))")
_BULLET = " \t\xa0*•·-–—|/"
_WIDE_NAME = re.compile(
    r"^(?!.*(?:部|社|局|新聞)$)(?![\u30a0-\u30ff]{2,5}$)"  # a desk, a paper, a word from abroad
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}(?:\s?(?:기자|記者))?$"
)
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "del",
        "al",
        "el",
        "bin",
        "ibn",
        "ter",
        "ten",
        "le",
        "du",
        "af",
        "av",
        "und",
        "zu",
        "y",
        "e",
    ]
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = (files("onrecord") / "resources/pages/authors.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    found: dict[str, set[str]] = {}
    for kind, _, words in rows:
        found.setdefault(kind, set()).update(words.split("|"))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def _lead() -> re.Pattern[str]:
    words = sorted(_lists()["lead"], key=lambda w: (-len(w), w))
    return re.compile(rf"^\W*(?:{'|'.join(map(re.escape, words))})(?!\w)[\s:]*", re.IGNORECASE)


def persons(given: str, publisher: str | None = None) -> list[str]:
    """The names of persons in a byline: "By Ann Lee and Bo Ek, Example News" gives two."""
    return unique(p for p in _parts(given, publisher) if is_person(p, publisher))


def _parts(given: str, publisher: str | None = None) -> list[str]:
    """What stands between the commas and "and"s of a byline, lead-ins and handles taken off."""
    line = given.strip()[:300]
    if found := _KOREAN.findall(line):
        return list(found)
    line = _CREDENTIALS.sub("", _AGO.sub("", _GLUED_WORD.sub(" | ", _undated(line))))
    line = _INNER.sub(lambda m: " " if m[1].lower() in _lists()["job"] else "", line)
    line = _HANDLE.sub(" | ", _GLUED.sub("By ", line))
    parts = [p.strip(" .\"'()[]*-") for p in _SPLIT.split(_led(line))]
    return [_untitled(_unsigned(" ".join(_led(p).split()), publisher)) for p in parts if p]


def _undated(line: str) -> str:
    """`line` with signs that part in place of its dates."""
    for moment in reversed(moments(line) if any(map(str.isdigit, line)) else []):
        line = f"{line[: moment.start]} | {line[moment.end :]}"
    return line


def credited(given: str) -> bool:
    """Whether a line says whose a picture is: "Photo: Ann Lee", "Bild: Keystone"."""
    first, _, rest = given.lstrip(_BULLET + ".(©").partition(" ")
    word = first.rstrip(":.").lower()
    return word in _lists()["credit"] and (first.endswith(":") or rest.lower().startswith(("by ", "credit")))


def _led(text: str) -> str:
    return _lead().sub("", text.lstrip(_BULLET))


def _untitled(name: str) -> str:
    """`name` without the job behind it: "Ann Lee Senior Writer"."""
    words = name.split()
    jobs = _lists()["job"]
    at = next((i for i, w in enumerate(words) if i >= 2 and w.lower() in jobs), None)
    if at is None:
        return name
    desk = _lists()["organisation"]
    while at > 2 and words[at - 1].lower() in desk:
        at -= 1
    return " ".join(words[:at])


def _unsigned(name: str, publisher: str | None) -> str:
    """`name` without the outlet's name behind it."""
    if publisher and name.lower().endswith(" " + publisher.lower()):
        return name[: -len(publisher)].strip(" ,-")
    return name


def led_in(given: str) -> bool:
    """Whether a line begins as bylines do ("By", "Von", "Review by") and then names a person."""
    bare = given.lstrip(_BULLET)
    return len(given) <= 160 and bool(_lead().match(bare)) and bool(persons(given))


def signed(given: str) -> bool:
    """Whether a short line begins as bylines do, whoever is named: "By our staff", "Von dpa"."""
    bare = given.strip(_BULLET)
    match = _lead().match(bare)
    return match is not None and 1 <= len(bare[match.end() :].split()) <= 5


def agencies_only(given: str) -> bool:
    """Whether a line is names of agencies, persons beside them or none: "AFP", "Reuters, Ann Lee"."""
    if len(given) > 80:
        return False
    parts = [p for p in _parts(given) if p]
    known = [p.lower() in _agencies() for p in parts]
    return any(known) and all(k or is_person(p) for k, p in zip(known, parts, strict=True))


@cache
def _agencies() -> frozenset[str]:
    text = (files("onrecord") / "resources/pages/agencies.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def only_persons(given: str) -> bool:
    """Whether a line is names of persons and nothing else (a lead-in such as "By" aside)."""
    if len(given) > 120:
        return False
    parts = _parts(given)
    return bool(parts) and all(is_person(p) for p in parts)


def unique(names: Iterable[str]) -> list[str]:
    """`names` in order, those that differ only in case and accents once."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return list(seen.values())


def is_person(name: str, publisher: str | None = None) -> bool:
    """Whether `name` looks like a person's: two to five capitalised words, none of an organisation."""
    if _WIDE_NAME.match(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 5 or _BAD.search(name) or len(name) > 60:
        return False
    lower = [w.lower().strip(".") for w in words]
    lists = _lists()
    if any(w in words_ for w in lower for words_ in (lists["organisation"], lists["job"], lists["never"])):
        return False
    if publisher and fold(name) == fold(publisher):
        return False
    proper = [w for w in words if w[0].isupper() or (w[0].isalpha() and w[0].lower() == w[0].upper())]
    loose = [w for w in lower if w in _PARTICLES]
    return len(proper) + len(loose) >= len(words) and len(proper) >= 2

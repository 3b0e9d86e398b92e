"""Names in bylines: persons, told from organisations, job titles and the words around them."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from onrecord import gazetteer
from onrecord.datelines import moments
from onrecord.dates import MONTHS
from onrecord.menus import small
from onrecord.text import fold

_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|\n|•|·|–|—|\s-\s|\s{2,}|&|\b(?:[Bb]y|BY|with|and|und|et|y|e|и|ve|və|og|och|en|i|for|For|on|On|[Pp]ublished|[Pp]osted|[Uu]pdated|publiziert|veröffentlicht|aktualisiert)\b)\s*"
)
_BAD = re.compile(r"[@\d:/<>{}=#©?!)(]|https?|www\.|\.com\b|\.org\b")
_NICKNAME = re.compile(r"\s[(“\"][^\W\d_]+[”\")](?=\s[A-ZÀ-Þ])")
_ASIDE = re.compile(r"\s\(([^()@:]{2,60})\)")
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
_GLUED = re.compile(r"^\W*[Bb]y(?=[A-Z])")
_BY = re.compile(r"\bby\s?:", re.IGNORECASE)
_GLUED_WORD = re.compile(r"(?<=[a-z])(?=(?:Published|Posted|Updated)\b)")
_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}"
_GLUED_DATE = re.compile(
    rf"(?<=[a-zß-ÿ])(?={_MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
)
_INNER = re.compile(r"(?<=[^\W\d_A-Z])(?=([A-Z][a-z]+))")
_BULLET = " \t\xa0*+•·-–—|/"
_HAN_NAME = re.compile(
    r"^(?!.*(?:部|社|局|新聞|機関|録|版)$)[\u3400-\u9fff]{2,3}[\u3040-\u309f\u3400-\u9fff]{0,2}$"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN_VERB = re.compile(r"(?:する|して|した|ます|です)$")
_HANGUL_NAME = re.compile(r"^[\uac00-\ud7af]{2,4}$")
_PLACED = re.compile(r"\s(?:in|aus|à|en|w|i)\s(?!The\b|An?\b)(?=[A-ZÀ-Þ])[^,;|/·•]{2,40}")
_SHOUTED = 4  # words in capitals from which a line is a headline rather than a name
_DAY_AND_TIME = re.compile(r"\s\d{1,2}\s[^\W\d_]{3,12},?\s\d{1,2}[:.]\d{2}$")
_CASELESS = 3  # words of a name in a script without capitals at most
_INITIAL = re.compile(r"[^\W\d_]\.?$")
_SIDE_BY_SIDE = 6  # words of names before a date from which two each are a name
_LONG_JOB = 10  # letters of a compound that ends in a job: "Wirtschaftsredakteur"
_ADJECTIVE = re.compile(r"\w{4,}(?:ische[rn]?|ende[rn]?)$")
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
    """What stands between the commas and "and"s of a byline, lead-ins, handles and jobs taken off."""
    pieces = _pieces(given)
    return [_once(_untitled(p if i else _unsigned(p, publisher))) for i, p in enumerate(pieces)]


def _pieces(given: str) -> list[str]:
    """As `_parts`, with the jobs and outlets behind names."""
    line = _GLUED_DATE.sub(" | ", given.strip()[:300])
    if found := _KOREAN.findall(line):
        return list(found)
    bare = _undated(line)
    line = _GLUED_WORD.sub(" | ", bare if bare == line else _paired(bare))
    line = _CREDENTIALS.sub("", _AGO.sub("", line))
    line = _INNER.sub(lambda m: " " if m[1].lower() in _lists()["job"] else "", line)
    line = _ASIDE.sub(r" | \1 | ", _NICKNAME.sub("", line))
    line = _PLACED.sub(" | ", _HANDLE.sub(" | ", _GLUED.sub("By ", line)))
    parts = [p.strip(" .:\"'()[]*-") for p in _SPLIT.split(_led(line))]
    return [" ".join(_led(p).split()) for p in parts if p]


def _paired(line: str) -> str:
    """`line` with signs between three names or more that stand side by side before a date."""
    names, bar, rest = line.partition(" | ")
    words = names.split()
    if len(words) < _SIDE_BY_SIDE or len(words) % 2 or not all(w.isalpha() and w.istitle() for w in words):
        return line
    return " | ".join(map(" ".join, zip(words[::2], words[1::2], strict=True))) + bar + rest


def _once(name: str) -> str:
    """`name` where it stands twice in a row, beside a picture and its caption: once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half >= 2 and words[:half] == words[half:] else name


def _undated(line: str) -> str:
    """`line` with signs that part in place of its dates."""
    if not any(map(str.isdigit, line)):
        return line
    line = _DAY_AND_TIME.sub(" | ", line)
    for moment in reversed(moments(line)):
        line = f"{line[: moment.start]} | {line[moment.end :]}"
    return line


def credited(given: str) -> bool:
    """Whether a line says whose a picture is: "Photo: Ann Lee", "(Ann Lee / Upland News)"."""
    first, _, rest = given.lstrip(_BULLET + ".(©").partition(" ")
    word = first.rstrip(":.").lower()
    if word in _lists()["credit"] and (first.endswith(":") or rest.lower().startswith(("by ", "credit"))):
        return True
    _, slash, owner = given.strip("() .").partition("/")
    if owner.rpartition(" ")[2].lower() in _lists()["credit"]:
        return True
    owned = any(w in _agencies() or w in _lists()["owner"] for w in owner.lower().split())
    return bool(slash) and (owned or (given.startswith("(") and given.endswith(")")))


def _led(text: str) -> str:
    return _lead().sub("", text.lstrip(_BULLET))


def _untitled(name: str) -> str:
    """`name` without the job, outlet or button behind it: "Ann Lee Senior Writer", "Ann Lee Upland Post"."""
    words = name.split()
    lists = _lists()
    if _familiar(words):
        return name
    at = next((i for i in range(2, len(words)) if _job(words[i]) or words[i].lower() in lists["never"]), None)
    if at is not None:
        while at > 2 and (words[at - 1].lower() in lists["organisation"] or _ADJECTIVE.match(words[at - 1])):
            at -= 1
        return " ".join(words[:at])
    team = next((i for i in range(2, len(words) - 1) if _team(words[i:])), len(words))
    return " ".join(words[: min(team, _outlet(words))])


def _familiar(words: list[str]) -> bool:
    """Whether a given name, an initial or none, and a family name that is a common word: "Ann White"."""
    if not 2 <= len(words) <= 3 or not words[-1][0].isupper():
        return False
    if words[-1].lower() not in gazetteer.listed("family"):
        return False
    initial = len(words) == 3 and _INITIAL.match(words[1]) is not None
    known = words[0] in gazetteer.given_names()
    return initial or (known and (len(words) == 2 or words[1] in gazetteer.given_names()))


def _team(words: list[str]) -> bool:
    """Two words or more that all name an organisation: "Globe Staff"."""
    return all(w.lower() in _lists()["organisation"] for w in words)


def _outlet(words: list[str]) -> int:
    """Where an outlet's name begins behind a person's of two words; the number of words where none does."""
    size = len(words)
    for i in range(2, size):
        known = gazetteer.known().get(" ".join(words[i:]))
        shouted = i + 1 < size and not words[0].isupper() and all(w.isupper() for w in words[i:])
        if shouted or (known and known.type == "outlet"):
            return i
    last = words[-1].rpartition("-")[2].lower() if words else ""
    if last in _lists()["institution"]:
        return size
    paper = last in _lists()["organisation"] or last in _papers()
    return 2 + (len(words[1].strip(".")) == 1) if size >= 4 and paper else size


@cache
def _papers() -> frozenset[str]:
    return frozenset(word.lower() for word in gazetteer.words("outlet_words.txt"))


def _paper(word: str) -> bool:
    """Whether a word is a paper's name with a hyphen: "Courier-Post"."""
    parts = word.lower().split("-")
    return len(parts) > 1 and all(p in _lists()["organisation"] or p in _papers() for p in parts)


def _job(word: str) -> bool:
    """Whether a word names a job, or is a compound with one: "editor-at-large", "Wirtschaftsredakteur"."""
    lower, jobs = word.lower().rstrip("*"), _lists()["job"]
    if lower in jobs or lower.partition("-at-")[0] in jobs:
        return True
    return len(lower) >= _LONG_JOB and lower.endswith(tuple(j for j in jobs if len(j) > 6))


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


def works(given: str) -> bool:
    """Whether a part of a line ends in a job: "Upland News Analyst", "Reporter, Tarrow"."""
    return any(_job(part.split()[-1]) for part in given.split(",") if part.strip())


def tells(given: str) -> bool:
    """Whether a line says who wrote: a person, agency, desk or job, or whoever stands behind a lead-in."""
    if _lead().match(given.lstrip(_BULLET)) or desk(given) or agencies_only(given) or _BY.search(given):
        return True
    return works(given) or (bool(persons(given)) and not any(map(_of_a_picture, _pieces(given))))


def _of_a_picture(part: str) -> bool:
    """Whether small words stand in what is no person: "Bo Ek in The Harbour" tells what a picture shows."""
    small_words = [w for w in part.split() if w.islower() and w not in _PARTICLES]
    return bool(small_words) and not is_person(part) and not any(map(_job, part.split()))


def desk(given: str) -> bool:
    """Whether a line of two to four words names a desk: "Upland News Staff", "Redaktion Tarrow"."""
    words = given.strip(_BULLET).split()
    ends = {w.strip(".").lower() for w in (words[0], words[-1])} if words else set()
    return 2 <= len(words) <= 4 and words[0][0].isupper() and not ends.isdisjoint(_lists()["desk"])


def leads(given: str) -> bool:
    """Whether a line is a byline's lead-in and nothing else: the name stands on the next."""
    bare = given.strip(_BULLET + ":—")
    match = _lead().match(bare)
    return match is not None and match.end() == len(bare)


def agencies_only(given: str) -> bool:
    """Whether a line is agencies, with persons and places or without: "AFP", "Reuters, Ann Lee"."""
    if len(given) > 80:
        return False
    parts = [p for p in _parts(given) if p]
    known = [p.lower() in _agencies() for p in parts]
    return any(known) and all(k or is_person(p) or _place(p) for k, p in zip(known, parts, strict=True))


def _place(name: str) -> bool:
    known = gazetteer.known().get(name.title() if name.isupper() else name)
    return known is not None and known.type == "place"


@cache
def _agencies() -> frozenset[str]:
    text = (files("onrecord") / "resources/pages/agencies.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def only_persons(given: str) -> bool:
    """Whether a line is names of persons and nothing else (a lead-in such as "By" aside)."""
    if len(given) > 120:
        return False
    parts = _parts(given)
    return bool(parts) and all(is_person(p) for p in parts) and not any(map(_of_a_picture, _pieces(given)))


def unique(names: Iterable[str]) -> list[str]:
    """`names` in order, those that differ only in case and accents once."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return list(seen.values())


def _caseless(word: str) -> bool:
    """Whether a word is of a script without capitals, in which any few words might be a name."""
    return word[0].isalpha() and word[0].lower() == word[0].upper()


def shows_names(text: str) -> bool:
    """Whether names in `text` can be told from other words by their signs: not in Arabic or Devanagari."""
    return any(map(str.isupper, text)) or _WIDE.search(text) is not None


def _initialled(words: list[str]) -> bool:
    """One long word and initials: "Desirée O", "J. Ekman"."""
    return all(w.strip(".").isalpha() for w in words) and any(len(w) >= 4 for w in words)


def _wide_name(name: str) -> bool:
    """Whether `name` looks like a person's in Han or Hangul; words of both stand without blanks."""
    bare = re.sub(r"\s?(?:기자|記者)$", "", name)
    if _HANGUL_NAME.match(bare):
        return bare[0] in _lists()["surname"]
    return bool(_HAN_NAME.match(bare)) and not _HAN_VERB.search(bare) and bare not in _lists()["never"]


def is_person(name: str, publisher: str | None = None) -> bool:
    """Whether `name` looks like a person's: two to five capitalised words, none of an organisation."""
    if _wide_name(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 5 or _BAD.search(name) or len(name) > 60 or _WIDE.search(name):
        return False
    if sum(sum(map(str.isalpha, w)) >= 2 for w in words) < 2 and not _initialled(words):
        return False
    if len(words) >= _SHOUTED and name.isupper():
        return False
    lists = _lists()
    rest = words[:-1] if _familiar(words) else words
    lower = [small(w).strip(".") for w in rest]
    if lower[0] in lists["opener"] or (len(words[0]) >= 4 and words[0].isupper() and not words[1].isupper()):
        return False
    if any(w in lists[kind] for w in lower for kind in ("organisation", "job", "never", "institution")):
        return False
    if any(map(_paper, rest)):
        return False
    known = gazetteer.known().get(name)
    if any(map(_job, rest)) or (known and known.type in ("place", "outlet", "organisation")):
        return False
    if publisher and fold(name) == fold(publisher):
        return False
    proper = [w for w in words if w[0].isupper() or _caseless(w)]
    if len(words) > _CASELESS and any(map(_caseless, words)):
        return False
    loose = [w for w in map(small, words) if w in _PARTICLES]
    return len(proper) + len(loose) >= len(words) and len(proper) >= 2

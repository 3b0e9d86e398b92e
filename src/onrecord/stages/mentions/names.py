"""Name candidates: capitalised runs cut into persons, organisations, places and outlets.

The parser's own entity labels are only the last resort: they are poor on foreign names. What
decides is known names, role nouns and honorifics before a name, descriptions after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.dates import MONTHS
from onrecord.gazetteer import (
    Known,
    demonyms,
    dignities,
    given_names,
    honorifics,
    known,
    listed,
    longest,
    roles,
    words,
)
from onrecord.records import EntityType, MentionLevel
from onrecord.stages.mentions.tokens import Word, inner_capitals, lower_words

_IN_ORGANISATION = ("of", "for")
_WEEKDAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_SEAT = re.compile(r"^[DRI]-[A-Z]")  # "D-Conn.": party and state of a member of Congress
_HELD = re.compile(r"^(?:then|ex|former)-")
_CROWNED = ("", "king", "queen", "pope")  # titles that are surnames, too: "Martin King Boats"
_MONTHS = frozenset({"April", "May", "June", "August"})  # also names: taken where a full name says so
_ARTICLES = frozenset({"The", "A", "An"})
_MAX_NAME = 7  # words
_OF_MEDIUM = frozenset({"News", "Agency", "TV", "Television", "Radio", "Newspaper", "Magazine"})
_ANY_MEDIUM = frozenset({"Media", "Press", "Today", "Live", "Online", "Review", "Bulletin", "Wire", "Mirror"})
_GLUED = re.compile(r"([A-Z][a-z]+)(?:[A-Z]{2,}|([A-Z][a-z]+))")
_SPEECH_TAGS = frozenset({"VBD", "VBZ"})
_INSIDE_NAMES = frozenset({"king", "queen", "pope", "prince", "judge", "justice", "major", "church", "guard"})


@dataclass(slots=True)
class Piece:
    """One candidate: words [first, last) of the text and what is known of it so far."""

    first: int
    last: int
    start: int
    end: int
    text: str
    type: EntityType | None  # None: not told by itself
    known: Known | None = None
    country: str | None = None
    gender: str = ""
    role: str | None = None
    dignity: str = ""  # the role noun that an honorific stands for ("Sen.")
    titled: bool = False  # a role noun or honorific stands right before it
    doubtful: bool = False
    level: MentionLevel = "name"
    key: str = ""
    name: str = ""
    entity: str | None = None
    marks: set[str] = field(default_factory=set)


class Finder:
    """Walks the words of one text once, left to right, and cuts out its name candidates."""

    def __init__(self, text: str, found: Sequence[Word]) -> None:
        self.text = text
        self.words = found
        self.lower = lower_words(found)
        self.inner = inner_capitals(found)
        self.pieces: list[Piece] = []

    def run(self) -> list[Piece]:
        """All candidates, in order, not overlapping."""
        at = 0
        while at < len(self.words):
            at = max(at + 1, self._step(at))
        return self.pieces

    def _step(self, at: int) -> int:
        """Handle the word `at`; where to go on."""
        word = self.words[at]
        if not word.capital or word.text in _ARTICLES or _SEAT.match(word.text):
            return at + 1
        if word.opens and not self._name_like(at):
            return at + 1
        if behind := self._behind_office(at):
            return behind
        length, entry = self._known_at(at)
        if describing := self._describing_end(at):
            return describing
        size = role_at(self.words, at)
        if size and word.text.lower() in _INSIDE_NAMES and (end := self._organisation_end(at, 1)):
            return self._organisation(at, end)
        plain = word.opens and not entry and not self._capital_next(at + max(size, 1) - 1)
        if size >= max(length, 1) and (plain or role_kind(self.words, at, size) in ("lead", "post")):
            return at + size
        if self._honorific(at):
            return at + 1
        organisation = self._organisation_end(at, length)
        if organisation:
            return self._organisation(at, organisation)
        document = self._document_end(at)
        if document > at + length:
            self._piece(at, document, "document")
            return document
        if entry and entry.type == "place" and (paper := self._paper_end(at, length)):
            self._piece(at, paper, "outlet", country=entry.country)
            return paper
        if entry and not (length == 1 and self._given_with_surname(at)):
            return self._add_known(at, length, entry)
        if word.text in demonyms():
            return self._demonym(at)
        if self._follows(at) and f"{word.text} {self.words[at + 1].text}" in demonyms():
            return at + 2
        return self._chunk(at)

    # ── what stands at a word ──────────────────────────────────────────────────────────────────

    def _behind_office(self, at: int) -> int:
        """Where the name begins behind an office of which `at` is a part ("Head of Port Control" Ann Lee)."""
        of = at - 1 - (at > 1 and self.words[at - 1].text == "the")
        if of < 1 or self.words[of].text not in _IN_ORGANISATION or not self.words[of].joined:
            return 0
        if roles().get(office(self.words[of - 1].text)) not in ("lead", "post"):
            return 0
        run = range(at + 1, self._run_end(at) - 1)
        first = next((i for i in run if self._given_with_surname(i) and not self._known_at(i - 1)[1]), 0)
        return 0 if any(role_at(self.words, i) for i in range(at, first)) else first

    def _name_like(self, at: int) -> bool:
        """Whether the first word of a sentence is capitalised for more than its place."""
        word = self.words[at]
        bare = word.text
        if bare in demonyms() or bare in honorifics() or not bare[0].isupper():
            return True
        if not word.tag:
            plain = bare[0].lower() + bare[1:] in self.lower
            listed = bare in given_names() or bare in longest() or bare in self.inner
            return not plain and (listed or (self._follows(at) and self.words[at + 1].capital))
        if self._known_at(at)[0] > 1 or word.tag.startswith("NNP") or "-" in bare or bare in _MONTHS:
            return True
        if bare in self.inner and bare[0].lower() + bare[1:] not in self.lower:
            return True
        if word.tag.startswith("NN"):
            return bare in given_names() or bare in self.inner or role_at(self.words, at) > 0
        return False

    def _follows(self, at: int) -> bool:
        """Whether the word after `at` is joined to it in one run."""
        return at + 1 < len(self.words) and self.words[at + 1].joined and not self.words[at].possessive

    def _known_at(self, at: int) -> tuple[int, Known | None]:
        """The longest known name that starts at `at`: its number of words and its entry."""
        most = longest().get(self.words[at].text, 0)
        reach = at
        while reach < at + most - 1 and self._follows(reach):
            reach += 1
        for end in range(reach, at - 1, -1):
            form = " ".join(w.text for w in self.words[at : end + 1])
            entry = known().get(form)
            if entry and (not entry.doubtful or self._medium_company(at, end)):
                return end + 1 - at, entry
        return 0, None

    def _medium_company(self, at: int, end: int) -> bool:
        """Whether a name that is also a common word stands where a medium would."""
        before = self.words[at - 1].text.lower() if at else ""
        after = self.words[end + 1] if end + 1 < len(self.words) else None
        if before in listed("before_medium"):
            return not self.words[at].opens and (before != "the" or self.words[at].text not in self.lower)
        said = after is not None and after.joined and after.text in listed("after_medium")
        return said and self.words[at].tag in ("", "NNP", "NNPS")

    def _describing_end(self, at: int) -> int:
        """Where "Port Name-based" or "Norse-Danish" ends that starts at `at` and describes a name; else 0."""
        stem, *more = self.words[at].text.split("-")
        if more and all(part in demonyms() for part in (stem, *more)) and self._capital_next(at):
            return at + 1
        for index in range(at, self._run_end(at)):
            stem, hyphen, last = self.words[index].text.rpartition("-")
            if hyphen and stem and last in words("hyphened.txt"):
                return index + 1
        return 0

    def _honorific(self, at: int) -> bool:
        return self.words[at].text in honorifics() and self._follows(at) and self.words[at + 1].capital

    def _given_with_surname(self, at: int) -> bool:
        if self.words[at].text not in given_names() or not self._follows(at):
            return False
        after = self.words[at + 1]
        return after.capital and role_at(self.words, at + 1) == 0

    def _run_end(self, at: int) -> int:
        """Where the run of capitalised, joined words from `at` ends (exclusive)."""
        end = at + 1
        particles = words("particles.txt")
        while end < len(self.words) and end - at < _MAX_NAME and self._follows(end - 1):
            word = self.words[end]
            small = word.text in particles and self._follows(end) and self.words[end + 1].capital
            if not (word.capital or small):
                break
            end += 1
        return end

    def _organisation_end(self, at: int, length: int) -> int:
        """The end of an organisation's name told by its last noun ("… Ministry"), 0 when none."""
        if self._two_subjects(at, length):
            return self._organisation_end(at + 2, 0)
        if self.words[at].text in given_names() and length < 2:
            return 0
        best = 0
        for index in range(at, self._run_end(at)):
            noun = self.words[index].text.lower().rstrip("s")
            kind = roles().get(noun)
            if kind in ("lead", "post") and noun not in _INSIDE_NAMES and (best or kind == "lead"):
                break
            if kind == "body" and index > at:
                best = index + 1
        return best if best - at > length else 0

    def _two_subjects(self, at: int, length: int) -> bool:
        """Whether a body has two words for what it does ("the Ports and Railways Ministry")."""
        if length or at + 2 >= len(self.words) or not at or self.words[at - 1].text.lower() != "the":
            return False
        joint, second = self.words[at + 1], self.words[at + 2]
        joined = joint.joined and joint.text == "and" and second.joined and second.capital
        return joined and not self._known_at(at + 2)[1] and self.words[at].text not in demonyms()

    def _document_end(self, at: int) -> int:
        """The end of a document's name told by its last noun ("Sochi Agreement"), 0 when none."""
        end = self._run_end(at)
        last = self.words[end - 1].text
        if end - at < 2 or last in words("outlet_words.txt"):  # "… Evening Post"
            return 0
        return end if roles().get(last.lower()) == "document" else 0

    def _paper_end(self, at: int, length: int) -> int:
        """The end of a paper's name that begins with a place ("Norland Morning Herald"), 0 when none."""
        end = self._run_end(at)
        last = self.words[end - 1].text
        return end if end > at + length and last in words("outlet_words.txt") - _ANY_MEDIUM else 0

    # ── adding ─────────────────────────────────────────────────────────────────────────────────

    def _piece(self, at: int, end: int, kind: EntityType | None, **more: object) -> Piece:
        start, stop = self.words[at].start, self.words[end - 1].end
        piece = Piece(at, end, start, stop, self.text[start:stop], kind)
        for name, value in more.items():
            setattr(piece, name, value)
        if self.words[at].opens:
            piece.marks.add("opens")
        self.pieces.append(piece)
        return piece

    def _organisation(self, at: int, end: int) -> int:
        end = self._extended(end)
        country = demonyms().get(self.words[at].text)
        self._piece(at, end, "organisation", country=country)
        return end

    def _extended(self, end: int) -> int:
        """`end` moved over "of (the) Name" or "for (the) Name"."""
        after = end
        if (
            after < len(self.words)
            and self.words[after].joined
            and self.words[after].text in _IN_ORGANISATION
        ):
            after += 1
            if after < len(self.words) and self.words[after].joined and self.words[after].text == "the":
                after += 1
            if after < len(self.words) and self.words[after].joined and self.words[after].capital:
                return self._run_end(after)
        return end

    def _add_known(self, at: int, length: int, entry: Known) -> int:
        if entry.type == "outlet":  # "Norpress News", "Norpress News Agency"
            while self._follows(at + length - 1) and self.words[at + length].text in _OF_MEDIUM:
                length += 1
            last = at + length
            if length == 1 and self._follows(at) and self.words[at].text.isupper():
                beside = known().get(self.words[last].text)  # "CBS Boston": its branch there
                length += beside is not None and beside.type == "place"
        self._piece(at, at + length, entry.type, known=entry, country=entry.country)
        return at + length

    def _demonym(self, at: int) -> int:
        """A plural demonym is a group that stands for its country; an adjective names nobody."""
        word = self.words[at]
        if word.tag in ("NNPS", "NNS") and word.text.endswith("s"):
            self._piece(at, at + 1, "group", country=demonyms()[word.text], level="nominal")
        return at + 1

    def _chunk(self, at: int) -> int:
        """A run that no table knows: a person when something says so, else not told yet."""
        named = self._given_with_surname(at)  # "Jan Bolt"
        if self.words[at].text in words("common_capitals.txt") and self._capital_next(at) and not named:
            return at + 1
        end = self._run_end(at)
        if end - at == 2 and self._plain_family(at):
            self._piece(at, end, None)
            return end
        if any(self.words[i].text in listed("heading_words") for i in range(at + 1, end)):
            return self._in_heading(at, end, named)
        for index in range(at + 1, end):
            if self._titled(index, end):
                return index  # "Navy Rear Adm. Tove Lind": what serves before the title is no name
            if index - at > 1 and self.words[index].text == self.words[at].text:
                end = index  # told twice in a row, as links and captions are
                break
            joint = _GLUED.match(self.words[index].text)
            if joint and self._told_before(self.words[at].text, joint[1]):
                return index + 1  # "Ann Lee Ann Maria LeeNEXT": the caption of the link that tells it
            if joint and (joint[2] is None or joint[1] == self.words[at].text):
                return self._glued(at, index)
            length, entry = self._known_at(index)
            noun = self.words[index].text.lower()
            inner = noun in _INSIDE_NAMES or self.words[index].text in words("outlet_words.txt")
            if role_at(self.words, index) and not inner:
                end = index
                break
            surname = index == at + 1 and length == 1 and self.words[at].text in given_names()
            if entry and not surname and (length > 1 or entry.type == "outlet"):
                end = index
                break
            if not self.words[at].tag and self._given_with_surname(index) and self._plain(at):
                end = index
                break
        if end - at > 1 and self._is_day(end - 1):  # "urged Tove Lind Thursday to"
            end -= 1
        if end - at == 1 and self.words[at].text in words("common_capitals.txt"):
            if self.words[at].text in _MONTHS:
                self._piece(at, end, None, doubtful=True)
            return end
        medium = end - at > 1 and self.words[end - 1].text in words("outlet_words.txt")
        self._piece(at, end, "outlet" if medium else None)
        return end

    def _plain_family(self, at: int) -> bool:
        """Whether a given name stands before a family name that is a role or medium elsewhere: "Ann Head"."""
        given = self.words[at].text in given_names()
        return given and self.words[at + 1].text.lower() in listed("family")

    def _in_heading(self, at: int, end: int, named: bool) -> int:
        """In "Ann Lee To Leave Odrin" capitals tell nothing: only a given name with a surname is a name."""
        if not named:
            return end
        self._piece(at, at + 2, None)
        return at + 2

    def _is_day(self, index: int) -> bool:
        """Whether a weekday, or a month before a figure, stands at `index`."""
        word = self.words[index]
        month = word.text in MONTHS and self.text[word.end : word.end + 2].strip().isdigit()
        return word.text in _WEEKDAYS or month

    def _titled(self, index: int, end: int) -> bool:
        """Whether a title stands at `index` before a name: an abbreviation, or one behind no given name."""
        word, before = self.words[index].text, self.words[index - 1].text
        if index + 1 >= end or word == "St.":
            return False
        titled = dignities().get(word, "") not in _CROWNED and before not in given_names()
        return titled or (word.endswith(".") and word in honorifics())

    def _plain(self, at: int) -> bool:
        return self.words[at].text not in given_names()

    def _capital_next(self, at: int) -> bool:
        """Whether a capitalised word follows a day or month in one run ("Friday Trump")."""
        return self._follows(at) and self.words[at + 1].capital

    def _told_before(self, given: str, surname: str) -> bool:
        """Whether the last candidate is of that given name and surname."""
        last = self.pieces[-1].text.split() if self.pieces else []
        return len(last) > 1 and (last[0], last[-1]) == (given, surname)

    def _glued(self, at: int, index: int) -> int:
        """ "Name Given Middle NameNEXT": a link's caption run into the text; the name is the inner."""
        stem = len(_GLUED.match(self.words[index].text).group(1))  # type: ignore[union-attr]
        surname = self.words[index].text[:stem]
        first = at + 1 if self.words[at].text == surname and index - at > 1 else at
        piece = self._piece(first, index + 1, None)
        piece.end = self.words[index].start + stem
        piece.text = self.text[piece.start : piece.end]
        if first > at:
            self.pieces.insert(-1, Piece(at, first, self.words[at].start, self.words[at].end, surname, None))
        return index + 1


def role_at(found: Sequence[Word], at: int) -> int:
    """The number of words of the role noun that starts at `at`; 0 when none does."""
    text = office(found[at].text)
    for size in (3, 2):
        if at + size <= len(found) and all(w.joined for w in found[at + 1 : at + size]):
            form = " ".join([text, *(w.text.lower() for w in found[at + 1 : at + size])])
            if form in roles():
                return size
    return 1 if text in roles() else 0


def office(word: str) -> str:
    """A role noun without what says when it was held: "then-Secretary", "ex-minister"."""
    return _HELD.sub("", word.lower())


def role_kind(found: Sequence[Word], at: int, size: int) -> str:
    """The kind of the role noun of `size` words at `at`."""
    return roles()[office(" ".join(w.text for w in found[at : at + size]))]

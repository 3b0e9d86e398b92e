"""Who is one person or body within one article: full names, surnames, initials, acronyms."""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.gazetteer import (
    countries,
    entity_id,
    given_names,
    key_of,
    may_be_one_given_name,
    roles,
)
from onrecord.records import EntityType
from onrecord.stages.mentions.names import Piece
from onrecord.text import fold

_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "van", "von", "der", "den", "di", "da", "abu"})
_NAMESAKES = 50  # bearers of one surname looked at: bounded work on hostile pages
_CROWNS = frozenset({"king", "queen", "president", "pope", "chancellor"})
_DROPPED = frozenset({"jr", "sr", "ii", "iii"})


@dataclass(slots=True)
class Cluster:
    """One entity of the article with all its pieces in order."""

    type: EntityType
    pieces: list[Piece] = field(default_factory=list)
    words: tuple[str, ...] = ()  # folded words of the fullest form
    name: str = ""
    gender: str = ""
    country: str | None = None
    roles: list[str] = field(default_factory=list)
    entity: str = ""
    key: str = ""
    short: int = 0  # how often it goes by one word
    starts: list[int] = field(default_factory=list)  # of its pieces, sorted

    def add(self, piece: Piece, words: tuple[str, ...]) -> None:
        """Take `piece` in; the longest form gives the name."""
        self.pieces.append(piece)
        insort(self.starts, piece.start)
        self.short += len(words) == 1
        if (len(words), len(piece.text)) > (len(self.words), len(self.name)) or not self.name:
            self.words, self.name = words, piece.known.name if piece.known else clean(piece.text)
        self.gender = self.gender or piece.gender
        self.country = self.country or piece.country
        for role in (piece.role, piece.dignity):
            if role and role not in self.roles:
                self.roles.append(role)


def clean(name: str) -> str:
    """`name` on one line, without the brackets of an editor's insertion."""
    return " ".join(name.replace("[", " ").replace("]", " ").split())


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without particles and generation marks."""
    words = fold(text).split()
    kept = [w for w in words if w not in _PARTICLES and w not in _DROPPED]
    return tuple(kept or words)


def cluster(pieces: Sequence[Piece]) -> list[Cluster]:
    """All entities named in one article; each piece gets its cluster's type, key, name and id."""
    people = _People(pieces)
    for piece in pieces:
        if piece.type == "person" and len(folded_words(piece.text)) > 1 and not piece.known:
            people.full(piece)
    bodies: dict[tuple[str, str], Cluster] = {}
    for piece in pieces:
        if piece.marks & {"placed"}:
            continue
        if not people.single(piece):
            _body(bodies, piece)
    found = [*people.clusters, *_merged(bodies)]
    for one in found:
        _close(one)
    return sorted(found, key=lambda c: c.pieces[0].start)


class _People:
    """Persons by surname and by first word."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.clusters: list[Cluster] = []
        self.forms = Counter(" ".join(p.text.split()) for p in pieces)
        self.by_last: dict[str, list[Cluster]] = {}
        self.by_first: dict[str, list[Cluster]] = {}

    def full(self, piece: Piece) -> None:
        """Place a name of two words or more."""
        words = folded_words(piece.text)
        for one in self.by_last.get(words[-1], [])[-_NAMESAKES:]:
            if _compatible(one.words, words) and _junior(one.name) == _junior(piece.text):
                return self._join(one, piece, words)
        holder = self.by_last.get(words[-1])
        if (
            holder
            and "opens" in piece.marks
            and len(words) == 2
            and piece.text.split()[0] not in given_names()
            and not self._twice(piece)
        ):
            self._join(holder[0], piece, words[-1:])  # a sentence's first word run into a surname
            return None
        self._open(piece, words)
        return None

    def _twice(self, piece: Piece) -> bool:
        """Whether the text has the same words as a name elsewhere."""
        return self.forms[" ".join(piece.text.split())] > 1

    def single(self, piece: Piece) -> bool:
        """Place a surname or a first name, or any person not placed yet; False when it is none."""
        words = folded_words(piece.text)
        if piece.known and not (piece.titled and len(words) == 1) and not self._bears(piece, words):
            return False
        if len(words) == 1:
            one = self._holder(words[0], piece)
            if one is not None:
                self._join(one, piece, words)
                return True
        if piece.type != "person" and len(words) > 1:
            for one in self.by_last.get(words[-1], [])[-_NAMESAKES:]:
                if _compatible(one.words, words):
                    self._join(one, piece, words)
                    return True
        if piece.type == "person" and not piece.doubtful:
            self._open(piece, words)
            return True
        return False

    def _bears(self, piece: Piece, words: tuple[str, ...]) -> bool:
        """Whether what is called like a place speaks, and somebody of that surname was named before."""
        if piece.type != "place" or "speaks" not in piece.marks:
            return False
        bearers = self.by_last.get(words[-1], [])
        return any(len(c.words) > 1 and c.pieces[0].start < piece.start for c in bearers)

    def _holder(self, word: str, piece: Piece) -> Cluster | None:
        for table in (self.by_last, self.by_first):
            fitting = [
                c
                for c in table.get(word, [])[-_NAMESAKES:]
                if _gender_fits(c, piece) and not _only_namesake(c, piece) and not _crowned(c, piece)
            ]
            elder = [c for c in fitting if _junior(c.name) == _junior(piece.text)]
            fitting = elder or fitting
            if fitting:
                before = [c for c in fitting if c.pieces[0].start <= piece.start]
                return max(
                    before or fitting[:1], key=lambda c: (c.short, _leads(c), last_before(c, piece.start))
                )
        return None

    def _open(self, piece: Piece, words: tuple[str, ...]) -> None:
        one = Cluster("person")
        self.clusters.append(one)
        self.by_last.setdefault(words[-1], []).append(one)
        self.by_first.setdefault(words[0], []).append(one)
        self._join(one, piece, words)

    def _join(self, one: Cluster, piece: Piece, words: tuple[str, ...]) -> None:
        piece.type = "person"
        piece.known = None
        piece.marks.add("placed")
        one.add(piece, words)


def last_before(one: Cluster, start: int) -> int:
    """Where `one` was last named at or before `start`; -1 when it was not."""
    at = bisect_right(one.starts, start)
    return one.starts[at - 1] if at else -1


def _gender_fits(one: Cluster, piece: Piece) -> bool:
    return not (one.gender and piece.gender and one.gender != piece.gender)


def _leads(one: Cluster) -> bool:
    """Whether somebody heads a body: of a house, the one meant by the surname alone."""
    return any(roles().get(w) == "lead" for role in one.roles for w in fold(role).split())


def _junior(name: str) -> bool:
    """Whether a name has a generation mark, which tells son from father."""
    return bool(set(fold(name).split()) & _DROPPED)


def _crowned(one: Cluster, piece: Piece) -> bool:
    """ "King Name", when the bearer so far has another dignity: two of one house."""
    if not piece.titled:
        return False
    dignity = set(fold(f"{piece.role or ''} {piece.dignity}").split()) & _CROWNS
    told = {w for role in one.roles for w in fold(role).split()}
    return bool(dignity and told and not dignity & told)


def _only_namesake(one: Cluster, piece: Piece) -> bool:
    """A title goes with the surname, but its only bearer so far was named once and without one."""
    return bool(piece.titled and piece.role and not one.roles and len(one.pieces) == 1)


def _compatible(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names with one surname can be one person's."""
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return may_be_one_given_name(left[0], right[0])


def _body(bodies: dict[tuple[str, str], Cluster], piece: Piece) -> None:
    """Put an organisation, outlet, place or untold name with its like."""
    if piece.doubtful:
        return
    name = piece.known.name if piece.known else clean(piece.text)
    kind: EntityType = piece.type or "other"
    if kind == "group" and piece.country:
        name, kind = countries()[piece.country].name, "place"
    key = (kind, key_of(name))
    if not key[1]:
        return
    one = bodies.setdefault(key, Cluster(kind))
    one.add(piece, tuple(key[1].split()))
    if kind == "place" and piece.type == "group":
        one.name = name


def _merged(bodies: dict[tuple[str, str], Cluster]) -> list[Cluster]:
    """Bodies with acronyms and shortened forms put to their long form."""
    longs = [c for (kind, _), c in bodies.items() if kind in ("organisation", "outlet") and len(c.words) > 1]
    by_initials = {"".join(w[0] for w in c.words if w not in ("of", "the", "for", "and")): c for c in longs}
    by_last: dict[str, list[Cluster]] = {}
    for one in longs:
        by_last.setdefault(one.words[-1], []).append(one)
    lands = [c for (kind, _), c in bodies.items() if kind == "place" and c.pieces[0].known]
    kept: list[Cluster] = []
    for (kind, key), one in bodies.items():
        target = _long_form(kind, key, one, by_initials, by_last, lands)
        if target is None or target is one:
            kept.append(one)
            continue
        for piece in one.pieces:
            target.pieces.append(piece)
            insort(target.starts, piece.start)
    for one in kept:
        one.pieces.sort(key=lambda p: p.start)
    return kept


def _long_form(
    kind: str,
    key: str,
    one: Cluster,
    by_initials: dict[str, Cluster],
    by_last: dict[str, list[Cluster]],
    places: list[Cluster],
) -> Cluster | None:
    papers = [c for c in by_last.get(one.words[-1], ()) if c.type == "outlet" and c is not one]
    if kind == "outlet" and len(one.words) == 1 and papers:
        return papers[0]  # "The Times" for the "… Times" named in full
    if one.pieces[0].known:
        return None
    if kind == "place" and key in ("north", "south"):
        return next((c for c in places if c.words[:1] == (key,) and len(c.words) == 2), None)
    letters = key.replace(" ", "")
    written = one.pieces[0].text.replace(".", "")
    if written.isupper() and 2 <= len(letters) <= 6 and letters in by_initials:
        return by_initials[letters]
    lone = len(one.words) == 1 and "article" in one.pieces[0].marks
    if papers and lone and kind in ("organisation", "other"):
        return papers[0]  # "the Post"
    if kind == "organisation":
        for longer in by_last.get(one.words[-1], ())[:20]:
            if longer is not one and set(one.words) < set(longer.words) and len(one.words) > 1:
                return longer
    return None


def _close(one: Cluster) -> None:
    """Write the cluster's identity on its pieces."""
    one.key = key_of(one.name)
    one.entity = entity_id(one.type, one.key)
    for piece in one.pieces:
        piece.key, piece.name, piece.entity = one.key, one.name, one.entity
        piece.type = one.type
        piece.gender = piece.gender or one.gender
        piece.country = piece.country or one.country

"""What stands around a name: the role before it, the description after it, signs of a person."""

from collections.abc import Sequence

from onrecord.gazetteer import demonyms, dignities, given_names, honorifics, known, listed, roles
from onrecord.stages.mentions.names import Piece, office, role_at
from onrecord.stages.mentions.tokens import Word

_MODIFIER_TAGS = frozenset({"JJ", "NN", "NNP", "NNPS", "VBN", "NNS", "JJS", "HYPH", "AFX", "POS"})
_DETERMINERS = frozenset({"the", "his", "her", "its", "their", "a", "an"})
_NO_DESCRIPTION = frozenset(
    {"and", "or", "but", "as", "in", "at", "with", "on", "for", "to", "of", "from", "by"}
)
_MODIFIERS = 8  # words before a role noun
_OFFICE = 6  # words of what an office is for
_DESCRIPTION = 30  # words after a name
_WORDY_ROLE_KINDS = frozenset({"lead", "post"})


def describe(text: str, found: Sequence[Word], piece: Piece) -> None:
    """Fill `piece` with the role, gender and country that its neighbourhood gives."""
    if piece.type is None and _medium_after(found, piece.last):
        piece.type = "outlet"  # before roles are looked for: "the official Norpress news agency"
    if piece.type in (None, "person") or piece.known is not None:
        _before(text, found, piece)
    if piece.type == "outlet" and piece.titled and piece.last - piece.first == 1:
        piece.type, piece.known = "person", None  # "Dr. Hill"
    if piece.type in (None, "person"):
        _after(text, found, piece)
    elif not piece.titled or piece.type != "place":
        piece.role = None
    _person_signs(found, piece)


def _medium_after(found: Sequence[Word], at: int) -> bool:
    """Whether a noun stands at word `at` that makes the name before it a medium's ("… news agency")."""
    if at >= len(found) or not found[at].joined or found[at - 1].possessive:
        return False
    size = role_at(found, at)
    return "_".join(w.text.lower() for w in found[at : at + size]) in listed("media_nouns")


def _before(text: str, found: Sequence[Word], piece: Piece) -> None:
    """Honorifics and role nouns right before the name."""
    at, begin = piece.first, piece.first
    while at and found[at].joined and found[at - 1].text in honorifics():
        gender = honorifics()[found[at - 1].text]
        piece.gender = piece.gender or gender
        piece.titled = True
        piece.dignity = piece.dignity or dignities().get(found[at - 1].text, "")
        at -= 1
        if found[at].text.lower() in roles():
            begin = at
    if _described_before(text, found, piece):
        return
    size = _role_before(found, at) or (_office_before(found, at) if at == piece.first else 0)
    if size:
        begin = at = at - size
        piece.titled = True
    if begin < piece.first:
        begin = _modifiers_begin(found, begin)
        piece.role = text[found[begin].start : found[piece.first - 1].end].strip(" ,")
        _learn(found, begin, piece.first, piece)


def _described_before(text: str, found: Sequence[Word], piece: Piece) -> bool:
    """ "The special envoy, Given Name" or "his counterpart, Given Name": a description, a comma."""
    at = piece.first
    if not at or piece.last - at < 2 or text[found[at - 1].end : piece.start] != ", ":
        return False
    first = at - 1
    while first and at - first < _MODIFIERS + 4 and found[first].joined:
        if found[first].text.lower() in _DETERMINERS or found[first - 1].possessive:
            break
        first -= 1
    if found[first].text.lower() not in _DETERMINERS and not found[first - 1].possessive:
        return False
    begin = first + (found[first].text.lower() in _DETERMINERS)
    if begin >= at or not _is_description(found, begin, at):
        return False
    piece.role, piece.titled = text[found[begin].start : found[at - 1].end], True
    _learn(found, begin, min(at, begin + 8), piece)
    return True


def _role_before(found: Sequence[Word], at: int) -> int:
    """The size of the role noun that ends right before word `at`; 0 when none does."""
    for size in (3, 2, 1):
        first = at - size
        if first < 0 or not all(w.joined for w in found[first + 1 : at + 1]):
            continue
        form = office(" ".join(w.text for w in found[first:at]))
        if roles().get(form) in _WORDY_ROLE_KINDS and not any(w.possessive for w in found[first:at]):
            return size
    return 0


def _office_before(found: Sequence[Word], at: int) -> int:
    """The size of an office that ends right before word `at`: "Head of Port Control"; 0 when none does."""
    of = at - 1
    while of > 0 and at - of <= _OFFICE and found[of].capital and found[of + 1].joined:
        of -= 1
    of -= found[of].text == "the"
    if of < 1 or of == at - 1 or found[of].text not in ("of", "for") or not found[of].joined:
        return 0
    size = _role_before(found, of)
    return at - of + size if size and not any(role_at(found, i) for i in range(of + 1, at)) else 0


def _modifiers_begin(found: Sequence[Word], begin: int) -> int:
    """The first of the adjectives and nouns that lead to the role noun at `begin`."""
    first = begin
    while first and begin - first < _MODIFIERS and found[first].joined:
        word = found[first - 1]
        if word.possessive or word.text in honorifics():
            break
        named = word.text in demonyms() or word.text in known() or (word.capital and not word.opens)
        if not (named or word.tag in _MODIFIER_TAGS):
            break
        first -= 1
    return first


def _learn(found: Sequence[Word], first: int, last: int, piece: Piece) -> None:
    """Country and gender from the words of a role."""
    for index in range(first, last):
        word = found[index]
        pair = f"{word.text} {found[index + 1].text}" if index + 1 < last else word.text
        entry = known().get(word.text)
        code = demonyms().get(pair) or demonyms().get(word.text) or (entry.country if entry else None)
        piece.country = piece.country or code
        lower = word.text.lower()
        if lower.endswith("woman"):
            piece.gender = piece.gender or "f"
        elif lower.endswith("man") and lower in roles():
            piece.gender = piece.gender or "m"


def _after(text: str, found: Sequence[Word], piece: Piece) -> None:
    """An appositive: ", an expert on …", ", chairman of …"."""
    at = piece.last
    if at >= len(found):
        return
    gap = text[piece.end : found[at].start]
    if gap.strip() not in (",", "(") or "\n" in gap:
        return
    for _ in range(2):
        end = _phrase_end(text, found, at)
        if _is_description(found, at, end):
            piece.marks.add("described")
            piece.role = piece.role or text[found[at].start : found[end - 1].end]
            _learn(found, at, min(end, at + 8), piece)
            return
        if end >= len(found) or end - at > 3:
            return
        at = end


def _phrase_end(text: str, found: Sequence[Word], at: int) -> int:
    end = at + 1
    while end < len(found) and end - at < _DESCRIPTION and found[end].joined:
        end += 1
    return end


def _is_description(found: Sequence[Word], at: int, end: int) -> bool:
    if found[at].text.lower() in _NO_DESCRIPTION:
        return False
    for index in range(at, min(end, at + 9)):
        if found[index].tag in ("VBD", "VBZ", "VBP", "MD", "PRP", "WDT"):
            return False
        size = role_at(found, index)
        if (
            size
            and roles().get(" ".join(w.text.lower() for w in found[index : index + size]))
            in _WORDY_ROLE_KINDS
        ):
            return True
    return False


def _person_signs(found: Sequence[Word], piece: Piece) -> None:
    """Call an untold piece a person when its form or its neighbours say so."""
    parts = found[piece.first : piece.last]
    first = parts[0].text
    after = found[piece.last].text if piece.last < len(found) else ""
    before = found[piece.first - 1].text if piece.first and found[piece.first].joined else ""
    if piece.type == "place" and len(parts) == 1 and {before, after} & listed("speech"):
        piece.marks.add("speaks")  # a person, if somebody of that surname was named
    if piece.type is not None:
        return
    given = len(parts) > 1 and first in given_names()
    initials = len(parts) > 1 and any(len(p.text.strip(".")) == 1 or "." in p.text for p in parts[:-1])
    speaks = after in listed("speech") and found[piece.last].joined and not piece.text.isupper()
    if piece.titled or given or initials or "described" in piece.marks or after == "who":
        piece.type = "person"
    elif speaks:
        piece.marks.add("speaks")
    if not piece.gender and first in given_names() and len(parts) > 1:
        piece.gender = given_names()[first]
    article = piece.first and found[piece.first].joined and found[piece.first - 1].text.lower() == "the"
    if article and not piece.titled and not given:
        piece.marks.add("article")
        piece.type = None

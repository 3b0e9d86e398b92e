"""Every mention of a text: names first, then the descriptions and pronouns that lead back to them."""

import itertools
from functools import cache

from onrecord.gazetteer import roles
from onrecord.language import Parse, is_full
from onrecord.records import EntityType
from onrecord.stages.mentions.clusters import cluster
from onrecord.stages.mentions.evidence import describe
from onrecord.stages.mentions.names import Finder, Piece
from onrecord.stages.mentions.nominals import nominals
from onrecord.stages.mentions.pronouns import pronouns
from onrecord.stages.mentions.tokens import Word, beside, spoken, words

_WHERE = frozenset({"in", "near", "outside", "across"})
_LABELS: dict[str, EntityType] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "NORP": "group",
}


def find(text: str, doc: Parse) -> list[Piece]:
    """The mentions of `text`, by offset, each with its entity where one is clear."""
    found = words(text, doc)
    pieces = Finder(text, found).run()
    _place(pieces, found)
    for piece in pieces:
        describe(text, found, piece)
    if is_full(doc):
        _embody(pieces, doc)
    _label(pieces, doc)
    clusters = cluster(pieces)
    named = [p for p in pieces if p.entity]
    if not is_full(doc):
        return named
    described = nominals(text, doc, found, named, clusters)
    told = sorted([*named, *described], key=lambda p: (p.start, p.end))
    return sorted([*told, *pronouns(text, doc, told)], key=lambda p: (p.start, p.end))


def _place(pieces: list[Piece], found: list[Word]) -> None:
    """Call a lone untold word a place when it stands after "in" or its like somewhere."""
    after = itertools.pairwise(found)
    placed = {
        word.text
        for before, word in after
        if word.joined and not word.possessive and before.text.lower() in _WHERE
    }
    for piece in pieces:
        alone = piece.last - piece.first == 1 and not piece.doubtful
        if piece.type is None and alone and piece.text in placed:
            piece.type = "place"


def _embody(pieces: list[Piece], doc: Parse) -> None:
    """Call a name a body's when a noun for bodies stands in apposition to it: "Name, a company that …".

    What looks like a person's name is one, unless it ends in a plural ("Given Surname Brigades") or the
    noun goes on as a description does.
    """
    holder = {i: p for p in pieces for i in range(p.start, p.end)}
    bodies: set[str] = set()
    for noun in spoken(doc, _bodies()):
        told = any(t.dep_ == "relcl" and {"that", "which"} & {w.lower_ for w in t.lefts} for t in noun.rights)
        for name in beside(noun):
            piece = holder.get(name.idx)
            if piece is None or piece.known or piece.titled:
                continue
            plural = name.tag_.startswith("NNP") and name.text.endswith("s") and name.idx > piece.start
            if piece.type is None or (piece.type == "person" and (plural or told)):
                bodies.add(piece.text)
    for piece in pieces:
        if piece.text in bodies and piece.type in (None, "person") and not piece.titled:
            piece.type = "organisation"


@cache
def _bodies() -> frozenset[str]:
    return frozenset(noun for noun, kind in roles().items() if kind == "body" and " " not in noun)


def _label(pieces: list[Piece], doc: Parse) -> None:
    """The parser's label for names that nothing else tells; a person needs two words."""
    labels = {ent.start_char: (ent.end_char, ent.label_) for ent in doc.ents}
    spread = {i: label for s, (e, label) in labels.items() for i in range(s, min(e, s + 80))}
    for piece in pieces:
        if piece.type is None and not piece.doubtful:
            kind = _LABELS.get(spread.get(piece.start, ""))
            several = piece.last - piece.first > 1
            if kind == "person" and "speaks" not in piece.marks and (not several or "article" in piece.marks):
                continue
            if "speaks" in piece.marks and kind is None and "article" not in piece.marks:
                kind = "person"
            if piece.text.isupper() and not several:
                kind = "organisation"
            piece.type = kind

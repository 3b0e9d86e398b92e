"""Words of a text with what naming needs to know of each: case, neighbourhood, tag."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.gazetteer import honorifics
from onrecord.language import Parse, is_full

if TYPE_CHECKING:
    from spacy.tokens import Token

# A word keeps inner hyphens, points and apostrophes, but not a possessive 's.
_WORD = re.compile(r"[^\W_](?:\w|['’](?![sS]\b)(?=\w)|[-.&](?=\w))*")
_ABBREVIATION = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]$|^[^\W\d_a-z]$|^[JS]r$")
_PARTICLE_NAME = re.compile(r"(?:al|el|an|as|ad|ar|ash|at|ul|d|O|l|Al|El)[-’'][^\W\d_a-z]")
_SENTENCE_END = frozenset(".!?:;…")
_QUOTES = frozenset("\"“”„«»‘’'")
LONGEST = 60  # a longer "word" is no name


@dataclass(frozen=True, slots=True)
class Word:
    """One word: offsets, text, whether capitalised, opens a sentence, and the gap before it."""

    start: int
    end: int
    text: str
    capital: bool
    opens: bool  # first word of a sentence or line: its capital says nothing
    joined: bool  # only blanks (no line break, no mark) between it and the word before
    possessive: bool  # 's or ' follows
    tag: str  # Penn Treebank tag, "" when the parse has none


def words(text: str, doc: Parse) -> list[Word]:
    """The words of `text` in order."""
    tags = _tags(doc)
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        own = start > 0 and match.group() in ("s", "S") and text[start - 1] in "'’"
        if end - start > LONGEST or own:
            last = end
            continue
        if text[end : end + 1] == "." and _takes_point(match.group()):
            end += 1
        gap = text[last:start]
        found.append(
            Word(
                start,
                end,
                text[start:end],
                _capital(match.group()),
                _opens(gap, text, start),
                _joined(gap) and last > 0,
                text[end : end + 1] in ("'", "’"),
                tags.get(start, ""),
            )
        )
        last = end
    return found


def _joined(gap: str) -> bool:
    """Only blanks, or the edge of a bracketed insertion: "Minister [Given] Name"."""
    return gap in (" [", "] ") or (bool(gap) and gap.isspace() and "\n" not in gap and len(gap) < 4)


def _tags(doc: Parse) -> dict[int, str]:
    """Tag by offset; read as one array, since a token asked for by itself is made anew."""
    if not is_full(doc):
        return {}
    table = doc.to_array(["IDX", "TAG"]).tolist()
    names = {tag: doc.vocab.strings[tag] for tag in {tag for _, tag in table}}
    return {start: names[tag] for start, tag in table}


def _takes_point(word: str) -> bool:
    return bool(_ABBREVIATION.search(word)) or word + "." in honorifics()


def _capital(word: str) -> bool:
    return word[0].isupper() or bool(_PARTICLE_NAME.match(word))


def _opens(gap: str, text: str, start: int) -> bool:
    """Whether a sentence mark, a line break or an opening quotation mark stands before `start`."""
    if "\n" in gap or start == len(gap) or any(c in _SENTENCE_END for c in gap):
        return True
    return any(c in _QUOTES for c in gap) and gap.strip() != ""


def lower_words(found: Sequence[Word]) -> frozenset[str]:
    """The words that stand uncapitalised somewhere in the text."""
    return frozenset(word.text for word in found if word.text[0].islower())


def inner_capitals(found: Sequence[Word]) -> frozenset[str]:
    """The words that stand capitalised inside a sentence somewhere in the text."""
    return frozenset(word.text for word in found if word.capital and not word.opens)


def spoken(doc: Parse, words_: Collection[str]) -> list["Token"]:
    """The tokens that are one of the lower-case `words_`, in any case."""
    wanted = np.array([doc.vocab.strings[word] for word in words_], np.uint64)
    return [doc[i] for i in np.flatnonzero(np.isin(doc.to_array("LOWER"), wanted)).tolist()]


def beside(noun: "Token") -> list["Token"]:
    """The words that stand in apposition to `noun`, or to which it does."""
    found = [t for t in noun.children if t.dep_ == "appos"]
    return [*found, noun.head] if noun.dep_ == "appos" else found

"""Cuts: a clause quoted as a sentence, without the words that it hangs on or is weighed by."""

import re
from functools import cache

from onrecord.breaks import Place, sentence_at
from onrecord.words import table, words

_LEAST = 4  # words that a quotation opens with and by which it is found within another
_MOST = 6


def cut(part: str, whole: str, before: str) -> tuple[Place, Place] | None:
    """Where `part` tells as a sentence what hangs on other words in `whole` ("… which we must stop").

    The places (code points) of the two sentences, in `part` and in `whole`; None when there is no such
    cut. `before` is what stands before `part` on its page, where the words may be told.
    """
    opening = words(_plain(part))[:_MOST]
    if len(opening) < _LEAST or not opening[0][:1].isupper() or not part.startswith(opening[0][:1]):
        return None
    for match in _found(opening, whole):
        start, end = sentence_at(whole, match.start())
        verbs = _row("verb") & {word.casefold() for word in words(whole[start : match.start()])}
        hangs = match[1].casefold() in _row("weight") or verbs
        if hangs and not before.rstrip(' "“').casefold().endswith(match[1].casefold()):
            return sentence_at(part, 0), (start, end)
    return None


def _found(opening: tuple[str, ...], whole: str) -> list[re.Match[str]]:
    """Where the words stand in `whole` right behind one that they can hang on."""
    hanging = "|".join(sorted(_row("weight") | {"that"}))
    told = r"\W{1,3}".join(map(re.escape, opening))
    return list(re.finditer(rf"(?i)\b({hanging})\s{{1,3}}{told}\b", _plain(whole)))


def _plain(text: str) -> str:
    """`text` with straight apostrophes, as long as before."""
    return text.replace("’", "'")


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(w for row in table("comparisons", "hanging") if row[0] == name for w in row[1].split())

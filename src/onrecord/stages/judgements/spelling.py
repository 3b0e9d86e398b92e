"""How alike two spellings of a name are: edit distance, and the skeleton left by transliteration."""

import re
from collections.abc import Sequence

# Sounds written in several ways when names move between scripts, to one sign each; applied in order.
_SOUNDS = tuple(
    (re.compile(pattern), sign)
    for pattern, sign in (
        ("shch|sch", "s"), ("dzh|dj|gj|zh", "j"), ("tch|tsh|ch", "c"), ("kh|gh|q|ck", "h"),
        ("ph", "f"), ("th", "t"), ("sh", "s"), ("ts|tz", "z"), ("w", "v"), ("x", "h"), ("k", "h"),
        ("g(?=[ei])", "j"), ("c(?=[aou])", "h"),
    )
)  # fmt: skip
_VOWELS = re.compile("[aeiouyəıœæ]+")
_DOUBLED = re.compile(r"(.)\1+")
_LONGEST = 40


def skeleton(word: str) -> str:
    """The consonants of a folded word with kindred sounds made one: "hajiyev", "gadzhiev" → "hjv"."""
    word = word[:_LONGEST]
    for pattern, sign in _SOUNDS:
        word = pattern.sub(sign, word)
    head, tail = word[:1], word[1:]
    head = "h" if head == "g" else head
    bare = _VOWELS.sub("", tail)
    return _DOUBLED.sub(r"\1", (head if not _VOWELS.match(head) else "a") + bare)


def distance(left: str, right: str, limit: int = 3) -> int:
    """Edit distance (Levenshtein 1966) up to `limit`; beyond it `limit + 1`."""
    left, right = left[:_LONGEST], right[:_LONGEST]
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    row: Sequence[int] = range(len(right) + 1)
    for i, a in enumerate(left, 1):
        following = [i]
        for j, b in enumerate(right, 1):
            following.append(min(row[j] + 1, following[-1] + 1, row[j - 1] + (a != b)))
        row = following
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)

"""Who is the subject of a verb of speech, read off the order of words: no parser knows them here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.stages.attributions.ruled.sentences import Token
from onrecord.stages.attributions.ruled.wording import Wording

Range = tuple[int, int]  # half-open indices of a sentence's tokens
_LONGEST: Final = 26  # tokens of a phrase before a verb
_AFTER: Final = 14
_PHRASE: Final = 20
_BRACKETED: Final = 5
_TITLE: Final = 4  # words of a quotation that may be a name
_INFLECTED: Final = ("e", "en", "er", "es", "em")
_CLAUSES: Final = frozenset({";", ":", "–", "—"})  # marks that no phrase goes over


def before_verb(tokens: Sequence[Token], start: int, verb: int, words: Wording) -> Range | None:
    """The phrase before a finite verb, from the clause's `start`; None when that is no subject."""
    low = _skipped(tokens, start, verb, words)
    high = verb
    while high > low and (tokens[high - 1].kind == "p" or _idle(tokens[high - 1], words)):
        high -= 1
    if low >= high or high - low > _LONGEST:
        return None
    return _first_place(tokens, low, high, words) if words.german else _last_part(tokens, low, high, words)


def after_verb(tokens: Sequence[Token], start: int, stop: int, words: Wording) -> Range | None:
    """The phrase that follows a verb, when a subject begins there."""
    at = _skipped(tokens, start, stop, words)
    if at >= stop:
        return None
    if words.german:
        end = noun_phrase(tokens, at, stop, words)
        return (at, _apposed(tokens, end, stop, words)) if end > at else None
    end = _plain_phrase(tokens, at, stop, words)
    return (at, end) if end > at else None


def noun_phrase(tokens: Sequence[Token], at: int, stop: int, words: Wording, *, free: bool = False) -> int:
    """Where a German noun phrase that begins at `at` ends; `at` when none does.

    `free` allows the cases that no subject has, as behind "laut".
    """
    first = tokens[at]
    article = words.is_("det", first.lower)
    if words.is_("pronoun", first.lower) and not (article and _noun_ahead(tokens, at + 1, stop)):
        return at + 1
    other = words.is_("objective", first.lower)
    determined = article or (free and other)
    if not determined and (first.kind == "p" or other or words.is_("before", first.lower)):
        return at
    end = at + determined
    while end < min(stop, at + _PHRASE) and not _nominal(tokens[end]):
        if not _attributive(tokens[end], words, inner=end > at):
            return at
        end += 1
    head = end
    while end < min(stop, at + _PHRASE):
        further = end + 1 if _nominal(tokens[end]) else _further(tokens, end, stop, words)
        if further == end:
            break
        end = further
    lone = end == 1 and at == 0 and words.unnamed and first.lower.endswith(words.unnamed)
    return at if end == head or lone else end


def _nominal(token: Token) -> bool:
    """A noun, a name, or a short quotation that may be one."""
    if token.kind == "q":
        return len(token.text.split()) <= _TITLE and not token.text[1:2].islower()
    return token.capital


def _attributive(token: Token, words: Wording, *, inner: bool) -> bool:
    """A word that may stand between an article and its noun."""
    if token.kind != "w":
        return False
    return token.text.endswith(_INFLECTED) or token.text.isdigit() or (inner and _idle(token, words))


def _further(tokens: Sequence[Token], at: int, stop: int, words: Wording) -> int:
    """Where what follows a noun and belongs to it ends; `at` when nothing does."""
    if tokens[at].text == "(":
        reach = range(at, min(stop, at + _BRACKETED))
        return next((i + 1 for i in reach if tokens[i].text == ")"), at)
    if tokens[at].text == "." and _shortened(tokens, at, stop):
        return at + 1
    return _owned(tokens, at, stop, words) or _tail(tokens, at, stop, words)


def _shortened(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether the point at `at` shortens a title or a given name."""
    word = tokens[at - 1].text
    return (word in ("Dr", "Prof", "St") or len(word) == 1) and at + 1 < stop and tokens[at + 1].capital


def _tail(tokens: Sequence[Token], at: int, stop: int, words: Wording) -> int:
    """Where what belongs to a noun ends: "der Bahn", "von Beruf", "und Verkehr"; `at` for nothing."""
    if not words.is_("whose_link", tokens[at].lower):
        return at
    end = at + 1
    while end < stop and end - at < 6:
        if tokens[end].capital or (tokens[end].kind == "q" and len(tokens[end].text.split()) <= _TITLE):
            return end + 1
        inflected = tokens[end].text.endswith(_INFLECTED) or words.is_("det", tokens[end].lower)
        if tokens[end].kind != "w" or not (inflected or words.is_("objective", tokens[end].lower)):
            break
        end += 1
    return at


def _owned(tokens: Sequence[Token], at: int, stop: int, words: Wording) -> int:
    """Where a name in the genitive goes on to, "Vogts langjähriger Trainer"; 0 when it does not."""
    if not tokens[at - 1].text.endswith("s") or words.is_("whose_link", tokens[at].lower):
        return 0
    end = at
    while end < stop and end - at < 4 and tokens[end].text.endswith(_INFLECTED) and tokens[end].kind == "w":
        end += 1
        if end < stop and tokens[end].capital:
            return end + 1
    return 0


def _noun_ahead(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether a noun follows, with at most two inflected words before it."""
    for token in tokens[at : min(stop, at + 3)]:
        if token.capital or token.kind == "q":
            return True
        if token.kind != "w" or not token.text.endswith(_INFLECTED):
            break
    return False


def _apposed(tokens: Sequence[Token], at: int, stop: int, words: Wording) -> int:
    """Where an apposition ends that begins with the comma at `at`; `at` when there is none."""
    if at + 1 >= stop or tokens[at].text != ",":
        return at
    end = noun_phrase(tokens, at + 1, stop, words)
    if end - at < 3 or (words.is_("pronoun", tokens[at + 1].lower) and end - at < 3):
        return at
    closed = end >= stop or tokens[end].kind != "w"
    return end if closed else at


def _first_place(tokens: Sequence[Token], low: int, high: int, words: Wording) -> Range | None:
    """German: what stands before the verb is one constituent, the subject if it begins like one."""
    first = tokens[low]
    if words.is_("objective", first.lower) or _dative(tokens, low, high):
        return None
    if words.is_("before", first.lower) and not words.is_("det", first.lower):
        return None
    end = noun_phrase(tokens, low, high, words)
    if end == low:
        return None
    if words.is_("pronoun", first.lower) and end == low + 1:
        return (low, end)
    if high < len(tokens) and words.is_("join", tokens[high - 1].lower):
        return (low, end)
    cut = next(
        (
            i
            for i in range(end, high - 1)
            if tokens[i].text == "," and words.is_("relative", tokens[i + 1].lower)
            and not _noun_ahead(tokens, i + 2, high)
        ),
        high,
    )  # fmt: skip
    return (low, max(end, cut))


def _dative(tokens: Sequence[Token], low: int, high: int) -> bool:
    """ "Der neuen Zeitung": behind a nominative "der" the adjective ends in -e."""
    return (
        tokens[low].lower == "der"
        and low + 2 < high
        and tokens[low + 1].text.islower()
        and (tokens[low + 1].text.endswith("en"))
    )


def _last_part(tokens: Sequence[Token], low: int, high: int, words: Wording) -> Range | None:
    """Other languages: the last part between commas, with the one before it when it is apposed."""
    commas = [i for i in range(low, high) if tokens[i].text == ","]
    starts = [low, *(i + 1 for i in commas)]
    apposed = high < len(tokens) and tokens[high].text == ","
    if apposed and len(starts) > 1:
        starts = [s for s in starts if not _barred(tokens[s], words)][:1] or starts
        first = starts[0]
    else:
        first = starts[-1]
    if _barred(tokens[first], words) or tokens[first].kind == "p":
        return None
    quoted = any(t.kind == "q" and len(t.text.split()) > _TITLE for t in tokens[first:high])
    return None if quoted or high - first > _AFTER + 6 else (first, high)


def _plain_phrase(tokens: Sequence[Token], at: int, stop: int, words: Wording) -> int:
    """Where the words that follow a verb stop being one phrase; `at` when none begins there."""
    first = tokens[at]
    if words.is_("pronoun", first.lower):
        return at + 1
    if first.kind != "w" or _barred(first, words) or words.is_("that", first.lower):
        return at
    end = at
    while end < stop and end - at < _AFTER:
        token = tokens[end]
        if token.kind != "w" and not (token.kind == "q" and len(token.text.split()) <= _TITLE):
            break
        linked = words.is_("link", token.lower) and end + 1 < stop and tokens[end + 1].kind == "w"
        barred = end > at and (_barred(token, words) or words.is_("that", token.lower))
        if barred and not linked:
            break
        end += 1
    while end > at and (words.is_("link", tokens[end - 1].lower) or words.is_("det", tokens[end - 1].lower)):
        end -= 1
    return end


def _barred(token: Token, words: Wording) -> bool:
    return words.is_("before", token.lower) and not words.is_("det", token.lower)


def inverted(tokens: Sequence[Token], stop: int, words: Wording) -> Range | None:
    """German: the subject behind whatever verb, in a sentence that begins with something else."""
    for at in range(1, stop - 1):
        token = tokens[at]
        verbal = (
            token.kind == "w"
            and token.text.islower()
            and not any(
                words.is_(kind, token.lower)
                for kind in ("before", "det", "objective", "link", "idle", "relative")
            )
        )
        if verbal and (tokens[at - 1].capital or _idle(tokens[at - 1], words)) and not tokens[at + 1].plain:
            end = noun_phrase(tokens, at + 1, stop, words)
            return (at + 1, end) if end > at + 1 else None
    return None


def _idle(token: Token, words: Wording) -> bool:
    return words.is_("idle", token.lower)


def _skipped(tokens: Sequence[Token], start: int, stop: int, words: Wording) -> int:
    """`start` moved over marks, adverbs and what joins clauses."""
    at = start
    while at < stop and (
        (tokens[at].kind == "p" and tokens[at].text not in (":", ";"))
        or _idle(tokens[at], words)
        or words.is_("join", tokens[at].lower)
    ):
        at += 1
    return at


def clause_start(tokens: Sequence[Token], verb: int) -> int:
    """Where the clause of a verb begins: behind a quotation, a colon, a dash or "und" with a comma."""
    for at in range(verb - 1, 0, -1):
        token = tokens[at]
        if token.text in _CLAUSES or (token.kind == "q" and len(token.text.split()) > _TITLE):
            return at + 1
    opening = tokens[0].kind == "q" and (verb == 1 or tokens[1].text in (",", "—", "–", "-"))
    return 1 if opening else 0

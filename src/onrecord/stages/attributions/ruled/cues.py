"""What announces reported speech in a sentence: phrases, asides and verbs, with who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from onrecord.stages.attributions.ruled.phrases import (
    Range,
    after_verb,
    before_verb,
    clause_start,
    noun_phrase,
)
from onrecord.stages.attributions.ruled.sentences import Sentence, Token
from onrecord.stages.attributions.ruled.wording import Wording

_REACH: Final = 40  # tokens between the parts of a verb
_NEAR: Final = 8
_ASIDE: Final = 24


@dataclass(frozen=True, slots=True)
class Cue:
    """Token ranges: the cue's pieces, the speaker, and the stretch that is not what is said."""

    pieces: tuple[Range, ...]
    source: Range | None
    frame: Range  # the cue, its speaker and what stands between
    kind: str  # "phrase", "aside", "verb"
    verb: int = -1  # the finite verb


def cues(sentence: Sentence, words: Wording) -> list[Cue]:
    """All cues of a sentence, phrases and asides before verbs."""
    tokens = sentence.tokens
    found = [*_phrases(tokens, words), *_asides(tokens, words)]
    taken = {i for cue in found for i in range(*cue.frame)}
    verbs: list[Cue] = []
    for at, token in enumerate(tokens):
        if at in taken or token.kind != "w":
            continue
        cue = _verb(tokens, at, words)
        if cue is None or any(cue.verb == v.verb or _clash(cue, v) for v in verbs):
            continue
        verbs.append(_inherited(tokens, cue, verbs, words))
    return [*found, *verbs]


def _clash(one: Cue, other: Cue) -> bool:
    places = {i for piece in other.pieces for i in range(*piece)}
    return any(i in places for piece in one.pieces for i in range(*piece))


def _inherited(tokens: tuple[Token, ...], cue: Cue, before: list[Cue], words: Wording) -> Cue:
    """A verb joined by "und" to one before it has that one's speaker."""
    joined = cue.verb > 0 and words.is_("join", tokens[cue.verb - 1].lower)
    if joined and before and before[-1].source:
        return replace(cue, source=before[-1].source)
    return cue


# ── phrases: "laut X", "X zufolge", ", so X" ───────────────────────────────────────────────────


def _phrases(tokens: tuple[Token, ...], words: Wording) -> Iterator[Cue]:
    lower = [t.lower for t in tokens]
    end = 0
    for at in range(len(tokens)):
        if at < end:
            continue
        size = words.phrase("pre", lower[at : at + 5])
        cue = None
        size = size or _after_whom(tokens, at, words)
        if size:
            cue = _pre(tokens, at, size, words)
        elif words.phrase("post", lower[at : at + 3]):
            cue = _post(tokens, at, words.phrase("post", lower[at : at + 3]), words)
        elif words.is_("so", lower[at]) and at and (tokens[at - 1].text == "," or tokens[at - 1].kind == "q"):
            cue = _so(tokens, at, words)
        elif at < 2 and words.is_("thus", lower[at]):
            cue = Cue(((at, at + 1),), None, (at, at + 1), "phrase")
        if cue is not None:
            end = cue.frame[1]
            yield cue


def _after_whom(tokens: tuple[Token, ...], at: int, words: Wording) -> int:
    """ "Nach (ersten) Angaben": the words up to the noun, 0 when none of its kind follows."""
    if not words.is_("after", tokens[at].lower):
        return 0
    for i in range(at + 1, min(len(tokens), at + 5)):
        if tokens[i].capital:
            return i + 1 - at if tokens[i].lower.endswith(words.nouns) else 0
        if tokens[i].kind != "w":
            break
    return 0


def _pre(tokens: tuple[Token, ...], at: int, size: int, words: Wording) -> Cue | None:
    """ "Nach Angaben der Polizei": the preposition is the cue, the rest the source."""
    start = at + size
    low = at + 1 if words.german else start
    if words.german:
        skip = start + (start < len(tokens) and tokens[start].lower in ("von", "vom", "der", "des"))
        end = noun_phrase(tokens, skip, len(tokens), words, free=True) if skip < len(tokens) else skip
        end = start if end == skip else end
        end = _with_name(tokens, end, words)
    else:
        span = after_verb(tokens, start, len(tokens), words)
        end = span[1] if span else start
    if low >= end:
        return None
    return Cue(((at, low),), (low, end), (at, end), "phrase")


def _with_name(tokens: tuple[Token, ...], end: int, words: Wording) -> int:
    """`end` moved over ", Given Name," behind a description."""
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].capital:
        stop = noun_phrase(tokens, end + 1, len(tokens), words)
        if stop - end > 2 and (stop >= len(tokens) or tokens[stop].kind != "w"):
            return stop
    return end


def _post(tokens: tuple[Token, ...], at: int, size: int, words: Wording) -> Cue | None:
    """ "Den Angaben zufolge", "X'e göre": the nearest start of a phrase that ends right before."""
    low = at
    if words.german:
        for start in range(max(0, at - 12), at):
            if noun_phrase(tokens, start, at, words, free=True) == at:
                low = start
                break
    else:
        while low and at - low < _NEAR and tokens[low - 1].kind == "w" and not _weak(tokens[low - 1], words):
            low -= 1
        if words.datives and not tokens[at - 1].lower.endswith(words.datives):
            return None
    return Cue(((at, at + size),), (low, at), (low, at + size), "phrase") if low < at else None


def _weak(token: Token, words: Wording) -> bool:
    return words.is_("before", token.lower) or words.is_("idle", token.lower)


def _so(tokens: tuple[Token, ...], at: int, words: Wording) -> Cue | None:
    """ "…, so X weiter.": only where a speaker follows and then a mark or the end."""
    if at + 1 >= len(tokens):
        return None
    stop = next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].kind == "w" and _finite(tokens, i, words)), -1
    )
    if 0 < stop <= at + 2:  # "so sagte X"
        return None
    source = after_verb(tokens, at + 1, len(tokens), words)
    if source is None or tokens[at + 1].kind == "q":
        return None
    end = source[1]
    while end < len(tokens) and tokens[end].kind == "w" and end - source[1] < _NEAR:
        if _finite(tokens, end, words):
            return None
        end += 1
    return Cue(((at, at + 1),), source, (at, end), "phrase")


def _finite(tokens: tuple[Token, ...], at: int, words: Wording) -> bool:
    word = tokens[at].text
    return word.islower() and (words.is_("say", word) or words.is_("have", word) or words.is_("mood", word))


# ── asides: ", wie X mitteilte," ───────────────────────────────────────────────────────────────


def _asides(tokens: tuple[Token, ...], words: Wording) -> Iterator[Cue]:
    for at, token in enumerate(tokens):
        opens = at == 0 or tokens[at - 1].text in (",", "–", "—", "(") or tokens[at - 1].kind == "q"
        if not opens and not (at == 1 and not tokens[0].capital):
            opens = at == 1
        if not (opens and words.is_("as", token.lower)):
            continue
        stop = next(
            (
                i
                for i in range(at + 1, min(len(tokens), at + _ASIDE))
                if tokens[i].text in (",", ".", "–", ")", ":")
            ),
            len(tokens),
        )
        cue = _aside(tokens, at, stop, words)
        if cue is None and stop < len(tokens) and tokens[stop].text == ",":
            later = next(
                (i for i in range(stop + 1, min(len(tokens), at + _ASIDE)) if tokens[i].text in ",.:"), stop
            )
            cue = _aside(tokens, at, later, words)
        if cue is not None:
            yield cue


def _mark(tokens: tuple[Token, ...], start: int, at: int, default: int) -> int:
    """The next mark that may end an aside that begins at `at`."""
    reach = range(start, min(len(tokens), at + _ASIDE))
    return next((i for i in reach if tokens[i].text in (",", ".", "–", ")", ":")), default)


def _aside(tokens: tuple[Token, ...], at: int, stop: int, words: Wording) -> Cue | None:
    for verb in range(stop - 1, at, -1):
        word = tokens[verb].text
        speaks = words.is_("say", word) or words.is_("closing", word) or words.is_("said", word)
        if not (speaks and word.islower()):
            continue
        if words.german and verb < stop - 3:
            return None
        low = at + 1 + words.is_("reflexive", tokens[at + 1].lower)
        source = after_verb(tokens, low, verb, words) or after_verb(tokens, verb + 1, stop, words)
        return Cue(((at, at + 1), (verb, verb + 1)), source, (at, stop), "aside", verb)
    return None


# ── verbs ──────────────────────────────────────────────────────────────────────────────────────


def _verb(tokens: tuple[Token, ...], at: int, words: Wording) -> Cue | None:
    """The cue whose finite verb stands at `at`, None when it is none of speech."""
    head = tokens[at].text
    if at and head[0].isupper() and words.german:
        return None
    helps = words.is_("have", head) or (words.german and words.is_("become", head))
    tail = _participle(tokens, at, words) if helps else _particle(tokens, at, words)
    if tail is None and not (not helps and words.is_("say", head)):
        size = words.phrase("say", [t.lower for t in tokens[at : at + 2]])
        if size < 2:
            return None
        tail = (at + 1, at + 2)
    pieces: tuple[Range, ...] = ((at, at + 1),) if tail is None else ((at, at + 1), tail)
    if tail is not None and tail[0] == at + 1:
        pieces = ((at, tail[1]),)
    last = max(end for _, end in pieces)
    passive = words.german and helps and words.is_("become", head) and not words.is_("have", head)
    passive = passive and not (tail and words.is_("state", tokens[tail[0]].text))
    source = _agent(tokens, at, last, words) if passive else _subject(tokens, at, tail, words)
    if words.is_("impersonal", head):
        return _impersonal(tokens, at, source, words)
    low = min(at, source[0] if source else at)
    high = max(last if tail is None or tail[0] == at + 1 else at + 1, source[1] if source else at + 1)
    return Cue(pieces, source, (low, high), "verb", at)


def _impersonal(tokens: tuple[Token, ...], at: int, source: Range | None, words: Wording) -> Cue | None:
    """ "In der Erklärung heißt es", "heißt es aus dem Amt": the document or house is the source."""
    es = next((i for i in (at + 1, at - 1) if 0 <= i < len(tokens) and tokens[i].lower == "es"), -1)
    if es < 0:
        return None
    low, high = min(at, es), max(at, es) + 1
    place: Range | None = None
    for start in (high, 0):
        if start < len(tokens) - 1 and words.is_("inside", tokens[start].lower):
            end = noun_phrase(tokens, start + 1, low if start == 0 else len(tokens), words, free=True)
            place = (start + 1, end) if end > start + 1 else None
            break
    frame = (low, max(high, place[1])) if place and place[0] >= high else (low, high)
    return Cue(((low, high),), place, frame, "verb", at)


def _participle(tokens: tuple[Token, ...], at: int, words: Wording) -> Range | None:
    """The participle of speech that belongs to the helping verb at `at`."""
    reach = min(len(tokens), at + (_REACH if words.german else 4))
    for i in range(at + 1, reach):
        token = tokens[i]
        size = words.phrase("said", [t.lower for t in tokens[i : i + 2]])
        told = words.is_("said", token.text) or (
            words.is_("state", token.text) and not words.is_("have", tokens[at].text)
        )
        if size == 2 or (token.kind == "w" and told):
            return (i, i + max(1, size))
        if (
            token.text in (",", ";", ":")
            and words.german
            and (i == at + 1 or _clause_begins(tokens, i, words))
        ):
            return None
    return None


def _clause_begins(tokens: tuple[Token, ...], comma: int, words: Wording) -> bool:
    after = tokens[comma + 1].lower if comma + 1 < len(tokens) else ""
    return words.is_("that", after) or words.is_("open", after) or tokens[comma].text != ","


def _particle(tokens: tuple[Token, ...], at: int, words: Wording) -> Range | None:
    """The particle that closes the clause of a verb that parts."""
    for verb, particle in words.parts:
        if not verb.fullmatch(tokens[at].text):
            continue
        for i in range(at + 1, min(len(tokens), at + _REACH)):
            ends = (
                i + 1 >= len(tokens) or tokens[i + 1].kind != "w" or tokens[i + 1].lower in ("und", "sowie")
            )
            if tokens[i].text == particle and ends:
                return (i, i + 1)
    return None


def _agent(tokens: tuple[Token, ...], at: int, last: int, words: Wording) -> Range | None:
    """ "wird von X vorgeworfen": X."""
    for i in range(at, last):
        if words.is_("agent", tokens[i].lower) and i + 1 < last:
            end = noun_phrase(tokens, i + 1, last, words, free=True)
            if end > i + 1:
                return (i + 1, end)
    return None


def _subject(tokens: tuple[Token, ...], at: int, tail: Range | None, words: Wording) -> Range | None:
    start = clause_start(tokens, at)
    if words.german and (told := _relative(tokens, start, at, tail, words)):
        return told
    front = before_verb(tokens, start, at, words)
    if words.endings:
        front = _verb_last(tokens, at, words) or front
    after = at + 1
    if tail is not None and tail[0] == at + 1:
        after = tail[1]
    back = after_verb(tokens, after, len(tokens), words)
    if back and _ends_in_speech(tokens, back, words):
        back = None
    if front is None or (back and tokens[at - 1].text == "," and _clausal(tokens, front, words)):
        return back
    if back is None or not words.german:
        return front
    first, behind = tokens[front[0]].lower, tokens[back[0]]
    object_first = behind.lower in ("er", "man") and back[1] - back[0] == 1
    object_first |= first in ("die", "das", "diese", "dieses", "dies") and (
        behind.lower in ("der", "ein") or (behind.capital and behind.kind == "w")
    )
    return back if object_first else front


def _verb_last(tokens: tuple[Token, ...], at: int, words: Wording) -> Range | None:
    """Turkish: the subject opens the sentence, before the quotation or the clause that is said."""
    if at and tokens[at - 1].kind == "q":
        return before_verb(tokens, 0, at - 1, words) if at > 1 else None
    end = 0
    while end < at and tokens[end].capital:
        end += 1
    alone = end == 1 and not (tokens[end].text == "," or words.is_("pronoun", tokens[0].lower))
    return (0, end) if end and not alone else None


def _relative(
    tokens: tuple[Token, ...], start: int, at: int, tail: Range | None, words: Wording
) -> Range | None:
    """The relative pronoun of a clause that the verb ends."""
    if tail is not None or at + 1 >= len(tokens) or tokens[at + 1].kind == "w":
        return None
    comma = next((i for i in range(at - 1, start, -1) if tokens[i].text == ","), -1)
    if comma < 0 or not words.is_("relative", tokens[comma + 1].lower) or comma + 1 == at:
        return None
    noun = noun_phrase(tokens, comma + 1, at, words, free=True)
    return (comma + 1, comma + 2) if noun <= comma + 2 else None


def _clausal(tokens: tuple[Token, ...], span: Range, words: Wording) -> bool:
    """Whether a stretch is a clause by itself: it has a finite verb of its own."""
    kinds = ("mood", "have", "become")
    return any(words.is_(kind, t.text) for t in tokens[span[0] : span[1]] for kind in kinds)


def _ends_in_speech(tokens: tuple[Token, ...], span: Range, words: Wording) -> bool:
    """A lone word behind a verb that is itself the particle or a sign of a clause."""
    return span[1] - span[0] == 1 and words.is_("that", tokens[span[0]].lower)

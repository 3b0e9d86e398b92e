"""Reported speech of a text by rule, sentence by sentence: direct, indirect, and what goes on in it.

A cue announces it; a clause, an infinitive or the reported subjunctive shows how far it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.stages.attributions.ruled.cues import Cue, cues
from onrecord.stages.attributions.ruled.phrases import Range, after_verb, before_verb, inverted, noun_phrase
from onrecord.stages.attributions.ruled.sentences import Sentence, Token, regions, sentences, tokens_of
from onrecord.stages.attributions.ruled.wording import Wording, wording
from onrecord.stages.attributions.triple import Offsets, Triple

__all__ = ["quotations", "regions"]

_DIRECT, _PART, _INDIRECT, _ON = 0.7, 0.5, 0.6, 0.5  # confidence by kind, as measured in German
_SENTENCE: Final = 6  # words from which a quotation with a full stop speaks for itself
_SHORT: Final = 2  # words of a quotation that may be a mere name
_LEAST: Final = 3  # words of what is said indirectly


@dataclass(slots=True)
class _Reading:
    """What is found so far, and who spoke last."""

    words: Wording
    text: str
    found: list[Triple] = field(default_factory=list)
    source: Offsets = ()
    subject: Offsets = ()  # of the last sentence, should a bare quotation follow
    fresh: bool = False  # whether the sentence before reports something
    going: int = -1  # index of the triple that the next sentence may go on with


def quotations(text: str, lang: str) -> list[Triple]:
    """Reported speech of `text`, in order; source and cue may be absent."""
    reading = _Reading(wording(lang), text)
    for sentence in sentences(text):
        _read(reading, sentence)
    return sorted(set(reading.found), key=Triple.order)


def _read(reading: _Reading, sentence: Sentence) -> None:
    tokens, words = sentence.tokens, reading.words
    found = cues(sentence, words)
    if _only_quotations(sentence):
        return _bare(reading, sentence)
    colon = _colon(tokens)
    said: list[Triple] = []
    covered: set[int] = set()
    used: Cue | None = None
    for cue in found:
        parts = _reported(tokens, cue, words)
        if parts and covered.isdisjoint(i for p in parts for i in range(*p)):
            source = _offsets(tokens, (cue.source,) if cue.source else ()) or _carried(reading, tokens, cue)
            said.append(Triple(source, _offsets(tokens, cue.pieces), _offsets(tokens, parts), _INDIRECT))
            covered |= {i for p in parts for i in range(*p)}
            used = used or cue
    direct = _quoted(reading, sentence, found, colon)
    plain = [t for t in said if not _same(t, direct)]
    reading.found += plain + direct
    speaker = next((t for t in [*said, *direct] if t.source), None)
    if speaker is not None:
        reading.source = speaker.source
    own = bool(said) or any(t.cue for t in direct)
    if own or not _goes_on(reading, sentence, found):
        reading.going = -1
    reading.fresh = bool(said or direct or reading.going >= 0)
    _remember(reading, tokens)
    return None


def _only_quotations(sentence: Sentence) -> bool:
    return bool(sentence.quotes) and all(t.kind != "w" for t in sentence.tokens)


def _bare(reading: _Reading, sentence: Sentence) -> None:
    """A quotation that is a sentence: of whoever spoke, or acted, last."""
    tokens = sentence.tokens
    told = [t for i in sentence.quotes if (t := _told_inside(reading, tokens[i])) is not None]
    if told:
        reading.found += told
        reading.source = told[-1].source
        return
    span = _offsets(tokens, ((sentence.quotes[0], sentence.quotes[-1] + 1),))
    if len(reading.text[span[0][0] : span[0][1]].split()) < _SENTENCE:
        return
    last = reading.found[-1] if reading.found else None
    near = last is not None and reading.text.count("\n", last.content[-1][1], span[0][0]) <= 2
    source = (last.source if last is not None and near else ()) or reading.subject
    reading.found.append(Triple(source, (), span, _PART))
    reading.source = source


def _carried(reading: _Reading, tokens: Sequence[Token], cue: Cue) -> Offsets:
    """The last speaker, for "demnach" and its like."""
    thus = cue.kind == "phrase" and reading.words.is_("thus", tokens[cue.pieces[0][0]].lower)
    return reading.source if thus else ()


# ── indirect ───────────────────────────────────────────────────────────────────────────────────


def _reported(tokens: Sequence[Token], cue: Cue, words: Wording) -> tuple[Range, ...]:
    """The token ranges of what a cue reports; empty when nothing shows that it does."""
    if cue.kind != "verb":
        parts = _without(tokens, cue.frame)
        return parts if _size(tokens, parts) >= _LEAST else ()
    behind = _clause_behind(tokens, cue, words)
    if behind:
        return behind
    if words.endings:
        return _clause_inside(tokens, cue, words)
    return _clause_before(tokens, cue, words)


def _without(tokens: Sequence[Token], frame: Range) -> tuple[Range, ...]:
    """The sentence less a stretch and its commas."""
    pieces = (_trimmed(tokens, 0, frame[0]), _trimmed(tokens, frame[1], len(tokens)))
    return tuple(p for p in pieces if p[0] < p[1])


def _trimmed(tokens: Sequence[Token], low: int, high: int) -> Range:
    while low < high and tokens[low].kind == "p" and tokens[low].text not in "([":
        low += 1
    while high > low and tokens[high - 1].kind == "p" and tokens[high - 1].text not in ")]%":
        high -= 1
    return low, high


def _clause_behind(tokens: Sequence[Token], cue: Cue, words: Wording) -> tuple[Range, ...]:
    """Behind the verb: "dass …", a clause in the subjunctive, an infinitive, an open question."""
    at = max(cue.frame[1], cue.verb + 1)
    inner = {i for piece in cue.pieces for i in range(*piece)}
    for i in range(at, min(len(tokens), at + 30)):
        token = tokens[i]
        if words.is_("that", token.lower) and (
            not words.german or tokens[i - 1].text == "," or i - 1 in inner
        ):
            return (_trimmed(tokens, i, _stop(tokens, i)),)
        if not words.german and token.text in (",", ";") and not _adverbial(tokens, i, words):
            break
        if token.text in (",", ":") and words.german:
            rest = _trimmed(tokens, i + 1, _stop(tokens, i + 1))
            after = tokens[rest[0]].lower if rest[0] < rest[1] else ""
            if words.is_("that", after):
                return (rest,)
            if words.is_("aside", after) or (
                rest[0] < rest[1]
                and tokens[rest[0]].kind == "q"
                and _size(tokens, (rest,)) == _size(tokens, ((rest[0], rest[0] + 1),))
            ):
                return ()
            if _moody(tokens, rest, words) or _infinitive(tokens, rest) or words.is_("open", after):
                return (rest,) if _size(tokens, (rest,)) >= _LEAST else ()
    return ()


def _stop(tokens: Sequence[Token], at: int) -> int:
    """Where a clause that begins at `at` ends: the sentence's end, or a colon before a quotation."""
    ends = (i for i in range(at, len(tokens) - 1) if tokens[i].text == ":" and tokens[i + 1].kind == "q")
    return next(ends, len(tokens))


def _adverbial(tokens: Sequence[Token], comma: int, words: Wording) -> bool:
    """Whether only a short stretch stands between two commas, or "que" follows."""
    if comma + 1 < len(tokens) and words.is_("that", tokens[comma + 1].lower):
        return True
    return any(tokens[i].text == "," for i in range(comma + 1, min(len(tokens), comma + 8)))


def _moody(tokens: Sequence[Token], span: Range, words: Wording) -> bool:
    """Whether a stretch holds a form of the reported subjunctive."""
    return any(t.kind == "w" and words.is_("mood", t.text) for t in tokens[span[0] : span[1]])


def _infinitive(tokens: Sequence[Token], span: Range) -> bool:
    """Whether a German stretch ends in "zu" and an infinitive."""
    last = tokens[span[1] - 1] if span[1] > span[0] else None
    if last is None or last.kind != "w" or not last.text.endswith("n"):
        return False
    before = tokens[span[1] - 2].text if span[1] - span[0] > 1 else ""
    return before == "zu" or ("zu" in last.text[2:-3] and last.text.islower())


def _clause_before(tokens: Sequence[Token], cue: Cue, words: Wording) -> tuple[Range, ...]:
    """ "…, sagte X.": before a verb that a comma precedes and whose speaker stands behind it."""
    at = cue.frame[0]
    if cue.source is not None and cue.source[0] < cue.verb:
        return ()
    if at < 2 or (tokens[at - 1].text not in (",", "—", "–", "-") and tokens[at - 1].kind != "q"):
        return ()
    span = _trimmed(tokens, 0, at)
    impersonal = (
        cue.source is None
        and not tokens[cue.verb].lower.startswith("hie")
        and tokens[cue.verb].lower != "heißt"
    )
    if impersonal or tokens[span[0]].lower in ("als", "wenn", "nachdem", "weil", "obwohl", "während", "da"):
        return ()
    if not words.german:
        return (span,) if _size(tokens, (span,)) > _LEAST else ()
    return (span,) if _size(tokens, (span,)) >= _LEAST and _verbal(tokens, span, words) else ()


def _verbal(tokens: Sequence[Token], span: Range, words: Wording) -> bool:
    """Whether a German stretch is a main clause that may be reported."""
    return _moody(tokens, span, words) or not words.is_("before", tokens[span[0]].lower)


def _clause_inside(tokens: Sequence[Token], cue: Cue, words: Wording) -> tuple[Range, ...]:
    """Turkish: a nominalised clause right before the verb, behind its subject."""
    verb = cue.verb
    if not verb or not tokens[verb - 1].lower.endswith(words.endings):
        return ()
    low = cue.source[1] if cue.source and cue.source[0] < verb else 0
    span = _trimmed(tokens, low, verb)
    return (span,) if _size(tokens, (span,)) >= 2 else ()


def _size(tokens: Sequence[Token], parts: Sequence[Range]) -> int:
    return sum(
        len(t.text.split()) if t.kind == "q" else t.kind == "w"
        for low, high in parts
        for t in tokens[low:high]
    )


# ── direct ─────────────────────────────────────────────────────────────────────────────────────


def _quoted(reading: _Reading, sentence: Sentence, found: Sequence[Cue], colon: int) -> list[Triple]:
    """A triple for each quotation of the sentence that somebody says; two halves are one."""
    tokens, words = sentence.tokens, reading.words
    made: list[Triple] = []
    ends: list[int] = []  # the token index of each triple's last quotation
    mood = any(t.kind == "w" and words.is_("mood", t.text) for t in tokens)
    for i in sentence.quotes:
        cue = _nearest(tokens, i, found)
        inside = any(c.source and c.source[0] <= i < c.source[1] for c in found)
        if inside or not _speaks(tokens, i, cue, colon, mood, words):
            continue
        told = _told_inside(reading, tokens[i]) if cue is None else None
        if told is not None:
            made.append(told)
            ends.append(i)
            continue
        source = _offsets(tokens, (cue.source,)) if cue and cue.source else ()
        if not source and (cue is None or cue.kind == "verb"):
            source = _fallback(reading, tokens, i, cue, colon)
        pieces = _offsets(tokens, cue.pieces) if cue else ()
        span = _offsets(tokens, ((i, i + 1),))
        if made and pieces and pieces == made[-1].cue and _two_halves(tokens, ends[-1], i, cue, words):
            made[-1] = Triple(made[-1].source, pieces, (*made[-1].content, *span), _DIRECT)
            ends[-1] = i
            continue
        whole = _size(tokens, ((i, i + 1),)) >= _SENTENCE
        made.append(Triple(source, pieces, span, _DIRECT if whole else _PART))
        ends.append(i)
    return made


def _told_inside(reading: _Reading, token: Token) -> Triple | None:
    """French and Spanish: "«…, poursuit X, …»", the verb and its speaker within the marks."""
    if reading.words.german:
        return None
    inner = list(tokens_of(reading.text, token.start + 1, token.end - 1, ()))
    for cue in cues(Sentence(tuple(inner), False), reading.words) if inner else ():
        low = cue.verb
        source = after_verb(inner, max(end for _, end in cue.pieces), len(inner), reading.words)
        if source is None or low < 2 or inner[low - 1].text != ",":
            continue
        high = source[1]
        if high < len(inner) and inner[high].kind == "w":
            continue
        parts = [(token.start, inner[low - 2].end), (inner[min(high, len(inner) - 1)].end, token.end)]
        content = tuple(p for p in parts if p[1] - p[0] > 2)
        return Triple(_offsets(inner, (source,)), _offsets(inner, cue.pieces), content, _DIRECT)
    return None


def _two_halves(tokens: Sequence[Token], last: int, i: int, cue: Cue | None, words: Wording) -> bool:
    """Whether a verb and its speaker stand between two quotations that are one."""
    if cue is None or not last < cue.verb < i:
        return False
    joined = tokens[i - 2].text in (",", ".") and tokens[i - 1].lower in (
        "und",
        "aber",
        "doch",
        "et",
        "y",
        "и",
        "но",
    )
    return tokens[i - 1].text in (",", ":", ".", "—", "-") or joined


def _nearest(tokens: Sequence[Token], i: int, found: Sequence[Cue]) -> Cue | None:
    """The cue of a quotation: the verb right behind it, else the last cue before, else any."""
    behind = [
        c for c in found if c.frame[0] >= i and all(t.kind != "w" for t in tokens[i + 1 : c.pieces[0][0]])
    ]
    if behind:
        return behind[0]
    between = [c for c in found if c.pieces[0][0] < i]
    if between:
        return max(between, key=lambda c: (c.kind == "verb" and c.source is not None, c.pieces[0][0]))
    return min(found, key=lambda c: c.pieces[0][0], default=None)


def _speaks(tokens: Sequence[Token], i: int, cue: Cue | None, colon: int, mood: bool, words: Wording) -> bool:
    """Whether a quotation is somebody's words, not a name or a term."""
    token = tokens[i]
    size = len(token.text.split())
    inner = token.text.strip('“”„«»" ')
    whole = size >= _SENTENCE and (
        inner[-1:] in ".!?…," or (i + 1 < len(tokens) and tokens[i + 1].text in ",.")
    )
    if whole or (colon >= 0 and i == colon + 1 and size > _SHORT):
        return True
    if cue is None and not mood:
        return size > _SENTENCE * 2
    naming = cue is not None and any(
        words.is_("naming", tokens[j].text) for piece in cue.pieces for j in range(*piece)
    )
    if not naming and _titled(tokens, i, words) and size <= _SENTENCE and inner[-1:] not in "!?.":
        return False
    named = size <= _SHORT and inner[:1].isupper()
    if named:
        beside = cue is not None and cue.verb > i and all(t.kind == "p" for t in tokens[i + 1 : cue.verb])
        return naming or beside or inner[-1:] in "!?."
    return cue is not None or size > _SHORT or inner[:1].islower()


def _titled(tokens: Sequence[Token], i: int, words: Wording) -> bool:
    """Whether a quotation is a name: it begins with a capital and stands behind a noun or an article."""
    first = tokens[i].text.strip('“”„«»" ')[:1]
    if not words.german or not i or not first.isupper() or tokens[i - 1].kind != "w":
        return False
    before = tokens[i - 1]
    article = words.is_("det", before.lower) or words.is_("objective", before.lower)
    noun = before.capital and i > 1 and not words.is_("before", before.lower)
    return (
        noun or article or before.lower in ("genannte", "genannten", "genannter", "sogenannte", "sogenannten")
    )


def _colon(tokens: Sequence[Token]) -> int:
    """Index of a colon right before a quotation, -1 for none."""
    return next(
        (i for i in range(len(tokens) - 1) if tokens[i].text == ":" and tokens[i + 1].kind == "q"), -1
    )


def _fallback(reading: _Reading, tokens: Sequence[Token], i: int, cue: Cue | None, colon: int) -> Offsets:
    """Who speaks where no verb tells: the subject before a colon, else whoever spoke last."""
    words = reading.words
    if colon >= 0 and i == colon + 1:
        front = _opening(tokens, colon, words)
        if front:
            return _offsets(tokens, (front,))
    if cue is not None:
        front = _opening(tokens, cue.verb, words)
        passive = words.german and words.is_("become", tokens[cue.verb].text)
        return _offsets(tokens, (front,)) if front and not passive else ()
    mood = any(t.kind == "w" and words.is_("mood", t.text) for t in tokens)
    front = None if mood else _opening(tokens, i, words)
    return _offsets(tokens, (front,)) if front else reading.source or reading.subject


def _opening(tokens: Sequence[Token], stop: int, words: Wording) -> Range | None:
    """The noun phrase that opens a sentence."""
    if words.german:
        low = 0
        while low < stop and words.is_("idle", tokens[low].lower):
            low += 1
        end = noun_phrase(tokens, low, stop, words) if low < stop else low
        return (low, end) if end > low else inverted(tokens, stop, words)
    span = before_verb(tokens, 0, stop, words)
    return span if span and span[1] - span[0] <= 8 else None


# ── going on ───────────────────────────────────────────────────────────────────────────────────


def _goes_on(reading: _Reading, sentence: Sentence, found: Sequence[Cue]) -> bool:
    """Take a sentence in the reported subjunctive as the last speaker's; whether it was taken."""
    tokens, words = sentence.tokens, reading.words
    last = reading.found[-1] if reading.found else None
    kind = "mood" if reading.fresh else "sure_mood"
    sure = any(t.kind == "w" and words.is_(kind, t.text) for t in tokens)
    if not sure or last is None or not reading.source or (found and found[0].kind != "verb"):
        return False
    if reading.text.count("\n", last.content[-1][1], sentence.start) > 2:
        return False
    low, high = _trimmed(tokens, 0, len(tokens))
    span = (tokens[low].start, tokens[high - 1].end)
    if reading.going >= 0 and "\n" not in reading.text[reading.found[reading.going].content[0][1] : span[0]]:
        before = reading.found[reading.going]
        reading.found[reading.going] = Triple(before.source, (), ((before.content[0][0], span[1]),), _ON)
    else:
        reading.going = len(reading.found)
        reading.found.append(Triple(reading.source, (), (span,), _ON))
    return True


def _remember(reading: _Reading, tokens: Sequence[Token]) -> None:
    """Keep the phrase that opens the sentence, should a quotation follow without a speaker."""
    if reading.words.german:
        front = _opening(tokens, len(tokens), reading.words)
        reading.subject = _offsets(tokens, (front,)) if front else ()


def _same(one: Triple, direct: Sequence[Triple]) -> bool:
    """Whether a triple only says again what a quotation says."""
    low, high = one.content[0][0], one.content[-1][1]
    size = sum(b - a for a, b in one.content)
    inside = sum(b - a for t in direct for a, b in t.content if low <= a and b <= high)
    return inside >= 0.8 * size


def _offsets(tokens: Sequence[Token], ranges: Sequence[Range | None]) -> Offsets:
    """Token ranges as code-point offsets, sorted."""
    return tuple(sorted((tokens[r[0]].start, tokens[r[1] - 1].end) for r in ranges if r and r[0] < r[1]))

"""Sources and cues that span-finding left out or cut short, read off the parse.

Only direct speech is mended, and only where the parse is plain: the verb beside the quotation marks
and its subject. Everything else stays as found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.gazetteer import listed
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.triple import Offsets, Triple

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative", "iobj", "pobj"})
_AFTER, _BEFORE = 12, 3  # tokens looked at beside a quotation
_CLIMB = 5
_LONGEST = 250
_QUOTED = 0.6
_AS_SAYING = re.compile(r"\bas (?:saying|telling)\s*$")
_WHICH = re.compile(r"\s*,\s+(which)\b")
_GOES_ON = re.compile(r"\s*,\s+([a-z]+)\b")


def mended(scene: Scene, one: Triple) -> Triple:
    """`one` with a source and a cue from the parse where it had none or plainly wrong ones."""
    if not scene.full:
        return one
    one = _with_examples(scene, _with_clause(scene, one))
    quoted = _requoted(scene, one)
    if quoted is not None:
        return quoted
    if scene.quoted_share(one.content) < _QUOTED:
        return one
    verb = _cue_verb(scene, one.cue) if one.cue else _beside(scene, one.content)
    if verb is None:
        return one
    subject, bearer = _subject(scene, verb)
    if subject is None or _within(subject, one.content):
        return _whole(scene, one)
    if not one.source:
        said = bearer if verb.dep_ == "prep" else verb
        cue = one.cue or ((said.idx, said.idx + len(said)),)
        return replace(one, source=_phrase(scene, subject), cue=cue)
    if _is_object(scene, one, verb):
        return replace(one, source=_phrase(scene, subject))
    return _whole(scene, one)


def _with_clause(scene: Scene, one: Triple) -> Triple:
    """A content that stops before its last noun's own clause (", which Ann denied") takes it in."""
    start, end = one.content[-1]
    found = _WHICH.match(scene.text, end)
    if found is None:
        return one
    which = next(iter(scene.tokens(*found.span(1))), None)
    verb = which.head if which is not None and which.dep_ == "dobj" else None
    if verb is None or verb.dep_ != "relcl" or not start <= verb.head.idx < end:
        return one
    return _up_to(scene, one, verb)


def _with_examples(scene: Scene, one: Triple) -> Triple:
    """A content that stops before what narrows it (", including the port") takes it in.

    PolNeAR (Newell et al. 2018) has nine in ten of these inside the content.
    """
    end = one.content[-1][1]
    found = _GOES_ON.match(scene.text, end)
    if found is None or found[1] not in listed("narrowing"):
        return one
    at = next(iter(scene.tokens(*found.span(1))), None)
    for _ in range(_CLIMB):
        if at is None or at.head == at:
            return one
        if at.head.idx < end:
            return _up_to(scene, one, at)
        at = at.head
    return one


def _up_to(scene: Scene, one: Triple, head: Token) -> Triple:
    """`one` with its content going on to the end of `head`'s phrase, where that is near and unquoted."""
    start, end = one.content[-1]
    stop = head.right_edge.idx + len(head.right_edge)
    if "\n" in scene.text[end:stop] or scene.mask[end - 1] or stop - end > _LONGEST:
        return one
    return replace(one, content=(*one.content[:-1], (start, max(end, stop))))


def _requoted(scene: Scene, one: Triple) -> Triple | None:
    """ "The agency quoted Name as saying": Name's phrase, when the agency was found as the source."""
    for span in one.cue:
        for token in scene.tokens(*span):
            if token.lower_ in listed("quote") and token.tag_ in ("VBD", "VBZ"):
                for child in token.children:
                    named = child.dep_ == "dobj" and child.tag_[:3] in ("NNP", "PRP")
                    content = _without(scene, one.content, child) if named else ()
                    if content and not scene.mask[child.idx]:
                        return replace(one, source=_phrase(scene, child), content=content)
    return None


def _without(scene: Scene, content: Offsets, name: Token) -> Offsets:
    """`content` without a stretch that is "Name as saying"; () where what Name said follows there."""
    held = [(start, end) for start, end in content if start <= name.idx < end]
    if any(_AS_SAYING.search(scene.text[start:end]) is None for start, end in held):
        return ()
    return tuple(span for span in content if span not in held)


def _cue_verb(scene: Scene, cue: Offsets) -> Token | None:
    verbs = [t for span in cue for t in scene.tokens(*span) if t.tag_.startswith("VB")]
    return verbs[-1] if verbs else None


def _beside(scene: Scene, content: Offsets) -> Token | None:
    """The verb right before the opening marks, else the first after the closing ones."""
    start, end = content[0][0], content[-1][1]
    low, _ = scene.sentence(start)
    ahead = [t for t in scene.tokens(max(low, start - 40), start) if not (t.is_punct or t.is_space)]
    for token in reversed(ahead[-_BEFORE:]):
        if token.tag_.startswith("VB"):
            return token
    stop = scene.text.find("\n", end)
    behind = scene.tokens(end, min(end + 120, stop if stop >= 0 else end + 120))
    for token in [t for t in behind if not (t.is_punct or t.is_space)][:_AFTER]:
        if token.tag_ in ("VBD", "VBZ", "VBP") and not scene.mask[token.idx]:
            return token
        if scene.text[token.idx - 1] in '“"':
            break
    return None


def _subject(scene: Scene, verb: Token) -> tuple[Token | None, Token]:
    """The subject of `verb` or of the verb it hangs on in its line, and the verb that has it."""
    low = scene.text.rfind("\n", max(0, verb.idx - 3_000), verb.idx) + 1
    at = verb
    for _ in range(_CLIMB):
        if not scene.mask[at.idx] or scene.mask[verb.idx]:
            for child in at.children:
                if child.dep_ in _SUBJECT and child.idx >= low:
                    return child, at
        if at.head == at or at.head.idx < low or "\n" in scene.text[at.idx : at.head.idx]:
            break
        at = at.head
    return None, verb


def _is_object(scene: Scene, one: Triple, verb: Token) -> bool:
    """Whether the source found is what the verb acts on ("told the agency")."""
    inside = scene.tokens(*one.source[0])
    for token in inside:
        at = token
        for _ in range(_CLIMB):
            if at.head == verb and at.dep_ in _OBJECT:
                return True
            if at.head in (at, verb):
                break
            at = at.head
    return False


def _whole(scene: Scene, one: Triple) -> Triple:
    """A source that is only an article ("The" for "The report") grown to its noun phrase."""
    if len(one.source) != 1:
        return one
    tokens = scene.tokens(*one.source[0])
    if len(tokens) == 1 and tokens[0].tag_ == "DT" and tokens[0].dep_ == "det":
        return replace(one, source=_phrase(scene, tokens[0].head))
    return one


def _phrase(scene: Scene, head: Token) -> Offsets:
    """The noun phrase of `head` within its line, without relative clauses."""
    left = max(head.left_edge.idx, head.idx - _LONGEST)
    left = max(left, scene.text.rfind("\n", left, head.idx) + 1)
    end = head.idx + len(head)
    for child in head.children:
        if child.i > head.i and child.dep_ in ("prep", "appos", "cc", "conj", "flat"):
            end = max(end, child.right_edge.idx + len(child.right_edge))
    stop = scene.text.find("\n", left, end)
    end = min(end if stop < 0 else stop, left + _LONGEST)
    text = scene.text[left:end]
    lead = len(text) - len(text.lstrip(' “"'))
    return ((left + lead, left + len(text.rstrip(' ,“"'))),)


def _within(token: Token, content: Offsets) -> bool:
    return any(start <= token.idx < end for start, end in content)

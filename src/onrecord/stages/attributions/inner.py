"""What somebody quoted says that others said: attributions inside another's content, by the parse.

The model learnt from PolNeAR, which marks only the outermost attribution; the inner ones are read
off the parse where it is plain: a verb of saying with its own subject and its own complement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.gazetteer import listed
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.triple import Triple

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTS = re.compile(r"(?<=[\w”\"]),\s(reports|reported|as reported by)\s(?:[Tt]he\s)?")
_AND = re.compile(r"[\s,]*(?:\b(?:and|but))?[\s,]*$")
_TAIL = 80  # characters behind an attribution in which its reporter is looked for
_SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP"})
_SHARE = 0.7  # of the outer confidence
_MOST = 6  # inner attributions of one outer
_LONGEST = 600
_SHORTEST = 12
_AUXILIARIES = frozenset({"aux", "neg", "auxpass"})
_UNDER_NOUNS = frozenset({"pobj", "prep", "pcomp", "dobj", "xcomp", "acl", "conj"})  # on the way up to a noun


def with_inner(scene: Scene, found: Sequence[Triple]) -> list[Triple]:
    """`found` and the attributions inside their contents that it lacks, in `Triple.order`."""
    if not scene.full:
        return list(found)
    cues = {i for one in found for start, end in one.cue for i in range(start, end)}
    made: list[Triple] = []
    for outer in found:
        for start, end in outer.content[:3]:
            for token in scene.tokens(start, min(end, start + 3_000))[:500]:
                inner = None if token.idx in cues else _inner(scene, token, (start, end), outer)
                if inner is not None and len(made) < _MOST * len(found):
                    cues.update(range(token.idx, token.idx + len(token)))
                    made.append(inner)
    reports = [told for one in found if (told := _reported(scene, one)) is not None]
    at = {told.cue[0][0]: told for told in reversed(reports)}
    kept = [one for one in found if not (one.cue and one.cue[0][0] in at)]
    return sorted([*kept, *made, *at.values()], key=Triple.order)


def apart(scene: Scene, found: Sequence[Triple]) -> list[Triple]:
    """`found` with contents that stop before what is told beside them ("said …, and it warned …").

    An attribution whose verb is coordinated with another's verb of saying is no part of what that
    one said, though the model may run over the "and".
    """
    if not scene.full:
        return list(found)
    cues = sorted((one.cue[0][0], i) for i, one in enumerate(found) if one.cue)
    made = []
    for one in found:
        start, end = one.content[-1]
        for at, i in cues[bisect_left(cues, (start, 0)) : bisect_left(cues, (end, 0))]:
            if _coordinated(scene, found[i], one):
                stop = min((span[0][0] for span in (found[i].source, found[i].cue) if span), default=at)
                text = _AND.sub("", scene.text[start:stop])
                if len(text) >= _SHORTEST and not text.endswith(" that"):
                    end = start + len(text)
                    break
        made.append(replace(one, content=(*one.content[:-1], (start, end))))
    return made


def _coordinated(scene: Scene, inner: Triple, outer: Triple) -> bool:
    """Whether the verb of `inner` hangs on the verb of `outer` by coordination alone."""
    heads = {t.i for span in outer.cue for t in scene.tokens(*span)}
    for verb in (t for span in inner.cue for t in scene.tokens(*span) if t.tag_.startswith("VB")):
        at = verb
        while at.dep_ == "conj" and at.head.i < at.i:
            at = at.head
        if at is not verb and at.i in heads:
            return True
    return False


def _reported(scene: Scene, one: Triple) -> Triple | None:
    """ "…," Name told the radio, reports the agency: the agency's report around what Name said."""
    if not one.source or not one.cue:
        return None
    start = min(one.content[0][0], one.source[0][0], one.cue[0][0])
    end = max(one.content[-1][1], one.source[-1][1], one.cue[-1][1])
    stop = scene.text.find("\n", end, end + _TAIL)
    match = _REPORTS.search(scene.text, end, stop if stop >= 0 else end + _TAIL)
    if match is None or match.start(1) == one.cue[0][0]:
        return None
    for mention in scene.inside(match.end(), match.end() + 1):
        if mention.type == "outlet" and mention.level == "name":
            source = (mention.span.start, mention.span.end)
            content = (start, match.start())
            sure = round(one.confidence * _SHARE, 4)
            return Triple((source,), (match.span(1),), (content,), sure)
    return None


def _inner(scene: Scene, verb: Token, within: tuple[int, int], outer: Triple) -> Triple | None:
    """The attribution of `verb`, None when it is no plain case."""
    if not verb.tag_.startswith("VB") or verb.lower_ not in listed("inner"):
        return None
    subject = _subject(verb)
    if subject is None or not within[0] <= subject.idx < verb.idx:
        return None
    content = _complement(scene, verb, within) or _antecedent(scene, verb, within)
    if content is None:
        return None
    source = (max(subject.left_edge.idx, within[0]), subject.idx + len(subject))
    first = min(
        [c.idx for c in verb.children if c.dep_ in _AUXILIARIES and c.idx > source[1]], default=verb.idx
    )
    cue = (first, verb.idx + len(verb))
    return Triple((source,), (cue,), (content,), round(outer.confidence * _SHARE, 4))


def _subject(verb: Token) -> Token | None:
    """Who says it: the verb's subject, or whom the outer verb acts on ("mocked him for saying")."""
    for child in verb.children:
        if child.dep_ == "nsubj" and child.tag_ in _SUBJECTS:
            return child
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "as"):
        outer = verb.head.head
        return next((c for c in outer.children if c.dep_ == "dobj" and c.tag_ in _SUBJECTS), None)
    return None


def _complement(scene: Scene, verb: Token, within: tuple[int, int]) -> tuple[int, int] | None:
    """The clause or object that `verb` says, inside the outer content."""
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i]
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if not clauses and verb.lower_ in listed("inner_object"):
        clauses = objects
    if not clauses:
        return None
    head = clauses[0]
    start = max(head.left_edge.idx, verb.idx + len(verb) + 1)
    end = min(head.right_edge.idx + len(head.right_edge), within[1], start + _LONGEST)
    text = scene.text[start:end].rstrip(' .,\n“”"')
    return (start, start + len(text)) if len(text) >= _SHORTEST and "\n" not in text else None


def _antecedent(scene: Scene, verb: Token, within: tuple[int, int]) -> tuple[int, int] | None:
    """What "which" stands for in "a charge of …, which Ann denied": the noun phrase, whole."""
    which = next((c for c in verb.children if c.dep_ == "dobj" and c.tag_ == "WDT" and c.i < verb.i), None)
    if which is None or verb.dep_ != "relcl":
        return None
    noun = verb.head
    while noun.dep_ in _UNDER_NOUNS and within[0] <= noun.head.idx < noun.idx:
        noun = noun.head
    start = max(noun.left_edge.idx, within[0])
    text = scene.text[start : which.idx].rstrip(" ,")
    plain = noun.tag_.startswith("NN") and "\n" not in text and _SHORTEST <= len(text) <= _LONGEST
    return (start, start + len(text)) if plain else None

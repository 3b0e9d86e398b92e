"""To whom something was said: "told the agency", "asked reporters", "in remarks for"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.gazetteer import listed
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.triple import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset({"dobj", "dative", "iobj"})
_LONGEST = 200
_REMARKS = re.compile(
    r"\b(?:in|during)\s+(?:an?\s+|his\s+|her\s+|the\s+|\w+\s+){0,3}"
    r"(?:(?:remarks|comments|statement|message|letter|address)\s+(?:to|for)|"
    r"(?:interview|conversation)\s+(?:to|for|with|on))\s+|"
    r"(?<!after )(?<!before )\b(?:[Ss]peaking|[Tt]alking|spoke|talked)\s+(?:\w+\s+){0,2}(?:to|with)\s+"
)


def addressee(
    scene: Scene, cue: Offsets, content: Offsets, *, nested: bool = False
) -> tuple[int, int] | None:
    """The span of whom the cue's verb is said to address, None when nobody is named."""
    if not cue or not scene.full:
        return None
    found = _object(scene, cue, content)
    if found is None and not nested:
        found = _remarks(scene, cue, content)
    if found is not None:
        found = _with_name(scene, found)
    if found is None or found[1] - found[0] > _LONGEST or scene.mask[found[0]]:
        return None
    if _is_content(scene, found, content):
        return None
    deep = any(low + 2 < found[0] < high for low, high in content)
    return None if deep and not _in_interview(scene, found) else found


def _is_content(scene: Scene, found: tuple[int, int], content: Offsets) -> bool:
    """Whether what was found is not to whom something is said but what ("promised a new road")."""
    if len(content) != 1 or not found[0] <= content[0][0] < content[0][1] <= found[1]:
        return False
    first = next((t for t in scene.tokens(*found) if t.tag_ != "DT"), None)
    return first is None or scene.at(first.idx) is None


def _with_name(scene: Scene, found: tuple[int, int]) -> tuple[int, int]:
    """`found` with the name that stands right behind it: "the news agency Name"."""
    for mention in scene.inside(found[1] + 1, found[1] + 2):
        if mention.level == "name" and scene.text[found[1]] == " ":
            return found[0], mention.span.end
    return found


def _in_interview(scene: Scene, found: tuple[int, int]) -> bool:
    """Whether "interview with" stands before: then it is the page's word, wherever contents end."""
    before = scene.text[max(0, found[0] - 40) : found[0]].lower().split()
    return "interview" in before[-3:]


def _object(scene: Scene, cue: Offsets, content: Offsets) -> tuple[int, int] | None:
    for token in scene.tokens(*cue[0]):
        telling = token.lower_ in listed("tell")
        for child in token.children:
            if telling and child.dep_ == "nsubjpass":
                return _phrase(scene, child, content)
            if telling and child.dep_ in _OBJECTS and child.idx >= cue[0][1]:
                span = _phrase(scene, child, content)
                if span:
                    return span
            if child.lower_ == "to" and child.dep_ in ("prep", "dative") and token.lower_ in listed("pass"):
                for grandchild in child.children:
                    if grandchild.dep_ == "pobj" and scene.at(grandchild.idx) is not None:
                        return _phrase(scene, grandchild, content)
        if telling and token.idx + len(token) >= cue[0][1]:
            return _next_noun(scene, cue[0][1])
    return None


def _phrase(scene: Scene, head: Token, content: Offsets) -> tuple[int, int] | None:
    """The noun phrase of `head` without relative clauses, cut where the content begins."""
    start, end = max(head.left_edge.idx, head.idx - _LONGEST), head.idx + len(head)
    for child in head.children:
        if (child.dep_ in ("prep", "conj", "acl", "appos") and child.i == head.i + 1) or child.dep_ in (
            "flat",
        ):
            end = child.right_edge.idx + len(child.right_edge)
    for low, _ in content:
        if start + 2 < low < end:
            end = low
    start = max(start, scene.text.rfind("\n", start, head.idx) + 1)
    stop = scene.text.find("\n", start, end)
    end = stop if stop >= 0 else end
    text = scene.text[start:end].rstrip(' ,“"')
    return (start, start + len(text)) if text else None


def _next_noun(scene: Scene, at: int) -> tuple[int, int] | None:
    """The mention right after a verb of telling, unless it is the subject of what follows."""
    for mention in scene.inside(at, at + 30):
        if scene.text[at : mention.span.start].strip() not in ("", "the", "The"):
            continue
        following = [t for t in scene.tokens(mention.span.end, mention.span.end + 25) if not t.is_space]
        finite = following and following[0].tag_ in ("VBD", "VBZ", "VBP", "MD", "POS")
        if not finite:
            return mention.span.start, mention.span.end
    return None


def _remarks(scene: Scene, cue: Offsets, content: Offsets) -> tuple[int, int] | None:
    low, high = scene.sentence(cue[0][0])
    for match in _REMARKS.finditer(scene.text, low, min(high, low + 2_000)):
        if _overlaps(match.span(), content) and "interview" not in match.group():
            continue
        tokens = scene.tokens(match.end(), match.end() + 1) or scene.tokens(match.end(), match.end() + 30)
        if tokens:
            head = tokens[0]
            while (
                head.head != head
                and head.dep_ in ("det", "compound", "amod", "poss", "nmod", "case")
                and head.head.i > head.i
            ):
                head = head.head
            return _phrase(scene, head, content)
    return None


def _overlaps(span: tuple[int, int], content: Offsets) -> bool:
    return any(low < span[1] and span[0] < high for low, high in content)

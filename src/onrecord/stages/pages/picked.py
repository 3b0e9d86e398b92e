"""Which lines trafilatura would keep: one piece of evidence among many for the line model."""

import logging
import re

from lxml.html import HtmlElement

_LETTERS = re.compile(r"\W+")
_TAGS = re.compile(r"<[^<>]{0,300}>|&\w{1,8};")
_SURE = 15  # letters from which a piece of a longer extracted line counts
_LONGEST = 5_000_000  # characters of HTML; beyond, its time is no longer worth its word


def squeezed(text: str) -> str:
    """Letters and digits alone, lower case: how a line is looked up in another reader's answer."""
    return _LETTERS.sub("", text).lower()


def untagged(text: str) -> str:
    """`text` without tags and entities, squeezed: for bodies quoted in JSON-LD."""
    return squeezed(_TAGS.sub(" ", text)) if text else ""


class Picked:
    """What trafilatura (Apache-2.0) takes for the article, to ask about single lines."""

    def __init__(self, answer: str) -> None:
        self._lines = {squeezed(line) for line in answer.split("\n")} - {""}
        self._whole = squeezed(answer)

    def __contains__(self, letters: str) -> bool:
        """Whether a line, squeezed, is in the answer."""
        if not letters:
            return False
        return letters in self._lines or (len(letters) >= _SURE and letters in self._whole)


def picked(root: HtmlElement, size: int) -> Picked:
    """Trafilatura's answer for a tree, which it may change; nothing for HTML of unusual `size`."""
    if size > _LONGEST:
        return Picked("")
    from trafilatura import extract  # slow to load, and not needed for text

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports what it finds too short
    try:
        answer = extract(root, include_comments=False, fast=True)
    except Exception:  # another reader's failure on odd markup is no evidence, and no error of ours
        answer = None
    return Picked(answer or "")

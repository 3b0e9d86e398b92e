"""From HTML to visible lines: what a reader sees, in order, with hints of how it was marked up."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lxml import etree

from onrecord.errors import PageRejected
from onrecord.layout import BIT, Hint, Line
from onrecord.stages.pages.picked import Picked, squeezed, untagged

_DEEPEST = 60  # levels of which a line remembers its elements
MAX_DEPTH = 2000  # libxml2 drops what lies deeper than 2,048 levels


@cache
def _elements() -> dict[str, frozenset[str]]:
    text = (files("onrecord") / "resources/pages/elements.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    return {kind: frozenset(names.split()) for kind, names in rows}


_HIDDEN, _INLINE, _GAP_AFTER = (_elements()[kind] for kind in ("hidden", "inline", "parted"))
_TAG_BITS = {
    "article": "article",
    "main": "main",
    "aside": "aside",
    "nav": "nav",
    "footer": "footer",
    "header": "header",
    "figure": "figure",
    "figcaption": "figcaption",
    "form": "form",
    "table": "table",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "li": "item",
    "dd": "item",
    "blockquote": "quote",
    "p": "paragraph",
    "button": "button",
    "a": "anchor",
    "dialog": "dialog",
    "section": "section",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class _State:
    """What encloses the element being read."""

    tag: str
    bits: int
    path: tuple[int, ...]
    words: tuple[str, ...]
    strong: bool
    pre: bool


_NOTHING = _State("", 0, (), (), False, False)


@cache
def _class_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    text = (files("onrecord") / "resources/pages/class_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple((BIT[name], re.compile("|".join(map(re.escape, pieces.split())))) for name, pieces in rows)


@lru_cache(maxsize=20_000)
def _class_bits(given: str) -> tuple[int, tuple[str, ...]]:
    """Bits and words of a class and id text."""
    lower = given.lower()[:300]
    bits = sum(bit for bit, pattern in _class_patterns() if pattern.search(lower))
    return bits, tuple(dict.fromkeys(_WORD.findall(lower)))[:6]


class Renderer:
    """Reads a tree once, in document order, and gathers lines."""

    def __init__(self, told: str, picked: Picked) -> None:
        self._told = untagged(told)
        self._picked = picked
        self._out: list[str] = []
        self._size = 0
        self.lines: list[Line] = []
        self._buffer: list[str] = []
        self._length = self._linked = self._bold = 0
        self._link = 0
        self._state = _State("body", 0, (0,), (), False, False)
        self._line_state = self._state
        self._time: str | None = None
        self._count = 0
        self._gap = False

    def read(self, root: etree._Element) -> str:
        """The visible text under `root`; fills `lines`. Raises PageRejected("nested too deep")."""
        stack: list[_State] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, stack)
            else:
                stack.append(self._state)
                if len(stack) > MAX_DEPTH:
                    raise PageRejected("nested too deep", f"more than {MAX_DEPTH} levels")
                if not self._enter(element):
                    walker.skip_subtree()
        self._flush()
        return "".join(self._out)

    def _enter(self, element: etree._Element) -> bool:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        tag = tag.rpartition("}")[2]
        if not tag or tag in _HIDDEN or _unseen(element):
            self._state = _NOTHING
            return False
        if tag == "br":
            self._flush()
        elif tag not in _INLINE:
            self._flush()
            self._gap = self._gap or tag in _GAP_AFTER
        elif tag == "a":
            self._link += 1
            if self._buffer and not self._buffer[-1].endswith(" "):
                previous = element.getprevious()
                if previous is not None and previous.tag == "a" and not previous.tail:
                    self._text(" ")
        elif tag == "time" and element.get("datetime"):
            self._time = self._time or str(element.get("datetime"))
        self._state = self._child(element, tag)
        if element.text:
            self._text(element.text)
        return True

    def _child(self, element: etree._Element, tag: str) -> _State:
        above = self._state
        bits = above.bits
        if name := _TAG_BITS.get(tag):
            bits |= BIT[name]
        words = above.words
        marks = " ".join(
            filter(
                None, (element.get("class"), element.get("id"), element.get("itemprop"), element.get("rel"))
            )
        )
        if marks:
            more, own = _class_bits(marks)
            bits |= more
            words = (own + words)[:16]
        strong = above.strong or tag in ("b", "strong")
        if tag in _INLINE:
            return _State(above.tag, bits, above.path, words, strong, above.pre)
        self._count += 1
        path = (*above.path, self._count)[:_DEEPEST]
        return _State(tag, bits, path, words, strong, above.pre or tag == "pre")

    def _leave(self, element: etree._Element, stack: list[_State]) -> None:
        left, self._state = self._state, stack.pop()
        if left.tag:
            tag = element.tag.lower().rpartition("}")[2]
            if tag == "a":
                self._link -= 1
            if tag not in _INLINE:
                self._flush()
                self._gap = self._gap or tag in _GAP_AFTER
        if element.tail and stack:
            self._text(element.tail)

    def _text(self, text: str) -> None:
        if self._state.pre and "\n" in text:
            for i, piece in enumerate(text.split("\n")):
                if i:
                    self._flush()
                self._add(piece)
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        text = _SPACE.sub(" ", text.replace("\x00", ""))
        if not self._length or (self._buffer and self._buffer[-1].endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            return
        if not self._length:
            self._line_state = self._state
        self._buffer.append(text)
        self._length += len(text)
        self._linked += len(text) if self._link else 0
        self._bold += len(text) if self._state.strong else 0

    def _flush(self) -> None:
        if not self._length:
            return
        text = "".join(self._buffer).strip()
        if text and not text.isspace():
            if self.lines:
                gap = "\n\n" if self._gap else "\n"
                self._out.append(gap)
                self._size += len(gap)
            self.lines.append(Line(self._size, self._size + len(text), self._hint(text)))
            self._out.append(text)
            self._size += len(text)
            self._gap = False
            self._time = None
        self._buffer.clear()
        self._length = self._linked = self._bold = 0

    def _hint(self, text: str) -> Hint:
        state = self._line_state
        letters = squeezed(text)
        told = bool(self._told) and len(letters) >= 12 and letters in self._told
        whole = self._length
        return Hint(
            state.tag,
            state.bits,
            min(1.0, self._linked / whole),
            min(1.0, self._bold / whole),
            state.path,
            state.words,
            told,
            letters in self._picked,
            self._time,
        )


def _unseen(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _UNSEEN.search(style))

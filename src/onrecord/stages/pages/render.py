"""From HTML to visible lines: what a reader sees, in order, with hints of how it was marked up."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lxml import etree

from onrecord.errors import PageRejected
from onrecord.layout import BIT, Hint, Line

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
_LETTERS = re.compile(r"\W+")
_TAGS = re.compile(r"<[^<>]{0,300}>|&\w{1,8};")
_SURE = 12  # letters from which a line is looked up in the body told
_MARKS = ("class", "id", "itemprop", "rel")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Element:
    """What the name of an element says: how it is shown, and its bits of ENCLOSURES."""

    name: str
    bits: int
    hidden: bool
    inline: bool
    parted: bool
    strong: bool


@lru_cache(maxsize=4096)
def _element(tag: str) -> _Element:
    name = tag.lower().rpartition("}")[2]
    bits = BIT[_TAG_BITS[name]] if name in _TAG_BITS else 0
    hidden = not name or name in _HIDDEN
    return _Element(name, bits, hidden, name in _INLINE, name in _GAP_AFTER, name in ("b", "strong"))


@dataclass(slots=True)
class _State:
    """What encloses the element being read; never altered (not frozen: that would take thrice as long)."""

    tag: str
    bits: int
    path: tuple[int, ...]
    words: tuple[str, ...]
    strong: bool
    pre: bool


_NOTHING = _State("", 0, (), (), False, False)  # of what is hidden


@cache
def _class_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    text = (files("onrecord") / "resources/pages/class_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple((BIT[name], re.compile("|".join(map(re.escape, pieces.split())))) for name, pieces in rows)


@lru_cache(maxsize=20_000)
def _class_bits(given: str) -> tuple[int, tuple[str, ...]]:
    """Bits and words of a class and id text."""
    lower = given.lower()[:300]
    bits = 0
    for word in lower.split():
        bits |= _word_bits(word)
    return bits, tuple(dict.fromkeys(_WORD.findall(lower)))[:6]


@lru_cache(maxsize=50_000)
def _word_bits(word: str) -> int:
    """Bits of one class or id, which sites and their systems share more than whole lists of them."""
    return sum(bit for bit, pattern in _class_patterns() if pattern.search(word))


class Renderer:
    """Reads a tree once, in document order, and gathers lines."""

    def __init__(self, told: str) -> None:
        self._told = untagged(told)
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
            if event == "start":
                stack.append(self._state)
                if len(stack) > MAX_DEPTH:
                    raise PageRejected("nested too deep", f"more than {MAX_DEPTH} levels")
                if not self._enter(element):
                    walker.skip_subtree()
            else:
                self._leave(element, stack)
        self._flush()
        return "".join(self._out)

    def _enter(self, element: etree._Element) -> bool:
        """Whether anything of an element is seen; then its start is read."""
        tag = _element(element.tag if isinstance(element.tag, str) else "")
        given = dict(element.items())
        if tag.hidden or "hidden" in given or ("style" in given and _UNSEEN.search(given["style"])):
            self._state = _NOTHING
            return False
        if not tag.inline:
            self._block(tag)
        elif tag.name == "a":
            self._link += 1
            if self._buffer and not self._buffer[-1].endswith(" "):
                previous = element.getprevious()
                if previous is not None and previous.tag == "a" and not previous.tail:
                    self._text(" ")
        elif tag.name == "time":
            self._time = self._time or given.get("datetime") or None
        self._state = self._child(tag, given)
        if element.text:
            self._text(element.text)
        return True

    def _block(self, tag: _Element) -> None:
        """A block element begins or ends: the line is over."""
        if self._length:
            self._flush()
        self._gap = self._gap or tag.parted

    def _child(self, tag: _Element, given: dict[str, str]) -> _State:
        above = self._state
        bits, words = above.bits | tag.bits, above.words
        if given and (marks := " ".join([given[name] for name in _MARKS if given.get(name)])):
            more, own = _class_bits(marks)
            bits |= more
            words = (own + words)[:16]
        strong = above.strong or tag.strong
        if tag.inline:
            if bits == above.bits and words is above.words and strong == above.strong:
                return above
            return _State(above.tag, bits, above.path, words, strong, above.pre)
        self._count += 1
        path = (*above.path, self._count)[:_DEEPEST]
        return _State(tag.name, bits, path, words, strong, above.pre or tag.name == "pre")

    def _leave(self, element: etree._Element, stack: list[_State]) -> None:
        """The end of an element that was entered or skipped, and the text behind it."""
        left, self._state = self._state, stack.pop()
        if left is not _NOTHING:
            tag = _element(element.tag)
            self._link -= tag.name == "a"
            if not tag.inline:
                self._block(tag)
        if element.tail and stack:
            self._text(element.tail)

    def _text(self, text: str) -> None:
        if not self._length and text.isspace():
            return
        if self._state.pre and "\n" in text:
            for i, piece in enumerate(text.split("\n")):
                if i:
                    self._flush()
                self._add(piece)
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
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
        whole = self._length
        return Hint(
            state.tag,
            state.bits,
            min(1.0, self._linked / whole),
            min(1.0, self._bold / whole),
            state.path,
            state.words,
            told=self._tells(text),
            time=self._time,
        )

    def _tells(self, text: str) -> bool:
        """Whether a line is part of the body that the page's JSON-LD gives."""
        letters = squeezed(text) if self._told else ""
        return len(letters) >= _SURE and letters in self._told


def squeezed(text: str) -> str:
    """Letters and digits alone, lower case: how a line is looked up in a body told elsewhere."""
    return _LETTERS.sub("", text).lower()


def untagged(text: str) -> str:
    """`text` without tags and entities, squeezed: for bodies quoted in JSON-LD."""
    return squeezed(_TAGS.sub(" ", text)) if text else ""

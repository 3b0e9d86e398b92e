"""Where the lines of a page stand in its text, and what its HTML said about each of them."""

from dataclasses import dataclass, replace
from functools import cache

from onrecord.records import Metadatum

# What encloses a line, one bit each; the last bits come from class and id words.
ENCLOSURES = (
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "figcaption",
    "form",
    "table",
    "list",
    "item",
    "quote",
    "heading",
    "paragraph",
    "button",
    "anchor",
    "dialog",
    "section",
    "w-body",
    "w-related",
    "w-share",
    "w-menu",
    "w-side",
    "w-foot",
    "w-head",
    "w-caption",
    "w-author",
    "w-date",
    "w-title",
    "w-deck",
    "w-comment",
    "w-letter",
    "w-advert",
    "w-tag",
    "w-cookie",
    "w-teaser",
    "w-list",
    "w-media",
    "w-wall",
    "w-quote",
    "w-hidden",
)
BIT = {name: 1 << i for i, name in enumerate(ENCLOSURES)}


@dataclass(frozen=True, slots=True)
class Hint:
    """What HTML said about one line.

    `tag`: the innermost block element; `inside`: bits of ENCLOSURES; `link`, `strong`: share of the
    line's characters in links and in bold; `path`: numbers of the enclosing block elements, outermost
    first (lines with the same number share the element); `words`: class and id words, nearest element
    first; `told`: the line is part of the body that the page's JSON-LD gives; `time`: a
    machine-readable time on the line.
    """

    tag: str
    inside: int
    link: float
    strong: float
    path: tuple[int, ...]
    words: tuple[str, ...] = ()
    told: bool = False
    time: str | None = None

    def within(self, *names: str) -> bool:
        """Whether the line stands in any of the named ENCLOSURES."""
        return self.inside & _bits(names) != 0


@cache
def _bits(names: tuple[str, ...]) -> int:
    return sum({BIT[name] for name in names})


def heading(tag: str) -> Hint:
    """The hint of a heading in Markdown, which tells its level ("h1" to "h6") and nothing else."""
    return Hint(tag, _bits(("heading",)), 0.0, 0.0, ())


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line (a paragraph, if the page breaks it over several lines).

    `start, end` are offsets into `Page.text` without the white space around; `parts` are the
    stretches of a hard-wrapped paragraph, one per line of the page, empty when it stands on one.
    """

    start: int
    end: int
    hint: Hint | None = None
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """An entry of a live blog as JSON-LD lists it; what it does not give is ""."""

    headline: str
    text: str
    time: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page in order, and the metadata that its head declared, best source first.

    `told` says that the page's JSON-LD gave a body; `kinds` are its JSON-LD and og types, lower case;
    `source` is the HTML; `updates` are the entries of a live blog that JSON-LD lists.
    """

    lines: tuple[Line, ...]
    html: bool = False
    clean: bool = False  # form "text": the whole page is the article
    copied: bool = False  # text without the indents that text browsers give lists and menus
    declared: tuple[Metadatum, ...] = ()
    told: bool = False
    kinds: tuple[str, ...] = ()
    source: str = ""
    updates: tuple[Update, ...] = ()

    def plain(self) -> "Layout":
        """The layout as of text: without the hints that Markdown gives of its headings."""
        if self.html or not any(line.hint for line in self.lines):
            return self
        return replace(self, lines=tuple(replace(line, hint=None) for line in self.lines))

    def first(self, field: str) -> Metadatum | None:
        """The best declared value of one field (headline, author, published, modified, url …)."""
        return next((m for m in self.declared if m.field == field), None)

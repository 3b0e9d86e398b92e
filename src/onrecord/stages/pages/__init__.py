"""Pages: a capture as visible text in order, with what its markup said about each line."""

import re
from dataclasses import fields, replace

from lxml import etree

from onrecord.capture import Capture
from onrecord.errors import PageRejected
from onrecord.layout import Layout, Line, heading
from onrecord.records import Declared, Metadatum, Page
from onrecord.stages.pages.declared import declared, updates
from onrecord.stages.pages.decode import check_text, decode
from onrecord.stages.pages.markdown import is_markdown, to_text
from onrecord.stages.pages.render import Renderer
from onrecord.stages.pages.wrapped import lines_of
from onrecord.text import printable

NAME = "pages"
VERSION = 2
ORIGIN = f"{NAME}@{VERSION}"
MAX_TEXT = 3_000_000  # visible characters of one page
MAX_LINES = 30_000  # of one page: the longest live blogs have a tenth of it
_INDENTED = 0.15  # share of lines with blanks before them from which text has a layout; copies have 0 to .06
_MAX_ATTRIBUTES = 5_000  # of one tag: parsers take minutes for more
_LONG = 20_000  # characters of a tag from which its attributes are counted
_XML_DECLARATION = re.compile(r"^\s{0,50}<\?xml[^>]{0,300}\?>")
_SAVED = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,20}url:\s{0,9})(https?://[^\s<>]{4,2000})"
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def render(capture: Capture) -> tuple[Page, Layout]:
    """The page of a capture and the layout of its lines.

    `Page.text` of a text form is the decoded text as it came; of HTML the visible text, a line per
    line, blocks parted by a blank line; of Markdown, also where nothing but its signs tells it, the text
    that it stands for. Raises PageRejected: "empty", "too large", "binary", "nested too deep",
    "too many attributes", "too many lines", "too much text", "no text".
    """
    if isinstance(capture.body, bytes):
        text, encoding = decode(capture.body, capture.charset, html=capture.form == "html")
    else:
        text, encoding = printable(capture.body), None
        check_text(text)
    headings: dict[int, str] = {}
    if capture.media_type == "text/markdown" or (capture.form == "page_text" and is_markdown(text)):
        text, headings = to_text(text)
    if capture.form == "html":
        return _html(capture, text, encoding)
    page = _page(capture, text, encoding, capture.declared)
    if capture.form == "text":
        return page, Layout(_whole(text), clean=True, declared=_given(capture))
    lines = _few(lines_of(text))
    marked = tuple(replace(x, hint=heading(headings[x.start])) if x.start in headings else x for x in lines)
    return page, Layout(marked, copied=_copied(text, marked), declared=_given(capture))


def _copied(text: str, lines: tuple[Line, ...]) -> bool:
    """Whether hardly a line has blanks before it: text browsers indent lists and menus."""
    indented = sum(text[line.start - 1 : line.start] in (" ", "\t", "\xa0") for line in lines)
    return indented < _INDENTED * len(lines)


def _whole(text: str) -> tuple[Line, ...]:
    return (Line(0, len(text)),)


def _few(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    if len(lines) > MAX_LINES:
        raise PageRejected("too many lines", f"{len(lines)} lines, at most {MAX_LINES}")
    return lines


def _html(capture: Capture, source: str, encoding: str | None) -> tuple[Page, Layout]:
    root = _parsed(source)
    found, body = declared(root)
    found = [replace(m, value=printable(m.value)) for m in found] + _saved(source)
    renderer = Renderer(body)
    text = renderer.read(root)
    if not renderer.lines:
        raise PageRejected("no text", "the HTML shows nothing")
    given = [*_given(capture), *found]
    page = _page(capture, text, encoding, _merged(capture.declared, given))
    kinds = tuple(dict.fromkeys(m.value.lower() for m in found if m.field == "kind"))
    return page, Layout(
        _few(tuple(renderer.lines)),
        html=True,
        declared=tuple(given),
        told=len(body) > 200,
        kinds=kinds,
        source=source,
        updates=updates(root) if "liveBlogUpdate" in source else (),
    )


def _saved(source: str) -> list[Metadatum]:
    """The address that a browser or SingleFile notes in a comment of the page that it saves."""
    note = _SAVED.search(source[:4000])
    return [Metadatum("url", note[1], "html")] if note else []


def _parsed(source: str) -> etree._Element:
    """The tree of an HTML source; raises PageRejected where the parser would stall or lose text."""
    if any(_attributes(tag) > _MAX_ATTRIBUTES for tag in _long_tags(source)):
        raise PageRejected("too many attributes", f"a tag has more than {_MAX_ATTRIBUTES}")
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    clean = _XML_DECLARATION.sub("", source).replace("\x00", "")
    try:
        root = etree.fromstring(clean.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise PageRejected("no text", f"not readable as HTML: {str(error)[:100]}") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise PageRejected("nested too deep", "the parser gave up")
    if root is None:
        raise PageRejected("no text", "the HTML is empty")
    return root


def _long_tags(source: str) -> list[str]:
    """What stands inside of tags that are longer than any of a page should be."""
    pieces = source.split("<")
    if max(map(len, pieces)) <= _LONG:
        return []
    tags = (piece.partition(">")[0] for piece in pieces)
    return [tag for tag in tags if len(tag) > _LONG and tag[0].isascii() and tag[0].isalpha()]


def _attributes(tag: str) -> int:
    return len(_QUOTED.sub("", tag).split())


def _page(capture: Capture, text: str, encoding: str | None, declared_: Declared) -> Page:
    if len(text) > MAX_TEXT:
        raise PageRejected("too much text", f"{len(text)} characters, at most {MAX_TEXT}; cut it into pages")
    return Page(
        origin=ORIGIN,
        uri=capture.uri,
        publisher=capture.publisher,
        fetched=capture.fetched,
        media_type=capture.media_type,
        encoding=encoding,
        text=text,
        declared=declared_,
    )


def _given(capture: Capture) -> tuple[Metadatum, ...]:
    """What came with the capture, as metadata of basis "declared"."""
    given = capture.declared
    pairs = [
        ("url", given.url),
        ("title", given.title),
        ("published", given.published),
        ("modified", given.modified),
        ("section", given.section),
        ("lang", given.lang),
        ("publisher", capture.publisher),
        *(("author", a) for a in given.authors),
    ]
    return tuple(Metadatum(field, value, "declared") for field, value in pairs if value)


def _merged(given: Declared, found: list[Metadatum]) -> Declared:
    """`given` with its gaps filled from the page's head."""
    values: dict[str, str] = {}
    for datum in found:
        values.setdefault(datum.field, datum.value)
    own = {
        f.name: getattr(given, f.name) or values.get(f.name) for f in fields(Declared) if f.name != "authors"
    }
    authors = given.authors or tuple(dict.fromkeys(m.value for m in found if m.field == "author"))
    return Declared(**own, authors=authors)

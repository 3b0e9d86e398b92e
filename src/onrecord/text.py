"""Text and spans: quoting, checking the span law, folding names. Standard library only."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import get_args, get_type_hints

from onrecord.errors import BadSpan
from onrecord.records import Article, Record, Span, field_names

_WORD = re.compile(r"\w+")


def quote(article: Article, start: int, end: int) -> Span:
    """The span of `article.text[start:end]` (code points, half-open); BadSpan when empty or outside."""
    if not 0 <= start < end <= len(article.text):
        raise BadSpan(f"[{start}, {end}) lies outside the {len(article.text)} characters of {article.id}")
    return Span(article.id, start, end, article.text[start:end])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without the white space at its edges (start == end when nothing is left)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def printable(text: str) -> str:
    """`text` with lone surrogates replaced, one for one: they are no characters and can't be stored."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def shortened(text: str, most: int) -> str:
    """`text` on one line, cut after a whole word with an ellipsis when longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def spans_of(value: object) -> Iterator[Span]:
    """Every Span inside a record or value, in field order."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif value is not None:
        of: type = type(value)
        for name in _span_fields(of):
            yield from spans_of(getattr(value, name))


@cache
def _span_fields(of: type) -> tuple[str, ...]:
    """The fields of a record or value whose type has a Span in it; none of any other type."""
    if not (names := field_names(of)):
        return ()
    hints = get_type_hints(of)
    return tuple(name for name in names if _holds_spans(hints[name]))


def _holds_spans(hint: object) -> bool:
    if hint is Span or (isinstance(hint, type) and _span_fields(hint)):
        return True
    return any(map(_holds_spans, get_args(hint)))


def check_spans(record: Record, texts: dict[str, str]) -> None:
    """Raise BadSpan unless every span of `record` quotes its article; `texts` maps article id to text."""
    for span in spans_of(record):
        text = texts.get(span.article)
        if text is None or span.start < 0 or text[span.start : span.end] != span.exact or not span.exact:
            raise BadSpan(
                f"{type(record).__name__} {record.id}: [{span.start}, {span.end}) does not quote its article"
            )


def fold(text: str) -> str:
    """`text` lower-cased, without accents and punctuation, words parted by one blank: for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare))

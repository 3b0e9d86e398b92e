"""What the terminal shows: records as tables, an article with roles in the margin, a closing summary."""

import json
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.dates import readable
from onrecord.records import Article, Block, Page, Plain
from onrecord.text import shortened
from onrecord.timeline import Entry

# The fields worth a column, in reading order; every field is in `--json` and in exports.
COLUMNS: dict[str, tuple[str, ...]] = {
    "pages": ("id", "uri", "publisher", "media_type", "encoding", "fetched"),
    "blocks": ("page", "start", "end", "role", "time", "exact"),
    "articles": ("id", "publisher", "published", "headline", "authors", "section", "lang", "uri"),
    "mentions": ("article", "span", "type", "level", "name", "role", "country"),
    "entities": ("id", "name", "type", "country", "roles", "aliases", "mentions"),
    "judgements": ("left", "right", "verdict", "score", "reason"),
    "time_expressions": (
        "article",
        "span",
        "type",
        "value",
        "edtf",
        "precision",
        "basis",
        "status",
    ),
    "attributions": (
        "article",
        "speaker_name",
        "cue",
        "content",
        "kind",
        "via_names",
        "addressee",
        "confidence",
    ),
    "event_mentions": (
        "article",
        "type",
        "status",
        "actors",
        "anchor",
        "recipients",
        "location",
        "date",
    ),
    "events": ("id", "date", "status", "type", "label", "articles"),
    "claims": ("article", "aspect", "about", "value", "unit", "bound", "evidence"),
    "reuses": ("article", "other", "kind", "similarity", "containment", "matches"),
    "stories": ("id", "label", "start", "end", "articles", "origins"),
    "comparisons": ("story", "aspect", "verdict", "about", "sides", "outlets", "origins", "reason"),
    "rejections": ("stage", "reason", "target", "detail"),
}
VERDICTS = ("differ", "updated later", "agree", "compatible", "not comparable", "only one")
KINDS = ("fact", "figure", "date", "name", "wording", "voice", "coverage")


def _rank(column: str, *values: str) -> str:
    """SQL: where the value of `column` stands in `values`."""
    return f"list_position([{', '.join(map(repr, values))}], {column}) NULLS LAST"


# What a reader would look at first; every order ends with the id.
ORDER: dict[str, str] = {
    "blocks": "page, start",
    "articles": "published NULLS LAST",
    "mentions": "article, span.start",
    "entities": "mentions DESC, name",
    "judgements": "verdict, score DESC",
    "time_expressions": "article, span.start",
    "attributions": "article, content[1].start",
    "event_mentions": "article, anchor.start",
    "events": "date NULLS LAST",
    "claims": "article, evidence[1].start",
    "stories": "len(articles) DESC, start",
    "comparisons": f"story, {_rank('verdict', *VERDICTS)}, {_rank('kind', *KINDS)}",
    "rejections": "stage, reason, target",
}
_OWNERS = frozenset({"story", "article", "page"})  # said once, above, where all rows have the same
_LONG = 240  # characters of a cell
_SIDE = 70  # characters of one side of a comparison


def order(name: str) -> str:
    """The SQL order of the record type `name` for readers; total, so that it is the same every time."""
    return f"{ORDER[name]}, id" if name in ORDER else "id"


def table(
    name: str, rows: Iterable[dict[str, Plain]], total: int, labels: Mapping[str, str]
) -> RenderableType:
    """`rows` of the record type `name` (plain data) as a table; `total` says how many there are in all.

    `labels` says what to show for an id.
    """
    rows = list(rows)
    same = [c for c in COLUMNS[name] if c in _OWNERS and len(rows) > 1 and len({row[c] for row in rows}) == 1]
    chosen = [c for c in COLUMNS[name] if c not in same]
    title = ", ".join([f"{name} ({total})", *(f"{c}: {_cell(rows[0][c], labels)}" for c in same)])
    grid = Table(title=Text(title), title_justify="left", show_lines=False, pad_edge=False)
    for column in chosen:
        grid.add_column(
            column.replace("_", " "),
            overflow="fold",
            ratio=3 if column in ("content", "exact") else None,
        )
    for row in rows:
        grid.add_row(*(Text(_cell(row[column], labels)) for column in chosen))
    if len(rows) < total:
        grid.caption = f"{len(rows)} of {total} shown; more with --limit {total}"
    return grid


def timeline_table(entries: Sequence[Entry], total: int, labels: Mapping[str, str]) -> RenderableType:
    """The first of `total` timeline entries as a table."""
    grid = Table(title=f"timeline ({total})", title_justify="left", pad_edge=False)
    for column in ("date", "status", "told by", "outlets", "origins", "sentence"):
        grid.add_column(column, overflow="fold")
    for entry in entries:
        gone = f", overtaken {readable(entry.overtaken)}" if entry.overtaken else ""
        told = "; ".join(dict.fromkeys(labels.get(a, a) for a in entry.articles))
        counts = (str(entry.outlets), str(entry.origins))
        cells = (readable(entry.date), entry.status + gone, told, *counts, entry.span.exact)
        grid.add_row(*(Text(visible(cell)) for cell in cells))
    if len(entries) < total:
        grid.caption = f"{len(entries)} of {total} shown; more with --limit {total}"
    return grid


def _cell(value: Plain, labels: Mapping[str, str]) -> str:
    if isinstance(value, list):
        value = [labels.get(v, v) if isinstance(v, str) else v for v in value]
    text = visible(words(labels.get(value, value) if isinstance(value, str) else value))
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def words(value: Plain) -> str:
    """A value in a few words: a span by what it quotes, a participant by its name, a list item by item."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list):
        return "; ".join(words(item) for item in value)
    if isinstance(value, dict):
        if "left" in value and "right" in value:
            return words(value["left"])
        if "evidence" in value:
            return f"{value.get('publisher') or 'unknown'}: {shortened(words(value.get('value')), _SIDE)}"
        first = next((value[k] for k in ("name", "value", "exact", "source") if value.get(k)), None)
        return words(first) if first is not None else json.dumps(value, ensure_ascii=False)
    return str(value)


def visible(text: str) -> str:
    """`text` on one line, without control characters: a page must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


_STYLES = {
    "headline": "bold",
    "deck": "italic",
    "subhead": "bold",
    "body": "",
    "quote": "italic",
    "list": "",
    "byline": "cyan",
    "dateline": "cyan",
    "section": "cyan",
    "signature": "cyan",
}


def article(page: Page, blocks: Sequence[Block], found: Article, console: Console) -> None:
    """Print the page's blocks with their roles in the margin, dropped furniture dimmed."""
    head = Table.grid(padding=(0, 2))
    for label in (
        "headline",
        "deck",
        "authors",
        "publisher",
        "section",
        "published",
        "modified",
        "lang",
        "url",
    ):
        value = getattr(found, label)
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            head.add_row(Text(label, style="dim"), Text(visible(shown)))
    if not found.published:
        head.add_row(Text("published", style="dim"), Text("undatable", style="yellow"))
    console.print(head)
    console.print()
    body = Table.grid(padding=(0, 2))
    body.add_column(justify="right", no_wrap=True)
    body.add_column(overflow="fold")
    for block in blocks:
        style = _STYLES.get(block.role, "dim")
        lines = Text("\n".join(visible(line) for line in block.exact.split("\n")), style=style)
        body.add_row(Text(block.role, style="green" if block.role in _STYLES else "dim"), lines)
    console.print(body)

"""The command line: build, show, export, read, report."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

import onrecord
from onrecord import inputs, terminal
from onrecord.errors import OnrecordError
from onrecord.export import export as export_tables
from onrecord.records import Attribution, Rejection, plain
from onrecord.schema import table_of
from onrecord.store import Store
from onrecord.timeline import formats as timeline_formats
from onrecord.timeline import timeline

if TYPE_CHECKING:
    from onrecord.pipeline import Summary

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From saved news pages to a record with sources.",
)
Out = Annotated[Path, typer.Argument(help="The folder that a build wrote.", metavar="OUT")]


class FormatName(StrEnum):
    """The formats of an export."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"


class TimelineFormat(StrEnum):
    """What `show timeline` can print."""

    table = "table"
    json = "json"
    csv = "csv"
    ics = "ics"
    timelinejs = "timelinejs"
    jsonl = "jsonl"


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """From saved news pages to a record with sources."""
    if version:
        typer.echo(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.command()
def build(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files, folders or globs: .txt .html .warc(.gz) .jsonl(.gz)", metavar="PATH..."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the database and the report.")],
    workers: Annotated[
        int | None,
        typer.Option(
            min=0, max=256, help="Processes; default one per core, at most 16; 0: none of their own."
        ),
    ] = None,
    least_confidence: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, help="Attributions below it are kept, but neither shown nor compared.", metavar="P"
        ),
    ] = None,
    report: Annotated[bool, typer.Option(help="Write OUT/report.html.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read pages into OUT: a database of records and a report. Reads only what is new."""
    with _progress(quiet) as note:
        summary = onrecord.build(
            paths, out, workers=workers, least_confidence=least_confidence, report=report, progress=note
        )
    if not quiet:
        _say_summary(summary_lines=_summary_lines(out, summary, report))
    if summary.nothing_done:
        raise typer.Exit(1)


_REASONS = "SELECT reason, count(*) FROM rejections GROUP BY ALL ORDER BY count(*) DESC, reason"


def _summary_lines(out: Path, summary: "Summary", report: bool) -> list[str]:
    s = summary
    lines = [f"{s.taken} in = {s.done} done + {s.rejected} rejected + {s.duplicate} duplicate"]
    with onrecord.open(out) as store:
        if reasons := store.sql(_REASONS).fetchall():
            told = ", ".join(f"{n} {reason}" for reason, n in reasons)
            lines.append(f"not used: {told}; each with its page: onrecord show rejections {out}")
        counted = ("articles", "stories", "attributions", "events", "comparisons")
        counts = [f"{len(store.relation(t))} {t}" for t in counted]
        lines.append("on record: " + ", ".join(counts))
    lines.append(f"database: {out / 'onrecord.duckdb'}")
    if report:
        lines.append(f"report:   {out / 'report.html'}")
    return lines


def _say_summary(summary_lines: list[str]) -> None:
    for line in summary_lines:
        typer.echo(line)


@contextmanager
def _progress(quiet: bool) -> Iterator["Callable[[Summary], None]"]:
    """A progress line on the error stream; nothing when `quiet` or when nobody watches."""
    console = Console(stderr=True, quiet=quiet)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("reading pages", total=None)

        def note(summary: "Summary") -> None:
            ended = summary.done + summary.rejected + summary.duplicate
            label = f"comparing: {summary.doing}" if summary.doing else "reading pages"
            bar.update(task, description=label, completed=ended, total=max(summary.taken, ended))

        yield note


@app.command()
def show(
    records: Annotated[
        str,
        typer.Argument(help="A record type (articles, attributions, …) or timeline.", metavar="RECORDS"),
    ],
    out: Out,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, every field.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many rows.")] = 50,
    form: Annotated[
        TimelineFormat, typer.Option("--format", help="Of the timeline only.")
    ] = TimelineFormat.table,
    story: Annotated[str | None, typer.Option(help="Of the timeline only: the id of a story.")] = None,
    least_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Of attributions only; default: as OUT was built.", metavar="P"),
    ] = None,
) -> None:
    """Show records of OUT as a table."""
    with onrecord.open(out) as store:
        if records == "timeline":
            _show_timeline(store, TimelineFormat.jsonl if as_json else form, limit, story)
            return
        relation = store.relation(records)
        if table_of(records) is Attribution:
            least = store.least_confidence if least_confidence is None else least_confidence
            relation = relation.filter(f"confidence >= {least!r}")
        total = len(relation)
        rows = relation.order(terminal.order(records)).limit(total if as_json else limit)
        plain_rows = rows.to_arrow_table().to_pylist()
        if as_json:
            for row in plain_rows:
                typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            _console().print(terminal.table(records, plain_rows, total, _labels(store)))


def _show_timeline(store: Store, form: TimelineFormat, limit: int, story: str | None) -> None:
    entries = timeline(store, story)
    if form is TimelineFormat.table:
        _console().print(terminal.timeline_table(entries[:limit], len(entries), _labels(store)))
        return
    writers = {
        TimelineFormat.json: timeline_formats.to_json,
        TimelineFormat.jsonl: timeline_formats.to_jsonl,
        TimelineFormat.csv: timeline_formats.to_csv,
        TimelineFormat.ics: timeline_formats.to_ics,
        TimelineFormat.timelinejs: timeline_formats.to_timelinejs,
    }
    typer.echo(writers[form](entries), nl=False)


def _labels(store: Store) -> dict[str, str]:
    """What to call an article or a story where its id stands in a table."""
    labels = "SELECT id, coalesce(publisher, uri) FROM articles UNION ALL SELECT id, label FROM stories"
    return {str(i): str(label) for i, label in store.sql(labels).fetchall()}


def _console() -> Console:
    """The terminal; wide when output goes into a file, so that nothing is cut."""
    return Console(width=None if sys.stdout.isatty() else 200)


@app.command()
def export(
    out: Out,
    to: Annotated[Path, typer.Option("--to", help="The folder for the files.")],
    form: Annotated[FormatName, typer.Option("--format", help="jsonl, parquet or csv.")] = FormatName.jsonl,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="A record type; may be given more than once.")
    ] = None,
) -> None:
    """Write a file per record type into a folder."""
    tables = [table_of(name).TABLE for name in only or ()]
    with onrecord.open(out) as store:
        for path in export_tables(store, to, form.value, tables):
            typer.echo(path)


@app.command()
def read(
    page: Annotated[Path, typer.Argument(help="A .txt or .html page, or a file of several.", metavar="PAGE")],
    as_json: Annotated[bool, typer.Option("--json", help="Page, blocks and article as JSON.")] = False,
) -> None:
    """Print a page's article with the role of each block in the margin."""
    from onrecord import pipeline  # the stages and their models take seconds to load

    files, lost = inputs.find([page])
    read_any = False
    for item in [*lost, *inputs.read(files)]:
        found = item if isinstance(item, Rejection) else pipeline.read_page(item)
        if isinstance(found, Rejection):
            typer.echo(f"{found.target}: {found.reason}: {found.detail}", err=True)
            continue
        read_any = True
        if as_json:
            shown = {"page": plain(found.page), "blocks": plain(found.blocks)}
            for dossier in found.dossiers:
                typer.echo(json.dumps({**shown, "article": plain(dossier.article)}, ensure_ascii=False))
        else:
            for dossier, own in zip(found.dossiers, found.shares(), strict=True):
                terminal.article(found.page, own, dossier.article, _console())
    if not read_any:
        raise typer.Exit(1)


@app.command()
def report(out: Out) -> None:
    """Write OUT/report.html anew."""
    from onrecord import report as report_module

    with onrecord.open(out) as store:
        report_module.write(store, out / "report.html")
    typer.echo(out / "report.html")


def main() -> None:
    """Run the command line; what can't be done is said in a sentence, never as a traceback."""
    try:
        app()
    except OnrecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("onrecord: stopped; run the same command again to go on where it stood", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # a fault of ours: say so, and keep the trace for those who want it
        if os.environ.get("ONRECORD_DEBUG"):
            raise
        typer.echo(f"onrecord: a fault of onrecord: {type(error).__name__}: {error}", err=True)
        typer.echo("please report it with what ONRECORD_DEBUG=1 prints; what was read is kept", err=True)
        sys.exit(3)

"""The docs that are made from the code: `./run docs` writes them, a test compares them."""

import typing
from dataclasses import fields, is_dataclass
from pathlib import Path

import typer
from typer.main import get_command

from onrecord import records, schema
from onrecord.cli import app

DOCS = Path(__file__).parents[2] / "docs"
_MADE = "<!-- Made from the code by ./run docs; edit the code instead. -->\n\n"


def records_page() -> str:
    """docs/records.md."""
    parts = [
        "# Records\n\n",
        _MADE,
        "Every record has an `id`, a hash of its key fields, and an `origin`, the stage and version that "
        "made it. Offsets are half-open ranges of Unicode code points. Exports have a file per record "
        "type, named by its table; a span is an object with `article, start, end, exact`.\n",
    ]
    parts += [_section(t, f"{t.__name__} (`{t.TABLE}`)") for t in records.RECORDS]
    parts += ["\n# Values inside records\n"]
    parts += [_section(t, t.__name__) for t in _values()]
    return "".join(parts)


def _values() -> list[type]:
    found: dict[str, type] = {}

    def visit(of: object) -> None:
        of, _ = schema.optional(of)
        for inner in typing.get_args(of):
            visit(inner)
        if isinstance(of, type) and is_dataclass(of) and of.__name__ not in found:
            if not issubclass(of, records.Record):
                found[of.__name__] = of
            for t in schema.field_types(of).values():
                visit(t)

    for record_type in records.RECORDS:
        visit(record_type)
    return list(found.values())


def _section(of: type, title: str) -> str:
    key = f"\nKey: {', '.join(f'`{k}`' for k in of.KEY)}.\n" if issubclass(of, records.Record) else ""
    lines = [f"\n## {title}\n\n{_doc(of)}\n{key}\n| field | type |\n|---|---|\n"]
    types = schema.field_types(of)
    lines += [f"| `{f.name}` | {_type(types[f.name])} |\n" for f in fields(of)]
    return "".join(lines)


def _doc(of: type) -> str:
    return "\n".join(line.strip() for line in (of.__doc__ or "").strip().split("\n"))


def _type(of: object) -> str:
    of, can_be_none = schema.optional(of)
    if typing.get_origin(of) is typing.Literal:
        text = " · ".join(str(a) for a in typing.get_args(of))
    elif typing.get_origin(of) is tuple:
        text = f"list of {_type(typing.get_args(of)[0])}"
    else:
        text = getattr(of, "__name__", str(of))
    return f"{text}, or nothing" if can_be_none else text


def command_page() -> str:
    """docs/command-line.md."""
    command = get_command(app)
    context = typer.Context(command, info_name="onrecord")
    parts = ["# Command line\n\n", _MADE, f"{command.help}\n"]
    for name, sub in sorted(command.commands.items()):  # type: ignore[attr-defined]
        parts.append(_command(name, sub, typer.Context(sub, info_name=f"onrecord {name}", parent=context)))
    return "".join(parts)


def _command(name: str, command: typing.Any, context: typer.Context) -> str:
    usage = " ".join(["onrecord", name, *command.collect_usage_pieces(context)])
    lines = [f"\n## onrecord {name}\n\n{(command.help or '').strip()}\n\n    {usage}\n\n| | |\n|---|---|\n"]
    for parameter in command.get_params(context):
        if parameter.name == "help":
            continue
        names = ", ".join(f"`{o}`" for o in (*parameter.opts, *parameter.secondary_opts))
        shown = names if parameter.param_type_name == "option" else f"`{parameter.metavar or parameter.name.upper()}`"
        lines.append(f"| {shown} | {parameter.help or ''} |\n")
    return "".join(lines)


PAGES = {"records.md": records_page, "command-line.md": command_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")

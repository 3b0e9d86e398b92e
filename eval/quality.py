"""The figures as others see them: docs/quality.md and the note beside each record in the report."""

import json
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "eval" / "reference.toml"
MEASURED = ROOT / "eval" / "measured.json"
PAGE = ROOT / "docs" / "quality.md"
README = ROOT / "README.md"
NOTES = ROOT / "src" / "onrecord" / "resources" / "quality.json"
_HEAD = """# Quality

<!-- Made by ./run eval --write from eval/measured.json and eval/reference.toml. -->

Development figures: by folds over sites for pages, on the dev part elsewhere; unseen data decides. The
data is not part of the project; `./run eval` measures where it is present. "Elsewhere" is the best
figure that others reach on the same data, "human" one annotator against another.
"""

_MARK = "<!-- quality: made by ./run eval --write -->\n"
_COLUMNS = "| measure | ours | elsewhere | human | goal |\n|---|---|---|---|---|\n"

Row = dict[str, str | float]


def keep(figures: dict[str, float]) -> None:
    """Take `figures` over into the measured ones and renew what is made of them."""
    known = json.loads(MEASURED.read_text("utf-8")) if MEASURED.exists() else {}
    known |= {name: round(value / 100 if value > 1.5 else value, 4) for name, value in figures.items()}
    MEASURED.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", "utf-8")
    rows = tomllib.loads(REFERENCE.read_text("utf-8"))["figure"]
    PAGE.write_text(page(rows, known), "utf-8")
    README.write_text(with_table(README.read_text("utf-8"), rows, known), "utf-8")
    NOTES.write_text(json.dumps(notes(rows, known), indent=1, ensure_ascii=False) + "\n", "utf-8")


def page(rows: list[Row], known: dict[str, float]) -> str:
    """docs/quality.md."""
    parts = [_HEAD]
    for table in dict.fromkeys(str(row["table"]) for row in rows):
        parts.append(f"\n## {table}\n\n{_COLUMNS}")
        parts += [_line(row, known) for row in rows if row["table"] == table]
    return "".join(parts)


def with_table(readme: str, rows: list[Row], known: dict[str, float]) -> str:
    """The README with the rows marked `readme` between its quality marks."""
    lines = [_line(row, known) for row in rows if row.get("readme")]
    before, mark, rest = readme.partition(_MARK)
    _, end, after = rest.partition("<!-- /quality -->")
    return f"{before}{mark}{_COLUMNS}{''.join(lines)}{end}{after}"


def _line(row: Row, known: dict[str, float]) -> str:
    value = known.get(str(row["key"]))
    shown = "not measured" if value is None else _number(value)
    goal, human = (_number(row[k]) if k in row else "" for k in ("goal", "human"))
    if value is not None and isinstance(row.get("goal"), float) and value >= float(row["goal"]):
        shown = f"**{shown}**"
    return f"| {row['says']} | {shown} | {row.get('elsewhere', '')} | {human} | {goal} |\n"


def _number(value: str | float) -> str:
    return f"{float(value):.3f}".removeprefix("0")


def notes(rows: list[Row], known: dict[str, float]) -> dict[str, str]:
    """Record type to the sentence that stands beside it in the report."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if "sentence" in row and str(row["key"]) in known:
            sentence = str(row["sentence"]).format(f"{100 * known[str(row['key'])]:.3g} %")
            found.setdefault(str(row["table"]), []).append(sentence)
    return {table: "; ".join(sentences) for table, sentences in found.items()}

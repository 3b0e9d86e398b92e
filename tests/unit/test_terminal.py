"""Tables in the terminal: what differs first, what all rows share said once, no control characters."""

import io

import duckdb
from rich.console import Console

from onrecord import terminal


def shown(name: str, rows: list[dict], labels: dict[str, str] | None = None, width: int = 160) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(terminal.table(name, rows, len(rows), labels or {}))
    return console.file.getvalue()  # type: ignore[attr-defined]


def side(publisher: str, value: str) -> dict:
    return {"publisher": publisher, "value": value, "evidence": []}


def comparison(story: str, about: str, *sides: dict) -> dict:
    row = dict.fromkeys(terminal.COLUMNS["comparisons"], "")
    return row | {"story": story, "about": about, "sides": list(sides)}


def test_a_story_that_all_rows_share_is_said_once_above() -> None:
    rows = [comparison("s1", "the bridge"), comparison("s1", "the dam")]
    text = shown("comparisons", rows, {"s1": "The flood"})
    assert text.count("The flood") == 1
    assert "story: The flood" in text.splitlines()[0]


def test_rows_of_several_stories_say_which() -> None:
    text = shown("comparisons", [comparison("s1", "a"), comparison("s2", "b")], {"s1": "The flood", "s2": "The vote"})
    assert "The flood" in text
    assert "The vote" in text
    assert "story:" not in text


def test_each_side_has_its_room() -> None:
    row = comparison("s1", "the bridge", side("Post", "long " * 60), side("Herald", "short"))
    text = " ".join(shown("comparisons", [row]).split())
    assert "Herald: short" in text.replace(" │ ", " ")


def test_differences_come_first_and_what_one_alone_tells_last() -> None:
    rows = [(v, "fact") for v in ("only one", "compatible", "differ", "agree")]
    found = duckdb.sql(
        f"SELECT verdict FROM (SELECT unnest(?) AS verdict, 'fact' AS kind, 's' AS story, '' AS id) "
        f"ORDER BY {terminal.order('comparisons')}",
        params=[[v for v, _ in rows]],
    ).fetchall()
    assert [v for (v,) in found] == ["differ", "agree", "compatible", "only one"]

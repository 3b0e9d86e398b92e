"""The engine: every item gets an answer, whatever a worker does."""

import os
import time
from pathlib import Path

import pytest

from onrecord import engine
from onrecord.errors import WorkerLost

HERE = "tests.unit.test_engine"


def double(item: int) -> int:
    return 2 * item


def misbehave(item: str) -> str:
    if item == "hang":
        time.sleep(60)
    if item == "die":
        os._exit(7)
    if item == "eat":
        return str(len(bytearray(engine.MEMORY * 2)))
    return item.upper()


def test_every_item_gets_its_answer() -> None:
    assert sorted(engine.run(f"{HERE}:double", range(20), 2)) == [(i, 2 * i) for i in range(20)]


def test_in_this_process_when_no_workers_are_wanted() -> None:
    assert list(engine.run(f"{HERE}:double", [3], 0)) == [(3, 6)]


def test_nothing_in_nothing_out() -> None:
    assert list(engine.run(f"{HERE}:double", [], 2)) == []


def test_a_hanging_dying_or_greedy_item_harms_nobody_else() -> None:
    items = ["a", "hang", "b", "die", "c", "eat", "d"]
    results = dict(engine.run(f"{HERE}:misbehave", items, 2, seconds=3.0))
    assert {k: v for k, v in results.items() if isinstance(v, str)} == {k: k.upper() for k in "abcd"}
    lost = {k: str(v) for k, v in results.items() if isinstance(v, WorkerLost)}
    assert set(lost) == {"hang", "die", "eat"}
    assert "3 seconds" in lost["hang"]
    assert "status 7" in lost["die"]


def test_no_file_of_the_current_folder_is_ever_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("grp", "string", "numpy", "onrecord"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w'); raise SystemExit('a page ran')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert dict(engine.run(f"{HERE}:double", [4], 1)) == {4: 8}
    assert not (tmp_path / "ran").exists()

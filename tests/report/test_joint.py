"""A source of two names stands in the report's matrix under both."""

import json
from pathlib import Path

import onrecord
from onrecord.report.pages import report_page

TEXT = "Both Minister Peter Lund and Anna Berg of Norway confirmed that the bridge is open."


def test_both_names_of_a_joint_source_have_a_row(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"text": TEXT, "publisher": "Gull", "published": "2031-05-01"}), "utf-8")
    onrecord.build(rows, tmp_path / "out", workers=0, report=False)
    with onrecord.open(tmp_path / "out") as store:
        [story] = report_page(store).stories
    assert {voice.name for voice in story.voices} == {"Peter Lund", "Anna Berg"}

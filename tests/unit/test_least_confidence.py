"""A threshold of confidence: attributions below it stay on record, but are neither shown nor compared."""

import json
from pathlib import Path

from typer.testing import CliRunner

import onrecord
from onrecord import cli
from onrecord.export import export
from onrecord.records import Attribution, Comparison

PAGES = [
    (
        "gull",
        "The ferry line will close in March, harbour master Ilse Brandt said. "
        "Brandt wants a new quay. “We have no boats left,” Brandt said on Monday.",
    ),
    (
        "tern",
        "Harbour master Ilse Brandt denied that the ferry line was bankrupt. “We have no boats left,” "
        "Brandt said on Monday. Critics see a mistake.",
    ),
]


def rows(folder: Path) -> Path:
    path = folder / "rows.jsonl"
    lines = (
        {"id": name, "publisher": name, "published": "2031-02-01", "title": "Ferries", "text": text}
        for name, text in PAGES
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def shown(*arguments: str) -> list[dict]:
    result = CliRunner().invoke(cli.app, ["show", "attributions", "--json", *arguments])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_threshold_hides_and_keeps(tmp_path: Path) -> None:
    out = tmp_path / "out"
    onrecord.build(rows(tmp_path), out, workers=0)
    with onrecord.open(out) as store:
        sure = sorted(a.confidence for a in store.read(Attribution))
        compared = store.read(Comparison)
    assert len(sure) > 3
    least = sure[len(sure) // 2]
    assert len(shown(str(out))) == len(sure)
    assert len(shown(str(out), "--least-confidence", str(least))) == sum(p >= least for p in sure)

    again = onrecord.build(rows(tmp_path), out, workers=0, least_confidence=least)
    assert again.done == 0, "no page is read again"
    assert [a["confidence"] >= least for a in shown(str(out))] == [True] * sum(p >= least for p in sure)
    assert len(shown(str(out), "--least-confidence", "0")) == len(sure), "what is hidden is on record"
    [file] = export_attributions(out, tmp_path / "export")
    assert len(file.read_text("utf-8").splitlines()) == len(sure)
    hidden = sum(p < least for p in sure)
    assert f"{hidden} attributions with a confidence below" in (out / "report.html").read_text("utf-8")

    onrecord.build(rows(tmp_path), out, workers=0, report=False)
    with onrecord.open(out) as store:
        assert store.least_confidence == least, "a later build keeps what the folder was told"
    onrecord.build(rows(tmp_path), out, workers=0, report=False, least_confidence=0.0)
    with onrecord.open(out) as store:
        assert store.read(Comparison) == compared, "compared anew, as at first"


def export_attributions(out: Path, to: Path) -> list[Path]:
    with onrecord.open(out) as store:
        return export(store, to, "jsonl", ["attributions"])


def test_nothing_below_a_threshold_is_compared(tmp_path: Path) -> None:
    onrecord.build(rows(tmp_path), tmp_path / "all", workers=0, report=False)
    onrecord.build(rows(tmp_path), tmp_path / "none", workers=0, report=False, least_confidence=1.0)
    with onrecord.open(tmp_path / "all") as every, onrecord.open(tmp_path / "none") as none:
        assert any(c.kind == "voice" for c in every.read(Comparison))
        assert not any(c.kind == "voice" for c in none.read(Comparison))
        assert every.read(Attribution) == none.read(Attribution)

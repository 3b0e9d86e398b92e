"""Who is meant, to whom and through whom, on the 26 hand-made articles (six groups).

Twice: with the spans that the product finds, and with the gold's own source, cue and content
("given"), so that resolution is seen apart from finding. The scorer is the data's own.
"""

import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from eval import speakers_more
from onrecord.language import parse
from onrecord.records import Article, Attribution, Mention, Page
from onrecord.stage import Dossier
from onrecord.stages import mentions
from onrecord.stages.attributions.building import build
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.spans import triples
from onrecord.stages.attributions.triple import Triple

GOALS = {
    "answered": 0.85, "accuracy": 0.93, "via.f1": 0.80, "addressee.f1": 0.80, "parent.f1": 0.80,
}  # fmt: skip
Row = dict[str, Any]
Finder = Callable[[str, str], Sequence[Triple]]  # (article id, text) to triples


def folder(data: Path) -> Path:
    return (data / "eval" if (data / "eval").is_dir() else data) / "comparisons"


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold(data: Path) -> dict[str, list[Row]]:
    """Gold attributions by article id."""
    found: dict[str, list[Row]] = {}
    for path in sorted(folder(data).glob("gold/e*/attributions.jsonl")):
        for row in rows(path):
            found.setdefault(row["article"], []).append(row)
    return found


def dossiers(data: Path, wanted: Container[str]) -> Iterator[tuple[str, Dossier]]:
    """The articles wanted with their mentions, under the data's ids."""
    for row in rows(folder(data) / "same_event_dev.jsonl"):
        if row["id"] in wanted:
            dossier = dossier_of(row)
            dossier.made[Mention] = tuple(mentions.STAGE(dossier))
            yield row["id"], dossier


def dossier_of(row: Mapping[str, str]) -> Dossier:
    page = Page(
        origin="gold", uri=row["id"], publisher=row["outlet"], fetched=None,
        media_type="text/plain", encoding=None, text=row["text"],
    )  # fmt: skip
    article = Article(
        origin="gold", page=page.id, uri=row["id"], url=row["url"], headline=row["title"],
        title=None, deck=None, authors=(), publisher=row["outlet"], section=None,
        published=row["date"], published_basis="declared", modified=None, lang="en",
        text=row["text"], alignment=(),
    )  # fmt: skip
    return Dossier(page, (), article)


def given(data: Path) -> Finder:
    """The gold's own triples."""
    known = gold(data)

    def find(article: str, text: str) -> Sequence[Triple]:
        fields = ("source", "cue", "content")
        cut = ([[(s["start"], s["end"]) for s in row[f]] for f in fields] for row in known[article])
        return [Triple(tuple(s), tuple(c), tuple(t), 1.0) for s, c, t in cut if t]

    return find


def predicted(_article: str, text: str) -> Sequence[Triple]:
    """What the product finds."""
    return triples(text, "en", nested=True)


def prediction(article: str, one: Attribution) -> Row:
    """An attribution in the scorer's shape."""
    return {
        "id": one.id, "article": article, "content": [[s.start, s.end] for s in one.content],
        "speaker": one.speaker_name,
        "addressee": [[one.addressee.start, one.addressee.end]] if one.addressee else None,
        "via": list(one.via_names), "parent": one.parent,
    }  # fmt: skip


def predictions(made: Sequence[tuple[str, Dossier]], find: Finder) -> list[Row]:
    found: list[Row] = []
    for name, dossier in made:
        article = dossier.article
        scene = Scene(article, parse_of(dossier), dossier.get(Mention))
        for one in build(scene, find(name, article.text), "eval"):
            found.append(prediction(name, one))
    return found


def parse_of(dossier: Dossier) -> Any:
    return dossier.parse if dossier.made else parse(dossier.article.text, "en")


def scorer(data: Path) -> ModuleType:
    """The data's own scorer."""
    path = folder(data) / "score_speakers.py"
    spec = importlib.util.spec_from_file_location("score_speakers", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def score(data: Path, found: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The table of the data's own scorer, unprinted."""
    module = scorer(data)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.write("".join(json.dumps(row) + "\n" for row in found))
        out.flush()
        with contextlib.redirect_stdout(io.StringIO()):
            table: dict[str, dict[str, float]] = module.main(str(folder(data) / "gold"), out.name)
    return table


def figures(table: Mapping[str, Mapping[str, float]], prefix: str) -> dict[str, float]:
    speaker = table["speaker"]
    flat = {
        f"{prefix}.answered": speaker["answered"] / 100,
        f"{prefix}.accuracy": speaker["accuracy"] / 100,
        f"{prefix}.abstain_ok": speaker["abstain_ok"] / 100,
    }
    for part in ("via", "addressee", "parent"):
        for figure in ("P", "R", "F1"):
            name = {"P": "precision", "R": "recall", "F1": "f1"}[figure]
            flat[f"{prefix}.{part}.{name}"] = table[part][figure] / 100
    flat[f"{prefix}.found.f1"] = table["attributions"]["F1"] / 100
    return flat


def measure(data: Path) -> dict[str, float]:
    """Figures and the printed table; keys "speakers.accuracy", "speakers.given.via.f1" …"""
    made = list(dossiers(data, gold(data)))
    ours = figures(score(data, predictions(made, predicted)), "speakers")
    with_gold = figures(score(data, predictions(made, given(data))), "speakers.given")
    print(f"{'measure':28} {'ours':>7} {'spans given':>12} {'goal':>6}")
    for key, value in ours.items():
        name = key.removeprefix("speakers.")
        goal = f"{GOALS[name]:6.2f}" if name in GOALS else ""
        print(f"{name:28} {value:7.3f} {with_gold['speakers.given.' + name]:12.3f} {goal}")
    more = list(dossiers(data, speakers_more.gold()))
    texts = {name: dossier.article.text for name, dossier in more}
    scores = speakers_more.score(scorer(data), texts, predictions(more, predicted))
    return ours | with_gold | speakers_more.table(scores)

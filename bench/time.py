"""Words per CPU second of the time tagger alone, beside a bare split into tokens in the same run."""

import json
from pathlib import Path
from statistics import median
from time import process_time

from onrecord.stages.time_expressions import tag
from onrecord.stages.time_expressions.lexicon import lexicon
from onrecord.stages.time_expressions.tokens import tokenise

ROUNDS = 3


def run(data: Path) -> None:
    """Print the speed on TimeBank and WikiWars and the ratio to bare tokens; `data` holds eval/."""
    for name in ("te3_timebank", "wikiwars_dev"):
        with (data / "eval/time" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            texts = [(str(row["text"]), str(row["dct"])) for row in map(json.loads, lines)]
        words = sum(len(text.split()) for text, _ in texts)
        whole = median(_seconds(texts) for _ in range(ROUNDS))
        bare = median(_bare(texts) for _ in range(ROUNDS))
        print(
            f"time {name}: {words / whole:,.0f} words per CPU second;"
            f" tokens alone take {bare / whole:.0%} of it"
        )


def _seconds(texts: list[tuple[str, str]]) -> float:
    began = process_time()
    for text, published in texts:
        tag(text, "en", published)
    return process_time() - began


def _bare(texts: list[tuple[str, str]]) -> float:
    lex = lexicon("en")
    assert lex is not None
    began = process_time()
    for text, _ in texts:
        tokenise(text, lex)
    return process_time() - began

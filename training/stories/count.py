"""Counts in how many articles each English word stands: makes resources/stories/en.tsv."""

import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.stages.stories.vectors import words

SOURCES = ("attributions/polnear_train.jsonl", "comparisons/same_event_dev.jsonl")
LEAST = 4
HEADER = (
    "# In how many news articles an English word stands (four or more); the row of the empty word\n"
    "# is their number. Counted by training/stories/count.py on PolNeAR (train) and same_event_dev.\n"
    "# Statistics only, no text; Apache-2.0.\n"
)


def main(data: Path, out: Path) -> None:
    """Write the table of the articles under `data` to `out`."""
    counts: Counter[str] = Counter()
    articles = 0
    for source in SOURCES:
        with (data / source).open(encoding="utf-8") as rows:
            for row in rows:
                counts.update(set(words(json.loads(row)["text"])))
                articles += 1
    kept = sorted((word, n) for word, n in counts.items() if n >= LEAST)
    out.write_text(
        HEADER + "".join(f"{word}\t{n}\n" for word, n in [("", articles), *kept]), "utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

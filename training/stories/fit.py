"""Fits the weights of the likeness of two articles: makes resources/stories/weights.toml.

Logistic regression over the pairs of articles that the stage looks at, from gold clusters with
dates (allsides_dev). `python -m training.stories.fit ONRECORD_DATA/eval OUT`.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from eval.stories import article
from onrecord.records import Article
from onrecord.stages.reuses import find_reuses
from onrecord.stages.stories import publication_order, shared_passages
from onrecord.stages.stories.similarity import features
from onrecord.stages.stories.vectors import vectors

NAMES = (
    "whole", "lead", "headline", "log_whole", "log_lead", "log_headline", "related",
    "days_0", "days_1", "days_2", "days_3", "undated",
)  # fmt: skip
HEADER = (
    "# Natural log-odds that two articles tell of the same matter, per unit of likeness.\n"
    "# Fitted by training/stories/fit.py on allsides_dev; Apache-2.0.\n"
)


def fitted(articles: Sequence[Article], cluster_of: dict[str, str]) -> dict[str, float]:
    """The weights by name, from `articles` and the gold cluster of each id."""
    ordered = publication_order(articles)
    related = shared_passages(ordered, find_reuses(ordered))
    rows, same = [], []
    for (first, second), values in features(ordered, vectors(ordered), related):
        rows.append([values.get(name, 0.0) for name in NAMES])
        same.append(cluster_of[ordered[first].id] == cluster_of[ordered[second].id])
    model = LogisticRegression(C=10, max_iter=5000).fit(np.array(rows), np.array(same))
    weights = dict(zip(NAMES, map(float, model.coef_[0]), strict=True))
    return {"bias": float(model.intercept_[0])} | weights


def main(data: Path, out: Path) -> None:
    """Fit on the articles under `data`, write TOML to `out`."""
    rows = [json.loads(r) for r in (data / "stories/allsides_dev.jsonl").open(encoding="utf-8")]
    articles = [article(row) for row in rows]
    clusters = {a.id: row["cluster"] for a, row in zip(articles, rows, strict=True)}
    weights = fitted(articles, clusters)
    out.write_text(HEADER + "".join(f"{k} = {v:.4f}\n" for k, v in weights.items()), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Choose thresholds and fit the confidence on PolNeAR dev: calibrate.py SCORES --out settings.json.

SCORES is what score.py --save wrote. Prints the figures by threshold and how well the confidence
fits by five-fold cross-validation over articles.
"""

import argparse
import dataclasses
import json
import pathlib
import pickle

import numpy as np
import product  # noqa: F401
from score import DATA, predictions, scorer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from onrecord.stages.attributions import decode


def kept(text, scores, settings) -> list[decode.Candidate]:
    found = [c for w in scores for c in decode.candidates(w, text.words, settings)]
    return decode.choose(found, settings, nested=False)


def evidence(one: decode.Candidate) -> list[float]:
    values = (max(one.outer, one.anywhere), one.sure, one.sure_source)
    return [float(np.log(p / (1 - p))) for p in np.clip(values, 1e-4, 1 - 1e-4)]


def right(module, row, text, found, settings) -> list[bool]:
    """Whether each candidate is a right triple, by the scorer's rules."""
    doc = module.Doc(row["text"])
    gold = row["attributions"]
    made = [decode.triple(c, text.words, settings) for c in found]
    contents = [[doc.core(doc.toks(x)) for x in side] for side in
                ([a["content"] for a in gold], [t.content for t in made])]  # fmt: skip
    good = [False] * len(made)
    for i, j, _ in module.greedy(*contents, module.iou, 0.5):
        a, b = doc.toks(gold[i]["source"]), doc.toks(made[j].source)
        ha, hb = doc.head(a), doc.head(b)
        good[j] = (ha is None and hb is None) or (ha in b and hb in a)
    return good


def bins(p: np.ndarray, y: np.ndarray) -> None:
    """Print a reliability table and the expected calibration error."""
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1 + 1e-9)
        if inside.any():
            error += abs(p[inside].mean() - y[inside].mean()) * inside.mean()
            print(
                f"{low:.1f}  n {inside.sum():5d}  said {p[inside].mean():.3f}  right {y[inside].mean():.3f}"
            )
    print(f"expected calibration error {error:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scores")
    parser.add_argument("--out", required=True)
    parser.add_argument("--nested", type=float, default=0.5)
    options = parser.parse_args()
    with open(options.scores, "rb") as f:
        texts, scores = pickle.load(f)
    module = scorer()
    gold = module.load(DATA / "eval/attributions/polnear_dev.jsonl")
    best = (0.0, decode.Settings())
    for outer in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65):
        settings = decode.Settings(outer=outer, nested=options.nested)
        figure = module.evaluate(gold, predictions(texts, scores, settings))["triple"]["F1"]
        print(outer, figure)
        best = max(best, (figure, settings), key=lambda pair: pair[0])
    settings = best[1]
    loose = dataclasses.replace(settings, outer=0.2)
    x, y, groups = [], [], []
    for text, s in zip(texts, scores, strict=True):
        found = kept(text, s, loose)
        x += [evidence(c) for c in found]
        y += right(module, gold[text.id], text, found, loose)
        groups += [text.id] * len(found)
    x, y = np.array(x), np.array(y)
    model = LogisticRegression()
    split = [(np.array([hash_(g) % 5 != k for g in groups]).nonzero()[0],
              np.array([hash_(g) % 5 == k for g in groups]).nonzero()[0]) for k in range(5)]  # fmt: skip
    bins(cross_val_predict(model, x, y, cv=split, method="predict_proba")[:, 1], y)
    model.fit(x, y)
    weights = tuple(round(float(w), 4) for w in (*model.intercept_, *model.coef_[0]))
    settings = dataclasses.replace(settings, weights=weights)
    text = json.dumps(dataclasses.asdict(settings), indent=1)
    pathlib.Path(options.out).write_text(text + "\n", "utf8")
    print(text)


def hash_(name: str) -> int:
    """A small number from a name, the same on every run."""
    return sum(map(ord, name))


if __name__ == "__main__":
    main()

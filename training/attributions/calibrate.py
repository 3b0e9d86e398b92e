"""Choose thresholds and fit the confidence on PolNeAR dev: calibrate.py FOLDER, the model's.

Prints the figures by threshold and, by five-fold cross-validation over articles, how well the
confidence fits; renews settings.json.
"""

import argparse
import dataclasses
import json
import pathlib

import numpy as np
import product  # noqa: F401
from score import DATA, scorer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from onrecord.stages.attributions import decode
from onrecord.stages.attributions.layouts import with_layouts
from onrecord.stages.attributions.model import load
from onrecord.stages.attributions.windows import Words, words

Read = dict[str, tuple[Words, list[decode.Scores]]]  # by article


def kept(cut: Words, scores: list[decode.Scores], settings: decode.Settings):
    found = [c for w in scores for c in decode.candidates(w, cut)]
    return decode.choose(found, settings, nested=False)


def triple_f1(module, gold: dict, read: Read, settings: decode.Settings) -> float:
    """The scorer's headline figure of what the product would give."""
    found = {}
    for name, (cut, scores) in read.items():
        made = [decode.triple(c, cut, settings) for c in kept(cut, scores, settings)]
        made = with_layouts(gold[name]["text"], made, nested=False)
        found[name] = {
            "attributions": [{"source": t.source, "cue": t.cue, "content": t.content} for t in made]
        }
    return module.evaluate(gold, found)["triple"]["F1"]


def right(module, row, cut, found, settings) -> list[bool]:
    """Whether each candidate is a right triple, by the scorer's rules."""
    doc = module.Doc(row["text"])
    gold = row["attributions"]
    made = [decode.triple(c, cut, settings) for c in found]
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
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    file = folder / "settings.json"
    module = scorer()
    gold = module.load(DATA / "eval/attributions/polnear_dev.jsonl")
    model = dataclasses.replace(load(folder), floor=0.1)  # also what the thresholds now leave out
    read: Read = {}
    for name, row in gold.items():
        cut = words(row["text"])
        read[name] = cut, list(model.scores(cut))
    loose = dataclasses.replace(model.settings, outer=0.15, sure=0.0)
    x, y, groups = [], [], []
    for name, (cut, scores) in read.items():
        found = kept(cut, scores, loose)
        x += [decode.evidence(c) for c in found]
        y += right(module, gold[name], cut, found, loose)
        groups += [hash_(name) % 5] * len(found)
    x, y, groups = np.array(x), np.array(y), np.array(groups)
    fit = LogisticRegression()
    split = [((groups != k).nonzero()[0], (groups == k).nonzero()[0]) for k in range(5)]
    bins(cross_val_predict(fit, x, y, cv=split, method="predict_proba")[:, 1], y)
    fit.fit(x, y)
    weights = tuple(round(float(w), 4) for w in (*fit.intercept_, *fit.coef_[0]))
    settings = dataclasses.replace(model.settings, weights=weights)
    for sure in (0.0, 0.25, 0.3, 0.33, 0.36, 0.4, 0.43):
        print(sure, triple_f1(module, gold, read, dataclasses.replace(settings, sure=sure)))
    file.write_text(json.dumps(dataclasses.asdict(settings), indent=1) + "\n", "utf8")


def hash_(name: str) -> int:
    """A small number from a name, the same on every run."""
    return sum(map(ord, name))


if __name__ == "__main__":
    main()

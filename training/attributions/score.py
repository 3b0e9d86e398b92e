"""Score checkpoints on PolNeAR dev: score.py --base FOLDER CHECKPOINT... (several: averaged)."""

import argparse
import importlib.util
import json
import os
import pathlib
import pickle

import committed
import data
import numpy as np
import product
import rounding
import torch
from network import Network
from tokenizers import Tokenizer

from onrecord.stages.attributions import decode, windows
from onrecord.stages.attributions.layouts import with_layouts

HERE = pathlib.Path(__file__).resolve()
DATA = pathlib.Path(os.environ.get("ONRECORD_DATA", HERE.parents[3] / "shared"))
FLOOR = 0.1


def scorer():
    """The data folder's own scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score_", DATA / "eval/attributions/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def average(paths: list[str]) -> dict:
    """Mean of the weights of several checkpoints or model.onnx; one given twice weighs twice."""
    states = [state(pathlib.Path(p)) for p in paths]
    return {k: sum(s[k] for s in states) / len(states) for k in states[0]}


def state(path: pathlib.Path) -> dict:
    """The weights of a checkpoint or a model.onnx, without the scales of 8-bit training."""
    return committed.state(path) if path.suffix == ".onnx" else rounding.folded(torch.load(path))


@torch.no_grad()
def read(net: Network, text: data.Text) -> list[decode.Scores]:
    """The scores of all windows of a text."""
    out = []
    for w in data.cut(text):
        b = data.collate([w])
        h, tags = net.encode(b.pieces, b.features, b.firsts)
        p = tags[0, :, 3:].sigmoid()
        places = (p.max(-1).values > FLOOR).nonzero()[:, 0]
        roles, edges, real = net.pairs(h, places * 0, places, b.mask)
        outer, anywhere = p[places, 1].numpy(), p[places, 0].numpy()
        rest = (x.numpy() for x in (real.sigmoid(), places, roles.softmax(-1), edges, net.pairs.moves))
        out.append(decode.Scores(w.low, outer, anywhere, *rest))
    return out


def predictions(texts, scores, settings, nested=False) -> dict:
    """Predictions in the scorer's form."""
    out = {}
    for text, windows_ in zip(texts, scores, strict=False):
        found = [c for w in windows_ for c in decode.candidates(w, text.words)]
        kept = decode.choose(found, settings, nested=nested)
        triples = [decode.triple(c, text.words, settings) for c in kept]
        triples = with_layouts(text.text, triples, nested=nested)
        out[text.id] = {
            "attributions": [{"source": t.source, "cue": t.cue, "content": t.content} for t in triples]
        }
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--save")
    parser.add_argument("checkpoints", nargs="+")
    options = parser.parse_args()
    base = pathlib.Path(options.base)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    net = Network(json.loads((base / "config.json").read_text()), windows.FEATURES)
    net.load_state_dict(average(options.checkpoints))
    net.eval()
    texts = data.load(DATA / "eval/attributions/polnear_dev.jsonl", tokenizer)
    scores = [read(net, t) for t in texts]
    if options.save:
        with open(options.save, "wb") as f:
            pickle.dump((texts, scores), f)
    module = scorer()
    gold = module.load(DATA / "eval/attributions/polnear_dev.jsonl")
    settings = json.loads((product.SOURCE / "onrecord/models/attributions/settings.json").read_text())
    for outer in (0.2, 0.3, 0.4, 0.5):
        chosen = decode.Settings(**settings | {"outer": outer})
        r = module.evaluate(gold, predictions(texts, scores, chosen))
        keys = ("triple", "direct: triple", "content IoU>=0.5", "content exact", "cue exact")
        print(outer, *(f"{k} {r[k]['F1']}" for k in keys), r["triple"], r["token macro"]["F1"])


if __name__ == "__main__":
    np.seterr(all="ignore")
    main()

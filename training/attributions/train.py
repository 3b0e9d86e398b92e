"""Train the attribution model: train.py --base FOLDER --out FOLDER (data: $ONRECORD_DATA)."""

import argparse
import collections
import copy
import json
import os
import pathlib
import random
import time

import chains
import data
import product  # noqa: F401
import rounding
import torch
from network import Dense, Network
from score import state
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.stages.attributions import windows

HERE = pathlib.Path(__file__).resolve()
WEIGHTS = {"tag": 1.0, "role": 0.5, "chain": 1.0, "real": 0.1}
DATA = pathlib.Path(os.environ.get("ONRECORD_DATA", HERE.parents[3] / "shared"))


def losses(net: Network, batch: data.Batch) -> dict[str, torch.Tensor]:
    """Mean losses: of the tags (a word), roles (a cue and word), chains and the cues' being ones."""
    h, tags = net.encode(batch.pieces, batch.features, batch.firsts)
    tag = functional.cross_entropy(tags[..., :3].flatten(0, 1), batch.tags.flatten())
    for column, gold in ((3, batch.anywhere), (4, (batch.tags == 1).long())):
        real = (batch.tags >= 0) & (gold >= 0)
        tag = tag + functional.binary_cross_entropy_with_logits(tags[..., column][real], gold[real].float())
    count = len(batch.rows)
    if not count:
        return {"tag": tag}
    false_rows, false_places = mistakable(tags[..., 3:].detach().amax(-1), batch)
    rows, places = torch.cat([batch.rows, false_rows]), torch.cat([batch.places, false_places])
    roles, edges, real = net.pairs(h, rows, places, batch.mask)
    roles, edges = roles[:count], edges[:count]
    chain = chains.steps(roles, edges, net.pairs.moves, batch.mask[batch.rows])
    cues = (torch.arange(len(rows)) < count).float()
    return {
        "tag": tag,
        "role": functional.cross_entropy(roles.flatten(0, 1), batch.roles.flatten()),
        "chain": chains.loss(chain, batch.roles.clamp(min=0)).sum() / batch.mask[batch.rows].sum(),
        "real": functional.binary_cross_entropy_with_logits(real, cues),
    }


def mistakable(logits: torch.Tensor, batch: data.Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows and places of the likeliest words that begin no cue, as many as there are cues."""
    flat = logits.masked_fill(batch.anywhere != 0, -1e4).flatten()
    best = flat.topk(min(len(batch.rows), len(flat))).indices
    best = best[flat[best] > -1e4]
    return best // logits.shape[1], best % logits.shape[1]


def optimiser(net: Network, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW, slower for what is pretrained, no decay for norms and biases."""
    groups = []
    for own, lr in ((True, rate), (False, head_rate)):
        for decay in (0.01, 0.0):
            chosen = [
                p for n, p in net.named_parameters()
                if (n.startswith("encoder.") and "features" not in n) == own
                and (p.ndim > 1) == (decay > 0)
            ]  # fmt: skip
            groups.append({"params": chosen, "lr": lr, "weight_decay": decay, "top": lr})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def begun(options: argparse.Namespace, config: dict, base: pathlib.Path) -> Network:
    """The network as training begins: from a checkpoint, from a model.onnx, or from the base model."""
    net = Network(config, windows.FEATURES, options.drop)
    if options.start:
        net.load_state_dict(state(pathlib.Path(options.start)))
    else:
        net.encoder.load(base / "model.safetensors")
    return net


def train(options: argparse.Namespace) -> None:
    """Run all epochs; one checkpoint each."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    base = pathlib.Path(options.base)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    config = json.loads((base / "config.json").read_text())
    net = begun(options, config, base)
    folder = DATA / "eval/attributions"
    texts = [t for name in options.data for t in data.load(folder / f"{name}.jsonl", tokenizer)]
    others = [t for name in options.others for t in data.load(folder / f"{name}.jsonl", tokenizer)]
    if options.eight_bits:
        rounding.smooth(net.eval(), texts[::60])
        Dense.rounds = rounding.Rounded.apply
    optim = optimiser(net, options.rate, options.head_rate)
    per_epoch = sum(len(data.cut(t)) for t in texts) // options.batch + 1
    total, step = per_epoch * options.epochs, per_epoch * options.done
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    Dense.half = not options.full
    mean = None
    for epoch in range(options.done, options.epochs):
        net.train()
        started, sums = time.time(), collections.Counter()
        for i, some in enumerate(batches(drawn(texts, others, rng), options.batch, rng)):
            again = min(1.0, (step - per_epoch * options.done + 1) / 20)  # moments start anew
            factor = schedule(step / total) * again
            for group in optim.param_groups:
                group["lr"] = group["top"] * factor
            batch = data.collate(some)
            hide(batch, options.mask)
            parts = losses(net, batch)
            optim.zero_grad()
            sum(WEIGHTS[k] * v for k, v in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            step += 1
            if step > options.mean_from * total:
                mean = averaged(mean, net, options.decay)
            sums.update({k: v.item() for k, v in parts.items()})
            if i % 20 == 0 or options.trial:
                took = time.time() - started
                said = " ".join(f"{k} {v / (i + 1):.4f}" for k, v in sums.items())
                print(epoch, i, per_epoch, said, f"{took:.0f}s", flush=True)
            if options.trial and i == 5:
                return
        torch.save(net.state_dict(), out / "last.pt")
        if mean is not None:
            torch.save(mean.state_dict(), out / f"mean{epoch}.pt")


@torch.no_grad()
def averaged(mean: Network | None, net: Network, decay: float) -> Network:
    """The running mean of the weights, `decay` of it old."""
    if mean is None:
        return copy.deepcopy(net)
    for old, new in zip(mean.parameters(), net.parameters(), strict=True):
        old.lerp_(new, 1 - decay)
    return mean


def drawn(texts: list[data.Text], others: list[data.Text], rng: random.Random) -> list[data.Text]:
    """The texts; where several annotators read one, the annotation of one of them."""
    by_id = {t.id: [t] for t in texts}
    for t in others:
        by_id[t.id].append(t)
    return [rng.choice(by_id[t.id]) for t in texts]


def hide(batch: data.Batch, share: float) -> None:
    """Replace some pieces by [MASK], so that no cue is learnt by heart."""
    if share:
        chosen = (torch.rand(batch.pieces.shape) < share) & (batch.pieces > 103)
        batch.pieces[chosen] = 103


def schedule(done: float) -> float:
    """A short warm-up, then linear decay."""
    return done / 0.08 if done < 0.08 else max(0.02, (1 - done) / 0.92)


def batches(texts: list[data.Text], size: int, rng: random.Random) -> list[list[data.Window]]:
    """One epoch: fresh cuts, windows of like length together, shuffled."""
    all_ = [w for t in texts for w in data.cut(t, rng)]
    rng.shuffle(all_)
    all_.sort(key=lambda w: (w.high - w.low) // 40)
    some = [all_[i : i + size] for i in range(0, len(all_), size)]
    rng.shuffle(some)
    return some


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--data", nargs="+", default=["polnear_train"])
    parser.add_argument("--others", nargs="*", default=["polnear_train_multi"], help="by other annotators")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--start", help="checkpoint, or model.onnx, to go on from")
    parser.add_argument("--done", type=int, default=0, help="epochs that it has behind it")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--mask", type=float, default=0.05, help="share of pieces hidden")
    parser.add_argument("--mean-from", type=float, default=0.4, help="share of steps before the mean begins")
    parser.add_argument("--decay", type=float, default=0.995, help="of the running mean, a step")
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--eight-bits", action="store_true", help="round as the exported model does")
    parser.add_argument("--full", action="store_true", help="float32 throughout")
    parser.add_argument("--trial", action="store_true")
    train(parser.parse_args())

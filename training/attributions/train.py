"""Train the attribution model: train.py --base FOLDER --out FOLDER (data: $ONRECORD_DATA)."""

import argparse
import json
import os
import pathlib
import random
import time

import data
import product  # noqa: F401
import torch
from network import Dense, Network
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.stages.attributions import windows

HERE = pathlib.Path(__file__).resolve()
DATA = pathlib.Path(os.environ.get("ONRECORD_DATA", HERE.parents[3] / "shared"))


def losses(net: Network, batch: data.Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean loss of the tags (a word) and of the roles (a cue and word)."""
    h, tags = net.encode(batch.pieces, batch.features, batch.firsts)
    tag = functional.cross_entropy(tags[..., :3].flatten(0, 1), batch.tags.flatten())
    for column, gold in ((3, batch.anywhere), (4, (batch.tags == 1).long())):
        real = (batch.tags >= 0) & (gold >= 0)
        tag = tag + functional.binary_cross_entropy_with_logits(tags[..., column][real], gold[real].float())
    if not len(batch.rows):
        return tag, tag * 0
    roles = net.pairs(h, batch.rows, batch.places, batch.mask)
    return tag, functional.cross_entropy(roles.flatten(0, 1), batch.roles.flatten())


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


def train(options: argparse.Namespace) -> None:
    """Run all epochs; one checkpoint each."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    base = pathlib.Path(options.base)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    config = json.loads((base / "config.json").read_text())
    net = Network(config, windows.FEATURES, options.drop)
    if options.start:
        net.load_state_dict(torch.load(options.start))
    else:
        net.encoder.load(base / "model.safetensors")
    folder = DATA / "eval/attributions"
    texts = [t for name in options.data for t in data.load(folder / f"{name}.jsonl", tokenizer)]
    optim = optimiser(net, options.rate, options.head_rate)
    per_epoch = sum(len(data.cut(t)) for t in texts) // options.batch + 1
    total, step = per_epoch * options.epochs, per_epoch * options.done
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    Dense.half = not options.full
    for epoch in range(options.done, options.epochs):
        net.train()
        started, sums = time.time(), [0.0, 0.0]
        for i, some in enumerate(batches(texts, options.batch, rng)):
            again = min(1.0, (step - per_epoch * options.done + 1) / 20)  # moments start anew
            factor = schedule(step / total) * again
            for group in optim.param_groups:
                group["lr"] = group["top"] * factor
            batch = data.collate(some)
            hide(batch, options.mask)
            tag, role = losses(net, batch)
            optim.zero_grad()
            (options.tag_weight * tag + role).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optim.step()
            step += 1
            sums = [sums[0] + tag.item(), sums[1] + role.item()]
            if i % 20 == 0 or options.trial:
                took = time.time() - started
                print(epoch, i, per_epoch, f"{sums[0] / (i + 1):.4f} {sums[1] / (i + 1):.4f}",
                      f"{took:.0f}s", flush=True)  # fmt: skip
            if options.trial and i == 5:
                return
        torch.save(net.state_dict(), out / f"epoch{epoch}.pt")


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
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--start", help="checkpoint to go on from")
    parser.add_argument("--done", type=int, default=0, help="epochs that it has behind it")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--tag-weight", type=float, default=1.0)
    parser.add_argument("--mask", type=float, default=0.0, help="share of pieces hidden")
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--full", action="store_true", help="float32 throughout")
    parser.add_argument("--trial", action="store_true")
    train(parser.parse_args())

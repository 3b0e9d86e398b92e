"""The network: a MiniLM encoder (BERT, 6 layers) with a cue tagger and a cue-to-word scorer."""

import math
import pathlib
from collections.abc import Callable

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

ROLES = 4  # none, source, cue, content
EDGES = 6  # a run of source, cue or content begins at this word; ends with it
BUCKETS = 33
HALF = torch.bfloat16


class Dense(nn.Linear):
    """A linear layer that computes in bfloat16 while training (weights stay float32).

    `rounds` is what it does instead where training rounds to 8 bits (`rounding.Rounded.apply`).
    """

    half = False
    rounds: Callable[[Tensor, Tensor, torch.dtype], Tensor] | None = None

    def forward(self, x: Tensor) -> Tensor:
        if Dense.rounds and self.training:
            return Dense.rounds(x.float(), self.weight, HALF if Dense.half else torch.float32) + self.bias
        if not Dense.half:
            return super().forward(x)
        return functional.linear(x.to(HALF), self.weight.to(HALF), self.bias.to(HALF))


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = Dense(width, 3 * width), Dense(width, width)
        self.up, self.down = Dense(width, inner), Dense(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: [batch, pieces, width]; mask: [batch, 1, 1, pieces], additive."""
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(w // self.heads) + mask.to(q.dtype)
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, w)
        x = self.norm1(x + self.drop(self.out(y).float()))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + self.drop(y.float()))


class Encoder(nn.Module):
    """BERT with learned positions; `features` add case, quotation and paragraph starts."""

    def __init__(self, config: dict, features: int, drop: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.features = nn.Embedding(features, width)
        nn.init.zeros_(self.features.weight)
        self.norm, self.drop = nn.LayerNorm(width, 1e-12), nn.Dropout(drop)
        heads, inner = config["num_attention_heads"], config["intermediate_size"]
        self.layers = nn.ModuleList(
            Layer(width, heads, inner, drop) for _ in range(config["num_hidden_layers"])
        )

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        """Both [batch, pieces] int64, 0 = padding; returns [batch, pieces, width]."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.features(features)
        x = self.drop(self.norm(x))
        mask = (pieces == 0)[:, None, None].float() * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load(self, path: pathlib.Path) -> None:
        """Take the weights of a Hugging Face BERT (safetensors)."""
        old = load_file(path)
        old = {k.removeprefix("bert."): v for k, v in old.items()}
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "places.weight": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
            "features.weight": self.features.weight.detach(),
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(len(self.layers)):
            for part in ("weight", "bias"):
                at = f"encoder.layer.{i}."
                new[f"layers.{i}.qkv.{part}"] = torch.cat(
                    [old[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                )
                for mine, theirs in names.items():
                    new[f"layers.{i}.{mine}.{part}"] = old[f"{at}{theirs}.{part}"]
        self.load_state_dict(new)


class Pairs(nn.Module):
    """Scores every word of the window for a cue: biaffine plus dilated convolutions.

    Each word gets logits of its role and potentials of the borders of runs (`chains.py`); each cue
    a logit of being one at all, from what it would attribute to whom.
    """

    def __init__(self, width: int, size: int = 128, drop: float = 0.1) -> None:
        super().__init__()
        self.cue, self.word = Dense(width, size), Dense(width, size)
        self.cue2, self.word2 = Dense(width, 64 * ROLES), Dense(width, 64 * ROLES)
        self.distance, self.bias = nn.Embedding(BUCKETS, size), nn.Embedding(BUCKETS, ROLES)
        nn.init.zeros_(self.bias.weight)
        self.norm, self.drop = nn.LayerNorm(size), nn.Dropout(drop)
        self.convs = nn.ModuleList(Dense(3 * size, size) for _ in (1, 2, 4))
        self.out, self.edges = Dense(size, ROLES), nn.Linear(size, EDGES)
        self.moves = nn.Parameter(torch.zeros(ROLES, ROLES))
        self.real = nn.Sequential(
            nn.Linear(width + 3 * size, size), nn.GELU(), nn.Dropout(drop), nn.Linear(size, 1)
        )

    def forward(self, h: Tensor, rows: Tensor, places: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """h: [batch, words, width]; cue i stands at h[rows[i], places[i]].

        `mask` [batch, words] is 1 at real words. Returns logits of roles [cues, words, ROLES],
        potentials of borders [cues, words, EDGES] and logits of being a cue [cues].
        """
        cue = h[rows, places]
        far = buckets(torch.arange(h.shape[1], device=h.device)[None] - places[:, None])
        z = self.word(h).float()[rows] + self.cue(cue).float()[:, None] + self.distance(far)
        keep = mask[rows].unsqueeze(-1)
        z = functional.gelu(self.norm(z)) * keep
        for conv, step in zip(self.convs, (1, 2, 4), strict=False):
            wide = functional.pad(z, (0, 0, step, step))
            near = torch.cat([wide[:, : -2 * step], z, wide[:, 2 * step :]], -1)
            z = (z + self.drop(functional.gelu(conv(near)).float())) * keep
        n, w = far.shape
        left = self.cue2(cue).float().view(n, 1, ROLES, 64).transpose(1, 2)
        right = self.word2(h).float().view(-1, w, ROLES, 64).permute(0, 2, 3, 1)[rows]
        both = (left @ right).squeeze(2).transpose(1, 2) / 8.0
        roles = self.out(z).float() + both + self.bias(far)
        share = roles.softmax(-1)[..., 1:] * keep
        share = share / (share.sum(1, keepdim=True) + 1e-3)
        parts = (share.transpose(1, 2) @ z).flatten(1)  # mean word of source, cue and content
        real = self.real(torch.cat([cue.float(), parts], -1)).squeeze(-1)
        return roles, self.edges(z), real


def buckets(distance: Tensor) -> Tensor:
    """Signed distances in words to 33 steps of half a power of two."""
    size = (torch.log2(distance.abs().float() + 1) * 2).floor().clamp(max=16).long()
    return 16 + torch.sign(distance) * size


class Network(nn.Module):
    """Anchors (first words of cues), in any place and outside other contents, and their roles."""

    def __init__(self, config: dict, features: int, drop: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.encoder = Encoder(config, features, drop)
        self.tag = nn.Sequential(Dense(width, 256), nn.GELU(), nn.Dropout(drop), Dense(256, 5))
        self.pairs = Pairs(width)

    def encode(self, pieces: Tensor, features: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        """Words by their first piece: [batch, words, width] and tag logits [batch, words, 5].

        Tags: 0-2 are O, B, I of cues; 3 is "a cue starts", whether it is nested or not;
        4 is "an outermost cue starts".
        """
        x = self.encoder(pieces, features)
        h = x.gather(1, firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        return h, self.tag(h).float()

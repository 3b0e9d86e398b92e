"""PolNeAR articles to windows with labels; see windows.py for how a text is cut."""

import json
import pathlib
import random
from dataclasses import dataclass

import product  # noqa: F401
import torch
from tokenizers import Tokenizer

from onrecord.stages.attributions import windows

NONE, SOURCE, CUE, CONTENT = range(4)


@dataclass
class Text:
    """One article: words, their pieces and the word indices of its attributions."""

    id: str
    text: str
    words: windows.Words
    pieces: list[list[int]]
    features: list[int]
    attributions: list[dict[int, int]]  # word -> role
    anchors: list[int]


@dataclass
class Window:
    """Part [low, high) of a text."""

    text: Text
    low: int
    high: int

    def cues(self) -> list[int]:
        a = self.text.anchors
        return [i for i in range(len(a)) if self.low <= a[i] < self.high]


def load(path: pathlib.Path, tokenizer: Tokenizer) -> list[Text]:
    """Read articles with their attributions."""
    with path.open(encoding="utf8") as lines:
        return [prepare(row, tokenizer) for row in map(json.loads, lines)]


def prepare(row: dict, tokenizer: Tokenizer) -> Text:
    """Cut and label one article."""
    words = windows.words(row["text"])
    pieces = split(words, tokenizer)
    roles, anchors = [], []
    for a in row["attributions"]:
        role: dict[int, int] = {}
        for key, value in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            for start, end in a[key]:
                role.update(dict.fromkeys(_covered(words, start, end), value))
        cue = [i for i, r in role.items() if r == CUE]
        if cue and CONTENT in role.values():
            roles.append(role)
            anchors.append(min(cue))
    return Text(row["id"], row["text"], words, pieces, words.features(), roles, anchors)


def split(words: windows.Words, tokenizer: Tokenizer) -> list[list[int]]:
    """Piece ids of each word, never none."""
    encoding = tokenizer.encode(list(words.strings), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words.strings]
    for word, piece in zip(encoding.word_ids, encoding.ids, strict=False):
        if len(pieces[word]) < windows.PIECES_PER_WORD:
            pieces[word].append(piece)
    return [p or [100] for p in pieces]


def _covered(words: windows.Words, start: int, end: int) -> list[int]:
    return [i for i, (s, e) in enumerate(words.spans) if s < end and e > start]


def cut(text: Text, rng: random.Random | None = None) -> list[Window]:
    """Windows of a text; with a generator the cuts vary."""
    first = rng.randrange(60, windows.WINDOW_PIECES + 1) if rng else None
    sizes = [len(p) for p in text.pieces]
    return [Window(text, a, b) for a, b in windows.pack(sizes, text.words, first=first)]


@dataclass
class Batch:
    """Tensors of some windows; labels are -100 where nothing is to be learnt."""

    pieces: torch.Tensor
    features: torch.Tensor
    firsts: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    anywhere: torch.Tensor
    rows: torch.Tensor
    places: torch.Tensor
    roles: torch.Tensor


def collate(some: list[Window]) -> Batch:
    """Pad windows to one batch."""
    deep = max(w.high - w.low for w in some)
    long = 2 + max(sum(len(p) for p in w.text.pieces[w.low : w.high]) for w in some)
    shape, wide = (len(some), deep), (len(some), long)
    pieces, features = torch.zeros(wide, dtype=torch.long), torch.zeros(wide, dtype=torch.long)
    firsts, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape)
    tags = torch.full(shape, -100)
    anywhere = torch.full(shape, -100)
    rows, places, roles = [], [], []
    for b, w in enumerate(some):
        flat, feats = [101], [0]
        for j, i in enumerate(range(w.low, w.high)):
            firsts[b, j] = len(flat)
            flat += w.text.pieces[i]
            feats += [w.text.features[i]] * len(w.text.pieces[i])
        flat.append(102)
        pieces[b, : len(flat)] = torch.tensor(flat)
        features[b, : len(feats)] = torch.tensor(feats)
        n = w.high - w.low
        mask[b, :n] = 1
        tags[b, :n] = 0
        anywhere[b, :n] = 0
        for role in w.text.attributions:
            inside = [i - w.low for i, r in role.items() if r == CONTENT and w.low <= i < w.high]
            if inside:
                anywhere[b, inside] = -100
        for c in w.cues():
            label = torch.full((deep,), -100)
            label[:n] = NONE
            for i, r in w.text.attributions[c].items():
                if w.low <= i < w.high:
                    label[i - w.low] = r
                    if r == CUE:
                        tags[b, i - w.low] = 2
            at = w.text.anchors[c] - w.low
            tags[b, at] = 1
            anywhere[b, at] = 1
            rows.append(b)
            places.append(at)
            roles.append(label)
    return Batch(
        pieces, features, firsts, mask, tags, anywhere,
        torch.tensor(rows, dtype=torch.long), torch.tensor(places, dtype=torch.long),
        torch.stack(roles) if roles else torch.zeros((0, deep), dtype=torch.long),
    )  # fmt: skip

"""A chain of roles over the words of a window: a linear-chain CRF with potentials of borders."""

import torch
from torch import Tensor

FAR = -1e4


def steps(roles: Tensor, edges: Tensor, moves: Tensor, mask: Tensor) -> Tensor:
    """Log potentials of each step [cues, words, from, to], the first from "none".

    roles: logits [cues, words, 4]; edges: [cues, words, 6], a run of source, cue or content begins
    with the word (0-2) or ends with it (3-5); moves: [from, to]; mask: [cues, words], elsewhere
    the chain is at "none" at no cost. What a chain scores is the sum over its steps.
    """
    n, w, r = roles.shape
    rest = torch.full((r,), FAR, device=roles.device)
    rest[0] = 0.0
    real = mask[..., None].bool()
    units = torch.where(real, roles.log_softmax(-1), rest)
    zero = roles.new_zeros(n, w, 1)
    begins = torch.cat([zero, edges[..., :3]], -1) * real
    ends = torch.cat([zero, edges[..., 3:]], -1) * real
    before = torch.cat([ends.new_zeros(n, 1, r), ends[:, :-1]], 1)
    changes = 1 - torch.eye(r, device=roles.device)
    border = (begins[:, :, None, :] + before[:, :, :, None]) * changes
    out = units[:, :, None, :] + border + torch.where(real[..., None], moves, torch.zeros_like(moves))
    first = rest[:, None].expand(r, r)
    return torch.cat([out[:, :1] + first, out[:, 1:]], 1)


def total(chain: Tensor) -> Tensor:
    """Log of the sum over all paths [cues]; pairs of steps are joined until one is left."""
    n, w, r, _ = chain.shape
    while w > 1:
        if w % 2:
            same = torch.full((r, r), FAR, device=chain.device).fill_diagonal_(0.0)
            chain = torch.cat([chain, same.expand(n, 1, r, r)], 1)
        left, right = chain[:, 0::2], chain[:, 1::2]
        chain = (left.unsqueeze(-1) + right.unsqueeze(-3)).logsumexp(-2)
        w = chain.shape[1]
    return chain[:, 0, 0].logsumexp(-1)


def loss(chain: Tensor, gold: Tensor) -> Tensor:
    """Negative log likelihood [cues] of the roles `gold` [cues, words] (no role: 0)."""
    before = torch.cat([torch.zeros_like(gold[:, :1]), gold[:, :-1]], 1)
    n, w, r, _ = chain.shape
    flat = chain.reshape(n, w, r * r)
    return total(chain) - flat.gather(-1, (before * r + gold).unsqueeze(-1)).squeeze(-1).sum(1)

"""The likeliest chain of roles over the words of a window, for each cue (Viterbi).

The potentials are those of a linear-chain conditional random field (Lafferty et al. 2001) that the
network was trained as: of each word's role, and of a run of one role beginning or ending at a word.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NONE, SOURCE, CUE, CONTENT = range(4)
_NEVER: Final = np.float32(-1e4)


def likeliest(roles: Floats, edges: Floats, moves: Floats, places: NDArray[np.int64]) -> NDArray[np.int8]:
    """The role of each word [cues, words] in the best chain of each cue.

    `roles` [cues, words, 4] are probabilities, `edges` [cues, words, 6] potentials of a run of
    source, cue, content beginning with the word (0-2) or ending with it (3-5), `moves` [from, to].
    Cue n begins at word `places[n]`, and no other word begins a cue.
    """
    count, width, _ = roles.shape
    back = np.zeros((width, count, 4), np.int8)
    steps = _steps(roles, edges, moves, places)
    score = np.full((count, 4), _NEVER, np.float32)
    score[:, NONE] = 0
    for t in range(width):
        ways = score[:, :, None] + steps[t]
        back[t] = ways.argmax(1)
        score = ways.max(1)
    chain = np.zeros((count, width), np.int8)
    at, rows = score.argmax(1), np.arange(count)
    for t in range(width - 1, -1, -1):
        chain[:, t] = at
        at = back[t, rows, at]
    return chain


def _steps(roles: Floats, edges: Floats, moves: Floats, places: NDArray[np.int64]) -> Floats:
    """Log potentials [words, cues, from, to] of each step."""
    width = roles.shape[1]
    units = np.log(np.maximum(roles, 1e-6))
    word, place = np.arange(width)[None], places[:, None]
    units[..., CUE] += np.where(word < place, _NEVER, 0)
    units[..., [NONE, SOURCE, CONTENT]] += np.where(word == place, _NEVER, 0)[..., None]
    begins, ends = np.zeros_like(units), np.zeros_like(units)
    begins[..., 1:] = edges[..., :3]
    begins[..., CUE] += np.where(word == place, 0, _NEVER)
    ends[:, 1:, 1:] = edges[:, :-1, 3:]
    border = begins[:, :, None, :] + ends[:, :, :, None]
    border *= 1 - np.eye(4, dtype=np.float32)
    steps: Floats = units[:, :, None, :] + border + moves
    return np.ascontiguousarray(steps.transpose(1, 0, 2, 3))

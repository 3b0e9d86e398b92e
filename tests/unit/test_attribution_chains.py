"""The likeliest chain of roles: exact, one cue each, borders weighed in."""

import itertools

import numpy as np
import pytest

from onrecord.stages.attributions.chains import CONTENT, CUE, NONE, SOURCE, likeliest

BEGINS, ENDS = 0, 3  # of the sources; cue and content follow


def score(chain: tuple[int, ...], roles, edges, moves) -> float:
    """What a chain is worth, by the definition."""
    total, last = 0.0, NONE
    for t, role in enumerate(chain):
        total += np.log(roles[t, role]) + moves[last, role]
        if role != last:
            total += edges[t, role - 1] if role else 0
            total += edges[t - 1, 2 + last] if last else 0
        last = role
    return total


@pytest.mark.parametrize("seed", range(12))
def test_no_chain_is_worth_more(seed: int):
    random = np.random.default_rng(seed)
    words, place = 6, int(random.integers(6))
    roles = random.dirichlet(np.ones(4), words).astype(np.float32)
    edges = random.normal(0, 2, (words, 6)).astype(np.float32)
    moves = random.normal(0, 1, (4, 4)).astype(np.float32)
    (found,) = likeliest(roles[None], edges[None], moves, np.array([place]))

    def lawful(chain: tuple[int, ...]) -> bool:
        cues = [t for t, role in enumerate(chain) if role == CUE]
        return bool(cues) and cues == list(range(place, place + len(cues)))

    chains = [c for c in itertools.product(range(4), repeat=words) if lawful(c)]
    assert tuple(found) == max(chains, key=lambda c: score(c, roles, edges, moves))


def test_a_border_decides_where_words_are_in_doubt():
    roles = np.full((1, 5, 4), 0.01, np.float32)
    roles[0, 0, CUE] = 0.97
    roles[0, 1:, NONE] = roles[0, 1:, CONTENT] = 0.49
    edges = np.zeros((1, 5, 6), np.float32)
    edges[0, 2, BEGINS + 2] = edges[0, 3, ENDS + 2] = 3
    (found,) = likeliest(roles, edges, np.zeros((4, 4), np.float32), np.array([0]))
    assert found.tolist() == [CUE, NONE, CONTENT, CONTENT, NONE]
    assert SOURCE not in found


def test_cues_are_read_side_by_side():
    random = np.random.default_rng(1)
    roles = random.dirichlet(np.ones(4), (3, 9)).astype(np.float32)
    edges = random.normal(0, 1, (3, 9, 6)).astype(np.float32)
    moves, places = np.zeros((4, 4), np.float32), np.array([1, 4, 8])
    together = likeliest(roles, edges, moves, places)
    for n in range(3):
        alone = likeliest(roles[n : n + 1], edges[n : n + 1], moves, places[n : n + 1])
        assert (alone[0] == together[n]).all()

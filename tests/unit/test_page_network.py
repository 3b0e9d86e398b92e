"""The network that reads a text page whole: shapes of pages, what it can learn, how two readers agree."""

import numpy as np
import pytest

from onrecord.errors import BrokenModel
from onrecord.stages.blocks import again, features
from onrecord.stages.blocks.model import joined
from onrecord.stages.blocks.sequence import beside, chances, weights
from training.pages import sequence

WIDTHS = {"text": len(features.NAMES), "html": len(features.NAMES) + len(again.NAMES)}


@pytest.mark.parametrize("form", WIDTHS)
@pytest.mark.parametrize("lines", [1, 2, 17, 400])
def test_every_line_gets_chances_that_sum_to_one(lines: int, form: str) -> None:
    rows = np.random.default_rng(1).normal(size=(lines, WIDTHS[form])).astype(np.float32)
    found = chances(rows, weights(form))
    assert found.shape == (lines, 5)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(BrokenModel, match="features"):
        chances(np.zeros((3, 7), np.float32), weights("text"))


def test_beside_is_zero_outside_the_page() -> None:
    state = np.arange(1, 4, dtype=np.float32)[:, None]
    assert beside(state, 1).tolist() == [[0, 1, 2], [1, 2, 3], [2, 3, 0]]
    assert beside(state, 9).tolist() == [[0, 1, 0], [0, 2, 0], [0, 3, 0]]


def test_two_readers_meet_halfway_about_the_body_and_the_trees_name_the_rest() -> None:
    trees = np.array([[0.1, 0.8, 0.08, 0.01, 0.01]], np.float32)
    network = np.array([[0.7, 0.2, 0.01, 0.08, 0.01]], np.float32)
    both = joined(trees, network)
    assert both.sum() == pytest.approx(1, abs=1e-4)
    assert 0.2 < both[0, 1] < 0.8
    assert both[0, 2] / both[0, 0] == pytest.approx(0.8, abs=1e-3)
    assert joined(trees, trees) == pytest.approx(trees, abs=1e-4)


def test_on_html_the_network_has_the_smaller_say() -> None:
    trees, network = np.array([0.9, 0.2, 0.0, 1.0], np.float32), np.array([0.1, 0.2, 1.0, 1.0], np.float32)
    both = again.met(trees, network)
    assert 0.5 < both[0] < 0.9
    assert both[1] == pytest.approx(0.2, abs=1e-5)
    assert 0 < both[2] < 0.1
    assert np.isfinite(both).all()


def test_it_learns_what_stands_far_above_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequence, "EPOCHS", 25)
    rng = np.random.default_rng(2)
    rows, labels = [], []
    for _ in range(40):
        page = rng.normal(size=(30, 4)).astype(np.float32)
        page[:, 0] = 3.0
        start = int(rng.integers(5, 20))
        page[:, 1] = 0
        page[start, 1] = 1
        rows.append(page)
        labels.append((np.arange(30) > start).astype(np.int64))
    held = sequence.fitted(rows[:30], labels[:30])
    right = [
        (chances(r, held).argmax(axis=1) == y).mean() for r, y in zip(rows[30:], labels[30:], strict=True)
    ]
    assert np.mean(right) > 0.9


def test_the_same_pages_give_the_same_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequence, "EPOCHS", 1)
    rows = [np.random.default_rng(n).normal(size=(9, 3)).astype(np.float32) for n in range(4)]
    labels = [np.arange(9) % 5 for _ in rows]
    once, again = sequence.fitted(rows, labels), sequence.fitted(rows, labels)
    assert all((once[name] == again[name]).all() for name in once)

"""Named entities by spaCy's recogniser, most words of a text scored at once.

spaCy walks a text word by word and scores one state after another. Yet outside an entity a state is
nothing but its word, so that one product scores them all; only words inside an entity wait for the
one before. The decisions are spaCy's (greedy, BILUO), in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Entity = tuple[int, int, str]  # first token, token behind the last, label
_NO_WORD: Final = -1


class _Layer(Protocol):
    def predict(self, rows: NDArray[np.generic]) -> Floats: ...


class _Step(Protocol):
    """What spaCy's model makes of one text: it turns states into vectors, and these into scores of moves."""

    state2vec: _Layer
    vec2scores: _Layer


class Recogniser:
    """The moves of a spaCy recogniser: "B-", "I-", "L-" and "U-" with a label, and "O"."""

    def __init__(self, pipe: EntityRecognizer) -> None:
        self._model = pipe.model
        names = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
        self._kinds = np.array([name[0] for name in names])
        self._labels = np.array([name[2:] for name in names])

    def entities(self, doc: Doc) -> list[Entity]:
        """The entities of a `doc` that has sentences but no entities yet, in order."""
        if not len(doc):
            return []
        opens, blank = doc.to_array(["SENT_START", "IS_SPACE"]).astype(np.int64).T
        last = np.append(opens[1:] == 1, True)  # no entity goes on behind these
        step = self._model.predict([doc])
        moves = self._first_moves(_scores(step, np.arange(len(doc))), last, blank == 1)
        single = np.flatnonzero(self._kinds[moves] == "U")
        begun = np.flatnonzero(self._kinds[moves] == "B")
        ends = dict(zip(single.tolist(), (single + 1).tolist(), strict=True))
        ends |= self._ends(step, begun, moves, last)
        return _apart([(start, ends[start], str(self._labels[moves[start]])) for start in sorted(ends)])

    def _first_moves(self, scores: Floats, last: NDArray[np.bool_], blank: NDArray[np.bool_]) -> Numbers:
        """The best move at each word while no entity is open."""
        begin, single = self._kinds == "B", self._kinds == "U"
        named = (begin | single) & (self._labels != "")
        allowed = named & ~blank[:, None] & ~(last[:, None] & begin)
        moves: Numbers = np.where(allowed | (self._kinds == "O"), scores, -np.inf).argmax(1)
        return moves

    def _ends(self, step: _Step, starts: Numbers, moves: Numbers, last: NDArray[np.bool_]) -> dict[int, int]:
        """Where the entities end that begin at `starts`, each read on by itself."""
        ends: dict[int, int] = {}
        at = starts + 1
        while len(at):
            same = self._labels[None] == self._labels[moves[starts]][:, None]
            go_on = (self._kinds == "I") & ~last[at][:, None]
            allowed = same & (go_on | (self._kinds == "L"))
            best = np.where(allowed, _scores(step, at, starts), -np.inf).argmax(1)
            over = self._kinds[best] == "L"
            ends |= zip(starts[over].tolist(), (at[over] + 1).tolist(), strict=True)
            starts, at = starts[~over], at[~over] + 1
        return ends


def _scores(step: _Step, words: Numbers, starts: Numbers | None = None) -> Floats:
    """The scores [words, moves] of the states at `words`, in the entities begun at `starts`, if any."""
    state = np.full((len(words), 3), _NO_WORD, np.int32)
    state[:, 0] = words
    if starts is not None:
        state[:, 1], state[:, 2] = starts, words - 1
    return step.vec2scores.predict(step.state2vec.predict(state))


def _apart(found: Sequence[Entity]) -> list[Entity]:
    """The entities that begin behind the end of the one before."""
    kept: list[Entity] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept

"""The event detector: its training table and its figures on groups it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from eval.events_gold import Gold, articles, dossier, gold_events, paired
from onrecord.records import Attribution, EventMention, Mention, TimeExpression
from onrecord.stages.event_mentions.detector import is_enough
from onrecord.stages.event_mentions.features import vectors
from onrecord.stages.event_mentions.stage import candidates

SETTINGS = {
    "n_estimators": 150, "learning_rate": 0.04, "num_leaves": 7, "min_child_samples": 15,
    "colsample_bytree": 0.3, "subsample": 0.7, "subsample_freq": 1, "reg_lambda": 5.0, "verbose": -1,
    "n_jobs": 1, "random_state": 7, "deterministic": True,
}  # fmt: skip
BAGS = 5  # models with other seeds, averaged: one alone swings by a point


@dataclass(frozen=True)
class Table:
    """Every candidate of the gold articles: features, whether gold has it, its article and group."""

    gold: list[Gold]
    mentions: list[EventMention]
    articles: list[str]  # the gold's ids
    rows: np.ndarray
    labels: np.ndarray
    groups: np.ndarray
    optional: np.ndarray


def table(data: Path) -> Table:
    """The training table from the six gold groups."""
    gold = gold_events(data)
    texts = articles(data, {g.article for g in gold})
    made: list[tuple[EventMention, str, list[float], int, str, bool]] = []
    for key in sorted(texts):
        mine = [g for g in gold if g.article == key]
        whole = dossier(texts[key])
        found = candidates(
            whole.article, whole.parse, whole.get(Mention), whole.get(TimeExpression), whole.get(Attribution)
        )
        pairs = {m.id: g for g, m in paired(mine, [c.mention for c in found])}
        numbers = vectors([(c.predicate, c.mention) for c in found])
        for c, row in zip(found, numbers, strict=True):
            g = pairs.get(c.mention.id)
            made.append((c.mention, key, row, int(g is not None and g.type != "NONE"), mine[0].group,
                         g is not None and g.optional))  # fmt: skip
    mentions, keys, rows, labels, groups, optional = zip(*made, strict=True)
    return Table(gold, list(mentions), list(keys), np.array(rows, np.float32), np.array(labels),
                 np.array(groups), np.array(optional))  # fmt: skip


def fitted(rows: np.ndarray, labels: np.ndarray, seed: int) -> lightgbm.LGBMClassifier:
    """One model."""
    return lightgbm.LGBMClassifier(**(SETTINGS | {"random_state": seed})).fit(rows, labels)


def held_out(of: Table) -> np.ndarray:
    """Probabilities for the candidates of each group from models that have not seen the group."""
    out = np.zeros(len(of.labels))
    for group in sorted(set(of.groups.tolist())):
        train, test = (of.groups != group) & ~of.optional, of.groups == group
        for seed in range(BAGS):
            model = fitted(of.rows[train], of.labels[train], seed)
            out[test] += model.predict_proba(of.rows[test])[:, 1] / BAGS
    return out


def chosen(of: Table, probabilities: Sequence[float]) -> dict[str, list[EventMention]]:
    """The mentions that the stage would keep, by article."""
    found: dict[str, list[EventMention]] = {key: [] for key in of.articles}
    for mention, key, p in zip(of.mentions, of.articles, probabilities, strict=True):
        if is_enough(mention, p):
            found[key].append(mention)
    return found

"""PLOVER root types on sentences with marked actor and recipient (plv_train), beside a plain classifier."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from eval.events_gold import article, rows
from onrecord.language import parse
from onrecord.stages.event_mentions.features import TYPES
from onrecord.stages.event_mentions.stage import candidates

Spans = tuple[tuple[int, int] | None, tuple[int, int] | None]


def _root(kind: str) -> str:
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def masked(text: str, spans: Spans) -> str:
    """The sentence with its actor and recipient as SSS and TTT."""
    cuts = sorted((s, mark) for s, mark in zip(spans, ("SSS", "TTT"), strict=True) if s)
    for (start, end), mark in reversed(cuts):
        text = text[:start] + mark + text[end:]
    return text


def lexicon_votes(text: str, spans: Spans) -> list[float]:
    """For each type, how well our predicates of that type sit between the marked parties."""
    found = candidates(article(text, None), parse(text, "en"), (), (), ())
    votes: Counter[str] = Counter()
    for c in found:
        hits = sum(
            span is not None and any(p.span.start < span[1] and span[0] < p.span.end for p in side)
            for span, side in zip(spans, (c.mention.actors, c.mention.recipients), strict=True)
        )
        crossed = sum(
            span is not None and any(p.span.start < span[1] and span[0] < p.span.end for p in side)
            for span, side in zip(spans, (c.mention.recipients, c.mention.actors), strict=True)
        )
        depth = sum(1 for _ in c.predicate.anchor.ancestors)
        worth = 1.0 + 2.0 * hits + 0.5 * crossed - 0.2 * depth
        votes[_root(c.mention.type)] = max(votes[_root(c.mention.type)], worth)
    return [votes[t] for t in sorted({_root(t) for t in TYPES})]


def plv_figures(data: Path) -> dict[str, float]:
    """Macro-F1 in 5-fold cross-validation: lexicon alone, words alone, both."""
    raw = list(rows(data / "eval/events/plv_train.jsonl"))
    texts = [r["text"] for r in raw]
    spans: list[Spans] = [
        tuple(tuple(e[k]) if e.get(k) else None for k in ("actor_span", "recipient_span"))
        for e in (r["events"][0] for r in raw)
    ]
    gold = np.array([_root(r["events"][0]["type"]) for r in raw])
    votes = np.array([lexicon_votes(t, s) for t, s in zip(texts, spans, strict=True)])
    names = sorted({_root(t) for t in TYPES})
    alone = [names[int(v.argmax())] if v.max() > 0 else "AGREE" for v in votes]
    words, both = _cross_validated([masked(t, s) for t, s in zip(texts, spans, strict=True)], votes, gold)
    return {
        "plv.lexicon_macro_f1": f1_score(gold, alone, average="macro"),
        "plv.words_macro_f1": f1_score(gold, words, average="macro"),
        "plv.macro_f1": f1_score(gold, both, average="macro"),
    }


def _cross_validated(
    texts: Sequence[str], votes: np.ndarray, gold: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    words, both = gold.copy(), gold.copy()
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(texts, gold):
        tfidf = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        seen = tfidf.fit_transform([texts[i] for i in train])
        unseen = tfidf.transform([texts[i] for i in test])
        model = LogisticRegression(C=10, max_iter=2000, class_weight="balanced").fit(seen, gold[train])
        words[test] = model.predict(unseen)
        seen, unseen = (
            hstack([seen, csr_matrix(votes[train] / 3)]),
            hstack([unseen, csr_matrix(votes[test] / 3)]),
        )
        model = LogisticRegression(C=10, max_iter=2000, class_weight="balanced").fit(seen, gold[train])
        both[test] = model.predict(unseen)
    return words, both

"""What speaks for a predicate telling of an event worth a record: numbers for the detector."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from onrecord.records import EventMention
from onrecord.stages.event_mentions.predicates import Predicate

TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
_KINDS = ("v", "n", "a")
_FRAMES = ("std", "theme", "sym", "from", "stmt")
_DEPS = (
    "ROOT",
    "conj",
    "ccomp",
    "xcomp",
    "advcl",
    "relcl",
    "acl",
    "pcomp",
    "pobj",
    "dobj",
    "nsubj",
    "nsubjpass",
    "compound",
    "amod",
    "appos",
    "attr",
)
_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "NNP", "NNPS", "JJ")
_STATUSES = ("happened", "ongoing", "announced", "planned", "demanded", "hypothetical", "denied", "alleged")
_DETERMINERS = (
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "any",
    "no",
    "such",
    "some",
    "each",
    "every",
)
_DEEPEST = 40  # ancestors counted: parses of endless sentences are deep
_NEAR = 120  # tokens before an anchor searched for an open quotation
_QUOTES = frozenset('"“”')

Numbered = tuple[Predicate, EventMention]


def _one_of(value: str | None, values: Sequence[str]) -> list[float]:
    return [float(value == v) for v in values]


def _grammar(predicate: Predicate) -> list[float]:
    anchor, entry = predicate.anchor, predicate.entry
    determiner = next((c.lower_ for c in anchor.children if c.dep_ in ("det", "neg")), None)
    head = predicate.carrier or anchor
    return [
        *_one_of(entry.type, TYPES),
        *_one_of(entry.kind, _KINDS),
        *_one_of(entry.frame, _FRAMES),
        *_one_of(anchor.dep_, _DEPS),
        *_one_of(anchor.tag_, _TAGS),
        *_one_of(head.dep_, _DEPS),
        *_one_of(head.tag_, _TAGS),
        *_one_of(determiner, _DETERMINERS),
        float(entry.strictness),
        float(entry.mode is not None),
        float(predicate.carrier is not None),
        float(predicate.carrier_acts),
        float(any(c.dep_ == "poss" for c in anchor.children)),
        float(any(c.dep_ == "compound" for c in anchor.children)),
        float(any(c.dep_ == "amod" for c in anchor.children)),
        float(any(c.dep_ == "prep" for c in anchor.children)),
        float(any(c.dep_ in ("aux", "auxpass") for c in head.children)),
        float(any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)),
        float(sum(1 for _ in anchor.children)),
        float(anchor.right_edge.i - anchor.left_edge.i),
        float(sum(1 for _ in islice(anchor.ancestors, _DEEPEST))),
    ]


def _content(mention: EventMention) -> list[float]:
    actors, recipients = mention.actors, mention.recipients
    who = {p.country for p in actors} - {None}
    whom = {p.country for p in recipients} - {None}
    return [
        float(len(actors)),
        float(len(recipients)),
        float(bool(who)),
        float(bool(whom)),
        float(bool(who and whom and who != whom)),
        float(bool(actors and recipients)),
        float(any(p.sector for p in actors)),
        float(any(p.sector for p in recipients)),
        float(any(p.sector in ("GOV", "MIL", "REB", "LEG") for p in actors)),
        float(any(p.name[:1].islower() for p in actors)),
        float(mention.location is not None),
        float(mention.date is not None),
        float(mention.historical),
        float(mention.attribution is not None),
        float(mention.mode is not None),
        float(len(mention.contexts)),
        *_one_of(mention.status, _STATUSES),
    ]


def _governing(predicate: Predicate, by_anchor: dict[int, Predicate]) -> list[float]:
    """The nearest event that governs this one, within four steps, and how far it is."""
    token = predicate.carrier or predicate.anchor
    for step in range(1, 5):
        if token.head.i == token.i:
            break
        token = token.head
        above = by_anchor.get(token.i)
        if above is not None:
            return [
                float(step),
                *_one_of(above.entry.type, TYPES),
                float(above.entry.type == predicate.entry.type),
            ]
    return [0.0, *([0.0] * len(TYPES)), 0.0]


def _inside_quotes(predicate: Predicate) -> float:
    sentence = predicate.anchor.sent
    first = max(sentence.start, predicate.anchor.i - _NEAR)
    before = sum(t.text in _QUOTES for t in predicate.anchor.doc[first : predicate.anchor.i])
    return float(before % 2)


def vectors(found: Sequence[Numbered]) -> list[list[float]]:
    """One row of numbers for each candidate of one article, in the order given."""
    by_anchor = {p.anchor.i: p for p, _ in found}
    kinds = Counter(p.entry.type for p, _ in found)
    lemmas = Counter((p.entry.lemma, p.entry.type) for p, _ in found)
    names = Counter(a.name for _, m in found for a in m.actors + m.recipients)
    crowd = Counter(p.anchor.sent.start for p, _ in found)
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for predicate, mention in found:
        key = (predicate.entry.lemma, predicate.entry.type)
        sentence, doc = predicate.anchor.sent, predicate.anchor.doc
        size = max(1, len(found))
        out.append([
            *_grammar(predicate), *_content(mention), *_governing(predicate, by_anchor),
            _inside_quotes(predicate), predicate.anchor.i / len(doc), float(sentence.end - sentence.start),
            (predicate.anchor.i - sentence.start) / max(1, len(sentence)), float(sentence.start == 0),
            kinds[predicate.entry.type] / size, lemmas[key] / size, float(seen[key]),
            float(max((names[a.name] for a in mention.actors), default=0)),
            float(max((names[a.name] for a in mention.recipients), default=0)),
            float(crowd[sentence.start]),
        ])  # fmt: skip
        seen[key] += 1
    return out

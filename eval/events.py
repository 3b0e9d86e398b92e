"""Events: found, typed, with the right parties and status, grouped; and PLOVER types on marked sentences."""

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.events_direction import direction_figures
from eval.events_gold import Gold, Party, paired
from eval.events_types import plv_figures
from onrecord.records import EventMention, Participant
from onrecord.stages.events import events_of
from training.events.detector import chosen, held_out, table

Pair = tuple[Gold, EventMention]


def detection(
    gold: Sequence[Gold], ours: dict[str, list[EventMention]]
) -> tuple[dict[str, float], list[Pair]]:
    """Precision, recall and F1; optional gold neither rewards nor costs; also the pairs."""
    pairs = [p for key in ours for p in paired([g for g in gold if g.article == key], ours[key])]
    idle = sum(g.optional or g.type == "NONE" for g, _ in pairs)
    right = len(pairs) - idle
    told = sum(map(len, ours.values())) - sum(g.optional for g, _ in pairs)
    wanted = sum(not g.optional and g.type != "NONE" for g in gold)
    precision, recall = right / max(1, told), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"detect_p": precision, "detect_r": recall, "detect_f1": f1}, [
        p for p in pairs if p[0].type != "NONE"
    ]


def _hit(party: Party, ours: Sequence[Participant]) -> bool:
    return any(
        party.start is not None
        and party.end is not None
        and p.span.start < party.end
        and party.start < p.span.end
        for p in ours
    )


def _parties(
    pairs: Sequence[Pair],
    gold: Callable[[Gold], Sequence[Party]],
    ours: Callable[[EventMention], Sequence[Participant]],
) -> float:
    """F1 over participants named in the text; an overlap of spans is a hit."""
    wanted = [(p, ours(m)) for g, m in pairs for p in gold(g) if p.start is not None]
    told = [(q, gold(g)) for g, m in pairs for q in ours(m)]
    recall = sum(_hit(p, o) for p, o in wanted) / max(1, len(wanted))
    precision = sum(any(_hit(p, [q]) for p in ps) for q, ps in told) / max(1, len(told))
    return 2 * precision * recall / max(1e-9, precision + recall)


def _straight(pairs: Sequence[Pair]) -> float:
    """Share of matched events whose actor is not the gold recipient (nor the other way round)."""

    def turned(g: Gold, m: EventMention) -> bool:
        swapped = any(_hit(r, m.actors) for r in g.recipients) or any(_hit(a, m.recipients) for a in g.actors)
        kept = any(_hit(a, m.actors) for a in g.actors) or any(_hit(r, m.recipients) for r in g.recipients)
        return swapped and not kept

    return 1 - sum(turned(g, m) for g, m in pairs) / max(1, len(pairs))


def b_cubed(found: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    """B³ precision, recall, F1 of a grouping (Bagga and Baldwin 1998)."""
    size, precision, recall = len(gold), 0.0, 0.0
    for mine, theirs in zip(found, gold, strict=True):
        both = sum(a == mine and b == theirs for a, b in zip(found, gold, strict=True))
        precision += both / found.count(mine) / size
        recall += both / gold.count(theirs) / size
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _grouping(
    pairs: Sequence[Pair], ours: dict[str, list[EventMention]], gold: Sequence[Gold]
) -> dict[str, float]:
    groups = {g.article: g.group for g in gold}
    home: dict[str, str] = {}
    for group in sorted(set(groups.values())):
        mentions = [m for key, found in ours.items() if groups[key] == group for m in found]
        home |= {m: event.id for event in events_of(mentions) for m in event.mentions}
    labels = [g.cluster for g, _ in pairs]
    p, r, f = b_cubed([home[m.id] for _, m in pairs], labels)
    alone = b_cubed([m.id for _, m in pairs], labels)[2]
    return {"b3_p": p, "b3_r": r, "b3_f1": f, "b3_alone_f1": alone}


def _share(pairs: Sequence[Pair], right: Callable[[Gold, EventMention], bool]) -> float:
    return sum(right(g, m) for g, m in pairs) / max(1, len(pairs))


def _touching(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs whose anchor touches the trigger: typed by nothing but our own judgement."""
    return [
        (g, m)
        for g, m in pairs
        if g.trigger and m.anchor.start < g.trigger[1] and g.trigger[0] < m.anchor.end
    ]


def _same_day(gold: str | None, ours: EventMention) -> bool:
    """Whether a date is the gold one, as TIMEX3 or EDTF ("2018-23"), or one is finer than the other."""
    told = (ours.date.value, ours.date.edtf) if ours.date is not None else (None,)
    return any(
        gold == value or bool(gold and value and (value.startswith(gold) or gold.startswith(value)))
        for value in told
    )


def measure(data: Path) -> dict[str, float]:
    """Print the table; on the six groups each is judged by a detector that has not seen it."""
    of = table(data)
    gold = of.gold
    ours = chosen(of, held_out(of).tolist())
    figures, pairs = detection(gold, ours)
    figures["type_accuracy"] = _share(_touching(pairs), lambda g, m: m.type in g.types)
    figures["actor_f1"] = _parties(pairs, lambda g: g.actors, lambda m: m.actors)
    figures["recipient_f1"] = _parties(pairs, lambda g: g.recipients, lambda m: m.recipients)
    figures["direction"] = _straight(pairs)
    figures["status_accuracy"] = _share(pairs, lambda g, m: m.status == g.status)
    figures["historical_accuracy"] = _share(pairs, lambda g, m: m.historical == g.historical)
    figures["date_accuracy"] = _share(pairs, lambda g, m: _same_day(g.date, m))
    placed = [(g, m) for g, m in pairs if g.place]
    figures["place_recall"] = _share(
        placed,
        lambda g, m: (
            m.location is not None
            and (m.location.span.exact in str(g.place) or str(g.place) in m.location.span.exact)
        ),
    )
    figures |= _grouping(pairs, ours, gold)
    figures |= plv_figures(data) | direction_figures(data)
    base = {
        "detect_f1": "all predicates .38",
        "b3_f1": f"each alone {figures['b3_alone_f1']:.3f}",
        "plv.macro_f1": "TF-IDF + LR, actors masked .687",
        "status_accuracy": "always happened .76",
    }
    print(f"{'measure':32}{'ours':>8}   baseline")
    for name, value in figures.items():
        print(f"events.{name:25}{value:8.3f}   {base.get(name, '')}")
    return {f"events.{name}": round(value, 4) for name, value in figures.items() if name != "b3_alone_f1"}

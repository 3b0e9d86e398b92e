"""Who did it to whom in other coders' own test sentences (PETRARCH unit tests).

Twenty-five of their failures were read while the party search was written.
"""

from pathlib import Path

from eval.events_gold import article, rows
from onrecord.language import parse
from onrecord.records import Participant
from onrecord.stages.event_mentions.stage import candidates


def _is(code: str, parties: tuple[Participant, ...]) -> bool:
    """Whether a party's name begins like the invented country's code ("GON" is Gondor)."""
    start = code[:2].lower()
    return any(word.lower().startswith(start) for p in parties for word in p.span.exact.split())


def direction_figures(data: Path) -> dict[str, float]:
    """Among events with two different sides: found with both, and of those the share not turned round."""
    straight = turned = wanted = 0
    for row in rows(data / "eval/events/petr_unittest.jsonl"):
        pairs = {(str(e["actor"])[:3], str(e["recipient"])[:3]) for e in row["events"]}
        pairs = {
            (a, b) for a, b in pairs if a.isalpha() and b.isalpha() and a[:2] != b[:2] and (b, a) not in pairs
        }
        if not pairs:
            continue
        found = [
            c.mention for c in candidates(article(row["text"], None), parse(row["text"], "en"), (), (), ())
        ]
        for actor, recipient in sorted(pairs):
            wanted += 1
            right = any(_is(actor, m.actors) and _is(recipient, m.recipients) for m in found)
            wrong = any(_is(recipient, m.actors) and _is(actor, m.recipients) for m in found)
            straight += right
            turned += wrong and not right
    return {
        "petrarch.both_sides": straight / max(1, wanted),
        "petrarch.direction": straight / max(1, straight + turned),
    }

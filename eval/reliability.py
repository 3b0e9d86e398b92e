"""How far the confidence of an attribution can be believed: a table and a plot (SVG).

An attribution is right when the PolNeAR scorer counts its triple: content IoU >= .5, and the head of
the source. The confidence was fitted on the PolNeAR articles; on the hand-made ones it was not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import ModuleType

from eval import speakers
from eval.attributions import scorer
from eval.german import same_head
from onrecord.stages.attributions.spans import Triple, triples

BINS = 10
SIDE, LEFT, TOP = 320, 56, 40  # of the plot's square and the room beside it, in SVG units
COLOURS = ("#1b5e9b", "#b3541e")
Judged = tuple[float, bool]  # confidence, right


@dataclass(frozen=True)
class Bin:
    """The attributions whose confidence lies in one tenth."""

    count: int
    said: float  # mean confidence
    right: float  # share that is right


def judged(module: ModuleType, text: str, gold: Sequence[dict], found: Sequence[Triple]) -> list[Judged]:
    """The confidence of each attribution found and whether it is right."""
    doc = module.Doc(text)
    wanted = [doc.core(doc.toks(a["content"])) for a in gold]
    ours = [doc.core(doc.toks(t.content)) for t in found]
    right = {
        j for i, j, _ in module.greedy(wanted, ours, module.iou, 0.5)
        if same_head(doc, gold[i]["source"], found[j].source)
    }  # fmt: skip
    return [(t.confidence, j in right) for j, t in enumerate(found)]


def polnear(data: Path, module: ModuleType) -> list[Judged]:
    """Outermost attributions of the development articles."""
    some = speakers.rows(data / "eval/attributions/polnear_dev.jsonl")
    return [
        one
        for row in some
        for one in judged(module, row["text"], row["attributions"], triples(row["text"], nested=False))
    ]


def hand_made(data: Path, module: ModuleType) -> list[Judged]:
    """All attributions, nested ones too, of the 26 articles made by hand."""
    gold = speakers.gold(data)
    fields = ("source", "cue", "content")
    found: list[Judged] = []
    for row in speakers.rows(speakers.folder(data) / "same_event_dev.jsonl"):
        if row["id"] in gold:
            spans = [{f: [(s["start"], s["end"]) for s in a[f]] for f in fields} for a in gold[row["id"]]]
            found += judged(module, row["text"], spans, triples(row["text"]))
    return found


def bins(some: Iterable[Judged]) -> list[Bin]:
    """Tenths of the confidence that hold anything, from the lowest."""
    held: dict[int, list[Judged]] = {}
    for one in some:
        held.setdefault(min(BINS - 1, int(one[0] * BINS)), []).append(one)
    return [
        Bin(len(h), sum(p for p, _ in h) / len(h), sum(y for _, y in h) / len(h))
        for _, h in sorted(held.items())
    ]


def error(some: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance of what is said from what is right."""
    return sum(b.count * abs(b.said - b.right) for b in some) / max(1, sum(b.count for b in some))


def draw(data: Path, path: Path) -> None:
    """Print the table and write the plot to `path`."""
    module = scorer(data)
    series = {
        "PolNeAR dev (fitted on it)": bins(polnear(data, module)),
        "26 articles by hand, nested too (unfitted)": bins(hand_made(data, module)),
    }
    for name, some in series.items():
        print(f"{name}: expected calibration error {error(some):.3f}")
        for b in some:
            print(f"  said {b.said:.2f}  right {b.right:.2f}  n {b.count}")
    path.write_text(svg(series), "utf-8")
    print(path)


def svg(series: dict[str, list[Bin]]) -> str:
    """The plot: a circle for each tenth, its area by the count; the table is its description."""
    height = TOP + SIDE + 60 + 20 * len(series)
    said = "; ".join(
        f"{name}: " + ", ".join(f"{b.said:.2f} said {b.right:.2f} right of {b.count}" for b in some)
        for name, some in series.items()
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SIDE + 30} {height}" role="img"'
        ' aria-labelledby="t d" font-family="sans-serif" font-size="12">',
        '<title id="t">Confidence of attributions against the share that is right</title>',
        f'<desc id="d">{escape(said)}</desc>',
        f'<rect width="{LEFT + SIDE + 30}" height="{height}" fill="#fff"/>',
        *_axes(),
    ]
    for i, (name, some) in enumerate(series.items()):
        colour, y = COLOURS[i % len(COLOURS)], TOP + SIDE + 56 + 20 * i
        line = " ".join(f"{_x(b.said):.1f},{_y(b.right):.1f}" for b in some)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for b in some:
            size = 2 + 0.35 * b.count**0.5
            parts.append(
                f'<circle cx="{_x(b.said):.1f}" cy="{_y(b.right):.1f}" r="{size:.1f}" fill="{colour}"'
                f' fill-opacity=".6"/>'
            )
        label = f"{name}, n = {sum(b.count for b in some)}, error {error(some):.3f}"
        parts.append(f'<circle cx="{LEFT + 5}" cy="{y - 4}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{LEFT + 16}" y="{y}">{escape(label)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _axes() -> list[str]:
    parts = [
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>'
    ]
    for n in range(0, 11, 2):
        x, y = _x(n / 10), _y(n / 10)
        parts += [
            f'<line x1="{x}" y1="{_y(0)}" x2="{x}" y2="{_y(1)}" stroke="#e5e5e5"/>',
            f'<line x1="{_x(0)}" y1="{y}" x2="{_x(1)}" y2="{y}" stroke="#e5e5e5"/>',
            f'<text x="{x}" y="{_y(0) + 16}" text-anchor="middle">{n / 10:g}</text>',
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{n / 10:g}</text>',
        ]
    middle = LEFT + SIDE / 2
    parts.append(f'<text x="{middle}" y="{_y(0) + 34}" text-anchor="middle">confidence</text>')
    parts.append(f'<text x="{LEFT}" y="{TOP - 14}">share right</text>')
    return parts


def _x(value: float) -> float:
    return LEFT + SIDE * value


def _y(value: float) -> float:
    return TOP + SIDE * (1 - value)

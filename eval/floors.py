"""The floors under the figures: they can only rise."""

import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
# Points out of 100 that a figure may lie under what was measured: sums differ by machine, and where few
# cases are counted one of them is worth more.
SLACK = {
    "comparisons": 3.0, "events": 1.0, "speakers": 1.0, "pages": 0.5, "pages.copied": 1.0, "pages.text": 1.0,
    "pages.text.no_author_invented": 5.0, "pages.copied.no_author_invented": 5.0,
}  # fmt: skip
USUAL_SLACK = 0.3
_HEAD = (
    "# Floors under the figures of ./run eval: measured, less a little for other machines. They only rise.\n"
)


def load() -> dict[str, float]:
    """Figure name to floor."""
    return {k: float(v) for k, v in tomllib.loads(FILE.read_text("utf-8")).items()} if FILE.exists() else {}


def check(figures: dict[str, float]) -> int:
    """Print every figure below its floor; 1 when there is one."""
    below = {k: (v, f) for k, f in load().items() if (v := figures.get(k)) is not None and v < f}
    for name, (value, floor) in sorted(below.items()):
        print(f"BELOW ITS FLOOR: {name} is {value:.3f}, the floor is {floor:.3f}")
    print(f"\n{len(load())} floors, {len(below)} broken")
    return 1 if below else 0


def raise_to(figures: dict[str, float]) -> None:
    """Write floors just under `figures` where that is higher than what stands."""
    floors = load()
    for name, value in figures.items():
        points = _points(name)
        slack = points if abs(value) > 1.5 else points / 100
        floors[name] = max(floors.get(name, float("-inf")), round(value - slack, 4))
    lines = [f'"{name}" = {floor}\n' for name, floor in sorted(floors.items())]
    FILE.write_text(_HEAD + "".join(lines), "utf-8")


def _points(name: str) -> float:
    """The slack of a figure: that of the longest beginning of its name."""
    parts = name.split(".")
    begun = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((SLACK[b] for b in begun if b in SLACK), USUAL_SLACK)

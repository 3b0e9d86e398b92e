"""`./run eval [TASK...] [--floors] [--write]`: print the figures, hold them against their floors.

TASK is a module of this folder. `--floors` fails when a figure is below `floors.toml`; `--write`
raises floors (never lowers one) and renews docs/quality.md and the note that the report prints;
`--reliability docs/reliability.svg` draws how far the confidence of attributions can be believed.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

from eval import floors, quality

TASKS = (
    "pages",
    "attributions",
    "speakers",
    "time",
    "events",
    "stories",
    "comparisons",
    "seeds",
    "verdicts",
    "hostile",
)


def main() -> int:
    """Run the tasks; 1 when a figure fell below its floor."""
    parser = argparse.ArgumentParser(prog="./run eval", description=__doc__)
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=" ".join(TASKS))
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--pages", type=int, metavar="N", help="of the task hostile: how many damaged pages")
    parser.add_argument("--reliability", type=Path, metavar="SVG", help="draw the confidence of attributions")
    arguments = parser.parse_args()
    if unknown := set(arguments.tasks) - set(TASKS):
        parser.error(f"no such task: {', '.join(sorted(unknown))}")
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    if not (data / "eval").is_dir():
        print(f"there is no data at {data}: set ONRECORD_DATA to the folder that holds eval/ and seeds/")
        return 0 if arguments.floors else 1
    figures: dict[str, float] = {}
    for task in arguments.tasks or TASKS:
        print(f"\n── {task} " + "─" * (70 - len(task)))
        more = {"pages": arguments.pages} if task == "hostile" and arguments.pages else {}
        figures |= importlib.import_module(f"eval.{task}").measure(data, **more)
    if arguments.reliability:
        importlib.import_module("eval.reliability").draw(data, arguments.reliability)
    if arguments.write:
        floors.raise_to(figures)
        quality.keep(figures)
    return floors.check(figures) if arguments.floors else 0


if __name__ == "__main__":
    sys.exit(main())

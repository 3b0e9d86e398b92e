"""`./run bench [BENCH...]`: whole processes, CPU seconds from the operating system, ratios in one run."""

import argparse
import importlib
import os
import sys
from pathlib import Path

BENCHES = ("build", "pages", "time")


def main() -> int:
    """Run the named benches, or all."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=" ".join(BENCHES))
    chosen = parser.parse_args().benches or BENCHES
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    if not (data / "eval").is_dir():
        print(f"there is no data at {data}: set ONRECORD_DATA to the folder that holds eval/")
        return 1
    for name in chosen:
        importlib.import_module(f"bench.{name}").run(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.golden.accept [CASE...]`: take what the pipeline gives now as what is expected.

Without names, cases with a `missed.txt` are left alone: what they expect is right and not yet given.
"""

import sys
from collections.abc import Sequence

from tests.golden.cases import CASES, expected_of, names, records_of


def main(chosen: Sequence[str]) -> None:
    """Rewrite the expected records of the `chosen` cases, or of all."""
    for name in chosen or [n for n in names() if not (CASES / n / "missed.txt").exists()]:
        got = records_of(name)
        if '"reason": "failed"' in got.get("rejections.jsonl", ""):
            sys.exit(f"a stage failed on {name}: a failure is never what is expected")
        for stale in expected_of(name).keys() - got.keys():
            (CASES / name / stale).unlink()
        for file, lines in got.items():
            (CASES / name / file).write_text(lines, "utf-8")
        for saved in (CASES / name).glob("*.got"):
            saved.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])

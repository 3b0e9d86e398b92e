"""onrecord: from saved news pages to a record with sources.

`build` reads pages into a folder, `open` gives what is there: typed records (`read`), DuckDB
relations (`relation`, `sql`). The record types are in `onrecord.records`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.pipeline import Summary
    from onrecord.store import Store

__version__ = "0.1.0"
__all__ = ["__version__", "build", "open"]


def build(
    paths: Sequence[str | Path] | str | Path,
    out: str | Path,
    *,
    workers: int | None = None,
    least_confidence: float | None = None,
    report: bool = True,
    progress: "Callable[[Summary], None] | None" = None,
) -> "Summary":
    """Read pages (files, folders, globs) into `out/onrecord.duckdb` and write `out/report.html`.

    Only what is new is read. `workers`: processes (default one per core; 0: in this process).
    `least_confidence`: of the attributions shown and compared (default: as `out` was built before).
    Returns the counts; raises an OnrecordError that says what to do when nothing can be done.
    """
    from onrecord import pipeline
    from onrecord import report as report_module
    from onrecord.store import Store

    some = [paths] if isinstance(paths, (str, Path)) else paths
    summary = pipeline.build(
        some,
        out,
        workers=workers,
        least_confidence=least_confidence,
        progress=progress or (lambda _: None),
    )
    if report:
        with Store.open(Path(out)) as store:
            report_module.write(store, Path(out) / "report.html")
    return summary


def open(folder: str | Path) -> "Store":
    """The store in `folder`, for reading; StoreMissing when there is none."""
    from onrecord.store import Store

    return Store.open(Path(folder))

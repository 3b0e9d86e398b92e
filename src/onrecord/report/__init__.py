"""The report: one self-contained HTML file that only reads the store."""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from onrecord.errors import StoreFull
from onrecord.report import limits
from onrecord.report.data import ReportPage
from onrecord.report.pages import report_page
from onrecord.report.shelf import Source

__all__ = ["render", "write"]

# What HTML can't carry: the parser would drop or replace these, some of them with a fault.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write(store: Source, path: Path) -> None:
    """Write the report of `store` to the file `path`; StoreFull when it can't be written."""
    html = render(report_page(store))
    try:
        path.write_text(html, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise StoreFull(f"{path} can't be written: {error.strerror}; choose another folder") from error


def render(data: ReportPage) -> str:
    """The HTML of a report: no network, style and script pinned by hash, all text escaped."""
    style = _part("style.css") + _joined_passages(data.split)
    script = _part("script.js")
    # autoescape is on for all of it: what is marked safe below is the package's own
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    html = environment.from_string(_part("template.html")).render(
        page=data,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return _UNFIT.sub("\ufffd", html)


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy: only the inlined style and script, by hash."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _joined_passages(anchors: tuple[str, ...]) -> str:
    """Rules that highlight the later pieces of a passage that had to be cut, without script."""
    return "".join(
        f'body:has(#{a}:target) [data-of="{a}"]{{background:var(--target)}}\n'
        for a in anchors[: limits.JOINED]
    )

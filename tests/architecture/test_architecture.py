"""The rules that keep the project readable: imports, sizes, docstrings, docs that match the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import docs

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src" / "onrecord").rglob("*.py"))
CODE = MODULES + sorted(p for d in ("eval", "bench", "training", "tests") for p in (ROOT / d).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_go_down_only() -> None:
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_module_says_what_it_is_and_stays_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(source)), "no docstring atop"
    assert source.count("\n") <= 500


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_things_have_docstrings(path: Path) -> None:
    bare = [
        node.name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not bare


@pytest.mark.parametrize("page", docs.PAGES, ids=str)
def test_docs_match_the_code(page: str) -> None:
    assert (docs.DOCS / page).read_text("utf-8") == docs.PAGES[page](), "run: ./run docs"


def test_nothing_reads_the_clock_or_the_network() -> None:
    """Results never depend on when and where: only the engine's time limit may look at a clock."""
    forbidden = re.compile(
        r"datetime\.now|datetime\.today|date\.today|time\.time\(|utcnow|"
        r"^\s*(?:import|from) (?:urllib\.request|http|requests|httpx|aiohttp|ftplib)",
        re.MULTILINE,
    )
    guilty = [name(p) for p in MODULES if forbidden.search(p.read_text("utf-8"))]
    assert not guilty


def test_resources_name_their_source_and_licence() -> None:
    files = [p for p in (ROOT / "src/onrecord/resources").rglob("*") if p.suffix in {".tsv", ".txt", ".toml"}]
    bare = []
    for path in files:
        head = path.read_text("utf-8")[:1500].lower()
        if not ("licen" in head and "source" in head):
            bare.append(name(path))
    assert not bare


def test_models_have_cards() -> None:
    folders = [p for p in (ROOT / "src/onrecord/models").iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert all((p / "card.md").is_file() for p in folders)
    assert not list((ROOT / "src").rglob("*.pkl"))


def test_weights_are_small() -> None:
    heavy = [name(p) for p in (ROOT / "src/onrecord/models").rglob("*.onnx") if p.stat().st_size > 50_000_000]
    assert not heavy

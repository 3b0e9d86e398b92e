"""Whatever the blocks and the alignment are, an article's view shows all its text once."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.report.nesting import Mark
from onrecord.report.rows import rows
from tests.report.making import from_lines

roles = st.sampled_from(
    ["headline", "byline", "body", "subhead", "quote", "teaser", "advert", "control", "other"]
)
words = st.text(st.sampled_from("ab c\u05d0"), min_size=1, max_size=8)


def shown(made_rows: object) -> str:
    assert isinstance(made_rows, tuple)
    return "".join(t.text for row in made_rows for t in row.tokens if t.kind == "text")


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.lists(st.tuples(roles, words), max_size=12), st.data())
def test_the_text_is_all_there_once(lines: list[tuple[str, str]], data: st.DataObject) -> None:
    made = from_lines("x", lines)
    blocks = data.draw(st.lists(st.sampled_from(made.blocks), unique=True)) if made.blocks else []
    blocks.sort(key=lambda b: b.start)
    marks = [Mark(0, len(made.article.text), ("content",), "a-1")]
    assert bare(shown(rows(made.article, blocks, marks))) == bare(made.article.text)


@given(st.lists(st.tuples(roles, words), max_size=12))
def test_dropped_lines_are_kept_in_order(lines: list[tuple[str, str]]) -> None:
    made = from_lines("x", lines)
    kept = [line[1] for row in rows(made.article, made.blocks, []) for line in row.lines]
    inside = ("body", "subhead", "list", "quote")
    assert kept == [text.strip() for role, text in lines if role not in inside and text.strip()]

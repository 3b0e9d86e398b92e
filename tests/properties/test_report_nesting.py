"""Overlapping marks become tags that nest, around all of the text and exactly what they mark."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.report.nesting import Mark, Token, merged, nested

TEXT = "abcdefghijklmnopqrstuvwxyz"
edges = st.integers(0, len(TEXT))


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = draw(st.lists(st.tuples(edges, edges), max_size=12))
    ranges = [(min(a, b), max(a, b)) for a, b in found]
    return [Mark(a, b, (f"c{i}",), f"m-{a}-{b}" if i % 2 else None) for i, (a, b) in enumerate(ranges)]


def run(tokens: list[Token]) -> tuple[str, dict[str, str]]:
    """The text of the tokens, and the text inside the elements of each anchor; fails when tags do not nest."""
    text, inside = "", {t.anchor: "" for t in tokens if t.anchor}
    stack: list[str | None] = []
    for token in tokens:
        if token.kind == "open":
            stack.append(token.anchor or token.of)
        elif token.kind == "close":
            stack.pop()
        else:
            text += token.text
            for anchor in {s for s in stack if s}:
                inside[anchor] += token.text
    assert not stack
    return text, inside


@given(marks(), edges, edges)
def test_all_text_once_and_every_anchor_around_its_words(made: list[Mark], a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    together = merged(made)
    tokens = nested(TEXT, start, end, together, set())
    text, inside = run(tokens)
    assert text == TEXT[start:end]
    assert inside == {
        m.anchor: TEXT[max(m.start, start) : min(m.end, end)]
        for m in together
        if m.anchor and max(m.start, start) < min(m.end, end)
    }


@given(marks(), edges)
def test_an_anchor_is_given_once_over_all_pieces(made: list[Mark], cut: int) -> None:
    opened: set[str] = set()
    together = merged(made)
    tokens = nested(TEXT, 0, cut, together, opened) + nested(TEXT, cut, len(TEXT), together, opened)
    given_once = [t.anchor for t in tokens if t.anchor]
    assert len(given_once) == len(set(given_once))
    assert {m.anchor for m in together if m.anchor} == set(given_once)
    assert {t.of for t in tokens if t.of} <= set(given_once)


@given(marks())
def test_every_character_has_the_classes_of_the_marks_over_it(made: list[Mark]) -> None:
    position, stack = 0, []
    for token in nested(TEXT, 0, len(TEXT), merged(made), set()):
        if token.kind == "open":
            stack.append(token.classes.split())
        elif token.kind == "close":
            stack.pop()
        else:
            for _ in token.text:
                over = {c for m in made if m.start <= position < m.end for c in m.classes}
                assert {c for classes in stack for c in classes} == over
                position += 1

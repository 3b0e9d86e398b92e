"""What holds of mentions and attributions for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.quoting import quoted
from onrecord.stages.attributions.nesting import parents
from onrecord.stages.attributions.triple import Triple
from tests.unit.test_mentions import read

PIECES = st.sampled_from(
    ["President ", "Peter Lund", "Lund", " said ", "“", "” ", "he ", "the U.S.", "Reuters", ", ",
     "al-Hauge", "O'Brien", "\n\n", "(", "@x ", ". ", "the group ", "Mr. ", "É", "🙂", "\t", "'s "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["en", "de", "ru"]))
def test_spans_quote_the_text_and_two_readings_agree(text: str, lang: str) -> None:
    found = read(text, lang)
    assert found == read(text, lang)
    for mention in found:
        assert text[mention.span.start : mention.span.end] == mention.span.exact != ""
        assert (mention.entity is None) == (not mention.name)


@given(st.text(max_size=200))
def test_mask_has_the_length_of_the_text_and_ends_with_a_paragraph(text: str) -> None:
    mask = quoted(text)
    assert len(mask) == len(text)
    assert not any(mask[i] for i, c in enumerate(text) if c == "\n")


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 40)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(st.tuples(SPANS, SPANS), max_size=12))
def test_nothing_is_nested_in_itself_or_in_a_ring(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    found = [Triple((), (cue,), (content,), 1.0) for cue, content in pairs]
    holders = parents(found)
    for start in range(len(found)):
        seen, at = set(), holders[start]
        while at is not None:
            assert at not in seen
            assert at != start
            seen.add(at)
            at = holders[at]

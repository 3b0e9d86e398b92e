"""Claims hold on any text: exact spans, no crash, the same twice; quantities in linear time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.claims.numbers import quantities, value_of
from tests.unit.test_claims import claims

WORDS = st.sampled_from(
    ["at", "least", "nearly", "2,000", "21", "dozen", "two", "hundred", "thousands", "troops", "people", "killed", "injured", "Odrin", "were", "will", "withdraw", "withdrawing", "the", "of", "until", "2030", "because", "said", "(", '"', "“", ".", ",", "-", "$", "%", "million", "not", "blamed", "agreement"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_any_words_give_exact_spans_and_the_same_twice(text: str) -> None:
    assert claims(text) == claims(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789,. -oneduzhars$%(“", max_size=80))
def test_quantities_lie_in_the_text_and_have_values(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.first <= found.start < found.end <= len(text)
        assert found.value


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_commas_have_their_value(number: int) -> None:
    assert value_of(f"{number:,}") == float(number)


def test_a_long_run_of_the_same_sign_is_no_trap() -> None:
    for text in ("(" * 200_000, " " * 200_000, "one " * 50_000, "1" * 200_000, "1," * 100_000):
        quantities(text)

"""Comparisons of quotations: other words, and clauses quoted without what they hang on."""

import pytest

from tests.unit.comparing import article, compared


def test_one_saying_quoted_in_other_words_is_shown_but_not_spelling_or_cuts() -> None:
    def quoted(one: str, other: str) -> list[str]:
        pages = (article("Gull", f'She said: "{one}"'), article("Tern", f"She told us: “{other}”"))
        return [c.verdict for c in compared(pages) if c.reason.startswith("one saying")]

    assert quoted(
        "We thank the crews who met this terrible storm bravely",
        "We thank the crews who met this storm bravely",
    ) == ["differ"]
    assert (
        quoted(
            "The goal of realizing complete denuclearization stands",
            "the goal of realising complete denuclearisation stands",
        )
        == []
    )
    assert (
        quoted("And we thank the crews who met this storm bravely", "we thank the crews who met this storm")
        == []
    )
    for one, other in (
        ("We've thanked the crews who can't leave in this storm", "We have thanked the crews who cannot leave in this storm"),
        ("a step toward a lasting cease-fire on the whole long coast", "a step toward a lasting ceasefire on the whole long coast"),
        ("this feeds the HFA engine that the harbour so vigorously keeps", "this feeds the (harbour fee) engine that the harbour so vigorously keeps"),
    ):
        assert quoted(one, other) == []


@pytest.mark.parametrize(
    ("part", "whole", "differs"),
    [
        ("The quay is not wide enough.", "It goes on, and perhaps the quay is not wide enough.", True),
        ("There are costs to the plan.", "We will ensure that it works and that there are costs to the plan.", True),
        ("There are costs to the plan.", "Let us note that there are costs to the plan.", False),
        ("There are costs to the plan.", "And there are costs to the plan.", False),
        ("there are costs to the plan.", "We doubt that there are costs to the plan.", False),
    ],
)
def test_a_clause_quoted_as_a_sentence_without_what_it_hangs_on(part: str, whole: str, *, differs: bool) -> None:
    one = article("Gull", f"She said: “{part} That is all.”")
    other = article("Tern", f"She told us: “No more. {whole} That is all.”")
    found = [c for c in compared((one, other)) if c.reason.startswith("a part of a sentence")]
    assert bool(found) is differs
    assert [s.evidence[0].exact for c in found for s in c.sides] == ([part, whole] if differs else [])


def test_a_clause_is_not_cut_off_where_its_page_tells_what_it_hangs_on() -> None:
    one = article("Gull", "She said that perhaps “The quay is not wide enough.”")
    other = article("Tern", "She said: “It goes on, and perhaps the quay is not wide enough.”")
    assert not [c for c in compared((one, other)) if c.reason.startswith("a part of a sentence")]

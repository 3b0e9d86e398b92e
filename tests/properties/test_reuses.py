"""Reuses of any texts keep the span law and do not depend on the order of the articles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Article
from onrecord.stages.reuses import find_reuses
from onrecord.text import check_spans

WORDS = st.sampled_from(
    [
        "Meer",
        "mole",
        "MOLE",
        "pier",
        "“quay”",
        "élan",
        "Straße",
        "😀",
        ",;.",
        "\n",
        "gull",
        "it's",
        "it’s",
        "3,000",
    ]
)
TEXTS = st.lists(WORDS, max_size=120).map(" ".join)


def article(number: int, text: str) -> Article:
    return Article(
        origin="test", page=str(number), uri="u", url=None, headline=None, title=None, deck=None,
        authors=(), publisher=None, section=None, published=None, published_basis="none",
        modified=None, lang="en", text=text, alignment=(),
    )  # fmt: skip


def folded(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "_" else " " for c in text.casefold()).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=5), st.data())
def test_matches_quote_the_same_words_and_order_plays_no_part(texts: list[str], data: st.DataObject) -> None:
    articles = [article(n, text) for n, text in enumerate(texts + texts[:1])]
    reuses = find_reuses(articles)
    by_id = {a.id: a.text for a in articles}
    for reuse in reuses:
        check_spans(reuse, by_id)
        assert 0 <= reuse.similarity <= reuse.containment <= 1
        for match in reuse.matches:
            left, right = (folded(s.exact.replace("\u0301", "")) for s in (match.left, match.right))
            assert left == right
    assert find_reuses(data.draw(st.permutations(articles))) == reuses

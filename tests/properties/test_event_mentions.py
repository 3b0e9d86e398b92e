"""Whatever the text: spans quote it, two runs agree, and nothing breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import EventMention, Page
from onrecord.stage import Dossier
from onrecord.stages.event_mentions import STAGE
from onrecord.text import check_spans
from tests.unit.test_event_mentions import article

WORDS = st.sampled_from(
    [
        "Norway",
        "Chile's",
        "troops",
        "attacked",
        "the",
        "of",
        "by",
        "and",
        ",",
        ".",
        "“",
        "”",
        "(",
        "withdraw",
        "talks",
        "will",
        "not",
        "its",
        "who",
        "threatened",
        "to",
        "with",
        "agreement",
        "launched",
        "strike",
        "called",
        "off",
        "for",
        "2031",
        "killed",
        "was",
        "—",
        "Peru’s",
        "😀",
        "é́",
        "\n",
    ]
)


def run(text: str) -> tuple[list[EventMention], str]:
    page = Page(
        origin="t", uri="u", publisher=None, fetched=None, media_type="text/plain", encoding=None, text=text
    )
    of = article(text)
    return [m for m in STAGE(Dossier(page, (), of)) if isinstance(m, EventMention)], of.id


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_quote_their_text_and_runs_agree(text: str) -> None:
    mentions, key = run(text)
    for mention in mentions:
        check_spans(mention, {key: text})
    assert len({m.id for m in mentions}) == len(mentions)
    assert run(text)[0] == mentions


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    run(text)

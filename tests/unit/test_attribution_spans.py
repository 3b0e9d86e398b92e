"""Reading a text into cue, source and content: spans hold whatever the text."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.attributions import model
from onrecord.stages.attributions.ruled import quotations, regions
from onrecord.stages.attributions.spans import Triple, triples
from onrecord.stages.attributions.windows import INSIDE, MARK, OUTSIDE, pack, words


def strings(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[a:b] for a, b in spans]


def one(text: str, lang: str = "en") -> Triple:
    found = triples(text, lang)
    assert len(found) == 1, found
    return found[0]


def lawful(text: str, found: list[Triple]) -> None:
    assert found == sorted(found, key=Triple.order)
    for t in found:
        assert t.content
        assert 0 <= t.confidence <= 1
        for spans in (t.source, t.cue, t.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= a < b <= len(text) for a, b in spans)
            assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))


def test_a_direct_quotation_has_its_speaker():
    text = "The harbour was closed on Monday.\n\n“We have no boats left,” Mayor Ilse Brandt said."
    t = one(text)
    assert strings(text, t.cue) == ["said"]
    assert strings(text, t.source) == ["Mayor Ilse Brandt"]
    assert "We have no boats left" in strings(text, t.content)[0]


def test_indirect_speech_needs_no_quotation_marks():
    text = "The ministry denied that the dam had been damaged."
    t = one(text)
    assert strings(text, t.source) == ["The ministry"]
    assert strings(text, t.cue) == ["denied"]
    assert strings(text, t.content)[0].startswith("that the dam")


def test_a_broken_quotation_is_one_attribution():
    text = "“We will rebuild,” Orlova said, “and we will do it before winter.”"
    assert len(one(text).content) == 2


def test_nested_attributions_are_kept_or_left_out():
    text = (
        "The news agency quoted Governor Tamm as saying that the bridge would open in May. "
        "“The engineers told me that the work is done,” Tamm added."
    )
    inner, outer = triples(text, nested=True), triples(text, nested=False)
    assert set(outer) <= set(inner)
    cues = [t.cue[0][0] for t in outer]
    assert not any(a <= c < b for t in outer for a, b in t.content for c in cues)


@pytest.mark.parametrize(
    ("text", "lang", "source"),
    [
        ("„Wir geben nicht auf“, sagte Trainerin Lena Vogt am Freitag.", "de", "Lena Vogt"),
        ("« Nous partirons demain », a déclaré Paul Morin.", "fr", "Paul Morin"),
        ("«Мы закончим работу», — сказал Иван Петров.", "ru", "Иван Петров"),
    ],
)
def test_other_languages_have_direct_speech(text: str, lang: str, source: str):
    assert source in strings(text, one(text, lang).source)[0]


def test_quotation_marks_left_open_end_with_their_paragraph():
    text = "“It began here, he said.\n\nNobody “came” back."
    assert [text[a:b] for a, b in regions(text)] == ["“came”"]
    states = words(text).quoted
    assert states[0] == MARK
    assert states[1] == INSIDE
    assert states[words(text).strings.index("Nobody")] == OUTSIDE


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n\n", "(" * 3000, "“" * 500, "said " * 800, "a." * 2000, "\x00\ud800x", "٣🙂\u200d"],
)
@pytest.mark.parametrize("lang", ["en", "de", "zz"])
def test_hostile_texts_are_read(text: str, lang: str):
    lawful(text, triples(text, lang))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["said", "“", "”", "\n\n", "Anna", "that", "it", ".", "ü", "🙂"]), max_size=40)
)
def test_spans_hold_on_any_text(parts: list[str]):
    text = " ".join(parts)
    for lang in ("en", "de"):
        lawful(text, triples(text, lang))
    assert triples(text) == triples(text)


@given(st.lists(st.integers(1, 9), max_size=300), st.integers(0, 2**32))
def test_windows_cover_every_word_once(sizes: list[int], seed: int):
    text = "".join("w" + (". \n"[(seed >> (i % 31)) & 1 :: 2]) + " " for i in range(len(sizes)))
    cut = words(text)
    sizes = (sizes * len(cut.spans))[: len(cut.spans)]
    windows = pack(sizes, cut, limit=40)
    assert [i for a, b in windows for i in range(a, b)] == list(range(len(sizes)))
    assert all(sum(sizes[a:b]) <= 40 for a, b in windows)


def test_rules_join_two_halves_of_one_quotation():
    text = "„Das war knapp“, sagte Jonas Feld, „aber wir haben gewonnen.“"
    assert len(quotations(text, "de")) == 1


def test_both_kinds_of_8_bit_products_give_the_same(monkeypatch: pytest.MonkeyPatch):
    text = "“We will rebuild,” Orlova said. The ministry denied that the dam had been damaged."
    here = triples(text)
    for exact in (True, False):
        monkeypatch.setattr(model, "_exact", lambda exact=exact: exact)
        model.model.cache_clear()
        if "vnni" in (p.read_text() if (p := Path("/proc/cpuinfo")).exists() else "") or not exact:
            assert triples(text) == here
    model.model.cache_clear()

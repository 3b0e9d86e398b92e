"""Quotations whose layout names the speaker."""

from onrecord.stages.attributions.layouts import layouts, whole, with_layouts
from onrecord.stages.attributions.triple import Triple


def parts(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*t.source[0])], text[slice(*t.content[0])]) for t in layouts(text)]


def test_a_name_after_a_dash_signs_the_quotation():
    text = "“The river took our road and the school.” ― Marta Ruiz\n“It will be back in spring.”\n— Jan"
    assert [name for name, _ in parts(text)] == ["Marta Ruiz", "Jan"]


def test_a_dash_within_a_sentence_signs_nothing():
    assert parts("“The river took our road,” — she said and left.") == []


def test_a_transcript_has_turns():
    text = "HOST: Are you leaving?\nKELLER: No.\nHOST: Why?\nKELLER: I like it here."
    assert parts(text)[1] == ("KELLER", "No.")
    assert parts("NOTE: two lines are no transcript.\nEND: indeed.") == []


def test_the_layout_takes_the_place_of_another_reading():
    text = "“The river took our road and the school.” ― Marta Ruiz"
    wrong = Triple((), ((44, 49),), ((1, 40),), 0.4)
    (only,) = with_layouts(text, [wrong], nested=True)
    assert text[slice(*only.source[0])] == "Marta Ruiz"


def test_one_sign_is_the_cue_of_one_quotation():
    text = "“The river took our road and the school, and then it took the bridge as well.” ― Marta Ruiz"
    half = Triple(((81, 91),), ((79, 80),), ((56, 78),), 0.6)
    (only,) = with_layouts(text, [half], nested=True)
    assert only.content[0][0] == 0


def test_a_quotation_mark_within_does_not_cut_a_signed_quotation():
    text = "They wrote to us.\n“The road they call “the spine’ is gone, and so is the school.” — Marta Ruiz"
    ((name, quote),) = parts(text)
    assert name == "Marta Ruiz"
    assert quote.startswith("“The road")


def test_a_turn_goes_on_until_the_next():
    text = (
        "HOST: Are you leaving?\nKELLER: No, and I will tell you why.\n\n"
        "My father built this house with his own hands, and so it stays.\n(Applause)\n"
        "HOST: Why?\nKELLER: I like it here.\n\nThe talk was recorded in the town hall on a cold evening."
    )
    turns = [t for t in layouts(text) if text[slice(*t.source[0])] == "KELLER"]
    assert [len(t.content) for t in turns] == [2, 1]
    assert text[slice(*turns[0].content[1])].endswith("so it stays.")


def test_a_line_signed_after_a_bar_is_one_quotation_whatever_is_inside() -> None:
    text = "“He wrote ‘all is lost.” And then “we are the mill’.” ― Ada Morlin\n\nThe council met."
    assert parts(text) == [("Ada Morlin", "“He wrote ‘all is lost.” And then “we are the mill’.”")]


def test_a_quotation_that_is_cut_off_goes_on_to_its_closing_mark():
    text = "“The river took our road and left us the school,” she said."
    cut = Triple(((50, 53),), ((54, 58),), ((0, 23),), 0.9)
    assert [text[slice(*t.content[0])] for t in whole(text, [cut])] == [text[:49]]


def test_a_quotation_that_another_speaker_interrupts_does_not():
    text = "“The river took our road, Marta said, and left us the school.”"
    cut = Triple(((26, 31),), ((32, 36),), ((0, 24),), 0.9)
    assert whole(text, [cut]) == [cut]
    open_ = "“The river took our road\nand left us the school.”"
    assert whole(open_, [Triple((), (), ((0, 9),), 0.9)])[0].content == ((0, 9),)


def test_what_is_quoted_behind_saying_is_said():
    text = "He defended the bridge, saying, “It stood for a hundred years.”"
    loose = Triple(((0, 2),), ((3, 11),), ((12, 63),), 0.7)
    (only,) = whole(text, [loose])
    assert [text[slice(*part[0])] for part in (only.source, only.cue, only.content)] == [
        "He", "saying", "“It stood for a hundred years.”",
    ]  # fmt: skip


def test_saying_without_a_quotation_behind_it_is_left():
    text = "He defended the bridge, saying that it stood."
    loose = Triple(((0, 2),), ((3, 11),), ((12, 44),), 0.7)
    assert whole(text, [loose]) == [loose]

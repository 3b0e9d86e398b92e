"""Claims: figures, dates, status, judgements, causes and names, each with exact evidence and a voice."""

import pytest

from onrecord.records import Article, Attribution, Claim, Page, Run, Span, TimeExpression
from onrecord.stage import Dossier
from onrecord.stages.claims import STAGE
from onrecord.stages.claims.numbers import quantities
from onrecord.text import check_spans


def dossier(text: str, times: dict[str, str] | None = None, published: str = "2031-05-02") -> Dossier:
    """An article of `text` in which the words that are keys of `times` have those values."""
    page = Page(
        origin="t",
        uri="u",
        publisher="The Gull",
        fetched=None,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    article = Article(
        origin="t",
        page=page.id,
        uri="u",
        url=None,
        headline=None,
        title=None,
        deck=None,
        authors=(),
        publisher="The Gull",
        section=None,
        published=published,
        published_basis="text",
        modified=None,
        lang="en",
        text=text,
        alignment=(Run(0, 0, len(text)),),
    )
    made = Dossier(page, (), article)
    made.made[TimeExpression] = tuple(time(article, words, value) for words, value in (times or {}).items())
    return made


def span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(article.id, start, start + len(words), words)


def time(article: Article, words: str, value: str) -> TimeExpression:
    return TimeExpression(
        origin="t",
        article=article.id,
        span=span(article, words),
        type="DATE",
        value=value,
        edtf=value,
        precision="day",
        basis="explicit",
        anchor=None,
    )


def attribution(article: Article, content: str) -> Attribution:
    return Attribution(
        origin="t",
        article=article.id,
        source=(),
        cue=(),
        content=(span(article, content),),
        speaker=None,
        speaker_name="Ilse Maro",
        speaker_method="name",
        antecedent=None,
        addressee=None,
        via=(),
        via_names=(),
        via_spans=(),
        kind="indirect",
        parent=None,
        characterisation=None,
        denied=False,
        confidence=1.0,
        speaker_confidence=1.0,
    )


def claims(text: str, times: dict[str, str] | None = None) -> list[Claim]:
    made = dossier(text, times)
    found = list(STAGE(made))
    for claim in found:
        check_spans(claim, {made.article.id: text})
    return found


def of(found: list[Claim], aspect: str, unit: str | None = None) -> list[Claim]:
    return [c for c in found if c.aspect == aspect and unit in (None, c.unit)]


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("nearly 3,000 sailors", "3000", "less than"),
        ("at least forty-two miners", "42", "at least"),
        ("between 30 and 40 boats", "30..40", "exactly"),
        ("some 1,250 pupils", "1250", "about"),
        ("more than two dozen divers", "24", "more than"),
        ("hundreds of nurses", "hundreds", "about"),
        ("$4.5 million", "4500000", "exactly"),
        ("three hundred and five votes", "305", "exactly"),
    ],
)
def test_a_quantity_has_a_value_and_a_bound(words: str, value: str, bound: str) -> None:
    assert [(q.value, q.bound) for q in quantities(words)] == [(value, bound)]


def test_times_and_codes_are_no_quantities() -> None:
    assert quantities("at 12:30, in 3.5.6 and A320/b") == []


def test_a_figure_says_what_it_counts_and_under_which_happening() -> None:
    found = of(claims("At least 14 miners were killed when the shaft near Odrin collapsed."), "figure")
    assert [(c.value, c.unit, c.bound, c.scope) for c in found] == [("14", "people", "at least", "kill")]
    assert "miners" in found[0].about


def test_a_figure_under_a_noun_keeps_its_referent() -> None:
    found = of(claims("A presence of almost 3,000 Veltish harbour guards in Odrin was noted."), "figure")
    assert found[0].value == "3000"
    assert found[0].unit == "people"
    assert "Veltish" in found[0].about


def test_ages_years_and_small_round_words_are_left_out() -> None:
    text = "A 62-year-old man crossed the border of the two countries in 2029."
    assert of(claims(text, {"2029": "2029"}), "figure") == []


def test_a_happening_is_dated_by_the_time_that_belongs_to_it() -> None:
    found = of(
        claims("The treaty was signed on 4 March 2029 in Odrin.", {"4 March 2029": "2029-03-04"}), "date"
    )
    assert [(c.scope, c.value, c.unit) for c in found] == [("sign", "2029-03-04", "on")]


def test_until_at_least_the_end_of_a_year() -> None:
    text = "The guards may stay until at least the end of 2032."
    found = of(claims(text, {"2032": "2032"}), "date")
    assert [(c.value, c.unit, c.bound) for c in found] == [("2032:END", "until", "at least")]


def test_what_a_dated_happening_led_to_has_its_date() -> None:
    text = "It was lost until the 2027 war, which led to Veltia reclaiming the valley."
    found = of(claims(text, {"2027": "2027"}), "date")
    assert ("regain", "2027", "on") in [(c.scope, c.value, c.unit) for c in found]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Veltish troops are withdrawing from Odrin.", "ongoing"),
        ("Veltia will withdraw its troops from Odrin.", "planned"),
        ("The beginning of the withdrawal was welcomed.", "started"),
        ("Veltia has withdrawn its troops from Odrin.", "completed"),
        ("The talks were suspended after the storm.", "stopped"),
    ],
)
def test_how_far_a_thing_has_come(text: str, status: str) -> None:
    assert status in [c.value for c in of(claims(text), "status")]


def test_what_is_only_a_condition_has_no_status() -> None:
    assert of(claims("If Veltia withdraws its troops, the bridge will open."), "status") == []


def test_early_and_late() -> None:
    assert [
        c.value for c in of(claims("An early withdrawal of harbour guards was decided."), "fact", "timing")
    ] == ["early"]
    text = "The departure of the guards might have come earlier but was delayed."
    assert [c.value for c in of(claims(text), "fact", "timing")] == ["late"]


def test_effects_on_relations() -> None:
    assert [
        c.value for c in of(claims("The step improves relations between Odrin and Velt."), "fact", "effect")
    ] == ["better"]
    assert [c.value for c in of(claims("This will not affect relations with Velt."), "fact", "effect")] == [
        "unaffected"
    ]


def test_a_reason_and_who_is_held_responsible() -> None:
    found = claims("The troops are withdrawing because their task in the valley has ended.")
    assert "task" in of(found, "cause", "reason")[0].value
    found = claims("The mayor blamed Hollin for the bombing of the depot.")
    assert [(c.value, c.scope) for c in of(found, "cause", "responsibility")] == [("Hollin", "violence")]
    found = claims("A blast shook the depot. No group has claimed responsibility.")
    assert [c.value for c in of(found, "cause", "responsibility")] == ["nobody named"]


def test_what_set_something_off_is_its_cause() -> None:
    found = of(claims("The unrest was sparked by the closing of the Hollin mill."), "cause", "responsibility")
    assert [(c.value, c.scope) for c in found] == [("the closing of the Hollin mill", "violence")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bombing of the depot was carried out by the Odrin Front.", ["Odrin Front"]),
        ("The Odrin Front orchestrated the bombing of the depot.", ["Odrin Front"]),
        ("The Odrin Front claims that the bombing was carried out by a lone rider.", ["Odrin Front"]),
        ("A bomb hit the depot. The Odrin Front denied any involvement.", ["not Odrin Front"]),
        (
            "A bomb hit the depot. There is no evidence that this was the work of the Odrin Front.",
            ["no evidence"],
        ),
        ("Porters carried a wounded man to the depot after the bombing.", []),
        ("The Odrin Front has been inciting violence for years.", []),
    ],
)
def test_who_did_a_deed_who_denies_it_and_what_is_unproven(text: str, who: list[str]) -> None:
    assert [c.value for c in of(claims(text), "cause", "responsibility")] == who


def test_what_is_only_a_condition_answers_no_question() -> None:
    assert not of(claims("If a final deal is signed, Odrin will open its harbour."), "fact")


def test_the_hurt_beside_the_dead_are_no_addition() -> None:
    found = of(claims("The storm killed 40 people and injured 200 others in Odrin."), "figure")
    assert [c.scope for c in found] == ["kill", "injure"]


def test_words_of_the_next_sentence_make_no_part_of_a_figure() -> None:
    text = "The storm killed 40 people and 212 were injured.\n\nAmong the dead was a harbour guard."
    assert [(c.value, c.scope) for c in of(claims(text), "figure")] == [("40", "kill"), ("212", "injure")]


def test_who_was_left_hurt_is_counted_with_the_hurt() -> None:
    text = "The storm killed 40 people in Odrin while 212 were left injured on the quay."
    assert ("212", "injure") in [(c.value, c.scope) for c in of(claims(text), "figure")]


def test_what_a_rate_is_counted_on_is_no_figure() -> None:
    found = of(claims("Storms kill 30 per million residents of Odrin each year."), "figure")
    assert "1000000" not in [c.value for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "Sailor Tove Lind, 18, had died when a wave hit the pier.",
        "Most of those killed were 9 or younger.",
        "The painter Arne Moll has died at 87 in Odrin.",
        "Her husband died at age 88.",
    ],
)
def test_an_age_is_no_count_of_the_dead(text: str) -> None:
    assert [c.value for c in of(claims(text), "figure") if c.unit == "people"] == []


def test_what_hurt_people_is_not_counted_with_them() -> None:
    found = of(claims("A wounded guard was carried off after three blasts in Odrin."), "figure")
    assert "people" not in [c.unit for c in found]


def test_what_might_happen_is_marked_as_supposed() -> None:
    text = "A quake like this would kill 1,000 people in Odrin. The last one killed 40 people."
    assert [(c.value, c.scope) for c in of(claims(text), "figure")] == [
        ("1000", "kill; supposed"),
        ("40", "kill"),
    ]


def test_those_killed_there_are_a_part() -> None:
    found = of(claims("She laid a wreath for the 71 rowers who were killed there by the wave."), "figure")
    assert [c.scope for c in found] == ["kill; part"]


def test_each_count_has_the_day_that_hangs_on_it() -> None:
    text = "On 4 June, more than 60 rowers were killed at the port; and on 9 June, 70 guards were killed at the mill."
    found = of(claims(text, {"4 June": "2031-06-04", "9 June": "2031-06-09"}), "figure")
    assert [(c.value, c.as_of) for c in found] == [("60", "2031-06-04"), ("70", "2031-06-09")]
    since = "The deadliest wave since 4 May 2027, when 61 people died, hit Odrin on Monday."
    found = of(claims(since, {"4 May 2027": "2027-05-04", "Monday": "2031-05-01"}), "figure")
    assert [(c.value, c.as_of) for c in found] == [("61", "2027-05-04")]


def test_the_day_of_a_report_is_not_that_of_what_it_tells() -> None:
    assert of(claims("Odrin explosions: Tuesday", {"Tuesday": "2031-04-29"}), "date") == []


def test_what_could_be_the_cause_is_held_responsible_by_nobody() -> None:
    assert of(claims("A broken rudder could cause a crash near Odrin."), "cause") == []
    assert [c.value for c in of(claims("A broken rudder caused the crash near Odrin."), "cause")] == [
        "A broken rudder"
    ]


def test_who_is_responsible_is_named_with_all_that_names_them() -> None:
    found = of(claims("The ministry blamed the Velt-backed Maro militia for the attack on Odrin."), "cause")
    assert [c.value for c in found] == ["Velt-backed Maro militia"]


def test_an_answer_to_a_question_with_two_answers() -> None:
    found = of(claims("The largely unarmed protesters stood at the gate of Odrin."), "fact")
    assert [(c.unit, c.scope) for c in found] == [("contrast: first", "armed or not")]


def test_a_dated_document_is_named() -> None:
    text = "The Maro Agreement, signed in June 2028, was never revoked."
    found = of(claims(text, {"June 2028": "2028-06"}), "name")
    assert [(c.value, c.as_of) for c in found] == [("Maro Agreement", "2028-06")]


def test_the_voice_is_the_innermost_attribution() -> None:
    text = "Maro said that at least 14 miners were killed. Some 20 others were injured."
    made = dossier(text)
    outer = attribution(made.article, "that at least 14 miners were killed")
    made.made[Attribution] = (outer,)
    found = of(list(STAGE(made)), "figure")
    assert [c.voice for c in found] == [outer.id, None]


def test_the_same_dossier_gives_the_same_claims() -> None:
    text = "At least 14 miners were killed and 20 injured in the blast at Odrin on Monday."
    assert claims(text) == claims(text)


def test_text_without_a_parse_gives_no_claims() -> None:
    made = dossier("Mindestens 14 Bergleute starben.")
    object.__setattr__(made.article, "lang", "de")
    assert list(STAGE(made)) == []


def test_what_has_nothing_to_do_with_it_is_told_of_a_deed_alone() -> None:
    found = of(claims("The attack on Odrin had nothing to do with the harbour fee, she said."), "cause")
    assert [c.value for c in found] == ["not the harbour fee"]
    text = "The attack shook Odrin. The letter had nothing to do with harbour safety."
    assert of(claims(text), "cause") == []


def test_a_label_is_whole_and_no_name() -> None:
    found = of(claims("The [harbour] council ordered wide-ranging investigations of the [raid."), "wording")
    assert "wide-ranging investigations" in [c.value for c in found]
    assert not [c.value for c in found if "[" in c.value]
    assert of(claims("The Maro Group paid for it."), "wording") == []
    assert [c.value for c in of(claims("The armed group paid for it."), "wording")] == ["armed group"]

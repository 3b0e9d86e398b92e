"""Attributions: who is meant, to whom, through whom, given where source, cue and content stand."""

from onrecord.gazetteer import entity_id
from onrecord.records import Article, Attribution, Mention, Page
from onrecord.stage import Dossier
from onrecord.stages import mentions
from onrecord.stages.attributions.building import build
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.triple import Triple


def attributed(text: str, *parts: tuple[str, str, str], publisher: str = "Harbour Post") -> list[Attribution]:
    """Attributions of `text` whose (source, cue, content) stand there in these words, in order."""
    page = Page(
        origin="test", uri="a", publisher=publisher, fetched=None, media_type="text/plain",
        encoding=None, text=text,
    )  # fmt: skip
    article = Article(
        origin="test", page=page.id, uri="a", url=None, headline=None, title=None, deck=None,
        authors=(), publisher=publisher, section=None, published=None, published_basis="none",
        modified=None, lang="en", text=text, alignment=(),
    )  # fmt: skip
    dossier = Dossier(page, (), article)
    found = [m for m in mentions.STAGE(dossier) if isinstance(m, Mention)]
    made, after = [], 0
    for source, cue, content in parts:
        spans = [((at := text.index(w, after)), at + len(w)) if w else None for w in (content, source, cue)]
        content_span, source_span, cue_span = spans
        made.append(
            Triple(
                (source_span,) if source_span else (),
                (cue_span,) if cue_span else (),
                (content_span,) if content_span else (),
                0.9,
            )
        )
    return build(Scene(article, dossier.parse, found), made, "attributions@test")


def test_surname_leads_to_the_full_name() -> None:
    text = "Minister Peter Lund arrived. The deal is dead, Lund said."
    [said] = attributed(text, ("Lund", "said", "The deal is dead"))
    assert (said.speaker_name, said.kind) == ("Peter Lund", "indirect")


def test_unnamed_official_gets_words_but_no_entity() -> None:
    [said] = attributed(
        "A senior official said the deal is dead.", ("A senior official", "said", "the deal is dead")
    )
    assert said.speaker is None
    assert said.speaker_name == "A senior official"


def test_told_an_agency_is_addressee_and_relay() -> None:
    text = "“It is over,” Minister Peter Lund told the Reuters news agency on Friday."
    [said] = attributed(text, ("Minister Peter Lund", "told", "“It is over,”"))
    assert said.addressee is not None
    assert said.addressee.exact == "the Reuters news agency"
    assert said.via_names == ("Reuters",)
    assert said.kind == "direct"


def test_the_pages_own_outlet_is_no_relay() -> None:
    text = "“It is over,” Minister Peter Lund told Politico on Friday."
    [said] = attributed(text, ("Minister Peter Lund", "told", "“It is over,”"), publisher="Politico")
    assert said.via == ()
    assert said.addressee is not None


def test_agency_that_quotes_is_a_relay_not_the_speaker() -> None:
    text = "Minister Peter Lund arrived. “It is over,” Reuters quoted Lund as saying."
    [said] = attributed(text, ("Reuters", "quoted", "“It is over,”"))
    assert said.speaker_name == "Peter Lund"
    assert said.via_names == ("Reuters",)


def test_nested_attribution_has_parent_and_chain() -> None:
    text = "Reuters reports that Minister Peter Lund said the deal is dead."
    outer, inner = attributed(
        text,
        ("Reuters", "reports", "that Minister Peter Lund said the deal is dead"),
        ("Minister Peter Lund", "said", "the deal is dead"),
    )
    assert inner.parent == outer.id
    assert inner.via_names == ("Reuters",)
    assert outer.parent is None


def test_i_in_a_quotation_is_the_one_who_speaks() -> None:
    text = "“I warned that it would fail,” Minister Peter Lund said."
    outer, inner = attributed(
        text,
        ("Minister Peter Lund", "said", "“I warned that it would fail,”"),
        ("I", "warned", "that it would fail"),
    )
    assert inner.speaker == outer.speaker
    assert inner.via == ()


def test_the_report_is_the_outlet_quoted_before() -> None:
    text = "Politico wrote that talks had failed. The report noted that troops were leaving."
    _, second = attributed(
        text,
        ("Politico", "wrote", "that talks had failed"),
        ("The report", "noted", "that troops were leaving"),
    )
    assert second.speaker_name == "Politico"
    assert second.speaker_method == "outlet"


def test_how_an_outlet_is_described_is_kept() -> None:
    text = "Politico, showing its usual contempt, reported that talks had failed."
    [said] = attributed(text, ("Politico", "reported", "that talks had failed"))
    assert said.characterisation is not None
    assert said.characterisation.exact == "showing its usual contempt"


def test_denial_is_marked() -> None:
    text = "Minister Peter Lund denied that troops were leaving."
    [said] = attributed(text, ("Minister Peter Lund", "denied", "that troops were leaving"))
    assert said.denied


def test_missing_source_of_a_quotation_is_read_off_the_parse() -> None:
    text = "“It is over,” Minister Peter Lund said on Friday."
    [said] = attributed(text, ("", "", "“It is over,”"))
    assert said.speaker_name == "Peter Lund"


def test_no_source_no_guess() -> None:
    text = "Minister Peter Lund arrived. The plan was widely criticised as foolish."
    [said] = attributed(text, ("", "was widely criticised", "as foolish"))
    assert said.speaker is None
    assert said.speaker_name is None
    assert said.speaker_method == "none"


def test_every_span_quotes_the_text() -> None:
    text = "“It is over,” Minister Peter Lund told the Reuters news agency on Friday."
    [said] = attributed(text, ("Minister Peter Lund", "told", "“It is over,”"))
    for span in (*said.source, *said.cue, *said.content, *said.via_spans):
        assert text[span.start : span.end] == span.exact
    assert len(said.via) == len(said.via_names) == len(said.via_spans)


def test_what_a_speaker_says_others_said_is_found_inside() -> None:
    text = "Minister Peter Lund said that Norway pledged its full support for the mission."
    outer, inner = attributed(
        text,
        ("Minister Peter Lund", "said", "that Norway pledged its full support for the mission"),
    )
    assert inner.parent == outer.id
    assert inner.speaker_name == "Norway"
    assert inner.via_names == ("Peter Lund",)


def test_agency_at_the_end_of_the_sentence_reports_the_whole() -> None:
    text = "“It is over,” Minister Peter Lund told the station, reports Reuters."
    made = attributed(text, ("Minister Peter Lund", "told", "“It is over,”"))
    by_speaker = {one.speaker_name: one for one in made}
    assert by_speaker["Peter Lund"].parent == by_speaker["Reuters"].id
    assert by_speaker["Peter Lund"].via_names == ("Reuters",)


def test_a_seat_of_government_speaks_for_its_country() -> None:
    [said] = attributed("Moscow denied the report on Friday.", ("Moscow", "denied", "the report"))
    assert said.speaker_name == "Russia"


def test_a_joint_source_names_both() -> None:
    text = "Both Minister Peter Lund and Anna Berg of Norway confirmed that the bridge is open."
    [said] = attributed(
        text, ("Both Minister Peter Lund and Anna Berg of Norway", "confirmed", "that the bridge is open")
    )
    assert said.speaker_name == "Peter Lund"
    assert said.joint == (entity_id("person", "anna berg"),)


def test_a_document_speaks_for_whose_it_is() -> None:
    text = "A report by the Harbour Board says the pier is safe. The report said repairs would wait."
    first, second = attributed(
        text,
        ("A report by the Harbour Board", "says", "the pier is safe"),
        ("The report", "said", "repairs would wait"),
    )
    assert first.speaker_name == "Harbour Board"
    assert second.speaker_name == "Harbour Board"


def test_who_is_the_noun_before_it() -> None:
    text = "The plan angered critics who say the money is gone."
    [said] = attributed(text, ("who", "say", "the money is gone"))
    assert (said.speaker, said.speaker_name) == (None, "critics")


def test_a_name_that_only_tells_of_what_kind_does_not_speak() -> None:
    text = "President Ana Sorel smiled. Some Sorel backers said the vote was stolen."
    [said] = attributed(text, ("Some Sorel backers", "said", "the vote was stolen"))
    assert said.speaker is None


def test_a_description_before_a_name_is_its_bearer() -> None:
    text = "The tax is unfair, said a friend, Tomas Lindt."
    [said] = attributed(text, ("a friend, Tomas Lindt", "said", "The tax is unfair"))
    assert said.speaker_name == "Tomas Lindt"


def test_a_paper_goes_by_its_last_word() -> None:
    text = "The Norland Evening Post broke the story. “I am done,” Ida Maro told the Post."
    [said] = attributed(text, ("Ida Maro", "told", "“I am done,”"))
    assert said.via_names == ("Norland Evening Post",)


def test_whoever_speaks_is_taken_up_before_whom_they_speak_of() -> None:
    text = (
        "Governor Nils Kessler wrote that Emil Brandt had lied. "
        "He made the point again as he left, saying the books were open."
    )
    [said] = attributed(text, ("He", "saying", "the books were open"))
    assert said.speaker_name == "Nils Kessler"


def test_the_president_of_a_house_goes_by_its_surname() -> None:
    text = "President Karl Ostrow and his daughter Lena Ostrow arrived. Ostrow said the talks would go on."
    [said] = attributed(text, ("Ostrow", "said", "the talks would go on"))
    assert said.speaker_name == "Karl Ostrow"


def test_father_and_son_are_two() -> None:
    text = "Robert Hale met Robert Hale Jr. on Monday. Hale said the mill was sold."
    [said] = attributed(text, ("Hale", "said", "the mill was sold"))
    assert said.speaker_name == "Robert Hale"


def test_what_one_was_told_is_no_channel_of_the_next_speaker() -> None:
    text = "A baker told Reuters that he was afraid, and Mia Torv, a nurse, said the roads were closed."
    [said] = attributed(text, ("Mia Torv, a nurse,", "said", "the roads were closed"))
    assert said.via_names == ()


def test_a_clause_behind_an_outlets_name_describes_nothing() -> None:
    text = "The Daily Telegraph, citing two officials, reported that the talks were off."
    [said] = attributed(text, ("The Daily Telegraph", "reported", "that the talks were off"))
    assert said.characterisation is None


def test_what_an_outlet_is_called_before_its_name_is_kept_whole() -> None:
    text = "The largely independent Daily Telegraph reported that the talks were off."
    [said] = attributed(
        text, ("The largely independent Daily Telegraph", "reported", "that the talks were off")
    )
    assert said.characterisation is not None
    assert said.characterisation.exact == "largely independent"


def test_which_clause_belongs_to_what_was_told_and_tells_of_a_denial() -> None:
    text = "The paper told of a plan to sell the mill, which the mayor denied."
    told, denied = attributed(text, ("The paper", "told", "a plan to sell the mill"))[::-1]
    if told.content[0].start > denied.content[0].start or denied.parent is None:
        told, denied = denied, told
    assert told.content[0].exact == "a plan to sell the mill, which the mayor denied"
    assert [s.exact for s in denied.source] == ["the mayor"]
    assert denied.content[0].exact == "a plan to sell the mill"
    assert denied.parent == told.id


def test_what_is_told_beside_is_not_told_inside() -> None:
    text = "The group said that the raids had hurt children, and it warned the council of a harsh response."
    said, warned = attributed(
        text,
        ("The group", "said", text[15:-1]),
        ("it", "warned", "the council of a harsh response"),
    )
    assert said.content[0].exact == "that the raids had hurt children"
    assert warned.parent is None


def test_a_second_that_clause_stays_inside() -> None:
    content = "that the mayor spoke of the bridge, and that he meant to say that it was safe"
    text = f"The aide told reporters {content}."
    told = attributed(text, ("The aide", "told", content), ("he", "meant to say", "that it was safe"))
    assert any(one.content[0].exact == content for one in told)


def test_whom_an_agency_quoted_is_no_part_of_the_quotation() -> None:
    quoted = "“The water belongs to both of us,”"
    text = f"{quoted} the news agency Norpress quoted foreign minister Edda Klint as saying."
    page = attributed(text, ("the news agency Norpress", "quoted", quoted))
    assert page[0].speaker_name == "Edda Klint"
    assert page[0].via_names == ("Norpress",)
    assert [s.exact for s in page[0].content] == [quoted]


def test_the_name_behind_whom_a_spokesman_speaks_for_is_the_speaker() -> None:
    source = "A spokesman for Premier Ada Morlin, Tom Verrick,"
    [said] = attributed(f"{source} said that the bridge was safe.", (source, "said", "that the bridge was safe"))
    assert said.speaker_name == "Tom Verrick"


def test_the_head_of_another_body_is_not_the_president() -> None:
    text = "President Jon Harrow met workers. The leader of the Harbour Union vowed that the strike would go on."
    [vowed] = attributed(text, ("The leader of the Harbour Union", "vowed", "that the strike would go on"))
    assert vowed.speaker is None


def test_the_head_of_a_body_is_who_was_named_so() -> None:
    text = "Anna Petrov, head of the Harbour Union, smiled. The head of the Harbour Union said ships would wait."
    [said] = attributed(text, ("The head of the Harbour Union", "said", "ships would wait"))
    assert said.speaker_name == "Anna Petrov"


def test_what_is_promised_is_nobody_who_is_told() -> None:
    text = "The mayor has promised a new road for the valley. He assured the farmers that it would be wide."
    road, farmers = attributed(
        text,
        ("The mayor", "has promised", "a new road for the valley"),
        ("He", "assured", "that it would be wide"),
    )
    assert road.addressee is None
    assert farmers.addressee is not None
    assert farmers.addressee.exact == "the farmers"


def test_what_narrows_the_last_noun_belongs_to_what_is_told() -> None:
    text = "The mayor discussed the roads of the valley, particularly focusing on the old bridge. He left."
    [told] = attributed(text, ("The mayor", "discussed", "the roads of the valley"))
    assert told.content[0].exact == "the roads of the valley, particularly focusing on the old bridge"


def test_a_further_clause_is_no_narrowing() -> None:
    text = "The mayor discussed the roads of the valley, but nobody heard him."
    [told] = attributed(text, ("The mayor", "discussed", "the roads of the valley"))
    assert told.content[0].exact == "the roads of the valley"


def test_the_name_that_ends_a_title_is_the_speaker() -> None:
    source = "French Ambassador to the European Union Gordon Tolland"
    [called] = attributed(f"{source} called the plan a mistake.", (source, "called", "the plan a mistake"))
    assert called.speaker_name == "Gordon Tolland"


def test_a_medium_told_by_its_name_and_noun_speaks() -> None:
    source = "The country's official Norvik news agency"
    [said] = attributed(f"{source} said that trains had stopped.", (source, "said", "that trains had stopped"))
    assert said.speaker_name == "Norvik"


def test_titles_before_the_name_that_ends_a_description() -> None:
    for source, name in (
        ("The foreign minister of Saudi Arabia, Sheikh Amir Nasser,", "Amir Nasser"),
        ("former chief of staff to May Rick Tolland", "Rick Tolland"),
        ("Vienna, Foreign Minister Samir Tarhan", "Samir Tarhan"),
    ):
        [said] = attributed(f"{source} said that it was over.", (source, "said", "that it was over"))
        assert said.speaker_name == name


def test_whom_somebody_works_for_does_not_speak() -> None:
    for source in ("An aide to President Nora Halvey", "A spokesman for Defense Secretary Mark Tilney"):
        [said] = attributed(f"{source} said that it was over.", (source, "said", "that it was over"))
        assert said.speaker is None


def test_the_name_behind_a_title_is_the_speaker_though_another_has_the_title_too() -> None:
    text = (
        "Interior secretary Karen Lund was asked about the harbour. "
        "The Norwegian defence secretary, Peter Hauge, said the harbour was safe."
    )
    source = "The Norwegian defence secretary, Peter Hauge,"
    [said] = attributed(text, (source, "said", "the harbour was safe"))
    assert said.speaker_name == "Peter Hauge"

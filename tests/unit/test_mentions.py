"""Mentions: who is named, described and referred to, with one identity within an article."""

import pytest

from onrecord.gazetteer import entity_id, key_of
from onrecord.records import Article, Mention, Page
from onrecord.stage import Dossier
from onrecord.stages import mentions


def read(text: str, lang: str = "en", publisher: str = "The Harbour Post") -> list[Mention]:
    page = Page(
        origin="test", uri="a", publisher=publisher, fetched=None, media_type="text/plain",
        encoding=None, text=text,
    )  # fmt: skip
    article = Article(
        origin="test", page=page.id, uri="a", url=None, headline=None, title=None, deck=None,
        authors=(), publisher=publisher, section=None, published=None, published_basis="none",
        modified=None, lang=lang, text=text, alignment=(),
    )  # fmt: skip
    made = list(mentions.STAGE(Dossier(page, (), article)))
    assert all(isinstance(m, Mention) for m in made)
    return [m for m in made if isinstance(m, Mention)]


def one(found: list[Mention], exact: str, nth: int = 0) -> Mention:
    return [m for m in found if m.span.exact == exact][nth]


def test_surname_after_the_full_name_is_the_same_person() -> None:
    found = read("Foreign Minister Elmira Tarsova left on Monday. Tarsova said talks had failed.")
    full, short = one(found, "Elmira Tarsova"), one(found, "Tarsova")
    assert full.entity == short.entity == entity_id("person", "elmira tarsova")
    assert short.name == "Elmira Tarsova"


def test_role_and_country_come_with_the_name() -> None:
    full = one(read("Norwegian political analyst Sigurd Hauge was sceptical."), "Sigurd Hauge")
    assert full.role == "Norwegian political analyst"
    assert full.country == "NOR"
    assert full.type == "person"


def test_appositive_after_a_name_is_its_role() -> None:
    found = read("Sigurd Hauge, a lecturer and analyst at the Coastal Institute, disagreed.")
    assert "analyst" in (one(found, "Sigurd Hauge").role or "")


def test_description_before_a_comma_is_its_role() -> None:
    found = read("They met the Danish envoy, Karen Lund, in the evening. Lund left early.")
    assert one(found, "Karen Lund").role == "Danish envoy"


@pytest.mark.parametrize("description", ["The presidential aide", "The aide"])
def test_description_leads_to_the_person_with_that_role(description: str) -> None:
    text = f"Presidential aide Rauf Karimli arrived at noon. {description} refused to comment."
    found = read(text)
    assert one(found, description).entity == one(found, "Rauf Karimli").entity
    assert one(found, description).level == "nominal"


def test_description_that_fits_nobody_stays_open() -> None:
    found = read("Presidential aide Rauf Karimli arrived at noon. The ambassador refused to comment.")
    assert one(found, "The ambassador").entity is None


def test_pronoun_agrees_with_the_gender_told() -> None:
    text = "Spokeswoman Karen Lund met Mr. Hauge on Friday. She said the strait would stay open."
    assert one(read(text), "She").name == "Karen Lund"


def test_object_pronoun_is_not_the_subject_of_its_verb() -> None:
    text = "Minister Peter Lund attacked Deputy Oskar Hauge. Lund mocked him on Friday."
    assert one(read(text), "him").name != "Peter Lund"


def test_outlets_agencies_and_countries_are_known() -> None:
    found = read("Politico and the Reuters news agency reported it from the U.S. on Friday.")
    assert one(found, "Politico").type == one(found, "Reuters").type == "outlet"
    states = one(found, "U.S.")
    assert (states.type, states.country, states.name) == ("place", "USA", "United States")


def test_common_word_is_no_outlet_without_company() -> None:
    found = read("Time was short. Dawn came. According to the magazine Time reported nothing.")
    assert not [m for m in found if m.type == "outlet" and m.span.start < 20]


def test_acronym_after_the_long_form() -> None:
    found = read("The Strait Observer Mission (SOM) left. The SOM had 90 members.")
    assert one(found, "SOM").entity == one(found, "Strait Observer Mission").entity


def test_government_is_one_body_whatever_it_is_called() -> None:
    found = read("The Norwegian government agreed. The Norwegian regime later disagreed.")
    assert {m.name for m in found if m.type == "organisation"} == {"Norwegian government"}


def test_sentence_openers_are_no_names() -> None:
    found = read("However, nothing moved. Experts doubted it. Originally, there were ten.")
    assert not [m for m in found if m.level == "name"]


def test_month_is_a_name_only_after_a_full_name() -> None:
    found = read("Prime Minister Laura May spoke in May 2021. May said she would stay.")
    assert one(found, "May", -1).name == "Laura May"
    assert "Laura May" not in {m.name for m in read("It happened in May 2021.")}


def test_known_company_decides_between_two_bearers_of_a_first_name() -> None:
    text = "Han Do Yun met Han Min Seo. Han smiled."
    assert all(m.entity for m in read(text) if m.level == "name")


def test_other_languages_get_names_without_a_parse() -> None:
    found = read("Der Sprecher Peter Hauge sagte der Agentur Reuters nichts.", lang="de")
    assert "Reuters" in {m.name for m in found}
    assert "Peter Hauge" in {m.name for m in found}


def test_ids_are_those_of_the_entities() -> None:
    for mention in read("Minister Peter Lund told Reuters in Oslo that Norway agreed. He left."):
        if mention.entity and mention.name:
            assert mention.entity == entity_id(mention.type, key_of(mention.name))


def test_link_caption_run_into_a_name() -> None:
    text = "President Hauge Oskar Ernst HaugeLATEST: five things spoke. Hauge said no."
    assert all("LATEST" not in (m.name or "") for m in read(text))


def test_a_body_can_have_two_subjects() -> None:
    found = read("The Ports and Railways Ministry said no. The Freedom and Order Party agreed.")
    assert one(found, "Ports and Railways Ministry").type == "organisation"
    assert one(found, "Freedom and Order Party").type == "organisation"


def test_two_bodies_are_not_one() -> None:
    found = read("The Pentagon and Justice Department did not comment.")
    assert {m.span.exact for m in found} == {"Pentagon", "Justice Department"}


def test_a_name_before_a_medium_is_the_medium() -> None:
    found = read("The country's official Norvik news agency spoke. The agency added more. The daily Tarvik said no.")
    assert one(found, "Norvik").type == "outlet"
    assert one(found, "The country's official Norvik news agency").name == "Norvik"


def test_where_somebody_is_based_is_no_part_of_the_name() -> None:
    found = read(
        "Lake Verna-based CloudPeak sold it. London-born Anna Petrov and minister Jan Bolt said no. "
        "They asked the Cuban-American Luis Ordaz."
    )
    assert {"CloudPeak", "Anna Petrov", "Jan Bolt", "Luis Ordaz"} <= {m.span.exact for m in found}


@pytest.mark.parametrize(
    "told",
    [
        "The Skerry Brigades, a militant group that the state has banned, took the harbour on Monday.",
        "The Karen Lund Brigades, a militant group, took the harbour on Monday.",
        "A militant group, the Skerry Brigades, took the harbour on Monday.",
    ],
)
def test_a_description_beside_a_bodys_name_is_that_body(told: str) -> None:
    found = read(f"{told} The group warned of more attacks.")
    named = next(m for m in found if m.span.exact.endswith("Brigades"))
    assert (one(found, "The group").entity, named.type) == (named.entity, "organisation")


def test_the_company_beside_whose_name_it_was_called_so() -> None:
    found = read("Norholm Lines, the company that owns the ferry, waited. The company said so on Friday.")
    assert one(found, "The company").name == "Norholm Lines"


def test_a_person_called_like_a_capital_speaks_for_himself() -> None:
    text = "Harald Oslo, an analyst at the Coastal Institute, was in Oslo. Oslo said that talks had failed."
    found = read(text)
    assert one(found, "Oslo", 1).name == "Harald Oslo"
    assert one(found, "Oslo", 0).type == "place"


def test_a_capital_that_nobody_is_called_after_is_a_place() -> None:
    assert one(read("The talks failed. Oslo said that they would go on."), "Oslo").type == "place"


def test_a_country_s_minister_ahead_of_his_name_is_that_minister_and_no_other() -> None:
    text = "Norway's foreign minister spoke on Monday. Norwegian {} Minister Sigurd Hauge praised the talks."
    found = read(text.format("Foreign"))
    assert one(found, "Norway's foreign minister").name == "Sigurd Hauge"
    assert one(read(text.format("Defense")), "Norway's foreign minister").entity is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Navy Rear Adm. Tove Lindqvist", "Tove Lindqvist"),
        ("Army Lt. Col. Tove Lindqvist", "Tove Lindqvist"),
        ("Maro Falls Gov. Tove Lindqvist", "Tove Lindqvist"),
        ("District Judge Tove Lindqvist", "Tove Lindqvist"),
        ("Martin Luther King Jr.", "Martin Luther King Jr."),
        ("Edna St. Vincent Moll", "Edna St. Vincent Moll"),
    ],
)
def test_a_name_begins_behind_its_title(words: str, name: str) -> None:
    found = read(f"The plan works, {words} said at noon.")
    assert name in [m.name for m in found if m.type == "person"]


def test_the_day_behind_a_name_is_none_of_it() -> None:
    found = read("Rowers urged Karen Lund Thursday to leave. They met Sigurd Hauge June 5. Lund was late.")
    assert one(found, "Karen Lund").entity == one(found, "Lund").entity
    assert one(found, "Sigurd Hauge").type == "person"


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Director of Port Control Karen Lund", "Karen Lund", "Director of Port Control"),
        ("the minister of the Interior Karen Lund", "Karen Lund", "minister of the Interior"),
        ("then-Secretary of State Karen Lund", "Karen Lund", "then-Secretary of State"),
        ("House Minority Whip Karen Lund", "Karen Lund", "House Minority Whip"),
    ],
)
def test_what_an_office_is_for_is_no_part_of_the_name(words: str, name: str, role: str) -> None:
    assert one(read(f"The plan works, {words} said at noon."), name).role == role


def test_a_name_told_twice_in_a_row_is_one_name() -> None:
    found = read("Sen. Karen Lund Karen Olga LundHarbour fees said no. Lund left.")
    assert {m.name for m in found if m.type == "person"} == {"Karen Lund"}


def test_capitals_of_a_heading_make_no_name() -> None:
    found = read("Lund Will Travel To The Harbour\n\nKaren Lund Says It Would Be Ready To Act\n\nAll was quiet.")
    assert {m.name for m in found if m.type == "person"} <= {"Karen Lund"}


def test_family_names_that_are_other_words_too() -> None:
    found = read("Sarah Head told reporters nothing. Natalie Press disagreed. The White House waited.")
    assert {m.name for m in found if m.type == "person" and m.name} == {"Sarah Head", "Natalie Press"}
    assert "White House" in {m.name for m in found if m.type == "organisation"}

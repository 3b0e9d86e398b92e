"""Judgements: one person spelt two ways, near misses, lone surnames; always with a reason."""

from collections import Counter

from onrecord.gazetteer import entity_id, key_of
from onrecord.profiles import Profile
from onrecord.stages.judgements import judge
from onrecord.stages.judgements.persons import Verdict
from onrecord.stages.judgements.spelling import distance, skeleton


def person(name: str, country: str | None = None, role: str = "", articles: str = "a") -> Profile:
    key = key_of(name)
    one = Profile(entity_id("person", key), "person", key, 3, Counter([name]))
    one.countries.update([country] if country else [])
    one.roles.update([role] if role else [])
    one.articles.update(articles)
    return one


def verdict(*people: Profile) -> Verdict | None:
    found = judge(sorted(people, key=lambda p: p.id))
    assert all(left < right for left, right, _ in found)
    return found[0][2] if found else None


def test_one_name_in_two_spellings_is_one_person() -> None:
    said = verdict(person("Hikmet Rzayev", "AZE", articles="a"), person("Hikmat Rzayev", "AZE", articles="b"))
    assert said is not None
    assert said.verdict == "same"
    assert "Hikmat" in said.reason


def test_middle_initial_makes_no_difference() -> None:
    said = verdict(person("Laura B. Lund", articles="a"), person("Laura Lund", articles="b"))
    assert said is not None
    assert said.verdict == "same"


def test_surname_transliterated_two_ways() -> None:
    said = verdict(person("Oleg Gadzhiev", "RUS", articles="a"), person("Oleg Hajiyev", "RUS", articles="b"))
    assert said is None or said.verdict in ("same", "unsure")


def test_other_given_name_and_one_country_is_said_to_differ() -> None:
    said = verdict(person("Peter Lund", "DNK", articles="a"), person("Karen Lund", "DNK", articles="b"))
    assert said is not None
    assert said.verdict == "different"


def test_two_persons_of_one_article_are_two() -> None:
    said = verdict(person("Peter Lund"), person("Karen Lund"))
    assert said is not None
    assert said.verdict == "different"


def test_lone_surname_goes_to_its_only_bearer() -> None:
    said = verdict(person("Lund", articles="b"), person("Peter Lund"))
    assert said is not None
    assert said.verdict == "same"


def test_lone_surname_of_several_bearers_stays_open() -> None:
    people = [person("Lund", articles="c"), person("Peter Lund"), person("Karen Lund", articles="b")]
    verdicts = {v.verdict for _, _, v in judge(people)}
    assert "same" not in verdicts


def test_strangers_get_no_judgement() -> None:
    assert verdict(person("Peter Lund"), person("Karen Berg", articles="b")) is None


def test_many_names_of_one_surname_are_bounded() -> None:
    people = [person(f"A{i} Lund", articles=str(i)) for i in range(1500)]
    assert len(judge(people)) < 1500 * 100


def test_spelling_measures() -> None:
    assert distance("kitten", "sitting") == 3
    assert distance("a" * 5000, "b") == 4
    assert skeleton("hajiyev") == skeleton("gadzhiyev")

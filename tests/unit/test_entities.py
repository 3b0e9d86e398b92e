"""Entities: one per type and key over the collection; `canonical` follows the judgements."""

from onrecord.records import Article, Entity, Judgement, Mention
from onrecord.stages import entities, judgements
from onrecord.store import Store
from tests.unit.test_mentions import read


def stored(*texts: str) -> tuple[list[Entity], list[Judgement], Store]:
    store = Store.memory()
    with store.transaction():
        for number, text in enumerate(texts):
            found = read(text, publisher=f"Outlet {number}")
            articles = {m.article for m in found}
            made: list[Article | Mention] = [
                Article(
                    origin="test", page=_page(text, number), uri="a", url=None, headline=None,
                    title=None, deck=None, authors=(), publisher=f"Outlet {number}", section=None,
                    published=None, published_basis="none", modified=None, lang="en", text=text,
                    alignment=(),
                )
            ]  # fmt: skip
            assert articles == {made[0].id}
            store.add([*made, *found])
    judged = [j for j in judgements.STAGE(store) if isinstance(j, Judgement)]
    with store.transaction():
        store.add(judged)
    return [e for e in entities.STAGE(store) if isinstance(e, Entity)], judged, store


def _page(text: str, number: int) -> str:
    from onrecord.records import Page

    return Page(
        origin="test", uri="a", publisher=f"Outlet {number}", fetched=None,
        media_type="text/plain", encoding=None, text=text,
    ).id  # fmt: skip


def by_name(found: list[Entity]) -> dict[str, Entity]:
    return {e.name: e for e in found}


def test_two_spellings_lead_to_one_canonical_entity() -> None:
    found, judged, _ = stored(
        "Azerbaijani presidential aide Hikmet Rzayev spoke. Rzayev left.",
        "Azerbaijani presidential aide Hikmat Rzayev spoke on Friday.",
    )
    names = by_name(found)
    left, right = names["Hikmet Rzayev"], names["Hikmat Rzayev"]
    assert left.canonical == right.canonical
    assert left.canonical in (left.id, right.id)
    assert [j.verdict for j in judged] == ["same"]


def test_aliases_roles_and_counts_are_gathered() -> None:
    found, _, _ = stored("Danish envoy Karen Lund spoke. Lund left.", "Karen Lund returned.")
    lund = by_name(found)["Karen Lund"]
    assert lund.aliases == ("Lund",)
    assert lund.roles == ("Danish envoy",)
    assert lund.country == "DNK"
    assert len(lund.articles) == 2
    assert lund.canonical == lund.id


def test_every_mentioned_entity_is_there_once() -> None:
    found, _, store = stored("Minister Peter Lund met Karen Berg in Oslo.", "Reuters named Lund.")
    ids = [e.id for e in found]
    assert len(ids) == len(set(ids))
    assert {m.entity for m in store.read(Mention) if m.entity} == set(ids)
    assert {e.canonical for e in found} <= set(ids)
    assert ids == sorted(ids)

"""Reuses: what counts as a copy, an excerpt, a shared passage, and what does not."""

from onrecord.records import Article
from onrecord.stages.reuses import find_reuses
from onrecord.text import check_spans

HARBOUR = """The harbour of Orsk was closed on Friday after a crane fell on the northern quay.
Nobody was hurt, said harbour master Lena Brook, but two trawlers lost their nets and a shed was
crushed. Engineers from the capital will look at the three other cranes before Monday. Brook had
asked for new cables in March and received a letter of thanks. The port handles about a third of the
country's timber, and sawmills up the river have begun to stack planks in the open. Traders fear that
rain will spoil them. The ministry of transport promised help without naming a sum, and sent a
photographer. Until the cranes are checked, ships will be turned away to Selm, nine hours further
south, where the pilots have asked for double pay."""

BAKERY = """A bakery in Tolland has sold its last loaf of the black bread that made it known. The
baker, Piet Oster, is eighty and found nobody who would get up at two. Customers queued around the
block on Saturday, some of them with folding chairs. Oster baked four hundred loaves and gave the
last one to the postman. The oven, built by his grandfather, will go to the town museum, which has
to take out a wall for it. What will become of the shop is not known. A chain has made an offer, but
Oster says he would rather keep the pigeons there than sell frozen dough. The recipe hangs in the
window for everyone to copy, and several people were seen to do so with gloves on."""

QUOTE = "we asked for new cables in March and all that we got was a friendly letter with a stamp on it"


def article(text: str, **other: str | None) -> Article:
    return Article(
        origin="test", page=other.get("page") or text[:40], uri="u", url=None,
        headline=None, title=None, deck=None, authors=(), publisher=other.get("publisher"),
        section=None, published=other.get("published"), published_basis="declared",
        modified=None, lang="en", text=text, alignment=(),
    )  # fmt: skip


def only(articles: list[Article]) -> tuple[str, str, str]:
    (found,) = find_reuses(articles)
    return found.kind, found.article, found.other


def test_a_copy_with_another_dateline_and_typography_is_a_copy() -> None:
    first = article(HARBOUR, published="2031-05-01")
    copy = article("ORSK – " + HARBOUR.replace("'", "’").upper(), published="2031-05-02")
    assert only([copy, first]) == ("copy", first.id, copy.id)


def test_a_cut_copy_is_a_copy() -> None:
    cut = article(HARBOUR[: len(HARBOUR) // 2])
    assert only([article(HARBOUR), cut])[0] == "copy"


def test_a_text_inside_a_long_one_is_an_excerpt() -> None:
    long = article("\n\n".join([BAKERY, HARBOUR[: len(HARBOUR) // 2], BAKERY[::-1], QUOTE * 9]))
    assert only([article(HARBOUR[: len(HARBOUR) // 2]), long])[0] == "excerpt"


def test_a_roundup_of_two_reports_copies_neither() -> None:
    roundup = article(HARBOUR + "\n\n" + BAKERY)
    reuses = find_reuses([article(HARBOUR), article(BAKERY), roundup])
    assert [r.kind for r in reuses] == ["excerpt", "excerpt"]


def test_one_long_quotation_is_a_shared_passage_that_quotes_both_sides() -> None:
    left = article(f"{HARBOUR} “{QUOTE.capitalize()},” she said.", published="2031-05-01")
    right = article(f'{BAKERY} "{QUOTE.replace(" and", ", and")}", somebody wrote.')
    (found,) = find_reuses([right, left])
    assert found.kind == "shared passage"
    (match,) = found.matches
    assert match.left.exact == QUOTE.capitalize()
    assert match.right.exact == QUOTE.replace(" and", ", and")
    check_spans(found, {left.id: left.text, right.id: right.text})


def test_short_shared_sentences_are_no_reuse() -> None:
    footer = " Read more about this on our pages every day."
    assert not find_reuses([article(HARBOUR + footer), article(BAKERY + footer)])


def test_what_one_outlet_puts_under_all_its_articles_is_no_reuse() -> None:
    footer = " The Orsk Gull has told the truth about the coast since the year of the great flood, " * 2
    assert not find_reuses([article(t + footer, publisher="The Orsk Gull") for t in (HARBOUR, BAKERY)])


def test_the_earlier_article_comes_first_also_over_time_zones() -> None:
    early = article(HARBOUR + " It rains.", published="2031-05-01T10:00:00+09:00")
    late = article(HARBOUR, published="2031-05-01T03:00:00Z")
    assert only([late, early])[1] == early.id


def test_empty_and_one_word_articles_do_no_harm() -> None:
    assert find_reuses([article(""), article(" "), article("Orsk", page="a")]) == []
    assert find_reuses([]) == []


def test_the_kind_survives_any_order() -> None:
    articles = [article(HARBOUR), article(BAKERY), article(HARBOUR + BAKERY), article(HARBOUR[9:])]
    assert find_reuses(articles) == find_reuses(articles[::-1])


def test_texts_that_repeat_themselves_come_to_an_end() -> None:
    assert find_reuses([article("ha " * 20_000), article("ha " * 19_000)]) == []
    chorus = "row row row your boat gently down the stream merrily "
    find_reuses([article(chorus * 3_000 + HARBOUR), article(chorus * 2_900 + BAKERY)])


def test_a_text_that_fifty_outlets_carry_stays_a_copy() -> None:
    whole = article(HARBOUR, published="2031-05-01")
    copies = [article(HARBOUR[:500], page=str(n), published="2031-05-02") for n in range(50)]
    assert {r.kind for r in find_reuses([whole, *copies]) if whole.id in (r.article, r.other)} == {"copy"}

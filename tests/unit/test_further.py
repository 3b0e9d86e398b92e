"""Pages with a further article below the first: each article with its own text and metadata."""

from onrecord import pipeline
from onrecord.capture import Capture
from tests.unit.test_articles import PARAGRAPHS

OTHER = [
    "Vintners along the Tolva counted their losses on Thursday after a night of hail stripped whole slopes of "
    "leaves and broke the glass of three nurseries above the village.",
    "The growers' union put the damage at six million thalers and said that nothing would be picked this autumn "
    "on the upper terraces, where the oldest stocks of the region stand.",
    "“Nobody here remembers stones of that size,” said Jorun Aske, who chairs the union and lost half of her "
    "own vineyard within ten minutes.",
    "Insurance pays only where nets had been stretched, and nets are forbidden on listed slopes; the "
    "chamber of agriculture wants that rule to be lifted before spring.",
]
FIRST = "Lindmouth closes its northern lock\n\nBy Maja Lindqvist\n\n12 March 2031 - 08:15\n\n"
SECOND = "Hail destroys a year of wine on the Tolva\n\nBy Pelle Norrgard\n\n13 March 2031 - 07:40\n\n"
BETWEEN = "Share this\n\nRead also\n\nFerry fares to rise\n\nAll news\n\n"


def read(body: str, form: str = "page_text") -> pipeline.Reading:
    found = pipeline.read_page(Capture(uri="page-1", form=form, body=body, media_type="text/plain"))
    assert isinstance(found, pipeline.Reading)
    return found


def test_a_second_article_below_the_first_is_one_of_its_own() -> None:
    for between in ("", BETWEEN):
        page = FIRST + "\n\n".join(PARAGRAPHS) + "\n\n" + between + SECOND + "\n\n".join(OTHER)
        found = read(page)
        one, two = (d.article for d in found.dossiers)
        assert one.text == "\n\n".join(PARAGRAPHS)
        assert two.text == "\n\n".join(OTHER)
        assert (one.headline, two.headline) == (FIRST.partition("\n")[0], SECOND.partition("\n")[0])
        assert (one.authors, two.authors) == (("Maja Lindqvist",), ("Pelle Norrgard",))
        assert (one.published, two.published) == ("2031-03-12T08:15", "2031-03-13T07:40")
        assert one.page == two.page == found.page.id
        assert one.id != two.id
        for article in (one, two):
            for run in article.alignment:
                own = article.text[run.text : run.text + run.length]
                assert own == found.page.text[run.page : run.page + run.length]


def test_what_the_head_declares_is_about_the_first() -> None:
    def article(head: str, paragraphs: list[str]) -> str:
        title, _, name, _, day, *_ = head.split("\n")
        text = "".join(f"<p>{p}</p>" for p in paragraphs)
        return f"<article><h1>{title}</h1><p class=byline>{name}</p><time>{day}</time>{text}</article>"

    page = (
        "<html><head><title>Lock</title><link rel=canonical href='https://lockside.example/lock'>"
        "<meta property='og:site_name' content='Lockside'><meta name=author content='Maja Lindqvist'>"
        "<meta property='article:published_time' content='2031-03-12T08:15:00+01:00'></head><body>"
        + article(FIRST, PARAGRAPHS)
        + article(SECOND, OTHER)
        + "</body></html>"
    )
    one, two = (d.article for d in read(page, "html").dossiers)
    assert (one.url, one.published) == ("https://lockside.example/lock", "2031-03-12T08:15+01:00")
    assert (two.url, two.published) == (None, "2031-03-13T07:40")
    assert (one.publisher, two.publisher) == ("Lockside", "Lockside")
    assert two.authors == ("Pelle Norrgard",)
    assert two.text == "\n\n".join(OTHER)


def test_a_box_inside_an_article_does_not_split_it() -> None:
    box = "Ferry fares to rise from the summer\n\n13 March 2031\n\nTickets get dearer.\n\n"
    page = FIRST + "\n\n".join(PARAGRAPHS[:3]) + "\n\n" + box + "\n\n".join(PARAGRAPHS[3:] + PARAGRAPHS[1:2])
    assert len(read(page).dossiers) == 1


def test_both_articles_are_kept_and_the_page_counts_once() -> None:
    page = FIRST + "\n\n".join(PARAGRAPHS) + "\n\n" + BETWEEN + SECOND + "\n\n".join(OTHER)
    outcome = pipeline.work(Capture(uri="page-1", form="page_text", body=page, media_type="text/plain"))
    kinds = [type(r).__name__ for r in outcome.records]
    assert (kinds.count("Page"), kinds.count("Article"), outcome.kind) == (1, 2, "done")
    assert len({r.id for r in outcome.records}) == len(outcome.records)

"""Pages made to train on: an article among another page's furniture keeps its labels."""

from onrecord.capture import Capture
from onrecord.stages import pages
from training.pages.augment import mixed
from training.pages.data import Example


def example(name: str, lines: list[tuple[str, str]]) -> Example:
    text = "\n\n".join(text for text, _ in lines)
    capture = Capture(uri=name, form="page_text", body=text, media_type="text/plain")
    page, layout = pages.render(capture)
    return Example(name, "invented", "text", name, page, layout, [label for _, label in lines], {})


def invented(name: str) -> Example:
    return example(
        name,
        [
            (f"Menu of {name}", "boiler"),
            (f"Ferry of {name} sails again", "headline"),
            (f"The ferry of {name} left the harbour on Monday after a month of repairs.", "body"),
            ("Advertisement", "boiler"),
            (f"Its captain said that {name} had waited long enough.", "body"),
            (f"More from {name}", "boiler"),
        ],
    )


def test_articles_stay_whole_and_what_is_around_comes_from_the_same_fold() -> None:
    names = [f"Harbour{n}" for n in range(6)]
    fold = [n % 2 for n in range(6)]
    made = list(mixed([invented(name) for name in names], fold))
    assert len(made) == 6
    around = set()
    for page in made:
        lines = [page.page.text[line.start : line.end] for line in page.layout.lines]
        assert page.labels == ["boiler", "headline", "body", "boiler", "body", "boiler"]
        assert all(
            page.family in line for line, label in zip(lines, page.labels, strict=True) if label == "body"
        )
        own = fold[names.index(page.family)]
        others = [n for n, f in zip(names, fold, strict=True) if f == own]
        assert any(name in lines[0] for name in others)
        assert any(name in lines[-1] for name in others)
        around.add(lines[0] == f"Menu of {page.family}")
    assert around == {True, False}

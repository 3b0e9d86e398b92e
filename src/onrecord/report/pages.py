"""The whole report as page data, built from what was read of the store."""

import json
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from onrecord.dates import period, readable
from onrecord.records import Rejection, Story
from onrecord.report import limits, links
from onrecord.report.articles import article_pages, title
from onrecord.report.data import (
    ArticleLine,
    ArticlePage,
    Note,
    Refusal,
    ReportPage,
    StoryPage,
    Summary,
)
from onrecord.report.findings import findings, wordings
from onrecord.report.moments import entries_of, timeline
from onrecord.report.passages import shortened
from onrecord.report.shelf import Shelf, Source, take
from onrecord.report.voices import anchor_of, voices
from onrecord.timeline import Entry


def report_page(source: Source) -> ReportPage:
    """Everything that the report of a store shows."""
    shelf = take(source)
    entries = entries_of(shelf)
    stories = tuple(_story(shelf, story, entries[story.id]) for story in shelf.stories)
    articles = article_pages(shelf)
    others = shelf.other_stories[: limits.STORIES_LISTED]
    refusals = sorted(shelf.rejections, key=lambda r: (r.stage, r.reason, r.target, r.id))
    return ReportPage(
        summary=_summary(source, shelf),
        stories=stories,
        other_stories=tuple((s.label, period(s.start, s.end), len(s.articles)) for s in others),
        articles=articles,
        articles_note=_note(
            shelf.left_out, "articles are not shown in full here", "onrecord show articles OUT"
        ),
        stories_note=_note(
            len(shelf.other_stories), "more stories are listed only", "onrecord show stories OUT"
        ),
        refusals=tuple(_refusal(shelf, r) for r in refusals[: limits.REJECTIONS]),
        refusals_note=_note(
            len(refusals) - limits.REJECTIONS, "more rejections", "onrecord show rejections OUT"
        ),
        quality=quality(),
        split=_split(articles),
        version=_version(),
    )


def _note(count: int, what: str, command: str) -> Note | None:
    return Note(f"{count} {what}.", command) if count > 0 else None


def _story(shelf: Shelf, story: Story, entries: list[Entry]) -> StoryPage:
    anchor = anchor_of(story)
    numbers = shelf.origin_of(story)
    shown = [a for a in story.articles if a in shelf.articles]
    speaking, rows, voices_note = voices(shelf, story, anchor)
    found = findings(shelf, story, anchor)
    return StoryPage(
        anchor=anchor,
        label=shortened(story.label, 160) or "untitled story",
        period=period(story.start, story.end),
        outlets=len({shelf.outlet(a) for a in shown}),
        origins=len(story.origins) or len(set(numbers.values())),
        articles=tuple(_line(shelf, story, a, numbers) for a in _by_date(shelf, shown)),
        articles_note=_note(
            len(story.articles) - len(shown),
            "articles of this story are not shown here",
            "onrecord show stories OUT",
        ),
        timeline=timeline(shelf, story, anchor, entries),
        speaking=speaking,
        voices=rows,
        voices_note=voices_note,
        findings=found.told,
        alike=found.alike,
        alone=found.alone,
        wordings=wordings(shelf, story, anchor),
        findings_note=found.note,
    )


def _by_date(shelf: Shelf, articles: list[str]) -> list[str]:
    return sorted(articles, key=lambda a: (shelf.articles[a].published or "9", shelf.outlet(a), a))


def _line(shelf: Shelf, story: Story, identity: str, numbers: dict[str, int]) -> ArticleLine:
    article = shelf.articles[identity]
    return ArticleLine(
        outlet=shelf.outlet_or_file(identity),
        title=title(article),
        href="#" + links.article_anchor(identity),
        date=readable(article.published) or "undated",
        lang=links.language(article.lang),
        origin=_origin(shelf, story, identity),
        origin_number=numbers[identity] + 1,
    )


def _origin(shelf: Shelf, story: Story, identity: str) -> str:
    """What an article's text goes back to, in words."""
    for origin in story.origins:
        if identity in origin.articles and len(origin.articles) > 1:
            others = ", ".join(
                dict.fromkeys(shelf.outlet_or_file(a) for a in origin.articles if a != identity)
            )
            source = f" ({origin.source})" if origin.source else ""
            return f"one text{source} with {others}"
    return "own text"


def _summary(source: Source, shelf: Shelf) -> Summary:
    outcomes = Counter(source.captures().values())
    published = sorted(a.published[:10] for a in shelf.articles.values() if a.published)
    outlets = Counter(shelf.outlet(a) for a in shelf.articles)
    when = period(published[0], published[-1]) if published else ""
    return Summary(
        title=_title(shelf),
        pages=sum(outcomes.values()),
        done=outcomes["done"],
        rejected=outcomes["rejected"],
        duplicate=outcomes["duplicate"],
        stories=len(shelf.stories) + len(shelf.other_stories),
        outlets=tuple(sorted(outlets.items(), key=lambda kv: (-kv[1], kv[0]))),
        period=when,
        languages=tuple(sorted({a.lang for a in shelf.articles.values()})),
        unsure=_note(
            shelf.unsure,
            f"attributions with a confidence below {source.least_confidence:g} are left out",
            "onrecord show attributions OUT --least-confidence 0",
        ),
    )


def _title(shelf: Shelf) -> str:
    """The label of the only or weightiest story."""
    several = [s for s in shelf.stories if len(s.articles) > 1] or shelf.stories
    if not several:
        return "No story found"
    more = len(shelf.stories) + len(shelf.other_stories) - 1
    label = shortened(several[0].label, 110)
    return label if not more else f"{label}, and {more} more {'story' if more == 1 else 'stories'}"


def _refusal(shelf: Shelf, rejection: Rejection) -> Refusal:
    """A rejected page by its file or address, a stage's failure by the article that it failed on."""
    about = shelf.articles.get(rejection.target)
    target = (
        f"{shelf.outlet_or_file(about.id)}: {title(about)}" if about else links.file_name(rejection.target)
    )
    return Refusal(
        shortened(target, 200), rejection.stage, rejection.reason, shortened(rejection.detail, 300)
    )


def _split(articles: tuple[ArticlePage, ...]) -> tuple[str, ...]:
    found = {t.of for a in articles for row in a.rows for t in row.tokens if t.of}
    return tuple(sorted(found))


def quality() -> dict[str, str]:
    """Table name to a sentence on the measured quality of its records; may be empty."""
    resource = files("onrecord").joinpath("resources", "quality.json")
    if not resource.is_file():
        return {}
    found = json.loads(resource.read_text(encoding="utf-8"))
    return {str(k): str(v) for k, v in found.items() if isinstance(v, str)}


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return ""

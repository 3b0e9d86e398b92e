"""Who speaks in which outlet: speakers against outlets, and what they are quoted with."""

from collections import defaultdict
from collections.abc import Sequence

from onrecord.records import Attribution, Story
from onrecord.report import limits, links
from onrecord.report.data import Cell, Note, Quotation, Voice
from onrecord.report.passages import hull, passage, several, shortened
from onrecord.report.shelf import Shelf

_FEW = 12  # quotations that may stand open
_FIRST = 8  # speakers whose quotations may stand open
_OTHERS, _UNNAMED = "~", "Others, not identified by name"


def speaker(shelf: Shelf, attribution: Attribution) -> tuple[str, str, str]:
    """Key, name and role of who speaks; the words for the source where nobody was identified."""
    entity = shelf.entity(attribution.speaker)
    if entity:
        return entity.id, entity.name, next(iter(entity.roles), "")
    return _OTHERS, shortened(several(attribution.source) or "source not named", 80), ""


def voices(shelf: Shelf, story: Story, anchor: str) -> tuple[tuple[str, ...], tuple[Voice, ...], Note | None]:
    """The outlets that head the matrix, a row for each speaker, and what was left out."""
    said: dict[str, list[Attribution]] = defaultdict(list)
    names: dict[str, tuple[str, str]] = {}
    for article in story.articles:
        for attribution in sorted(shelf.attributions.get(article, ()), key=_place):
            key, name, role = speaker(shelf, attribution)
            said[key].append(attribution)
            names.setdefault(key, (_UNNAMED if key == _OTHERS else name, role))
            for entity in {e.id: e for e in map(shelf.entity, attribution.joint) if e}.values():
                said[entity.id].append(attribution)
                names.setdefault(entity.id, (entity.name, next(iter(entity.roles), "")))
    outlets = tuple(dict.fromkeys(shelf.outlet(a) for a in story.articles if a in shelf.articles))
    ranked = sorted(said, key=lambda k: (k == _OTHERS, *_spread(shelf, said[k]), names[k][0], k))
    shown = ranked[: limits.SPEAKERS]
    rows = tuple(
        _voice(shelf, f"{anchor}-v{i}", names[k], said[k], outlets, i < _FIRST) for i, k in enumerate(shown)
    )
    left = len(ranked) - len(shown)
    note = (
        Note(f"{left} more speakers are left out here.", "onrecord show attributions OUT") if left else None
    )
    return outlets, rows, note


def _place(attribution: Attribution) -> tuple[int, int, str]:
    spans = attribution.content or attribution.cue or attribution.source
    return (spans[0].start, spans[0].end, attribution.id) if spans else (0, 0, attribution.id)


def _spread(shelf: Shelf, said: Sequence[Attribution]) -> tuple[int, int]:
    return -len({shelf.outlet(a.article) for a in said}), -len(said)


def _voice(
    shelf: Shelf,
    anchor: str,
    name: tuple[str, str],
    said: list[Attribution],
    outlets: tuple[str, ...],
    first: bool,
) -> Voice:
    by_outlet: dict[str, list[Attribution]] = {outlet: [] for outlet in outlets}
    for attribution in said:
        by_outlet[shelf.outlet(attribution.article)].append(attribution)
    anchors = {outlet: f"{anchor}-{i}" for i, outlet in enumerate(outlets)}
    groups = tuple(
        (anchors[outlet], outlet, _quotations(shelf, some), max(0, len(some) - limits.QUOTATIONS))
        for outlet, some in by_outlet.items()
        if some
    )
    return Voice(
        anchor=anchor,
        name=name[0],
        role=shortened(name[1], 90),
        cells=tuple(Cell(len(some), f"#{anchors[o]}" if some else None) for o, some in by_outlet.items()),
        total=len(said),
        direct=sum(a.kind != "indirect" for a in said),
        groups=groups,
        is_open=first and len(said) <= _FEW,
    )


def _quotations(shelf: Shelf, said: list[Attribution]) -> tuple[Quotation, ...]:
    return tuple(quotation(shelf, a) for a in said[: limits.QUOTATIONS])


def quotation(shelf: Shelf, attribution: Attribution) -> Quotation:
    """An attribution as a quotation: its content, linked to where it stands."""
    text = shelf.articles[attribution.article].text
    spans = attribution.content or attribution.cue or attribution.source
    whole = hull(spans, text)
    if whole is None:
        raise ValueError(f"attribution {attribution.id} has no span")
    shown = passage(shelf, whole, quote=several(spans) if len(spans) > 1 else "")
    key, name, _ = speaker(shelf, attribution)
    cue = shortened(" … ".join(s.exact for s in attribution.cue), 60)
    described = attribution.characterisation
    return Quotation(
        passage=shown,
        kind=attribution.kind,
        through=attribution.via_names,
        characterisation=shortened(described.exact, 160) if described else "",
        denied=attribution.denied,
        cue="" if cue in shown.before + shown.after else cue,
        confidence=_sureness(attribution),
        source=name if key == _OTHERS else "",
    )


def _sureness(attribution: Attribution) -> str:
    """A word for a doubtful reading; nothing where the model is fairly sure."""
    if attribution.speaker_confidence < 0.5 and attribution.speaker_method in (
        "pronoun",
        "role",
        "group",
    ):
        return f"who is meant is unsure (by {attribution.speaker_method})"
    return "this reading is unsure" if attribution.confidence < 0.5 else ""


def through(names: tuple[str, ...]) -> str:
    """The chain that a quotation came through, outermost first."""
    return " → ".join(names)


def anchor_of(story: Story) -> str:
    """The anchor of a story."""
    return f"s-{links.slug(story.id)}"

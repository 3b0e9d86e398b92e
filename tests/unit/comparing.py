"""Short ways to make the records of a story and to compare them."""

from collections.abc import Sequence

from onrecord.records import Article, Attribution, Bound, Claim, Comparison, Mention, Origin, Run, Story
from onrecord.stages.comparisons import compare
from onrecord.stages.comparisons.material import Material
from onrecord.text import quote


def article(name: str, text: str, published: str = "2031-05-02") -> Article:
    return Article(
        origin="t",
        page=name,
        uri=name,
        url=None,
        headline=None,
        title=None,
        deck=None,
        authors=(),
        publisher=name,
        section=None,
        published=published,
        published_basis="text",
        modified=None,
        lang="en",
        text=text,
        alignment=(Run(0, 0, len(text)),),
    )


def claim(of: Article, words: str, aspect: str, value: str, **more: str | None) -> Claim:
    start = of.text.index(words)
    bound: Bound | None = more.get("bound")  # type: ignore[assignment]
    return Claim(
        origin="t",
        article=of.id,
        about=more.get("about") or words,
        subject=None,
        aspect=aspect,  # type: ignore[arg-type]
        value=value,
        unit=more.get("unit"),
        bound=bound,
        as_of=more.get("as_of"),
        scope=more.get("scope"),
        voice=more.get("voice"),
        evidence=(quote(of, start, start + len(words)),),
    )


def injured(of: Article, words: str, value: str, **more: str | None) -> Claim:
    return claim(
        of, words, "figure", value, **{"unit": "people", "scope": "injure", "about": "people", **more}
    )


def attribution(of: Article, speaker: str, cue: str, content: str) -> Attribution:
    start = of.text.index(content)
    said = of.text.index(cue)
    return Attribution(
        origin="t",
        article=of.id,
        source=(),
        cue=(quote(of, said, said + len(cue)),),
        content=(quote(of, start, start + len(content)),),
        speaker=None,
        speaker_name=speaker,
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


def named(of: Article, exact: str, name: str) -> Mention:
    start = of.text.index(exact)
    return Mention(
        origin="t", article=of.id, span=quote(of, start, start + len(exact)), type="person", level="name",
        entity=name, name=name, role=None, country=None,
    )  # fmt: skip


def compared(
    articles: Sequence[Article],
    claims: Sequence[Claim] = (),
    attributions: Sequence[Attribution] = (),
    mentions: Sequence[Mention] = (),
    names: dict[str, str] | None = None,
) -> list[Comparison]:
    story = Story(
        origin="t",
        articles=tuple(sorted(a.id for a in articles)),
        origins=(Origin(None, tuple(a.id for a in articles[:2]), "copy"),),
        label="l",
        start=None,
        end=None,
    )
    held = tuple(articles), tuple(claims), tuple(attributions)
    return list(compare(Material(story, *held, mentions=tuple(mentions), names=names or {})))


def verdicts(found: Sequence[Comparison], kind: str) -> list[str]:
    return [c.verdict for c in found if c.kind == kind]

"""Through whom something came: outlets told, outlets that quote, whoever encloses it.

Outermost first. The page's own outlet is never a relay of its own interviews. A relay is carried
on to the next attribution only for a pronoun that goes on with the same speaker.
"""

from dataclasses import dataclass

from onrecord.gazetteer import key_of, listed, roles
from onrecord.records import Mention
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.speakers import Said, Speaker
from onrecord.stages.attributions.triple import Offsets


@dataclass(frozen=True, slots=True)
class Relay:
    """One link of a chain: entity id ("" when only described), name, span."""

    entity: str
    name: str
    start: int
    end: int


_LINKS = frozenset({"of", "for", "by", "to", "in", "on", "from", "with"})
_HEAD = 7  # words in which a source's noun must stand
_ARTICLES = frozenset({"a", "an", "the"})
Chain = tuple[Relay, ...]


def _worded(source: str) -> str:
    """A source without an entity: unnamed when it is a person or people, as written when it is a
    body or a document, nothing when it is neither."""
    words = " ".join(source.split()).split(",")[0].split()
    for word in words[:_HEAD]:
        kind = roles().get(word.lower().strip(".'’"))
        if kind in ("lead", "post", "group"):
            return unnamed(" ".join(words))
        if kind is not None:
            return " ".join(words)
        if word.lower() in _LINKS:
            break
    return ""


def unnamed(words: str) -> str:
    """How a chain shows somebody the page only describes: "interpreter (unnamed)"."""
    bare = " ".join(words.split())
    first, _, rest = bare.partition(" ")
    return f"{rest if rest and first.lower() in _ARTICLES else bare} (unnamed)" if bare else ""


def of_mention(mention: Mention) -> Relay:
    """The link that a mention makes."""
    return Relay(
        mention.entity or "",
        mention.name or unnamed(mention.span.exact),
        mention.span.start,
        mention.span.end,
    )


def enclosing(parent: Said, chain: Chain, own: Speaker) -> Chain:
    """The chain of what is nested in `parent`: its chain, then its speaker when somebody else."""
    speaker = parent.speaker
    if not parent.source:
        return chain
    if speaker.name and own.name and (speaker.entity or speaker.name) == (own.entity or own.name):
        return chain
    start, end = parent.source[0]
    name = speaker.name if speaker.entity else _worded(speaker.name or parent.source_text)
    if not name:
        return chain
    return (*chain, Relay(speaker.entity or "", name, start, end))


def channels(scene: Scene, source: Offsets, cue: Offsets, content: Offsets, own: Speaker) -> Chain:
    """The outlets named in the cue's clause as what it was said to or through."""
    if not cue:
        return ()
    low, high = scene.sentence(cue[0][0])
    found: list[Relay] = []
    for mention in scene.inside(low, high):
        if mention.type != "outlet" or not mention.entity or mention.entity == own.entity:
            continue
        if _is_publisher(scene, mention) or scene.mask[mention.span.start]:
            continue
        plain = not _within(mention, content) and _leads(scene, mention, low, source)
        if (plain or _hangs_on(scene, mention, cue)) and all(r.entity != mention.entity for r in found):
            found.append(of_mention(mention))
    return (*found, *_mouthpiece(scene, cue, high))


def _mouthpiece(scene: Scene, cue: Offsets, high: int) -> Chain:
    """ "Through an interpreter": somebody who speaks for the speaker."""
    at = cue[0][0]
    for mention in scene.inside(at, min(high, cue[-1][1] + 60)):
        last = mention.span.exact.lower().split()[-1]
        through = scene.text[at : mention.span.start].split()[-1:] == ["through"]
        if through and last in listed("mouthpiece"):
            return (of_mention(mention),)
    return ()


def with_addressee(scene: Scene, chain: Chain, told: tuple[int, int] | None, own: Speaker) -> Chain:
    """`chain` with the outlet that was told, unless it is the page's own or there already."""
    if told is None:
        return chain
    for mention in scene.inside(*told):
        fit = mention.type == "outlet" and mention.entity and mention.entity != own.entity
        if fit and not _is_publisher(scene, mention):
            there = any(r.entity == mention.entity for r in chain)
            return chain if there else (*chain, of_mention(mention))
    return chain


def _hangs_on(scene: Scene, mention: Mention, cue: Offsets) -> bool:
    """Whether the outlet hangs on the cue's verb by "on", "to", "in an interview with" …"""
    tokens = scene.tokens(mention.span.start, mention.span.end)
    if not tokens or not scene.full:
        return False
    at = tokens[-1]
    for _ in range(6):
        if at.dep_ == "pobj" and at.head.lower_ in listed("channel"):
            holder = at.head.head
            verb = holder.head.head if holder.lower_ in listed("remarks") else holder
            steers = at.head.lower_ in ("on", "to", "via", "through") or holder != verb
            return steers and any(low <= verb.idx < high for low, high in cue)
        if at.head == at:
            break
        at = at.head
    return False


def _within(mention: Mention, spans: Offsets) -> bool:
    return any(low <= mention.span.start < high for low, high in spans)


def _is_publisher(scene: Scene, mention: Mention) -> bool:
    publisher = key_of(scene.article.publisher or "")
    name = key_of(mention.name or "")
    if not publisher or not name:
        return False
    short = " " not in name and publisher.split()[-1] == name  # "The Times" of a "… Times"
    return short or publisher == name or publisher.split()[0] == name.split()[0]


def _leads(scene: Scene, mention: Mention, low: int, source: Offsets) -> bool:
    """Whether the words before and after show that it was said to or through the outlet.

    Whom an outlet was told by stands before "told": it is not who speaks further on.
    """
    before = scene.text[max(low, mention.span.start - 60) : mention.span.start].lower().split()
    after = scene.text[mention.span.end : mention.span.end + 20].lower().split()
    if after and after[0].strip(",.") in listed("quote"):
        return True
    if after and after[0].strip(",.") in ("reports", "reported"):
        return True
    near = [w.strip('(,.“"') for w in before[-7:]]
    while near and near[-1] not in listed("channel") and near[-1] not in listed("tell"):
        near.pop()
        if len(near) < len(before[-7:]) - 5:
            return False
    if not near:
        return False
    if near[-1] in listed("tell") and (not source or source[0][0] > mention.span.start):
        return False
    loose = near[-1] in ("in", "for", "with", "from")
    return not loose or bool(set(near) & listed("remarks"))

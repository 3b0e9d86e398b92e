"""How the page describes an outlet it quotes: "gave a fair picture", "state news agency"."""

from onrecord.gazetteer import listed
from onrecord.records import Mention
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.triple import Offsets
from onrecord.text import trimmed

_EDGES = " ,\t—–-"
_STOPS = (",", "“", "”", '"', ";")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "PRP", "WP", "WDT", "EX"})
_IS = frozenset({"is", "are", "was", "were"})
_NO_START = frozenset({"IN", "TO", "VBN", "RB", "CC", "WRB"})
_SHORTEST, _LONGEST = 8, 160


def characterisation(
    scene: Scene, outlet: Mention | None, cue: Offsets, content: Offsets
) -> tuple[int, int] | None:
    """The words between the outlet and the cue that describe it, else those before its name."""
    if outlet is None or not cue:
        return None
    low, _ = scene.sentence(cue[0][0])
    start, end = outlet.span.start, outlet.span.end
    if low <= start and end <= cue[0][0]:
        between = _first_segment(scene.text, end, cue[0][0])
        words = scene.text[between[0] : between[1]]
        apposed = scene.text[end : end + 1] == ","
        portrays = words.split(maxsplit=1)[:1]
        telling = (apposed and _describes(scene, *between)) or (portrays and portrays[0] in listed("portray"))
        if telling and _SHORTEST <= len(words) <= _LONGEST and " " in words:
            return None if _covered(between, content) else between
    return _before(scene, outlet, max(low, start - 60))


def _describes(scene: Scene, start: int, end: int) -> bool:
    """Whether what stands behind a name's comma is a description, no clause and no other name."""
    tokens = [t for t in scene.tokens(start, end) if not t.is_punct]
    tags = [t.tag_ for t in tokens]
    if tokens and tokens[0].lower_ in listed("cite"):
        return False
    if tags[:1] == ["WDT"]:  # "which is close to the owners", not "which printed it"
        return len(tokens) > 2 and tokens[1].lower_ in _IS and tags[2] not in ("VBN", "VBG")
    named = all(tag.startswith("NNP") for tag in tags)
    return bool(tags) and not named and tags[0] not in _NO_START and not set(tags) & _FINITE


def _first_segment(text: str, start: int, end: int) -> tuple[int, int]:
    """What stands between the name and the next comma or quotation mark."""
    start, end = _stripped(text, start, end)
    stops = [at for mark in _STOPS if (at := text.find(mark, start, end)) >= 0]
    return _stripped(text, start, min(stops, default=end))


def _before(scene: Scene, outlet: Mention, low: int) -> tuple[int, int] | None:
    """The run of nouns and adjectives right before the name ("state news agency")."""
    tokens = [t for t in scene.tokens(low, outlet.span.start) if not t.is_space]
    first = len(tokens)
    while (
        first
        and tokens[first - 1].tag_ in ("NN", "JJ", "NNP", "NNS", "POS", "HYPH")
        and not tokens[first - 1].is_punct
    ):
        first -= 1
    if first == len(tokens):
        return None
    if first and tokens[first].tag_ == "JJ" and tokens[first - 1].tag_ == "RB":
        first -= 1  # "largely independent"
    start, end = trimmed(scene.text, tokens[first].idx, outlet.span.start)
    return (start, end) if end - start >= 5 else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _covered(span: tuple[int, int], content: Offsets) -> bool:
    return any(low < span[1] and span[0] < high for low, high in content)

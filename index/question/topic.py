"""Topic: what a question is about, as concepts with all the ways to say each.

In comes the part of a question that is left when authority, period and voice are taken out; out goes a Topic. Nothing
is ranked here and no passage is read.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import STOP_WORDS, Token
from index.question.lexicon import Lexicon
from index.question.question import Alternative, Concept, Topic

__all__ = ["understand_topic"]

TYPED, SYNONYM, RELATED, PART, LEARNED = 1.0, 0.6, 0.25, 0.3, 0.5
EVALUATIVE = 0.5
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,200})[\"”]")
_FIGURES = re.compile(
    r"\b(?:how many|how much|how big|what (?:number|percentage|per ?cent|share|proportion|%)|percentages?|per ?cent"
    r"|proportion|figures?|numbers?|statistics|stats|average|£)|%|£",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    stop: int
    terms: tuple[str, ...]
    classes: tuple[int, ...]


def understand_topic(text: str, lexicon: Lexicon) -> Topic:
    """Read the concepts of a question."""
    analyzer = lexicon.analyzer
    tokens = analyzer.tokens(text)
    spans = _spans(tokens, text, lexicon)
    concepts: dict[tuple[object, ...], Concept] = {}
    expansions = []
    for span in spans:
        key: tuple[object, ...] = span.classes or span.terms
        if key in concepts:
            continue
        typed = text[tokens[span.start].start : tokens[span.stop - 1].end]
        concept = _concept(typed, tokens[span.start : span.stop], span, lexicon)
        concepts[key] = concept
        names = _names(span, lexicon)
        if names:
            expansions.append((typed, names))
    phrases = tuple(match.group(1).strip() for match in _QUOTED.finditer(text))
    return Topic(
        concepts=tuple(concepts.values()),
        phrases=phrases,
        wants_figures=bool(_FIGURES.search(text)),
        expansions=tuple(expansions),
    )


def _spans(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[_Span]:
    """Cover the tokens with the longest phrases that are known, the longest first, and with single words."""
    terms = [token.term for token in tokens]
    free = [True] * len(tokens)
    spans = []
    for length in range(min(lexicon.longest, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            if not all(free[start : start + length]):
                continue
            phrase = tuple(terms[start : start + length])
            classes = lexicon.triggers.get(phrase)
            if classes is None or (length == 1 and tokens[start].form in STOP_WORDS):
                continue
            typed = text[tokens[start].start : tokens[start + length - 1].end]
            if phrase in lexicon.capitals and not typed.isupper():
                continue
            spans.append(_Span(start, start + length, phrase, classes))
            free[start : start + length] = [False] * length
    for start, token in enumerate(tokens):
        if free[start] and token.form not in STOP_WORDS and (len(token.form) > 1 or token.form.isdigit()):
            spans.append(_Span(start, start + 1, (token.term,), ()))
    return sorted(spans, key=lambda span: span.start)


def _concept(typed: str, tokens: Sequence[Token], span: _Span, lexicon: Lexicon) -> Concept:
    """Collect every way to say what a span says."""
    found: dict[tuple[str, ...], Alternative] = {span.terms: Alternative(span.terms, TYPED, "typed")}
    classes = [lexicon.classes[number] for number in span.classes]
    for entry in classes:
        for terms in entry.targets:
            found.setdefault(terms, Alternative(terms, SYNONYM, "learned" if entry.learned else "synonym"))
    for entry in classes:
        for terms in entry.related:
            found.setdefault(terms, Alternative(terms, RELATED, "related"))
    if len(tokens) > 1:
        for token in tokens:
            if token.form not in STOP_WORDS:
                found.setdefault((token.term,), Alternative((token.term,), PART, "part"))
    weight = 1.0
    if classes:
        if all(entry.evaluative for entry in classes):
            weight = EVALUATIVE
    else:
        weight = _topicality(span.terms[0], lexicon)
    return Concept(typed, tuple(found.values()), weight)


def _topicality(stem: str, lexicon: Lexicon) -> float:
    """Weigh a word that the thesaurus does not know: the commoner in ordinary English, the less it says."""
    general = lexicon.general.get(stem, 0.0)
    if general < 10:
        return 1.0
    return max(0.3, 1.0 - 0.25 * math.log10(general / 10))


def _names(span: _Span, lexicon: Lexicon) -> tuple[str, ...]:
    names = []
    for number in span.classes:
        entry = lexicon.classes[number]
        if not entry.evaluative:
            names += [name for terms, name in zip(entry.targets, entry.names, strict=True) if terms != span.terms]
    return tuple(dict.fromkeys(names))[:6]

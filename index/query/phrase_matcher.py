"""Spans: which words of a text stand together for something that the thesaurus knows.

In come tokens; out go spans that do not overlap, each a phrase that brings in classes or a single word that says
something. Used alike for questions and, at indexing, for the descriptions of the glosses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.query.lexicon import Lexicon, trigger_key
from index.query.name_matcher import typed_as_name
from index.text import DETERMINERS, FRAME_WORDS, STOP_WORDS, Token, lemma

# What no phrase goes across: a name that was blanked out ("in Derby, the work"), the end of a sentence, a bracket.
_BREAK = re.compile(r"\s{3}|[.?!;:]\s|[()]")


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens [start, stop), their stems, and the classes they bring in (none for a word the thesaurus lacks).

    ``derived``: the word is only of the same family as the trigger ("supportive", "support"), which is less sure.
    ``everyday``: it is an everyday word in another form than the trigger's ("right", "rights"): its classes say what a
    description may be about, but are not another way to say it.
    """

    start: int
    stop: int
    terms: tuple[str, ...]
    classes: tuple[int, ...]
    derived: bool = False
    everyday: bool = False
    name: bool = False  # what stands here is the name of something


def find_spans(
    tokens: Sequence[Token],
    text: str,
    lexicon: Lexicon,
    named: Sequence[tuple[int, int]] = (),
    speech: Sequence[frozenset[int]] = (),
) -> list[Span]:
    """Cover the tokens with known phrases, the longest first, then with the single words that say something.

    ``named`` are [start, stop) runs of tokens that are names, and are not taken apart (``index.query.name_matcher``);
    ``speech`` are the tokens of each turn of speech, of which a part is no phrase of the thesaurus.
    """
    kept = [n for n, token in enumerate(tokens) if token.form not in DETERMINERS]
    reach = [lexicon.reach.get(tokens[n].term, 0) for n in kept]
    free = [True] * len(tokens)
    spans = []
    for start, stop in named:
        terms = tuple(token.term for token in tokens[start:stop])
        own = lexicon.triggers.get(trigger_key(tokens[start:stop]), ())
        if not own and not typed_as_name(tokens[start:stop], text):
            own = _classes_within(tokens[start:stop], lexicon)
        spans.append(Span(start, stop, terms, own, name=True))
        free[start:stop] = [False] * (stop - start)
    for length in range(min(max(reach, default=0), len(kept)), 0, -1):
        for first in [n for n, far in enumerate(reach[: len(kept) - length + 1]) if far >= length]:
            places = kept[first : first + length]
            start, stop = places[0], places[-1] + 1
            if any(0 < len(turn.intersection(range(start, stop))) < len(turn) for turn in speech):
                continue
            if not all(free[start:stop]) or (length > 1 and _BREAK.search(_between(tokens, places, text))):
                continue
            key = tuple(tokens[n].term for n in places)
            classes, derived, everyday = lexicon.triggers.get(key), False, False
            if classes is not None and length == 1:
                exact = lexicon.lone.get(lemma(tokens[start].form))
                classes, derived = exact or classes, exact is None
                everyday = tokens[start].form in lexicon.everyday
            if classes is None or not _speaks(tokens[start:stop]):
                continue
            if key in lexicon.capitals and not _is_initials(text[tokens[start].start : tokens[stop - 1].end]):
                continue
            terms = tuple(token.term for token in tokens[start:stop])
            spans.append(Span(start, stop, terms, classes, derived, everyday))
            free[start:stop] = [False] * (stop - start)
    for start, token in enumerate(tokens):
        if free[start] and token.form not in STOP_WORDS and (len(token.form) > 1 or token.form.isdigit()):
            spans.append(Span(start, start + 1, (token.term,), ()))
    return sorted(spans, key=lambda span: span.start)


def _between(tokens: Sequence[Token], places: Sequence[int], text: str) -> str:
    """Give what stands between the words of a phrase."""
    return "|".join(text[tokens[a].end : tokens[b].start] for a, b in pairwise(places))


def _classes_within(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[int, ...]:
    """Give the classes of the longest phrase within a name in small letters: it may be meant as any council's."""
    for length in range(len(tokens) - 1, 1, -1):
        for start in range(len(tokens) - length + 1):
            classes = lexicon.triggers.get(trigger_key(tokens[start : start + length]))
            if classes:
                return classes
    return ()


def features(tokens: Sequence[Token], spans: Sequence[Span], lexicon: Lexicon) -> list[frozenset[str]]:
    """Tell what each span says, in a form to compare texts by: its class, and its stems."""
    told = []
    for span in spans:
        known = [number for number in span.classes if not lexicon.classes[number].learned]
        stems = {t.term for t in tokens[span.start : span.stop] if t.form not in STOP_WORDS}
        told.append(frozenset(stems | {f"#{number}" for number in known[:1]}))
    return told


def _is_initials(typed: str) -> bool:
    """Say whether a word was typed as initials are: "SEND", "ACEs", "ChIN", but not "Send"."""
    return sum(letter.isupper() for letter in typed) > 1


def _speaks(tokens: Sequence[Token]) -> bool:
    """Say whether a phrase is more than words of asking ("last inspection") or a lone function word."""
    if len(tokens) == 1:
        return tokens[0].form not in STOP_WORDS
    if all(token.form in STOP_WORDS for token in tokens):
        return not any(token.form in FRAME_WORDS for token in tokens)
    return True

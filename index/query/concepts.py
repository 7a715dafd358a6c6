"""Topic: what a question is about, as concepts with all the ways to say each.

In comes the part of a question that is left when authority, period and voice are taken out; out goes a Topic. Nothing
is ranked here and no passage is read.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from index.query.answer_sort import read_answer_sort, read_sought
from index.query.cues import CueMatch, cue_words
from index.query.cues.tables import APART, LEANINGS, OWNERS, SPEECH
from index.query.glosses import GlossIndex, GlossMatch
from index.query.homophones import correct_homophones
from index.query.lexicon import Lexicon
from index.query.models import SURE, Alternative, Concept, Topic
from index.query.name_matcher import find_named
from index.query.phrase_matcher import Span, features, find_spans
from index.query.sentence_roles import sentence_roles_of
from index.query.speller import Speller
from index.text import DETERMINERS, STOP_WORDS, Polarity, Token, figure_wanted, forms

TYPED, SYNONYM, RELATED, PART = 1.0, 0.6, 0.25, 0.3
EVALUATIVE = 0.5
DERIVED = 0.5
SPOKEN = 0.5  # a word of a turn of speech: passages say the same in other words
HEARD = 0.6
POSSIBLE, TOLD = 0.0, 2  # the confidence of a reading that is followed; how many of those that are sure are told
_FEW = 0.005  # of all passages: what stands in fewer is special
_LITTLE = 5  # things asked: of more, a word that the library hardly has is told in passing
_ORDINARY = 10.0  # in a million words
_TELLING = 0.9  # the weight from which on a word names a thing that is sought
_INITIALS = 5  # letters that initials have at most
_BREAK = re.compile(r"[.?!;:]\s+|\s[-–—]\s")
_CLAUSE_END = re.compile(r"[,.;:?!()]|\s[-–—]\s")
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?=\S)[^.?!]*)*[.?!]*")
_EITHER = re.compile(r"\s?/\s?|\s+(?:and/)?or\s+(?:the |a |an )?")
_NEED = re.compile(r"\s*(?:i |we )?(?:just |only )?(?:need|want|give|exactly)\b", re.IGNORECASE)
# In double quotation marks, or in single ones that are no apostrophes.
_QUOTED = re.compile(
    r"[\"“]([^\"“”]{3,200})[\"”]|‘((?:[^‘’\n]|’(?=\w)){3,200})’(?!\w)|(?<![\w'])'((?:[^'\n]|'(?=\w)){3,200})'(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _NamedThings:
    """The words of a question as they are read: its tokens and their spans, and the concepts that they name, each
    under what it is; ``corrections`` and ``expansions`` as a topic has them."""

    tokens: Sequence[Token]
    spans: Sequence[Span]
    concepts: Mapping[tuple[object, ...], Concept]
    corrections: tuple[tuple[str, str], ...]
    expansions: tuple[tuple[str, tuple[str, ...]], ...]


def understand_topic(text: str, lexicon: Lexicon, speller: Speller, glossary: GlossIndex) -> Topic:
    """Read the concepts of a question, and what is asked of them."""
    words = _read_words(text, lexicon, speller)
    concepts = dict(words.concepts)
    read_as = []
    for key, concept in _described(text, words, lexicon, glossary):
        if key not in concepts:
            concepts[key] = concept
            if concept.confidence >= SURE:
                read_as.append(concept.typed)
    asking = " ".join(_asking_words(text).split())  # without the gaps where names were
    sort = read_answer_sort(asking)
    return Topic(
        concepts=tuple(concepts.values()),
        phrases=quoted(text),
        wanted=figure_wanted(asking),
        figure=sort.sorts,
        figure_likely=sort.probability,
        asking=asking,
        sought=_sought(asking, concepts.values()),
        elsewhere=_off_domain_terms(words.tokens, lexicon),
        polarity=_polarity_asked(text),
        read_as=tuple(read_as[:TOLD]),
        corrections=tuple((typed, meant) for typed, meant in words.corrections if _is_worth_telling(meant)),
        expansions=words.expansions,
    )


def concepts_of(text: str, lexicon: Lexicon, speller: Speller, glossary: GlossIndex) -> Iterator[Concept]:
    """Yield the concepts of a question: first those that it names, then those that it may describe."""
    words = _read_words(text, lexicon, speller)
    yield from words.concepts.values()
    yield from (one for key, one in _described(text, words, lexicon, glossary) if key not in words.concepts)


def _read_words(text: str, lexicon: Lexicon, speller: Speller) -> _NamedThings:
    """Read what the words of a question name."""
    asked = _without(text, OWNERS.find(text))
    heard = correct_homophones(
        lexicon.analyzer.tokens(asked), lexicon.analyzer, lambda stem: stem not in lexicon.library
    )
    tokens, corrections = _correct(heard.tokens, text, lexicon, speller)
    runs, speech = find_named(tokens, text, lexicon), _turns_of_speech(tokens, text)
    spans = _wanted(find_spans(tokens, text, lexicon, runs, speech), tokens, text)
    parts = sentence_roles_of(text)
    either = _alternatives(text, tokens, spans)
    concepts: dict[tuple[object, ...], Concept] = {}
    expansions = []
    for span in spans:
        key: tuple[object, ...] = span.terms if span.everyday else span.classes or span.terms
        typed = text[tokens[span.start].start : tokens[span.stop - 1].end]
        own = len(spans) <= _LITTLE and _is_word_of_the_library(span, tokens[span.start].form, lexicon, speller)
        named = replace(span, name=True) if own and not span.name else span
        concept = _concept(typed, tokens[span.start : span.stop], named, lexicon)
        part = next((part for part in parts if part.start <= tokens[span.start].start < part.stop), None)
        weighed = part.weight if part else 1.0
        if not span.classes and any(span.start in turn for turn in speech):
            weighed *= SPOKEN
        if weighed != 1.0 or span.start in either:
            concept = replace(concept, weight=concept.weight * weighed, either=either.get(span.start, 0))
        if key in concepts:
            # A practice model is no other way to say the name of one that was typed: only an "or" makes it one.
            concepts[key] = _typed_twice(concepts[key], concept, instead=span.start in either)
            continue
        concepts[key] = concept
        names = _names(span, lexicon)
        if names and (
            part is None or part.asks
        ):  # what only tells how the asker came to ask explains nothing of what is found
            expansions.append((" ".join(typed.split()), names))
    for place, meant in heard.readings:
        reading_of = _heard(meant, lexicon)
        if reading_of is not None:
            concepts.setdefault((meant,), replace(reading_of, weight=reading_of.weight * HEARD))
            corrections = (*corrections, (tokens[place].form, meant))
    return _NamedThings(tokens, spans, concepts, (*heard.corrections, *corrections), tuple(expansions))


def _turns_of_speech(tokens: Sequence[Token], text: str) -> list[frozenset[int]]:
    """Number the tokens of each turn of speech; what stands in a gap of one is no part of it."""
    starts = [token.start for token in tokens]
    return [
        frozenset(chain.from_iterable(range(bisect_left(starts, a), bisect_left(starts, b)) for a, b in match.spans))
        for match in SPEECH.find(cue_words(text))
    ]


def _wanted(spans: Sequence[Span], tokens: Sequence[Token], text: str) -> Sequence[Span]:
    """Leave out the spans that stand behind "apart from", up to the end of the clause, unless nothing else is left."""
    apart = []
    for match in APART.find(cue_words(text, clauses=True)):
        end = _CLAUSE_END.search(text, match.end)
        apart.append(range(match.start, end.start() if end else len(text)))
    kept = [span for span in spans if not any(tokens[span.start].start in behind for behind in apart)]
    return kept or spans


def _described(
    text: str, words: _NamedThings, lexicon: Lexicon, glossary: GlossIndex
) -> Iterator[tuple[tuple[object, ...], Concept]]:
    """Yield the services that a question may describe, the likeliest first, each under what it is."""
    unnamed = [span for span in words.spans if not _is_named(span, lexicon)]
    parts = [_parts(text, words.tokens, spans, lexicon) for spans in (words.spans, unnamed)]
    for reading in glossary.read(*parts, least=POSSIBLE):
        classes = _classes_of(reading.term, lexicon)
        yield classes or reading.term, _described_concept(reading, classes, lexicon)


def _sought(asking: str, concepts: Iterable[Concept]) -> tuple[str, ...]:
    """List the concepts that name the thing of which it is asked whether there is one; words that say little do not."""
    thing = f" {read_sought(asking)} "
    named = ((one.typed, f" {' '.join(form for form, _, _ in forms(one.typed))} ") for one in concepts if _tells(one))
    return tuple(typed for typed, words in named if thing.strip() and (words in thing or thing in words))


def _tells(concept: Concept) -> bool:
    return concept.weight >= _TELLING and not concept.confidence


def _polarity_asked(text: str) -> Polarity:
    """Tell whether what was good, weak, better or worse is asked for; NONE where good and weak are asked for alike."""
    asked = Polarity.NONE
    for match in LEANINGS.find(text):
        asked |= Polarity[match.cue.upper()]
    both = Polarity.STRONG | Polarity.WEAK
    return Polarity.NONE if both in asked else asked


def quoted(text: str) -> tuple[str, ...]:
    """List what a text has in quotation marks."""
    return tuple(next(filter(None, match.groups())).strip() for match in _QUOTED.finditer(text))


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Find the [start, end) ranges that a text has in quotation marks."""
    return tuple(match.span() for match in _QUOTED.finditer(text))


def _without(text: str, matches: Sequence[CueMatch]) -> str:
    """Blank out the words that only ask for an owner, a day or a row, unless nothing else is left."""
    left = text
    for start, end in (span for match in matches for span in match.spans):
        left = left[:start] + " " * (end - start) + left[end:]
    return left if left.strip(" ?.,:;-–—'’") else text


def _alternatives(text: str, tokens: Sequence[Token], spans: Sequence[Span]) -> dict[int, int]:
    """Number the spans that are typed as alternatives ("teeth/dental", "carers or adopters"), by their first token."""
    numbers: dict[int, int] = {}
    for before, after in pairwise(sorted(spans, key=lambda span: span.start)):
        between = text[tokens[before.stop - 1].end : tokens[after.start].start]
        if _EITHER.fullmatch(between):
            numbers[after.start] = numbers.setdefault(before.start, before.start + 1)
    return numbers


def _off_domain_terms(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """List what is asked for of what councils do outside children's services."""
    stems = [token.term for token in tokens]
    reach = lexicon.elsewhere_reach
    runs = (tuple(stems[n : n + size]) for n, stem in enumerate(stems) for size in range(1, reach.get(stem, 0) + 1))
    return tuple(dict.fromkeys(run for run in runs if run in lexicon.elsewhere))


def _typed_twice(first: Concept, again: Concept, *, instead: bool) -> Concept:
    """Put what was typed in two ways together; where one stands ``instead`` of the other ("unregistered or
    unregulated"), both are ways that were typed."""
    if not instead:
        return replace(first, weight=max(first.weight, again.weight))
    typed = again.alternatives[0]
    others = tuple(way for way in first.alternatives[1:] if way.terms != typed.terms)
    ways = first.alternatives if typed.terms == first.alternatives[0].terms else (first.alternatives[0], typed, *others)
    return replace(first, alternatives=ways, weight=max(first.weight, again.weight))


def _heard(meant: str, lexicon: Lexicon) -> Concept | None:
    """Make a concept of a further reading of a word, or none where it says nothing by itself."""
    tokens = lexicon.analyzer.tokens(meant)
    spans = find_spans(tokens, meant, lexicon)
    return _concept(meant, tokens[spans[0].start : spans[0].stop], spans[0], lexicon) if spans else None


def _correct(
    tokens: Sequence[Token], text: str, lexicon: Lexicon, speller: Speller
) -> tuple[list[Token], tuple[tuple[str, str], ...]]:
    """Read misspelt words as what was meant; initials that nobody knows ("DRP") are not misspelt."""
    corrected, told = [], {}
    shouted = text.isupper()
    for token in tokens:
        initials = not shouted and token.end - token.start <= _INITIALS and text[token.start : token.end].isupper()
        form = None if initials or _is_name(token, text) else speller.correct(token.form)
        if form is None:
            corrected.append(token)
        else:
            corrected.append(Token(form, lexicon.analyzer.stem(form), token.start, token.end))
            told[token.form] = form
    return corrected, tuple(told.items())


def _is_name(token: Token, text: str) -> bool:
    """Say whether a word stands in the middle of a sentence of small letters and begins with a capital: "Eastgate"."""
    before = text[: token.start].rstrip()
    return text[token.start].isupper() and before[-1:].islower() and text[token.start + 1 : token.end].islower()


def _is_worth_telling(meant: str) -> bool:
    """Say whether a correction bears on what is searched for: no function word does."""
    return any(form not in STOP_WORDS for form, _, _ in forms(meant))


def _parts(text: str, tokens: Sequence[Token], spans: Sequence[Span], lexicon: Lexicon) -> list[frozenset[str]]:
    """Tell the features of every sentence of the question, and of the whole."""
    told = features(tokens, spans, lexicon)
    bounds = [match.end() for match in _BREAK.finditer(text)] + [len(text) + 1]
    parts, start = [], 0
    for stop in bounds:
        inside = [f for f, span in zip(told, spans, strict=True) if start <= tokens[span.start].start < stop]
        start = stop
        if len(inside) > 1:
            parts.append(frozenset().union(*inside))
    if told:
        parts.append(frozenset().union(*told))
    return list(dict.fromkeys(parts))


def _asking_words(text: str) -> str:
    """Give the sentences that end in a question mark, or the whole where none does."""
    asked = [part for part in _SENTENCE.findall(text) if part.rstrip().endswith("?") or _NEED.match(part)]
    return " ".join(asked) if any("?" in part for part in asked) else text


def _is_named(span: Span, lexicon: Lexicon) -> bool:
    """Say whether a span is a thing's own name: a phrase of the vocabulary, or a word of it that is not ordinary."""
    if not span.classes or span.everyday or span.derived:
        return False
    if all(lexicon.classes[number].evaluative for number in span.classes):
        return False
    return span.stop - span.start > 1 or lexicon.general.get(span.terms[0], 0.0) < _ORDINARY


def _classes_of(term: Sequence[str], lexicon: Lexicon) -> tuple[int, ...]:
    """Give the classes of a term as the glosses write it: triggers are kept without determiners."""
    kept = tuple(stem for stem in term if stem not in DETERMINERS)
    return lexicon.triggers.get(tuple(term)) or lexicon.triggers.get(kept, ())


def _described_concept(reading: GlossMatch, classes: Sequence[int], lexicon: Lexicon) -> Concept:
    """Make a concept of a service that the question describes."""
    found = {reading.term: Alternative(reading.term, 1.0, "gloss")}
    for number in classes:
        for terms in lexicon.classes[number].targets:
            found.setdefault(terms, Alternative(terms, 0.8, "gloss", number))
        for terms in lexicon.classes[number].related:
            found.setdefault(terms, Alternative(terms, RELATED, "gloss", number))
    return Concept(
        reading.name,
        tuple(found.values()),
        weight=reading.confidence,
        confidence=reading.confidence,
        described=reading.features,
    )


def _concept(typed: str, tokens: Sequence[Token], span: Span, lexicon: Lexicon) -> Concept:
    """Collect every way to say what a span says."""
    found: dict[tuple[str, ...], Alternative] = {span.terms: Alternative(span.terms, TYPED, "typed")}
    numbers = () if span.everyday else span.classes
    classes = [lexicon.classes[number] for number in numbers]
    sure = DERIVED if span.derived else 1.0
    for number in sorted(numbers, key=lambda number: not lexicon.classes[number].same):  # what is one name first
        entry = lexicon.classes[number]
        for terms in entry.targets:
            origin = "learned" if entry.learned else "initials" if entry.same else "synonym"
            found.setdefault(terms, Alternative(terms, sure * SYNONYM, origin, number))
    for number in numbers:
        for terms in lexicon.classes[number].related:
            found.setdefault(terms, Alternative(terms, sure * RELATED, "related", number))
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
    return Concept(typed, tuple(found.values()), 1.0 if span.name else weight, name=span.name)


def _is_word_of_the_library(span: Span, form: str, lexicon: Lexicon, speller: Speller) -> bool:
    """Say whether a word is no English but stands in a few passages: initials, or the name of a scheme."""
    held = lexicon.library.get(span.terms[0], 0)
    lone = len(span.terms) == 1 and not span.classes
    return lone and not form[0].isdigit() and 0 < held < _FEW * lexicon.passages and not speller.rate(form)


def _topicality(stem: str, lexicon: Lexicon) -> float:
    """Weigh a word that the thesaurus does not know: the commoner in ordinary English, the less it says."""
    general = lexicon.general.get(stem, 0.0)
    if general < _ORDINARY:
        return 1.0
    return max(0.3, 1.0 - 0.25 * math.log10(general / _ORDINARY))


def _names(span: Span, lexicon: Lexicon) -> tuple[str, ...]:
    names: list[str] = []
    # A word that is only of the family of one that is listed may mean something else ("coped", "cops"): it is not told.
    for number in () if span.everyday or span.derived else span.classes:
        entry = lexicon.classes[number]
        if not entry.evaluative:
            names += [name for terms, name in zip(entry.targets, entry.names, strict=True) if terms != span.terms]
    return tuple(dict.fromkeys(names))[:6]

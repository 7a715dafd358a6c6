"""Compile the lexicon that questions are read with, once, at indexing."""

import math
from collections.abc import Iterable, Mapping, Sequence

from index.query import CORRECTION_RATE, LIBRARY_RATE, Lexicon, TermClass, Terms, sound_of, trigger_key
from index.text import STOP_WORDS, Analyzer, lemma, normalise
from index.vocabulary import Gloss, Initials, WordClass

# In a million words: a rarer form says nothing of how ordinary its stem is, and is read by its inflection.
_HEARD_OF = 0.5
# In a million words: a form as common as this has senses of its own ("right" beside "rights", "expect" beside
# "expecting"), and brings in a class only where the vocabulary lists that very form.
_EVERYDAY = 25.0
_COMMON = 3.0  # the same, for a form that is only of the family of a listed one ("offices" beside "officers")


def compile_lexicon(
    *,
    thesaurus: Sequence[WordClass],
    glosses: Sequence[Gloss],
    initials: Sequence[Initials],
    abbreviations: Mapping[str, Sequence[str]],
    ordinary: Mapping[str, float],
    library: Mapping[str, int],
    forms: Iterable[str],
    passages: int,
    analyzer: Analyzer,
    elsewhere: Sequence[str] = (),
) -> Lexicon:
    """Bring all knowledge of words into stems.

    ``ordinary`` tells how many in a million words of ordinary English a form is, ``library`` in how many passages a
    stem stands, ``forms`` are the forms of the library.
    """
    classes: list[TermClass] = []
    triggers: dict[Terms, list[int]] = {}
    capitals: set[Terms] = set()
    lone: dict[str, list[int]] = {}
    listed: set[str] = set()

    def add(names: Sequence[str], targets: Sequence[str], related: Sequence[str], **flags: bool) -> None:
        unique = {terms: name for name in reversed(targets) if (terms := tuple(analyzer.terms(name)))}
        ordered = sorted(unique, key=lambda terms: targets.index(unique[terms]))
        near = {terms: None for name in related if (terms := tuple(analyzer.terms(name))) and terms not in unique}
        number = len(classes)
        classes.append(TermClass(tuple(ordered), tuple(unique[terms] for terms in ordered), tuple(near), **flags))
        for name in names:
            terms = trigger_key(analyzer.tokens(name))
            if terms and number not in triggers.setdefault(terms, []):
                triggers[terms].append(number)
            if len(terms) != 1:
                continue
            form = normalise(name.strip())
            listed.add(form)
            if number not in lone.setdefault(lemma(form), []):
                lone[lemma(form)].append(number)

    for entry in thesaurus:
        add(entry.triggers, entry.targets, entry.related, evaluative=entry.evaluative)
        # "ART", "SMART": in small letters it is another word.
        capitals |= {tuple(analyzer.terms(name)) for name in entry.triggers if name.isupper()}
    for short_forms in initials:
        listed_already = {s: tuple(analyzer.terms(s)) in triggers for s in short_forms.spellings}
        spellings = [spelling for spelling in short_forms.spellings if not listed_already[spelling]]
        for spelling in spellings:
            if short_forms.capitals or normalise(spelling) in STOP_WORDS:
                capitals.add(tuple(analyzer.terms(spelling)))
        known = [
            number for long in short_forms.meanings for number in triggers.get(trigger_key(analyzer.tokens(long)), ())
        ]
        # In small letters "ace" is what the thesaurus says: initials that count in capitals only add nothing to it.
        add(
            spellings if short_forms.capitals else short_forms.spellings,
            (*short_forms.meanings, *short_forms.spellings),
            (),
            same=True,
        )
        for spelling in spellings:  # what is known of the long form holds for the short one
            triggers[tuple(analyzer.terms(spelling))] += [n for n in known[:3] if not classes[n].evaluative]
            lone.setdefault(lemma(normalise(spelling)), []).extend(known[:3])
    for short, longs in abbreviations.items():
        terms = tuple(analyzer.terms(short))
        if terms in triggers:
            continue  # what the vocabulary says of it is more certain than what was learned
        if ordinary.get(normalise(short), 0.0) > 1.0 or len(short) < 3 or short in STOP_WORDS:
            capitals.add(terms)
        add((short, *longs), (*longs, short), (), learned=True, same=True)

    table = {form: analyzer.stem(form) for form in forms}
    for short_forms in initials:
        for name in (*short_forms.spellings, *short_forms.meanings):
            for token in analyzer.tokens(name):
                table[token.form] = token.term
    for entry in thesaurus:
        for name in (*entry.triggers, *entry.targets, *entry.related):
            for token in analyzer.tokens(name):
                table[token.form] = token.term
    for gloss in glosses:
        for description in gloss.descriptions:
            for token in analyzer.tokens(description):
                table[token.form] = token.term
    for name in elsewhere:
        for token in analyzer.tokens(name):
            table[token.form] = token.term
    wanted = set(table.values())
    general: dict[str, float] = {}
    for form, rate in ordinary.items():
        if rate < _HEARD_OF:
            continue
        stem = analyzer.stem(form)
        general[stem] = general.get(stem, 0.0) + rate
        if stem in wanted:
            table.setdefault(form, stem)
    return Lexicon(
        stems=dict(sorted(table.items())),
        general={stem: rate for stem, rate in sorted(general.items()) if stem in wanted or rate > 1.0},
        library=dict(sorted(library.items())),
        passages=passages,
        classes=tuple(classes),
        triggers={terms: tuple(numbers) for terms, numbers in triggers.items()},
        capitals=frozenset(capitals),
        lone={lemma: tuple(numbers) for lemma, numbers in lone.items()},
        glosses=(),
        everyday=frozenset(
            form
            for form, rate in ordinary.items()
            if form not in listed
            and (rate > _EVERYDAY if lemma(form) in lone else rate > _COMMON and (analyzer.stem(form),) in triggers)
        ),
        elsewhere=frozenset(tuple(analyzer.terms(name)) for name in elsewhere),
        longest=max((len(terms) for terms in triggers), default=1),
    )


def list_candidates(lexicon: Lexicon, ordinary: Mapping[str, float]) -> bytes:
    """List, at indexing, the words that a form can be corrected to: "form weight sound" lines."""
    common = {form for form, rate in ordinary.items() if rate > CORRECTION_RATE}
    lines = []
    for form in sorted({*lexicon.stems, *common}):
        if form.isalpha() and len(form) > 1:
            stem = lexicon.stems.get(form)
            share = lexicon.library.get(stem, 0) / max(lexicon.passages, 1) if stem else 0.0
            weight = math.log10(ordinary.get(form, 0.0) + LIBRARY_RATE * share + 0.01)
            lines.append(f"{form} {weight:.2f} {sound_of(form)}")
    return "\n".join(lines).encode()

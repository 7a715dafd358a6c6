"""Compile the lexicon that questions are read with, once, at indexing."""

import math
from collections.abc import Iterable, Mapping, Sequence

from index.query import CORRECTION_RATE, LIBRARY_RATE, Lexicon, TermClass, Terms, sound_of, trigger_key
from index.text import STOP_WORDS, Analyzer, lemma, normalise, raw_forms
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
    known = _Classes(analyzer)
    known.add_thesaurus(thesaurus)
    known.add_initials(initials)
    known.add_abbreviations(abbreviations, ordinary)

    names = [name for short in initials for name in (*short.spellings, *short.meanings)]
    names += [name for entry in thesaurus for name in (*entry.triggers, *entry.targets, *entry.related)]
    names += [description for gloss in glosses for description in gloss.descriptions]
    told = {normalise(form) for name in (*names, *elsewhere) for form in raw_forms(name)}
    stems = {form: analyzer.stem(form) for form in (*forms, *told)}
    wanted = set(stems.values())
    general: dict[str, float] = {}
    for form, rate in ordinary.items():
        if rate >= _HEARD_OF:
            stem = analyzer.stem(form)
            general[stem] = general.get(stem, 0.0) + rate
            if stem in wanted:
                stems.setdefault(form, stem)
    return Lexicon(
        stems=dict(sorted(stems.items())),
        general={stem: rate for stem, rate in sorted(general.items()) if stem in wanted or rate > 1.0},
        library=dict(sorted(library.items())),
        passages=passages,
        classes=tuple(known.classes),
        triggers={terms: tuple(numbers) for terms, numbers in known.triggers.items()},
        capitals=frozenset(known.capitals),
        lone={lemma: tuple(numbers) for lemma, numbers in known.lone.items()},
        glosses=(),
        everyday=known.ambiguous_forms(ordinary),
        elsewhere=frozenset(tuple(analyzer.terms(name)) for name in elsewhere),
        longest=max((len(terms) for terms in known.triggers), default=1),
    )


class _Classes:
    """The classes of terms as they are gathered, and the triggers that bring each in; the fields are the lexicon's."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self.classes: list[TermClass] = []
        self.triggers: dict[Terms, list[int]] = {}
        self.capitals: set[Terms] = set()
        self.lone: dict[str, list[int]] = {}
        self._listed: set[str] = set()

    def add_thesaurus(self, thesaurus: Iterable[WordClass]) -> None:
        """Add the classes of the thesaurus; a trigger in capitals ("ART", "SMART") is another word in small letters."""
        for entry in thesaurus:
            self._add(entry.triggers, entry.targets, entry.related, evaluative=entry.evaluative)
            self.capitals |= {self._terms(name) for name in entry.triggers if name.isupper()}

    def add_initials(self, initials: Iterable[Initials]) -> None:
        """Add initials as a class with what they stand for; what is known of the long form holds for the short one."""
        for short in initials:
            new = [spelling for spelling in short.spellings if self._terms(spelling) not in self.triggers]
            self.capitals |= {self._terms(s) for s in new if short.capitals or normalise(s) in STOP_WORDS}
            keys = (trigger_key(self._analyzer.tokens(long)) for long in short.meanings)
            known = [number for key in keys for number in self.triggers.get(key, ())][:3]
            # In small letters "ace" is what the thesaurus says: initials that count in capitals only add nothing to it.
            names = new if short.capitals else short.spellings
            self._add(names, (*short.meanings, *short.spellings), (), same=True)
            for spelling in new:
                self.triggers[self._terms(spelling)] += [n for n in known if not self.classes[n].evaluative]
                self.lone.setdefault(lemma(normalise(spelling)), []).extend(known)

    def add_abbreviations(self, abbreviations: Mapping[str, Sequence[str]], ordinary: Mapping[str, float]) -> None:
        """Add the abbreviations that the library explains, where the vocabulary says nothing of them."""
        for short, longs in abbreviations.items():
            terms = self._terms(short)
            if terms not in self.triggers:
                if ordinary.get(normalise(short), 0.0) > 1.0 or len(short) < 3 or short in STOP_WORDS:
                    self.capitals.add(terms)
                self._add((short, *longs), (*longs, short), (), learned=True, same=True)

    def ambiguous_forms(self, ordinary: Mapping[str, float]) -> frozenset[str]:
        """List the common forms that are no trigger, though another form of theirs is."""
        stem = self._analyzer.stem
        return frozenset(
            form
            for form, rate in ordinary.items()
            if rate > _COMMON
            and form not in self._listed
            and (rate > _EVERYDAY if lemma(form) in self.lone else (stem(form),) in self.triggers)
        )

    def _add(self, names: Sequence[str], targets: Sequence[str], related: Sequence[str], **flags: bool) -> None:
        unique = {terms: name for name in reversed(targets) if (terms := self._terms(name))}
        ordered = sorted(unique, key=lambda terms: targets.index(unique[terms]))
        near = {terms: None for name in related if (terms := self._terms(name)) and terms not in unique}
        number = len(self.classes)
        self.classes.append(TermClass(tuple(ordered), tuple(unique[t] for t in ordered), tuple(near), **flags))
        for name in names:
            terms = trigger_key(self._analyzer.tokens(name))
            if terms and number not in self.triggers.setdefault(terms, []):
                self.triggers[terms].append(number)
            if len(terms) == 1:
                form = normalise(name.strip())
                self._listed.add(form)
                if number not in self.lone.setdefault(lemma(form), []):
                    self.lone[lemma(form)].append(number)

    def _terms(self, name: str) -> Terms:
        return tuple(self._analyzer.terms(name))


def list_candidates(lexicon: Lexicon, ordinary: Mapping[str, float], former: bytes = b"") -> bytes:
    """List, at indexing, the words that a form can be corrected to: "form weight sound" lines.

    ``former`` are such lines of an earlier run, whose sounds need not be found again.
    """
    sounds = {line[0]: line[2] for line in map(str.split, former.decode().split("\n")) if len(line) == 3}
    common = {form for form, rate in ordinary.items() if rate > CORRECTION_RATE}
    lines = []
    for form in sorted({*lexicon.stems, *common}):
        if form.isalpha() and len(form) > 1:
            stem = lexicon.stems.get(form)
            share = lexicon.library.get(stem, 0) / max(lexicon.passages, 1) if stem else 0.0
            weight = math.log10(ordinary.get(form, 0.0) + LIBRARY_RATE * share + 0.01)
            lines.append(f"{form} {weight:.2f} {sounds.get(form) or sound_of(form)}")
    return "\n".join(lines).encode()

"""Lexicon: all that is known of words, made at indexing and only loaded afterwards.

In come the thesaurus, the glosses, the abbreviations that the library explains, the words of the library and of
ordinary English; out comes one value that tells the stem of a form, the classes that a phrase brings in, and how common
a word is in ordinary English and in the library.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from index.text.analyzer import DETERMINERS, STOP_WORDS, Analyzer, Token, lemma, normalise
from index.vocabulary.thesaurus import Gloss, WordClass
from index.vocabulary.word_lists import Initials

__all__ = ["Described", "Lexicon", "TermClass", "compile_lexicon", "trigger_key"]

# In a million words: a rarer form says nothing of how ordinary its stem is, and is read by its inflection.
_HEARD_OF = 0.5
# In a million words: a form as common as this has senses of its own ("right" beside "rights", "expect" beside
# "expecting"), and brings in a class only where the vocabulary lists that very form.
_EVERYDAY = 25.0
_COMMON = 3.0  # the same, for a form that is only of the family of a listed one ("offices" beside "officers")

Terms: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermClass:
    """A class of the thesaurus in stems; ``names`` are its members as they are written, in the same order.

    ``same``: initials and what they stand for, which are one name and not only near in meaning.
    """

    targets: tuple[Terms, ...]
    names: tuple[str, ...]
    related: tuple[Terms, ...]
    evaluative: bool = False
    learned: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """A description of a gloss: the term it stands for, as written and in stems, and the stems that count."""

    name: str
    term: Terms
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words. ``capitals`` are triggers that count only where they were typed in capitals."""

    stems: Mapping[str, str]
    general: Mapping[str, float]  # stem -> how many in a million words of ordinary English
    library: Mapping[str, int]  # stem -> passages of the library that it stands in
    passages: int
    classes: tuple[TermClass, ...]
    triggers: Mapping[Terms, tuple[int, ...]]
    capitals: frozenset[Terms]
    lone: Mapping[str, tuple[int, ...]]  # lemma of a trigger of one word -> classes: stems bring too much together
    glosses: tuple[Described, ...]
    everyday: frozenset[str] = frozenset()  # common forms that are no trigger, though another form of theirs is
    elsewhere: frozenset[Terms] = frozenset()  # what councils do outside children's services
    longest: int = field(default=6)
    reach: Mapping[str, int] = field(
        init=False, repr=False, compare=False
    )  # first stem -> words of the longest trigger

    def __post_init__(self) -> None:
        """Work out how far a trigger can reach from its first word."""
        reach: dict[str, int] = {}
        for terms in self.triggers:
            if len(terms) > reach.get(terms[0], 0):
                reach[terms[0]] = len(terms)
        object.__setattr__(self, "reach", reach)

    @property
    def analyzer(self) -> Analyzer:
        """Make the analyzer of questions."""
        return Analyzer(self.stems)

    def idf(self, stem: str) -> float:
        """Give how rare a stem is in the library (Lucene's idf); a stem that is not there is the rarest."""
        containing = self.library.get(stem, 0)
        return math.log(1 + (self.passages - containing + 0.5) / (containing + 0.5))

    def to_json(self) -> bytes:
        """Write everything as JSON."""
        return json.dumps(
            {
                "stems": "\n".join(f"{form} {stem}" for form, stem in self.stems.items()),
                "general": {stem: round(rate, 3) for stem, rate in self.general.items()},
                "library": dict(self.library),
                "passages": self.passages,
                "classes": [
                    [
                        [" ".join(t) for t in c.targets],
                        c.names,
                        [" ".join(t) for t in c.related],
                        c.evaluative,
                        c.learned,
                        c.same,
                    ]
                    for c in self.classes
                ],
                "triggers": {" ".join(terms): classes for terms, classes in self.triggers.items()},
                "lone": dict(self.lone),
                "everyday": sorted(self.everyday),
                "capitals": sorted(" ".join(terms) for terms in self.capitals),
                "glosses": [[g.name, " ".join(g.term), " ".join(sorted(g.stems))] for g in self.glosses],
                "elsewhere": sorted(" ".join(terms) for terms in self.elsewhere),
                "longest": self.longest,
            },
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Lexicon":
        """Read what ``to_json`` wrote."""
        raw = json.loads(data)
        return cls(
            stems=dict(line.split(" ") for line in raw["stems"].split("\n")) if raw["stems"] else {},
            general=raw["general"],
            library=raw["library"],
            passages=raw["passages"],
            classes=tuple(
                TermClass(
                    tuple(tuple(t.split(" ")) for t in targets), tuple(names),
                    tuple(tuple(t.split(" ")) for t in related), evaluative, learned, same,
                )
                for targets, names, related, evaluative, learned, same in raw["classes"]
            ),
            triggers={tuple(terms.split(" ")): tuple(classes) for terms, classes in raw["triggers"].items()},
            capitals=frozenset(tuple(terms.split(" ")) for terms in raw["capitals"]),
            lone={lemma: tuple(classes) for lemma, classes in raw["lone"].items()},
            glosses=tuple(
                Described(name, tuple(term.split(" ")), frozenset(stems.split(" ")))
                for name, term, stems in raw["glosses"]
            ),
            everyday=frozenset(raw["everyday"]),
            elsewhere=frozenset(tuple(terms.split(" ")) for terms in raw["elsewhere"]),
            longest=raw["longest"],
        )  # fmt: skip


def trigger_key(tokens: Sequence[Token]) -> Terms:
    """Give the stems by which a phrase is known: without determiners, if two words are left."""
    kept = tuple(token.term for token in tokens if token.form not in DETERMINERS)
    return kept if len(kept) > 1 else tuple(token.term for token in tokens)


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

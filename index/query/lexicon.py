"""Lexicon: all that is known of words, made at indexing and only loaded afterwards.

In come the thesaurus, the glosses, the abbreviations that the library explains, the words of the library and of
ordinary English; out comes one value that tells the stem of a form, the classes that a phrase brings in, and how common
a word is in ordinary English and in the library.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import msgspec

from index.text import DETERMINERS, Analyzer, Token

Terms: TypeAlias = tuple[str, ...]


class TermClass(NamedTuple):
    """A class of the thesaurus in stems; ``names`` are its members as they are written, in the same order.

    ``same``: initials and what they stand for, which are one name and not only near in meaning.
    """

    targets: tuple[Terms, ...]
    names: tuple[str, ...]
    related: tuple[Terms, ...]
    evaluative: bool = False
    learned: bool = False
    same: bool = False


class GlossEntry(NamedTuple):
    """A description of a gloss: the term it stands for, as written and in stems, and the stems that count, in order."""

    name: str
    term: Terms
    stems: Terms


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
    glosses: tuple[GlossEntry, ...]
    everyday: frozenset[str] = frozenset()  # common forms that are no trigger, though another form of theirs is
    names: Mapping[Terms, bool] = field(default_factory=dict)  # names the library prints; True: in small letters too
    elsewhere: frozenset[Terms] = frozenset()  # what councils do outside children's services
    longest: int = field(default=6)
    reach: Mapping[str, int] = field(
        init=False, repr=False, compare=False
    )  # first stem -> words of the longest trigger
    name_reach: Mapping[str, int] = field(init=False, repr=False, compare=False)  # the same of the names
    elsewhere_reach: Mapping[str, int] = field(init=False, repr=False, compare=False)
    analyzer: Analyzer = field(init=False, repr=False, compare=False)  # of questions; it keeps the stems it has found

    def __post_init__(self) -> None:
        """Work out how far a trigger, or a name, can reach from its first word."""
        object.__setattr__(self, "analyzer", Analyzer(self.stems))
        object.__setattr__(self, "reach", _longest_from(self.triggers))
        object.__setattr__(self, "name_reach", _longest_from(self.names))
        object.__setattr__(self, "elsewhere_reach", _longest_from(self.elsewhere))

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
                "glosses": [[g.name, " ".join(g.term), " ".join(g.stems)] for g in self.glosses],
                "names": {" ".join(terms): plain for terms, plain in self.names.items()},
                "elsewhere": sorted(" ".join(terms) for terms in self.elsewhere),
                "longest": self.longest,
            },
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Lexicon":
        """Read what ``to_json`` wrote."""
        try:
            raw = msgspec.json.decode(data)
        except msgspec.MsgspecError as error:
            raise ValueError(f"it is no lexicon: {error}") from error
        words = raw["stems"].split()  # forms and their stems in turn
        return cls(
            stems=dict(zip(words[::2], words[1::2], strict=True)),
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
                GlossEntry(name, tuple(term.split(" ")), tuple(stems.split(" ")))
                for name, term, stems in raw["glosses"]
            ),
            everyday=frozenset(raw["everyday"]),
            names={tuple(terms.split(" ")): plain for terms, plain in raw["names"].items()},
            elsewhere=frozenset(tuple(terms.split(" ")) for terms in raw["elsewhere"]),
            longest=raw["longest"],
        )  # fmt: skip


def _longest_from(phrases: Iterable[Terms]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for terms in phrases:
        if len(terms) > reach.get(terms[0], 0):
            reach[terms[0]] = len(terms)
    return reach


def trigger_key(tokens: Sequence[Token]) -> Terms:
    """Give the stems by which a phrase is known: without determiners, if two words are left."""
    kept = tuple(token.term for token in tokens if token.form not in DETERMINERS)
    return kept if len(kept) > 1 else tuple(token.term for token in tokens)

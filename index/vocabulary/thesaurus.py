"""Loader of the sector's vocabulary: ``thesaurus.txt`` and ``glosses.txt``, both made to be edited by hand.

In come the two data files beside this module; out come their entries as text. Nothing is stemmed here: that is done
once, at indexing.
"""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Gloss", "WordClass", "load_glosses", "load_thesaurus", "parse_glosses", "parse_thesaurus"]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words and phrases that mean nearly the same.

    ``triggers`` bring the class in when they are asked; ``targets`` are what is searched then; ``related`` are searched
    too, for less. ``evaluative`` says how well or how fast something is done, which counts for less than a topic.
    """

    triggers: tuple[str, ...]
    targets: tuple[str, ...]
    related: tuple[str, ...] = ()
    evaluative: bool = False


@dataclass(frozen=True, slots=True)
class Gloss:
    """A term of the sector and the ways in which people describe it who do not know its name."""

    term: str
    descriptions: tuple[str, ...]


def load_thesaurus() -> tuple[WordClass, ...]:
    """Load the thesaurus that ships."""
    return parse_thesaurus((_HERE / "thesaurus.txt").read_text(encoding="utf-8"))


def load_glosses() -> tuple[Gloss, ...]:
    """Load the glosses that ship."""
    return parse_glosses((_HERE / "glosses.txt").read_text(encoding="utf-8"))


def parse_thesaurus(text: str) -> tuple[WordClass, ...]:
    """Read classes: ``member; >target only; <trigger only ~ related; related``, ``[a]`` before evaluative ones."""
    classes = []
    for line in _lines(text):
        evaluative = line.startswith("[a]")
        members, _, related = line.removeprefix("[a]").partition("~")
        triggers, targets = [], []
        for member in _items(members):
            name = member.lstrip("<>").strip()
            if not member.startswith(">"):
                triggers.append(name)
            if not member.startswith("<"):
                targets.append(name)
        classes.append(WordClass(tuple(triggers), tuple(targets), _names(related), evaluative))
    return tuple(classes)


def parse_glosses(text: str) -> tuple[Gloss, ...]:
    """Read glosses: ``term | description || description``."""
    glosses = []
    for line in _lines(text):
        term, _, descriptions = line.partition("|")
        if term.strip() and descriptions.strip(" |"):
            parts = tuple(part.strip() for part in descriptions.split("||") if part.strip())
            glosses.append(Gloss(term.strip(), parts))
    return tuple(glosses)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def _names(text: str) -> tuple[str, ...]:
    return tuple(item.lstrip("<>").strip() for item in _items(text))

"""Loader of the small word lists: initials, words heard wrong, misspellings and the cues of background sentences.

In come the data files beside this module, made to be edited by hand; out come their entries as text. What an entry
means for a question is decided where questions are read, not here.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Abbreviation",
    "Heard",
    "load_abbreviations",
    "load_cues",
    "load_heard",
    "load_misspellings",
    "parse_abbreviations",
    "parse_cues",
    "parse_heard",
    "parse_misspellings",
]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Initials and what they stand for, the likeliest first; ``capitals`` where small letters make another word."""

    initials: str
    long_forms: tuple[str, ...]
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What dictation or spelling by ear writes, and what was meant.

    ``ordinary`` words are right English in themselves: the meaning is one more reading, beside what was typed. Where
    there are ``cues``, one of them must stand near.
    """

    heard: str
    meant: tuple[str, ...]
    cues: tuple[str, ...] = ()
    ordinary: bool = False


def load_abbreviations() -> tuple[Abbreviation, ...]:
    """Load the initials that ship, one entry for each spelling."""
    return parse_abbreviations(_read("abbreviations.txt"))


def load_heard() -> tuple[Heard, ...]:
    """Load the words heard wrong that ship."""
    return parse_heard(_read("homophones.txt"))


def load_misspellings() -> dict[str, str]:
    """Load the misspellings that ship: typed -> meant."""
    return parse_misspellings(_read("misspellings.txt"))


def load_cues() -> dict[str, tuple[str, ...]]:
    """Load the cues that tell background from question: kind -> phrases."""
    return parse_cues(_read("background.txt"))


def parse_abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """Read initials: ``INITIALS = !OTHER | long form | long form``."""
    entries = []
    for line in _lines(text):
        spellings, *long_forms = _parts(line, "|")
        for spelling in _parts(spellings, "="):
            initials = spelling.removeprefix("!")
            entries.append(Abbreviation(initials, tuple(long_forms), capitals=spelling.startswith("!")))
    return tuple(entries)


def parse_heard(text: str) -> tuple[Heard, ...]:
    """Read words heard wrong: ``?heard | meant @ cue, cue``."""
    entries = []
    for line in _lines(text):
        body, _, cues = line.partition("@")
        heard, *meant = _parts(body, "|")
        entries.append(
            Heard(heard.removeprefix("?"), tuple(meant), tuple(_parts(cues, ",")), ordinary=heard.startswith("?"))
        )
    return tuple(entries)


def parse_misspellings(text: str) -> dict[str, str]:
    """Read misspellings: ``typed | meant``."""
    meant_by = {}
    for line in _lines(text):
        typed, meant = _parts(line, "|")
        meant_by[typed] = meant
    return meant_by


def parse_cues(text: str) -> dict[str, tuple[str, ...]]:
    """Read cues: ``kind: phrase; phrase``; lines of the same kind are put together."""
    cues: Mapping[str, list[str]] = defaultdict(list)
    for line in _lines(text):
        kind, _, phrases = line.partition(":")
        cues[kind.strip()].extend(_parts(phrases, ";"))
    return {kind: tuple(phrases) for kind, phrases in cues.items()}


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]

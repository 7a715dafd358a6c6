"""Loader of the smaller vocabularies: initials, misspellings, words heard for others, and what marks background.

In come the data files beside this module; out come their entries as text. Nothing is stemmed here.
"""

from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Heard",
    "Initials",
    "load_background",
    "load_elsewhere",
    "load_homophones",
    "load_initials",
    "load_misspellings",
    "parse_background",
    "parse_homophones",
    "parse_initials",
    "parse_misspellings",
]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Initials:
    """Spellings of initials and what they stand for; ``capitals``: in small letters they are another word."""

    spellings: tuple[str, ...]
    meanings: tuple[str, ...]
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What dictation writes for what was said; ``doubtful`` where it is a word too: then a cue must stand near."""

    heard: str
    meant: tuple[str, ...]
    cues: tuple[str, ...] = ()
    doubtful: bool = False


def load_initials() -> tuple[Initials, ...]:
    """Load the initials that ship."""
    return parse_initials(_read("abbreviations.txt"))


def load_misspellings() -> dict[str, str]:
    """Load the misspellings that ship."""
    return parse_misspellings(_read("misspellings.txt"))


def load_homophones() -> tuple[Heard, ...]:
    """Load the homophones that ship."""
    return parse_homophones(_read("homophones.txt"))


def load_background() -> dict[str, tuple[str, ...]]:
    """Load what marks the sentences of a question."""
    return parse_background(_read("background.txt"))


def load_elsewhere() -> tuple[str, ...]:
    """Load the names of what councils do outside children's services."""
    return tuple(name.strip() for line in _lines(_read("elsewhere.txt")) for name in line.split(";") if name.strip())


def parse_initials(text: str) -> tuple[Initials, ...]:
    """Read initials: ``LAC = CLA | long form | long form``, ``!`` before those that count in capitals only."""
    entries = []
    for line in _lines(text):
        short, *longs = (part.strip() for part in line.split("|"))
        spellings = [spelling.strip() for spelling in short.split("=")]
        capitals = short.startswith("!")
        entries.append(Initials(tuple(s.lstrip("!").strip() for s in spellings), tuple(filter(None, longs)), capitals))
    return tuple(entries)


def parse_misspellings(text: str) -> dict[str, str]:
    """Read misspellings: ``typed | meant``."""
    pairs = (line.partition("|") for line in _lines(text))
    return {typed.strip(): meant.strip() for typed, _, meant in pairs if meant.strip()}


def parse_homophones(text: str) -> tuple[Heard, ...]:
    """Read homophones: ``heard | meant | meant @ cue, cue``, ``?`` before a word that is one in its own right."""
    entries = []
    for line in _lines(text):
        left, _, cues = line.partition("@")
        heard, *meant = (part.strip() for part in left.split("|"))
        near = tuple(cue.strip() for cue in cues.split(",") if cue.strip())
        entries.append(Heard(heard.lstrip("?").strip(), tuple(filter(None, meant)), near, heard.startswith("?")))
    return tuple(entries)


def parse_background(text: str) -> dict[str, tuple[str, ...]]:
    """Read marks of sentences: ``kind: phrase; phrase``, any number of lines a kind."""
    kinds: dict[str, list[str]] = {}
    for line in _lines(text):
        kind, _, phrases = line.partition(":")
        kinds.setdefault(kind.strip(), []).extend(phrase.strip() for phrase in phrases.split(";") if phrase.strip())
    return {kind: tuple(phrases) for kind, phrases in kinds.items()}


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]

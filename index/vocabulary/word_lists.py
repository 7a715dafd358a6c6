"""Loader of the smaller vocabularies: initials, misspellings, words heard for others, and what marks background.

In come the data files beside this module; out come their entries as text. Nothing is stemmed here.
"""

from dataclasses import dataclass
from pathlib import Path

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


def parse_examples(text: str) -> tuple[tuple[str, str], ...]:
    """Read examples: ``label | text``."""
    rows = (line.partition("|") for line in _lines(text))
    return tuple((label.strip(), example.strip()) for label, _, example in rows)


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


@dataclass(frozen=True, slots=True)
class Initials:
    """Spellings of initials and what they stand for; ``capitals``: in small letters they are another word."""

    spellings: tuple[str, ...]
    meanings: tuple[str, ...]
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Homophone:
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


def load_homophones() -> tuple[Homophone, ...]:
    """Load the homophones that ship."""
    return parse_homophones(_read("homophones.txt"))


def load_background() -> dict[str, tuple[str, ...]]:
    """Load what marks the sentences of a question."""
    return parse_background(_read("background.txt"))


def load_elsewhere() -> tuple[str, ...]:
    """Load the names of what councils do outside children's services."""
    return tuple(name.strip() for line in _lines(_read("elsewhere.txt")) for name in line.split(";") if name.strip())


def load_programmes() -> dict[str, bool]:
    """Load the names of programmes, models and charities; True: a name in small letters too."""
    names = [name.strip() for line in _lines(_read("programmes.txt")) for name in line.split(";") if name.strip()]
    return {name.lstrip("~"): not name.startswith("~") for name in names}


def load_privacy_words() -> dict[str, tuple[str, ...]]:
    """Load what names of persons stand beside, and what only looks like a name."""
    return parse_background(_read("privacy_words.txt"))


def load_danger_words() -> dict[str, tuple[str, ...]]:
    """Load the kinds of words that tell of somebody in danger."""
    return parse_background(_read("danger_words.txt"))


def load_word_kinds() -> dict[str, tuple[str, ...]]:
    """Load the kinds of words that tell what a question asks for."""
    return parse_background(_read("word_kinds.txt"))


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


def parse_homophones(text: str) -> tuple[Homophone, ...]:
    """Read homophones: ``heard | meant | meant @ cue, cue``, ``?`` before a word that is one in its own right."""
    entries = []
    for line in _lines(text):
        left, _, cues = line.partition("@")
        heard, *meant = (part.strip() for part in left.split("|"))
        near = tuple(cue.strip() for cue in cues.split(",") if cue.strip())
        entries.append(Homophone(heard.lstrip("?").strip(), tuple(filter(None, meant)), near, heard.startswith("?")))
    return tuple(entries)


def parse_background(text: str) -> dict[str, tuple[str, ...]]:
    """Read marks of sentences: ``kind: phrase; phrase``, any number of lines a kind."""
    kinds: dict[str, list[str]] = {}
    for line in _lines(text):
        kind, _, phrases = line.partition(":")
        kinds.setdefault(kind.strip(), []).extend(phrase.strip() for phrase in phrases.split(";") if phrase.strip())
    return {kind: tuple(phrases) for kind, phrases in kinds.items()}


def read_lines(name: str) -> list[str]:
    """List the lines of a data file that ships, without comments and what is empty."""
    return _lines(_read(name))


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


GIVEN_NAMES = frozenset(name for line in read_lines("given_names.txt") for name in line.split())

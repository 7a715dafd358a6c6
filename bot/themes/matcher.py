"""What a text is about, by the names that its words stand for: a text can be about several themes.

In come texts of improvement points; out come names of themes. The ways to say each are data (``themes.txt``).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.models import DocumentPart

_FILE = Path(__file__).with_name("themes.txt")
_WORD = r"[\w’'-]"
_BETWEEN = rf"\W+(?:{_WORD}+\W+){{0,4}}"
# What a long passage is about stands in its first sentences; the rest tells examples.
_READ = 360  # characters
# Parts of a document in which nothing is said of a matter: names, grades, what a council is like.
NOT_SPOKEN_IN = frozenset({DocumentPart.FRONT, DocumentPart.JUDGEMENT, DocumentPart.BACKGROUND})


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its name, and a pattern of the ways to say it."""

    name: str
    pattern: re.Pattern[str]
    passed_over: re.Pattern[str] | None = None

    def speaks_of(self, text: str) -> bool:
        """Say whether a text is about this theme, by its beginning."""
        text = text[:_READ]
        return self.pattern.search(self.passed_over.sub(" ", text) if self.passed_over else text) is not None


@lru_cache(maxsize=1)
def load_themes() -> tuple[Theme, ...]:
    """Load the themes that ship, in their order."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(parse_theme(line) for line in lines if line.strip() and not line.startswith("#"))


def parse_theme(line: str) -> Theme:
    """Read a line: ``name | way; way; !what is passed over``."""
    name, _, listed = line.partition("|")
    ways = [way.strip() for way in listed.split(";") if way.strip()]
    said = [_pattern(way) for way in ways if not way.startswith("!")]
    over = [_pattern(way[1:]) for way in ways if way.startswith("!")]
    pattern = re.compile("|".join(said), re.IGNORECASE)
    return Theme(name.strip(), pattern, re.compile("|".join(over), re.IGNORECASE) if over else None)


def _pattern(way: str) -> str:
    parts = []
    for part in way.replace("’", "'").split(".."):
        words = [_word(word) for word in part.split()]
        parts.append(r"[\s-]+".join(words))
    return rf"(?<!{_WORD}){_BETWEEN.join(parts)}(?!\w)"


def _word(word: str) -> str:
    plain = re.escape(word.rstrip("*")).replace("'", "[’']")
    return f"{plain}{_WORD}*" if word.endswith("*") else plain


@lru_cache(maxsize=20_000)
def themes_of(text: str) -> tuple[str, ...]:
    """Name the themes that a point is about, in the order of the vocabulary."""
    read = text if len(text) <= _READ else text[: text.rfind(" ", 0, _READ)]
    return tuple(theme.name for theme in load_themes() if theme.speaks_of(read))


def find_theme(asked: str) -> Theme | None:
    """Find the theme that is asked for: by its name or a part of it, or by one of the ways to say it."""
    wanted = asked.strip().lower()
    themes = load_themes()
    for theme in themes:
        if theme.name.lower() == wanted:
            return theme
    named = [theme for theme in themes if wanted and wanted in theme.name.lower()]
    said = [theme for theme in themes if theme.speaks_of(asked)]
    return next(iter([*named, *said]), None)

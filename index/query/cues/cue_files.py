"""Reader of the files beside this module in which the tables of cues are written.

A line is ``[TABLE]``, the head of a cue (``name: what it means.``), a list of phrases (``{name}: phrase; phrase``), or
stands two or more columns in and belongs to the cue or list above it: patterns, or behind ``+`` and ``-`` questions
that must and must not match, or behind ``before:``, ``after:`` and ``unless:`` where the cue does not hold. One part
stands behind the other with ``;`` between them. ``{name}`` in a list is the list of that name as it stood before;
``[lists of FILE]`` takes over the lists of another file. A line that begins with ``#`` is a comment.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from index.query.cues.cue import Cue, CueTable
from index.text import MONTHS

_HERE = Path(__file__).parent
_FIELDS = {"+": "matches", "-": "misses", "before:": "unless_before", "after:": "unless_after", "unless:": "unless"}
_MONTHS = tuple(form for month in MONTHS for form in dict.fromkeys((month.lower(), month.lower()[:3])))


def read_tables(name: str) -> tuple[CueTable, ...]:
    """Read the tables of a file, in their order."""
    lists, tables = _read(name)
    return tuple(CueTable([_cue(head, lines) for head, lines in cues], lists) for cues in tables.values())


def read_lists(name: str) -> dict[str, tuple[str, ...]]:
    """Read the lists of phrases of a file."""
    return _read(name)[0]


def table_names(name: str) -> tuple[str, ...]:
    """Name the tables of a file, in their order."""
    return tuple(_read(name)[1])


def _read(name: str) -> tuple[dict[str, tuple[str, ...]], dict[str, list[tuple[str, list[str]]]]]:
    """Give the lists of phrases of a file, and under each table the cues: their heads, and the lines below these."""
    lists: dict[str, tuple[str, ...]] = {"month": _MONTHS}
    tables: dict[str, list[tuple[str, list[str]]]] = {}
    for head, lines in _blocks((_HERE / f"{name}.txt").read_text(encoding="utf-8")):
        if head.startswith("[lists of "):
            lists |= _read(head.removeprefix("[lists of ").rstrip("]"))[0]
        elif head.startswith("["):
            tables[head.strip("[]")] = cues = []
        elif head.startswith("{"):
            name, _, first = head[1:].partition("}: ")
            phrases = [phrase for line in (first, *lines) for phrase in line.split("; ")]
            spelt = [lists[phrase[1:-1]] if phrase.startswith("{") else (phrase,) for phrase in phrases]
            lists[name] = tuple(chain.from_iterable(spelt))
        else:
            cues.append((head, lines))
    return lists, tables


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each line that stands at the margin, and the lines that belong to it."""
    head, lines = "", []
    for line in text.splitlines():
        if line.startswith("  "):
            lines.append(line.strip())
        elif line and not line.startswith("#"):
            if head:
                yield head, lines
            head, lines = line, []
    if head:
        yield head, lines


def _cue(head: str, lines: list[str]) -> Cue:
    name, _, means = head.partition(": ")
    parts: dict[str, tuple[str, ...]] = {}
    for line in lines:
        mark, _, rest = line.partition(" ")
        field, texts = (_FIELDS[mark], rest) if mark in _FIELDS else ("patterns", line)
        parts[field] = parts.get(field, ()) + tuple(texts.split("; "))
    return Cue(name, means, **{"patterns": (), "matches": (), "misses": (), **parts})

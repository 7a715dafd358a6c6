"""Read TOML, whole or each table or line by itself, so that a fault in one does not spoil the next; each fault with
its line. The sole knower of tomllib.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.errors import TomlFault


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file whole; raise OSError where it cannot be read, and ValueError where it is no TOML."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries_of(text: str, faults: list[TomlFault]) -> dict[str, object]:
    """Read tables of entries that take a line each; where the whole is not valid, each line that is."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        pass
    tables: dict[str, object] = {}
    part: dict[str, object] = {}
    for number, line in enumerate(text.splitlines()):
        try:
            read = tomllib.loads(line)
        except tomllib.TOMLDecodeError as error:
            faults.append(_syntax_fault(error, number, line, 'write "word" = ["another", "a third"].'))
            continue
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        if header:
            found = tables.setdefault(header[1], {})
            part = found if isinstance(found, dict) else {}
        else:
            part.update(read)
    return tables


def tables_of(text: str, faults: list[TomlFault]) -> Iterator[tuple[str, object, list[str], int]]:
    """Yield each table with its lines and the number of the line above them.

    Where the whole is not valid, each table is read by itself, so that a fault in one does not spoil the next.
    """
    blocks = _blocks(text)
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        for start, block in blocks:
            try:
                for pattern, table in tomllib.loads(block).items():
                    yield pattern, table, block.splitlines(), start
            except tomllib.TOMLDecodeError as error:
                faults.append(_syntax_fault(error, start, block, 'write keys as name = "value" below a ["file name"].'))
        return
    headed: dict[str, tuple[int, str]] = {}
    for start, block in blocks:
        for pattern in _patterns_of(block):
            headed.setdefault(pattern, (start, block))
    for pattern, table in whole.items():
        start, block = headed.get(pattern, (0, text))
        yield pattern, table, block.splitlines(), start


def _patterns_of(block: str) -> Iterable[str]:
    """Give the pattern whose table a block begins with."""
    try:
        return tomllib.loads(block.partition("\n")[0])
    except tomllib.TOMLDecodeError:
        return ()


def _blocks(text: str) -> list[tuple[int, str]]:
    """Cut a catalogue into its tables with their first lines, so that a fault in one does not spoil the next."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"\s*\[\s*(?=[\"'\w])", line)]
    before = lines[: starts[0] if starts else len(lines)]
    if starts[:1] != [0] and any(line.strip() and not line.strip().startswith("#") for line in before):
        starts = [0, *starts]
    ends = [*starts[1:], len(lines)] if starts else []
    return [(start, "\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True)]


def _syntax_fault(error: tomllib.TOMLDecodeError, start: int, block: str, remedy: str) -> TomlFault:
    message = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    # "(at end of document)": the last line that says anything.
    line = start + int(place[1]) if place else start + len(block.rstrip().splitlines())
    said = re.sub(r" ?\(at [^)]{0,80}\)", "", message)
    return TomlFault(line, f"not valid TOML ({said}): {remedy}")


def line_of(key: str, lines: list[str], start: int = 0) -> int | None:
    """Give the line, counted from ``start``, that a key or a table begins; None where none does."""
    pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
    return next((start + number for number, line in enumerate(lines, 1) if pattern.match(line)), None)

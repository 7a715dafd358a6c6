"""Read TOML table by table, each fault with its line, so that a fault in one table does not spoil the next."""

import re
import tomllib
from collections.abc import Iterable, Iterator

from index.errors import TomlFault


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
                faults.append(_syntax_fault(error, start, block))
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


def _syntax_fault(error: tomllib.TOMLDecodeError, start: int, block: str) -> TomlFault:
    message = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    # "(at end of document)": the last line that says anything.
    line = start + int(place[1]) if place else start + len(block.rstrip().splitlines())
    said = re.sub(r" ?\(at [^)]{0,80}\)", "", message)
    return TomlFault(line, f'not valid TOML ({said}): write keys as name = "value" below a ["file name"].')


def line_of(key: str, lines: list[str], start: int) -> int:
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    return next((start + number for number, line in enumerate(lines, 1) if pattern.match(line)), start + 1)

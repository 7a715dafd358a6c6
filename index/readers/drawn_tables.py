"""Tables that are drawn with signs in plain text: "+-----+" between rows and "|" between cells, or lines of boxes.

In come the lines of a page; out goes a ``Table`` and how many lines it takes. A row goes on over lines until the next
rule; a table without rules between its rows has one on each line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from index.readers.column_headings import are_headings
from index.readers.source import Table

_CORNERS = "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪┏┓┗┛┣┫┳┻╋┠┨"
_PLAIN = str.maketrans("─━═│┃║" + _CORNERS, "--=|||" + "+" * len(_CORNERS))
_RULE = re.compile(r"[ \t]*[+|](?:[-=:]{2,}[+|])+[ \t]*")
_TABS = 8


def drawn_table(lines: Sequence[str], start: int, page: int | None) -> tuple[Table, int] | None:
    """Read the table that a rule begins at a line; give it with the number of its lines, None where there is none."""
    if not _is_rule(lines, start) or _is_rule(lines, start + 1):
        return None  # before more is read: this is asked of every line
    drawn = list(takewhile(lambda line: line[:1] in {"+", "|"}, (_plain(lines[n]) for n in range(start, len(lines)))))
    edges = [place for place, sign in enumerate(drawn[0]) if sign in "+|"]
    rules = [place for place, line in enumerate(drawn) if _RULE.fullmatch(line)]
    each = len(rules) <= 3 and rules[2:] in ([], [len(drawn) - 1])  # only about the table and below its headings
    rows: list[list[list[str]]] = []  # the parts of each cell of each row
    header = 0
    fresh = True
    for line in drawn:
        if _RULE.fullmatch(line):
            header = len(rows) if "=" in line and not header else header
            fresh = True
            continue
        cells = _cells(line, edges)
        if fresh or (each and cells[0]):
            rows.append([[] for _ in cells])
        for parts, cell in zip(rows[-1], cells, strict=True):
            parts.append(cell)
        fresh = False
    if not rows:
        return None
    told = [[" ".join(filter(None, parts)) for parts in row] for row in rows]
    first = drawn[rules[1]] if len(rules) > 1 else ""
    header = header if header < len(rows) else int("=" in first)
    if not header and len(rows) > 1 and ((each and len(rules) > 2) or are_headings(told[0])):
        header = 1
    return Table(tuple(map(tuple, told)), page, header_rows=header), len(drawn)


def _plain(line: str) -> str:
    return line.translate(_PLAIN).expandtabs(_TABS).strip()


def _is_rule(lines: Sequence[str], index: int) -> bool:
    return index < len(lines) and _RULE.fullmatch(_plain(lines[index])) is not None


def _cells(line: str, edges: Sequence[int]) -> list[str]:
    """Cut a line at the borders; one that is drawn askew is cut at its own signs, where it has as many."""
    own = [place for place, sign in enumerate(line) if sign in "+|"]
    if len(own) == len(edges):
        edges = own
    return [line[left + 1 : right].strip() for left, right in pairwise(edges)]

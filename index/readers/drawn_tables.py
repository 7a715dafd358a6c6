"""Tables that are drawn with signs in plain text: "+-----+" between rows and "|" between cells, or lines of boxes.

In come the lines of a page; out goes a ``Table`` and how many lines it takes. A row goes on over lines until the next
rule; a table without rules between its rows has one on each line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.readers.column_headings import are_headings
from index.readers.source import Table

_CORNERS = "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪┏┓┗┛┣┫┳┻╋┠┨"
_PLAIN = str.maketrans("─━═│┃║" + _CORNERS, "--=|||" + "+" * len(_CORNERS))
_RULE = re.compile(r"[ \t]*[+|](?:[-=:]{2,}[+|])+[ \t]*")
_TABS = 8


def drawn_table(lines: Sequence[str], start: int, page: int | None) -> tuple[Table, int] | None:
    """Read the table that a rule begins at a line; give it with the number of its lines, None where there is none."""
    drawn = []
    for line in lines[start:]:
        plain = line.translate(_PLAIN).expandtabs(_TABS).strip()
        if plain[:1] not in {"+", "|"}:
            break
        drawn.append(plain)
    if not drawn or not _RULE.fullmatch(drawn[0]):
        return None
    edges = [place for place, sign in enumerate(drawn[0]) if sign in "+|"]
    rules = [place for place, line in enumerate(drawn) if _RULE.fullmatch(line)]
    each = len(rules) <= 3 and rules[2:] in ([], [len(drawn) - 1])  # only about the table and below its headings
    rows: list[list[str]] = []
    header = 0
    fresh = True
    for line in drawn:
        if _RULE.fullmatch(line):
            header = len(rows) if "=" in line and not header else header
            fresh = True
            continue
        cells = _cells(line, edges)
        if fresh or (each and cells[0]):
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        fresh = False
    if not rows:
        return None
    first = drawn[rules[1]] if len(rules) > 1 else ""
    header = header if header < len(rows) else int("=" in first)
    if not header and len(rows) > 1 and ((each and len(rules) > 2) or are_headings(rows[0])):
        header = 1
    return Table(tuple(map(tuple, rows)), page, header_rows=header), len(drawn)


def _cells(line: str, edges: Sequence[int]) -> list[str]:
    """Cut a line at the borders; one that is drawn askew is cut at its own signs, where it has as many."""
    own = [place for place, sign in enumerate(line) if sign in "+|"]
    if len(own) == len(edges):
        edges = own
    return [line[left + 1 : right].strip() for left, right in pairwise(edges)]

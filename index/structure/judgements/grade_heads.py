"""Tables whose columns are headed by grades: areas stand below their grade, or are ticked in its column.

In come the rows of a table; out go its graded rows, or none where it is no such table.
"""

from collections.abc import Sequence

from index.structure.judgements.grades import Row, is_grade, make_row
from index.structure.line_joining import tidy

_FEWEST = 3  # grades that head columns
_MARK = 3  # characters of a tick


def read_grade_heads(rows: Sequence[Sequence[str]], pages: Sequence[int | None]) -> list[Row]:
    """Read a table below a row of grades; ``pages`` are those of its rows."""
    head = [tidy(cell) for cell in rows[0]]
    graded = {n: cell for n, cell in enumerate(head) if is_grade(cell)}
    if len(set(graded.values())) < max(_FEWEST, len(head) - 1) or (0 not in graded and len(graded) != len(head) - 1):
        return []
    found: list[Row] = []
    for row, page in zip(rows[1:], pages[1:], strict=True):
        filled = {n: cell for n, cell in enumerate(row) if cell.strip()}
        if 0 in graded:
            areas = [(n, area) for n, cell in filled.items() for area in map(tidy, cell.split("\n")) if area]
            found += [make_row(area, graded[n], page) for n, area in areas if n in graded]
        elif len(filled) == 2 and 0 in filled and len(tidy(mark := filled[max(filled)])) <= _MARK:
            area = tidy(filled[0])
            found.append(Row(area, graded[max(filled)], page, f"{area} {tidy(mark)}"))
        else:
            return []
    return found

"""Tables of Word as a grid: which cell stands in which column of which row (ECMA-376 part 1, 17.4).

In comes a table element; out go rows of cells, where a merged cell stands in every place that it spans. What the
cells say is read by ``word``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.readers.word.xml_names import Element, W, integer, is_on, value

_MOST_COLUMNS = 63  # Word's own limit


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: the element that holds its text, and whether it began in a row above."""

    element: Element
    continued: bool = False


def rows_of(table: Element) -> Iterator[list[Cell]]:
    """Yield the rows of a table as a reader sees it; deleted rows are left out."""
    above: dict[int, Cell] = {}
    for row in _children(table, "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        cells: list[Cell] = []
        current: dict[int, Cell] = {}
        column = integer(value(properties, "gridBefore")) or 0
        for element in _children(row, "tc"):
            if column > _MOST_COLUMNS:
                break
            details = element.find(W + "tcPr")
            span = max(1, min(integer(value(details, "gridSpan")) or 1, _MOST_COLUMNS))
            merge = None if details is None else details.find(W + "vMerge")
            cell = Cell(element)
            if merge is not None and merge.get(W + "val", "continue") != "restart" and column in above:
                cell = Cell(above[column].element, continued=True)
            # hMerge is the older way to span columns (17.4.22).
            across = value(details, "hMerge") if details is not None else None
            merged = None if details is None else details.find(W + "hMerge")
            if merged is not None and across != "restart" and cells:
                cell = cells[-1]
            for place in range(column, column + span):
                current[place] = cell
            cells += [cell] * span
            column += span
        above = current
        if cells:
            yield cells


def column_count(rows: list[list[Cell]]) -> int:
    """Give the largest number of cells beside each other, counting a merged cell once."""
    return max(len({id(cell.element) for cell in row}) for row in rows)


def header_count(table: Element) -> int:
    """Give how many rows at the top are marked as column headings."""
    count = 0
    for row in _children(table, "tr"):
        if not is_on(row.find(W + "trPr"), "tblHeader"):
            break
        count += 1
    return count


def _children(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows or cells, also those in content controls or inserted as a tracked change."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _children(child, name)

"""Settling: the part of the document that an element belongs to, where only the whole shows it.

In come the elements of a document; out go the same with their matter settled.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.models import Matter, Unit
from index.structure.elements import Element
from index.structure.parts import is_nothing

__all__ = ["settle"]

_HEAD = 15  # elements among which a letter's greeting stands
_ITEMS = frozenset({Unit.BULLET, Unit.NUMBERED, Unit.ROW, Unit.POINT})


def settle(elements: Sequence[Element], graded: bool) -> tuple[Element, ...]:
    """Settle what only the whole shows: what introduces a list is no item of it, what stands before the first
    number of a graded report is its summary."""
    official = any(e.matter is Matter.IMPROVEMENT and not _asks_better(e) for e in elements)
    listed = {e.sections for e in elements if e.matter is Matter.IMPROVEMENT and e.unit in _ITEMS}
    first = next((n for n, e in enumerate(elements) if e.unit is Unit.NUMBERED), 0)
    # A letter's head: date, names and addresses down to "Dear ...".
    greeting = next((n for n, e in enumerate(elements[:_HEAD]) if e.text.startswith("Dear ")), -1)
    settled = []
    for number, element in enumerate(elements):
        matter = Matter.FRONT if number <= greeting else element.matter
        if matter is Matter.SUMMARY and element.unit is Unit.NUMBERED:
            matter = Matter.BODY  # "Summary of key findings": they are the findings
        if matter is Matter.IMPROVEMENT and (is_nothing(element.text) or (official and _asks_better(element))):
            matter = Matter.BODY
        elif matter is Matter.IMPROVEMENT and element.unit not in _ITEMS:
            # Without a list, the paragraphs of the section are the items, but for the line that leads to them.
            lone = element.sections not in listed and not element.text.endswith(":")
            matter = Matter.IMPROVEMENT if lone and element.unit is Unit.PARAGRAPH else Matter.BODY
        elif matter is Matter.BODY and graded and number < first and element.unit in {Unit.PARAGRAPH, Unit.BULLET}:
            matter = Matter.SUMMARY
        settled.append(element if matter is element.matter else replace(element, matter=matter))
    return tuple(settled)


def _asks_better(element: Element) -> bool:
    """Say whether an element stands below "What does the area partnership need to do better?": findings, of which the
    "Areas for improvement" of the same report are the list."""
    return any(" better" in section for section in element.sections)

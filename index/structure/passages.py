"""Passages: from the elements of a document to what is found and quoted.

In comes a ``Structure``; out go passages in reading order. Nothing is cut or joined here: a passage is the unit its
author wrote.
"""

from index.models import Passage
from index.structure.elements import Structure


def split_passages(structure: Structure) -> tuple[Passage, ...]:
    """Make one passage of every element, in reading order, counted from 0."""
    return tuple(
        Passage(
            position=position,
            text=element.text,
            unit=element.unit,
            matter=element.matter,
            number=element.number,
            item=element.item,
            section=element.sections[-1] if element.sections else None,
            sections=element.sections,
            context=element.context,
            first_page=element.first_page,
            last_page=element.last_page,
        )
        for position, element in enumerate(structure.elements)
    )

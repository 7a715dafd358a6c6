"""Structure: from lines to headings, numbered paragraphs, paragraphs, bullets and rows, in their sections.

In comes a ``Source``; out goes a ``Structure``. No file format is known here.
"""

from index.structure.elements import Element, Heading, Structure
from index.structure.parser import parse

__all__ = ["Element", "Heading", "Structure", "parse"]

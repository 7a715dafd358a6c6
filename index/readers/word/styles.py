"""Styles of Word: what a paragraph is (title, heading, list item), through the styles it is based on.

In comes the styles part; out go a paragraph's role, heading level, numbering, size and weight. Built-in styles have
their English names in every language of Word (ECMA-376 part 1, 17.7.4.9), though not their English ids.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.readers.word.xml_names import Element, W, integer, is_on, value

_HEADING = re.compile(r"heading ([1-9])")
_BULLET_LIST = re.compile(r"list bullet(?: ([2-5]))?")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says, with what it inherits; None where it says nothing."""

    id: str
    names: tuple[str, ...]  # its own, then those it is based on
    outline: int | None  # 0 is the outermost, 9 is body text
    number_id: str | None
    number_level: int | None
    numbering_style: str  # the style in the chain that brought the numbering
    bold: bool | None
    size: float | None
    hidden: bool | None
    raised: bool

    @property
    def heading(self) -> int | None:
        """The level of the heading that the style makes (1 is the outermost)."""
        if self.outline is not None:
            return self.outline + 1 if self.outline < 9 else None
        for name in self.names:
            if match := _HEADING.fullmatch(name):
                return int(match.group(1))
        return None

    @property
    def title(self) -> bool:
        """Whether it is the document's title."""
        return "title" in self.names

    @property
    def contents(self) -> bool:
        """Whether it is a line of a table of contents, which repeats the headings."""
        return any(name.startswith("toc ") or name == "table of figures" for name in self.names)

    @property
    def bullet(self) -> int | None:
        """The level of a bullet list style (0 is the outermost)."""
        for name in self.names:
            if match := _BULLET_LIST.fullmatch(name):
                return int(match.group(1) or 1) - 1
        return None


class Styles:
    """The paragraph and character styles of one document."""

    def __init__(self, root: Element | None) -> None:
        """Read the styles; ``root`` is the styles part's, None where a document has none."""
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._size: float | None = None
        self._styles: dict[str, Style] = {}
        if root is None:
            return
        for element in root.findall(W + "style"):
            key = element.get(W + "styleId", "")
            self._elements[key] = element
            default = element.get(W + "default", "0") in {"1", "true", "on"}
            if default and element.get(W + "type") == "paragraph":
                self._default = key
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._size = _points(value(defaults, "sz"))

    def of(self, style_id: str | None) -> Style:
        """Give a style by its id; the document's default style where it is not known."""
        key = style_id if style_id in self._elements else self._default
        if key not in self._styles:
            self._styles[key] = self._resolve(key or "")
        return self._styles[key]

    def _resolve(self, key: str) -> Style:
        chain = list(self._chain(key))
        outline = number_id = number_level = bold = size = hidden = raised = None
        numbering_style = key
        for element in chain:
            properties, run = element.find(W + "pPr"), element.find(W + "rPr")
            if outline is None:
                outline = integer(value(properties, "outlineLvl"))
            numbering = None if properties is None else properties.find(W + "numPr")
            if number_id is None and numbering is not None:
                number_id, numbering_style = value(numbering, "numId"), element.get(W + "styleId", "")
                number_level = integer(value(numbering, "ilvl"))
            bold = is_on(run, "b") if bold is None else bold
            size = _points(value(run, "sz")) if size is None else size
            hidden = is_on(run, "vanish") if hidden is None else hidden
            raised = value(run, "vertAlign") if raised is None else raised
        return Style(
            id=key,
            names=tuple((value(element, "name") or "").lower() for element in chain),
            outline=outline,
            number_id=number_id,
            number_level=number_level,
            numbering_style=numbering_style,
            bold=bold,
            size=self._size if size is None else size,
            hidden=hidden,
            raised=raised == "superscript",
        )

    def _chain(self, key: str) -> Iterator[Element]:
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            element = self._elements[key]
            yield element
            key = value(element, "basedOn") or ""


def _points(half_points: str | None) -> float | None:
    size = integer(half_points)
    return None if size is None else size / 2

"""Outline: lines grouped into units of writing and set under their headings.

In comes a ``Source``; out goes a ``Structure``. Each question (is it furniture, a number, a bullet, a heading) has a
module of its own; here they are asked in order, line by line.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from index.models import Matter, Unit
from index.readers.source import Line, Role, Source
from index.structure.bullets import bullet_text
from index.structure.elements import Element, Heading, Structure
from index.structure.furniture import drop_furniture
from index.structure.matter import matter_of
from index.structure.numbering import numbered_starts
from index.structure.wording import join_lines

__all__ = ["parse"]

_FIRST_PAGES = 3


@dataclass(slots=True)
class _Open:
    """The unit that lines are being added to."""

    unit: Unit
    lines: list[str]
    first_page: int | None
    last_page: int | None
    number: str | None = None
    last: Line | None = None


@dataclass(slots=True)
class _Builder:
    body_size: float | None
    elements: list[Element] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    stack: list[tuple[int, str, Matter | None]] = field(default_factory=list)
    open: _Open | None = None
    counts: Counter[str] = field(default_factory=Counter)
    in_list: int = 0

    def close(self) -> None:
        """End the unit that is open and keep it."""
        unit, self.open = self.open, None
        if unit is None:
            return
        text = join_lines(unit.lines)
        if not text:
            return
        matter = Matter.BODY
        for _, _, said in self.stack:
            matter = said or matter
        item = None
        if unit.unit is Unit.BULLET:
            self.in_list += 1
            item = f"bullet {self.in_list}"
        else:
            self.in_list = 0
            if unit.unit is Unit.PARAGRAPH:
                self.counts["paragraph"] += 1
                item = f"paragraph {self.counts['paragraph']}"
        self.elements.append(
            Element(
                text,
                unit.unit,
                matter,
                unit.number,
                item,
                tuple(text for _, text, _ in self.stack),
                "",
                unit.first_page,
                unit.last_page,
            )
        )

    def heading(self, text: str, level: int, page: int | None) -> None:
        """Set a heading over what follows."""
        self.close()
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        self.stack.append((level, text, matter_of(text)))
        self.headings.append(Heading(text, level, page))
        self.counts.clear()
        self.in_list = 0


def parse(source: Source) -> Structure:
    """Make out the structure of a document."""
    raw = [block for block in source.blocks if isinstance(block, Line)]
    lines, furniture = drop_furniture(raw, source.page_height)
    body = _body_size(lines)
    starts = numbered_starts(lines)
    levels = _levels(lines, body)
    builder = _Builder(body)
    pending: list[Line] = []
    for index, line in enumerate(lines):
        if index not in starts and _is_heading(line, body):
            if pending and not _continues_heading(pending[-1], line):
                _flush(builder, pending, levels)
            pending.append(line)
            continue
        _flush(builder, pending, levels)
        _add(builder, line, starts.get(index))
    _flush(builder, pending, levels)
    builder.close()
    last = (source.pages or 0) - 1
    return Structure(
        elements=tuple(builder.elements),
        headings=tuple(builder.headings),
        first_lines=tuple(line for line in raw if line.page is None or line.page <= _FIRST_PAGES),
        last_lines=tuple(line for line in raw if line.page is not None and line.page >= last),
        furniture=furniture,
        pages=source.pages,
        slides=source.slides,
    )


def _flush(builder: _Builder, pending: list[Line], levels: dict[tuple[float, bool], int]) -> None:
    if pending:
        first = pending[0]
        level = first.level or levels.get(_look(first), 9)
        builder.heading(join_lines(line.text for line in pending), level, first.page)
        pending.clear()


def _add(builder: _Builder, line: Line, start: tuple[str, int] | None) -> None:
    bullet = bullet_text(line.text) if start is None else None
    if start is not None:
        builder.close()
        builder.open = _Open(Unit.NUMBERED, [line.text[start[1] :]], line.page, line.page, start[0], line)
    elif bullet is not None:
        builder.close()
        builder.open = _Open(Unit.BULLET, [bullet], line.page, line.page, None, line)
    elif builder.open is not None and _continues(builder.open, line):
        builder.open.lines.append(line.text)
        builder.open.last_page = line.page
        builder.open.last = line
    else:
        builder.close()
        builder.open = _Open(Unit.PARAGRAPH, [line.text], line.page, line.page, None, line)


def _continues(unit: _Open, line: Line) -> bool:
    """Tell whether a line goes on with the open unit, by the gap above it, or by the sentence over a page break."""
    last = unit.last
    if last is None or last.whole or line.whole:
        return False
    if last.page != line.page or last.box is None or line.box is None:
        return unit.unit is Unit.NUMBERED or not re.search(r"[.:?!]['’”\"]?$", last.text)
    size = line.size or 12.0
    gap = line.box.top - last.box.bottom
    return -size * 1.5 < gap < size * 0.55


def _look(line: Line) -> tuple[float, bool]:
    return (round(line.size or 0.0), line.bold)


def _body_size(lines: list[Line]) -> float | None:
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size:
            sizes[round(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _levels(lines: list[Line], body: float | None) -> dict[tuple[float, bool], int]:
    """Rank the looks of headings: the larger is the outer, bold before plain."""
    looks = {_look(line) for line in lines if _is_heading(line, body)}
    return {look: level for level, look in enumerate(sorted(looks, reverse=True), 1)}


def _is_heading(line: Line, body: float | None) -> bool:
    if line.role in {Role.HEADING, Role.TITLE}:
        return True
    if body is None or line.size is None or bullet_text(line.text) is not None:
        return False
    if not any(character.isalpha() for character in line.text):
        return False
    return line.size >= body + 1.4 or (line.bold and line.size >= body - 0.5)


def _continues_heading(last: Line, line: Line) -> bool:
    if _look(last) != _look(line) or last.page != line.page or last.box is None or line.box is None:
        return False
    return line.box.top - last.box.bottom < (line.size or 12) * 0.8

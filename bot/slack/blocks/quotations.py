"""Passages as quotations: the words, those that matched in bold, the citation under them, and what can be done next.

The words are those of the stored passage; where a long one is shown in part, the part is made of whole sentences and is
marked as going on, and the rest is one click away.
"""

import json
from collections.abc import Sequence

from bot.answers import Excerpt, cut_excerpt
from bot.labels import citation_line, superseded
from bot.models import Evidence
from bot.slack.blocks.elements import Block, context, rich, runs, section, shown, span
from bot.slack.blocks.menus import passage_menu
from bot.slack.blocks.messages import Unit

FULL, FULL_HARD = 1_500, 2_800
SHORT, SHORT_HARD = 900, 2_200


def quotation(
    evidence: Evidence,
    place: int,
    answer: str,
    *,
    limit: int = FULL,
    hard: int = FULL_HARD,
    buttons: bool = True,
    numbered: bool = False,
) -> Unit:
    """Show one passage: quotation, citation, and the menu of what can be done with it."""
    part = excerpt_of(evidence, limit=limit, hard=hard)
    notes = [(f"{place + 1}. " if numbered else "") + citation_line(evidence.citation)]
    if evidence.superseded_by is not None:
        notes.append(superseded(evidence.superseded_by))
    if note := _goes_on(part):
        notes.append(note)
    quote = {"type": "rich_text_quote", "elements": excerpt_runs(evidence, part)}
    blocks: list[Block] = [rich(quote)]
    if buttons:
        blocks.append(section(" · ".join(notes), accessory=passage_menu(evidence, place, answer)))
    else:
        blocks.append(context(*notes))
    return Unit(tuple(blocks), (spoken(evidence, part), "— " + " · ".join(notes)))


def bullet_units(items: Sequence[tuple[int, Evidence]], *, places: Sequence[str], most: int = 5_000) -> list[Unit]:
    """Show items of a list as a list, in order, each whole with its place; long lists as several blocks."""
    units: list[Unit] = []
    elements: list[Block] = []
    lines: list[str] = []
    length = 0
    for (_, evidence), place in zip(items, places, strict=True):
        part = excerpt_of(evidence, limit=FULL_HARD, hard=FULL_HARD)
        parts = excerpt_runs(evidence, part)
        if place:
            parts.append(span(f"  ({place})", italic=True))
        if note := _goes_on(part):
            parts.append(span(f"  {note}", italic=True))
        cost = len(json.dumps(parts))
        if elements and length + cost > most:
            units.append(_bullets(elements, lines))
            elements, lines, length = [], [], 0
        elements.append({"type": "rich_text_section", "elements": parts})
        lines.append("• " + spoken(evidence, part) + (f" ({place})" if place else ""))
        length += cost
    if elements:
        units.append(_bullets(elements, lines))
    return units


def excerpt_of(evidence: Evidence, *, limit: int, hard: int) -> Excerpt:
    """Choose what to show of a passage; text that JSON must escape counts for what it costs."""
    text = evidence.text
    weight = max(1.0, (len(json.dumps(text)) - 2) / max(1, len(text)))
    if weight < 1.15:  # curly quotation marks and dashes of ordinary prose
        weight = 1.0
    return cut_excerpt(
        text, limit=int(limit / weight), hard=int(hard / weight), focus=evidence.best or _densest(evidence)
    )


def excerpt_runs(evidence: Evidence, part: Excerpt) -> list[Block]:
    """Cut an excerpt into rich text elements, matched words in bold, with marks where the passage goes on."""
    elements = runs(evidence.text, evidence.highlights, part.start, part.end)
    if part.before:
        elements.insert(0, span("[…] ", italic=True))
    if part.after:
        elements.append(span(" […]", italic=True))
    return elements


def spoken(evidence: Evidence, part: Excerpt) -> str:
    """Write an excerpt as a line of plain text."""
    words = " ".join(shown(evidence.text[part.start : part.end]).split())
    return f"“{'[…] ' if part.before else ''}{words}{' […]' if part.after else ''}”"


def _bullets(elements: list[Block], lines: list[str]) -> Unit:
    return Unit((rich({"type": "rich_text_list", "style": "bullet", "elements": elements}),), tuple(lines))


def _goes_on(part: Excerpt) -> str:
    if part.broken:
        return "The sentence goes on: read all of it in context."
    if part.caveat:
        return "The next sentence qualifies this: read on in context."
    if part.before and part.after:
        return "The passage begins earlier and goes on: read all of it in context."
    if part.before:
        return "The passage begins earlier: read all of it in context."
    return "The passage goes on: read all of it in context." if part.after else ""


def _densest(evidence: Evidence) -> tuple[int, int] | None:
    """Return the range of the first highlight, where no best sentence is named."""
    return min(evidence.highlights, default=None)

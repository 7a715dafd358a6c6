"""Passages as quotations: the words, those that matched in bold, the citation under them, and what can be done next.

The words are those of the stored passage; where a long one is shown in part, the part is made of whole sentences and is
marked as going on, and the rest is one click away. The sentence that leads an answer is bold as a whole.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers import Excerpt, cut_excerpt
from bot.labels import citation_line, place, superseded, whose_words
from bot.models import Evidence, Lead, marks
from bot.slack.blocks.elements import Block, bullets, rich, runs, section, shown, span
from bot.slack.blocks.menus import passage_menu
from bot.slack.blocks.messages import Unit


@dataclass(frozen=True, slots=True)
class Length:
    """How long an excerpt is, in characters: sentences are added up to ``enough``, none beyond ``limit``, and caveats
    up to ``hard``."""

    enough: int
    limit: int
    hard: int


# 60 words of these documents are some 370 characters, 90 some 560.
PASSAGE = Length(370, 560, 1_000)
SHORT = Length(250, 420, 900)
BRIEF = Length(120, 300, 900)  # one of many: a sentence or two
WHOLE = Length(2_800, 2_800, 2_800)
_MOST = 5_000  # characters of a list in one block
_ALONE = 250  # a part that is shorter than this says too little without what stands before it


def quotation(
    evidence: Evidence,
    number: int,
    answer: str,
    *,
    length: Length = PASSAGE,
    part: Excerpt | None = None,
    lead: Lead | None = None,
    voices: bool = True,
    named: bool = False,
    buttons: bool = True,
) -> Unit:
    """Show one passage, the answer's with this number: quotation, citation, and the menu of what can be done with it.

    ``part`` is what to show of it where that is settled; of the passage that ``lead`` quotes, that sentence alone is
    bold; ``voices`` says whose words they are also where they are inspectors'; ``named`` that the heading above names
    the report, and where it stands among the others; ``buttons`` that there is a menu of what can be done.
    """
    part = part or excerpt_of(evidence, length)
    citation = evidence.citation
    short = " · ".join(p for p in (place(citation), whose_words(citation, always=voices)) if p) if named else ""
    notes = [short or citation_line(citation, voice=voices)]
    if evidence.superseded_by is not None:
        notes.append("superseded" if named else superseded(evidence.superseded_by))
    if note := goes_on(part):
        notes.append(note)
    quote = {"type": "rich_text_quote", "elements": excerpt_runs(evidence, part, lead=lead)}
    cited = " · ".join(notes)
    menu = passage_menu(evidence, number, answer) if buttons else None
    blocks: list[Block] = [rich(quote), section(cited, accessory=menu)]
    return Unit(tuple(blocks), (spoken(evidence, part), "— " + cited))


def leading_excerpt(evidence: Evidence, lead: Lead) -> Excerpt | None:
    """Choose a part of a passage that begins with the sentence that leads; None where that would say too little, or
    the sentence cannot be understood without the one before it."""
    if lead.quoted is None:
        return None
    _, start, end = lead.quoted
    part = excerpt_of(evidence, PASSAGE, focus=(start, end), forward=True)
    first = start + len(evidence.text[start:end]) - len(evidence.text[start:end].lstrip())
    if part.start != first or (part.before and part.end - part.start < _ALONE):
        return None
    return part


def bullet_units(items: Sequence[tuple[int, Evidence]], *, places: Sequence[str]) -> list[Unit]:
    """Show items of a list as a list, in order, each with its place; long lists as several blocks."""
    units: list[Unit] = []
    listed: list[list[Block]] = []
    lines: list[str] = []
    size = 0
    for (_, evidence), where in zip(items, places, strict=True):
        part = excerpt_of(evidence, WHOLE)
        parts = excerpt_runs(replace(evidence, marks=marks()), part)  # in a list of points no word is more than another
        if where:
            parts.append(span(f"  ({where})", italic=True))
        if note := goes_on(part):
            parts.append(span(f"  {note}", italic=True))
        cost = len(json.dumps(parts))
        if listed and size + cost > _MOST:
            units.append(Unit((bullets(listed),), tuple(lines)))
            listed, lines, size = [], [], 0
        listed.append(parts)
        lines.append("• " + spoken(evidence, part) + (f" ({where})" if where else ""))
        size += cost
    if listed:
        units.append(Unit((bullets(listed),), tuple(lines)))
    return units


def excerpt_of(
    evidence: Evidence, length: Length, *, focus: tuple[int, int] | None = None, forward: bool = False
) -> Excerpt:
    """Choose what to show of a passage; text that JSON must escape counts for what it costs."""
    text = evidence.text
    weight = max(1.0, (len(json.dumps(text)) - 2) / max(1, len(text)))
    if weight < 1.15:  # curly quotation marks and dashes of ordinary prose
        weight = 1.0
    enough, limit, hard = (int(most / weight) for most in (length.enough, length.limit, length.hard))
    focus = focus or evidence.best or _densest(evidence)
    return cut_excerpt(text, limit=limit, hard=hard, focus=focus, enough=enough, forward=forward)


def excerpt_runs(evidence: Evidence, part: Excerpt, *, lead: Lead | None = None) -> list[Block]:
    """Cut an excerpt into rich text elements, matched words (or the sentence that leads) in bold, with marks where the
    passage goes on."""
    bold = (lead.quoted[1:],) if lead is not None and lead.quoted is not None else evidence.highlights
    elements = runs(evidence.text, bold, part.start, part.end)
    if part.before:
        elements.insert(0, span("[…] ", italic=True))
    if part.after:
        elements.append(span(" […]", italic=True))
    return elements


def spoken(evidence: Evidence, part: Excerpt) -> str:
    """Write an excerpt as a line of plain text."""
    words = " ".join(shown(evidence.text[part.start : part.end]).split())
    return f"“{'[…] ' if part.before else ''}{words}{' […]' if part.after else ''}”"


def goes_on(part: Excerpt) -> str:
    """Say in which direction a passage goes on beyond what is shown; the mark alone is easily overlooked."""
    if part.broken:
        return "the sentence goes on: read it in context"
    if part.caveat:
        return "the next sentence qualifies this: read it in context"
    if part.before and part.after:
        return "begins earlier and goes on"
    if part.before:
        return "begins earlier"
    return "goes on" if part.after else ""


def _densest(evidence: Evidence) -> tuple[int, int] | None:
    """Return the range of the first highlight, where no best sentence is named."""
    return min(evidence.highlights, default=None)

"""Modals that are read: a passage in its context, more passages, the words to quote.

What is asked for stands between rules, its neighbours in plain type; earlier and later are buttons.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.labels import citation_line, count, full_citation, superseded
from bot.models import Evidence
from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.elements import Block, actions, button, context, header, plain, rich, runs, section, shown, span
from bot.slack.blocks.inputs import input_block, read_view, text_element
from bot.slack.blocks.messages import size
from bot.slack.blocks.paging import page_of, page_turns
from bot.slack.blocks.quotations import Length, quotation
from index.models import Citation, Passage

A_PAGE = 5
LONG = Length(2_000, 2_000, 2_800)
# One rich text element is given no more than this; a view holds 250 kB and 100 blocks in all.
_PIECE = 2_900
_VIEW = 120_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage in its context; ``highlights`` only where it is the one that was asked for."""

    passage: Passage
    asked: bool = False
    highlights: tuple[tuple[int, int], ...] = ()


def context_view(
    citation: Citation,
    neighbours: Sequence[Neighbour],
    *,
    document: str,
    asked: str,
    grade: str | None = None,
    newer: Citation | None = None,
    earlier: bool = False,
    later: bool = False,
    note: str = "",
) -> Block:
    """Show neighbouring passages under their headings.

    ``document`` and ``asked`` (a passage's mark) come back when a button is clicked; ``grade`` is that of the section.
    """
    first, last = neighbours[0].passage.position, neighbours[-1].passage.position
    state = json.dumps({"d": document, "h": asked, "f": first, "l": last}, separators=(",", ":"))
    blocks: list[Block] = [context(note, citation_line(citation, voice=False), superseded(newer) if newer else "")]
    if earlier:
        blocks.append(
            actions([button("Earlier", f"{Action.WALK}:earlier", "earlier", label="Show earlier paragraphs")])
        )
    sections: tuple[str, ...] | None = None
    for neighbour in neighbours:
        passage = neighbour.passage
        if passage.sections != sections:
            sections = passage.sections
            if sections:
                blocks.append(header(sections[-1]))
                if grade and passage.section == citation.section:
                    blocks.append(context(f"Grade of this section, as printed: {grade}"))
        blocks += _passage(neighbour)
        if size(blocks) > _VIEW or len(blocks) > 90:
            break
    if later:
        blocks.append(actions([button("Later", f"{Action.WALK}:later", "later", label="Show later paragraphs")]))
    return read_view("In context", blocks, state=state if len(state) <= 3_000 else "")


def more_view(
    answer_id: str,
    evidence: Sequence[tuple[int, Evidence]],
    *,
    page: int,
    notes: Mapping[int, str] | None = None,
    of: int = 0,
    seen: Sequence[int] = (),
) -> Block:
    """Show passages of an answer, each with its place in it, five a page.

    ``notes`` are what is to be said of a passage, by its place; ``of`` says how many the answer had beyond those with
    the places ``seen``, which stand in the message.
    """
    shown = page_of(evidence, page, A_PAGE)
    blocks: list[Block] = []
    for place, one in shown.items:
        if note := (notes or {}).get(place):
            blocks.append(context(note))
        blocks += quotation(one, place, answer_id, length=LONG, voices=False).blocks
        blocks.append({"type": "divider"})
    blocks += page_turns(
        Action.PAGE,
        shown,
        labels=("Previous", "Next"),
        names=("previous", "next"),
        value=lambda number: answer_value(answer_id, number, **({"s": list(seen)} if seen else {})),
    )
    last = shown.first + len(shown.items)
    gone = of - len(evidence)
    lost = f"{count(gone, 'passage')} left out: the report has been removed since" if gone > 0 else ""
    which = "Further passages" if seen else "Passages"
    blocks.insert(0, context(f"{which} {shown.first + 1} to {last} of {len(evidence)}", lost))
    return read_view("More passages", blocks)


def quote_view(evidence: Evidence, *, note: str = "") -> Block:
    """Show the exact words and a full citation as plain text to be copied."""
    words = shown(evidence.text)
    text = f"“{words}”\n({full_citation(evidence.citation)})"
    notes = [] if evidence.superseded_by is None else [superseded(evidence.superseded_by)]
    blocks: list[Block] = [context(note)] if note else []
    blocks.append(section("Copy this into your report. The words are exactly those of the document."))
    if len(text) <= 3_000:
        # An input, because the text of a modal cannot be selected on phones; nothing is done with what is typed.
        words_to_copy = text_element(multiline=True, initial=text)
        blocks.append(input_block("quote", "Quotation and citation", words_to_copy, optional=True))
    else:
        pieces = [text[i : i + _PIECE] for i in range(0, len(text), _PIECE)][:30]
        blocks.append(rich({"type": "rich_text_preformatted", "elements": [span(piece) for piece in pieces]}))
    if notes:
        blocks.append(context(*notes))
    view = read_view("Quote", blocks)
    return view | {"submit": plain("Done")} if len(text) <= 3_000 else view


def _passage(neighbour: Neighbour) -> list[Block]:
    passage = neighbour.passage
    label = passage.number or ""
    where = f"page {passage.first_page}" if passage.first_page else ""
    if not label and passage.item:
        where = ", ".join(p for p in (passage.item, where) if p)
    text = passage.text[: 10 * _PIECE]
    parts = runs(text, neighbour.highlights) if neighbour.asked else [span(text)]
    lead = [span(f"{label}  ", bold=neighbour.asked)] if label else []
    kind = "rich_text_quote" if neighbour.asked else "rich_text_section"
    blocks: list[Block] = [rich({"type": kind, "elements": [*lead, *parts]})]
    notes = [p for p in ("The passage you asked for" if neighbour.asked else "", where) if p]
    if len(passage.text) > len(text):
        notes.append("longer than Slack can show; the rest is in the document")
    if notes:
        blocks.append(context(" · ".join(notes)))
    return blocks

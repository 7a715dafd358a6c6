"""The result of checking the quotations of a draft, as messages or as a modal: word for word, differs, or not found.

In come results; the words of the draft stand only in what is shown to whoever sent it.
"""

from collections.abc import Sequence

from bot.labels import citation_line, count
from bot.models import Evidence
from bot.quotations import CheckedQuotation, Difference, DifferenceKind, QuotationState
from bot.slack.blocks.action_ids import Action, Form
from bot.slack.blocks.elements import (
    Block,
    actions,
    bullets,
    button,
    clip,
    context,
    escape,
    paragraph,
    rich,
    section,
    shown,
    span,
)
from bot.slack.blocks.inputs import input_block, modal_view, read_text, read_view, text_element
from bot.slack.blocks.menus import passage_menu
from bot.slack.blocks.messages import Message, Unit, pack

CHECK_TITLE = "Check quotations"
LONGEST_TYPED = 3_000  # characters of a draft in a form: as many as Slack gives
_SHOWN = 60  # quotations; of more, those that stand word for word are counted only
_IN_MODAL = 90  # blocks of a view's hundred
_QUOTED = 1_500  # characters of a quotation that are repeated
_SAID = 300  # characters of a difference
_STATES = {
    QuotationState.VERBATIM: "Word for word",
    QuotationState.DIFFERS: "Differs from what is printed",
    QuotationState.NOT_FOUND: "Not found in the library",
}
_SUMMED = {QuotationState.DIFFERS: "not as printed"}  # what goes with any number
_WORDS = {DifferenceKind.CHANGED, DifferenceKind.ADDED, DifferenceKind.MISSING, DifferenceKind.LEFT_OUT}
_KINDS = {
    DifferenceKind.SENTENCE: "Where the sentence ends",
    DifferenceKind.JOINED: "Two passages are quoted as one",
    DifferenceKind.COUNCIL: "The council",
    DifferenceKind.DATE: "The date",
    DifferenceKind.DOCUMENT: "The report",
    DifferenceKind.PARAGRAPH: "The paragraph",
    DifferenceKind.PAGE: "The page",
    DifferenceKind.FIGURE: "The figure",
    DifferenceKind.GRADE: "The grade",
}

QuotedPassage = tuple[int, Evidence]  # a place in the kept answer, and the passage that stands there


def check_form() -> Block:
    """Make the modal that takes a sentence or a draft."""
    element = text_element(most=LONGEST_TYPED, multiline=True)
    blocks = [
        input_block("draft", "A sentence, or a draft with its quotations", element),
        context(
            "Each quotation is compared with every passage of the library, word by word. Your text is kept nowhere. A "
            "whole paper: send it to me as a Word document (.docx) in my messages."
        ),
    ]
    return modal_view(CHECK_TITLE, "Check", Form.CHECK_QUOTES, blocks, {})


def read_draft_typed(view: Block) -> str:
    """Read the draft of the form."""
    return read_text(view, "draft")


def checked_messages(
    checked: Sequence[CheckedQuotation], places: Sequence[QuotedPassage | None], *, answer: str, of: str = ""
) -> tuple[Message, ...]:
    """Show results in the order of the draft; ``places`` are those of the passages that were found, in the kept answer;
    ``of`` names the draft."""
    heading = summary_of(checked, of=of)
    units = [Unit((paragraph(span(heading, bold=True)),)), *_result_units(checked, places, answer)]
    return pack(units, heading=heading)


def checked_view(checked: Sequence[CheckedQuotation], places: Sequence[QuotedPassage | None], *, answer: str) -> Block:
    """Show results in a modal."""
    blocks: list[Block] = [paragraph(span(summary_of(checked), bold=True))]
    left = 0
    for unit in _result_units(checked, places, answer):
        if left or len(blocks) + len(unit.blocks) > _IN_MODAL:
            left += 1
        else:
            blocks += unit.blocks
    if left:
        blocks.append(context(f"{count(left, 'quotation')} more than a window holds: send the draft as a .docx file."))
    blocks.append(actions([button("Check another", Action.CHECK_QUOTES, "again")]))
    return read_view(CHECK_TITLE, blocks)


def summary_of(checked: Sequence[CheckedQuotation], *, of: str = "") -> str:
    """Say how many quotations there are of each state."""
    quoted = [one for one in checked if not one.claim]
    numbers = {state: sum(one.state is state for one in quoted) for state in _STATES}
    parts = [f"{number} {_SUMMED.get(state, _STATES[state].lower())}" for state, number in numbers.items() if number]
    if claims := sum(one.claim for one in checked):
        parts.append(
            "1 figure or grade not as printed" if claims == 1 else f"{claims} figures or grades not as printed"
        )
    told = f"{count(len(quoted), 'quotation')}: {', '.join(parts)}." if checked else "There is no quotation in it."
    return f"{clip(of, 150)}. {told}" if of else told


def file_question(name: str, file: str, *, admin: bool) -> Message:
    """Ask what a Word document that was sent is for; for those who may add reports it may be a report as well."""
    elements = [button("Check its quotations", Action.CHECK_FILE, file, style="primary")]
    said = f"You sent {clip(name, 150)}. Shall I check the quotations in it? I keep nothing of it."
    if admin:
        said = f"You sent {clip(name, 150)}. Is it a report for the library, or a draft of yours?"
        elements.insert(0, button("Add it to the library", Action.KEEP_FILE, file))
    return Message(escape(said), (section(said), actions(elements)))


def _result_units(
    checked: Sequence[CheckedQuotation], places: Sequence[QuotedPassage | None], answer: str
) -> list[Unit]:
    pairs = list(zip(checked, places, strict=True))
    left = 0
    if len(pairs) > _SHOWN:  # what is right needs no reader
        kept = [pair for pair in pairs if pair[0].state is not QuotationState.VERBATIM or pair[0].notes]
        left, pairs = len(pairs) - len(kept), kept
    units = [_result_unit(one, place, answer) for one, place in pairs]
    if left:
        units.append(Unit((context(f"{count(left, 'quotation')} more, word for word as printed."),)))
    return units


def _result_unit(one: CheckedQuotation, place: QuotedPassage | None, answer: str) -> Unit:
    said = "Not as printed" if one.claim else _STATES[one.state]
    cut = one.quotation[:_QUOTED] + (" […]" if len(one.quotation) > _QUOTED else "")
    quote = {"type": "rich_text_quote", "elements": [span(cut)]}
    blocks: list[Block] = [rich({"type": "rich_text_section", "elements": [span(said, bold=True)]}, quote)]
    lines = [f"{said}: “{' '.join(shown(cut).split())}”"]
    # Where two passages are quoted as one, a note names both of them: the second is not named twice.
    told = [one_of for one_of in one.differences if one_of.kind is not DifferenceKind.JOINED or not one.notes]
    if told:
        blocks.append(_differences(told))
        lines += [_spoken(difference) for difference in told]
    cited = citation_line(one.citation, voice=False) if one.citation else ""
    if not cited and one.nearest:
        cited = f"Most like it: {citation_line(one.nearest, voice=False)}"
    if cited and place is not None:
        blocks.append(section(clip(cited, 2_000), accessory=passage_menu(place[1], place[0], answer)))
    elif cited:
        blocks.append(context(cited))
    if cited:
        lines.append("— " + cited)
    if one.notes:
        blocks.append(context(*one.notes))
        lines += one.notes
    return Unit(tuple(blocks), tuple(lines))


def _differences(differences: Sequence[Difference]) -> Block:
    """Show what was written, struck out, beside what is printed."""
    items = []
    for one in differences[:12]:
        lead = "" if one.kind in _WORDS else f"{_KINDS.get(one.kind, one.kind.value)}: "
        parts = [span(lead)] if lead else []
        if one.written:
            parts.append({"type": "text", "text": clip(one.written, _SAID), "style": {"strike": True}})
            parts.append(span(" → "))
        parts.append(span(clip(one.printed, _SAID), bold=True) if one.printed else span("nothing is printed there"))
        items.append(parts)
    return bullets(items)


def _spoken(one: Difference) -> str:
    written, printed = (clip(part, _SAID) if part else "nothing" for part in (one.written, one.printed))
    return f"• {one.kind.value}: written “{written}”, printed “{printed}”"

"""One's own pack: the passages collected for a meeting, to be ordered, taken out and made into a Word document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers import cut_excerpt
from bot.labels import citation_line, count
from bot.packs import Pattern
from bot.slack.blocks.action_ids import Action, Form
from bot.slack.blocks.elements import Block, actions, button, context, escape, option, overflow, section, shown
from bot.slack.blocks.inputs import input_block, modal_view, notice, read_chosen, read_field, read_text, text_element
from bot.slack.blocks.messages import Message
from index.models import Citation, Passage

PACK_TITLE = "My pack"
_EXCERPT, _EXCERPT_HARD = 260, 600
_CANVAS = "canvas"
_PATTERNS = {
    Pattern.REPORT: "By report",
    Pattern.THEME: "By theme",
    Pattern.CONVERSATION: "By the annual conversation’s three questions",
}
_ACTS = {
    "up": "Move up",
    "down": "Move down",
    "under": "Put under the next question",
    "out": "Take out",
}
_EMPTY = "Your pack is empty. “Collect”, in the menu of any passage, puts it here."
_KEPT = (
    "Only you see this. Which passages are in it is kept until you take them out, and no question. Every quotation is "
    "compared with the library again when the document is made."
)


@dataclass(frozen=True, slots=True)
class PackForm:
    """What is to be made of a pack: its order and title, a canvas or a Word document, this with pictures or not."""

    pattern: Pattern
    pictures: bool
    title: str
    canvas: bool


@dataclass(frozen=True, slots=True)
class PackRow:
    """A passage in a pack: its id, what it is, and the question of the annual conversation that it stands under."""

    id: str
    passage: Passage
    citation: Citation
    under: str


def pack_view(rows: Sequence[PackRow], *, gone: int = 0, note: str = "", canvases: bool = False) -> Block:
    """Show a pack; ``gone`` counts passages that the library does not hold any more, ``canvases`` offers a canvas."""
    if not rows and not gone:
        return notice(PACK_TITLE, f"{note} {_EMPTY}".strip())
    blocks: list[Block] = [section(note)] if note else []
    for number, row in enumerate(rows):
        part = cut_excerpt(row.passage.text, limit=_EXCERPT, hard=_EXCERPT_HARD)
        words = " ".join(shown(row.passage.text[part.start : part.end]).split())
        said = f"{number + 1}. “{'[…] ' if part.before else ''}{words}{' […]' if part.after else ''}”"
        menu = overflow(
            f"{Action.PACK_ITEM}:{number}", [option(text, f"{act} {row.id}") for act, text in _ACTS.items()]
        )
        blocks.append(section(said, accessory=menu))
        blocks.append(context(citation_line(row.citation, voice=False), f"Under: {row.under}"))
    if gone:
        blocks.append(context(f"{count(gone, 'passage')} left out: the report was removed or replaced since."))
    blocks.append({"type": "divider"})
    blocks += _fields(canvases=canvases)
    blocks.append(context(_KEPT))
    blocks.append(actions([button("Empty my pack", Action.PACK_CLEAR, "clear", style="danger")]))
    submit = "Make it" if canvases else "Make a Word document"
    return modal_view(PACK_TITLE, submit, Form.PACK, blocks, {}, close="Close")


def read_pack_act(value: str) -> tuple[str, str]:
    """Read what is to be done with which passage of a pack."""
    act, _, passage = value.partition(" ")
    return act, passage


def read_pack_form(view: Mapping[str, Any]) -> PackForm:
    """Read what is to be made of a pack."""
    chosen = read_chosen(view, "pattern")
    return PackForm(
        pattern=Pattern(chosen) if chosen in {one.value for one in Pattern} else Pattern.REPORT,
        pictures=bool(read_field(view, "pictures").get("selected_options")),
        title=read_text(view, "title").strip(),
        canvas=read_chosen(view, "made_as") == _CANVAS,
    )


def canvas_message(said: str, title: str, address: str) -> Message:
    """Send a canvas: what it is, and the link by which Slack shows it."""
    link = f"<{address}|{escape(title)}>" if address else escape(title)
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": f"{escape(said)}\n{link}"}}
    return Message(f"{escape(said)} {address}".strip(), (block,))


def collected_message(said: str) -> Message:
    """Say what came of collecting a passage, with the way to the pack."""
    return Message(escape(said), (section(said, accessory=button("My pack", Action.PACK, "collected")),))


def _fields(*, canvases: bool) -> list[Block]:
    options = [option(text, pattern.value) for pattern, text in _PATTERNS.items()]
    order = {"type": "radio_buttons", "options": options, "initial_option": options[0]}
    pages = [option("With the page of each passage as a picture", "pictures")]
    boxes = {"type": "checkboxes", "options": pages, "initial_options": pages}
    forms = [option("A Word document", "word"), option("A canvas in Slack, without pictures", _CANVAS)]
    made_as = {"type": "radio_buttons", "options": forms, "initial_option": forms[0]}
    return [
        *([input_block("made_as", "Make it as", made_as)] if canvases else []),
        input_block("pattern", "In which order?", order),
        input_block("pictures", "Pages", boxes, optional=True),
        input_block("title", "Title", text_element(most=120, placeholder="What inspection says"), optional=True),
    ]

"""Modals that prove: the page of a passage as a picture, and what later papers say on a point."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.labels import citation_line, count, report_name
from bot.models import Evidence
from bot.slack.blocks.action_ids import Action
from bot.slack.blocks.elements import Block, actions, button, context, header, image, section
from bot.slack.blocks.inputs import read_view
from bot.slack.blocks.quotations import quotation
from index.models import Citation

PAGE_TITLE, LATER_TITLE, GRADES_TITLE = "On the page", "Tested later", "Grades over time"
_MOST_BLOCKS = 92  # of a view's hundred


@dataclass(frozen=True, slots=True)
class LaterPaper:
    """A later paper of the same council, and the passages in it with their places; none where it is silent."""

    citation: Citation
    evidence: tuple[tuple[int, Evidence], ...] = ()
    actions: bool = False  # rows of the council's plan that name the point


def page_view(citation: Citation, *, picture: str, alt: str, value: str) -> Block:
    """Show the page of a passage; ``picture`` is the id of Slack's file, ``alt`` says what it shows."""
    blocks: list[Block] = [
        image(picture, alt),
        context(citation_line(citation, voice=False)),
        actions([button("Send to my messages", Action.PAGE_TO_MESSAGES, value)]),
    ]
    return read_view(PAGE_TITLE, blocks)


def grades_view(councils: Sequence[str], *, picture: str, alt: str) -> Block:
    """Show the grades of councils over their inspections; ``alt`` says every grade that the picture shows."""
    blocks: list[Block] = [
        image(picture, alt),
        context(
            f"{', '.join(councils)}: every full inspection that the library holds, the oldest first, each grade as "
            "printed. A dashed line marks another framework: grades on its two sides were not given by the same rules."
        ),
    ]
    return read_view(GRADES_TITLE, blocks)


def later_view(point: Evidence, papers: Sequence[LaterPaper], *, answer: str) -> Block:
    """Show what later papers say on a point, in the order of their dates; ``answer`` is where the passages are kept."""
    speaking = [paper for paper in papers if paper.evidence]
    blocks = list(quotation(point, 0, answer, buttons=False).blocks)
    if not papers:
        blocks.append(section("The library holds no later paper of this council."))
    elif not speaking:
        said = (
            f"Nothing on this was found in {count(len(papers), 'later paper')} of this council that the library holds."
        )
        blocks.append(section(said))
    else:
        said = f"{len(speaking)} of {count(len(papers), 'later paper')} of this council held speak of it, by date."
        blocks.append(section(said))
    left = 0
    for paper in papers:
        made = _paper(paper, answer)
        if len(blocks) + len(made) > _MOST_BLOCKS:
            left += 1
        else:
            blocks += made
    if left:
        blocks.append(context(f"And {count(left, 'later paper')} more: findings trail lists them all."))
    return read_view(LATER_TITLE, blocks)


def _paper(paper: LaterPaper, answer: str) -> list[Block]:
    if not paper.evidence:
        return [context(f"{report_name(paper.citation)}: nothing on it was found.")]
    head = "the council’s own actions that name it" if paper.actions else "what it says of the matter"
    blocks: list[Block] = [header(report_name(paper.citation)), context(head.capitalize())]
    for place, one in paper.evidence:
        blocks += quotation(one, place, answer).blocks
    return blocks

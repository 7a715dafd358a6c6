"""What later papers of the same council say on a point, as a modal; the passages are kept so that its menus work."""

from dataclasses import replace

from bot.answers import pack_answer
from bot.models import Answer, AnswerKind, Evidence, Understood
from bot.slack.blocks import Block, LaterPaper, later_view
from bot.slack.evidence.page_pictures import Located, locate
from bot.slack.interaction import Click
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from bot.slack.state import Entry, new_answer_id
from bot.themes import Trail, follow_point
from index.metadata import cite_document


async def show_later(services: Services, click: Click) -> Block:
    """Make the modal of what later papers say on the passage that was clicked on."""
    located = await locate(services, click)
    answer = new_answer_id()
    point, papers, every = await services.searchers.search(lambda held: _later(held, located))
    kept = Answer(
        kind=AnswerKind.PASSAGES,
        message="",
        understood=Understood(authorities=tuple(filter(None, (located[1].authority,)))),
        evidence=every,
    )
    services.store.keep(
        answer, pack_answer(kept), user=click.user.id, entry=Entry.SHORTCUT, channel=click.user.id, thread_ts=None
    )
    return later_view(point, papers, answer=answer)


def _later(held: Snapshot, located: Located) -> tuple[Evidence, list[LaterPaper], tuple[Evidence, ...]]:
    _, document, passage, citation = located
    trail: Trail = follow_point(held.answerer, document, passage)
    every: list[Evidence] = []
    papers = []
    for step in trail.steps:
        own = []
        for one in step.passages:
            evidence = held.answerer.evidence_of(step.document, one, rank=len(every) + 1)
            if evidence is not None:
                own.append((len(every), evidence))
                every.append(evidence)
        papers.append(LaterPaper(cite_document(step.document), tuple(own), step.actions))
    made = held.answerer.evidence_of(document, passage)
    point = made if made is not None else Evidence(1, 0.0, passage.text, citation)
    return replace(point, citation=citation), papers, tuple(every)

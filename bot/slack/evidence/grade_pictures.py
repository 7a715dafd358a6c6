"""The grades of the councils of an answer over all their inspections, as a picture in a modal."""

import asyncio
from hashlib import sha256

from cachetools import LRUCache

from bot.answers import restore_answer
from bot.history import GradeHistory, describe_history, draw_grades, history_of
from bot.slack.blocks import GRADES_TITLE, Block, grades_view, notice
from bot.slack.files import upload_picture
from bot.slack.interaction import Click, clicked_answer
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services

MOST_COUNCILS = 4  # in one picture: one under the other
NO_GRADES = "The library holds no inspection report of these councils that prints grades."
_SENT: LRUCache[str, str] = LRUCache(40)  # Slack's files by the content of the picture


async def show_grades(services: Services, click: Click) -> Block:
    """Make the modal with the grades of the councils of the answer that was clicked on."""
    kept = clicked_answer(services, click)

    def find(held: Snapshot) -> list[GradeHistory]:
        answer = restore_answer(kept.body, held.resolver).answer
        cited = (*(j.citation for j in answer.judgements), *(e.citation for e in answer.evidence))
        councils = answer.understood.authorities or tuple(one.authority for one in cited if one.authority)
        named = list(dict.fromkeys(councils))[:MOST_COUNCILS]
        histories = [history_of(held.library.documents, council) for council in named]
        return [history for history in histories if history.columns]

    histories = await services.searchers.look(find)
    if not histories:
        return notice(GRADES_TITLE, NO_GRADES)
    drawn = await asyncio.to_thread(draw_grades, histories)
    mark = sha256(drawn).hexdigest()
    if mark not in _SENT:
        name = f"grades {', '.join(history.authority for history in histories)}.png"[:100]
        _SENT[mark] = await upload_picture(services.messenger.client, name, drawn)
    return grades_view([h.authority for h in histories], picture=_SENT[mark], alt=describe_history(histories))

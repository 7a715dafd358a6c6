"""The page of a passage as a picture in Slack: in a modal for whoever clicked, and as a file in their messages.

A picture is shared with nobody when it is brought to Slack; the modal that shows it is seen by one person.
"""

import asyncio

from cachetools import LRUCache

from bot.answers import MatchKind, RestoredEvidence
from bot.pages import FileChangedError, PagePicture, draw_passage, has_pages
from bot.slack.blocks import Block, answer_value, page_view
from bot.slack.files import send_file, upload_picture
from bot.slack.interaction import Click, NotThereError, clicked_passage
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from index.errors import FindingsError, ReadError
from index.models import Citation, Document, Passage

CHANGED = (
    "The file of this report has changed since I read it, so I do not show its page: it may have other words. An admin "
    "can re-index the library."
)
UNMARKED = (
    "I did not find these words in one place on the page, so I do not mark it. Read the passage in context instead."
)
REPLACED = "The report has been replaced since this answer, and reads otherwise now. Please ask again."
NO_PAGE = "This report has no pages that I can draw. Read the passage in context instead."
_AT_ONCE = 2  # pages drawn at the same time
_KEPT = 40  # pictures, of some 100 kB each

Located = tuple[Snapshot, Document, Passage, Citation]


class PagePictures:
    """Draws pages, and knows the last ones that Slack holds."""

    def __init__(self, services: Services) -> None:
        """Take the open parts; nothing is drawn yet."""
        self._services = services
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._drawn: LRUCache[tuple[str, int], PagePicture] = LRUCache(_KEPT)
        self._sent: LRUCache[tuple[str, int], str] = LRUCache(_KEPT)

    async def draw(self, located: Located) -> PagePicture:
        """Draw the page of a passage; raise a FindingsError that says to a reader why it is not shown."""
        held, document, passage, _ = located
        if not has_pages(document, passage):
            raise FindingsError(NO_PAGE)
        key = (document.sha256, passage.position)
        if key in self._drawn:
            return self._drawn[key]
        folder = self._services.settings.documents
        try:
            async with self._turn:
                picture = await asyncio.to_thread(draw_passage, folder, held.library, document, passage)
        except FileChangedError:
            raise FindingsError(CHANGED) from None
        except ReadError:
            raise FindingsError(UNMARKED) from None
        self._drawn[key] = picture
        return picture

    async def bring(self, located: Located) -> tuple[PagePicture, str]:
        """Draw a page and bring it to Slack, shared with nobody; give the picture and the id of Slack's file."""
        picture = await self.draw(located)
        key = (located[1].sha256, located[2].position)
        if key not in self._sent:
            client = self._services.messenger.client
            self._sent[key] = await upload_picture(client, name_of(located), picture.png)
        return picture, self._sent[key]


async def locate(services: Services, click: Click) -> Located:
    """Find the passage that was clicked on as the library has it now; raise NotThereError where it is not there."""

    def find(held: Snapshot, again: RestoredEvidence) -> Located | None:
        found = held.library.find(again.evidence.passage_id)
        if found is not None and again.standing is MatchKind.OTHER_WORDS:
            raise NotThereError(REPLACED)
        return None if found is None else (held, *found, again.evidence.citation)

    return await clicked_passage(services, click, find)


async def show_page(services: Services, pictures: PagePictures, click: Click) -> Block:
    """Make the modal with the page of the passage that was clicked on."""
    located = await locate(services, click)
    picture, file = await pictures.bring(located)
    return page_view(located[3], picture=file, alt=picture.alt, value=answer_value(click.answer, click.place))


async def send_page(services: Services, pictures: PagePictures, click: Click) -> str:
    """Send the page of a passage to the messages of whoever clicked; give what is said of it."""
    located = await locate(services, click)
    picture = await pictures.draw(located)
    await send_file(
        services.messenger, name_of(located), picture.png, to=click.user.id, said=f"{picture.alt}.", alt=picture.alt
    )
    return "The page is in your messages with me (Messages tab)."


def name_of(located: Located) -> str:
    """Name the picture of a page."""
    citation = located[3]
    page = f" page {citation.pages[0]}" if citation.pages else ""
    return f"{located[1].path.rsplit('/', maxsplit=1)[-1].rsplit('.', maxsplit=1)[0]}{page}.png"[:150]

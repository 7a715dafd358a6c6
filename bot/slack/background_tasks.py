"""What goes on beside the answers: it is said what is missing, what a dead process left is taken over, what is old is
forgotten, and the library is kept up to date.

In: the desk and the reception. Each of the keepers runs until it is cancelled, whatever goes wrong on the way.
"""

import asyncio

from bot.library import changes
from bot.logs import log
from bot.records import RecordsError
from bot.slack.questions import recover
from bot.slack.services import Services
from bot.slack.uploads import Intake
from index.errors import IndexStoreError

BEAT_SECONDS = 4.0
_TEN_MINUTES, _AN_HOUR = 150, 900  # in beats


async def open_records(desk: Services) -> None:
    """Say so where nothing can be recorded; questions are answered all the same."""
    try:
        await asyncio.to_thread(desk.audit.ready)
    except RecordsError as error:
        log.error("Nothing can be recorded: %s", error)
        desk.start(
            desk.tell_admins(
                "I am running, but cannot record what admins do, so nothing can be changed from Slack; nor can I count "
                f"how I am used. {error}"
            )
        )


async def open_index(desk: Services) -> None:
    """Open the index before the first question comes; say so where there is none."""
    try:
        await desk.shelf.search(lambda held: held.library.generation)
    except IndexStoreError as error:
        log.error("There is no index to answer from: %s", error)
        desk.start(desk.tell_admins(f"I am running, but cannot answer. {error}"))


async def housekeeping(desk: Services) -> None:
    """Say that this process is alive, take over what a dead one left, and forget what is old."""
    turn = 0
    while True:
        try:
            desk.store.beat()
            for pending in desk.store.take_over():
                desk.start(recover(desk, pending))
            if turn % _TEN_MINUTES == 0:
                desk.store.forget_old()
                await asyncio.to_thread(desk.usage.forget_old)
        except RecordsError as error:
            log.error("What is old could not be forgotten: %s", error)
        except Exception:
            log.exception("Housekeeping failed.")
        turn += 1
        await asyncio.sleep(BEAT_SECONDS)


async def keep_uploads(reception: Intake) -> None:
    """Go on with files that a dead process was at work on, and forget those that nobody decides about."""
    turn = 0
    while True:
        try:
            await reception.resume()
            if turn % _AN_HOUR == 0:
                await reception.forget_old()
        except Exception:
            log.exception("Housekeeping of the files that wait failed.")
        turn += 1
        await asyncio.sleep(BEAT_SECONDS)


async def keep_library(desk: Services) -> None:
    """Keep the index up to date with the documents folder, from the start on."""
    if not desk.settings.watch:
        return
    desk.reindexer.request(actor="watcher")
    while True:
        try:
            async for _ in changes(desk.settings.documents):
                desk.reindexer.request(actor="watcher")
        except Exception:
            log.exception("The documents folder cannot be watched; trying again in a minute.")
            await asyncio.sleep(60)

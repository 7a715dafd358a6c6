"""What goes on beside the answers: faults are told to admins, what a dead process left is taken over, what is old is
forgotten, and the library is kept up to date.

Each runs until it is cancelled, whatever goes wrong on the way.
"""

import asyncio

from bot.library import changes
from bot.logs import log
from bot.records import RecordsError
from bot.slack.evidence import delete_left_behind
from bot.slack.notify import notify_admins
from bot.slack.questions import QuestionHandler, recover
from bot.slack.services import Services, SharedServices
from bot.slack.uploads import Intake
from index.errors import IndexStoreError

_BY_HAND = " Run: findings index"
FIRST_INDEX = (
    "I am running and read the documents of the folder now, since there is no index that I can use yet (as findings "
    "index would). Questions that come meanwhile are told so, and are answered when it is ready. My Home tab shows how "
    "far it is."
)
HEARTBEAT_SECONDS = 4.0
_TEN_MINUTES, _AN_HOUR = 150, 900  # in beats


async def open_records(services: Services) -> None:
    """Say so where nothing can be recorded; questions are answered all the same."""
    try:
        await asyncio.to_thread(services.audit.ready)
    except RecordsError as error:
        log.error("Nothing can be recorded: %s", error)
        services.tasks.start(
            notify_admins(
                services.access,
                services.messenger,
                "I am running, but cannot record what admins do, so nothing can be changed from Slack; nor can I count "
                f"how I am used. {error}",
            )
        )


async def open_index(services: Services) -> None:
    """Open the index before the first question comes; say so where there is none."""
    try:
        await services.searchers.search(lambda held: held.library.generation)
    except IndexStoreError as error:
        if services.index_runner.mends(error):
            log.warning("There is no index to answer from; it is made now. %s", str(error).removesuffix(_BY_HAND))
            said = FIRST_INDEX
        else:
            log.error("There is no index to answer from: %s", error)
            said = f"I am running, but cannot answer. {error}"
        services.tasks.start(notify_admins(services.access, services.messenger, said))


async def housekeeping(services: Services, questions: QuestionHandler) -> None:
    """Say that this process is alive, take over what a dead one left, and forget what is old."""
    turn = 0
    while True:
        try:
            services.store.heartbeat()
            for pending in services.store.take_over():
                services.tasks.start(recover(services, questions, pending))
            if turn % _TEN_MINUTES == 0:
                services.store.forget_old()
                services.packs.forget_old()
                await asyncio.to_thread(delete_left_behind)
                await asyncio.to_thread(services.usage.forget_old)
        except RecordsError as error:
            log.error("What is old could not be forgotten: %s", error)
        except Exception:
            log.exception("Housekeeping failed.")
        turn += 1
        await asyncio.sleep(HEARTBEAT_SECONDS)


async def keep_uploads(intake: Intake) -> None:
    """Go on with files that a dead process was at work on, and forget those that nobody decides about."""
    turn = 0
    while True:
        try:
            await intake.resume()
            if turn % _AN_HOUR == 0:
                await intake.forget_old()
        except Exception:
            log.exception("Housekeeping of the files that wait failed.")
        turn += 1
        await asyncio.sleep(HEARTBEAT_SECONDS)


async def keep_library(services: SharedServices) -> None:
    """Keep the index up to date with the documents folder, from the start on."""
    if not services.settings.watch:
        return
    services.index_runner.request(actor="watcher")
    while True:
        try:
            async for _ in changes(services.settings.documents):
                services.index_runner.request(actor="watcher")
        except Exception:
            log.exception("The documents folder cannot be watched; trying again in a minute.")
            await asyncio.sleep(60)

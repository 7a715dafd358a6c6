"""The open parts of the app, and the handling of one question from the asker to the delivered answer."""

import asyncio
import time
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answers import PassageResolver, RestoredAnswer, pack_answer, pack_filters, restore_answer
from bot.library import IndexRunner, LibraryService
from bot.logs import log, new_reference
from bot.models import Answer, AnswerKind
from bot.records import Audit, Usage
from bot.settings import Settings
from bot.slack.access import AccessPolicy, Admins, SlackUser, asker_of
from bot.slack.blocks import Message, failure, plain_message, privacy_warning, render_answer, reports_list
from bot.slack.home import HomeSessions, UsageChart
from bot.slack.library_view import newest_first
from bot.slack.messenger import Messenger, NotDeliveredError
from bot.slack.question_cache import QuestionMemory
from bot.slack.questions import (
    BUSY,
    MORE,
    NO_INDEX,
    NO_MORE,
    Outcome,
    QuestionRequest,
    Replies,
    Threads,
    answer_request,
    asks_for_the_list,
    further_of,
    wants_more,
)
from bot.slack.searcher_manager import SearcherManager
from bot.slack.state import AnswerStore, Entry, State, StoredAnswer
from index.errors import IndexStoreError


class Services:
    """Everything that answering needs, open for the life of the process."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: AnswerStore,
        shelf: SearcherManager,
        courier: Messenger,
        insiders: AccessPolicy,
        admins: Admins,
        audit: Audit,
        usage: Usage,
    ) -> None:
        """Take the open parts."""
        self.settings, self.store, self.shelf, self.courier, self.insiders = settings, store, shelf, courier, insiders
        self.admins, self.audit, self.usage = admins, audit, usage
        self.librarian = LibraryService(settings, audit)
        self.reindexer = IndexRunner(settings, audit, tell_admins=self.tell_admins)
        self.homes, self.charting = HomeSessions(), UsageChart(settings)
        self.memory = QuestionMemory(hours=settings.thread_hours)
        self._teller = Replies(courier, admins)
        self._threads = Threads(store, self.memory, courier)
        self._tasks: set[asyncio.Task[None]] = set()

    # -- work under way -----------------------------------------------------------------------------------------------

    def begin(self, asking: QuestionRequest) -> None:
        """Start to answer; the caller goes on at once."""
        self.start(self.ask(asking))

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Run something beside everything else and see it through."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def guarded(self, work: Awaitable[None], asker: SlackUser) -> None:
        """Run what a click began; where it fails the person is told and the log has the reference."""
        try:
            await work
        except Exception:
            reference = new_reference()
            log.exception("%s: a click failed.", reference)
            await self._teller.apologise(asker.user, reference)

    async def apologise(self, body: Mapping[str, Any], reference: str) -> None:
        """Tell whoever caused it that something went wrong, where they can be told."""
        if user := asker_of(body).user:
            await self._teller.apologise(user, reference)

    async def drain(self, seconds: float) -> None:
        """Wait for what is under way, so long at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    # -- asking -------------------------------------------------------------------------------------------------------

    async def ask(self, asking: QuestionRequest) -> None:
        """Answer a question; whatever happens, the person is told."""
        try:
            await self._ask(asking)
        except IndexStoreError as error:
            log.error("No index to answer from: %s", error)
            self.usage.failed()
            await self._teller.excuse(asking, NO_INDEX)
            await self.tell_admins(f"Somebody asked and I could not answer. {error}")
        except NotDeliveredError as error:
            reference = new_reference()
            log.error("%s: an answer was not delivered (%s, %s).", reference, asking.entry.value, error.code)
            self.usage.failed()
            if asking.entry is Entry.COMMAND or asking.in_place is not None:  # then the direct message is left
                asking_directly = replace(asking, entry=Entry.SHORTCUT, in_place=None)
                await self._teller.excuse(asking_directly, failure(reference).text)
        except Exception:
            reference = new_reference()
            log.exception("%s: a question failed (%s).", reference, asking.entry.value)
            self.usage.failed()
            await self._teller.excuse(asking, failure(reference).text)
        finally:
            if asking.event is not None:
                self.store.mark(asking.event, State.DONE)

    async def _ask(self, asking: QuestionRequest) -> None:
        if (reason := await self.insiders.reason_against(asking.asker)) is not None:
            await self.tell(asking, plain_message(reason))
            return
        if len(self._tasks) < BUSY:
            self.start(self._teller.show_status(asking))
        if not asking.exact and asking.in_place is None and wants_more(asking.text) and await self._show_more(asking):
            return
        if asks_for_the_list(asking.text) and asking.entry in (Entry.COMMAND, Entry.DIRECT):
            held = await self.shelf.look(lambda open_: reports_list(newest_first(open_.library), page=0))
            await self.tell(asking, held)
            return
        before = await self._threads.before(asking)
        default = self.store.default_authority(asking.asker.user)
        begun = time.monotonic()
        result = await self.shelf.search(lambda held: answer_request(held, asking, before, default))
        seconds = time.monotonic() - begun
        if result.seen:
            await self._warn(asking, result.seen)
            self.usage.warned()
        elif result.answer is None:
            await self.tell(asking, plain_message(result.sentence))
        else:
            await self._deliver(asking, result, result.answer)
            self._count(asking, result, result.answer, seconds)

    async def _deliver(self, asking: QuestionRequest, result: Outcome, answer: Answer) -> None:
        self.memory.keep(asking.answer, result.question)
        thread = asking.thread if asking.entry in (Entry.DIRECT, Entry.MENTION) else None
        self._keep(asking, pack_answer(answer), thread=thread)
        if thread is not None and (answer.kind is not AnswerKind.HELP or answer.understood.authorities):
            self._threads.remember(asking, thread, result)
        messages = render_answer(
            replace(answer, question=result.question),
            asking.answer,
            audience=asking.audience,
            carried=result.carried,
            show_question=asking.show_question,
            examples=result.examples if answer.kind is AnswerKind.HELP else (),
        )
        if asking.event is not None:
            self.store.mark(asking.event, State.POSTING)
        if asking.in_place is None:
            await self._send_answer(asking, messages)
            return
        former = kept.messages if (kept := self.store.answer(asking.answer)) else ()
        stamps = await self._teller.replace(asking, asking.in_place, messages, former=former)
        if stamps is not None:
            self.store.set_messages(asking.answer, stamps)

    def _count(self, asking: QuestionRequest, result: Outcome, answer: Answer, seconds: float) -> None:
        refused = answer.kind is AnswerKind.NO_ANSWER and answer.coverage.reason is not None
        self.usage.answered(
            answer.kind.value,
            seconds=seconds,
            user=asking.asker.user,
            reason=answer.coverage.reason if refused else None,
            authorities=result.councils,
        )

    async def _show_more(self, asking: QuestionRequest) -> bool:
        """Show further passages of the answer above; False where there is none above."""
        above = self._threads.above(asking)
        restored = await self.restore(above[0]) if above else None
        if above is None or restored is None:
            return False
        further = further_of(restored, asking, above[1])
        if further is None:
            await self.tell(asking, plain_message(NO_MORE))
            return True
        self._keep(asking, pack_answer(further.shown), thread=asking.thread)
        self._threads.remember_further(asking, further.count)
        messages = render_answer(further.shown, asking.answer, audience=further.audience, carried=MORE)
        await self._send_answer(asking, messages)
        return True

    async def _warn(self, asking: QuestionRequest, seen: Sequence[str]) -> None:
        self.memory.keep(asking.answer, asking.text)
        body = pack_answer(Answer(question="", kind=AnswerKind.HELP, message=""))
        body["asked"] = {
            "entry": asking.entry.value,
            "ts": asking.ts,
            "thread_ts": asking.thread_ts,
            "filters": pack_filters(asking.filters),
        }
        self._keep(asking, body, thread=asking.thread_ts)
        await self.tell(asking, privacy_warning(seen, answer_id=asking.answer, question=asking.text))

    def _keep(self, asking: QuestionRequest, body: Mapping[str, Any], *, thread: str | None) -> None:
        self.store.keep(
            asking.answer, body, user=asking.asker.user, entry=asking.entry, channel=asking.channel, thread_ts=thread
        )

    async def _send_answer(self, asking: QuestionRequest, messages: Sequence[Message]) -> None:
        stamps = await self._teller.send(asking, messages, mark=f"a:{asking.answer}")
        self.store.set_messages(asking.answer, stamps)

    # -- for listeners ------------------------------------------------------------------------------------------------

    async def tell(self, asking: QuestionRequest, message: Message) -> None:
        """Say something to the asker alone."""
        await self._teller.tell(asking, message)

    async def tell_admins(self, text: str) -> None:
        """Say something to every admin."""
        await self._teller.tell_admins(text)

    async def read_again(self, channel: str, ts: str, thread_ts: str | None) -> str | None:
        """Read a question again from Slack, where the app may: in direct messages."""
        return await self._threads.read_again(channel, ts, thread_ts)

    async def restore(self, answer: str) -> RestoredAnswer | None:
        """Read a stored answer with its passages; None where it is not kept any more."""
        kept = self.store.answer(answer)
        return None if kept is None else await self.restore_kept(kept)

    async def restore_kept(self, kept: StoredAnswer) -> RestoredAnswer:
        """Read the passages of a stored answer."""
        return await self.shelf.look(lambda held: restore_answer(kept.body, PassageResolver(held.library)))

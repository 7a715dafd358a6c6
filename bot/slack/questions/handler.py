"""Answer one question that was asked in Slack: from the request to the delivered answer, or to one reason."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cachetools import TTLCache

from bot.answers import pack_answer, pack_filters, restore_answer, wants_more
from bot.logs import log, new_reference
from bot.models import Answer, AnswerKind
from bot.slack.blocks import (
    NO_INDEX,
    Audience,
    HeldBy,
    Message,
    failure,
    plain_message,
    privacy_warning,
    reading_note,
    render_answer,
    reports_list,
)
from bot.slack.library_view import newest_first
from bot.slack.messenger import NotDeliveredError
from bot.slack.questions.answering import Outcome, answer_request, asks_for_the_list
from bot.slack.questions.replies import Replies
from bot.slack.questions.request import QuestionRequest
from bot.slack.questions.threads import MORE, NO_MORE, Threads, further_of
from bot.slack.services import Services, home_of
from bot.slack.state import Entry, State, StoredAnswer
from index.errors import IndexStoreError

BUSY = 20  # questions waiting, beyond which a status line would only cost time
NOT_CONFIRMED = (
    "Slack did not confirm that my answer was posted, so I do not post it again. If it is not in the thread, ask again."
)
PARTLY = (
    "Slack took {arrived} of the {of} parts of my answer and refused the next, so the rest is missing above. Ask for "
    "less at once, for instance for one council; if it goes on, give an admin this reference: {reference}"
)
_LOOK = 1.0  # seconds between two looks for an index
_SOON = 60  # looks within which a run begins, or what it has made is open


class QuestionHandler:
    """Answers questions; one for the process."""

    def __init__(self, services: Services) -> None:
        """Take the open parts."""
        self._services = services
        self.replies = Replies(services.messenger)
        self._threads = Threads(services.store, services.questions, services.messenger)
        self._waiting: list[QuestionRequest] = []
        # Private answers of several parts, one shown at a time; one that is forgotten is put together again.
        self._parts: TTLCache[str, tuple[Message, ...]] = TTLCache(300, ttl=services.settings.thread_hours * 3_600)

    def forget(self) -> None:
        """Forget the answers that are in memory."""
        self._services.questions.clear()
        self._parts.clear()

    def begin(self, request: QuestionRequest) -> None:
        """Start to answer; the caller goes on at once."""
        self._services.tasks.start(self.answer(request))

    async def decline(self, request: QuestionRequest, reason: str) -> None:
        """Give a reason in place of an answer; never raises."""
        await self.replies.excuse(request, reason)
        self._done(request)

    async def answer(self, request: QuestionRequest) -> None:
        """Answer a question; whatever happens, the person is told."""
        waits = False
        try:
            await self._answer(request)
        except IndexStoreError as error:
            waits = await self._wait_for_index(request, error)
        except NotDeliveredError as error:
            reference = new_reference()
            log.error("%s: an answer was not delivered (%s, %s).", reference, request.entry.value, error.code)
            self._services.usage.failed()
            if error.in_doubt:
                await self.replies.excuse(request, NOT_CONFIRMED)
                return
            said = failure(reference).text
            if error.arrived:
                said = PARTLY.format(arrived=error.arrived, of=error.of, reference=reference)
            if request.entry is Entry.COMMAND or request.in_place is not None:  # then the direct message is left
                request = replace(request, entry=Entry.SHORTCUT, in_place=None)
            await self.replies.excuse(request, said)
        except Exception:
            reference = new_reference()
            log.exception("%s: a question failed (%s).", reference, request.entry.value)
            self._services.usage.failed()
            await self.replies.excuse(request, failure(reference).text)
        finally:
            if not waits:  # one that waits is taken up again also after a restart
                self._done(request)

    async def _wait_for_index(self, request: QuestionRequest, error: IndexStoreError) -> bool:
        """Say that the reports are being read, and keep the question until that is done; admins were told at the
        start, once. False where nothing is being read: then that is said."""
        if not self._services.index_runner.mends(error):
            log.error("A question was not answered: %s", error)
            self._services.usage.failed()
            await self.replies.excuse(request, NO_INDEX)
            return False
        log.warning("A question waits for the index: %s", error)
        state = self._services.index_runner.state
        await self.replies.excuse(request, reading_note(state.done, state.total), sort="w")
        self._waiting.append(request)
        return True

    async def answer_when_ready(self) -> None:
        """Answer what waits for the first index, as soon as there is one; runs until it is cancelled."""
        idle = 0
        while True:
            await asyncio.sleep(_LOOK)
            if not self._waiting:
                continue
            idle = 0 if self._services.index_runner.state.running else idle + 1
            if self._services.searchers.is_open:
                waiting, self._waiting = self._waiting, []
                for request in waiting:
                    self.begin(request)
            elif idle > _SOON:
                waiting, self._waiting = self._waiting, []
                for request in waiting:
                    self._services.usage.failed()
                    self._services.tasks.start(self.decline(request, NO_INDEX))

    async def _answer(self, request: QuestionRequest) -> None:
        services = self._services
        if (reason := await services.access.reason_against(request.user)) is not None:
            await self.replies.tell(request, plain_message(reason))
            return
        if len(services.tasks) < BUSY:
            services.tasks.start(self.replies.show_status(request))
        first_asked = not request.exact and request.in_place is None
        if first_asked and wants_more(request.text) and await self._show_more(request):
            return
        if asks_for_the_list(request.text) and request.entry in (Entry.COMMAND, Entry.DIRECT):
            listed = await services.searchers.look(lambda held: reports_list(newest_first(held.library), page=0))
            await self.replies.tell(request, listed)
            return
        before = await self._threads.before(request)
        default, home = services.store.default_authority(request.user.id), home_of(services, request.user)
        begun = time.monotonic()
        result = await services.searchers.search(lambda held: answer_request(held, request, before, default, home))
        seconds = time.monotonic() - begun
        if result.seen:
            await self._warn(request, result.seen, result.sentence)
            services.usage.warned()
        elif result.answer is None:
            await self.replies.tell(request, plain_message(result.sentence))
        else:
            await self._deliver(request, result, result.answer)
            self._count(request, result, result.answer, seconds)

    async def _deliver(self, request: QuestionRequest, result: Outcome, answer: Answer) -> None:
        store = self._services.store
        self._services.questions[request.answer] = result.question
        thread = request.thread if request.entry in (Entry.DIRECT, Entry.MENTION) else None
        self._keep(request, {**pack_answer(answer), "asked_for": list(result.asked_for)}, thread=thread)
        if thread is not None and (answer.kind is not AnswerKind.HELP or answer.understood.authorities):
            self._threads.remember(request, thread, result)
        messages = render_answer(
            replace(answer, question=result.question),
            request.answer,
            audience=request.audience,
            carried=result.carried,
            show_question=request.show_question,
            examples=result.examples if answer.kind is AnswerKind.HELP else (),
        )
        if len(messages) > 1:
            self._parts[request.answer] = messages
        if request.event is not None:
            store.mark(request.event, State.POSTING)
        if request.in_place is None:
            await self._send(request, messages)
            return
        former = kept.messages if (kept := store.answer(request.answer)) else ()
        stamps = await self.replies.replace(request, request.in_place, messages, former=former)
        if stamps is not None:
            store.set_messages(request.answer, stamps)

    async def parts_of(self, kept: StoredAnswer) -> tuple[Message, ...]:
        """Give the parts of a private answer; put together again where they are not in memory any more."""
        parts = self._parts.get(kept.id)
        if parts is not None:
            return parts
        restored = await self._services.searchers.look(lambda held: restore_answer(kept.body, held.resolver))
        answer = replace(restored.answer, question=self._services.questions.get(kept.id, ""))
        parts = render_answer(answer, kept.id, audience=Audience.EPHEMERAL, show_question=True)
        self._parts[kept.id] = parts
        return parts

    async def _show_more(self, request: QuestionRequest) -> bool:
        """Show further passages of the answer above; False where there is none above."""
        above = self._threads.above(request)
        kept = self._services.store.answer(above[0]) if above else None
        if above is None or kept is None:
            return False
        restored = await self._services.searchers.look(lambda held: restore_answer(kept.body, held.resolver))
        further = further_of(restored, request, above[1])
        if further is None:
            await self.replies.tell(request, plain_message(NO_MORE))
            return True
        self._keep(request, pack_answer(further.shown), thread=request.thread)
        self._threads.remember_further(request, further.count)
        messages = render_answer(further.shown, request.answer, audience=further.audience, carried=MORE)
        await self._send(request, messages)
        return True

    async def _warn(self, request: QuestionRequest, seen: Sequence[str], call: str) -> None:
        self._services.questions[request.answer] = request.text
        body = pack_answer(Answer(AnswerKind.HELP, ""))
        body["asked"] = {
            "entry": request.entry.value,
            "ts": request.ts,
            "thread_ts": request.thread_ts,
            "filters": pack_filters(request.filters),
        }
        self._keep(request, body, thread=request.thread_ts)
        held_by = {Entry.DIRECT: HeldBy.MESSAGES, Entry.MENTION: HeldBy.CHANNEL}.get(request.entry, HeldBy.NOBODY)
        warning = privacy_warning(seen, answer_id=request.answer, question=request.text, held_by=held_by, call=call)
        await self.replies.tell(request, warning)

    async def _send(self, request: QuestionRequest, messages: Sequence[Message]) -> None:
        stamps = await self.replies.send(request, messages, mark=f"a:{request.answer}")
        self._services.store.set_messages(request.answer, stamps)

    def _keep(self, request: QuestionRequest, body: Mapping[str, Any], *, thread: str | None) -> None:
        self._services.store.keep(
            request.answer,
            body,
            user=request.user.id,
            entry=request.entry,
            channel=request.channel,
            thread_ts=thread,
        )

    def _count(self, request: QuestionRequest, result: Outcome, answer: Answer, seconds: float) -> None:
        refused = answer.kind is AnswerKind.NO_ANSWER and answer.coverage.reason is not None
        self._services.usage.answered(
            answer.kind.value,
            seconds=seconds,
            user=request.user.id,
            reason=answer.coverage.reason if refused else None,
            authorities=result.councils,
        )

    def _done(self, request: QuestionRequest) -> None:
        if request.event is not None:
            self._services.store.mark(request.event, State.DONE)

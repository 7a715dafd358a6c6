"""The desk: a question comes in from anywhere in Slack, and one answer, or one reason, goes out to where it belongs.

In: an ``Asking``. Out: messages. The order is fixed: who asks, personal data, what the thread is about, the search, the
record by reference, the delivery. Private questions are answered privately; only a mention is answered in its channel.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.admin.admins import Admins
from bot.admin.charting import Charting
from bot.admin.home_state import Homes
from bot.admin.librarian import Librarian
from bot.admin.reindexing import Reindexer
from bot.answer_store import AnswerStore, Entry, Kept, State
from bot.blocks.answers import Audience, render_answer
from bot.blocks.layout import Message
from bot.blocks.notices import failure, plain_message, privacy_warning, reports_list
from bot.conversation import Before, is_follow_up, merge, read_opening, wants_more
from bot.delivery import Courier, NotDeliveredError
from bot.insiders import Asker, Insiders, asker_of
from bot.library_view import newest_first, suggestions
from bot.logs import log, new_reference
from bot.models import Answer, AnswerKind, Filters
from bot.privacy import personal_data
from bot.question_memory import QuestionMemory
from bot.records.audit import Audit
from bot.records.usage import Usage
from bot.settings import Settings
from bot.shelf import Open, Shelf
from bot.stored_answers import Restored, pack_answer, pack_filters, restore_answer, restore_filters
from bot.whereabouts import Whereabouts
from index.errors import IndexStoreError

__all__ = ["Asking", "Desk", "Replaced"]

LONGEST_QUESTION = 4_000
_LIST = re.compile(
    r"(?:(?:list|show)(?: me)?(?: all)?(?: the)? |all(?: the)? )?(?:reports|documents|library)(?: held)?\??",
    re.IGNORECASE,
)
MORE_AT_A_TIME = 5
FORGOTTEN = (
    "I do not keep questions, and after a restart I no longer know what this one was about. Please ask it in full."
)
BUSY = 20  # questions waiting, beyond which a status line would only cost time


@dataclass(frozen=True, slots=True)
class Replaced:
    """Where an answer stands that is asked again in place: a message of ours, or one at a response URL."""

    channel: str | None = None
    ts: str | None = None
    response_url: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way. ``ts`` is the message that asks; ``confirmed`` that its personal data was pointed out;
    ``exact`` that the filters are the asker's own choice, so that nothing is taken over from the thread."""

    text: str
    asker: Asker
    entry: Entry
    channel: str
    answer: str
    ts: str = ""
    thread_ts: str | None = None
    event: str | None = None
    response_url: str | None = None
    filters: Filters = field(default_factory=Filters)
    confirmed: bool = False
    exact: bool = False
    in_place: Replaced | None = None
    show_question: bool = False

    @property
    def thread(self) -> str | None:
        """The thread that the answer goes to."""
        return self.thread_ts or self.ts or None


@dataclass(frozen=True, slots=True)
class _Result:
    """What the search came to: an answer, a warning, or one plain sentence."""

    answer: Answer | None = None
    seen: tuple[str, ...] = ()
    sentence: str = ""
    question: str = ""
    carried: str = ""
    about: Before = field(default_factory=lambda: Before(Filters()))
    examples: tuple[tuple[str, str], ...] = ()


class Desk:
    """Everything that answering needs, open for the life of the process."""

    def __init__(
        self,
        settings: Settings,
        *,
        store: AnswerStore,
        shelf: Shelf,
        courier: Courier,
        insiders: Insiders,
        admins: Admins,
        audit: Audit,
        usage: Usage,
    ) -> None:
        """Take the open parts."""
        self.settings, self.store, self.shelf, self.courier, self.insiders = settings, store, shelf, courier, insiders
        self.admins, self.audit, self.usage = admins, audit, usage
        self.librarian = Librarian(settings, audit)
        self.reindexer = Reindexer(settings, audit, tell_admins=self.tell_admins)
        self.homes, self.charting = Homes(), Charting(settings)
        self.memory = QuestionMemory(hours=settings.thread_hours)
        self._tasks: set[asyncio.Task[None]] = set()

    # -- asking -------------------------------------------------------------------------------------------------------

    def begin(self, asking: Asking) -> None:
        """Start to answer; the caller goes on at once."""
        self.start(self.ask(asking))

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Run something beside everything else and see it through."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def guarded(self, work: Awaitable[None], asker: Asker) -> None:
        """Run what a click began; where it fails the person is told and the log has the reference."""
        try:
            await work
        except Exception:
            reference = new_reference()
            log.exception("%s: a click failed.", reference)
            with suppress(NotDeliveredError, SlackApiError, OSError, TimeoutError):
                await self.courier.post(asker.user, [failure(reference)], mark=f"n:{reference}")

    async def apologise(self, body: Mapping[str, Any], reference: str) -> None:
        """Tell whoever caused it that something went wrong, where they can be told."""
        user = asker_of(body).user
        if user:
            with suppress(NotDeliveredError, SlackApiError, OSError, TimeoutError):
                await self.courier.post(user, [failure(reference)], mark=f"n:{reference}")

    @property
    def waiting(self) -> int:
        """How many questions are being worked on."""
        return len(self._tasks)

    async def drain(self, seconds: float) -> None:
        """Wait for what is under way, so long at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def ask(self, asking: Asking) -> None:
        """Answer a question; whatever happens, the person is told."""
        try:
            await self._ask(asking)
        except IndexStoreError as error:
            log.error("No index to answer from: %s", error)
            await self._excuse(
                asking, "I have no index to answer from just now. An admin must make one; I have told them."
            )
            await self.tell_admins(f"Somebody asked and I could not answer. {error}")
        except NotDeliveredError as error:
            reference = new_reference()
            log.error("%s: an answer was not delivered (%s, %s).", reference, asking.entry.value, error.code)
            if asking.entry is Entry.COMMAND or asking.in_place is not None:  # then the direct message is left
                await self._excuse(replace(asking, entry=Entry.SHORTCUT, in_place=None), failure(reference).text)
        except Exception:
            reference = new_reference()
            log.exception("%s: a question failed (%s).", reference, asking.entry.value)
            await self._excuse(asking, failure(reference).text)
        finally:
            if asking.event is not None:
                self.store.mark(asking.event, State.DONE)

    async def _ask(self, asking: Asking) -> None:
        if (reason := await self.insiders.reason_against(asking.asker)) is not None:
            await self.tell(asking, plain_message(reason))
            return
        if self.waiting < BUSY:
            self.start(self._status(asking))
        if not asking.exact and asking.in_place is None and wants_more(asking.text) and await self._show_more(asking):
            return
        if _LIST.fullmatch(asking.text.strip()) and asking.entry in (Entry.COMMAND, Entry.DIRECT):
            held = await self.shelf.look(lambda open_: reports_list(newest_first(open_.library), page=0))
            await self.tell(asking, held)
            return
        before = await self._before(asking)
        default = self.store.default_authority(asking.asker.user)
        begun = time.monotonic()
        result = await self.shelf.search(lambda held: _search(held, asking, before, default))
        if result.answer is not None:
            self._count(asking, result.answer, time.monotonic() - begun)
        if result.seen:
            await self._warn(asking, result.seen)
        elif result.answer is None:
            await self.tell(asking, plain_message(result.sentence))
        else:
            await self._deliver(asking, result, result.answer)

    def _count(self, asking: Asking, answer: Answer, seconds: float) -> None:
        reason = answer.coverage.reason
        self.usage.answered(
            answer.kind.value,
            seconds=seconds,
            user=asking.asker.user,
            reason=reason.value if reason else None,
            authorities=answer.understood.authorities,
        )

    async def _deliver(self, asking: Asking, result: _Result, answer: Answer) -> None:
        self.memory.keep(asking.answer, result.question)
        thread = asking.thread if asking.entry in (Entry.DIRECT, Entry.MENTION) else None
        self.store.keep(
            asking.answer,
            pack_answer(answer),
            user=asking.asker.user,
            entry=asking.entry,
            channel=asking.channel,
            thread_ts=thread,
        )
        if thread is not None and (answer.kind is not AnswerKind.HELP or answer.understood.authorities):
            self.store.remember(
                asking.channel,
                thread,
                answer=asking.answer,
                filters={
                    **pack_filters(result.about.filters),
                    "since": result.about.since,
                    "until": result.about.until,
                },
                question_ts=asking.ts,
            )
        messages = render_answer(
            replace(answer, question=result.question),
            asking.answer,
            audience=_audience(asking.entry),
            carried=result.carried,
            show_question=asking.show_question,
            examples=result.examples if answer.kind is AnswerKind.HELP else (),
        )
        if asking.event is not None:
            self.store.mark(asking.event, State.POSTING)
        if asking.in_place is not None:
            await self._replace(asking, asking.in_place, messages)
        else:
            stamps = await self.send(asking, messages, mark=f"a:{asking.answer}")
            self.store.set_messages(asking.answer, stamps)

    async def _replace(self, asking: Asking, place: Replaced, messages: Sequence[Message]) -> None:
        if place.response_url is not None:
            await self.courier.respond(place.response_url, messages, replace=True)
            return
        if place.channel is None or place.ts is None:
            raise NotDeliveredError("message_not_found")
        kept = self.store.answer(asking.answer)
        former = kept.messages if kept else ()
        revision = f"a:{asking.answer}:r{new_reference()}"
        first = former[0] if former and place.ts in former else place.ts
        await self.courier.update(place.channel, first, messages[0], mark=revision)
        for ts in former:
            if ts != first:
                with suppress(SlackApiError):
                    await self.courier.delete(place.channel, ts)
        stamps = [first]
        if len(messages) > 1:
            stamps += await self.courier.post(place.channel, messages[1:], thread_ts=asking.thread, mark=revision)
        self.store.set_messages(asking.answer, stamps)

    # -- what came before ---------------------------------------------------------------------------------------------

    async def _before(self, asking: Asking) -> Before | None:
        """Return what the thread is about, with its question where that is still known; None where there is nothing."""
        if asking.exact or asking.entry not in (Entry.DIRECT, Entry.MENTION):
            return None
        if asking.thread_ts is None and asking.entry is Entry.MENTION:
            return None
        context = self.store.context(asking.channel, asking.thread_ts)
        if context is None:
            return None
        question = self.memory.get(context.answer)
        if question is None and asking.entry is Entry.DIRECT and context.question_ts:
            question = await self.read_again(asking.channel, context.question_ts, asking.thread_ts)
        held = context.filters
        return Before(restore_filters(held), held.get("since"), held.get("until"), question)

    async def read_again(self, channel: str, ts: str, thread_ts: str | None) -> str | None:
        """Read a question again from Slack, where the app may: in direct messages."""
        try:
            return await self.courier.message_text(channel, ts, thread_ts)
        except (SlackApiError, OSError, TimeoutError):
            return None

    async def _show_more(self, asking: Asking) -> bool:
        """Show further passages of the answer above; False where there is none above."""
        if asking.entry not in (Entry.DIRECT, Entry.MENTION):
            return False
        context = self.store.context(asking.channel, asking.thread_ts)
        if context is None:
            return False
        restored = await self.restore(context.answer)
        if restored is None:
            return False
        answer, first = restored.answer, context.shown
        in_channel = asking.entry is Entry.MENTION and answer.kind is AnswerKind.PASSAGES
        further = (answer.evidence[1:] if in_channel else ()) + answer.more
        part = further[first : first + MORE_AT_A_TIME]
        if not part:
            await self.tell(
                asking, plain_message("That is all I found. Ask in other words, or for another council or period.")
            )
            return True
        left = further[first + MORE_AT_A_TIME :]
        message = (
            f"{len(part)} more, in order; {len(left)} further." if left else f"{len(part)} more; these are the last."
        )
        shown = replace(
            answer, kind=AnswerKind.PASSAGES, message=message, evidence=part, more=left, groups=(), judgements=()
        )
        self.store.keep(
            asking.answer,
            pack_answer(shown),
            user=asking.asker.user,
            entry=asking.entry,
            channel=asking.channel,
            thread_ts=asking.thread,
        )
        self.store.remember(
            asking.channel,
            asking.thread or "",
            answer=context.answer,
            filters=context.filters,
            question_ts=context.question_ts,
            shown=first + len(part),
        )
        if (question := self.memory.get(context.answer)) is not None:
            self.memory.keep(asking.answer, question)
        audience = Audience.SHARED if in_channel else _audience(asking.entry)
        messages = render_answer(shown, asking.answer, audience=audience, carried="More of the answer above.")
        stamps = await self.send(asking, messages, mark=f"a:{asking.answer}")
        self.store.set_messages(asking.answer, stamps)
        return True

    # -- telling -------------------------------------------------------------------------------------------------------

    async def send(self, asking: Asking, messages: Sequence[Message], *, mark: str) -> list[str]:
        """Send messages to where the question's answer belongs; return their timestamps where they have any."""
        if asking.entry is Entry.COMMAND:
            if asking.response_url is None:
                raise NotDeliveredError("no_response_url")
            await self.courier.respond(asking.response_url, messages)
            return []
        if asking.entry is Entry.SHORTCUT:
            return await self.courier.post(asking.asker.user, messages, mark=mark)
        return await self.courier.post(
            asking.channel, messages, thread_ts=asking.thread, mark=mark, readable=asking.entry is Entry.DIRECT
        )

    async def tell(self, asking: Asking, message: Message) -> None:
        """Say something to the asker alone."""
        if asking.entry is Entry.MENTION:
            await self.courier.whisper(asking.channel, asking.asker.user, message, thread_ts=asking.thread_ts)
        elif asking.in_place is not None and asking.in_place.response_url is not None:
            await self.courier.respond(asking.in_place.response_url, [message])
        else:
            await self.send(asking, [message], mark=f"n:{asking.answer}")

    async def tell_admins(self, text: str) -> None:
        """Say something to every admin."""
        for admin in await self.admins.everyone():
            with suppress(NotDeliveredError):
                await self.courier.post(admin, [plain_message(text)], mark=f"n:{new_reference()}")

    async def _excuse(self, asking: Asking, text: str) -> None:
        try:
            await self.tell(asking, plain_message(text))
        except (NotDeliveredError, SlackApiError, OSError, TimeoutError):
            log.error("Somebody could not be told that their question failed.")

    async def _warn(self, asking: Asking, seen: Sequence[str]) -> None:
        self.memory.keep(asking.answer, asking.text)
        body = pack_answer(Answer(question="", kind=AnswerKind.HELP, message=""))
        body["asked"] = {
            "entry": asking.entry.value,
            "ts": asking.ts,
            "thread_ts": asking.thread_ts,
            "filters": pack_filters(asking.filters),
        }
        self.store.keep(
            asking.answer,
            body,
            user=asking.asker.user,
            entry=asking.entry,
            channel=asking.channel,
            thread_ts=asking.thread_ts,
        )
        await self.tell(asking, privacy_warning(seen, answer_id=asking.answer, question=asking.text))

    async def _status(self, asking: Asking) -> None:
        if asking.entry not in (Entry.DIRECT, Entry.MENTION) or asking.thread is None:
            return
        with suppress(SlackApiError, OSError, TimeoutError):
            await self.courier.status(asking.channel, asking.thread, "is searching the reports…")

    # -- stored answers --------------------------------------------------------------------------------------

    async def restore(self, answer: str) -> Restored | None:
        """Read a stored answer with its passages; None where it is not kept any more."""
        kept = self.store.answer(answer)
        return None if kept is None else await self.restore_kept(kept)

    async def restore_kept(self, kept: Kept) -> Restored:
        """Read the passages of a stored answer."""
        return await self.shelf.look(lambda held: restore_answer(kept.body, Whereabouts(held.library)))


def _search(held: Open, asking: Asking, before: Before | None, default: str | None) -> _Result:
    text, filters, carried = asking.text.strip()[:LONGEST_QUESTION], asking.filters, ""
    if not asking.confirmed:
        seen = personal_data(text, known=held.known)
        if seen:
            return _Result(seen=seen)
    question = text
    if before is not None:
        opening = read_opening(text)
        heard = held.understand(opening.rest)
        if is_follow_up(opening, heard, in_thread=asking.thread_ts is not None):
            merged = merge(opening, heard, before, rest_of=lambda t: held.understand(t).rest)
            if merged is None:
                return _Result(sentence=FORGOTTEN)
            question, filters, carried = merged.question, merged.filters, merged.carried
    if default and not filters.authorities and not asking.exact and held.names_no_council(question):
        filters = replace(filters, authorities=(default,))
        carried = f"{carried} {default} is your default council (change it on my Home tab).".strip()
    heard = held.understand(question)
    answer = held.answerer.answer(question, filters=filters)
    dated = bool(filters.years or filters.recency)
    about = Before(
        _context(answer, filters, heard.years),
        None if dated else heard.since,
        None if dated else heard.until,
        question=question,
    )
    examples = (
        tuple(suggestions(held.library, home=default or held.answerer.home)) if answer.kind is AnswerKind.HELP else ()
    )
    return _Result(answer=answer, question=question, carried=carried, about=about, examples=examples)


def _context(answer: Answer, filters: Filters, years: tuple[int, ...]) -> Filters:
    """Return what a thread is about after an answer; ``years`` are those that the question names one by one."""
    understood = answer.understood
    return Filters(
        authorities=understood.authorities or filters.authorities,
        years=filters.years or years,
        recency=understood.recency or filters.recency,
        voice=understood.voice or filters.voice,
        kind=filters.kind,
        document=filters.document,
    )


def _audience(entry: Entry) -> Audience:
    if entry is Entry.MENTION:
        return Audience.CHANNEL
    return Audience.EPHEMERAL if entry is Entry.COMMAND else Audience.DIRECT

"""Threads: what a question follows on from, and what the next one may follow on from.

Kept is what a thread is about, never its words: the question itself is known for a while in memory, or read again from
Slack in direct messages.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass, replace

from bot.answers import RestoredAnswer, ThreadContext, pack_filters, restore_filters
from bot.models import Answer, AnswerKind
from bot.slack.blocks import Audience, further_places, places_in_message
from bot.slack.messenger import Messenger
from bot.slack.questions.answering import Outcome
from bot.slack.questions.question_lookup import read_again
from bot.slack.questions.request import QuestionRequest
from bot.slack.state import AnswerStore, Entry

MORE_AT_A_TIME = 3
MORE = "More of the answer above."
NO_MORE = "That is all I found. Ask in other words, or for another council or period."


@dataclass(frozen=True, slots=True)
class NextPage:
    """The next passages of an answer: what to show, to whom, and how many have been shown with them."""

    shown: Answer
    audience: Audience
    count: int


class Threads:
    """What threads are about."""

    def __init__(self, store: AnswerStore, questions: MutableMapping[str, str], messenger: Messenger) -> None:
        """Take what is kept, the questions in memory, and the way to Slack."""
        self._store, self._questions, self._messenger = store, questions, messenger

    async def before(self, request: QuestionRequest) -> ThreadContext | None:
        """Return what the thread is about, with its question where that is still known; None where there is nothing."""
        if request.exact or request.entry not in (Entry.DIRECT, Entry.MENTION):
            return None
        if request.thread_ts is None and request.entry is Entry.MENTION:
            return None
        context = self._store.context(request.channel, request.thread_ts)
        if context is None:
            return None
        question = self._questions.get(context.answer)
        if question is None and request.entry is Entry.DIRECT and context.question_ts:
            question = await read_again(self._messenger, request.channel, context.question_ts, request.thread_ts)
        kept = context.filters
        return ThreadContext(
            restore_filters(kept),
            kept.get("since"),
            kept.get("until"),
            question,
            bool(kept.get("asked")),
            tuple(kept.get("among", ())),
            kept.get("shown"),
            tuple(kept.get("points", ())),
        )

    def remember(self, request: QuestionRequest, thread: str, result: Outcome) -> None:
        """Keep what a thread is about now."""
        about = result.about
        held: dict[str, object] = {"since": about.since, "until": about.until, "asked": about.asked}
        held |= {"among": about.among, "shown": about.shown, "points": about.points}
        self._store.remember(
            request.channel,
            thread,
            answer=request.answer,
            filters={**pack_filters(about.filters), **held},
            question_ts=request.ts,
        )

    def remember_further(self, request: QuestionRequest, count: int) -> None:
        """Keep how many of the further passages of the answer above have been shown."""
        context = self._store.context(request.channel, request.thread_ts)
        if context is None:
            return
        self._store.remember(
            request.channel,
            request.thread or "",
            answer=context.answer,
            filters=context.filters,
            question_ts=context.question_ts,
            shown=count,
        )
        if (question := self._questions.get(context.answer)) is not None:
            self._questions[request.answer] = question

    def above(self, request: QuestionRequest) -> tuple[str, int] | None:
        """Name the answer above a question, and how many of its further passages have been shown; None where there is
        none."""
        if request.entry not in (Entry.DIRECT, Entry.MENTION):
            return None
        context = self._store.context(request.channel, request.thread_ts)
        return None if context is None else (context.answer, context.shown)


def further_of(restored: RestoredAnswer, request: QuestionRequest, first: int) -> NextPage | None:
    """Take the next passages of an answer after so many that were shown; None where there are none."""
    answer = restored.answer
    in_channel = request.entry is Entry.MENTION and answer.kind is AnswerKind.PASSAGES
    every = answer.evidence + answer.more
    seen = places_in_message(answer, best_alone=request.entry is Entry.MENTION)
    further = tuple(every[place] for place in further_places(answer, seen))
    part, left = further[first : first + MORE_AT_A_TIME], further[first + MORE_AT_A_TIME :]
    if not part:
        return None
    message = f"{len(part)} more, in order; {len(left)} further." if left else f"{len(part)} more; these are the last."
    shown = replace(
        answer,
        kind=AnswerKind.PASSAGES,
        message=message,
        evidence=part,
        more=left,
        groups=(),
        judgements=(),
        lead=None,
        facts=(),
        parts=(),
        total=None,
    )
    return NextPage(shown, Audience.SHARED if in_channel else request.audience, first + len(part))

"""Check the quotations of a draft against the library that is open; of the draft nothing is kept.

What is kept is which passages were found, as of any answer, so that the menus under the results work.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import pack_answer
from bot.models import Answer, AnswerKind, Evidence
from bot.quotations import CheckedQuotation, QuotationChecker
from bot.slack.access import SlackUser
from bot.slack.blocks import Block, Message, QuotedPassage, checked_messages, checked_view
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from bot.slack.state import Entry, new_answer_id


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """Results in the order of the draft, each with the passage that was found, and the id that these are kept by."""

    answer: str
    results: tuple[CheckedQuotation, ...]
    places: tuple[QuotedPassage | None, ...]

    def as_messages(self, *, of: str = "") -> tuple[Message, ...]:
        """Show the results as messages; ``of`` names the draft."""
        return checked_messages(self.results, self.places, answer=self.answer, of=of)

    def as_view(self) -> Block:
        """Show the results as a modal."""
        return checked_view(self.results, self.places, answer=self.answer)


class QuotationChecks:
    """Checks drafts; holds the words of the newest generation once the first draft has come."""

    def __init__(self, services: Services) -> None:
        """Take the open parts."""
        self._services = services
        self._lock = threading.Lock()
        self._checker: QuotationChecker | None = None

    async def check(self, draft: str, user: SlackUser) -> CheckedDraft:
        """Check a draft for somebody."""
        results, places, every = await self._services.searchers.search(lambda held: self._check(held, draft))
        answer = new_answer_id()
        kept = Answer(AnswerKind.PASSAGES, "", evidence=tuple(every))
        self._services.store.keep(
            answer, pack_answer(kept), user=user.id, entry=Entry.SHORTCUT, channel=user.id, thread_ts=None
        )
        return CheckedDraft(answer, tuple(results), tuple(places))

    def _check(
        self, held: Snapshot, draft: str
    ) -> tuple[Sequence[CheckedQuotation], list[QuotedPassage | None], list[Evidence]]:
        with self._lock:
            if self._checker is None or self._checker.library is not held.library:
                self._checker = QuotationChecker(held.library, held.answerer.gazetteer)
            checker = self._checker
        results = checker.check(draft)
        every: list[Evidence] = []
        places: list[QuotedPassage | None] = []
        for one in results:
            found = held.library.find(one.passage_id) if one.passage_id and one.citation else None
            evidence = held.answerer.evidence_of(*found, rank=len(every) + 1) if found else None
            places.append(None if evidence is None else (len(every), evidence))
            every += [] if evidence is None else [evidence]
        return results, places, every

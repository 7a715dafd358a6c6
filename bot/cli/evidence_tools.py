"""What assistants may ask for: the same passages, grades and checks as people get, word for word and cited.

In come plain arguments; out go the dictionaries of the JSON contract. Everything is read-only, nothing that was asked
is kept or logged, and calls are limited in number.
"""

import threading
import time
from collections import deque
from typing import Any

from bot.answers import Answerer, find_document, paragraph_in_context, whole_document
from bot.cli.json_output import answer_to_dict, citation_to_dict, quotation_to_dict
from bot.cli.opened import open_settings_answerer
from bot.models import PASSAGES_SHOWN, Filters
from bot.quotations import QuotationChecker
from bot.settings import Settings
from index.errors import FindingsError
from index.metadata import cite_judgement
from index.storage import read_generation

LONGEST_QUESTION, LONGEST_TEXT = 2_000, 60_000  # characters
AT_ONCE = 40  # passages that are read in one call
CALLS, SECONDS = 60, 60.0


class TooManyCallsError(FindingsError):
    """More calls came than are answered in a minute."""


class EvidenceTools:
    """The four tools over the newest generation of the index. Safe to share between threads."""

    def __init__(self, settings: Settings, *, calls: int = CALLS, seconds: float = SECONDS) -> None:
        """Open the index; up to ``calls`` calls are answered in ``seconds``."""
        self._settings = settings
        self._lock = threading.Lock()
        self._allowed, self._seconds = calls, seconds
        self._times: deque[float] = deque()
        self._answerer = open_settings_answerer(settings)
        self._checker: QuotationChecker | None = None

    def search(self, question: str, authority: str | None = None, limit: int = PASSAGES_SHOWN) -> dict[str, Any]:
        """Answer a question with passages, grades or lists, as the answer schema has it."""
        _bound(question, LONGEST_QUESTION)
        filters = Filters(authorities=(authority,)) if authority else Filters()
        answer = self._newest().answer(question, filters=filters, limit=max(1, min(limit, 20)))
        return answer_to_dict(answer)

    def read(self, document: str, paragraph: str | None = None, start: int = 1) -> dict[str, Any]:
        """Read a paragraph with its neighbours, or up to 40 passages of a document from the ``start``-th on."""
        library = self._newest().library
        held = find_document(library, document)
        total = len(library.passages_of(held))
        if paragraph is not None:
            passages, first = paragraph_in_context(library, held, paragraph)[0], None
        else:
            first = max(1, start)
            passages = whole_document(library, held)[first - 1 : first - 1 + AT_ONCE]
        rows = [{"text": passage.text, "citation": citation_to_dict(citation)} for passage, citation in passages]
        return {"document": held.path, "passages": rows, "start": first, "total": total}

    def grades(self, authority: str) -> dict[str, Any]:
        """Give every grade of a council as its reports print them, the newest report first."""
        answerer = self._newest()
        name = answerer.gazetteer.canonical(authority) or authority
        held = [document for document in answerer.library.documents if document.authority == name]
        held.sort(key=lambda document: -(document.date.toordinal() if document.date else 0))
        reports = [
            {
                "area": judgement.area,
                "grade": judgement.grade,
                "citation": citation_to_dict(cite_judgement(document, judgement)),
            }
            for document in held
            for judgement in document.judgements
        ]
        state = "answer" if reports else "none"
        message = "" if reports else f"The library holds no report of {name} that prints grades."
        return {"authority": name, "state": state, "message": message, "judgements": reports}

    def check_quotation(self, text: str) -> dict[str, Any]:
        """Check every quotation of a text, or the text itself where it has no quotation marks."""
        _bound(text, LONGEST_TEXT)
        answerer = self._newest()
        with self._lock:
            if self._checker is None or self._checker.library is not answerer.library:
                self._checker = QuotationChecker(answerer.library)
            checker = self._checker
        return {"quotations": [quotation_to_dict(one) for one in checker.check(text)]}

    def _newest(self) -> Answerer:
        """Count the call, and open the index again where a new generation is there."""
        with self._lock:
            now = time.monotonic()
            while self._times and now - self._times[0] > self._seconds:
                self._times.popleft()
            if len(self._times) >= self._allowed:
                wait = round(self._seconds - (now - self._times[0])) + 1
                raise TooManyCallsError(f"More than {self._allowed} calls came. Try again in {wait} seconds.")
            self._times.append(now)
            if read_generation(self._settings.index) != self._answerer.library.generation:
                self._answerer = open_settings_answerer(self._settings)
            return self._answerer


def _bound(text: str, longest: int) -> None:
    if len(text) > longest:
        raise FindingsError(f"The text has {len(text):,} characters; send at most {longest:,}.")

"""Questions poured on the bot at a steady rate, and what became of them: answered or not, when, from which library.

In: a fake Slack with the real bot on it, and an index. Out: latencies, and every fault found when each kept answer is
held against the generation that it says it was made from. Used by tests and by benchmarks/serving.py.
"""

import asyncio
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake_slack import FakeSlack
from fake_slack_people import Person

from bot.answers.passage_resolver import mark
from index.errors import IndexStoreError
from index.models import DocumentPart
from index.storage.library import Library
from index.storage.open import open_library, read_generation

TOPICS = (
    "private fostering",
    "care leavers",
    "children who go missing",
    "supervision of social workers",
    "early help",
    "the voice of the child",
    "neglect",
    "the front door",
)
EDITION = "This is how the second edition puts it."


@dataclass
class Asked:
    """One question: where it was asked, and when it was sent."""

    channel: str
    ts: str
    sent: float


def questions_over(library: Library, *, most: int = 200) -> list[str]:
    """Make questions about the councils of a library: passages, grades, improvements, and one that none answers."""
    councils = sorted({document.authority for document in library.documents if document.authority})
    made = []
    for number in range(most):
        council = councils[number % len(councils)]
        if number % 10 == 7:
            made.append(f"What does {council} need to improve?")
        elif number % 10 == 3:
            made.append(f"What grades did {council} get?")
        else:
            made.append(f"What did inspectors say about {TOPICS[number % len(TOPICS)]} in {council}?")
    return made


def pour(
    slack: FakeSlack,
    people: Sequence[Person],
    questions: Sequence[str],
    *,
    rate: float,
    seconds: float,
    until: Callable[[], bool] = lambda: True,
) -> list[Asked]:
    """Ask ``rate`` questions a second, each person in turn, for so many seconds and on until something holds."""
    return list(slack.run(_pour(people, questions, rate, seconds, until), timeout=600))


async def _pour(
    people: Sequence[Person], questions: Sequence[str], rate: float, seconds: float, until: Callable[[], bool]
) -> list[Asked]:
    asked: list[Asked] = []
    began = time.monotonic()
    while len(asked) < rate * seconds or not until():
        await asyncio.sleep(max(0.0, began + len(asked) / rate - time.monotonic()))
        person, question = people[len(asked) % len(people)], questions[len(asked) % len(questions)]
        sent = time.monotonic()
        ts = await person._write(question, person.im, None, {})
        asked.append(Asked(person.im, ts, sent))
    return asked


def wait_for_answers(slack: FakeSlack, asked: Sequence[Asked], *, timeout: float) -> None:
    """Wait until every question has an answer, or fail with how many have none."""
    deadline = time.monotonic() + timeout
    while missing := len(asked) - len(answer_times(slack, asked)):
        assert time.monotonic() < deadline, f"{missing} of {len(asked)} questions are not answered"
        time.sleep(0.25)


def answer_times(slack: FakeSlack, asked: Sequence[Asked]) -> dict[tuple[str, str], float]:
    """Say when the first message of each answer was posted."""
    wanted = {(one.channel, one.ts) for one in asked}
    times: dict[tuple[str, str], float] = {}
    for call in tuple(slack.calls):
        place = (call.arguments.get("channel"), call.arguments.get("thread_ts"))
        if call.method == "chat.postMessage" and call.error is None and place in wanted:
            times.setdefault(place, call.at)  # type: ignore[arg-type]
    return times


def latencies(slack: FakeSlack, asked: Sequence[Asked]) -> list[float]:
    """Give the seconds from each question to its answer, in the order of asking."""
    times = answer_times(slack, asked)
    return [times[one.channel, one.ts] - one.sent for one in asked]


def failures(slack: FakeSlack, asked: Sequence[Asked]) -> list[str]:
    """Give the text of every message that is an excuse and no answer."""
    said = (m for one in asked for m in slack.said(one.channel, thread=one.ts))
    excuses = ("went wrong", "no index", "cannot answer", "restarted before")
    return [m["text"] for m in said if any(excuse in m["text"] for excuse in excuses)]


class Witness:
    """Opens every generation of an index as it comes, so that answers can be held against it later."""

    def __init__(self, index: Path) -> None:
        self.libraries: dict[int, Library] = {}
        self.seen: dict[int, float] = {}  # when each generation was found
        self._index, self._end = index, threading.Event()
        self._look()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def wait_for(self, holds: Callable[[Library], bool], *, seconds: float) -> bool:
        """Wait until something holds of the newest generation; False where it does not come to that."""
        deadline = time.monotonic() + seconds
        while not holds(self.libraries[max(self.libraries)]):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def close(self) -> None:
        """Stop looking."""
        self._end.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._end.wait(0.1):
            self._look()

    def _look(self) -> None:
        try:
            if read_generation(self._index) not in self.libraries:
                found = time.monotonic()
                library = open_library(self._index)
                self.seen[library.generation] = found
                self.libraries[library.generation] = library
        except IndexStoreError:
            pass


def kept_answers(state: Path) -> list[dict[str, Any]]:
    """Read the answers that the bot has kept, with when each was made (seconds since the epoch), oldest first."""
    with closing(sqlite3.connect(state)) as connection:
        rows = connection.execute("SELECT created, body FROM answer ORDER BY created").fetchall()
    return [{**json.loads(body), "created": created} for created, body in rows]


def mixtures(answers: Sequence[dict[str, Any]], libraries: dict[int, Library]) -> list[str]:
    """Hold every passage, judgement and citation of each answer against the generation that it says it is from."""
    faults = []
    for answer in answers:
        library = libraries[answer["generation"]]
        for one in (*answer["evidence"], *answer["more"]):
            found = library.find(one["id"])
            path = one["cite"]["document"]
            if found is None or found[0].path != path or mark(found[1].text) != one["mark"]:
                faults.append(f"generation {library.generation} does not hold a passage of {path}")
        for one in answer["judgements"]:
            document = library.document(one["cite"]["document"])
            printed = {j.grade for j in document.judgements} if document else set()
            said = document and any(one["grade"] in passage.text for passage in library.passages_of(document))
            if one["grade"] not in printed and not said:
                faults.append(f"generation {library.generation} does not hold a judgement of {one['cite']['document']}")
    return faults


def lateness(answers: Sequence[dict[str, Any]], witness: Witness) -> float:
    """Say how many seconds after a newer generation was there an answer was still made from an older one."""
    offset = time.time() - time.monotonic()
    late = [
        answer["created"] - (seen + offset)
        for answer in answers
        for number, seen in witness.seen.items()
        if number == answer["generation"] + 1
    ]
    return max(late, default=0.0)


def second_edition(library: Library, path: str, target: Path) -> None:
    """Write a document anew, as a PDF in which every numbered paragraph ends otherwise."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    document = library.document(path)
    assert document is not None
    style = getSampleStyleSheet()["BodyText"]
    lines = [document.title or path]
    if document.inspected:
        lines.append(f"Inspection dates: {document.inspected.start:%d %B %Y} to {document.inspected.end:%d %B %Y}")
    if document.published:
        lines.append(f"Published: {document.published:%d %B %Y}")
    lines.append("Main findings")
    bodies = [p.text for p in library.passages_of(document) if p.matter is DocumentPart.BODY]
    lines += [f"{number}. {text} {EDITION}" for number, text in enumerate(bodies, 1)]
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    SimpleDocTemplate(str(target)).build([Paragraph(line, style) for line in escaped])

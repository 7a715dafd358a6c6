"""Understand a message alone, before the conversation that it stands in is looked at."""

import re
from dataclasses import dataclass

from bot.slack.searcher_manager import Snapshot
from index.models import Recency, Voice
from index.query import Intent

# Words that are left of a message once council, period and voice are taken out, and ask nothing by themselves.
_EMPTY = frozenset(
    """
    a about after again against all also and any are as at before both but by can compare compared comparison
    council council's councils did do does else ever for from give have how i in inspection inspections inspector
    inspectors instead is it its just last latest let me most newest not now of ofsted ofsted's ok okay older on one
    ones only or own please plus previous query question rather recent report reports s said same say see show since
    so than thanks that the their them then there these they thing this those time to too try us v versus vs was we
    were what with word words year years
    """.split()
)


@dataclass(frozen=True, slots=True)
class MessageReading:
    """What is understood of one message alone. ``rest`` is what is left of it without council, period and voice;
    ``asks`` that it asks something though nothing is left ("what grades?"); ``over_time`` and ``compares`` that
    it asks so."""

    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since: int | None = None
    until: int | None = None
    recency: Recency | None = None
    voice: Voice | None = None
    rest: str = ""
    asks: bool = False
    over_time: bool = False
    compares: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names a period."""
        return bool(self.years or self.since or self.until or self.recency)

    @property
    def topic(self) -> bool:
        """Whether it says by itself what it is about."""
        words = re.findall(r"[A-Za-z][\w'’-]*", self.rest)
        return self.asks or any(w.lower().replace("’", "'") not in _EMPTY for w in words)


ALL_COUNCILS = re.compile(
    r"\b(?:which|what|any|all|other|every|most|how many|some|"
    r"several)\s+(?:of the\s+)?(?:local\s+)?(?:councils?|authorit\w+|"
    r"areas|boroughs|counties|las?)\b|\b(?:everywhere|nationally|anywhere|across the (?:country|library|"
    r"reports)|elsewhere)\b",
    re.IGNORECASE,
)


def understand(held: Snapshot, text: str) -> MessageReading:
    """Read a text alone; the home council counts only where it is named."""
    question = held.answerer.understand(text)
    frame = question.frame
    named = not names_no_council(held, text)
    return MessageReading(
        authorities=(*frame.authorities, *frame.unheld) if named else (),
        years=frame.years,
        since=frame.since,
        until=frame.until,
        recency=frame.recency,
        voice=frame.voice,
        rest=" ".join(frame.rest.split()),
        asks=frame.intent in (Intent.JUDGEMENTS, Intent.IMPROVEMENTS, Intent.HELP)
        or bool(question.topic.phrases or question.topic.read_as),
        over_time=frame.intent is Intent.TIMELINE,
        compares=frame.intent is Intent.COMPARISON,
    )


def names_no_council(held: Snapshot, text: str) -> bool:
    """Tell whether a question speaks of no council, and not of all of them either."""
    return ALL_COUNCILS.search(text) is None and not held.answerer.gazetteer.find(text).all

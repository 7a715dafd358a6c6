"""What a message alone says, before the conversation that it stands in is looked at."""

import re
from dataclasses import dataclass

from index.models import Recency, Voice

# Words that are left of a message once council, period and voice are taken out, and ask nothing by themselves.
_EMPTY = {
    "a",
    "about",
    "again",
    "and",
    "any",
    "are",
    "as",
    "at",
    "but",
    "by",
    "can",
    "did",
    "do",
    "does",
    "else",
    "for",
    "from",
    "give",
    "have",
    "how",
    "i",
    "in",
    "inspection",
    "inspections",
    "inspector",
    "inspectors",
    "instead",
    "is",
    "it",
    "just",
    "latest",
    "let",
    "me",
    "newest",
    "not",
    "now",
    "of",
    "ofsted",
    "ofsted's",
    "on",
    "one",
    "ones",
    "only",
    "or",
    "own",
    "please",
    "previous",
    "query",
    "question",
    "rather",
    "report",
    "reports",
    "s",
    "same",
    "say",
    "said",
    "see",
    "show",
    "so",
    "than",
    "that",
    "the",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "this",
    "those",
    "to",
    "too",
    "try",
    "us",
    "was",
    "we",
    "were",
    "what",
    "with",
    "word",
    "words",
    "year",
    "years",
    "council",
    "council's",
    "compare",
    "compared",
    "comparison",
    "against",
    "versus",
    "vs",
    "v",
    "councils",
    "last",
    "most",
    "recent",
    "older",
    "all",
    "ever",
    "time",
    "before",
    "after",
    "since",
    "their",
    "its",
    "also",
    "plus",
    "both",
    "ok",
    "okay",
    "thanks",
}


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

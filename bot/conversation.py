"""Follow-ups: what a message in a thread takes over from the question before it.

In: the new message, what was understood of it alone, and what the thread is about. Out: the question and filters to
search with, and a sentence that says what was taken over. Council, period, voice and topic carry over unless replaced.
Nothing is searched here.
"""

import re
from dataclasses import dataclass, replace

from bot.blocks.wording import described
from bot.models import Filters, Understood

__all__ = ["Merged", "Opening", "is_follow_up", "merge", "read_opening", "wants_more"]

_MORE = re.compile(
    r"\W*(?:(?:please|can you|could you|now|and|ok(?:ay)?)\s+)*(?:show|give|see|list|get|any|anything|find)?\s*(?:me|us)?\s*"
    r"(?:some|the|a few|any)?\s*(?:more|next|rest|further|others?|other ones|what else|else)"
    r"(?:\s+(?:passages?|results?|of them|of those|of these|please|one|ones|page|evidence|paragraphs?|quotes?))*\W*",
    re.I,
)
_CUE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|so|thanks|thank you|cheers|great|right)[,.! ]+)*"
    r"(?P<cue>(?:and|but|or|also|plus|then)\b(?:\s+(?:what|how)\s+about)?|(?:and\s+)?(?:what|how)\s+about\b|same\b(?:\s+(?:question|again|thing))?"
    r"(?:\s+(?:for|but|in|with))?|(?:now\s+)?(?:try|do|show)\s+(?:the\s+same|it|that)\b(?:\s+(?:for|in|with))?|(?:just|only)\b|"
    r"(?:from|in|for)\b(?=\s+\S+\W*$)|instead\b|rather\b|compared?\s+(?:to|with)\b)\s*",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|that|this|those|these|there|then|the same|the other)\b", re.I)
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
class Opening:
    """A message without the words that tie it to the one before; ``tied`` says that there were such words."""

    rest: str
    tied: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What to search with, and what was taken over, in words (empty: nothing)."""

    question: str
    filters: Filters
    carried: str = ""


def wants_more(text: str) -> bool:
    """Tell whether a message asks for further passages of the answer above."""
    return bool(_MORE.fullmatch(text.strip())) and len(text) < 60


def read_opening(text: str) -> Opening:
    """Take "and", "what about", "same for" and the like from the start of a message."""
    match = _CUE.match(text)
    if match is None:
        return Opening(text.strip(), tied=False)
    # A question by itself may begin with "In Merrow, ..." or "For care leavers, ...": only a short one is tied by that.
    rest = text[match.end() :].strip() or text.strip()
    short = len(text.split()) <= 4
    tied = match["cue"].split()[0].lower() not in {"from", "in", "for", "just", "only", "compare", "compared"} or short
    return Opening(rest if tied else text.strip(), tied=tied or match["cue"].lower().startswith(("just", "only")))


def is_follow_up(opening: Opening, understood: Understood, *, in_thread: bool) -> bool:
    """Tell whether a message leans on the one before.

    In a thread one that names no council or no topic does; at the top of a direct message only one that is tied to what came
    before, or says no topic.
    """
    if opening.tied or not topic_of(understood):
        return True
    return in_thread and (not understood.authorities or bool(_POINTS_BACK.search(opening.rest)))


def merge(opening: Opening, understood: Understood, *, before: Filters, question_before: str | None) -> Merged | None:
    """Join a follow-up with what its thread is about; None where it has no topic and the one before is not known."""
    topic = topic_of(understood)
    names_period = bool(understood.years) or understood.recency is not None
    filters = Filters(
        authorities=understood.authorities or before.authorities,
        years=understood.years if names_period else before.years,
        recency=understood.recency if names_period else before.recency,
        voice=understood.voice or before.voice,
        kind=before.kind if not names_period else None,
        document=before.document if not names_period and not understood.authorities else None,
    )
    carried = replace(
        filters,
        authorities=() if understood.authorities else before.authorities,
        years=() if names_period else before.years,
        recency=None if names_period else before.recency,
        voice=None if understood.voice else before.voice,
        document=None,
    )
    parts = [described(carried)] if described(carried) else []
    if topic:
        question = opening.rest
    elif question_before is not None:
        question = question_before
        parts.append("the topic")
    else:
        return None
    return Merged(question, filters, f"Taken over from the question before: {', '.join(parts)}." if parts else "")


def topic_of(understood: Understood) -> str:
    """Return what a message is about once council, period, voice and empty words are taken out; empty: nothing."""
    if understood.phrases or understood.read_as:
        return understood.topic or "phrase"
    words = re.findall(r"[A-Za-z][\w'’-]*", understood.topic)
    return " ".join(w for w in words if w.lower().replace("’", "'") not in _EMPTY)

"""A text as the gazetteer reads it: its tokens with offsets, and what the words around a name say of it.

Whether an everyday word is a council here, whether a name is denied ("not Derbyshire") and how far the council's own
form reaches around it is answered here. What names there are is not known here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.authorities.name_table import COUNCIL_WORDS, Sense, tokens_of

_HEADS = tuple(
    tuple(head.split())
    for head in (
        "london borough of", "royal borough of", "metropolitan borough of", "london borough", "royal borough",
        "borough of", "city of", "county of", "lb of", "rb of", "lb", "rb",
    )
)  # fmt: skip
_TAILS = tuple(tuple(tail.split()) for tail in (*COUNCIL_WORDS, "the city", "the county", "the city one"))
_NOT_COUNCIL = {"tax", "house", "houses", "housing", "flat", "flats", "home", "homes", "estate", "leader"}
_ORGANISATIONS = {"police", "constabulary", "fire", "nhs", "healthcare", "hospital", "hospitals", "icb", "ccg"}
_STREETS = {"road", "street", "lane", "avenue", "rovers", "wanderers", "united"}
_DENIALS = {"not", "isnt", "excluding", "except", "without", "minus", "nor", "besides", "bar"}
_SUBJECTS = {"that", "which", "it", "this", "one", "who", "and", "but"}  # "one that isn't Luton"
_DENYING_PAIRS = {
    ("other", "than"),
    ("rather", "than"),
    ("instead", "of"),
    ("apart", "from"),
    ("as", "opposed"),
    ("aside", "from"),
    ("everyone", "but"),
    ("anyone", "but"),
    ("all", "but"),
    ("not", "counting"),
}
_BETWEEN = {"the", "in", "for", "at", "about", "from", "of", "to"}
_YEAR = re.compile(r"(?:19|20)\d\d$")
_BEFORE = {
    "in", "for", "at", "of", "from", "about", "near", "within", "by", "does", "did", "is", "was", "has", "have", "how",
    "are", "can", "will", "do", "and", "or", "v", "vs", "versus", "with", "to", "latest", "newest", "last", "most",
    "recent",
}  # fmt: skip
_AFTER = {
    "council", "mbc", "bc", "borough", "inspection", "inspections", "ofsted", "ilacs", "v", "vs", "versus", "latest",
    "city", "jtai", "send", "improvement", "metropolitan", "local", "lads", "dcs",
}  # fmt: skip
_LITERACY = {
    "writing", "maths", "mathematics", "phonics", "gcse", "gcses", "attainment", "books", "book", "literacy",
    "spelling", "progress", "stage", "pupils", "scores", "score", "results", "level", "levels", "skills", "ability",
    "age", "numeracy", "english", "story", "stories", "help", "able", "read", "write", "support", "file", "files",
    "records",
}  # fmt: skip
_READ = frozenset(
    "the a an this that these those through your our my their his her about between up aloud to with from into "
    "is was by all some what how back it difficulties scheme schemes volunteers group groups for old recent and "
    "other".split()
)
_NOUNS_AFTER = {"time", "times", "water", "room", "rooms", "chair", "dog", "dogs", "up", "fears", "bad", "news", "mad"}
_AFTER_PLACE = {
    "and", "is", "are", "do", "does", "did", "has", "have", "was", "were", "on", "since", "that", "children", "kids",
    "social", "care", "services", "foster", "before", "after", "now", "get", "who", "what", "when", "or", "with",
    "still", "last", "this",
}  # fmt: skip
_SIDES = re.compile(
    r"(?P<no>\b(?:not|isn['’]?t|excluding|except|rather than|instead of|nor)\s+(?:in\s+|for\s+)?)?"
    r"\b(?:(?:the|a)\s+)?(?P<word>county|city)\b(?!\s+(?:lines?|court|boundar))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens [start, stop) that name an authority; ``lead`` and ``tail`` reach over the council's form around them."""

    start: int
    stop: int
    sense: Sense
    edits: int = 0
    lead: int = -1
    tail: int = -1
    excluded: bool = False
    weak: str = ""  # "organisation" or "street": the name is part of another name


@dataclass(frozen=True, slots=True)
class Side:
    """A "county" or "city" that stands in the text, and whether it is denied ("not the county")."""

    word: str
    denied: bool
    start: int
    end: int


class MentionContext:
    """The tokens of one text."""

    def __init__(self, text: str) -> None:
        """Split a text into normalised tokens."""
        self.text = text
        found = list(tokens_of(text))
        self.tokens = [token for token, _, _ in found]
        self._starts = [start for _, start, _ in found]
        self._ends = [end for _, _, end in found]

    def offsets(self, span: Span, *, core: bool = False) -> tuple[int, int]:
        """Give the [start, end) in the text of a span, with the council's form around it or of the name alone."""
        first, last = (span.start, span.stop) if core or span.lead < 0 else (span.lead, span.tail)
        return self._starts[first], self._ends[last - 1]

    def widen(self, span: Span) -> Span:
        """Reach over "London Borough of", "City Council", "not the", and see what the name is part of."""
        tokens = self.tokens
        lead, tail = span.start, span.stop
        for head in _HEADS:
            if tuple(tokens[max(lead - len(head), 0) : lead]) == head:
                lead -= len(head)
                break
        for end in _TAILS:
            if tuple(tokens[tail : tail + len(end)]) == end and self._together(tail - 1, tail + len(end) - 1):
                if end[-1] == "council" and self._at(tail + len(end)) in _NOT_COUNCIL:
                    continue
                tail += len(end)
                break
        following = self._at(tail) if self._together(tail - 1, tail) else ""
        weak = "organisation" if following in _ORGANISATIONS else "street" if following in _STREETS else ""
        denial = self._denial(lead)
        excluded = denial is not None
        return replace(span, lead=lead if denial is None else denial, tail=tail, excluded=excluded, weak=weak)

    def negated_firmly(self, offset: int) -> bool:
        """Tell whether the text at this offset is "not NAME" and not "not in NAME"."""
        place = self._starts.index(offset)
        return self.leaves_out(offset) or self._at(place + 1) not in _BETWEEN - {"the"}

    def leaves_out(self, offset: int) -> bool:
        """Tell whether the text at this offset is more than a "not": "apart from NAME"."""
        return self.tokens[self._starts.index(offset)] not in {"not", "isnt", "nor"}

    def means_a_council(self, start: int, stop: int) -> bool:
        """Tell whether an everyday word or a loose abbreviation that stands here is the name of a council."""
        tokens = self.tokens
        raw = self.text[self._starts[start] : self._ends[stop - 1]]
        before = self._at(start - 1) if start else ""
        after = self._at(stop)
        key = " ".join(tokens[start:stop])
        if raw.lower().endswith(("'s", "’s")) or after in _AFTER or _YEAR.match(after) or _YEAR.match(before):
            return True
        cased = raw[0].isupper() and not self.text.isupper()
        opens = start == 0 or bool(re.search(r"[.?!:\n]", self.text[self._ends[start - 1] : self._starts[start]]))
        if key == "reading":
            if not _LITERACY.isdisjoint(tokens):
                return False
            if cased:
                # At the beginning of a sentence every word has a capital: what is read follows the verb.
                return not opens or not (self.text.isupper() or (after in _READ and self._together(stop - 1, stop)))
            ends = stop == len(tokens) or not self._together(stop - 1, stop)
            return before in {"in", "for", "from", "at", "within", "near"} and (ends or after in _AFTER_PLACE)
        if after in _NOUNS_AFTER:
            return False
        if cased and (not opens or raw.isupper()):
            return True
        return opens or before in _BEFORE

    def speaks_of_a_report(self, start: int, stop: int) -> bool:
        """Tell whether a term is a council's own after all: "Southwark's judgement", "Southwark judgement 2022"."""
        first = self.text[self._starts[start] : self._ends[start]].lower()
        beside = (self._at(start - 1) if start else "", self._at(stop))
        return first.endswith(("'s", "’s", "s'", "s’")) or any(_YEAR.match(token) for token in beside)

    def looks_like_a_name(self, place: int) -> bool:
        """Tell whether a token has a capital inside a sentence, a year or a council word beside it, or ends it after
        "in" or "at"."""
        raw = self.text[self._starts[place] : self._ends[place]]
        opens = place == 0 or bool(re.search(r"[.?!:\n]", self.text[self._ends[place - 1] : self._starts[place]]))
        beside = {self._at(place - 1) if place else "", self._at(place + 1)}
        return (
            (raw[0].isupper() and not opens and not self.text.isupper())
            or not _AFTER.isdisjoint(beside)
            or any(_YEAR.match(token) for token in beside)
            or (place > 0 and self.tokens[place - 1] in {"in", "at"} and self._ends_a_sentence(place))
        )

    def _ends_a_sentence(self, place: int) -> bool:
        rest = self.text[self._ends[place] :].lstrip()
        return not rest or rest[0] in "?!.\n"

    def sides(self) -> tuple[Side, ...]:
        """List every "county" and "city" of the text."""
        return tuple(
            Side(match["word"].lower(), bool(match["no"]), match.start(), match.end())
            for match in _SIDES.finditer(self.text)
        )

    def near(self, place: int) -> Iterator[str]:
        """Yield the tokens beside a token."""
        if place:
            yield self.tokens[place - 1]
        if place + 1 < len(self.tokens):
            yield self.tokens[place + 1]

    def _at(self, place: int) -> str:
        return self.tokens[place] if 0 <= place < len(self.tokens) else ""

    def _together(self, first: int, last: int) -> bool:
        """Tell whether no sentence or clause ends between two tokens."""
        if last >= len(self.tokens):
            return False
        return all(
            re.fullmatch(r"[\s('’\"-]*", self.text[self._ends[place] : self._starts[place + 1]]) is not None
            for place in range(first, last)
        )

    def _denial(self, place: int) -> int | None:
        """Find the token that denies the name which begins at ``place``."""
        back = place - 1
        while back >= 0 and place - back < 4 and self.tokens[back] in _BETWEEN:
            if (self._at(back - 1), self.tokens[back]) in _DENYING_PAIRS:
                return back - 1
            back -= 1
        if back < 0:
            return None
        if self.tokens[back] == "isnt" and self._at(back - 1) not in _SUBJECTS:
            return None  # "why isn't Luton outstanding" is asked of Luton
        if self.tokens[back] in _DENIALS:
            return back
        return back - 1 if back and (self.tokens[back - 1], self.tokens[back]) in _DENYING_PAIRS else None

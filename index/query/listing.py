"""Listing: a question over many councils, read slot by slot: which councils, and what must be so of each.

In: the text of a question with the names of councils blanked out, and its frame. Out: a ``Listing``, or None where no
councils are asked for. Each slot is read by itself: sets of councils, tests of grades, inspections and visits, what is
said of the matter, the order. What no slot has taken is the matter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.models import Kind
from index.query.cues import CueMatch, CueWords
from index.query.cues.listings import ENDS, EVERYONE, SAID, SETS
from index.query.grade_tests import FoundTest, read_area_tests, read_grade_tests
from index.query.models import Ask, AskKind, Frame, Intent, Listing, VisitTest
from index.query.topic_words import blanked, own_words, spans_of, trimmed, year_spans

_OUTSIDE = re.compile(
    r"\b(?:outside|beyond|excluding|except(?:[ \t]+for)?|apart[ \t]+from|other[ \t]+than|bar|(?:are|is|isn['’]?t|aren['’]?t)"
    r"?[ \t]*not[ \t]+(?:in|from)|(?:isn['’]?t|aren['’]?t)[ \t]+(?:in|from)|non)[ \t]*-?(?:of[ \t]+)?(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_ORDERS = {
    "worst": re.compile(r"\b(?:worst|lowest|poorest)[ \t]+(?:ones[ \t]+)?first\b", re.IGNORECASE),
    "best": re.compile(r"\b(?:best|highest|strongest)[ \t]+(?:ones[ \t]+)?first\b", re.IGNORECASE),
    "oldest": re.compile(
        r"\b(?:oldest|earliest)[ \t]+(?:ones[ \t]+)?first\b|\blongest\b|\boverdue\b|\b(?:oldest|least[ \t]+recent(?:ly)?)\b",
        re.I,
    ),
    "newest": re.compile(
        r"\b(?:newest|latest|most[ \t]+recent)[ \t]+(?:ones[ \t]+)?first\b|\bmost[ \t]+recently\b", re.I
    ),
    "name": re.compile(r"\b(?:alphabetical(?:ly)?|a[ \t]*-[ \t]*z|by[ \t]+name)\b", re.IGNORECASE),
}
_INSPECTED = re.compile(
    r"\b(?:(?:re-?)?inspect(?:ed|ions?)?|visit(?:ed|s)?|ofsted(?:ed)?|ilacs|jtais?|inspection[ \t]+reports?)\b",
    re.IGNORECASE,
)
_FULL = re.compile(r"\b(?:re-?)?inspect(?:ed|ions?)?\b|\bilacs\b|\bofsted(?:ed)?\b", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:not|never|no|without|hasn['’]?t|haven['’]?t|wasn['’]?t|weren['’]?t|didn['’]?t|isn['’]?t|aren['’]?t|yet[ \t]+to"
    r"|lacks?|lacking|missing)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:last|latest|newest|most[ \t]+recent(?:ly)?)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|publication|released|came[ \t]+out|come[ \t]+out|issued)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:more[ \t]+than[ \t]+(one|two|three|1|2|3)|(two|three|four|2|3|4)[ \t]+or[ \t]+more|at[ \t]+least[ \t]+(two|three|2|3)"
    r"|(twice|several|multiple)|(two|three|2|3)[ \t]+(?:\w+[ \t]+)?(?:visits|inspections))\b",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "twice": 2, "several": 2, "multiple": 2}
_ASKS_WHEN = re.compile(r"\bwhen\b|\b(?:with|and)[ \t]+(?:the[ \t]+)?(?:dates?|days?)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:hold|held|have|got|library)\b", re.IGNORECASE)
_ON = re.compile(
    r"\b(?:on|about|into|looking[ \t]+at|looked[ \t]+at|covering|for|focus(?:s?ed|ing)?[ \t]+on|of)\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_INSPECTIONS = frozenset(
    {Kind.INSPECTION, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JOINT_INSPECTION, Kind.AREA_SEND}
)
# Doing well in a judged area, and badly, by its grade.
_JUDGED = {"well": ("Good", "Outstanding"), "badly": ("Inadequate", "Requires improvement")}
# Words of dates, of order and of inspecting, which are no matter of their own.
_SLOT_WORDS = frozenset(
    """
    date dates day days start beginning end january name names give table order sorted alphabetical proportion share
    percentage percent total amount oldest earliest newest longest first recently wait waiting waited gap
    overdue due inspection inspections inspected reinspected reinspection visit visits visited full focused focussed
    monitoring joint published publication released come came
    issued document documents held hold library twice times least several multiple getting steps level levels notch
    notches straight board round everything previously before formerly used longer clean sweep compare comparison print
    prints printed region regions country whole bar worse better highest
    """.split()
)


def read_listing(frame: Frame, words: CueWords) -> Ask | None:
    """Read a question over many councils; None where none is asked for, or nothing that is known to be asked of them."""
    everyone, sets = EVERYONE.find(words), _sets(words)
    if not (everyone or sets) or frame.unheld:
        return None
    if frame.authorities and not any(match.cue == "neighbours" for match in sets):
        return None
    text = _BRACKETS.sub(lambda found: found.group() if _told(found.group()) else " " * len(found.group()), words.text)
    outside = tuple(dict.fromkeys(m.cue for m in sets if _OUTSIDE.search(text[max(0, m.start - 30) : m.start])))
    marks = [*spans_of(everyone), *spans_of(sets), *(m.span() for m in _outside_words(text, sets)), *year_spans(text)]
    named = tuple(dict.fromkeys(match.cue for match in sets if match.cue not in outside))
    tests, said = read_grade_tests(words), SAID.find(words)
    ends = ENDS.find(words)
    taken = [*marks, *(span for one in tests for span in one.spans), *spans_of(ends)]
    left = own_words(_within(text, frame.rest), taken, _SLOT_WORDS)
    order = next((name for name, pattern in _ORDERS.items() if pattern.search(text)), "")
    listing = Listing(named, outside, order=order, dated=_ASKS_WHEN.search(text) is not None)
    visits = None if said and left and not _names_visits(frame) else _visits(frame, text, marks, left)
    if visits is not None and not (tests and not _names_visits(frame) and not visits.denied and not frame_dated(frame)):
        kept = tuple(one.test for one in tests if one.sure or not left)
        return _ask(listing, tests=kept, visits=visits)
    if not tests and (areas := read_area_tests(words)):
        spans = [span for one in areas for span in one.spans]
        if all(match.cue in _JUDGED for match in said) and not own_words(
            _within(text, frame.rest), [*taken, *spans, *spans_of(said)], _SLOT_WORDS
        ):
            grades = _JUDGED[said[0].cue] if said and not ends else ()
            tests, left = tuple(replace(one, test=replace(one.test, grades=grades)) for one in areas), []
    if not left:
        return _graded(frame, listing, tests, ends, bool(sets))
    return _with_matter(frame, listing, text, marks, tests, said, ends)


def _ask(listing: Listing, **slots: object) -> Ask:
    return Ask(AskKind.LISTING, listing=replace(listing, **slots))  # type: ignore[arg-type]


def frame_dated(frame: Frame) -> bool:
    """Say whether a period is named."""
    return bool(frame.years or frame.since is not None or frame.until is not None)


def _told(bracket: str) -> bool:
    """Say whether what stands in brackets asks: a grade or an area of judgement; else it is an aside."""
    return bool(read_grade_tests(CueWords(bracket)) or SETS.find(CueWords(bracket)))


def _within(text: str, rest: str) -> str:
    """Give what is left of a text, of which brackets were blanked, where the frame has taken out its own words."""
    return "".join(r if t.strip() else " " for t, r in zip(text, rest, strict=False)) + rest[len(text) :]


def _sets(words: CueWords) -> list[CueMatch]:
    """Find the sets of councils that are named; of two that overlap, the one that is named in more words."""
    found: list[CueMatch] = []
    for match in sorted(SETS.find(words), key=lambda one: one.start - one.end):
        if not any(other.start < match.end and match.start < other.end for other in found):
            found.append(match)
    return sorted(found, key=lambda one: one.start)


def _outside_words(text: str, sets: Sequence[CueMatch]) -> list["re.Match[str]"]:
    found = (_OUTSIDE.search(text, max(0, match.start - 30), match.start) for match in sets)
    return [match for match in found if match is not None]


def _names_visits(frame: Frame) -> bool:
    return bool(frame.kinds) and _INSPECTIONS.issuperset(frame.kinds) and frame.kinds != (Kind.INSPECTION,)


def _visits(frame: Frame, text: str, marks: Sequence[tuple[int, int]], left: Sequence[str]) -> VisitTest | None:
    """Read which inspections or visits the councils must have had; None where none are asked after."""
    inspected = _INSPECTED.search(text)
    named = bool(frame.kinds) and _INSPECTIONS.issuperset(frame.kinds)
    if not (named or inspected) or (left and not (named and _names_visits(frame))):
        return None
    if not left and not (named or frame_dated(frame) or _NONE.search(text) or _MANY.search(text) or _LAST.search(text)):
        if not any(pattern.search(text) for pattern in _ORDERS.values()) and not _ASKS_WHEN.search(text):
            return None
    about = ""
    if left:
        told = _ON.search(text, inspected.end() if inspected else 0)
        if told is None:
            return None
        cut = blanked(text, [*marks, (0, told.end())])
        about = trimmed(cut)
    full = frame.kinds or ((Kind.INSPECTION,) if _FULL.search(text) else ())
    many = _MANY.search(text)
    least = 1
    if many:
        word = next(part for part in many.groups() if part).lower()
        least = (_COUNTS.get(word) or int(word)) + (many.group(1) is not None)
    return VisitTest(
        full,
        denied=_NONE.search(text) is not None,
        last=_LAST.search(text) is not None,
        published=_PUBLISHED.search(text) is not None,
        least=least,
        about=about,
    )


def _graded(
    frame: Frame, listing: Listing, tests: Sequence[FoundTest], ends: Sequence[CueMatch], in_sets: bool
) -> Ask | None:
    """Read a question in which nothing is left but grades, the ends of their order, or a set of councils."""
    end = ends[0].cue if ends else ""
    if tests:
        end = end if end == "rank" or not any(one.test.grades or one.test.moved for one in tests) else ""
        return _ask(listing, tests=tuple(dict.fromkeys(one.test for one in tests)), end=end)
    if end or in_sets or listing.outside or frame.intent is Intent.JUDGEMENTS:
        return _ask(listing, end=end)
    return None


def _with_matter(
    frame: Frame,
    listing: Listing,
    text: str,
    marks: Sequence[tuple[int, int]],
    tests: Sequence[FoundTest],
    said: Sequence[CueMatch],
    ends: Sequence[CueMatch],
) -> Ask | None:
    """Read a question for councils of which something is said, besides what their grades must be."""
    name = next((name for name in ("told", "badly", "well", "mention") if any(m.cue == name for m in said)), "")
    own = [match for match in said if match.cue == name]
    if not name and ends:
        name, own = {"top": "well", "bottom": "badly"}.get(ends[0].cue, ""), list(ends)
    taken = spans_of(own)
    kept = [
        one for one in tests if one.sure and not any(_overlap(span, other) for span in one.spans[:1] for other in taken)
    ]
    if not name and not (listing.sets or listing.outside or kept):
        return None
    about = trimmed(blanked(text, [*marks, *taken, *(span for one in kept for span in one.spans)]))
    if not about:
        return None
    return _ask(listing, tests=tuple(dict.fromkeys(one.test for one in kept)), said=name or "mention", about=about)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]

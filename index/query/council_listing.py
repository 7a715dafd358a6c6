"""Listing: a question over many councils, read slot by slot: which councils, and what must be so of each.

In: the text of a question with the names of councils blanked out, and its frame. Out: a ``Listing``, or None where no
councils are asked for. Each slot is read by itself: sets of councils, tests of grades, inspections and visits, what is
said of the matter, the order. What no slot has taken is the matter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.models import INSPECTIONS, Kind
from index.query.answer_kinds import meant_text, without_asking
from index.query.cues import CueMatch, CueWords, cue_words
from index.query.cues.tables import (
    AROUND,
    DENIALS,
    ENDS,
    FAILING,
    GRADE_WORDS,
    KINDS,
    MORE_THAN,
    MOVED,
    NOBODY,
    ONLY,
    ORDERS,
    OTHER_THAN,
    OUTPUT,
    OUTSIDE,
    POINTED,
    SAID,
    SETS,
    THAN,
    TURNING,
    TURNS_NOTHING,
    VISITS,
)
from index.query.grade_tests import FoundTest, count_in, grades_in, read_area_tests, read_grade_tests
from index.query.models import Ask, AskKind, Frame, GradeTest, Intent, Listing, VisitTest
from index.query.topic_words import blanked, own_words, spans_of, trimmed, year_spans

_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "twice": 2, "once": 1, "several": 2, "multiple": 2}
_PRACTICE = re.compile(r"\b(?:practice|examples?)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
# Doing well in a judged area, and badly, by its grade.
_JUDGED = {"well": ("Good", "Outstanding"), "badly": ("Inadequate", "Requires improvement")}
# Words of dates, of order and of inspecting, which are no matter of their own.
_SLOT_WORDS = frozenset(
    """
    date dates day days start beginning end january name names give table order sorted alphabetical proportion share
    percentage percent total amount oldest earliest newest longest first recently cover covers wait waiting waited gap
    overdue due inspection inspections inspected reinspected reinspection visit visits visited full focused focussed
    monitoring joint published publication released come came
    issued letter letters report reports according
    file files place places
    document documents held hold library twice times least several multiple getting steps level levels notch
    notches straight board round everything previously before formerly used longer clean sweep compare comparison print
    doing faring fare look looking picture state play perform performing stand standing overall
    prints printed even though although both single region regions country whole bar worse better highest
    """.split()
)


def read_listing(frame: Frame, odds: Mapping[str, float]) -> Ask | None:
    """Read a question over many councils; None where none is asked for, or nothing that can be told of them.

    ``odds`` are how likely each kind of answer is (``answer_kinds``): they say what is asked of councils, and slots are
    read from the words.
    """
    words = cue_words(meant_text(frame))
    sets = _sets(words)
    if (beside := _beside(frame, words, sets)) is not None:
        return beside
    wide = tuple(name for name, _ in frame.areas if not _meets(_spans_in(words.text, [name]), spans_of(sets)))
    of_wide = wide and all(any(name in councils for _, councils in frame.areas) for name in frame.authorities)
    only = len(frame.authorities) == 1 and ONLY.has(words)
    others = bool(of_wide) or only or any(match.cue == "neighbours" for match in sets)
    if frame.unheld or frame.document or (frame.authorities and not others):
        return None
    likely = {kind: odds[kind] + sum(odds[one] for one in _OF_SET.get(kind, ()) if sets) for kind in LISTED}
    apart = [match for match in OUTSIDE.find(words) if any(_is_next(words.text, match, one) for one in sets)]
    # "not in London and inadequate" denies no grade.
    tests = read_grade_tests(cue_words(blanked(words.text, spans_of(apart))) if apart else words)
    named = sets or (wide and not frame.authorities)
    alone = bool(named) and not own_words(without_asking(frame.rest), spans_of(sets))
    # "in London?" asks for all of them; "do children in London get seen" does not.
    alone = alone and (len(blanked(frame.rest, spans_of(sets)).split()) <= _FEW or sum(likely.values()) > _LISTED)
    if not (alone or (only and tests)) and not _are_asked_for(frame, likely, odds["elsewhere"], words, tests):
        return None
    text = _BRACKETS.sub(_without_aside, words.text)
    outside = tuple(dict.fromkeys(one.cue for one in sets if any(_is_next(text, match, one) for match in apart)))
    visited = {match.cue: match for match in reversed(VISITS.find(words))}
    listing = Listing(
        tuple(dict.fromkeys((*(match.cue for match in sets if match.cue not in outside), *wide))),
        outside,
        order=next((match.cue for match in ORDERS.find(words)), ""),
        dated="when" in visited,
    )
    asked = spans_of(OUTPUT.find(words))
    graded = [one.spans[0] for one in tests if one.sure]
    slots = _Slots(
        frame,
        _within(text, frame.rest),
        marks=(*spans_of((*sets, *apart)), *asked, *year_spans(text), *_spans_in(text, wide)),
        tests=tests,
        # "good for leadership" is a grade.
        said=[
            m
            for m in SAID.find(words)
            if not _meets(m.spans, asked) and (_PRACTICE.search(text, m.start, m.end) or not _meets(m.spans, graded))
        ],
        ends=ENDS.find(words),
    )
    kind = "which_graded" if alone else max(LISTED, key=likely.__getitem__)
    ask = _of_kind(kind, listing, slots, text, visited)
    return _doubted(ask, slots, words) if ask is not None and ask.listing is not None else ask


_LENGTHS = re.compile(r"\b(?:years?|yrs|months?|ages|a while|decade)\b", re.IGNORECASE)


def _doubted(ask: Ask, slots: "_Slots", words: CueWords) -> Ask:
    """Note the words that turn a question on grades or visits round, and that no slot has taken."""
    listing = ask.listing
    if listing is None or listing.said or listing.beside:
        return ask
    visits = VISITS.find(words) if listing.visits else ()
    told = [span for table in (THAN, MOVED, OUTPUT) for span in spans_of(table.find(words))]
    none = [(m.start, m.end) for m in AROUND.find(words) if m.cue == "no council"]
    text = blanked(words.text, [*slots.taken(), *none, *told, *spans_of(visits)])
    if listing.visits and listing.visits.denied and not _is_dated(slots.frame):
        text += " ".join(f" not for {match.group()}" for match in _LENGTHS.finditer(text))  # a length that was not read
    turning, idle = TURNING.find(text), spans_of(TURNS_NOTHING.find(text))
    places = sorted((one.start, one.end) for one in turning if not _meets(one.spans, idle))
    doubted = dict.fromkeys(text[start:end] for start, end in places)
    return replace(ask, listing=replace(listing, doubted=tuple(doubted))) if doubted else ask


def _beside(frame: Frame, words: CueWords, sets: Sequence[CueMatch]) -> Ask | None:
    """Read a question for the councils whose grade is better or worse than that of one, or the same."""
    if len(frame.authorities) != 1 or not (sets or OTHER_THAN.has(words)):
        return None
    # The name of the council has been blanked out where it stood.
    than = next(
        (one for one in THAN.find(words) if one.cue in _MOVES and words.text[one.end :][:_NAME].isspace()), None
    )
    areas = read_area_tests(words)
    left = own_words(frame.rest, [*spans_of((*sets, *([than] if than else ()))), *(s for a in areas for s in a.spans)])
    if than is None or len(areas) > 1 or (left := [word for word in left if word not in _SLOT_WORDS | _COMPARED]):
        return None
    test = GradeTest((), areas[0].test.area if areas else "overall", moved=than.cue)
    names = tuple(dict.fromkeys(match.cue for match in sets))
    return Ask(AskKind.LISTING, listing=Listing(names, tests=(test,), beside=frame.authorities[0]))


_MOVES = frozenset({"better", "worse", "same"})
_NAME = 4  # characters of the shortest name, with the blank before it
_COMPARED = frozenset(
    "worse better lower higher stronger weaker same share shares grade grades rating good strong graded rated".split()
)


def _spans_in(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    return [(place, place + len(name)) for name in names if (place := text.find(name)) >= 0]


def _are_asked_for(
    frame: Frame, likely: Mapping[str, float], elsewhere: float, words: CueWords, tests: Sequence[FoundTest]
) -> bool:
    """Say whether councils are asked for: surely enough, for what the words tell of it besides."""
    told = any(one.sure for one in tests) or not _COUNCILS.isdisjoint(words.bare)
    if frame.beyond:
        return sum(likely.values()) > _BEYOND
    return sum(likely.values()) > (_LIKELY if told and max(likely.values()) > elsewhere else _LISTED)


_FEW = 3  # words beside the name of a set of councils, of which nothing else is asked
_LISTED = 0.5  # how likely it must be that councils are asked for
_LIKELY = 0.3  # the same where councils are spoken of, or a grade in words that can be said of nothing else
_COUNCILS = frozenset(SETS.lists["councils"])
_BEYOND = 0.9  # the same where what is asked about lies beyond the documents
_WHERE_TOLD = frozenset({"which_visited", "which_good", "which_mention"})  # kinds that words for being told say better
_SAID = {"which_told": "told", "which_good": "well", "which_bad": "badly", "which_mention": "mention"}
LISTED = ("which_graded", "which_moved", "which_visited", "rank", "counts", *_SAID)
# What is asked of a set of councils as it is of one: "how do the met boroughs stand overall".
_OF_SET: Mapping[str, Sequence[str]] = {
    "which_graded": ("grade", "overview", "area", "compare"),
    "which_moved": ("history", "changes"),
    "which_visited": ("inspected", "documents"),
    "which_told": ("improve",),
}
_HEAD = re.compile(r"\b(?:which|what|how many|whose)[ \t]+(?:of[ \t]+)?(?:the[ \t]+|our[ \t]+)?([a-z]+)", re.IGNORECASE)


def _of_kind(kind: str, listing: Listing, slots: "_Slots", text: str, visited: Mapping[str, CueMatch]) -> Ask | None:
    """Fill the slots of a question that asks for councils in a known way; None where what it needs is missing."""
    areas = read_area_tests(cue_words(text))
    left = own_words(
        without_asking(slots.rest), [*slots.taken(), *(span for one in areas for span in one.spans)], _SLOT_WORDS
    )
    tests = [one.test for one in slots.tests]
    if kind in _WHERE_TOLD and any(match.cue == "told" for match in slots.said):
        kind = "which_told"  # "told to make sure that children are visited", "inspectors wanted better life story work"
    if kind == "which_visited" and left and not ({"inspected", "visited"} & visited.keys() or slots.frame.kinds):
        kind = "which_mention"  # "which council had the cyber attack"
    if not tests and slots.ends and areas and not left:
        return _graded(slots, listing, [one.test for one in areas])  # "bottom of the pile on leadership"
    if kind == "which_visited":
        left = [word for word in left if word not in SETS.lists["council"]]
        visits = _visits(slots, text, visited, left or [one.test.area for one in areas if not tests], listing.order)
        # "inspected in 2024 and came out good": nothing else is left that could be good.
        return _ask(listing, tests=tuple(one.test for one in slots.tests if one.sure or not left), visits=visits)
    if left and (failing := FAILING.find(text)):  # "failing care leavers on housing": no grade is meant
        slots = replace(slots, tests=(), marks=(*slots.marks, *spans_of(failing[:1])))
        return _with_matter(listing, slots, said="badly")
    if said := _SAID.get(kind):
        if said in _JUDGED and not left and (areas or tests):
            return _graded(slots, listing, tests or [replace(one.test, grades=_JUDGED[said]) for one in areas])
        return _with_matter(listing, slots, said=said)
    head = _HEAD.search(text)
    if head is not None and head[1].lower() in left and not _is_council(head[1].lower()):
        return None  # "which homes are inadequate": no councils are asked for
    if areas and not tests and kind == "which_graded" and GRADE_WORDS.has(text) and len(slots.said) == 1:
        judged = _JUDGED.get(slots.said[0].cue, ())  # "who struggles with the care leaver grade"
        if judged and not own_words(
            " ".join(left), (), _SLOT_WORDS | set(text[slots.said[0].start :].lower().split()[:1])
        ):
            return _graded(slots, listing, [replace(one.test, grades=judged) for one in areas])
    praised = {match.cue for match in slots.said} - (_JUDGED.keys() if any(one.sure for one in slots.tests) else set())
    if left and praised:  # "who is good on family hubs"
        return _with_matter(listing, slots)
    if _names_visits(slots.frame) and (tests or kind == "counts"):
        visits = _visits(slots, text, visited, [], listing.order)
        listing = replace(listing, visits=visits)
    listing = replace(listing, unread=tuple(left))
    if kind == "rank" and not any(test.moved for test in tests):
        named = {match.cue for match in slots.ends}
        end = named.pop() if len(named) == 1 else "rank"
        return _ask(listing, tests=tuple(replace(one.test, grades=()) for one in areas), end=end)
    if tests and MORE_THAN.has(text) and len(grades_in(text)) > 1:
        every = tuple(dict.fromkeys(GradeTest((), test.area) for test in tests))
        return _ask(listing, tests=every, order="best")  # "are there more good councils than inadequate ones"
    if kind == "counts" and not tests and (areas or GRADE_WORDS.has(text)):  # how many have which grade
        return _ask(listing, tests=tuple(replace(one.test, grades=()) for one in areas), order=listing.order or "best")
    if kind == "counts" and not tests:
        counted = (listing.sets or listing.outside) and not left
        return _ask(listing) if counted else None  # "how many counties do you cover"
    if not tests and slots.said:  # "met boroughs doing well"
        judged = next((_JUDGED[m.cue] for m in slots.said if m.cue in _JUDGED), ())
        tests = [replace(one.test, grades=judged) for one in areas] or ([GradeTest(judged)] if judged else [])
    return _graded(slots, listing, tests or [one.test for one in areas])


def _is_council(word: str) -> bool:
    """Say whether a word is one for councils, rightly spelt or not ("authoritys")."""
    return word in SETS.lists["council"] or word.startswith(("autho", "counc", "couns", "borou"))


@dataclass(frozen=True, slots=True)
class _Slots:
    """What was seen of a question: its ``rest`` without the frame's words, where councils are meant (``marks``), and
    the cues of what is asked of them."""

    frame: Frame
    rest: str
    marks: tuple[tuple[int, int], ...]
    tests: Sequence[FoundTest]
    said: Sequence[CueMatch]
    ends: Sequence[CueMatch]

    def left(self, *besides: tuple[int, int]) -> list[str]:
        """List the words that no slot has taken, but for ``besides``."""
        return own_words(self.rest, [*self.taken(), *besides], _SLOT_WORDS)

    def taken(self) -> list[tuple[int, int]]:
        """List the ranges that slots have taken."""
        return [*self.marks, *(span for one in self.tests for span in one.spans), *spans_of(self.ends)]


def _ask(listing: Listing, **slots: object) -> Ask:
    return Ask(AskKind.LISTING, listing=replace(listing, **slots))  # type: ignore[arg-type]


def _is_next(text: str, match: CueMatch, one: CueMatch) -> bool:
    """Say whether a cue stands right before another."""
    return match.start < one.start and match.end <= one.end and not text[match.end : one.start].strip(" -")


def _is_dated(frame: Frame) -> bool:
    return bool(frame.years or frame.since is not None or frame.until is not None)


def _without_aside(bracket: re.Match[str]) -> str:
    """Blank what stands in brackets, unless it asks: a grade or a set of councils."""
    words = CueWords(bracket.group())
    return bracket.group() if read_grade_tests(words) or SETS.find(words) else " " * len(bracket.group())


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


def _names_visits(frame: Frame) -> bool:
    """Say whether a kind of visit is named, and not the full inspection alone."""
    return bool(frame.kinds) and INSPECTIONS.issuperset(frame.kinds) and frame.kinds != (Kind.INSPECTION,)


def _visits(slots: _Slots, text: str, said: Mapping[str, CueMatch], left: Sequence[str], order: str) -> VisitTest:
    """Read which inspections or visits the councils must have had; where words are ``left``, what they looked at."""
    if not left:
        return _visit_test(slots, text, said, order, "")
    on = [match for match in VISITS.find(text) if match.cue == "on"]
    matter = trimmed(without_asking(blanked(slots.rest, [*slots.marks, *spans_of(on)])))
    return _visit_test(slots, text, said, order, matter)


def _visit_test(slots: _Slots, text: str, said: Mapping[str, CueMatch], order: str, about: str) -> VisitTest:
    """Read of which kind, when and how often the inspections or visits must have been."""
    frame, ordered = slots.frame, order in {"oldest", "newest", "most"}
    least, most = 1, 0
    if exact := said.get("exact"):
        least = most = _number_of(text[exact.start : exact.end])
    elif several := said.get("several"):
        least = _number_of(text[several.start : several.end], 2)
    denied = "none" in said and not (order == "oldest" and not _is_dated(frame))  # "longest without an inspection"
    after = "after" in said
    kinds = tuple(Kind(match.cue) for match in KINDS.find(text) if match.start < said["after"].start) if after else ()
    latest = ordered and order != "most" and not (denied or {"exact", "several"} & said.keys() or _is_dated(frame))
    return VisitTest(
        kinds or frame.kinds or ((Kind.INSPECTION,) if "inspected" in said and not after else ()),
        denied=denied,
        last=not after and ("last" in said or latest),
        after=after,
        published="published" in said,
        least=least,
        most=most,
        about=about,
    )


def _number_of(text: str, unsaid: int = 1) -> int:
    parts = text.lower().split()
    told = next((_COUNTS.get(part) or int(part) for part in parts if part in _COUNTS or part.isdigit()), unsaid)
    return told + (parts[:2] == ["more", "than"])


def _graded(slots: _Slots, listing: Listing, tests: Sequence[GradeTest]) -> Ask | None:
    """Read a question in which nothing is left but grades, the ends of their order, or a set of councils."""
    end = slots.ends[0].cue if slots.ends else ""
    if tests:
        named = any(test.grades or test.moved for test in tests)
        return _ask(listing, tests=tuple(dict.fromkeys(tests)), end=end if end == "rank" or not named else "")
    if end or slots.frame.intent is Intent.JUDGEMENTS or ((listing.sets or listing.outside) and not slots.left()):
        return _ask(listing, end=end)
    return None


def _with_matter(listing: Listing, slots: _Slots, *, said: str = "") -> Ask | None:
    """Read a question for councils of which something is ``said``, besides what their grades must be."""
    cues = {match.cue for match in slots.said}
    name = said or next(name for name in ("told", "badly", "well", "mention") if name in cues)
    own = spans_of(slots.said)
    kept = [one for one in slots.tests if one.sure and not _meets(one.spans[:1], own)]
    times = [match for match in AROUND.find(slots.rest) if match.cue == "times"]
    own = [*own, *spans_of(times)]
    matters = _matters(slots.rest, [*slots.marks, *own, *(span for one in kept for span in one.spans)])
    if not matters:
        return None
    tests = tuple(dict.fromkeys(one.test for one in kept))
    least = count_in(slots.rest, times[0]) if times else 1
    told = [match.start for match in slots.said if match.cue == name and name in {"told", "mention"}]
    denied = not NOBODY.begins(slots.frame.text) and any(
        one.start < start < one.end for one in DENIALS.find(cue_words(slots.rest)) for start in told
    )
    return _ask(listing, tests=tests, said=name, about=matters[0], else_about=matters[1:], least=least, denied=denied)


_CLAUSES = re.compile(r"(?<![,.?!;:()–—])[,.?!;:()–—]++(?=\s|$)|(?<=\s)[(]|[ \t]-+[ \t]")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,80})[\"”]")


def _matters(rest: str, taken: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """List what may be the matter of a question, where slots have ``taken`` their words: what is quoted, else all that
    is left, or one clause of it."""
    if quoted := _QUOTED.findall(rest):
        return tuple(quoted)
    left = blanked(rest, taken)
    pointed = [one.start for one in POINTED.find(cue_words(rest, clauses=True)) if not rest[one.end :].strip(" \t?.!")]
    # "driving lessons: who mentions paying for that"
    if pointed and (told := trimmed(without_asking(left[: pointed[0]]))):
        return (told,)
    return tuple(dict.fromkeys(filter(None, (trimmed(without_asking(one)) for one in (left, *_CLAUSES.split(left))))))


def _meets(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """Say whether any of some ranges overlaps any of others."""
    return any(start < stop and begin < end for start, end in spans for begin, stop in others)

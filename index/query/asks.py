"""Asks: what a question wants that names no single thing to look for: a verdict, councils, facts, what has changed.

In: the text of a question with the names of councils taken out, and its frame. Out: an ``Ask``, or None where the
question is for passages, grades or lists as its frame says. Nothing is looked up and nothing is ranked.
"""

import re
from dataclasses import replace

from index.models import COUNCIL_KINDS, Recency
from index.query.answer_kinds import without_asking
from index.query.catalogue_question import read_catalogue_question
from index.query.cues import CueWords, cue_words
from index.query.cues.tables import (
    CHANGES,
    FACTS,
    GRADE_WORDS,
    GRADES,
    IMPROVEMENTS,
    MOVED,
    PAPER_FACTS,
    PARTS,
    REASON,
    SINGLE,
    WENT,
    WHOLE,
    WHY,
)
from index.query.frame_words import PAPERS
from index.query.grade_tests import grades_in, read_grade_tests
from index.query.intent import read_area
from index.query.models import Ask, AskKind, Frame, Intent, Listing, When
from index.query.topic_words import blanked, own_words, spans_of, year_spans
from index.text import MONTHS, month_number

_PLACE = re.compile(
    r"\b(paragraphs?|paras?|pages?|pgs?|pp?|slide|recommendations?|recs?)\b\.?[ \t]{0,3}"
    r"(?:no\.?[ \t]{0,2}|number[ \t]{1,2}|#)?(\d{1,3}(?:\.\d{1,2})?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve)\b(?![/.-]\d)(?![ \t]{1,2}(?:of these|recommendations|priorities|areas))",
    re.IGNORECASE,
)
_UNITS = {"pa": "page", "pg": "page", "p": "page", "pp": "page", "sl": "slide", "re": "recommendation"}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_SINCE = re.compile(
    r"\b(?:since|after|from)[ \t]{1,3}(?:the[ \t]{1,3})?(?:(?:start|beginning|end)[ \t]{1,3}of[ \t]{1,3})?"
    rf"({'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}\b(?:[ \t]{{1,3}}(20\d\d))?",
    re.I,
)


def read_ask(frame: Frame, text: str) -> Ask | None:
    """Read what a question wants; ``text`` is the question with the names of councils blanked out.

    None where it asks for a single thing, or for grades and lists in words that the frame has read already.
    """
    words = cue_words(text)
    if place := _PLACE.search(text):
        return _placed(place.group(1).lower(), place.group(2).lower())
    if facts := _fact(frame, words) or _paper_fact(frame, words):
        return facts
    inspected = bool(frame.kinds) and not COUNCIL_KINDS.issuperset(frame.kinds)
    if inspected and not (frame.authorities or frame.unheld or own_words(frame.rest, (), _FACT_WORDS)):
        return Ask(AskKind.FACTS, subject="often")  # "any joint inspections": those that are held
    return _verdict(frame, frame.rest)


def is_area_alone(text: str) -> bool:
    """Say whether a text names a judged area, or a service under one, and nothing more."""
    words = cue_words(text)
    area, spans = read_area(words)
    parts = PARTS.find(words)
    if not (area or parts) or area == "overall":
        return False
    return not own_words(text, [*spans, *spans_of(parts), *spans_of(WHOLE.find(words))])


def part_in(text: str) -> str | None:
    """Name the judged area that a text speaks of, by its own name or by a service that reports tell of under it."""
    words = cue_words(text)
    parts = PARTS.find(words)
    return read_area(words)[0] or (parts[0].cue if parts else None)


def area_meant(rest: str) -> str | None:
    """Name the area that a question is about, "as a whole" or not; how well people are looked after names none."""
    area = part_in(_LOOKED_AFTER.sub(lambda found: found[1] + " " * len(found[2]), rest))
    return area.removesuffix("+overall").removeprefix("overall+") if area else None


def _fact(frame: Frame, words: CueWords) -> Ask | None:
    if frame.intent is Intent.IMPROVEMENTS:
        return None
    named = bool(frame.authorities or frame.document)
    if subject := read_catalogue_question(words.text, of_a_council=named):
        return Ask(AskKind.FACTS, subject=subject, since=since_in(words.text))
    found = FACTS.find(words)
    area, where = read_area(words) if any(match.cue == "became" for match in found) else (None, ())
    for match in found:
        taken = [*spans_of(found), *where, *spans_of(GRADES.find(words))]
        if match.cue != "person" and own_words(frame.rest, taken, _FACT_WORDS):
            continue
        if match.cue == "became" and not frame.authorities:
            continue  # of all councils it is a listing
        since = since_in(words.text)
        if match.cue == "new" and not (since or frame.since or not frame.authorities):
            continue
        subject = "person" if match.cue == "post" else match.cue
        return Ask(AskKind.FACTS, area=area, subject=subject, grade=grade_in(words.text), since=since)
    return None


def _placed(unit: str, number: str) -> Ask:
    """Ask for a place of a document by its printed number."""
    name = "paragraph" if unit.startswith("para") else _UNITS.get(unit, _UNITS.get(unit[:2], "page"))
    counted = str(_NUMBERS.index(number) + 1) if number in _NUMBERS else number
    return Ask(AskKind.FACTS, subject="place", place=(name, counted))


def _paper_fact(frame: Frame, words: CueWords) -> Ask | None:
    """Read what is asked of a paper itself: who wrote it, which body had it, what was to be decided."""
    found = PAPER_FACTS.find(words)
    if not found:
        return None
    about = own_words(words.text, spans_of(found), _FACT_WORDS | _PAPER_WORDS)
    if found[0].cue == "addressee":
        about = []  # what a letter is about says which one is meant, and whom it names stands at its head
    if about and (found[0].cue == "body" or len(about) > _MOST_ABOUT):
        return None
    return Ask(AskKind.FACTS, subject=found[0].cue, about=" ".join(about))


_MOST_ABOUT = 3  # words that say what a paper is about, of which it is asked who wrote it or what it wanted
_PAPER_WORDS = PAPERS | frozenset(
    """
    action improvement post executive overview consider considered go went gone agree decide approve note endorse
    """.split()
)
_FACT_WORDS = frozenset(
    """
    date dates day month spring summer autumn winter
    lead name names published publication publish released document documents paper papers file
    files full focused
    monitoring joint letters letter visits visit carried many often number kind kinds type types per each every
    list history newest next due anywhere else most first far ago long recently back return hmi time again there
    mean means meaning definition define called meant explain difference term word become became stay stayed
    turn turned moved anything something
    """.split()
) | {month.lower() for month in MONTHS}


def _verdict(frame: Frame, rest: str) -> Ask | None:
    """Read a question on one council that names nothing but a judged area, a grade, or nothing at all."""
    if not frame.authorities and not frame.document:
        return None
    words = cue_words(rest)
    if why := WHY.find(words):
        area, spans = read_area(words)
        if not own_words(rest, [*spans_of(why), *spans, *spans_of(GRADES.find(words))]):
            return Ask(AskKind.WHY, area=area, grade=grade_in(rest))
    plain = blanked(frame.nameless, year_spans(frame.nameless))
    changes = CHANGES.find(plain)
    over_time = frame.intent is Intent.JUDGEMENTS and frame.recency is Recency.ALL
    if len(frame.authorities) == 1 and not REASON.has(plain) and (history := _history(rest)):
        return history
    if over_time and GRADE_WORDS.find(plain) and not REASON.has(plain):
        changes = []  # "how have their grades changed": the grades, and not all that is new
    apart = (
        len(frame.authorities) == 1 and len(frame.years) > 1 and frame.intent in {Intent.PASSAGES, Intent.COMPARISON}
    )
    if apart and not own_words(rest, spans_of(CHANGES.find(words)), _COMPARING):
        return Ask(AskKind.CHANGES)  # two years of a council and nothing more
    if changes and not own_words(plain, spans_of(changes)) and len(frame.authorities) == 1:
        return Ask(AskKind.CHANGES, subject=_direction(plain))
    if changes and len(frame.authorities) == 1:
        area, spans = read_area(cue_words(plain))
        if area and "+" not in area and area != "overall" and not own_words(plain, [*spans_of(changes), *spans]):
            return Ask(AskKind.AREA, area=area, subject="then and now")
    if which := _which_areas(rest):
        return which
    if SINGLE.find(words):
        return None
    if len(frame.authorities) > 1 and frame.intent in {Intent.COMPARISON, Intent.JUDGEMENTS}:
        return asked_beside(without_asking(rest))
    if frame.intent is Intent.COMPARISON and (beside := asked_beside(rest)) and beside.kind is AskKind.AREA:
        return replace(beside, subject="then and now")
    gist = [*spans_of(WHOLE.find(words)), *spans_of(IMPROVEMENTS.find(words))]
    if len(frame.authorities) == 1 and WHOLE.find(words) and IMPROVEMENTS.find(words) and not own_words(rest, gist):
        return Ask(AskKind.OVERVIEW)  # it tells what must improve, too
    area, spans = read_area(words)
    whole = WHOLE.find(words)
    wondered = len(frame.authorities) == 1 and not area and {"any", "much"} & set(words.forms)
    if wondered and whole and not own_words(rest, spans_of(whole)):
        return Ask(AskKind.OVERVIEW)
    if frame.intent not in {Intent.PASSAGES, Intent.HELP} or len(frame.authorities) > 1:
        return None
    told = _LOOKED_AFTER.sub(lambda found: found[1] + " " * len(found[2]), rest)
    if told != rest and (alone := read_area(cue_words(told)))[0]:
        area, spans = alone  # "how well are care leavers looked after" asks of care leavers alone
    besides = _JUDGING | ({"looked"} if told != rest else frozenset())
    if area and "+" not in area and area != "overall" and not own_words(rest, [*spans, *spans_of(whole)], besides):
        return Ask(AskKind.AREA, area=area)
    graded = GRADES.find(words)
    named = [match for match in graded if match.cue == "grade named"]
    if named and not own_words(rest, [*spans_of(named), *spans]):
        return Ask(AskKind.GRADES, area=area, grade=grade_in(rest))
    parts = PARTS.find(words)
    if parts and not own_words(rest, [*spans_of(parts), *spans_of(whole)]):
        return Ask(AskKind.AREA, area=parts[0].cue, about=rest)
    if not own_words(rest, [*spans_of(whole), *(spans if area == "overall" else ())]):
        return Ask(AskKind.OVERVIEW)
    return None


def _history(rest: str) -> Ask | None:
    """Read a question for the grades of one council at several inspections: "from inadequate to good"."""
    tests = read_grade_tests(cue_words(rest))
    told = _TRAJECTORY.intersection(cue_words(rest).bare) and not tests and not own_words(rest, (), _HISTORY)
    if told:
        return Ask(AskKind.GRADES, subject="over time")
    if not {When.BEFORE, When.EARLIER, When.ALWAYS} & {one.test.when for one in tests}:
        return None
    spans = [span for one in tests for span in one.spans]
    if own_words(rest, [*spans, *spans_of(MOVED.find(rest))], _HISTORY | _MOVES):
        return None
    area = tests[0].test.area
    return Ask(AskKind.GRADES, area=area if area not in {"any", "every"} else None, subject="over time")


_TRAJECTORY = frozenset("journey trajectory timeline trend turnaround path".split())
_HISTORY = _TRAJECTORY | frozenset(
    "road route story history trends grades dates date year years steps true right correct fact case".split()
)
# What leads from one grade to another: beside two grades they are no moves of homes.
_MOVES = frozenset(
    "move moves moved moving rise rising fall falling drop jump leap climb slide shift transition progression".split()
)


def _which_areas(rest: str) -> Ask | None:
    """Read a question for those of a report's grades that pass a test: "which areas were below good"."""
    words = cue_words(rest)
    tests = read_grade_tests(words)
    if not tests or not _AREAS_ASKED.intersection(words.forms) or read_area(words)[0]:
        return None
    taken = [*(span for one in tests for span in one.spans), *spans_of(GRADES.find(words))]
    if own_words(rest, taken, _AREAS_ASKED) or not tests[0].test.grades:
        return None
    return Ask(AskKind.GRADES, grade=grade_in(rest), listing=Listing(tests=(tests[0].test,)))


_AREAS_ASKED = frozenset("area areas judgement judgements judgment judgments headings bits parts".split())
# Words that judge, and name no topic: beside the name of an area they ask how good it is.
_JUDGING = frozenset(
    """
    verdict verdicts
    well good great fine ok okay alright safe safely safer properly right really true sure going things job doing done
    heard hear told claim claims say says said believe think reckon get gets getting given receive receives service
    services kept keep treated served supported protected helped brilliant excellent poor poorly bad badly terrible
    awful strong weak effective effectively happy worried worrying concerned concerning reassured confident rosy enough
    decent nice better best these nowadays lately currently
    """.split()
)
# "looked after" said of how people are treated, not the name of children in care.
_LOOKED_AFTER = re.compile(
    r"(\b(?:are|is|were|was|being|get|be|well|properly|them|they)\b[^.?!]{0,40}?)\b(looked[ \t]{1,3}after)\b"
    r"(?![ \t]{1,3}children)",
    re.IGNORECASE,
)


def _direction(text: str) -> str:
    """Say which way a question takes a council to have gone: "better", "worse", or "" where it does not say."""
    said = {match.cue for match in WENT.find(text)}
    # Whether it did is asked of the newest two, whichever way they went.
    return said.pop() if len(said) == 1 and {"why", "how"} & cue_words(text).at.keys() else ""


def asked_beside(rest: str) -> Ask | None:
    """Read a question that sets a judged area of several councils beside each other."""
    words = cue_words(rest)
    area, spans = read_area(words)
    marks = [*spans, *spans_of(WHOLE.find(words)), *spans_of(GRADES.find(words))]
    if area == "" or own_words(rest, marks, _COMPARING):
        return None
    area = area or "overall"
    return Ask(AskKind.GRADES if area == "overall" or "+" in area else AskKind.AREA, area=area)


_COMPARING = frozenset(
    """
    against beside compare compared comparing comparison versus vs better worse best worst difference differences
    differ differs different two both pair
    """.split()
)


def grade_in(text: str) -> str | None:
    """Give the grade that a text names, as the frameworks word it."""
    return next(iter(grades_in(text)), None)


def since_in(text: str) -> str | None:
    """Give the month from which on something is asked for: "2026-01", or "01" where no year is said."""
    found = _SINCE.search(text)
    if found is None:
        return None
    month = f"{month_number(found.group(1)):02d}"
    return f"{found.group(2)}-{month}" if found.group(2) else month

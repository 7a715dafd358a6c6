"""What a question asks for, by its words and by examples: its kind is weighed, its slots are read.

In comes a frame; out go the frame as it is meant and its ask. That councils are asked for, examples tell alone
(``council_listing`` fills the slots). Of other questions the tables of cues read what is asked first. Where examples
(``answer_kinds``) surely say that another kind of answer is wanted, the slots of that kind are filled from the same
words: areas, grades, years, sets of councils, and what is left as the matter. Where neither is sure, passages are the
answer: one of the wrong kind is worse.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from index.models import COUNCIL_KINDS, Kind, Recency, Voice
from index.query.answer_kinds import asking_words, kind_odds, leans, meant_text, without_asking
from index.query.asked_lists import asks_list, list_sort
from index.query.asks import area_meant, asked_beside, grade_in, read_ask, since_in
from index.query.council_listing import LISTED, read_listing
from index.query.cue_names import fact_cues
from index.query.cues import cue_words
from index.query.cues.tables import (
    BEYOND,
    GRADE_WORDS,
    IMPROVEMENTS,
    KINDS,
    MOVED,
    OUTPUT,
    OVER_TIME,
    PAPER_BODIES,
    PARTS,
    POINT_COUNTS,
    RECENCY,
    SETS,
    SEVERAL_VISITS,
    TO_COME,
)
from index.query.grade_tests import grades_in, read_grade_tests
from index.query.intent import read_area
from index.query.models import Ask, AskKind, Frame, Intent, Listing
from index.query.topic_words import blanked, own_words, spans_of
from index.query.voice import names_paper
from index.text import TOPICLESS_WORDS
from index.vocabulary import load_thesaurus

# Chosen on one writer's examples, measured on another's (docs/retrieval.md).
_SURE = 0.4  # how likely another kind must be than what the cues say
_SURER = 0.65  # the same, where the cues say more than that something is looked for, or something is named
_FOR_OTHERS = 0.15  # by how much likelier where it has words by which such questions are not told
_SUREST = 0.75  # the same of a verdict, which shows no passage on what may have been asked
_IN_A_STORY = 0.9  # the same where a matter is named, and of a fact that a story is taken to ask for
_UNLIKELY = 0.35  # how likely what the cues say may be at most
_NO_STORY = 9  # words
_STORY = 14  # words: who asks for a fact of the catalogue says so in fewer
AskReading = tuple[Frame, Ask | None]


def read_asked(frame: Frame) -> tuple[AskReading, ...]:
    """Read what a question asks for, and its frame as it is meant then: the likeliest first, what the cues say last.

    What the cues say stands where the examples do not surely say otherwise. Where a fact of the catalogue is asked for
    in words by which no such question is told ("who was behind the cyberattack"), passages may be meant, too.
    """
    (first, ask), *others = _read_asked(frame)
    if history := _over_time(first, ask):
        return (history, *others)
    if ask is not None and ask.kind is AskKind.FACTS and ask.subject in _OF_INSPECTIONS and _asks_of_paper(frame):
        return tuple(others or (_passages(frame),))
    if ask is None or ask.kind is not AskKind.FACTS or ask.subject not in _OF_THE_CATALOGUE:
        return ((first, ask), *others)
    kinds = _FACTS[ask.subject]
    # "since the 2017 grading": what grades are called names an inspection, and no matter.
    words = own_words(frame.rest, [*_taken(frame.rest), *spans_of(GRADE_WORDS.find(frame.rest))])
    besides = tuple(word for word in words if not any(leans(word, kind) for kind in kinds))
    if not besides or _names_visit(frame):  # what a visit was about says which is meant
        return ((first, ask), *others)
    if "of inspections" not in fact_cues(frame.nameless):  # "when was the improvement notice lifted"
        return tuple(others or (_passages(frame),))
    return ((first, replace(ask, besides=besides)), *(others or (_passages(frame),)))


def asks_for_grade(frame: Frame) -> bool:
    """Say whether a question surely asks which grade something was given."""
    return GRADE_WORDS.has(frame.nameless) and kind_odds(frame)["grade"] > _GRADE_ASKED


_GRADE_ASKED = 0.5


def _asks_of_paper(frame: Frame) -> bool:
    """Say whether something is asked of a council's paper, and of no inspection: when the plan was sent to Ofsted."""
    return bool(_papers_named(frame)) and "inspecting" not in fact_cues(frame.nameless)


def _papers_named(frame: Frame) -> set[Kind]:
    """Name the kinds of councils' papers that a question speaks of, whether or not it is to be answered from one."""
    return {Kind(match.cue) for match in KINDS.find(frame.text)} & COUNCIL_KINDS


_OF_INSPECTIONS = frozenset({"inspected", "often"})
_OF_THE_CATALOGUE = frozenset({"inspected", "inspectors", "published", "often", "next"})


def _over_time(frame: Frame, ask: Ask | None) -> AskReading | None:
    """Read a question for a grade at more than one inspection, where one grade would hide what is asked."""
    graded = ask is None and frame.intent is Intent.JUDGEMENTS
    if ask is not None and ask.kind in {AskKind.AREA, AskKind.GRADES}:
        graded = not (ask.listing or ask.about or ask.subject)
    dated = frame.years or frame.since or frame.until or frame.document or frame.kinds
    if not graded or dated or not frame.authorities or not OVER_TIME.has(frame.nameless):
        return None
    area = (ask.area if ask is not None else None) or frame.area
    if len(frame.authorities) > 1:
        area = area or "overall"
    return _plain(frame, intent=Intent.JUDGEMENTS, area=area), Ask(AskKind.GRADES, area=area, subject="over time")


def _read_asked(frame: Frame) -> tuple[AskReading, ...]:
    ask = read_ask(frame, frame.nameless)
    if frame.intent is Intent.HELP or frame.both_voices or (ask is not None and ask.place):
        return ((frame, ask),)
    if whole := _list_asked(frame, ask):
        return (whole, (frame, ask))
    if names_paper(frame.kinds) and own_words(frame.rest, _taken(frame.rest)):
        return _of_paper(frame, ask)
    if counted := _points_counted(frame):
        return (counted, (frame, ask))
    odds = kind_odds(frame)
    came = _names_visit(frame) and not TO_COME.has(frame.nameless)
    if ask is None and came and odds["inspected"] + odds["inspector"] > _SURER:
        subject = max(("inspected", "inspector"), key=odds.__getitem__)
        return ((_plain(frame), Ask(AskKind.FACTS, subject=_FACTS_NAMED[subject])), (frame, ask))
    told = ask is not None and ask.kind is AskKind.FACTS and ask.subject not in _FACTS_OF_MANY
    if not told and (listed := read_listing(frame, odds)):
        sure = bool(frame.beyond and listed.listing and listed.listing.tests) and not BEYOND.has(frame.text)
        return ((_plain(frame, **({"beyond": None} if sure else {})), listed), (frame, ask))
    if frame.beyond:
        return ((frame, ask),)
    if ask is None and odds["compare"] > _SURER and (made := _compare(frame)) is not None and made[1] is not None:
        return (made, (frame, ask))
    if sum(odds[kind] for kind in _served(frame, ask)) > _UNLIKELY:
        return ((frame, ask),)
    kind = max(odds, key=odds.__getitem__)
    if odds[kind] < _least(kind, frame, ask) or kind == "passages":
        return ((frame, ask),)
    made = _MAKERS[kind](frame)
    return ((frame, ask),) if made is None else (made, (frame, ask))


def _names_visit(frame: Frame) -> bool:
    """Say whether a question names a visit, or the letter on it."""
    return bool(frame.kinds) and not names_paper(frame.kinds) and Kind.INSPECTION not in frame.kinds


_FACTS_NAMED = {"inspected": "inspected", "inspector": "inspectors"}


def _of_paper(frame: Frame, ask: Ask | None) -> tuple[AskReading, ...]:
    """Read a question that names a paper and a matter: what the paper says of it is looked for in it.

    It prints grades of areas, and the catalogue knows when inspectors came, as well.
    """
    area = read_area(cue_words(frame.rest))[0]
    if ask is not None or not (area or frame.authorities):
        return ((frame, ask),)
    odds = kind_odds(frame)
    if area and odds["grade"] > _SURER:  # "what is printed against care leavers"
        return ((_plain(frame, intent=Intent.JUDGEMENTS, area=area), None), (frame, ask))
    if frame.authorities and odds["inspected"] >= _SURER:
        return ((frame, ask), _inspected(replace(frame, kinds=(), years=(), months=(), recency=None)))
    return ((frame, ask),)


def _list_asked(frame: Frame, ask: Ask | None) -> AskReading | None:
    """Read a question for a whole list: of a council's paper what is good, comes next or is to be decided, of any paper
    what inspectors want improved. Where no paper is spoken of, nothing but the list may be asked about."""
    listed = {Intent.PASSAGES, Intent.IMPROVEMENTS, Intent.JUDGEMENTS}
    if frame.beyond or frame.section or frame.intent not in listed or (ask is not None and ask.kind is AskKind.FACTS):
        return None
    own = bool(_papers_named(frame)) or frame.voice is Voice.COUNCIL or PAPER_BODIES.has(frame.nameless)
    bare = not frame.kinds and frame.intent is Intent.PASSAGES and (ask is None or ask.kind is AskKind.OVERVIEW)
    if not (own or frame.kinds or (bare and all(map(asks_list, own_words(frame.rest, _taken(frame.rest)))))):
        return None
    sort = list_sort(frame.nameless, matter=_left(frame, "improve", asks_list))
    if sort is None or not (own or bare or sort == "improve"):
        return None
    if sort == "improve":
        return _plain(frame, intent=Intent.IMPROVEMENTS, narrowed=False), None
    if bare and sort == "strengths" and _is_of_a_council(frame):
        ask = Ask(AskKind.OVERVIEW)  # what is good in a council is its overview, where no paper lists it
    return _plain(frame, section=sort), ask if bare else None


# Facts that may be asked of one paper, or of every council.
_FACTS_OF_MANY = frozenset({"often", "inspected", "published", "became", "newest", "held", "new"})


def _least(kind: str, frame: Frame, ask: Ask | None) -> float:
    """Give how likely a kind must be to be taken, by what else may be asked."""
    unnamed = frame.text.split() == frame.nameless.split()
    if unnamed and kind in _OF_NO_MATTER | _OF_ALL and _POINTS.intersection(cue_words(frame.nameless).forms):
        return 1.0  # "when was it set up": of what was spoken of before
    if kind in _VERDICTS | {"counts"} and _left(frame, kind):
        return _IN_A_STORY
    if kind in _VERDICTS:
        return _SUREST
    if kind in _OF_NO_MATTER | {"changes"} and len(frame.nameless.split()) > _STORY:
        return _IN_A_STORY
    typed = ask is not None or frame.intent is not Intent.PASSAGES
    if typed or (kind in _OF_NO_MATTER and _left(frame, kind)):
        return _SURER
    return _SURE + _FOR_OTHERS if kind in _OF_NO_MATTER and _others(frame, kind) else _SURE


_VERDICTS = frozenset({"area", "overview"})
_OF_NO_MATTER = frozenset(
    "grade history inspected inspector director published documents newest held looked_at".split()
)


_OF_ALL = frozenset({"counts", "rank", "held", "new"})
_POINTS = frozenset({"it", "that", "this"})


def _served(frame: Frame, ask: Ask | None) -> tuple[str, ...]:
    """Name the kinds of question that what the cues say answers."""
    if ask is None:
        over_time = frame.recency is Recency.ALL or len(frame.years) > 1 or frame.since is not None
        match frame.intent:
            case Intent.JUDGEMENTS:
                return ("grade", *(("history", "changes") if over_time else ()), *_of_several(frame))
            case Intent.PASSAGES:
                return (
                    "passages",
                    "place",
                    *(() if frame.authorities else ("elsewhere",)),
                    *(("improve", "overview") if frame.section and names_paper(frame.kinds) else ()),
                )
            case Intent.COMPARISON:
                return ("compare", "changes", *(("timeline",) if over_time else ()))
            case Intent.IMPROVEMENTS:
                return ("improve", "passages", "place") if frame.narrowed else ("improve",)
        return ("timeline",)
    if ask.kind is AskKind.FACTS:
        return _FACTS.get(ask.subject, tuple(_MAKERS))
    served = {
        AskKind.AREA: ("changes",) if ask.subject else ("area",),
        AskKind.GRADES: ("history",) if ask.subject else ("grade",),
        AskKind.CHANGES: ("changes", "compare"),
    }
    return (*served.get(ask.kind, (ask.kind.value,)), *_of_several(frame))


def _of_several(frame: Frame) -> tuple[str, ...]:
    return ("compare",) if len(frame.authorities) > 1 else ()


_FACTS: Mapping[str, tuple[str, ...]] = {
    "inspected": ("inspected",), "often": ("inspected", "counts", "documents", "which_visited"), "next": ("inspected",),
    "inspectors": ("inspector",), "led": ("inspector",), "person": ("director",), "author": ("director",),
    "published": ("published",), "held": ("documents", "held", "counts"), "newest": ("newest", "new", "documents"),
    "new": ("new",), "looked_at": ("looked_at",), "became": ("history",),
}  # fmt: skip


def _is_of_a_council(frame: Frame) -> bool:
    return bool(frame.authorities or frame.unheld or frame.ambiguous or frame.document or frame.ours)


def _others(frame: Frame, kind: str) -> bool:
    """Say whether a question has words by which questions of a kind are not told."""
    return any(not leans(word, kind) for word in own_words(frame.rest, _taken(frame.rest)))


def _taken(rest: str) -> list[tuple[int, int]]:
    """Find where a text names an area, a paper or a set of councils."""
    words = cue_words(rest)
    return [*read_area(words)[1], *spans_of((*PARTS.find(words), *SETS.find(words), *KINDS.find(words)))]


def _left(frame: Frame, kind: str, tells: Callable[[str], bool] = lambda word: False) -> bool:
    """Say whether a question names a matter: a thing of the vocabulary that is no area, paper or set of councils.

    A word that questions of a kind are told by ("director", "library"), or that ``tells`` otherwise, is none.
    """
    forms = cue_words(blanked(frame.rest, _taken(frame.rest))).bare
    phrases = (forms[start : start + length] for start in range(len(forms)) for length in range(1, _LONGEST))
    named = _names()
    return any(
        " ".join(words) in named and not any(leans(word, kind) or tells(word) for word in words) for words in phrases
    )


_LONGEST = 5  # words of a name


@cache
def _names() -> frozenset[str]:
    """Give the vocabulary's names for things."""
    names = (name.lower() for one in load_thesaurus() if not one.evaluative for name in one.triggers)
    asking = asking_words() | TOPICLESS_WORDS | _EVERYBODY
    return frozenset(name for name in names if not asking.issuperset(name.split()))


# Whom all of it is about: no matter of its own.
_EVERYBODY = frozenset("kids children child young people families family service services work new".split())


def _plain(frame: Frame, **changes: object) -> Frame:
    """Give a frame that asks for passages, unless ``changes`` say for what."""
    return replace(frame, **{"intent": Intent.PASSAGES, "area": None, "about": (), "section": None, **changes})  # type: ignore[arg-type]


def _of_council(make: Callable[[Frame], AskReading | None]) -> Callable[[Frame], AskReading | None]:
    """Make an answer on a council only where one is meant."""
    return lambda frame: make(frame) if _is_of_a_council(frame) else None


def _passages(frame: Frame) -> AskReading:
    if len(frame.authorities) > 1:
        return _plain(frame, intent=Intent.COMPARISON), None
    return _plain(frame), None


def _anywhere(frame: Frame) -> AskReading | None:
    return None if _is_of_a_council(frame) else (_plain(frame, everywhere=True), None)


def _area(frame: Frame) -> AskReading | None:
    area = area_meant(frame.rest)
    if not area or "+" in area or area == "overall":
        return None
    return _plain(frame), Ask(AskKind.AREA, area=area)


def _overview(frame: Frame) -> AskReading | None:
    if names_paper(frame.kinds):
        return None
    area = area_meant(frame.rest)
    named = area and "+" not in area and area != "overall"
    return _plain(frame), Ask(AskKind.AREA, area=area) if named else Ask(AskKind.OVERVIEW)


def _why(frame: Frame) -> AskReading:
    return _plain(frame), Ask(AskKind.WHY, area=read_area(cue_words(frame.rest))[0], grade=grade_in(frame.rest))


def _grade(frame: Frame) -> AskReading | None:
    area = read_area(cue_words(frame.rest))[0]
    # "is supervision good": what is graded nowhere is said to be so.
    short = area is None and len(frame.nameless.split()) <= _NO_STORY
    words = own_words(frame.rest, _taken(frame.rest)) if short and _left(frame, "grade") else []
    about = tuple(word for word in words if not leans(word, "grade"))
    return _plain(frame, intent=Intent.JUDGEMENTS, area=area, about=about), None


def _history(frame: Frame) -> AskReading | None:
    if frame.recency is Recency.PREVIOUS:  # "the previous one, in 2021": one report is meant
        return _grade(frame)
    area = read_area(cue_words(frame.rest))[0]
    if len(frame.years) == 1:  # "from 2016 til now", "in 2015 and after"
        frame = replace(frame, years=(), since=frame.years[0])
    # "below good" are several grades, of which none is named.
    named = {grade for one in read_grade_tests(cue_words(frame.rest)) for grade in one.test.grades}
    one = len(grades_in(frame.rest)) == len(named) == 1
    if one and not (frame.years or frame.since) and len(frame.authorities) == 1:
        return _plain(frame), Ask(AskKind.FACTS, subject="became", area=area, grade=grade_in(frame.rest))
    return _plain(frame), Ask(AskKind.GRADES, area=area, subject="over time")


def _changes(frame: Frame) -> AskReading | None:
    words = cue_words(frame.rest)
    area = read_area(words)[0]
    if _left(frame, "changes") or (area is None and PARTS.has(words)):  # a part of an area bears no grade of its own
        return _plain(frame, intent=Intent.COMPARISON), None
    if area and "+" not in area and area != "overall":
        return _plain(frame), Ask(AskKind.AREA, area=area, subject="then and now")
    return _plain(frame), Ask(AskKind.CHANGES)


def _improve(frame: Frame) -> AskReading:
    whole = list_sort(frame.nameless, matter=True) == "improve"
    narrowed = not whole and (_left(frame, "improve") or _others(frame, "improve"))
    return _plain(frame, intent=Intent.IMPROVEMENTS, narrowed=narrowed), None


def _compare(frame: Frame) -> AskReading | None:
    if len(frame.authorities) < 2:
        return None
    if beside := asked_beside(without_asking(frame.rest)):
        return _plain(frame, intent=Intent.COMPARISON), beside
    area = area_meant(frame.rest)
    if area and "+" not in area and not _left(frame, "compare"):  # "overall, who wins"
        kind = AskKind.GRADES if area == "overall" else AskKind.AREA
        return _plain(frame, intent=Intent.COMPARISON), Ask(kind, area=area)
    if GRADE_WORDS.has(cue_words(frame.nameless)) and not _left(frame, "compare"):
        return _plain(frame, intent=Intent.COMPARISON), Ask(AskKind.GRADES, area="overall")
    return _plain(frame, intent=Intent.COMPARISON), None


def _timeline(frame: Frame) -> AskReading | None:
    if not _left(frame, "timeline") and not area_meant(frame.rest):
        return None
    return _plain(frame, intent=Intent.TIMELINE, recency=Recency.ALL, rest=_without_order(frame.rest)), None


def _without_order(text: str) -> str:
    """Blank the words that say in which order a thing is told, or of which reports."""
    words = cue_words(text)
    spans = spans_of(RECENCY.find(words))
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return without_asking(text)


def _inspected(frame: Frame) -> AskReading:
    count = any(match.cue == "count" for match in OUTPUT.find(frame.nameless))
    return _plain(frame), Ask(
        AskKind.FACTS, subject="often" if count or SEVERAL_VISITS.has(frame.nameless) else "inspected"
    )


def _looked_at(frame: Frame) -> AskReading | None:
    """Make what asks what a visit looked at; of a matter that is named, its letter is asked about that."""
    return None if _left(frame, "looked_at") else (_plain(frame), Ask(AskKind.FACTS, subject="looked_at"))


def _fact(subject: str) -> Callable[[Frame], AskReading | None]:
    return lambda frame: (_plain(frame), Ask(AskKind.FACTS, subject=subject))


def _new(frame: Frame) -> AskReading | None:
    if _is_of_a_council(frame):
        return None
    since = since_in(frame.nameless)
    subject = "new" if since or frame.since or frame.years else "newest"
    return _plain(frame), Ask(AskKind.FACTS, subject=subject, since=since)


def _counts(frame: Frame) -> AskReading | None:
    """Make what asks for numbers over the library: of documents, since numbers of councils are read as a listing."""
    return None if _is_of_a_council(frame) else (_plain(frame), Ask(AskKind.FACTS, subject="often"))


def _points_counted(frame: Frame) -> AskReading | None:
    """Read a question for how many points to improve each council was given; None where a matter of them is named."""
    words = cue_words(meant_text(frame))
    found = POINT_COUNTS.find(words)
    if not found or _is_of_a_council(frame):
        return None
    sets = SETS.find(words)
    if _left(replace(frame, rest=blanked(frame.rest, spans_of(found))), "improve", asks_list):
        return None
    listing = Listing(sets=tuple(dict.fromkeys(match.cue for match in sets)), order=found[0].cue)
    return _plain(frame, everywhere=True, recency=None), Ask(AskKind.FACTS, subject="points", listing=listing)


def _trends(frame: Frame) -> AskReading | None:
    """Make what asks which grades were given from year to year, or what is told to be improved most often."""
    words = cue_words(meant_text(frame))
    if _is_of_a_council(frame) or _left(frame, "trends"):
        return None
    area = read_area(words)[0]
    of_grades = bool(GRADE_WORDS.has(words) or MOVED.has(words) or area) and not IMPROVEMENTS.has(words)
    listing = Listing(sets=tuple(dict.fromkeys(match.cue for match in SETS.find(words))))
    subject = "grades by year" if of_grades else "themes"
    named = area if area and "+" not in area else None
    frame = _plain(frame, everywhere=True, recency=None)
    grade = grade_in(words.text) if of_grades else None
    return frame, Ask(AskKind.FACTS, subject=subject, area=named, grade=grade, listing=listing)


_MAKERS: Mapping[str, Callable[[Frame], AskReading | None]] = {
    "elsewhere": _anywhere, "area": _of_council(_area), "overview": _of_council(_overview),
    "why": _of_council(_why), "grade": _of_council(_grade), "history": _of_council(_history),
    "changes": _of_council(_changes), "improve": _of_council(_improve), "compare": _compare,
    "timeline": _of_council(_timeline), "inspected": _of_council(_inspected),
    "inspector": _of_council(_fact("inspectors")), "director": _of_council(_fact("person")),
    "published": _of_council(_fact("published")), "documents": _of_council(_fact("held")),
    "newest": _of_council(_fact("newest")), "looked_at": _of_council(_looked_at), "place": lambda frame: None,
    "held": _fact("held"), "new": _new,
    **dict.fromkeys(LISTED, lambda frame: None), "counts": _counts, "trends": _trends,
}  # fmt: skip

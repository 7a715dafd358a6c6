"""Listings: one line a council over the library, filtered, counted over everything, the newest inspection first.

In: which councils are meant and what is asked of them. Out: an answer whose evidence or grades are one a council, with
the true total. Councils that are not held, that were not searched and that do not match are told apart.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answers.areas import GRADES, NAMES, judgements_of, place_of
from bot.answers.council_matter import (
    Narrowed,
    list_mentions,
    list_practice,
    list_told,
    list_unsaid,
    matters_of,
    not_looked_for,
    period_of,
)
from bot.answers.council_scope import CouncilScope
from bot.answers.council_tests import (
    Line,
    Tested,
    check_grades,
    check_visits,
    inspections_of,
    step_of,
    told_of,
)
from bot.answers.evidence_finder import Finder
from bot.answers.leads import grade_line
from bot.answers.phrases import counted, coverage, listed, report
from bot.answers.trends import grades_counted
from bot.models import Answer, AnswerKind, CitedJudgement, Coverage, Fact, Group, Lead, Reason, State, Total
from index.metadata import cite_document, cite_judgement
from index.models import Document
from index.query import FIRST_YEAR, LAST_YEAR, Frame, GradeTest, Listing, Question, Topic, VisitTest, When
from index.query.cues import FIRST


def list_councils(
    context: "ListingContext", question: Question, listing: Listing, councils: CouncilScope
) -> Answer | None:
    """List the councils that pass every test of a question; None where nothing is asked that can be told of them."""
    finder, frame = context.finder, replace(question.frame, authorities=())
    # The newest inspection of each counts in any case, and a grade moves from the inspection before it.
    everything = finder.holdings.scope(
        replace(frame, years=(), since=None, until=None, recency=None, kinds=(), excluded_kinds=(), voice=None)
    )
    tests = listing.tests or ((GradeTest(),) if not (listing.visits or listing.about) else ())
    told = ""
    if listing.beside:
        tests, told = _tests_beside(inspections_of(finder, everything, listing.beside)[:1], tests[0])
        if not tests:
            return Answer(AnswerKind.CLARIFY, f"{told}. Please name an area that it grades.", state=State.ASK)
    names = tuple(name for name in councils.held if name != listing.beside)
    lines = {name: Line(name) for name in names}
    graded = visited = None
    if tests:
        own = listing.visits is not None or any(
            test.years for test in tests
        )  # the period is of the visits, or of one test
        dated = replace(frame, years=(), since=None, until=None) if own else frame
        if listing.order == "oldest" and len(tests) == 1:  # "good for longest", "the first to be good"
            first = FIRST.has(frame.nameless)
            when, running = (When.EVER, False) if first and tests[0].when is When.NOW else (tests[0].when, True)
            tests = (replace(tests[0], when=when, running=running),)
        if dated.since or dated.until:  # "inadequate since 2018": at any inspection of these years
            tests = tuple(replace(one, when=When.EVER) if _may_be_any(one) else one for one in tests)
        graded = check_grades(finder, dated, everything, names, tests)
        if _is_a_step(tests):
            tests, graded = _with_longer_ways(
                tests, graded, lambda some: check_grades(finder, dated, everything, names, some)
            )
        graded = _at_the_end(graded, listing.end)
        lines = {line.council: line for line in graded.lines}
    if listing.visits is not None:
        topic = context.topic_of(listing.visits.about) if listing.visits.about else None
        visited = check_visits(finder, frame, everything, list(lines), listing.visits, topic)
        lines = {line.council: replace(line, rows=lines[line.council].rows) for line in visited.lines}
    ordered = _in_order(list(lines.values()), listing)
    if listing.about:
        narrowed = replace(councils, held=tuple(lines))
        return _list_matter(context, question, listing, Narrowed(narrowed, councils, _said_of(tests)))
    if graded is None:
        return _visits(finder, question, listing, ordered, councils) if visited is not None else None
    return _grades(finder, question, replace(listing, beside=told), tests, graded, ordered, councils)


def _tests_beside(reports: Sequence[Document], test: GradeTest) -> tuple[tuple[GradeTest, ...], str]:
    """Make the test of a grade better or worse than that which a report prints, and tell that grade, or its lack."""
    judgement = next(iter(judgements_of(reports[0], test.area)), None) if reports else None
    step = place_of(judgement.grade) if judgement is not None else None
    if judgement is None or step is None:
        return (), f"{report(reports[0]) if reports else 'No report'} prints no grade for {_area(test)}"
    picked = {"better": GRADES[step + 1 :], "worse": GRADES[:step]}.get(test.moved, GRADES[step : step + 1])
    grades = tuple(grade.capitalize() for grade in picked if grade != "adequate")
    told = grade_line(CitedJudgement(judgement.area, judgement.grade, cite_judgement(reports[0], judgement)))
    return (replace(test, moved="", grades=grades or (f"{test.moved} than {judgement.grade}",)),), told


def _is_a_step(tests: Sequence[GradeTest]) -> bool:
    """Say whether one grade of an area is asked for and another at the inspection before."""
    if len(tests) != _PAIR or any(test.denied or test.years or not test.grades for test in tests):
        return False
    return tests[0].area == tests[1].area and {test.when for test in tests} == {When.NOW, When.BEFORE}


_PAIR = 2


def _with_longer_ways(
    tests: tuple[GradeTest, ...], graded: Tested, check: Callable[[tuple[GradeTest, ...]], Tested]
) -> tuple[tuple[GradeTest, ...], Tested]:
    """Name the councils that came the same way over several inspections; list them where none did so in one step."""
    wide = tuple(replace(test, when=When.EARLIER) if test.when is When.BEFORE else test for test in tests)
    longer = check(wide)
    if not graded.lines:
        return wide, longer
    one_step = {line.council for line in graded.lines}
    return tests, replace(graded, longer=tuple(n.council for n in longer.lines if n.council not in one_step))


def _may_be_any(test: GradeTest) -> bool:
    """Say whether any inspection of a period may have the grade, or the change, that is asked for."""
    return test.when is When.NOW and test.area != "every" and test.least == 1 and bool(test.grades or test.moved)


@dataclass(frozen=True, slots=True)
class ListingContext:
    """What a listing is made with: the finder, and how words are understood as a topic."""

    finder: Finder
    topic_of: Callable[[str], Topic]


def _in_order(lines: list[Line], listing: Listing) -> list[Line]:
    """Put lines in the order asked for; the newest first where none was."""
    order = listing.order or ("best" if listing.end == "rank" else "newest")
    lines.sort(key=lambda line: line.council)
    if order in {"best", "worst"}:
        side = -1 if order == "best" else 1
        lines.sort(key=lambda line: side * (place_of(line.rows[0].judgement.grade) or 0) if line.rows else 0)
    elif order == "furthest":
        lines.sort(key=_steps_moved, reverse=True)
    elif order == "most":
        lines.sort(key=lambda line: -len(line.visits))
    elif order == "oldest":
        lines.sort(key=lambda line: line.oldest)
    elif order != "name":
        lines.sort(key=lambda line: line.newest, reverse=True)
    return lines


def _steps_moved(line: Line) -> int:
    """Count the grades between the two inspections of a line by which it is told that a grade moved."""
    steps = [step for row in line.rows[:_PAIR] if (step := step_of(row.judgement.grade)) is not None]
    return abs(steps[0] - steps[1]) if len(steps) == _PAIR else 0


def _at_the_end(tested: Tested, end: str) -> Tested:
    """Keep the lines with the best grade that is given, or with the worst."""
    places = [place for line in tested.lines if (place := place_of(line.rows[0].judgement.grade)) is not None]
    if end not in {"top", "bottom"} or not places:
        return tested
    wanted = max(places) if end == "top" else min(places)
    kept = tuple(line for line in tested.lines if place_of(line.rows[0].judgement.grade) == wanted)
    return replace(tested, lines=kept)


def _grades(
    finder: Finder,
    question: Question,
    listing: Listing,
    tests: Sequence[GradeTest],
    tested: Tested,
    lines: Sequence[Line],
    councils: CouncilScope,
) -> Answer:
    judgements: list[CitedJudgement] = []
    groups = []
    for line in lines:
        start = len(judgements)
        judgements += [
            CitedJudgement(r.judgement.area, r.judgement.grade, cite_judgement(r.document, r.judgement))
            for r in line.rows
        ]
        shown = (
            line.visits or tuple(dict.fromkeys(row.document for row in line.rows))
            if listing.dated or line.visits
            else ()
        )
        note = "; ".join(told_of(document) for document in shown[:_NOTED])
        groups.append(Group(line.council, judgements=tuple(range(start, len(judgements))), note=note))
    over_time = all(test.when in {When.EVER, When.ALWAYS} for test in tests)
    each = "" if over_time else ", newest inspection each"
    silent = [
        Fact(f"No grade for {NAMES.get(area, area)} is printed", ", ".join(names))
        for area, names in tested.silent.items()
    ]
    if tested.longer:
        silent.append(Fact("The same, but with other inspections in between", ", ".join(tested.longer)))
    looked = len(tested.looked)
    wanted = _said_of(tests)
    if listing.end in {"top", "bottom"} and lines:
        best = "best" if listing.end == "top" else "lowest"
        wanted = f"{lines[0].rows[0].judgement.grade} for {_areas(tests)}, the {best} grade among them"
    own = listing.visits is not None or any(test.years for test in tests)
    period = "" if own else _years(question)
    if len(tests) == 1 and not (tests[0].grades or tests[0].moved or tests[0].denied) and len(lines) > 1:
        wanted += f": {grades_counted(Counter(row.judgement.grade or '' for line in lines for row in line.rows))}"
    if over_time:
        wanted += period
    if listing.beside:
        wanted += f"; {listing.beside}"
    if listing.order == "oldest" and lines and lines[0].rows:
        first = lines[0].rows[-1]
        year = f" {first.document.date.year}" if first.document.date else ""
        wanted += f"; the earliest of the reports shown is of {lines[0].council}{year}"
    if listing.visits is not None:
        wanted = f"{wanted}; {_visited(question, listing.visits)}"
    return Answer(
        AnswerKind.LISTING,
        f"{counted(looked, 'council')} held {'have' if looked != 1 else 'has'} an inspection with grades"
        f"{period}{'; the newest of each counts' if each else ''}.{_read_as(tests)}"
        f"{not_looked_for(listing.unread)}{councils.gap()}",
        judgements=tuple(judgements),
        groups=tuple(groups),
        coverage=coverage(finder, finder.holdings.scope(replace(question.frame, authorities=())).documents),
        lead=Lead(f"{_how_many(len(lines), looked, listing)}{each}: {wanted}"),
        state=State.RELATED if listing.doubted else State.ANSWER,
        total=Total(len(judgements), len({j.citation.document for j in judgements}), len(lines)),
        facts=tuple(silent),
    )


def _how_many(found: int, looked: int, listing: Listing) -> str:
    """Say how many of the councils pass; where words that bear on it were not understood, only what was."""
    if not listing.doubted:
        return f"{found} of {counted(looked, 'council')}"
    words = listed([f"“{word}”" for word in listing.doubted])
    return f"I do not surely understand {words} here. Without {'it' if len(listing.doubted) == 1 else 'them'}, I read"


_NOTED = 4  # visits that are told of one council


def _said_of(tests: Sequence[GradeTest]) -> str:
    """Say what the grades of the councils that are listed are."""
    past = {When.BEFORE, When.EARLIER}
    left = {(t.grades, t.area) for t in tests if t.when in past and not t.denied}
    came = {(t.grades, t.area): t.when for t in tests if t.when in past and t.denied}
    said: list[str] = []
    for test in tests:
        of, key = f" for {_area(test)}", (test.grades, test.area)
        if test.when is When.NOW and test.denied and key in left:
            said = [*said[:-1], f"no longer {listed(test.grades, 'or')}{of}"]
        elif not (test.denied and test.when in past):
            first = {When.BEFORE: ", as it was not before", When.EARLIER: " for the first time"}
            said.append(_said_of_one(test, of) + (first[came[key]] if key in came and not test.denied else ""))
    return " and ".join(dict.fromkeys(said))


def _said_of_one(test: GradeTest, of: str) -> str:
    grades = listed(test.grades, "or")
    besides = f", but for {listed([NAMES[area] for area in test.besides])}" if test.besides else ""
    if test.than and test.area == "every":
        return f"{'more than one grade' if test.denied else 'the same grade'} among the judgements printed"
    if test.than:
        return (
            f"a {'better' if test.moved == 'better' else 'lower'} grade{of} than for {NAMES.get(test.than, test.than)}"
        )
    if test.moved:
        how = {"worse": "a lower grade than", "better": "a higher grade than", "same": "the same grade as"}[test.moved]
        how = f"not {how}" if test.denied else how
        of = of if test.area in NAMES else f" for {test.least} or more areas"
        steps = f", by {'at least ' if not test.most else ''}{counted(test.least, 'grade')}"
        by = steps if (test.least > 1 or test.most) and test.area in NAMES else ""
        return f"{how} before{of}{by}{', in some inspection held' if test.when is When.EVER else ''}"
    if test.area == "any":
        times = " in some inspection held" if test.when is When.EVER else ""
        told = "no judgement" if test.denied else f"at least {counted(test.least, 'judgement')}"
        times = ", in any inspection held" if times and test.denied else times
        return f"{told} of {grades}{besides}{times}"
    if test.area == "every":
        return f"{'not ' if test.denied else ''}every judgement {grades or 'printed'}{besides}"
    if not grades:
        return f"{'no' if test.denied else 'a'} grade{of}"
    if test.when is When.ALWAYS:
        return f"{grades}{of} in every inspection held"
    if test.when is When.EVER:
        times = f"{test.least} inspections" if test.least > 1 else "some inspection"
        times += " one after the other" if test.running else ""
        return f"{grades}{of} in {'no inspection' if test.denied else times} held"
    when = {When.BEFORE: " at the inspection before", When.EARLIER: " at an earlier inspection"}.get(test.when, "")
    when = f" {_said_years(test.years)}" if test.years else when
    return f"{'not ' if test.denied else ''}{grades}{of}{when}"


def _said_years(years: Sequence[int]) -> str:
    if FIRST_YEAR in years:
        return f"before {max(years) + 1}"
    return f"since {min(years)}" if LAST_YEAR in years else f"in {listed([str(year) for year in years], 'or')}"


def _read_as(tests: Sequence[GradeTest]) -> str:
    """Say that who is better than good was not taken for one that is not good."""
    return " “Not good” is read as below Good: Outstanding is not counted." if any(one.below for one in tests) else ""


def _area(test: GradeTest) -> str:
    return NAMES.get(test.area, f"{test.area} area")


def _areas(tests: Sequence[GradeTest]) -> str:
    return listed(list(dict.fromkeys(_area(test) for test in tests)))


def _visits(
    finder: Finder, question: Question, listing: Listing, lines: Sequence[Line], councils: CouncilScope
) -> Answer:
    """List when councils had inspections or visits, a line a council."""
    assert listing.visits is not None
    facts = []
    for line in lines:
        told = "; ".join(told_of(document) for document in line.visits[:_NOTED]) or "none held"
        more = f" and {len(line.visits) - _NOTED} earlier" if len(line.visits) > _NOTED else ""
        facts.append(Fact(line.council, told + more, cite_document(line.visits[0]) if line.visits else None))
    documents = sum(len(line.visits) for line in lines)
    shown = "" if listing.visits.denied else f": {counted(documents, 'document')}"
    order = {"oldest": "the longest ago first", "name": "by name", "most": "most first"}.get(
        listing.order, "the newest first"
    )
    lead = f"{_how_many(len(lines), len(councils.held), listing)}: {_visited(question, listing.visits)}"
    if listing.order == "most" and lines:
        most = [line.council for line in lines if len(line.visits) == len(lines[0].visits)]
        each = " each" if len(most) > 1 else ""
        lead = f"{listed(most)} most often of {counted(len(lines), 'council')}: {len(lines[0].visits)} documents{each}"
    if listing.order in {"oldest", "newest"} and lines and lines[0].visits:
        how = "longest ago" if listing.order == "oldest" else "most recently"
        lead = f"{lines[0].council} {how} of {counted(len(lines), 'council')}: {told_of(lines[0].visits[0])}"
    return Answer(
        AnswerKind.FACTS,
        f"As the documents held say{shown}, {order}.{councils.gap()}",
        coverage=coverage(finder, finder.holdings.scope(Frame("", "")).documents),
        lead=Lead(lead),
        total=Total(0, documents, len(lines)),
        facts=tuple(facts),
    )


def _visited(question: Question, test: VisitTest) -> str:
    """Say which inspections or visits the councils that are listed have had."""
    kinds = listed([kind.value for kind in test.kinds], "or") or "inspection or visit"
    if test.most:
        kinds = f"exactly {test.most} of: {kinds}"
    elif test.least > 1:
        kinds = f"at least {test.least} of: {kinds}"
    about = " on what was asked" if test.about else ""
    which = "no " if test.denied else "newest " if test.last else ""
    after = " since the newest full inspection" if test.after else ""
    return f"{which}{kinds}{about}{after}{_years(question)}"


def _years(question: Question) -> str:
    return period_of(replace(question, frame=replace(question.frame, recency=None)))


def _list_matter(context: ListingContext, question: Question, listing: Listing, narrowed: Narrowed) -> Answer:
    """List the councils of which something is said, by what is said of it."""
    finder = context.finder
    matters = matters_of((listing.about, *listing.else_about), context.topic_of)
    scope = finder.holdings.scope(replace(question.frame, authorities=()))
    if listing.denied:
        return list_unsaid(finder, question, matters, scope, narrowed, told=listing.said == "told")
    if listing.said == "told":
        return list_told(finder, question, matters, scope, narrowed, least=listing.least)
    if listing.said in {"well", "badly"}:
        found = list_practice(finder, question, matters, scope, narrowed, well=listing.said == "well")
        if found is not None:
            return found
        mentions = list_mentions(finder, question, matters, scope, narrowed)
        if mentions.lead is None or mentions.kind is AnswerKind.FACTS:
            return mentions
        leaning = "praises" if listing.said == "well" else "faults"
        told = f"No sentence was found that plainly {leaning} it; {mentions.lead.text}"
        return replace(mentions, lead=Lead(told), state=State.RELATED)
    return list_mentions(finder, question, matters, scope, narrowed)


def say_no_neighbours(council: str | None) -> Answer:
    """Say that no statistical neighbours are known."""
    whose = f"of {council} " if council else ""
    return Answer(
        AnswerKind.NO_ANSWER,
        f"No statistical neighbours {whose}are known here. An administrator gives them as a CSV with the columns"
        " council and statistical_neighbours (FINDINGS_NEIGHBOURS).",
        coverage=Coverage(reason=Reason.NO_MATCH),
    )


def say_none_held(councils: CouncilScope) -> Answer:
    """Say that no council of a set is held."""
    return Answer(
        AnswerKind.NO_ANSWER,
        f"No council of {councils.name} is held, so nothing was searched.",
        coverage=Coverage(reason=Reason.AUTHORITY_NOT_HELD),
    )

"""The answers to what names no single thing: verdicts, grades, councils, facts, what has changed.

In: a question with its ask, the documents it may be answered from, and who asks. Out: the answer, or None where the
reports that are meant cannot tell it so, and passages are looked for instead. What few questions ask for is loaded
when one does: loading it takes longer than an answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder
from bot.answers.grades import answer_grades
from bot.answers.leads import picked_lead
from bot.answers.verdict import answer_area, answer_overview, answer_why, same_grade
from bot.models import Answer, AnswerKind, State
from index.authorities import CouncilSet
from index.models import Recency
from index.query import (
    Ask,
    AskKind,
    GradeTest,
    Intent,
    Listing,
    Question,
    Topic,
    denial_cues,
    fact_cues,
)
from index.query.cues import NOBODY

_BESIDE = 3  # councils of which every grade is given


@dataclass(frozen=True, slots=True)
class AskContext:
    """What an answer is made with: the finder, the asker's own council, the neighbours of councils, and how words are
    understood as a topic."""

    finder: Finder
    home: str | None
    neighbours: Mapping[str, CouncilSet]
    topic_of: Callable[[str], Topic]


def answer_ask(context: AskContext, question: Question, ask: Ask, scope: DocumentScope, limit: int) -> Answer | None:
    """Answer what names no single thing; None where the reports that are meant cannot tell it so."""
    finder = context.finder
    match ask.kind:
        case AskKind.AREA if ask.area and len(question.frame.authorities) > 1:
            from bot.answers.then_and_now import answer_areas_beside

            return answer_areas_beside(finder, question, scope, ask.area, limit)
        case AskKind.AREA if ask.area and ask.subject == "then and now":
            from bot.answers.then_and_now import answer_area_then_and_now

            return answer_area_then_and_now(finder, question, scope, ask.area, limit)
        case AskKind.AREA if ask.area:
            about = context.topic_of(ask.about) if ask.about else None
            return answer_area(finder, question, scope, ask.area, limit, about=about)
        case AskKind.OVERVIEW:
            from bot.answers.facts import answer_found_at_visit

            return answer_found_at_visit(finder, question, limit) or answer_overview(finder, question, scope, limit)
        case AskKind.WHY if ask.area and "+" not in ask.area and ask.area != "overall":
            return answer_area(finder, question, scope, ask.area, limit)
        case AskKind.WHY:
            return answer_why(finder, question, scope, ask.grade, limit)
        case AskKind.CHANGES:
            from bot.answers.then_and_now import answer_changes

            return answer_changes(finder, question, scope)
        case AskKind.GRADES if ask.listing is not None:
            frame = replace(question.frame, intent=Intent.JUDGEMENTS, area=None)
            answer = answer_grades(finder, replace(question, frame=frame), scope)
            return picked(answer, ask.listing.tests[0]) if answer is not None else None
        case AskKind.GRADES:
            # Of a few councils whose grades are compared without naming an area, every grade.
            beside = (
                1 < len(question.frame.authorities) <= _BESIDE and ask.area == "overall" and not question.frame.area
            )
            area = None if beside else ask.area or "overall"
            frame = replace(question.frame, intent=Intent.JUDGEMENTS, area=area)
            if ask.subject == "over time":
                frame = replace(frame, recency=Recency.ALL, area=ask.area)
                scope = finder.holdings.scope(frame)
            return answer_grades(finder, replace(question, frame=frame), scope)
        case AskKind.LISTING | AskKind.FACTS if ask.listing is not None:
            return _answer_over_councils(context, question, ask, ask.listing)
        case AskKind.FACTS:
            from bot.answers.facts import answer_facts

            return answer_facts(finder, question, ask, limit)
    return None


def picked(answer: Answer, test: GradeTest) -> Answer:
    """Keep the grades that pass a test; where none does, all that are printed say so."""
    rows = answer.judgements
    passing = [any(same_grade(row.grade, grade) for grade in test.grades) is not test.denied for row in rows]
    kept = tuple(one for one, passes in zip(rows, passing, strict=True) if passes)
    if not kept or not test.grades:
        return answer
    places = {old: new for new, old in enumerate(place for place, passes in enumerate(passing) if passes)}
    groups = tuple(
        replace(group, judgements=tuple(places[place] for place in group.judgements if place in places))
        for group in answer.groups
    )
    groups = tuple(group for group in groups if group.judgements)
    shown = tuple(item for item in answer.evidence if any(one.area in item.text for one in kept))
    return replace(answer, judgements=kept, groups=groups, lead=picked_lead(kept), evidence=shown)


_NONE_LISTED = 0.1  # how surely a list of nothing answers: passages that surely do are what was asked for


def _unsure(answer: Answer, listing: Listing, text: str) -> Answer:
    """Take a list of no council as hardly an answer where a matter is named and councils are not asked for outright;
    but for what surely is said nowhere."""
    if answer.kind is AnswerKind.FACTS and listing.said:
        return answer
    matter = listing.unread or listing.about or (listing.visits is not None and listing.visits.about)
    empty = answer.total is not None and not answer.total.authorities
    return replace(answer, strength=_NONE_LISTED) if empty and matter and "councils" not in fact_cues(text) else answer


def _not_turned_round(listing: Listing, text: str) -> str:
    """Say why councils are not listed where a question denies something that no test does; "" where all is read.

    A list of exactly the councils that were not asked for would be worse than none.
    """
    # "no report mentions it": what is asked is whether that is so, which those that do tell.
    denials = denial_cues(text)
    read = listing.denied and listing.least == 1 and len(denials) == 1
    if listing.said and denials and not read and not NOBODY.begins(text):
        return (
            "I list councils by what their documents say, and not by what they do not say. Please ask it without “not”:"
            " all other councils are the rest."
        )
    return ""


def _answer_over_councils(context: AskContext, question: Question, ask: Ask, listing: Listing) -> Answer | None:
    """List the councils that are asked for, or tell what is so of all of them taken together."""
    from bot.answers.council_scope import councils_meant
    from bot.answers.listings import ListingContext, list_councils, say_no_neighbours, say_none_held

    finder, frame = context.finder, question.frame
    of = frame.authorities[0] if frame.authorities else context.home
    councils = councils_meant(
        finder.holdings, listing.sets, outside=listing.outside, of=of, neighbours=context.neighbours, areas=frame.areas
    )
    if councils is None:
        return say_no_neighbours(of)
    if not councils.held:
        return say_none_held(councils)
    if ask.kind is AskKind.LISTING:
        if told := _not_turned_round(listing, frame.text):
            return Answer(AnswerKind.CLARIFY, told, state=State.ASK)
        answer = list_councils(ListingContext(finder, context.topic_of), question, listing, councils)
        return _unsure(answer, listing, frame.text) if answer is not None else None
    from bot.answers.trends import answer_grades_by_year, answer_points, answer_themes

    if ask.subject == "points":
        return answer_points(finder, question, councils, fewest=listing.order == "fewest")
    if ask.subject == "grades by year":
        return answer_grades_by_year(finder, question, councils, ask.area or "overall", ask.grade)
    return answer_themes(finder, question, councils)

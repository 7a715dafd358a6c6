"""Sections: what a named part of a document says, before all that the rest of it says.

In come a question that names a part ("the young people's summary", "the recommendation on PEPs", "what is due in
January") and the documents it may be answered from; out goes the answer, or None where no document has such a part, or
where what is asked stands elsewhere much more plainly.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.phrases import MORE, counted, coverage, documents_of, is_dated, label, source
from bot.models import Answer, AnswerKind, Evidence, Group, Lead
from index.models import Document, DocumentPart, Passage, Unit, Voice
from index.query import Question
from index.text import ASKING_WORDS

_ROWS = frozenset("action actions row rows task tasks".split())  # all of a plan's rows are these
_PLAINLY = 0.3  # of the score of the best passage of all, that the best of the part must have
_ALL = 2000  # passages that are ranked: all of the few documents that are meant
_YOUNG = re.compile(
    r"\b(?:summary|version|edition)\b.{0,30}\b(?:young|child|kids)|\b(?:young|child|kids)\w*\W.{0,30}\b(?:summary|version)",
    re.IGNORECASE,
)
# What heads, or leads to, what is good in a paper of the council.
_GOOD = re.compile(
    r"\b(?:positive(?:ly|s)?|strengths?|praised?|liked?|going well|proud"
    r"|improvements? (?:have|has) (?:already )?been made"
    r"|what works|what (?:is|was) good|worked well)\b",
    re.IGNORECASE,
)
# What heads what a council means to work on, the plainest first.
_TO_DO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bpriorit(?:y|ies)\b",
        r"\bdevelopment (?:areas?|needs?|plans?)\b|\bwork (?:still )?to do\b|\bfurther work\b|\bfocus(?:ing)? on next\b"
        r"|\bareas? (?:for|of|in need of) (?:\w+ )?(?:development|improvement|focus)\b"
        r"|\b(?:needs?|wants?|have|has|still) to (?:\w+ )?"
        r"(?:improve|do(?: better)?|develop|work on|strengthen|change)\b",
        r"\bnext steps\b|\bwhat(?:'s|’s| is| comes)? next\b|\bplans for the next\b",
    )
)
_POINTS = frozenset({Unit.BULLET, Unit.POINT, Unit.ROW, Unit.NUMBERED})
_CONTINUED = re.compile(r"\(?\bcont(?:inued|['’]?d|\.)?\)?\s*$", re.IGNORECASE)
_EXECUTIVE = re.compile(r"\b(?:executive summary|headline findings)\b", re.IGNORECASE)


def _for_young_people(passage: Passage) -> bool:
    return any(_YOUNG.search(section) for section in passage.sections)


_IS_IN: Mapping[str, Callable[[Passage], bool]] = {
    "young people": _for_young_people,
    "recommendations": lambda passage: passage.matter is DocumentPart.IMPROVEMENT,
    "executive summary": lambda passage: any(_EXECUTIVE.search(section) for section in passage.sections),
}


def answer_section(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """Answer from the part that is named; None where the documents have none, or say it elsewhere."""
    frame = question.frame
    if frame.section is None and not frame.months:
        return None
    if frame.section == "strengths":
        return _strengths(finder, question, scope, limit)
    if frame.section in {"priorities", "next steps"}:
        return answer_priorities(finder, question, scope, _TO_DO[::-1] if frame.section == "next steps" else _TO_DO)
    asks = [c for c in question.topic.concepts if not c.confidence and c.typed.lower() not in ASKING_WORDS | _ROWS]
    if frame.section is None:
        evidence = _rows_of_month(finder, question, scope) if not asks else []
    elif asks:
        evidence = _ranked(finder, question, scope, _IS_IN[frame.section])
    else:
        evidence = _in_order(finder, scope, _IS_IN[frame.section])
    if not evidence:
        return None
    shown = renumbered(evidence[: limit + MORE])
    return Answer(
        AnswerKind.PASSAGES,
        source(documents_of(finder, shown[:limit]), newest=not is_dated(frame)),
        evidence=shown[:limit],
        coverage=coverage(finder, scope.documents),
        more=shown[limit:],
    )


def _strengths(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """List what a paper of the council gives as good, in its own order; None where it has no such list."""
    for number in scope.documents:
        document = finder.library.documents[number]
        if document.voice is not Voice.COUNCIL:
            continue
        points = (p for p in _good_points(finder.library.passages_of(document)) if not _names_council(p, document))
        if evidence := renumbered(finder.quoted_of(document, points, question.topic)):
            return Answer(
                AnswerKind.PASSAGES,
                source([document], newest=not is_dated(question.frame)),
                evidence=evidence[:limit],
                coverage=coverage(finder, scope.documents),
                more=evidence[limit:],
            )
    return None


def _names_council(passage: Passage, document: Document) -> bool:
    """Say whether a line of a slide is no more than the name of the council."""
    words = set(re.findall(r"\w+", passage.text.lower())) - _COUNCIL_WORDS
    return bool(document.authority) and words <= set(re.findall(r"\w+", (document.authority or "").lower()))


_COUNCIL_WORDS = frozenset("city county borough district metropolitan london royal council of the and".split())


def answer_priorities(
    finder: Finder, question: Question, scope: DocumentScope, headings: Sequence[re.Pattern[str]] = _TO_DO
) -> Answer | None:
    """Give the whole list of what a council says that it means to work on; None where no paper of it has one."""
    documents = [finder.library.documents[number] for number in scope.documents]
    for document in sorted(documents, key=lambda d: (-(d.date or date.min).toordinal(), d.path)):
        if document.voice is not Voice.COUNCIL:
            continue
        passages = finder.library.passages_of(document)
        points = _headed_as_asked(finder, question, passages) or _points_to_do(passages, headings)
        if evidence := renumbered(finder.quoted_of(document, points, question.topic)):
            return Answer(
                AnswerKind.IMPROVEMENTS,
                f"{source([document], newest=not is_dated(question.frame))[:-1]}: what it lists to work on, whole.",
                evidence=evidence,
                groups=(Group(label(document), tuple(range(len(evidence)))),),
                coverage=coverage(finder, scope.documents),
                lead=Lead(f"{label(document)}: {counted(len(evidence), 'point')} to work on", evidence[0].citation),
            )
    return None


def _headed_as_asked(finder: Finder, question: Question, passages: Sequence[Passage]) -> list[Passage]:
    """List the points under the heading that the question itself names, the one that has most of its words."""
    terms = finder.searcher.lexicon.analyzer.terms
    asked = set(terms(question.frame.nameless))
    heads = {p.sections[-1] for p in passages if p.sections and p.unit in _POINTS}
    said = {head: set(terms(_CONTINUED.sub("", head))) for head in heads}
    named = [head for head, words in said.items() if len(words) > 1 and words <= asked]
    most = max((len(said[head]) for head in named), default=0)
    best = {head for head in named if len(said[head]) == most}
    return [p for p in passages if p.unit in _POINTS and p.sections and p.sections[-1] in best]


def _points_to_do(passages: Sequence[Passage], headings: Sequence[re.Pattern[str]]) -> list[Passage]:
    """List the points under the headings that say most plainly that they are to be worked on."""
    for heading in headings:
        found = [p for p in passages if p.unit in _POINTS and p.sections and heading.search(p.sections[-1])]
        if found:
            return found
    return []


def _good_points(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the points under a heading of what is good, and those that a line leads to ("commented positively on:")."""
    leads = False
    section: tuple[str, ...] = ()
    for passage in passages:
        point = (
            passage.unit in {Unit.BULLET, Unit.POINT, Unit.PARAGRAPH} and passage.matter is not DocumentPart.IMPROVEMENT
        )
        if passage.text.rstrip().endswith(":"):
            leads, section = _GOOD.search(passage.text) is not None, passage.sections
        elif passage.sections != section:
            leads = False
        if passage.text.rstrip().endswith(":") or not point:
            continue
        if leads or (passage.sections and _GOOD.search(passage.sections[-1])):
            yield passage


def _ranked(
    finder: Finder, question: Question, scope: DocumentScope, is_in: Callable[[Passage], bool]
) -> list[Evidence]:
    """Rank what the part says, and behind it what the rest says; nothing where the part hardly speaks of it."""
    ranking = finder.searcher.rank(question.topic, scope.documents, limit=_ALL)
    inside: list[tuple[float, Document, Passage]] = []
    outside: list[tuple[float, Document, Passage]] = []
    for found in ranking.found:
        document, passage = finder.library.at(found.ordinal)
        (inside if is_in(passage) else outside).append((found.score, document, passage))
    if not inside or inside[0][0] < _PLAINLY * ranking.found[0].score:
        return []
    chosen = [*inside[:MORE], *outside[:MORE]]
    made = [finder.evidence(d, p, topic=question.topic, score=s, rank=n) for n, (s, d, p) in enumerate(chosen, 1)]
    return [item for item in made if item is not None]


def _in_order(finder: Finder, scope: DocumentScope, is_in: Callable[[Passage], bool]) -> list[Evidence]:
    """List what the part says, of the newest document that has it, in its own order."""
    documents = [finder.library.documents[number] for number in scope.documents]
    for document in sorted(documents, key=lambda d: -(d.date or date.min).toordinal()):
        if evidence := finder.quoted_of(document, filter(is_in, finder.library.passages_of(document))):
            return evidence
    return []


def _rows_of_month(finder: Finder, question: Question, scope: DocumentScope) -> list[Evidence]:
    """List the rows of a plan that give the month that is asked for."""
    months = [month.lower() for month in question.frame.months]
    rows = (
        (document, passage)
        for document in map(finder.library.documents.__getitem__, scope.documents)
        for passage in finder.library.passages_of(document)
        if passage.unit is Unit.ROW and any(month in passage.text.lower() for month in months)
    )
    return finder.quoted(rows, question.topic)

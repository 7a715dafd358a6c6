"""Paper lists: the lists that a council's paper prints, each with what stands over it, and the answer that gives one.

In come the passages of a document, or a question and the documents it may be answered from; out come its lists: runs of
points under one heading, or behind one line that leads to them. What sort of list each is, its own heading tells by
examples (``index.query.list_sort``). An item stands in no list that its paper does not print it in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.phrases import counted, coverage, is_dated, label, source
from bot.models import Answer, AnswerKind, Evidence, Group, Lead
from index.models import Document, DocumentPart, Passage, Unit, Voice
from index.query import Question, list_sort

_POINTS = frozenset({Unit.BULLET, Unit.POINT, Unit.ROW, Unit.NUMBERED})
_HEADING = 160  # characters of a line that can stand over a list
_CONTINUED = re.compile(r"\(?\bcont(?:inued|['’]?d|\.)?\)?\s*$", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"(?:^|[.!?]\s+)([^.!?]{1,300}):\s*$")
_COUNCIL_WORDS = frozenset("city county borough district metropolitan london royal council of the and".split())
# Which other lists of a paper answer where it has none of the sort that is asked for.
_INSTEAD = {
    "improve": ("priorities",),
    "priorities": ("improve", "next"),
    "strengths": (),
    "requests": (),
    "next": ("priorities",),
}
_SAID = {
    "improve": "to improve",
    "priorities": "to work on",
    "strengths": "that it gives as good",
    "requests": "to be decided",
    "next": "of what comes next",
}


@dataclass(frozen=True, slots=True)
class PaperList:
    """The heading or the line that stands over a list, its items in order, and its sort where the words tell one."""

    over: str
    sort: str | None
    items: list[Passage]


def lists_of(passages: Sequence[Passage]) -> list[PaperList]:
    """List the lists of a paper: points behind a line that leads to them, and points under a heading, or its paragraphs
    where it has no points."""
    pointed = {p.sections for p in passages if p.unit in _POINTS}
    found: dict[tuple[str, ...], PaperList] = {}
    lead: tuple[str, ...] = ()  # the headings, and the line that leads to points
    numbered = False  # that line is a numbered paragraph: the next of these is no point behind it
    for place, passage in enumerate(passages):
        point = passage.unit in _POINTS
        counted_on = passage.unit is Unit.NUMBERED
        if (counted_on or not point) and (line := _LAST_SENTENCE.search(passage.text)):
            lead, numbered = (*passage.sections, line[1]), counted_on
            continue
        if (
            not (point or _is_first_point(passages, place))
            or (numbered and counted_on)
            or lead[:-1] != passage.sections
        ):
            lead = ()
        if passage.matter is DocumentPart.FRONT or not (point or lead or passage.sections not in pointed):
            continue
        over = lead or passage.sections
        if over:
            found.setdefault(over, PaperList(over[-1], _sort_of(over), [])).items.append(passage)
    return list(found.values())


def _is_first_point(passages: Sequence[Passage], place: int) -> bool:
    """Say whether a paragraph stands between a line that leads to points and the points: its own mark was not read."""
    if not 0 < place < len(passages) - 1:
        return False
    return passages[place - 1].text.rstrip().endswith(":") and passages[place + 1].unit in _POINTS


def points_of(passages: Sequence[Passage], sort: str) -> list[Passage]:
    """List the items of all lists of one sort, in the order of the paper."""
    return [item for one in lists_of(passages) if one.sort == sort for item in one.items]


def answer_list(finder: Finder, question: Question, scope: DocumentScope, sort: str) -> Answer | None:
    """Give the whole list of a sort that a council's paper prints; None where no paper of the scope has one."""
    documents = [finder.library.documents[number] for number in scope.documents]
    documents = [document for document in documents if document.voice is Voice.COUNCIL]
    documents.sort(key=lambda d: (-(d.date or date.min).toordinal(), d.path))
    asked = frozenset(finder.searcher.lexicon.analyzer.terms(question.frame.nameless))
    for sorts in ((sort,), _INSTEAD[sort]):
        held = [(d, one) for d in documents for one in _lists_among(finder, d, sorts)]
        if not held:
            continue
        # Of several papers the newest is meant, unless another has a heading in the words of the question.
        most = max(_shared(finder, one, asked) for _, one in held)
        nearest = [(d, one) for d, one in held if _shared(finder, one, asked) == most]
        document = nearest[0][0]
        if not question.frame.document and len({d.authority or d.path for d, _ in nearest}) > 1:
            return None  # of which council is not said
        chosen = [one for d, one in nearest if d is document]
        if answer := _answer(finder, question, scope, document, chosen):
            return answer
    return None


def _answer(
    finder: Finder, question: Question, scope: DocumentScope, document: Document, lists: Sequence[PaperList]
) -> Answer | None:
    evidence: list[Evidence] = []
    groups: list[Group] = []
    for one in lists:
        items = [item for item in one.items if not _names_council(item, document)]
        start = len(evidence)
        evidence += finder.quoted_of(document, items, question.topic)
        if len(evidence) > start:
            groups.append(Group(f"{label(document)}: {one.over}", tuple(range(start, len(evidence)))))
    if not evidence:
        return None
    said = _SAID.get(lists[0].sort or "", "in this list")
    return Answer(
        AnswerKind.IMPROVEMENTS,
        f"{source([document], newest=not is_dated(question.frame))[:-1]}: the whole list, in its own order.",
        evidence=renumbered(evidence),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
        lead=Lead(f"{label(document)}: {counted(len(evidence), 'point')} {said}", evidence[0].citation),
    )


def _lists_among(finder: Finder, document: Document, sorts: Sequence[str]) -> Iterator[PaperList]:
    for sort in sorts:
        found = [one for one in lists_of(finder.library.passages_of(document)) if one.sort == sort]
        if found:
            yield from found
            return


def _shared(finder: Finder, one: PaperList, asked: frozenset[str]) -> int:
    """Count the words of the question that stand over a list."""
    return len(asked.intersection(finder.searcher.lexicon.analyzer.terms(_CONTINUED.sub("", one.over))))


def _sort_of(over: Sequence[str]) -> str | None:
    """Tell the sort of a list by the nearest line over it that tells one."""
    lines = (_CONTINUED.sub("", line) for line in reversed(over) if len(line) <= 2 * _HEADING)
    return next((sort for line in lines if (sort := list_sort(line))), None)


def _names_council(passage: Passage, document: Document) -> bool:
    """Say whether a line of a slide is no more than the name of the council."""
    words = set(re.findall(r"\w+", passage.text.lower())) - _COUNCIL_WORDS
    return bool(document.authority) and words <= set(re.findall(r"\w+", (document.authority or "").lower()))

"""Listings: one line a council over the library, filtered, counted over everything, the newest inspection first.

In: which councils are meant and what is asked of them. Out: an answer whose evidence or grades are one a council, with
the true total. Councils that are not held, that were not searched and that do not match are told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.areas import NAMES, judgements_of
from bot.answers.council_scope import CouncilScope
from bot.answers.document_scope import DocumentScope, matches_year
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.improvements import items_of
from bot.answers.mentions import Mention, find_mentions, find_said, flat, says_all, sentence_at
from bot.answers.phrases import asked_period, counted, coverage, listed
from bot.answers.verdict import same_grade
from bot.models import Answer, AnswerKind, CitedJudgement, Coverage, Evidence, Fact, Group, Lead, Reason, Total
from index.metadata import cite_judgement
from index.models import Document, Judgement, Kind, Voice
from index.query import Ask, Frame, Question, Topic, vocabulary_words

_ORDER = ("inadequate", "requires improvement", "adequate", "good", "outstanding")


@dataclass(frozen=True, slots=True)
class Row:
    """A council of a listing of grades: the report, its row, and the row of the report before where that is told."""

    document: Document
    judgement: Judgement
    before: tuple[Document, Judgement] | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """Which documents were looked through, of which councils; ``newest_each`` the newest inspection of each alone."""

    documents: list[int]
    councils: CouncilScope
    newest_each: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What the documents found say: "speak of neglect"; ``how`` adds to it, ``of_councils`` counts councils alone."""

    what: str
    how: str = ""
    of_councils: bool = False


def list_grades(finder: Finder, question: Question, ask: Ask, scope: DocumentScope, councils: CouncilScope) -> Answer:
    """List the councils whose newest inspection gives a grade, or whose grade has risen or fallen."""
    area = ask.area.split("+")[0] if ask.area else "overall"
    rows, silent, looked = [], [], 0
    for name in councils.held:
        reports = _inspections(finder, scope, name)
        if not reports or not _is_of_period(reports[0], question.frame):
            continue
        looked += 1
        row = _row(reports, area)
        if row is None:
            silent.append(name)
        elif _wanted(row, ask, reports, area):
            rows.append(row)
    rows.sort(key=lambda row: (-(row.document.date or date.min).toordinal(), row.document.path))
    judgements: list[CitedJudgement] = []
    groups = []
    moved = ask.subject in {"worse", "better", "no longer"}
    for row in rows:
        start = len(judgements)
        for document, judgement in ((row.document, row.judgement), *((row.before,) if moved and row.before else ())):
            judgements.append(CitedJudgement(judgement.area, judgement.grade, cite_judgement(document, judgement)))
        groups.append(Group(row.document.authority or "", judgements=tuple(range(start, len(judgements)))))
    what = NAMES[area]
    told = {"worse": f"a lower grade than before for {what}", "better": f"a higher grade than before for {what}"}
    told |= {
        "not": f"not {ask.grade} for {what}",
        "no longer": f"no longer {ask.grade} for {what}",
        "ever": f"{ask.grade} for {what} in some inspection held",
        "never": f"{ask.grade} for {what} in no inspection held",
    }
    wanted = told.get(ask.subject) or (f"{ask.grade} for {what}" if ask.grade else f"a grade for {what}")
    each = "" if ask.subject in {"ever", "never"} else ", newest inspection each"
    no_row = [Fact(f"No grade for {what} is printed", ", ".join(silent))] if silent else []
    return Answer(
        question.frame.text,
        AnswerKind.LISTING,
        f"{counted(looked, 'council')} held {'have' if looked != 1 else 'has'} an inspection with grades"
        f"{_period(question)}{'; the newest of each counts' if each else ''}.{councils.gap()}",
        judgements=tuple(judgements),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
        lead=Lead(f"{len(rows)} of {counted(looked, 'council')}{each}: {wanted}"),
        total=Total(len(judgements), len({j.citation.document for j in judgements}), len(rows)),
        facts=tuple(no_row),
    )


def list_mentions(
    finder: Finder, question: Question, topic: Topic, typed: str, scope: DocumentScope, councils: CouncilScope
) -> Answer:
    """List the councils whose documents have the words as typed; where none has, those that say it in other words."""
    documents = _of_councils(finder, scope, councils)
    searched = Searched(documents, councils)
    if found := find_mentions(finder, documents, typed):
        first = finder.library.text_at(found[0].ordinal)[found[0].place :]  # the document's words, not the asker's
        words = " ".join(first.split()[: len(flat(typed).split())]).rstrip(".,;:!?)”’'\"")
        return _list_passages(finder, question, topic, found, searched, Counted(f"say “{words}”"))
    matter = _what_is_asked(finder, topic)
    scope_of = dict.fromkeys(documents, 1.0)
    if found := find_said(finder, scope_of, topic):
        return _list_passages(finder, question, topic, found, searched, Counted(f"speak of {matter}"))
    found = find_said(finder, scope_of, topic, synonyms=True)
    how = " in other words for it" if found else " in these or other words for it"
    return _list_passages(finder, question, topic, found, searched, Counted(f"speak of {matter}", how))


def list_told(finder: Finder, question: Question, topic: Topic, scope: DocumentScope, councils: CouncilScope) -> Answer:
    """List the councils whose newest inspection wants something improved, by the points of its list."""
    documents = _searched(finder, question, scope, councils)
    told = f"were told to improve {_what_is_asked(finder, topic)}"
    newest_each = _newest_each(question)
    found = _points_on(finder, topic, documents)
    if newest_each and not found:
        everything = _of_councils(finder, scope, councils)
        if earlier := _points_on(finder, topic, everything):
            how = " in older inspections and letters"
            older = Counted(f"{told}, none by its newest inspection", how, of_councils=True)
            return _list_passages(finder, question, topic, earlier, Searched(everything, councils), older)
    searched = Searched(documents, councils, newest_each=newest_each)
    return _list_passages(finder, question, topic, found, searched, Counted(told, of_councils=True))


def _points_on(finder: Finder, topic: Topic, documents: Sequence[int]) -> list[Mention]:
    """Find the points of the lists of documents that speak of a topic."""
    found = []
    for number in documents:
        start = finder.library.spans[number][0]
        items = items_of(finder, finder.library.documents[number])
        found += [Mention(number, start + p.position) for p in items if says_all(finder, topic, p.text)]
    return found


def list_practice(
    finder: Finder, question: Question, topic: Topic, scope: DocumentScope, councils: CouncilScope, *, well: bool
) -> Answer | None:
    """List the councils whose newest inspection praises something, or faults it, in one sentence that speaks of it.

    None where no sentence does: what is said of it at all is then worth showing.
    """
    documents = _searched(finder, question, scope, councils)
    found = find_said(finder, dict.fromkeys(documents, 1.0), topic, leaning=1 if well else -1)
    if not found:
        return None
    said = Counted(f"are {'praised' if well else 'faulted'} for {_what_is_asked(finder, topic)}", of_councils=True)
    searched = Searched(documents, councils, newest_each=_newest_each(question))
    return _list_passages(finder, question, topic, found, searched, said)


def _what_is_asked(finder: Finder, topic: Topic) -> str:
    """Name what is asked about in the vocabulary's words, where it has words for all of it; else "this"."""
    words = vocabulary_words(topic, finder.searcher.lexicon)
    asked = [concept for concept in topic.concepts if not concept.guessed]
    return listed(words) if words and len(words) == len(asked) else "this"


def _list_passages(
    finder: Finder,
    question: Question,
    topic: Topic,
    found: list[Mention],
    searched: Searched,
    said: Counted,
) -> Answer:
    best: dict[str, Mention] = {}
    for mention in found:  # the newest document of a council speaks for it, by its best passage
        name = finder.library.documents[mention.number].authority or ""
        held = best.get(name)
        if held is None or _rank(finder, mention) > _rank(finder, held):
            best[name] = mention
    order = sorted(best.values(), key=lambda one: _rank(finder, one)[:1], reverse=True)
    chosen = {mention.ordinal for mention in order}
    evidence = [e for mention in order if (e := _evidence(finder, topic, mention))]
    rest, seen = [], {mention.number for mention in order}
    for mention in sorted(found, key=lambda one: _rank(finder, one), reverse=True):
        if mention.number not in seen and mention.ordinal not in chosen:
            seen.add(mention.number)
            rest.append(mention)
    more = [e for mention in rest if (e := _evidence(finder, topic, mention))]
    names = {finder.library.documents[number].authority for number in searched.documents}
    total = Total(len(found), len({mention.number for mention in found}), len(best))
    counts = f"{counted(total.documents, 'document')} of {counted(total.authorities, 'council')} {said.what}"
    if said.of_councils:
        each = ", newest inspection each," if searched.newest_each else ""
        counts = f"{total.authorities} of {counted(len(names), 'council')}{each} {said.what}"
    told = f"{counted(len(names), 'council')} searched: {counted(total.passages, 'passage')}{said.how}"
    if not found:
        told = f"None of the {counted(len(names), 'council')} searched {said.what}{said.how}{_period(question)}"
    return Answer(
        question.frame.text,
        AnswerKind.LISTING if found else AnswerKind.NO_ANSWER,
        f"{told}.{searched.councils.gap()}",
        evidence=renumbered(evidence),
        groups=tuple(Group(item.citation.authority or "", (place,)) for place, item in enumerate(evidence)),
        coverage=replace(
            coverage(finder, dict.fromkeys(searched.documents, 1.0)), reason=None if found else Reason.NO_MATCH
        ),
        more=tuple(replace(item, rank=rank) for rank, item in enumerate(more, len(evidence) + 1)),
        lead=Lead(f"{counts}{_period(question)}") if found else None,
        total=total,
    )


def say_no_neighbours(question: Question, council: str | None) -> Answer:
    """Say that no statistical neighbours are known."""
    whose = f"of {council} " if council else ""
    return Answer(
        question.frame.text,
        AnswerKind.NO_ANSWER,
        f"No statistical neighbours {whose}are known here. An administrator gives them as a CSV with the columns"
        " council and statistical_neighbours (FINDINGS_NEIGHBOURS).",
        coverage=Coverage(reason=Reason.NO_MATCH),
    )


def say_none_held(question: Question, councils: CouncilScope) -> Answer:
    """Say that no council of a set is held."""
    return Answer(
        question.frame.text,
        AnswerKind.NO_ANSWER,
        f"No council of {councils.name} is held, so nothing was searched.",
        coverage=Coverage(reason=Reason.AUTHORITY_NOT_HELD),
    )


def _evidence(finder: Finder, topic: Topic, mention: Mention) -> Evidence | None:
    document, passage = finder.library.at(mention.ordinal)
    made = finder.evidence(document, passage, topic=topic, score=1.0, rank=1)
    said = sentence_at(passage.text, mention.place)
    return replace(made, best=said) if made is not None and said else made


def _rank(finder: Finder, mention: Mention) -> tuple[int, float, int]:
    document = finder.library.documents[mention.number]
    return (
        document.date.toordinal() if document.date else 0,
        mention.score,
        finder.library.spans[mention.number][0] - mention.ordinal,
    )


def _searched(finder: Finder, question: Question, scope: DocumentScope, councils: CouncilScope) -> list[int]:
    """Give the documents that answer: those of the period asked for, or the newest full inspection of each council."""
    if not _newest_each(question):
        return _of_councils(finder, scope, councils)
    newest = [_inspections(finder, scope, name)[:1] for name in councils.held]
    return [finder.library.documents.index(document) for documents in newest for document in documents]


def _newest_each(question: Question) -> bool:
    """Say whether no period and no kind of paper was asked for: then the newest inspection of each council counts."""
    frame = question.frame
    return not (frame.years or frame.since is not None or frame.until is not None or frame.kinds)


def _of_councils(finder: Finder, scope: DocumentScope, councils: CouncilScope) -> list[int]:
    meant = set(councils.held)
    return [n for n in scope.documents if councils.name is None or finder.library.documents[n].authority in meant]


def _inspections(finder: Finder, scope: DocumentScope, name: str) -> list[Document]:
    """List the full inspections of a council that print grades, the newest first."""
    held = [finder.library.documents[n] for n in finder.holdings.by_authority.get(name, ()) if n in scope.documents]
    return [d for d in held if d.kind is Kind.INSPECTION and d.voice is Voice.INSPECTOR and d.judgements]


def _is_of_period(document: Document, frame: Frame) -> bool:
    """Say whether a report is of the period asked for; one without a date is of none."""
    if frame.years:
        return any(matches_year(document, year) for year in frame.years)
    year = document.date.year if document.date else None
    bounds = (frame.since or 0, frame.until or 9999)
    return bounds == (0, 9999) or (year is not None and bounds[0] <= year <= bounds[1])


def _row(reports: list[Document], area: str) -> Row | None:
    """Give the newest report's row of an area, and that of the report before; None where the newest prints none."""
    rows = judgements_of(reports[0], area)
    if not rows:
        return None
    before = next(((d, earlier[0]) for d in reports[1:2] if (earlier := judgements_of(d, area))), None)
    return Row(reports[0], rows[0], before)


def _wanted(row: Row, ask: Ask, reports: Sequence[Document], area: str) -> bool:
    if ask.subject in {"worse", "better"}:
        now, then = place_of(row.judgement.grade), place_of(row.before[1].grade) if row.before else None
        if now is None or then is None:
            return False
        return now < then if ask.subject == "worse" else now > then
    if ask.grade is None:
        return True
    if ask.subject in {"ever", "never"}:
        rows = (judgement for document in reports for judgement in judgements_of(document, area))
        return any(same_grade(one.grade, ask.grade) for one in rows) is (ask.subject == "ever")
    if ask.subject == "no longer" and not (row.before and same_grade(row.before[1].grade, ask.grade)):
        return False
    return same_grade(row.judgement.grade, ask.grade) is (ask.subject not in {"not", "no longer"})


def place_of(grade: str | None) -> int | None:
    """Give the place of a grade among the grades, the worst first; None of what is none."""
    said = (grade or "").lower().replace("require improvement", "requires improvement")
    return next((place for place, name in enumerate(_ORDER) if said.startswith(name)), None)


def _period(question: Question) -> str:
    told = asked_period(question.frame)
    return f" {told}" if told else ""

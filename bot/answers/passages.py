"""Passages: the answer that shows the best passages, grouped by nothing but their rank.

In come a question and the documents it may be answered from; out goes the answer, or the reason why there is none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, Finding, renumbered
from bot.answers.phrases import (
    MORE,
    WEAK,
    coverage,
    documents_of,
    is_dated,
    listed,
    missing_of,
    source,
    what_is_missing,
)
from bot.models import Answer, AnswerKind, Evidence, Fact, Lead, Missing, MissingSort, State, Understood
from index.models import Voice
from index.query import Concept, Frame, Question, asks_for_grade, grades_in, names_paper, part_in
from index.query.cues import RATING, SET_BESIDE
from index.search import LEAST, SURE, Verdict
from index.text import ASKING_WORDS, AnswerType, Polarity, read_polarity, split_sentences

_SELDOM, _SHARE = 3, 0.001  # passages that have a word; the same of all of them
_FIRST = 3  # passages that are read
_MOST, _SOME = 0.5, 0.25  # shares of what was asked
_LITTLE = 2  # things asked: of more, a rare one is told in passing
_PER_REPORT = 1  # where a question names no council: each report says its best, and none fills the answer


def answer_passages(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer:
    """Answer with the best passages, or say why they are not good enough."""
    frame = question.frame
    per_document = _shown_of_each(finder, frame, scope)
    newest_within = 0 if is_dated(frame) else limit
    finding = finder.find(
        question.topic, scope.documents, limit=max(limit, MORE), per_document=per_document, newest_within=newest_within
    )
    finding, unsaid = _led_by_name(finder, question, scope, _led_by_count(finder, question, finding), per_document)
    if question.topic.phrases and not finding.evidence:
        from bot.answers.quoted_words import nearest_to, under_heading

        finding = under_heading(finder, question, scope)
        near_to = bool(frame.authorities or frame.kinds or frame.document) and not frame.introduced
        if not finding.evidence and near_to and not frame.told_of:
            finding, unsaid = nearest_to(finder, question, scope, per_document=per_document), question.topic.phrases[0]
    names = _names_typed(question) if unsaid is None else []
    told_name = bool(names)
    # Where an exact phrase or a name stands, its passages are what was asked for, however little else is said.
    weak = finding.strength < LEAST and not ((question.topic.phrases and not frame.told_of) or told_name)
    if frame.told_of and not _speaks_of_most(finder, question, finding, least=_SOME):
        weak = True  # it speaks of the year, and of nearly nothing else that was asked
    near = weak and (_is_found_in_paper(finder, question, scope, finding) or _speaks_of_most(finder, question, finding))
    if (weak and not near) or not finding.evidence:
        from bot.answers.refusals import answer_weakly

        return answer_weakly(finder, question, scope, finding)
    unsure, refused = _without_older(finder, question, scope, finding)
    if refused is not None:
        return refused
    found = finder.with_led(finding.evidence, question.topic)
    shown, more = found[:limit], found[limit : max(limit, MORE)]
    message = source(documents_of(finder, shown), newest=not is_dated(frame) and shown[0].superseded_by is None)
    verdict, lacks = finder.judge(question.topic, finding.hits)
    missing = missing_of(lacks)
    # Where a name that was typed stands, its passages are what was asked for, but for a number, a reason or a matter.
    typed = [concept for concept in question.topic.concepts if not concept.confidence]
    enough = all(lack.sort == "topic" for lack in lacks) if lacks else len(names) == len(typed)
    lacking = verdict is Verdict.RELATED and not (told_name and enough)
    unrated = _lacks_rating(question, shown)
    if unrated:
        missing = (Missing(MissingSort.TOPIC, "RAG"),)
    ungraded = _lacks_grade(question, shown)
    if ungraded:
        missing = (Missing(MissingSort.TOPIC, "grade"),)
    if unsaid:
        missing = (Missing(MissingSort.PHRASE, unsaid),)
    # What is held of one council alone says nothing of how it stands beside another.
    alone = bool(frame.unheld) and SET_BESIDE.has(frame.text)
    related = near or unrated or ungraded or unsure or unsaid is not None or lacking or alone
    if unsaid:
        message = f"These passages come nearest. {message}"
    elif related:
        message = f"{what_is_missing(missing, sure=all(lack.sure for lack in lacks))} {message}"
    message += _untold_polarity(question.topic.polarity, shown)
    if frame.unheld:
        message += f" Nothing is held of {listed(frame.unheld)}."
    return Answer(
        kind=AnswerKind.PASSAGES,
        message=message,
        evidence=shown,
        coverage=coverage(finder, scope.documents),
        more=more,
        strength=max(finding.strength, _IN_ITS_PAPER if near and names_paper(frame.kinds) else 0.0),
        understood=Understood(read_as=finding.likely),
        state=State.RELATED if related else State.ANSWER,
        missing=missing if related else (),
        facts=_grade_beside(finder, question, scope),
        lead=Lead(f"No document that was searched says “{unsaid}”") if unsaid else None,
    )


def _led_by_count(finder: Finder, question: Question, finding: Finding) -> Finding:
    """Put first what counts the thing that is asked for in number."""
    if not question.topic.figure & AnswerType.COUNT:
        return finding
    from bot.answers.counted import counted_first

    return replace(finding, evidence=counted_first(finder, question.topic, finding.evidence))


def _shown_of_each(finder: Finder, frame: Frame, scope: DocumentScope) -> int | None:
    """Say how many passages of each report stand before others' further ones; None where they stand as ranked."""
    councils = {finder.library.documents[n].authority for n in scope.documents} - {None}
    return _PER_REPORT if len(councils) > 1 and not (frame.authorities or frame.document) else None


def _without_older(
    finder: Finder, question: Question, scope: DocumentScope, finding: Finding
) -> tuple[bool, Answer | None]:
    """Say whether only older reports, shown beside the newest, would make an answer; refuse where one leads.

    Where no period is asked for, how things are now is: an older report alone does not answer that.
    """
    frame = question.frame
    now = {n: weight for n, weight in scope.documents.items() if n not in finder.holdings.superseded}
    of_now = frame.authorities and not frame.document and not _asks_period(frame)
    if not (of_now and now and any(item.superseded_by for item in finding.evidence[:_FIRST])):
        return False, None
    strength = finder.searcher.rank(question.topic, now, limit=1).answerability
    if strength >= SURE or _names_something(finder, question):
        return False, None
    if strength >= WEAK or not finding.evidence[0].superseded_by:
        return True, None
    from bot.answers.refusals import answer_weakly

    older = tuple(n for n in scope.documents if n not in now)
    nearest = finder.find(question.topic, now, limit=MORE)
    return True, answer_weakly(finder, question, DocumentScope(now, older), nearest, latest="latest ")


def _grade_beside(finder: Finder, question: Question, scope: DocumentScope) -> tuple[Fact, ...]:
    """Give the grade of the judged area that is asked about of one council, where it is below good."""
    area = part_in(question.frame.rest) if len(question.frame.authorities) == 1 else None
    if not area or "+" in area or area == "overall":
        return ()
    from bot.answers.verdict import grade_beside

    return grade_beside(finder, scope, area)


def _is_found_in_paper(finder: Finder, question: Question, scope: DocumentScope, finding: Finding) -> bool:
    """Say whether a paper of the council, or a letter, that is asked of speaks of something that was asked.

    It may not answer, but such papers are short and say little twice: what comes nearest in one is worth showing.
    """
    frame = question.frame
    documents = [finder.library.documents[n] for n in scope.documents]
    spans = (finder.library.spans[n] for n in scope.documents)
    short = sum(stop - start for start, stop in spans) <= _SHORT_PAPER and (frame.authorities or frame.document)
    named = bool(frame.document) or names_paper(frame.kinds)
    own = bool(frame.authorities) and all(d.voice is Voice.COUNCIL for d in documents)
    told = [concept for concept in question.topic.concepts if not concept.confidence]
    if not finding.evidence or not (named or own or short):
        return False
    return len(finding.missing) < len(told) or (named and _touches(finder, question, finding.evidence[0]))


def _touches(finder: Finder, question: Question, evidence: Evidence) -> bool:
    """Say whether a passage, or the heading over it, has a rare word of what was asked ("DfE" of "DfE adviser")."""
    lexicon = finder.searcher.lexicon
    words = set(lexicon.analyzer.terms(f"{evidence.citation.section or ''} {evidence.text}"))
    asked = {
        stem
        for concept in question.topic.concepts
        if not concept.confidence and concept.typed.lower() not in ASKING_WORDS
        for stem in concept.alternatives[0].terms
    }
    return any(stem in words and lexicon.idf(stem) >= _RARE for stem in asked)


def _speaks_of_most(finder: Finder, question: Question, finding: Finding, *, least: float = _MOST) -> bool:
    """Say whether the best passage speaks in so many words of most of what was asked, rare things counting more.

    ``least`` is the share of it that is enough.
    """
    topic, lexicon = question.topic, finder.searcher.lexicon
    if not finding.evidence or topic.elsewhere:
        return False
    words = f" {' '.join(lexicon.analyzer.terms(finding.evidence[0].text))} "
    whole = said = 0.0
    for concept in topic.concepts:
        if concept.confidence or concept.typed.lower() in ASKING_WORDS:
            continue
        worth = concept.weight * min(_RAREST, max(lexicon.idf(stem) for stem in concept.alternatives[0].terms))
        whole += worth
        if any(f" {' '.join(way.terms)} " in words for way in concept.alternatives if way.origin not in _LOOSE):
            said += worth
    return whole > 0 and said >= least * whole


_IN_ITS_PAPER = 0.42  # what comes nearest in a paper that is named as the source comes before what others say
_SHORT_PAPER = 60  # passages: a letter, and no report
_LOOSE = frozenset({"related", "part"})  # ways that do not really say a thing
_RARE = 2.0
_RAREST = 5.0  # a thing that is rarer counts no more: it may be the asker's own manner of speaking


def _led_by_name(
    finder: Finder, question: Question, scope: DocumentScope, finding: Finding, per_document: int | None
) -> tuple[Finding, str | None]:
    """Put first what has the name that was asked for, and give the name, as typed, that no document in scope has.

    Where none of the passages found has it, the documents that have are looked through alone: an older report, or one
    that says little else, is what was asked for.
    """
    for concept in _names_typed(question):
        from bot.answers.mentions import documents_naming, says_name

        having = [item for item in finding.evidence if says_name(finder, concept, item.text)]
        if not having:
            naming = documents_naming(finder, list(scope.documents), concept)
            if not naming:
                return finding, concept.typed
            finding = finder.find(
                question.topic, {n: scope.documents[n] for n in naming}, limit=MORE, per_document=per_document
            )
            having = [item for item in finding.evidence if says_name(finder, concept, item.text)]
        if having and having[0] is not finding.evidence[0]:
            others = [item for item in finding.evidence if item not in having]
            finding = replace(finding, evidence=renumbered((*having, *others)))
    return finding, None


def _names_typed(question: Question) -> list[Concept]:
    return [concept for concept in question.topic.concepts if concept.name and not concept.confidence]


def _lacks_rating(question: Question, shown: Sequence[Evidence]) -> bool:
    """Say whether a red, amber or green rating is asked for that the passages shown do not give."""
    if not RATING.has(question.frame.nameless):
        return False
    return not any(_COLOURS.search(item.text) for item in shown)


def _lacks_grade(question: Question, shown: Sequence[Evidence]) -> bool:
    """Say whether a grade is surely asked for that the passages shown do not give."""
    return asks_for_grade(question.frame) and not any(grades_in(item.text) for item in shown)


_COLOURS = re.compile(r"\b(?:red|amber|green|blue|rag)\b", re.IGNORECASE)


def _names_something(finder: Finder, question: Question) -> bool:
    """Say whether a name or exact words are asked for: where only an older report has them, that is the answer.

    A word that hardly any passage has ("mockingbird", "SEMRAC") is as good as a name.
    """
    topic = question.topic
    if topic.phrases or any(concept.name for concept in topic.concepts):
        return True
    typed = [concept for concept in topic.concepts if concept.described is None]
    return len(typed) <= _LITTLE and any(_is_seldom(finder, concept) for concept in typed)


def _is_seldom(finder: Finder, concept: Concept) -> bool:
    """Say whether a few passages of very many have what was typed, or a few at all where it is no English."""
    searcher = finder.searcher
    held = searcher.prepared.holders(concept.alternatives[0])
    english = searcher.speller.rate(concept.typed.lower()) > 0
    return 0 < held <= min(_SELDOM, _SHARE * searcher.prepared.count if english else _SELDOM)


def _untold_polarity(asked: Polarity, shown: Sequence[Evidence]) -> str:
    """Say that what is shown neither praises nor faults, where that is asked for and no sentence of it does."""
    if not asked or any(
        read_polarity(item.text[start:end]) & asked for item in shown for start, end in split_sentences(item.text)
    ):
        return ""
    what = next(words for sort, words in _POLAR if sort & asked)
    return f" Their words do not tell {what}."


_POLAR = (
    (Polarity.WEAK, "what was weak"),
    (Polarity.STRONG, "what was strong"),
    (Polarity.IMPROVING, "what has improved"),
    (Polarity.DETERIORATING, "what has got worse"),
)


def _asks_period(frame: Frame) -> bool:
    return is_dated(frame) or frame.recency is not None

"""Passages: the answer that shows the best passages, grouped by nothing but their rank.

In come a question and the documents it may be answered from; out goes the answer, or the reason why there is none.
"""

import re
from collections.abc import Sequence

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, Finding
from bot.answers.mentions import find_mentions
from bot.answers.phrases import MORE, WEAK, coverage, documents_of, is_dated, listed, source
from bot.answers.refusals import answer_weakly
from bot.answers.verdict import grade_beside
from bot.models import Answer, AnswerKind, Evidence, Lead, Missing, MissingSort, State, Understood
from index.models import Voice
from index.query import COUNCIL_KINDS, Concept, Frame, Question
from index.search import Verdict
from index.text import ASKING_WORDS

_GIVEN = {
    MissingSort.FIGURE: "number",
    MissingSort.COST: "cost",
    MissingSort.NAME: "name",
    MissingSort.DATE: "date",
    MissingSort.REASON: "reason",
    MissingSort.GROUP: "group",
    MissingSort.PHRASE: "such words",
}
_SELDOM, _SHARE = 3, 0.001  # passages that have a word; the same of all of them
_LITTLE = 2  # things asked: of more, a rare one is told in passing
_PER_REPORT = 1  # where a question names no council: each report says its best, and none fills the answer


def answer_passages(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer:
    """Answer with the best passages, or say why they are not good enough."""
    frame = question.frame
    councils = {finder.library.documents[n].authority for n in scope.documents}
    per_document = _PER_REPORT if len(councils) > 1 and not (frame.authorities or frame.document) else None
    finding = finder.find(question.topic, scope.documents, limit=max(limit, MORE), per_document=per_document)
    unsaid = _unsaid_name(finder, question, finding.evidence[:limit])
    named = {m.number: scope.documents[m.number] for m in find_mentions(finder, list(scope.documents), unsaid or "")}
    if named:  # only an older report, or one that says little else, has the name: it is what was asked for
        finding = finder.find(question.topic, named, limit=max(limit, MORE), per_document=per_document)
        unsaid = None
    # Where an exact phrase stands, its passages are what was asked for, however little else is said.
    weak = finding.strength < WEAK and not (question.topic.phrases or named)
    near = weak and (_is_found_in_paper(finder, question, scope, finding) or _speaks_of_most(finder, question, finding))
    if (weak and not near) or not finding.evidence:
        return answer_weakly(finder, question, scope, finding)
    if frame.authorities and not frame.document and not _asks_period(frame):
        # Where no period is asked for, how things are now is: an older report alone does not answer that.
        now = {n: weight for n, weight in scope.documents.items() if n not in finder.holdings.superseded}
        if now and finding.evidence[0].superseded_by:
            strength = finder.searcher.rank(question.topic, now, limit=1).answerability
            if strength < WEAK and not _names_something(finder, question):
                older = tuple(n for n in scope.documents if n not in now)
                nearest = finder.find(question.topic, now, limit=MORE)
                return answer_weakly(finder, question, DocumentScope(now, older), nearest, latest="latest ")
    found = finder.with_led(finding.evidence, question.topic)
    shown, more = found[:limit], found[limit : max(limit, MORE)]
    message = source(documents_of(finder, shown), newest=not is_dated(frame) and shown[0].superseded_by is None)
    missing = tuple(Missing(MissingSort(lack.sort), lack.text) for lack in finding.lacks)
    unrated = _lacks_rating(question, shown)
    if unrated:
        missing = (Missing(MissingSort.TOPIC, "RAG"),)
    if unsaid:
        missing = (Missing(MissingSort.PHRASE, unsaid),)
    related = near or unrated or unsaid is not None or (finding.verdict is Verdict.RELATED and not named)
    if unsaid:
        message = f"These passages come nearest. {message}"
    elif related:
        message = f"{_what_is_missing(missing)} {message}"
    if frame.unheld:
        message += f" Nothing is held of {listed(frame.unheld)}."
    return Answer(
        question=frame.text,
        kind=AnswerKind.PASSAGES,
        message=message,
        evidence=shown,
        coverage=coverage(finder, scope.documents),
        more=more,
        strength=finding.strength,
        understood=Understood(read_as=finding.likely),
        state=State.RELATED if related else State.ANSWER,
        missing=missing if related else (),
        facts=grade_beside(finder, question, scope),
        lead=Lead(f"No document that was searched says “{unsaid}”") if unsaid else None,
    )


def _is_found_in_paper(finder: Finder, question: Question, scope: DocumentScope, finding: Finding) -> bool:
    """Say whether a paper of the council that is asked of speaks of something that was asked, though it may not answer.

    Such papers are short and say little twice: what comes nearest in the one that was named is worth showing.
    """
    frame = question.frame
    documents = [finder.library.documents[n] for n in scope.documents]
    named = bool(frame.document) or (bool(frame.kinds) and COUNCIL_KINDS.issuperset(frame.kinds))
    own = bool(frame.authorities) and all(d.voice is Voice.COUNCIL for d in documents)
    told = [concept for concept in question.topic.concepts if not concept.confidence]
    if not finding.evidence or not (named or own):
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


def _speaks_of_most(finder: Finder, question: Question, finding: Finding) -> bool:
    """Say whether the best passage speaks in so many words of most of what was asked, rare things counting more."""
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
    return whole > 0 and said >= _MOST * whole


_LOOSE = frozenset({"related", "part"})  # ways that do not really say a thing
_RARE = 2.0
_RAREST = 5.0  # a thing that is rarer counts no more: it may be the asker's own manner of speaking
_MOST = 0.5


def _unsaid_name(finder: Finder, question: Question, shown: Sequence[Evidence]) -> str | None:
    """Give the name that was asked for, as it was typed, where no passage that is shown has it."""
    analyzer = finder.searcher.lexicon.analyzer
    words = [f" {' '.join(analyzer.terms(item.text))} " for item in shown]
    for concept in question.topic.concepts:
        if concept.name and not concept.confidence:
            ways = [way for way in concept.alternatives if way.origin in _OWN_NAME]
            if not any(f" {' '.join(way.terms)} " in text for way in ways for text in words):
                return concept.typed
    return None


_OWN_NAME = frozenset({"typed", "initials", "learned"})  # a name and its own short or long form


def _lacks_rating(question: Question, shown: Sequence[Evidence]) -> bool:
    """Say whether a red, amber or green rating is asked for that the passages shown do not give."""
    if not _RATING.search(question.frame.nameless):
        return False
    return not any(_COLOURS.search(item.text) for item in shown)


_RATING = re.compile(r"\brag(?:[- ]?rat\w+)?\b|\b(?:red|amber|green)[,/ ]+(?:or )?(?:red|amber|green)\b", re.IGNORECASE)
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


def _what_is_missing(missing: Sequence[Missing]) -> str:
    """Say what was asked for that the passages do not give."""
    if not missing or missing[0].sort is MissingSort.TOPIC:
        return "These passages come nearest; whether they answer is not sure."
    return f"These passages speak of this, but give no {_GIVEN[missing[0].sort]}."


def _asks_period(frame: Frame) -> bool:
    return is_dated(frame) or frame.recency is not None

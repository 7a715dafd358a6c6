"""Refusals: why there is no answer, in one plain sentence, and where else there may be one.

In come a question and what was searched; out goes an answer of the kinds no_answer, clarify or help.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, Finding
from bot.answers.phrases import WEAK, asked_period, counted, coverage, listed, no_such_kind, report
from bot.models import Answer, AnswerKind, Coverage, Filters, Option, Reason
from index.metadata import cite_document
from index.models import Citation, Voice
from index.query import Frame, Question

_ELSEWHERE = 3
_CHOICES = 6  # councils that a question back names
_FEW = 3  # things asked about, of which one that is missing can be named


def answer_weakly(
    finder: Finder, question: Question, scope: DocumentScope, finding: Finding, *, latest: str = ""
) -> Answer:
    """Say that nothing answers well enough, what was searched, and where else it is answered."""
    frame = question.frame
    elsewhere: tuple[Citation, ...] = ()
    if scope.aside and frame.authorities:
        aside = {n: finder.holdings.weight(n) for n in scope.aside}
        other = finder.find(question.topic, aside, limit=_ELSEWHERE)
        if other.strength >= WEAK:
            elsewhere = tuple(item.citation for item in other.evidence)
    where = f"The {latest}documents held of {listed(frame.authorities)}" if frame.authorities else "The documents held"
    if asked_period(frame):
        where += f" {asked_period(frame)}"
    # In a long question the words that nothing speaks of are as often its story as its point.
    short = len(question.topic.concepts) <= _FEW
    missing = re.sub(r"['’]s?$", "", finding.missing[0]) if short and finding.missing else ""
    what = f" on “{missing}”" if missing else " on this"
    if elsewhere and finding.evidence and not missing:
        # Something was found, if weakly: that nothing is said would be more than is known.
        message = f"{where} do not clearly answer this; {elsewhere[0].label} speaks of it."
    elif elsewhere:
        message = f"{where} say nothing{what}; {elsewhere[0].label} does."
    elif finding.evidence:
        message = f"{where} do not clearly answer this. The nearest passages match only weakly."
        if missing:
            message = f"{where} say nothing{what}. The nearest passages match only weakly."
    else:
        message = f"{where} say nothing{what}."
    return Answer(
        AnswerKind.NO_ANSWER,
        message,
        coverage=replace(
            coverage(finder, scope.documents),
            reason=Reason.WEAK_MATCH if finding.evidence else Reason.NO_MATCH,
            elsewhere=elsewhere,
        ),
        more=finding.evidence,
    )


def say_nothing_there(finder: Finder, question: Question, scope: DocumentScope) -> Answer:
    """Say that the authority is held, but nothing of the period, kind or voice asked for."""
    frame = question.frame
    owner = listed(frame.authorities) if frame.authorities else "any council"
    if scope.gap == "kind":
        what = f"{no_such_kind(frame.kinds, f' of {owner}')}."
    elif scope.gap == "period":
        what = f"Nothing is held of {owner} {asked_period(frame)}."
    else:
        words = "inspectors' words" if frame.voice is Voice.INSPECTOR else "the council's own words"
        what = f"Nothing is held of {owner} in {words}." if scope.aside else "The library holds no documents yet."
    elsewhere: tuple[Citation, ...] = ()
    allowed = {
        n: finder.holdings.weight(n) for n in scope.aside if frame.voice in (None, finder.library.documents[n].voice)
    }
    if allowed and question.topic.concepts and frame.authorities:
        other = finder.find(question.topic, allowed, limit=_ELSEWHERE)
        if other.strength >= WEAK:
            elsewhere = tuple(item.citation for item in other.evidence)
            what += f" {elsewhere[0].label} speaks of it."
    aside = sorted(
        (d for n in scope.aside if (d := finder.library.documents[n]).date), key=lambda d: d.date or date.min
    )
    if aside and not elsewhere:
        same = [document for document in aside if document.kind in frame.kinds]
        newest = (same or aside)[-1]
        what += f" The newest {'one' if same else 'document'} held is {report(newest)}."
    reason = Reason.PERIOD_NOT_HELD if scope.gap in {"period", "kind"} else Reason.NO_MATCH
    return Answer(AnswerKind.NO_ANSWER, what, coverage=Coverage(reason=reason, elsewhere=elsewhere))


def say_not_held(finder: Finder, frame: Frame) -> Answer:
    """Say that the council is not held, and so nothing was searched."""
    held = [name for name in finder.holdings.by_authority if name]
    others = f"The library has documents of {counted(len(held), 'council')}." if held else "The library is empty."
    return Answer(
        AnswerKind.NO_ANSWER,
        f"Nothing is held of {listed(frame.unheld, 'or')}, so nothing was searched. {others}",
        coverage=Coverage(reason=Reason.AUTHORITY_NOT_HELD),
    )


def ask_which(names: Sequence[str]) -> Answer:
    """Ask which council is meant."""
    options = tuple(Option(name, Filters(authorities=(name,))) for name in names)
    return Answer(
        AnswerKind.CLARIFY,
        f"Which council do you mean: {listed(names, 'or')}?",
        options=options,
        coverage=Coverage(reason=Reason.AMBIGUOUS),
    )


def ask_whose(finder: Finder) -> Answer:
    """Ask which council a question is about that speaks of "us", or of an area as every council has it."""
    held = sorted(name for name in finder.holdings.by_authority if name)
    few = held[:_CHOICES] if len(held) <= _CHOICES else []
    options = tuple(Option(name, Filters(authorities=(name,))) for name in few)
    which = f": {listed(few, 'or')}" if few else f"? I hold documents of {counted(len(held), 'council')}"
    return Answer(
        AnswerKind.CLARIFY,
        f"Which council do you mean{which}{'?' if few else '. Its name is enough for an answer.'}",
        options=options,
        coverage=Coverage(reason=Reason.AMBIGUOUS),
    )


FEW = 2  # councils of a library in which any of them may be the asker's own


def ask_for_topic(finder: Finder, frame: Frame, *, home: str | None) -> Answer:
    """Ask what is wanted, where a question names a council or a date and nothing else."""
    if not frame.authorities:
        return offer_help(finder, home=home)
    name = frame.authorities[0]
    documents = [finder.library.documents[n] for n in finder.holdings.scope(frame).documents]
    dated = max((d for d in documents if d.date), key=lambda d: (d.date or date.min, d.path), default=None)
    which = "document of this kind" if frame.kinds else "document"
    bounded = frame.years or frame.since is not None or frame.until is not None
    when = f" {asked_period(frame)}" if bounded else ""
    newest = f"The newest {which}{when} held is: {cite_document(dated).label}. " if dated else ""
    return Answer(
        AnswerKind.HELP,
        f"{newest}What would you like to know about {listed(frame.authorities)}?"
        f" For example: “{name} private fostering”,"
        f" “{name} grades”, or “what does {name} need to improve?”",
        coverage=replace(coverage(finder, finder.holdings.scope(frame).documents), reason=Reason.NOT_A_QUESTION),
    )


def offer_help(finder: Finder, *, home: str | None) -> Answer:
    """Say what can be asked, from the documents that are held."""
    held = sorted(name for name in finder.holdings.by_authority if name)
    if not held:
        message = "I answer questions over inspection documents, word for word, but the library holds none yet."
    else:
        first = home or (held[0] if len(held) <= FEW else None)
        examples = (
            f"“what did inspectors say about private fostering in {first}?”, “{first} grades over time”,"
            f" or “what does {first} need to improve?”"
        )
        if first is None:  # no council is more this asker's than another
            examples = (
                "“which councils are outstanding for care leavers?”, “which councils were told to improve"
                " supervision?”, or the name of a council alone."
            )
        message = (
            f"I find what inspection documents say, word for word, and where. I hold"
            f" {counted(len(finder.library.documents), 'document')} of {counted(len(held), 'council')}. Ask, for"
            f" example: {examples}"
        )
    return Answer(
        AnswerKind.HELP,
        message,
        coverage=replace(
            coverage(finder, dict.fromkeys(range(len(finder.library.documents)), 1.0)), reason=Reason.NOT_A_QUESTION
        ),
    )

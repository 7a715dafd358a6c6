"""What a document that has come in says on something that is followed: passages, word for word, or nothing.

In come an answerer, a subject and a document; out comes what is told, with how much more the document has.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.answers import Answerer, mark
from bot.following.subjects import Subject, SubjectKind
from bot.labels import count, report_name
from bot.models import PASSAGES_SHOWN, Answer, AnswerKind, Evidence, Filters, State, Total, Understood
from bot.themes import NOT_SPOKEN_IN, find_theme
from index.metadata import cite_document
from index.models import Document, DocumentPart, Passage

_POINTS = 6  # improvement points of a report that are shown
_GATHERED = 40  # passages of many documents in one message and behind it
_AS_WELL = 0.5  # of the best passage's score: what follows behind only fills an answer up


_EDITION = "You were told of another edition of it before, or of the same words: this is what it has beside."
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\A\W{0,9}\d[\d.]{0,9}\W{1,9}")


@dataclass(frozen=True, slots=True)
class News:
    """What is told of a document: an answer with its passages, and the marks by which these are known again."""

    document: Document
    answer: Answer
    marks: tuple[str, ...]


def facts_of(document: Document) -> str:
    """Write what decides, beside its words, whether a document answers something: an admin may settle it later."""
    facts = (document.authority, document.kind.value, document.voice.value)
    return "|".join(str(fact) for fact in facts)


def gather_news(subject: Subject, news: Sequence[News]) -> Answer:
    """Make one answer of what many documents tell at once: the first passage of each; the others are further ones."""
    first = [one.answer.evidence[0] for one in news]
    rest = [evidence for one in news for evidence in one.answer.evidence[1:]]
    said = (
        f"{count(len(news), 'new document')} in the library. You follow “{subject.label}”: the first passage of each."
    )
    councils = {one.document.authority for one in news if one.document.authority}
    return Answer(
        question="",
        kind=AnswerKind.PASSAGES,
        message=said,
        understood=Understood(authorities=subject.authorities, voice=subject.voice),
        evidence=tuple(replace(one, rank=rank) for rank, one in enumerate((*first, *rest)[:_GATHERED], 1)),
        generation=news[0].answer.generation,
        total=Total(passages=len(first) + len(rest), documents=len(news), authorities=len(councils)),
    )


def words_mark(text: str) -> str:
    """Give the mark of a passage's words: the same in another edition or format, which may print its number apart."""
    return mark(" ".join(_WORD.findall(_NUMBER.sub("", text.casefold(), count=1))))


def news_in(answerer: Answerer, subject: Subject, document: Document, *, told: Collection[str] = ()) -> News | None:
    """Say what a document tells of a subject; None where it tells nothing.

    ``told`` are the marks of passages that were told before: a corrected edition tells what it has beside them.
    """
    if subject.authorities and document.authority not in subject.authorities:
        return None
    if subject.voice is not None and document.voice is not subject.voice:
        return None
    if subject.kind is SubjectKind.QUESTION:
        evidence, total = _answering(answerer, subject, document)
    else:
        evidence, total = _speaking(answerer, subject, document)
    found = evidence
    evidence = tuple(one for one in found if words_mark(one.text) not in told)
    if not evidence:
        return None
    name = report_name(cite_document(document))
    edition = _EDITION if len(evidence) < len(found) else ""
    shown = f"{len(evidence)} of {count(total, 'passage')} on it." if total > len(evidence) else ""
    answer = Answer(
        question="",
        kind=AnswerKind.PASSAGES,
        message=" ".join(f"New in the library: {name}. You follow “{subject.label}”. {shown} {edition}".split()),
        understood=Understood(authorities=(document.authority,) if document.authority else (), voice=subject.voice),
        evidence=evidence,
        generation=answerer.library.generation,
        total=Total(passages=total, documents=1, authorities=1 if document.authority else 0),
    )
    return News(document, answer, tuple(words_mark(one.text) for one in evidence))


def _answering(answerer: Answerer, subject: Subject, document: Document) -> tuple[tuple[Evidence, ...], int]:
    """Ask a document what is followed, in the vocabulary's words."""
    answer = answerer.answer(", ".join(subject.names), filters=Filters(document=document.path), limit=PASSAGES_SHOWN)
    if answer.state is not State.ANSWER or answer.kind is AnswerKind.OVERVIEW:
        return (), 0
    held = {document.path, *document.also}
    of_area = answer.kind is AnswerKind.AREA  # passages of the section on it, which need not name it in each
    evidence = [one for one in answer.evidence if one.citation.document in held and (of_area or one.highlights)]
    if of_area:
        return tuple(evidence[:PASSAGES_SHOWN]), 0
    best = max((one.score for one in evidence), default=0.0)
    speaking = tuple(one for one in evidence if one.score >= _AS_WELL * best)
    return speaking[:PASSAGES_SHOWN], 0  # how many there are in all is not counted by a search


def _speaking(answerer: Answerer, subject: Subject, document: Document) -> tuple[tuple[Evidence, ...], int]:
    """Take the passages that speak of a theme, the improvement points first; of a council its points, else its
    summary, else what comes first."""
    passages = [p for p in answerer.library.passages_of(document) if p.matter not in NOT_SPOKEN_IN]
    points = [p for p in passages if p.matter is DocumentPart.IMPROVEMENT]
    if subject.kind is SubjectKind.COUNCIL:
        chosen = points or [p for p in passages if p.matter is DocumentPart.SUMMARY] or passages
        most = _POINTS if points else PASSAGES_SHOWN
        return _evidence(answerer, document, chosen[:most]), len(points or passages)
    theme = find_theme(subject.names[0])
    if theme is None:
        return (), 0
    speaking = [p for p in passages if theme.speaks_of(p.text)]
    speaking.sort(key=lambda p: (p.matter is not DocumentPart.IMPROVEMENT, p.position))
    return _evidence(answerer, document, speaking[:PASSAGES_SHOWN]), len(speaking)


def _evidence(answerer: Answerer, document: Document, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    made = (answerer.evidence_of(document, passage, rank=rank) for rank, passage in enumerate(passages, 1))
    return tuple(one for one in made if one is not None)

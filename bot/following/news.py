"""What a document that has come in says on something that is followed: passages, word for word, or nothing.

In come an answerer, a subject and a document; out comes what is told, with how much more the document has.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answers import Answerer, mark
from bot.following.subjects import Subject, SubjectKind
from bot.labels import count, report_name
from bot.models import Answer, AnswerKind, Evidence, Filters, State, Total, Understood
from bot.themes import find_theme
from index.metadata import cite_document
from index.models import Document, DocumentPart, Passage

SHOWN = 3
_POINTS = 6  # improvement points of a report that are shown
_AS_WELL = 0.5  # of the best passage's score: what follows behind only fills an answer up
_LONGEST = 360  # characters of a passage that say what it is about
_APART = frozenset({DocumentPart.FRONT, DocumentPart.JUDGEMENT, DocumentPart.BACKGROUND})


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
    evidence = tuple(one for one in evidence if words_mark(one.text) not in told)
    if not evidence:
        return None
    name = report_name(cite_document(document))
    edition = " Another edition of a report that you were told of before: this is what it has beside." if told else ""
    shown = f"{len(evidence)} of {count(total, 'passage')} on it." if total > len(evidence) else ""
    answer = Answer(
        question="",
        kind=AnswerKind.PASSAGES,
        message=" ".join(f"New in the library: {name}. You follow “{subject.label}”. {shown}{edition}".split()),
        understood=Understood(authorities=(document.authority,) if document.authority else (), voice=subject.voice),
        evidence=evidence,
        generation=answerer.library.generation,
        total=Total(passages=total, documents=1, authorities=1 if document.authority else 0),
    )
    return News(document, answer, tuple(words_mark(one.text) for one in evidence))


def _answering(answerer: Answerer, subject: Subject, document: Document) -> tuple[tuple[Evidence, ...], int]:
    """Ask a document what is followed, in the vocabulary's words."""
    answer = answerer.answer(", ".join(subject.names), filters=Filters(document=document.path), limit=SHOWN)
    if answer.state is not State.ANSWER or answer.kind is AnswerKind.OVERVIEW:
        return (), 0
    held = {document.path, *document.also}
    evidence = [one for one in answer.evidence if one.citation.document in held and one.highlights]
    best = max((one.score for one in evidence), default=0.0)
    speaking = tuple(one for one in evidence if one.score >= _AS_WELL * best)
    return speaking[:SHOWN], 0  # how many there are in all is not counted by a search


def _speaking(answerer: Answerer, subject: Subject, document: Document) -> tuple[tuple[Evidence, ...], int]:
    """Take the passages that speak of a theme, the improvement points first; of a council its points, else its
    summary, else what comes first."""
    passages = [p for p in answerer.library.passages_of(document) if p.matter not in _APART]
    points = [p for p in passages if p.matter is DocumentPart.IMPROVEMENT]
    if subject.kind is SubjectKind.COUNCIL:
        chosen = points or [p for p in passages if p.matter is DocumentPart.SUMMARY] or passages
        most = _POINTS if points else SHOWN
        return _evidence(answerer, document, chosen[:most]), len(points or passages)
    theme = find_theme(subject.names[0])
    if theme is None:
        return (), 0
    speaking = [p for p in passages if theme.speaks_of(p.text[:_LONGEST])]
    speaking.sort(key=lambda p: (p.matter is not DocumentPart.IMPROVEMENT, p.position))
    return _evidence(answerer, document, speaking[:SHOWN]), len(speaking)


def _evidence(answerer: Answerer, document: Document, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    made = (answerer.evidence_of(document, passage, rank=rank) for rank, passage in enumerate(passages, 1))
    return tuple(one for one in made if one is not None)

"""Whose documents are meant where no council is named: those of the one that a paper, or the evidence, singles out.

In comes what was understood of a question; out goes its frame, bound to one council, or to a paper that names none.
What is assumed so is shown, and the other councils are offered: it is never taken in silence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.answers.document_scope import Holdings
from bot.answers.evidence_finder import Finder
from bot.answers.phrases import listed
from bot.models import Answer, Filters, Option
from index.query import AskReading, Frame, Intent, Question, read_asked

_CLOSE = 0.7  # of the best: what comes nearer leaves it open whose documents are meant (docs/retrieval.md)
_LOOKED, _MOST = 60, 3  # passages of the whole library; owners that are weighed against each other
_ASKS = re.compile(r"\w{4,}")
_CHOICES = 6  # councils that are offered
_ISLAND = re.compile(r"\b(?:the|our) (isl(?:and|e)s?)\b", re.IGNORECASE)  # few councils are called so, and by it alone


def of_one_paper(holdings: Holdings, frame: Frame) -> Frame:
    """Bind a frame to the one council, or the one paper without a council, that its kind and date single out."""
    open_ = not (frame.authorities or frame.unheld or frame.ambiguous or frame.excluded or frame.document)
    asks = _ASKS.search(frame.rest) is not None  # a paper that is named and nothing more asks nothing yet
    if not (asks and open_) or frame.everywhere or len(holdings.by_authority) < 2:
        return frame
    return _bound(holdings, frame, holdings.scope(frame).documents) or frame


def of_evidence(finder: Finder, question: Question) -> AskReading | None:
    """Bind a frame to the council whose documents answer a question clearly better than those of any other.

    None where two come close: then it must be asked which is meant. Passages that were weighed answer by themselves.
    """
    documents = _of_island(finder.holdings, question.frame, finder.holdings.scope(question.frame).documents)
    if bound := _bound(finder.holdings, question.frame, documents):
        return read_asked(bound)[0]
    if question.frame.intent is not Intent.PASSAGES or question.ask is not None:
        return None  # every council has grades, and something to improve
    owned: dict[str, dict[int, float]] = {}
    for number, weight in documents.items():
        document = finder.library.documents[number]
        owned.setdefault(document.authority or document.path, {})[number] = weight
    best: dict[str, float] = {}
    for hit in finder.searcher.rank(question.topic, documents, limit=_LOOKED).found:
        document = finder.library.document_at(hit.ordinal)
        owner = document.authority or document.path
        best[owner] = max(best.get(owner, 0.0), hit.score)
    worth = {}
    for owner in sorted(best, key=lambda one: -best[one])[:_MOST]:
        found = finder.searcher.rank(question.topic, owned[owner], limit=1)
        worth[owner] = found.answerability * max((hit.score for hit in found.found), default=0.0)
    if not any(worth.values()):
        return None
    first, *others = sorted(worth, key=lambda one: -worth[one])
    if any(worth[one] > _CLOSE * worth[first] for one in others):
        return None
    bound = _bound(finder.holdings, question.frame, owned[first])
    return (bound, None) if bound else None


def say_whose(holdings: Holdings, frame: Frame, answer: Answer) -> Answer:
    """Say whose documents an answer was taken from, though no council was named, and offer the others."""
    names = sorted(name for name in holdings.by_authority if name and name not in frame.authorities)
    said = "You named no council: this is the one whose documents answer it best."
    if frame.authorities:
        said = f"You named no council: these are documents of {listed(frame.authorities)}, which answer it best."
    return replace(
        answer,
        message=f"{said} {answer.message}",
        understood=replace(answer.understood, authorities=frame.authorities),
        options=tuple(Option(name, Filters(authorities=(name,))) for name in names[:_CHOICES]),
    )


def _of_island(holdings: Holdings, frame: Frame, documents: Mapping[int, float]) -> Mapping[int, float]:
    """Keep the documents of councils that are named as islands where "the island" is spoken of; all if none is."""
    spoken = _ISLAND.search(frame.nameless)
    name = ("Isles " if spoken[1].lower().endswith("s") else "Isle ") if spoken else ""
    owners = {number: holdings.documents[number].authority or "" for number in documents} if name else {}
    return {number: documents[number] for number, owner in owners.items() if owner.startswith(name)} or documents


def _bound(holdings: Holdings, frame: Frame, documents: Mapping[int, float] | Iterable[int]) -> Frame | None:
    """Bind a frame to the only owner of some documents; None where there are several, or none."""
    held = [holdings.documents[number] for number in documents]
    owners = {document.authority for document in held}
    if len(owners) != 1:
        return None
    (owner,) = owners
    if owner:
        return replace(frame, authorities=(owner,))
    return replace(frame, document=held[0].path) if len(held) == 1 else None

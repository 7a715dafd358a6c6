"""Finder: the best passages of some documents for a topic, as evidence that can be shown.

In come a topic and documents; out comes evidence: the stored passage, word for word, with its citation, what to
highlight and what supersedes it. A passage that does not equal what is stored is not shown. Which documents are
looked at, and what kind of answer is made of the evidence, is decided elsewhere.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from bot.answers.document_scope import Holdings
from bot.answers.newest_first import WORTH_SHOWING, Dated, newest_first
from bot.models import Evidence, Marks
from index.metadata import cite, cite_document
from index.models import Citation, Document, DocumentPart, Kind, Passage, Unit, Voice
from index.query import Topic, says_what_for
from index.search import (
    POSSIBLE,
    Highlighter,
    Hit,
    Lack,
    Searcher,
    SentenceChecks,
    SentenceReader,
    TopHits,
    Verdict,
    judge,
)
from index.storage import Library, passage_id, text_hash
from index.text import MONTH_PATTERN, AnswerType, split_sentences

if TYPE_CHECKING:
    from bot.answers.stated_grades import StatedGrade

# Passages of one document that share this much of their words say the same; the first of them is enough.
_SAME = 0.8
# A day alone on a line answers nothing but when.
_DAY_ALONE = re.compile(
    rf"\W{{0,3}}(?:\d{{1,2}}(?:<sup>)?(?:st|nd|rd|th)?(?:</sup>)?\s)?\s?(?:{MONTH_PATTERN})\W{{1,3}}\d{{4}}\W{{0,3}}",
    re.IGNORECASE,
)
# A point that is not understood without the one before it.
_GOES_ON = re.compile(r"\W{0,4}(?:this|these|those|however|in between|it|they|instead|but|which|such)\b", re.IGNORECASE)
_FEW_THINGS = 3  # of more things than so few it does not tell when, either
_LEADS = 300  # characters of a line that leads to a list and says nothing itself
_LIKELY = 0.5  # the probability from which on a described service is told (docs/retrieval.md)
_OPENING = 25  # passages at the beginning of a letter, before its findings
_READ = 8  # of the best passages, whose sentences are checked
_FEW_COUNCILS, _MANY = 2, 0.15  # councils, and a share of all: a word that more have is nobody's own name
_NEARLY = 0.9  # of the score of a document's further passage: another document's first one of as much stands before it
_AS_MUCH = 0.5  # of the score of what says what a visit looked at: a finding on the same matter
_VISITS = frozenset({Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT})
_DEEP = 3  # times as many passages are ranked as are wanted: some say the same, some lack an exact phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence, best first, and how strong the best of it is (0 to 1); ``missing`` is what no passage speaks of."""

    evidence: tuple[Evidence, ...] = ()
    strength: float = 0.0
    missing: tuple[str, ...] = ()
    hits: TopHits = field(default_factory=TopHits, repr=False)
    likely: tuple[str, ...] = ()  # the services that the question describes, as surely as the passages tell


class Finder:
    """Finds evidence in one generation of the index. Safe to share between threads."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        """Take a library and the searcher over the same generation."""
        self.library = library
        self.searcher = searcher
        self.holdings = Holdings(library)
        self.stated_grades: dict[int, Sequence[StatedGrade]] = {}  # by the number of the document, once it was read
        self.headings: dict[int, Sequence[str]] = {}  # the same, what stands over each passage
        self.said: dict[tuple[object, ...], list[Any]] = {}  # what was looked for last, see ``find_said``
        self._highlighter = Highlighter(searcher.prepared)
        self._general: dict[str, bool] = {}
        self._introductions: dict[int, range] = {}  # by the number of a letter, where it says what was looked at
        self._reader = SentenceReader(searcher.lexicon.analyzer, self._is_general, searcher.lexicon.general)

    def find(
        self,
        topic: Topic,
        documents: Mapping[int, float],
        *,
        limit: int,
        per_document: int | None = None,
        newest_within: int = 0,
    ) -> Finding:
        """Find up to ``limit`` passages; the first ``per_document`` of each document stand before others' further
        ones that are worth little more. Where ``newest_within`` are shown (0: as ranked), what inspectors wrote last
        of a council stands before what they wrote earlier and says it no better, and is among these."""
        deep = limit * _DEEP + 10
        ranking = self.searcher.rank(topic, documents, limit=deep if per_document is None else deep * _DEEP)
        evidence: list[Evidence] = []
        words: dict[str, list[frozenset[str]]] = {}  # by the documents that they are of
        told = sum(not concept.confidence for concept in topic.concepts)
        dated = bool((topic.figure | topic.wanted) & AnswerType.DATE or topic.months) and told < _FEW_THINGS
        found: Sequence[Hit] = ranking.found if per_document is None else self._spread(ranking.found, per_document)
        found = self._findings_first(found)
        if newest_within:
            found = self._newest_first(found, ranking, newest_within)
        for hit in found:
            if len(evidence) == limit:
                break
            document, passage = self.library.at(hit.ordinal)
            # A row of a table is read with what stands over the table.
            read = (*passage.sections[-1:], passage.text) if passage.unit is Unit.ROW else (passage.text,)
            if not _holds(" ".join(read), topic.phrases) or (not dated and _DAY_ALONE.fullmatch(passage.text)):
                continue
            bag = frozenset(passage.text.lower().split())
            if any(_alike(bag, seen) for seen in words.get(document.path, ())):
                continue
            made = self.evidence(document, passage, topic=topic, score=hit.score, rank=len(evidence) + 1)
            if made is not None:
                evidence.append(made)
                words.setdefault(document.path, []).append(bag)
        if not evidence:
            return Finding(missing=ranking.missing)
        likely = tuple(r.concept.typed for r in ranking.readings if r.probability >= _LIKELY)
        strength, missing = ranking.answerability, ranking.missing
        return Finding(tuple(evidence), strength, missing, ranking, likely)

    def _spread(self, found: Iterable[Hit], per_document: int) -> list[Hit]:
        """Put the first few passages of each document before others' further ones that are worth little more."""
        taken: Counter[int] = Counter()
        worth: list[tuple[float, Hit]] = []
        for hit in found:
            number = self.library.number_at(hit.ordinal)
            taken[number] += 1
            worth.append((hit.score if taken[number] <= per_document else hit.score * _NEARLY, hit))
        return [hit for _, hit in sorted(worth, key=itemgetter(0), reverse=True)]

    def _findings_first(self, found: Sequence[Hit]) -> Sequence[Hit]:
        """Put what only says what a visit looked at behind what was found and is worth at least half as much."""
        ordered: list[Hit] = []
        waiting: list[Hit] = []
        for hit in found:
            if self._says_what_for(hit.ordinal):
                waiting.append(hit)
                continue
            while waiting and hit.score < _AS_MUCH * waiting[0].score:
                ordered.append(waiting.pop(0))
            ordered.append(hit)
        return ordered + waiting

    def _says_what_for(self, ordinal: int) -> bool:
        """Say whether a passage stands where a visit's letter tells what inspectors looked at, and how."""
        number = self.library.number_at(ordinal)
        if self.library.documents[number].kind not in _VISITS:
            return False
        return ordinal in self.introduction(number)

    def introduction(self, number: int) -> range:
        """Give the ordinals of a visit's letter under the heading under which it says what was looked at; none where
        it does not say so."""
        if number not in self._introductions:
            self._introductions[number] = self._read_introduction(number)
        return self._introductions[number]

    def _read_introduction(self, number: int) -> range:
        told: tuple[str, ...] | None = None
        start = stop = self.library.spans[number][0]
        for ordinal in self.opening_of(number):
            passage = self.library.at(ordinal)[1]
            if told is None and any(says_what_for(passage.text[a:b]) for a, b in split_sentences(passage.text)):
                told = passage.sections
            if told is None or passage.sections == told:
                stop = ordinal + 1
        return range(start, stop if told is not None else start)

    def _newest_first(self, found: Sequence[Hit], ranking: TopHits, shown: int) -> Sequence[Hit]:
        """Put newer passages of a council's inspectors before older ones that say it no better, within its places."""
        places: dict[str | None, list[int]] = {}
        least = WORTH_SHOWING * max((hit.score for hit in found), default=0.0)  # what is worth less stays where it is
        for place, hit in enumerate(found):
            if hit.score < least:
                continue
            document = self.library.document_at(hit.ordinal)
            number = self.library.number_at(hit.ordinal)
            of_now = document.voice is Voice.INSPECTOR and self.holdings.is_of_now(number)
            if of_now and not self._says_what_for(hit.ordinal):
                places.setdefault(document.authority, []).append(place)
        ordered = list(found)
        for own in places.values():
            dated = [(found[place], self.library.document_at(found[place].ordinal).date or date.min) for place in own]
            if len({day for _, day in dated}) > 1:
                hits = [hit for hit, _ in dated]
                said = self._reader.most_together(
                    ranking.asked, (self.searcher.prepared.sentences_in(hit.ordinal) for hit in hits)
                )
                within = bisect_left(own, shown)
                rows = [Dated(*one, share) for one, share in zip(dated, said, strict=True)]
                for place, row in zip(own, newest_first(rows, within), strict=True):
                    ordered[place] = row.hit
        return ordered

    def judge(self, topic: Topic, hits: TopHits) -> tuple[Verdict, tuple[Lack, ...]]:
        """Say what was found amounts to, and what it lacks of what was asked for; what was not ranked is an answer."""
        if not hits.found and hits.answerability >= POSSIBLE:
            return Verdict.ANSWER, ()
        return judge(topic, hits.answerability, hits.missing, self.check_sentences(topic, hits))

    def check_sentences(self, topic: Topic, hits: TopHits) -> SentenceChecks:
        """Check the best passages where a sort of answer or a thing is asked for; no council counts."""
        if not (topic.figure or topic.sought):
            return SentenceChecks()
        places = [hit.ordinal for hit in hits.found[:_READ]]
        owners = {self.library.at(ordinal)[0].authority or "" for ordinal in places}
        besides = {stem for owner in owners for stem in self.searcher.lexicon.analyzer.terms(owner)}
        texts = [self.library.text_at(ordinal) for ordinal in places]
        known = [self.searcher.prepared.sentences_in(ordinal) for ordinal in places]
        return self._reader.check(hits.asked, topic.figure, texts, known, besides=besides, sought=topic.sought)

    def _is_general(self, name: str, stems: tuple[str, ...]) -> bool:
        """Say whether passages of many councils have a name as it stands."""
        known = self._general.get(name)
        if known is None and len(stems) == 1 and name.isupper() and stems in self.searcher.lexicon.triggers:
            known = self._general[name] = True  # initials that the sector knows: "CICC", "IRO"
        if known is None:
            many = max(_FEW_COUNCILS, _MANY * len(self.holdings.by_authority))
            owners: set[str | None] = set()
            whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            for ordinal in self.searcher.prepared.having_all(stems):
                if self._owner(ordinal) not in owners and whole.search(self.library.text_at(ordinal)):
                    owners.add(self._owner(ordinal))
                    if len(owners) > many:
                        break
            known = self._general[name] = len(owners) > many
        return known

    def _owner(self, ordinal: int) -> str | None:
        return self.library.document_at(ordinal).authority

    def evidence(
        self, document: Document, passage: Passage, *, topic: Topic, score: float, rank: int
    ) -> Evidence | None:
        """Make evidence of a passage; None where its text is not what is stored."""
        identity = passage_id(document.sha256, passage.position)
        if not self.library.verify(identity, text_hash(passage.text)):
            return None
        ordinal = self.library.first_ordinal(document) + passage.position
        return Evidence(
            rank=rank,
            score=round(score, 4),
            text=passage.text,
            citation=cite(document, passage),
            marks=Marks(lambda: self._highlighter.highlight(ordinal, passage.text, topic)),
            superseded_by=self.superseded_by(document),
            passage_id=identity,
        )

    def quoted(self, passages: Iterable[tuple[Document, Passage]], topic: Topic | None = None) -> list[Evidence]:
        """Make evidence of passages that were chosen and not ranked, in their order; one whose text is not what is
        stored is left out. Each has the rank 1 until they are counted through."""
        made = (self.evidence(d, p, topic=topic or Topic(), score=1.0, rank=1) for d, p in passages)
        return [item for item in made if item is not None]

    def quoted_of(self, document: Document, passages: Iterable[Passage], topic: Topic | None = None) -> list[Evidence]:
        """Do the same with passages of one document."""
        return self.quoted(((document, passage) for passage in passages), topic)

    def opening_of(self, number: int) -> Iterator[int]:
        """Yield the ordinals of the beginning of a letter or report, before its summary and its list."""
        start, stop = self.library.spans[number]
        for ordinal in range(start, min(start + _OPENING, stop)):
            if self.searcher.prepared.part(ordinal) in {DocumentPart.SUMMARY, DocumentPart.IMPROVEMENT}:
                return
            yield ordinal

    def stems_in(self, item: Evidence) -> set[str] | None:
        """Give the stems that a passage shown has, and a few more; None where they are not kept."""
        ordinal = self.library.ordinal(item.passage_id) if item.passage_id else None
        return None if ordinal is None else self.searcher.prepared.stems_in(ordinal)

    def superseded_by(self, document: Document) -> Citation | None:
        """Cite the document that takes the place of this one, if one does."""
        newer = self.holdings.newer_by_path.get(document.path)
        return cite_document(newer) if newer else None

    def with_led(self, evidence: Sequence[Evidence], topic: Topic) -> tuple[Evidence, ...]:
        """Put behind a line that only leads to a list ("It is recommended that:") the points that it leads to.

        Behind a point comes the next one that goes on from it ("This is replaced by ...").
        """
        shown: list[Evidence] = []
        seen: set[str] = set()
        for item in evidence:
            if item.passage_id in seen:
                continue
            for one in (item, *self._led_by(item, topic)):
                if one.passage_id not in seen:
                    seen.add(one.passage_id)
                    shown.append(one)
        return renumbered(shown)

    def _led_by(self, item: Evidence, topic: Topic) -> Iterator[Evidence]:
        document = self.library.document(item.citation.document)
        if document is None or len(item.text) > _LEADS:
            return
        leads = item.text.rstrip().endswith((":", "?"))
        passages = self.library.passages_of(document)
        ordinal = self.library.ordinal(item.passage_id)
        place = len(passages) if ordinal is None else ordinal - self.library.first_ordinal(document)
        for passage in (passages[n] for n in range(place + 1, len(passages))):
            if passage.unit not in {Unit.BULLET, Unit.POINT} or passage.sections != passages[place].sections:
                return
            if not leads and not _GOES_ON.match(passage.text):
                return
            made = self.evidence(document, passage, topic=topic, score=item.score, rank=item.rank)
            if made is not None:
                yield made


def renumbered(evidence: Iterable[Evidence], first: int = 1) -> tuple[Evidence, ...]:
    """Count the ranks through, in the order given."""
    return tuple(item if item.rank == rank else replace(item, rank=rank) for rank, item in enumerate(evidence, first))


def _holds(text: str, phrases: Sequence[str]) -> bool:
    """Say whether a text has every exact phrase, whatever its case and white space."""
    if not phrases:
        return True
    flat = " ".join(text.lower().replace("’", "'").split())
    return all(" ".join(phrase.lower().replace("’", "'").split()) in flat for phrase in phrases)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    less, more = sorted((len(one), len(other)))
    if less < _SAME * more:  # so few words cannot be so large a share of the other's
        return False
    shared = len(one & other)
    return shared > 0 and shared >= _SAME * (less + more - shared)

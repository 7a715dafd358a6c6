"""Answerer: the way of a question, from its text to its answer.

In comes text (and what the asker set beside it); out goes an ``Answer`` of the kind that was asked for, or the reason
why there is none. Each kind of answer is made in a function of its own; what a question means is understood in
``index.question`` and passages are ranked in ``index.searcher``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.answers.finder import Finder, Finding, renumbered
from bot.answers.judgements import pick_judgements, states_grade
from bot.answers.scope import Scope, matches_year
from bot.answers.wording import asked_period, counted, listed, report, source, whose
from bot.models import (
    Answer,
    AnswerKind,
    Correction,
    Coverage,
    Evidence,
    Expansion,
    Filters,
    Group,
    Option,
    Reason,
    Recency,
    Understood,
)
from index.authorities import Gazetteer, held_authorities
from index.citations import write_day
from index.library import Library
from index.models import Citation, Document, Kind, Matter, Passage, Unit, Voice
from index.question.frame import read_frame
from index.question.question import Frame, Intent, Question, Topic
from index.question.topic import understand_topic
from index.searcher import Searcher
from index.store import open_library

__all__ = ["Answerer", "open_answerer"]

WEAK = 0.5  # below this strength an answer is refused (index.strength)
MORE = 10  # passages kept beyond those shown
ELSEWHERE = 3
_FEW = 3  # things asked about, of which one that is missing can be named
_PER_REPORT = 2  # of one report, where a question names no council: no report should fill the answer


def open_answerer(index: Path, *, home_authority: str | None = None) -> "Answerer":
    """Open the index and answer from it.

    Raises:
        IndexMissingError: there is no index yet.
        IndexStoreError: the index cannot be read.
    """
    library = open_library(index)
    searcher = Searcher(library.artifacts, library.spans)
    return Answerer(library, searcher, home_authority=home_authority)


class Answerer:
    """Answers questions from one generation of the index. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        searcher: Searcher,
        *,
        home_authority: str | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Take a generation; ``home_authority`` is the council meant where a question names none."""
        self.library = library
        self.gazetteer = Gazetteer.load(held_authorities(library.documents))
        self.home = self.gazetteer.canonical(home_authority) if home_authority else None
        self._finder = Finder(library, searcher)
        self._searcher = searcher
        self._today = today

    def understand(self, text: str, *, filters: Filters = Filters()) -> Question:  # noqa: B008 (frozen)
        """Understand a question; the filters replace what it says itself."""
        searcher = self._searcher
        frame = read_frame(text, self.gazetteer, today=self._today(), is_word=searcher.lexicon.stems.__contains__)
        frame = self._filtered(frame, filters)
        topic = understand_topic(frame.rest, searcher.lexicon, searcher.speller, searcher.glossary)
        return Question(frame, topic)

    def answer(self, text: str, *, filters: Filters = Filters(), limit: int = 3) -> Answer:  # noqa: B008 (frozen)
        """Answer a question with at most ``limit`` passages; judgements, lists and timelines are always whole."""
        question = self.understand(text, filters=filters)
        answer = self._answer(question, limit)
        return replace(
            answer, question=text, understood=_understood(question, answer.kind), generation=self.library.generation
        )

    def _filtered(self, frame: Frame, filters: Filters) -> Frame:
        if filters.authorities:
            names = [(name, self.gazetteer.canonical(name) or name) for name in filters.authorities]
            held = tuple(name for _, name in names if name in self._finder.holdings.by_authority)
            unheld = tuple(typed for typed, name in names if name not in self._finder.holdings.by_authority)
            frame = replace(frame, authorities=held, unheld=unheld, ambiguous=(), excluded=())
            if len(held) > 1 and frame.intent is Intent.PASSAGES:
                frame = replace(frame, intent=Intent.COMPARISON)
            elif len(held) < 2 and frame.intent is Intent.COMPARISON and not (frame.years or frame.since):
                frame = replace(frame, intent=Intent.PASSAGES)
        elif (
            self.home in self._finder.holdings.by_authority
            and self.home
            and not (frame.authorities or frame.unheld or frame.ambiguous or frame.everywhere or filters.document)
        ):
            frame = replace(frame, authorities=(self.home,))
        if filters.years or filters.recency:
            recency = filters.recency.value if filters.recency else None
            frame = replace(frame, years=filters.years, since=None, until=None, recency=recency)
        if filters.voice:
            frame = replace(frame, voice=filters.voice, both_voices=False)
        if filters.kind:
            frame = replace(frame, kinds=(Kind(filters.kind),))
        if filters.document:
            frame = replace(frame, document=filters.document)
        return frame

    def _answer(self, question: Question, limit: int) -> Answer:
        frame = question.frame
        if frame.intent is Intent.HELP:
            return self._help()
        if frame.unheld and not frame.authorities:
            return self._not_held(frame)
        if frame.ambiguous and not frame.authorities:
            return _clarify(frame.ambiguous)
        scope = self._finder.holdings.scope(frame)
        if not scope.documents:
            return self._nothing_there(question, scope)
        if frame.intent is Intent.JUDGEMENTS and (answer := self._judgements(question, scope)):
            return answer
        if frame.intent is Intent.IMPROVEMENTS and (answer := self._improvements(question, scope)):
            return answer
        if not question.topic.concepts and not question.topic.phrases:
            return self._no_topic(frame)
        if frame.both_voices:
            return self._both_voices(question, scope, limit)
        if frame.intent is Intent.COMPARISON and (answer := self._comparison(question, scope, limit)):
            return answer
        if frame.intent is Intent.TIMELINE and (answer := self._timeline(question, scope)):
            return answer
        return self._passages(question, scope, limit)

    # Passages

    def _passages(self, question: Question, scope: Scope, limit: int) -> Answer:
        frame = question.frame
        per_document = None if frame.authorities or frame.document else _PER_REPORT
        finding = self._finder.find(question.topic, scope.documents, limit=max(limit, MORE), per_document=per_document)
        if finding.strength < WEAK or not finding.evidence:
            return self._weak(question, scope, finding)
        if frame.authorities and not frame.document and not _asks_period(frame):
            # Where no period is asked for, how things are now is: an older report alone does not answer that.
            now = {n: weight for n, weight in scope.documents.items() if n not in self._finder.holdings.superseded}
            if now and finding.evidence[0].superseded_by:
                strength = self._searcher.rank(question.topic, now, limit=1).strength
                if strength < WEAK:
                    older = tuple(n for n in scope.documents if n not in now)
                    nearest = self._finder.find(question.topic, now, limit=MORE)
                    return self._weak(question, Scope(now, older), nearest, latest="latest ")
        shown, more = finding.evidence[:limit], finding.evidence[limit:]
        message = source(self._documents(shown), newest=not _dated(frame) and shown[0].superseded_by is None)
        if frame.unheld:
            message += f" Nothing is held of {listed(frame.unheld)}."
        return Answer(
            question=frame.text,
            kind=AnswerKind.PASSAGES,
            message=message,
            evidence=shown,
            coverage=self._coverage(scope.documents),
            more=more,
        )

    def _both_voices(self, question: Question, scope: Scope, limit: int) -> Answer:
        sides = []
        for voice in (Voice.INSPECTOR, Voice.COUNCIL):
            documents = {n: w for n, w in scope.documents.items() if self.library.documents[n].voice is voice}
            finding = self._finder.find(question.topic, documents, limit=limit) if documents else Finding()
            note = "" if documents else "Nothing is held in these words."
            sides.append((whose(voice), finding, note))
        return self._sides(question, scope, sides, limit, "Inspectors' words and the council's own, shown apart.")

    # Comparison and timeline

    def _comparison(self, question: Question, scope: Scope, limit: int) -> Answer | None:
        """Set sides beside each other: councils, years, or the latest report and the one before; None if only one."""
        sides = self._sides_of(question.frame, scope)
        if len(sides) < 2:
            return None
        found = [
            (label, self._finder.find(question.topic, documents, limit=max(limit, MORE // 2)), "")
            for label, documents in sides
        ]
        found += [(name, Finding(), "Nothing is held of this council.") for name in question.frame.unheld]
        return self._sides(question, scope, found, limit, _side_by_side(question.frame, [label for label, _ in sides]))

    def _sides_of(self, frame: Frame, scope: Scope) -> list[tuple[str, dict[int, float]]]:
        holdings = self._finder.holdings
        if len(frame.authorities) > 1:
            sides = []
            for name in frame.authorities:
                held = {n: w for n, w in scope.documents.items() if self.library.documents[n].authority == name}
                sides.append((name, held))
            return sides
        if not frame.authorities:
            return []
        candidates = (*scope.documents, *scope.aside)
        candidates = tuple(n for n in candidates if frame.voice in (None, self.library.documents[n].voice))
        candidates = tuple(sorted(candidates, key=lambda n: self.library.documents[n].date or date.min, reverse=True))
        years = frame.years or tuple(year for year in (frame.since, frame.until) if year is not None)
        current = [n for n in candidates if n not in holdings.superseded]
        sides = [
            (str(year), {n: 1.0 for n in candidates if matches_year(self.library.documents[n], year)}) for year in years
        ]
        sides = [side for side in sides if side[1]]
        if len(sides) == 1 and len(years) == 1:
            newer = {n: 1.0 for n in current if n not in sides[0][1]}
            sides += [("the latest", newer)] if newer else []
        elif not years:
            # Then and now: the newest full inspection and the one before it.
            reports = [n for n in candidates if self.library.documents[n].kind is Kind.INSPECTION][:2]
            reports = reports if len(reports) == 2 else list(candidates[:2])
            sides = [(self._dated_label(n), {n: 1.0}) for n in reports]
        return sides

    def _timeline(self, question: Question, scope: Scope) -> Answer | None:
        """Show the best passage of every document in date order; None where no council is named or none matches."""
        if not question.frame.authorities:
            return None
        evidence: list[Evidence] = []
        silent = 0
        for number in sorted(scope.documents, key=lambda n: self.library.documents[n].date or date.min):
            finding = self._finder.find(question.topic, {number: 1.0}, limit=1)
            if finding.evidence and finding.strength >= WEAK:
                evidence.append(finding.evidence[0])
            else:
                silent += 1
        if not evidence:
            return None
        kept = renumbered(evidence)
        groups = tuple(Group(self._label(self._document(item)), (place,)) for place, item in enumerate(kept))
        message = f"From {counted(len(kept), 'document')} of {listed(question.frame.authorities)}, oldest first."
        if silent:
            message += f" {counted(silent, 'other document')} say{'s' if silent == 1 else ''} nothing on this."
        return Answer(
            question.frame.text,
            AnswerKind.TIMELINE,
            message,
            evidence=kept,
            groups=groups,
            coverage=self._coverage(scope.documents),
        )

    def _sides(
        self,
        question: Question,
        scope: Scope,
        sides: Sequence[tuple[str, Finding, str]],
        limit: int,
        message: str,
    ) -> Answer:
        """Make one answer of several sides; passages are dealt in turn, so that each side is seen at once."""
        if all(not finding.evidence or finding.strength < WEAK for _, finding, _ in sides):
            best = max((finding for _, finding, _ in sides), key=lambda finding: finding.strength)
            return self._weak(question, scope, best)
        order = sorted(range(len(sides)), key=lambda n: -sides[n][1].strength)
        dealt: list[tuple[int, Evidence]] = []
        deepest = max(len(finding.evidence) for _, finding, _ in sides)
        for turn in range(deepest):
            dealt += [(n, sides[n][1].evidence[turn]) for n in order if turn < len(sides[n][1].evidence)]
        shown = dealt[: max(limit, sum(1 for _, finding, _ in sides if finding.evidence))]
        groups = []
        for number, (label, finding, note) in enumerate(sides):
            said = note
            if not said and not finding.evidence:
                said = "Nothing here matches."
            elif not said and finding.strength < WEAK:
                said = "These match only weakly: this may not be spoken of here."
            groups.append(Group(label, tuple(i for i, (side, _) in enumerate(shown) if side == number), note=said))
        return Answer(
            question.frame.text,
            AnswerKind.COMPARISON,
            message,
            evidence=renumbered(item for _, item in shown),
            groups=tuple(groups),
            coverage=self._coverage(scope.documents),
            more=tuple(replace(item, rank=rank) for rank, (_, item) in enumerate(dealt[len(shown) :], len(shown) + 1))[
                :MORE
            ],
        )

    # Judgements and improvements

    def _judgements(self, question: Question, scope: Scope) -> Answer | None:
        """Give the grades as printed; None where no document of the scope has a judgement table."""
        frame = question.frame
        graded = [n for n in scope.documents if self.library.documents[n].judgements]
        graded.sort(key=lambda n: self.library.documents[n].voice is not Voice.INSPECTOR)
        inspected = [n for n in graded if self.library.documents[n].voice is Voice.INSPECTOR]
        reports = self._finder.holdings.reports(inspected or graded, frame)
        if not reports:
            return self._stated(question, scope)
        labelled = []
        for number in reports:
            document = self.library.documents[number]
            newer = self._finder.holdings.superseded.get(number)
            note = f"Superseded by {report(newer)}." if newer else ""
            labelled.append((document, self._label(document), note))
        area = frame.area or ("overall" if not frame.authorities else None)
        picked = pick_judgements(labelled, area)
        evidence: list[Evidence] = []
        for document in picked.documents:
            areas = [judgement.area for judgement in picked.judgements if judgement.citation.document == document.path]
            for passage in self.library.passages_of(document):
                if passage.matter is Matter.JUDGEMENT and any(a in passage.text for a in areas):
                    made = self._finder.evidence(document, passage, topic=Topic(), score=1.0, rank=len(evidence) + 1)
                    evidence += [made] if made else []
        message = " ".join((source(picked.documents, newest=not _dated(frame)), *picked.notes))
        return Answer(
            frame.text,
            AnswerKind.JUDGEMENTS,
            message,
            evidence=tuple(evidence),
            judgements=picked.judgements,
            groups=picked.groups,
            coverage=self._coverage(scope.documents),
        )

    def _stated(self, question: Question, scope: Scope) -> Answer | None:
        """Show the sentences that state a grade, where no table of grades was read; None where none does."""
        frame = question.frame
        stating: list[tuple[float, int, Document, Passage]] = []
        for number in self._finder.holdings.reports(scope.documents, replace(frame, recency="all")):
            document = self.library.documents[number]
            before = ""
            for passage in self.library.passages_of(document):
                strength = states_grade(passage.text, frame.area, around=f"{before}\n{passage.section or ''}")
                before = passage.text
                if strength and passage.matter is not Matter.FRONT:
                    stating.append((-scope.documents[number] * strength, len(stating), document, passage))
        evidence: list[Evidence] = []
        for score, _, document, passage in sorted(stating, key=lambda one: one[:2])[:MORE]:
            made = self._finder.evidence(document, passage, topic=question.topic, score=-score, rank=len(evidence) + 1)
            evidence += [made] if made else []
        if not evidence:
            return None
        documents = self._documents(evidence)
        message = f"{source(documents, newest=False)} No table of grades was read there; these passages state grades."
        return Answer(
            frame.text,
            AnswerKind.PASSAGES,
            message,
            evidence=tuple(evidence),
            coverage=self._coverage(scope.documents),
        )

    def _improvements(self, question: Question, scope: Scope) -> Answer | None:
        """Give the whole list of what needs to improve, item by item; None where no document has one."""
        frame = question.frame
        having = [n for n in scope.documents if any(True for _ in self._items(self.library.documents[n]))]
        inspected = [n for n in having if self.library.documents[n].voice is Voice.INSPECTOR]
        reports = self._finder.holdings.reports(inspected or having, frame)
        if not reports or not (frame.authorities or frame.document):
            return None
        evidence: list[Evidence] = []
        groups = []
        documents = []
        for number in reports:
            document = self.library.documents[number]
            start = len(evidence)
            for passage in self._items(document):
                made = self._finder.evidence(document, passage, topic=question.topic, score=1.0, rank=len(evidence) + 1)
                evidence += [made] if made else []
            newer = self._finder.holdings.superseded.get(number)
            note = f"Superseded by {report(newer)}." if newer else ""
            groups.append(Group(self._label(document), tuple(range(start, len(evidence))), note=note))
            documents.append(document)
        message = f"{source(documents, newest=not _dated(frame))[:-1]}: the whole list, in its own order."
        return Answer(
            frame.text,
            AnswerKind.IMPROVEMENTS,
            message,
            evidence=tuple(evidence),
            groups=tuple(groups),
            coverage=self._coverage(scope.documents),
        )

    def _items(self, document: Document):  # type: ignore[no-untyped-def]
        units = {Unit.BULLET, Unit.NUMBERED, Unit.ROW, Unit.PARAGRAPH, Unit.POINT}
        return (p for p in self.library.passages_of(document) if p.matter is Matter.IMPROVEMENT and p.unit in units)

    # Why there is no answer

    def _weak(self, question: Question, scope: Scope, finding: Finding, *, latest: str = "") -> Answer:
        frame = question.frame
        elsewhere: tuple[Citation, ...] = ()
        if scope.aside and frame.authorities:
            aside = {n: self._finder.holdings.weight(n) for n in scope.aside}
            other = self._finder.find(question.topic, aside, limit=ELSEWHERE)
            if other.strength >= WEAK:
                elsewhere = tuple(item.citation for item in other.evidence)
        where = (
            f"The {latest}documents held of {listed(frame.authorities)}" if frame.authorities else "The documents held"
        )
        if asked_period(frame):
            where += f" {asked_period(frame)}"
        # In a long question the words that nothing speaks of are as often its story as its point.
        short = len(question.topic.concepts) <= _FEW
        missing = re.sub(r"['’]s?$", "", finding.missing[0]) if short and finding.missing else ""
        what = f" on “{missing}”" if missing else " on this"
        if elsewhere:
            message = f"{where} say nothing{what}; {elsewhere[0].label} does."
        elif finding.evidence:
            message = f"{where} do not clearly answer this. The nearest passages match only weakly."
            if missing:
                message = f"{where} say nothing{what}. The nearest passages match only weakly."
        else:
            message = f"{where} say nothing{what}."
        return Answer(
            frame.text,
            AnswerKind.NO_ANSWER,
            message,
            coverage=replace(
                self._coverage(scope.documents),
                reason=Reason.WEAK_MATCH if finding.evidence else Reason.NO_MATCH,
                elsewhere=elsewhere,
            ),
            more=finding.evidence,
        )

    def _nothing_there(self, question: Question, scope: Scope) -> Answer:
        """Say that the authority is held, but nothing of the period, kind or voice asked for."""
        frame = question.frame
        owner = listed(frame.authorities) if frame.authorities else "any council"
        if scope.gap == "kind":
            what = f"No {listed([kind.value for kind in frame.kinds], 'or')} of {owner} is held."
        elif scope.gap == "period":
            what = f"Nothing is held of {owner} {asked_period(frame)}."
        else:
            words = "inspectors' words" if frame.voice is Voice.INSPECTOR else "the council's own words"
            what = f"Nothing is held of {owner} in {words}." if scope.aside else "The library holds no documents yet."
        elsewhere: tuple[Citation, ...] = ()
        allowed = {
            n: self._finder.holdings.weight(n)
            for n in scope.aside
            if frame.voice in (None, self.library.documents[n].voice)
        }
        if allowed and question.topic.concepts and frame.authorities:
            other = self._finder.find(question.topic, allowed, limit=ELSEWHERE)
            if other.strength >= WEAK:
                elsewhere = tuple(item.citation for item in other.evidence)
                what += f" {elsewhere[0].label} speaks of it."
        dates = sorted({d.date for n in scope.aside if (d := self.library.documents[n]).date}, reverse=True)
        if dates and not elsewhere:
            what += f" The newest document held is of {write_day(dates[0])}." if dates[0] else ""
        reason = Reason.PERIOD_NOT_HELD if scope.gap in {"period", "kind"} else Reason.NO_MATCH
        return Answer(frame.text, AnswerKind.NO_ANSWER, what, coverage=Coverage(reason=reason, elsewhere=elsewhere))

    def _not_held(self, frame: Frame) -> Answer:
        held = [name for name in self._finder.holdings.by_authority if name]
        others = f"The library has documents of {counted(len(held), 'council')}." if held else "The library is empty."
        return Answer(
            frame.text,
            AnswerKind.NO_ANSWER,
            f"Nothing is held of {listed(frame.unheld, 'or')}, so nothing was searched. {others}",
            coverage=Coverage(reason=Reason.AUTHORITY_NOT_HELD),
        )

    def _no_topic(self, frame: Frame) -> Answer:
        """Ask what is wanted, where a question names a council or a date and nothing else."""
        if not frame.authorities:
            return self._help()
        name = frame.authorities[0]
        return Answer(
            frame.text,
            AnswerKind.HELP,
            f"What would you like to know about {listed(frame.authorities)}? For example: “{name} private fostering”,"
            f" “{name} grades”, or “what does {name} need to improve?”",
            coverage=replace(
                self._coverage(self._finder.holdings.scope(frame).documents), reason=Reason.NOT_A_QUESTION
            ),
        )

    def _help(self) -> Answer:
        held = sorted(name for name in self._finder.holdings.by_authority if name)
        if not held:
            message = "I answer questions over inspection documents, word for word, but the library holds none yet."
        else:
            first = self.home or held[0]
            message = (
                f"I find what inspection documents say, word for word, and where. I hold"
                f" {counted(len(self.library.documents), 'document')} of {counted(len(held), 'council')}. Ask, for"
                f" example: “what did inspectors say about private fostering in {first}?”, “{first} grades over time”,"
                f" or “what does {first} need to improve?”"
            )
        return Answer(
            "",
            AnswerKind.HELP,
            message,
            coverage=replace(
                self._coverage(dict.fromkeys(range(len(self.library.documents)), 1.0)), reason=Reason.NOT_A_QUESTION
            ),
        )

    # Words for documents

    def _coverage(self, documents: Mapping[int, float]) -> Coverage:
        spans = self.library.spans
        dates = [d.date for n in documents if (d := self.library.documents[n]).date]
        return Coverage(
            documents=len(documents),
            passages=sum(spans[n][1] - spans[n][0] for n in documents),
            newest=max((day for day in dates if day), default=None),
        )

    def _document(self, evidence: Evidence) -> Document:
        document = self.library.document(evidence.citation.document)
        assert document is not None
        return document

    def _documents(self, evidence: Sequence[Evidence]) -> list[Document]:
        return [self._document(item) for item in {item.citation.document: item for item in evidence}.values()]

    def _label(self, document: Document) -> str:
        when = f", {write_day(document.date)}" if document.date else ""
        return f"{document.authority or document.title}: {document.kind.value}{when}"

    def _dated_label(self, number: int) -> str:
        document = self.library.documents[number]
        return write_day(document.date) if document.date else document.title


def _clarify(names: Sequence[str]) -> Answer:
    options = tuple(Option(name, Filters(authorities=(name,))) for name in names)
    return Answer(
        "",
        AnswerKind.CLARIFY,
        f"Which council do you mean: {listed(names, 'or')}?",
        options=options,
        coverage=Coverage(reason=Reason.AMBIGUOUS),
    )


def _side_by_side(frame: Frame, labels: Sequence[str]) -> str:
    of = f"{frame.authorities[0]}: " if len(frame.authorities) == 1 else ""
    return f"{of}{listed(labels)}, side by side."


def _asks_period(frame: Frame) -> bool:
    return _dated(frame) or frame.recency is not None


def _dated(frame: Frame) -> bool:
    return bool(frame.years or frame.since or frame.until or frame.recency in {"previous", "all"})


def _understood(question: Question, kind: AnswerKind) -> Understood:
    frame, topic = question.frame, question.topic
    if kind in {AnswerKind.JUDGEMENTS, AnswerKind.IMPROVEMENTS, AnswerKind.HELP, AnswerKind.CLARIFY}:
        topic = Topic(phrases=topic.phrases)  # nothing was searched for: no word was read as another
    years = frame.years or tuple(year for year in (frame.since, frame.until) if year is not None)
    return Understood(
        authorities=frame.authorities,
        years=years,
        recency=Recency(frame.recency) if frame.recency else None,
        voice=frame.voice,
        phrases=topic.phrases,
        corrections=tuple(Correction(typed, read) for typed, read in (*frame.corrections, *topic.corrections)),
        expansions=tuple(Expansion(term, to) for term, to in topic.expansions),
        read_as=topic.read_as,
        topic=" ".join(frame.rest.split()),
    )

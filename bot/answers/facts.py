"""Facts: what the catalogue and the documents themselves say of inspections: when, by whom, how often, what is held.

In: what was asked and which documents are meant. Out: an answer of kind facts, a line a document, each cited. What no
document says (when inspectors come next, what a word means) is said to be said by none, and never guessed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.areas import NAMES, judgements_of
from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.paper_facts import printed
from bot.answers.phrases import MORE, counted, coverage, is_dated, listed, report, source
from bot.answers.verdict import same_grade, summary_of
from bot.models import Answer, AnswerKind, Coverage, Evidence, Fact, Lead, Missing, MissingSort, Reason, State
from index.metadata import cite_document
from index.models import Document, DocumentPart, Kind, Passage, Recency, Voice
from index.query import Ask, AskKind, Frame, Question, asks_what_was_found, fact_cues, post_in, says_what_for
from index.query.cues import LAST_VISIT
from index.text import AnswerType, figures_given, split_sentences, write_day, write_period

_FRONT = 12  # passages at the beginning of a document, where it prints its dates and whom it is for
_FEW_PLACES = 4
_FEW = 12  # documents listed one by one where no council is named
_MANY = 40  # the same, of a period that is named
_BEGINNING = 80  # characters
_NAME_LINE = 160  # characters of a line of a letterhead with a name and a post
_PARTICULAR, _TELLING = 30.0, 3.0  # in a million words, at most; the least idf: such a word names a thing
_MAY_BE_A_MATTER = 0.1  # passages, of a prior of half, answer instead unless they are hardly likely to
_BOARD = re.compile(r"\b(?:LSCB|safeguarding children board)\b", re.IGNORECASE)
# What these ask no period bounds: "since when", "what is new since January".
_ALL_TIME = frozenset({"new", "newest", "oldest", "next", "became"})


def answer_facts(finder: Finder, question: Question, ask: Ask, limit: int) -> Answer | None:
    """Answer what the catalogue knows; None where what was asked is no fact of it.

    Where the question has a word that tells of no such fact, and that the documents meant speak of, it may be a matter
    that is asked about: then the fact is less sure an answer than passages that surely are one.
    """
    answer = _answer_fact(finder, question, ask, limit)
    if answer is None or not ask.besides or not _is_spoken_of(finder, question.frame, ask.besides):
        return answer
    return replace(answer, strength=_MAY_BE_A_MATTER)


def answer_found_at_visit(finder: Finder, question: Question, limit: int) -> Answer | None:
    """Answer what the newest visit found that a question names by its kind, or as the last, and by its council; None
    where it asks no such thing."""
    frame = question.frame
    visit = Kind.INSPECTION not in frame.kinds if frame.kinds else LAST_VISIT.has(frame.text)
    if not (visit and len(frame.authorities) == 1 and asks_what_was_found(frame.nameless)):
        return None
    return answer_facts(finder, question, Ask(AskKind.FACTS, subject="looked_at"), limit)


def _is_spoken_of(finder: Finder, frame: Frame, words: Sequence[str]) -> bool:
    """Say whether one of the words names something particular that the documents meant speak of."""
    lexicon, library = finder.searcher.lexicon, finder.library
    meant = {library.documents[number].path for number in finder.holdings.scope(replace(frame, voice=None)).documents}
    for word in words:
        stems = lexicon.analyzer.terms(word)
        if all(lexicon.general.get(stem, 0.0) < _PARTICULAR and lexicon.idf(stem) > _TELLING for stem in stems):
            held = finder.searcher.prepared.having_all(stems)
            places = (ordinal for ordinal in held if library.document_at(ordinal).path in meant)
            # What stands on the front page alone is shown with the fact: "deputy lead inspector".
            if any(library.at(ordinal)[1].matter is not DocumentPart.FRONT for ordinal in places):
                return True
    return False


def _answer_fact(finder: Finder, question: Question, ask: Ask, limit: int) -> Answer | None:
    # "when was it last inspected" asks for the newest in any case; who held a post then is asked of that report.
    recency = question.frame.recency
    kept = recency if ask.subject == "person" or recency is Recency.PREVIOUS else None
    frame = replace(question.frame, recency=kept, voice=None)
    if ask.subject == "inspectors" and post_in(frame.text) and "inspector" not in frame.text.lower():
        ask = replace(ask, subject="person")  # "lead member in Barnet"
    if ask.subject in _ALL_TIME:
        frame = replace(frame, years=(), since=None, until=None)
    scope = finder.holdings.scope(frame)
    documents = [finder.library.documents[number] for number in scope.documents]
    documents.sort(key=lambda d: (-(d.date or date.min).toordinal(), d.path))
    asked = _FactQuestion(finder, question.frame, ask, scope, documents, limit)
    match ask.subject:
        case "place" if ask.place:
            return _place(asked, *ask.place)
        case "inspected" | "inspectors" | "published" | "often" | "next":
            return _inspections(asked, ask.subject)
        case "addressee" | "author" | "body" | "requests":
            return _of_paper(asked, ask.subject, limit, about=ask.about)
        case "held":
            return _held(asked)
        case "newest" | "oldest":
            return _newest(asked, oldest=ask.subject == "oldest")
        case "new":
            return _new(asked)
        case "became":
            return _became(asked)
        case "led":
            return _led(asked)
        case "looked_at":
            return _looked_at(asked)
        case "person":
            return _person(asked)
        case "meaning" if ask.grade:
            return _meaning(asked, ask.grade)
    return None


@dataclass(frozen=True, slots=True)
class _FactQuestion:
    """What is asked, and the documents that are meant, the newest first."""

    finder: Finder
    frame: Frame
    ask: Ask
    scope: DocumentScope
    documents: Sequence[Document]
    limit: int

    def answer(
        self,
        lead: Lead,
        facts: Sequence[Fact] = (),
        message: str = "As the documents held say.",
        evidence: Sequence[Evidence] = (),
        more: Sequence[Evidence] = (),
    ) -> Answer:
        return Answer(
            AnswerKind.FACTS,
            message,
            evidence=renumbered(evidence),
            coverage=coverage(self.finder, self.scope.documents),
            lead=lead,
            facts=tuple(facts),
            more=renumbered(more, first=len(evidence) + 1),
        )

    def quote(self, evidence: Sequence[Evidence], message: str, limit: int) -> Answer:
        """Answer with passages alone, the first of which leads."""
        top = evidence[0]
        lead = Lead(top.text, top.citation, (0, 0, len(top.text)))
        return self.answer(lead, (), message, evidence[:limit], evidence[limit : limit + MORE])


def _inspections(asked: _FactQuestion, subject: str) -> Answer | None:
    """Tell of each inspection and visit: when, by whom, when published, how many; of the next one nothing is known."""
    frame = asked.frame
    own = [d for d in asked.documents if d.voice is Voice.INSPECTOR]
    if "published" in fact_cues(frame.nameless) and is_dated(frame):
        own = [d for d in own if d.published and _is_between(d.published.year, frame)]
    if subject == "next" and (expected := _of_paper(asked, subject, MORE)):
        return expected
    if not own:
        told = {"inspected": "inspected", "inspectors": "inspectors", "published": "body"}.get(subject)
        return _of_paper(asked, told, MORE) if told else None
    if not frame.authorities and not frame.document:
        return _by_year(asked, own) if subject == "often" else None
    visit = [d for d in own if d.kind is not Kind.INSPECTION] if "visits" in fact_cues(frame.nameless) else []
    full = next(iter(visit), None) or next((d for d in own if d.kind is Kind.INSPECTION), own[0])
    whose = listed(frame.authorities) or full.authority or "This council"
    before = frame.recency is Recency.PREVIOUS
    lines = {
        "inspected": f"{whose}: {'before that ' if before else 'last '}inspected {_when(full)}",
        "published": f"{_title(full)}: {_published(full)}",
        "inspectors": f"{_title(full)}: lead inspector {full.lead_inspector or 'not printed'}",
        "often": f"{whose}: {_counts(own)}",
        "next": f"No document held says when {whose} is inspected next; it was last inspected {_when(full)}",
    }
    newer = [d for d in own if d.date and full.date and d.date > full.date]
    message = f"From {counted(len(own), 'document')} of inspectors that {'is' if len(own) == 1 else 'are'} held."
    if newer and subject in {"inspected", "next"}:
        message += f" Since then: {'; '.join(report(d) for d in newer)}."
    lead = Lead(lines[subject], cite_document(full))
    evidence = _printed(asked.finder, full, _SHOWN_WITH.get(subject, ()), frame.nameless.lower())
    # A visit since an inspection may be one that papers alone tell of: its letter is not held.
    since = subject == "inspected" and frame.since is not None
    if (subject == "often" or since) and (told_by := _listed_by_papers(asked)):
        evidence = told_by
        message += " Papers of the council tell of these."
    # Who led "it", and when they were "last" inspected, is asked of one inspection; what followed it stands beside.
    one = subject in _SHOWN_WITH and "one" in fact_cues(frame.nameless)
    facts = [_fact(d, graded=subject == "often") for d in ([full, *newer] if one else own)]
    return asked.answer(lead, facts, message, evidence)


def _is_between(year: int, frame: Frame) -> bool:
    return year in frame.years if frame.years else (frame.since or 0) <= year <= (frame.until or 9999)


# The passages that print what a fact of the catalogue was read from.
_SHOWN_WITH = {
    "inspected": ("inspected", "published"),
    "published": ("published", "inspected"),
    "inspectors": ("inspectors",),
}


def _printed(finder: Finder, document: Document, subjects: Sequence[str], asked: str) -> list[Evidence]:
    """Show where a document prints what it is asked of: the first place of each, or a few of one.

    A line with a label that is ``asked`` for ("Senior data analysts: ...") comes first.
    """
    passages = finder.library.passages_of(document)[: None if "inspectors" in subjects else _FRONT]
    found = [printed(passages, subject)[: _FEW_PLACES if len(subjects) == 1 else 1] for subject in subjects]
    every = {passage.position: passage for some in found for passage in some}.values()
    unique = sorted(every, key=lambda passage: passage.text.split(":")[0].lower().split()[-1] not in asked)
    return finder.quoted_of(document, unique)


def _listed_by_papers(asked: _FactQuestion) -> list[Evidence]:
    """Show where papers of a council list inspections and visits of the years that are asked for, held or not."""
    frame = asked.frame
    years = [year for year in (*frame.years, frame.since, frame.until) if year is not None]
    first, last = (frame.since or min(years, default=0)), (frame.until or max(frame.years, default=9999))
    found: list[Evidence] = []
    any_time = replace(frame, years=(), since=None, since_day=None, until=None, recency=None, voice=None, kinds=())
    for number in asked.finder.holdings.scope(any_time).documents:
        document = asked.finder.library.documents[number]
        if document.voice is Voice.COUNCIL:
            told = printed(asked.finder.library.passages_of(document), "often")
            found += asked.finder.quoted_of(
                document, [p for p in told if any(first <= int(y) <= last for y in _YEAR.findall(p.text))]
            )
    return found[:_FEW_PLACES]


_YEAR = re.compile(r"\b20[0-3]\d\b")


def _of_paper(asked: _FactQuestion, subject: str, limit: int, *, about: str = "") -> Answer | None:
    """Show what a paper prints of itself; None where none does, or where no paper can be told from the others.

    ``about`` are words that say which paper is meant, or which of its parts: something of them must be said.
    """
    finder, frame = asked.finder, asked.frame
    if not (frame.authorities or frame.document or frame.kinds or len(asked.documents) == 1):
        return None
    bodies = {word for word in _BODY_WORDS if word in frame.nameless.lower()}
    papers = [d for d in asked.documents if subject in {"addressee", "author"} or d.voice is Voice.COUNCIL]
    papers.sort(key=lambda d: (not _is_of_month(d, frame), -len(bodies & _bodies_of(finder, d))))
    if subject == "inspected":  # when inspectors came is told by the paper on it, and not by those that follow
        papers.reverse()
    terms = finder.searcher.lexicon.analyzer.terms
    said = set(terms(about))
    for document in papers:
        passages = printed(finder.library.passages_of(document), subject)
        if said:
            passages.sort(key=lambda p: -len(said.intersection(terms(p.text))))
            whole = " ".join((document.title, *(p.text for p in passages[:limit])))
            if not said.intersection(terms(whole)):
                continue
        if evidence := finder.quoted_of(document, passages):
            first = max(limit, 1)
            return asked.quote(evidence, f"Word for word, from {report(document)}.", first)
    return None


def _is_of_month(document: Document, frame: Frame) -> bool:
    return document.date is not None and f"{document.date:%B %Y}".lower() in frame.months


_BODY_WORDS = ("cabinet", "scrutiny", "improvement board", "corporate parenting", "full council", "panel")


def _bodies_of(finder: Finder, document: Document) -> set[str]:
    """Name the bodies that a paper names at its beginning."""
    opening = finder.library.passages_of(document)[:_FRONT]
    text = " ".join((document.title, *(part for p in opening for part in (*p.sections, p.text)))).lower()
    text = text.replace("cabinet member", "")
    return {word for word in _BODY_WORDS if word in text}


def _by_year(asked: _FactQuestion, documents: Sequence[Document]) -> Answer:
    years: dict[int, Counter[str]] = {}
    for document in documents:
        if document.date:
            years.setdefault(document.date.year, Counter())[document.kind.value] += 1
    facts = [Fact(str(year), _kinds(count)) for year, count in sorted(years.items(), reverse=True)]
    councils = len({d.authority for d in documents if d.authority})
    lead = Lead(f"{_counts(documents)} of {counted(councils, 'council')}")
    one_by_one = is_dated(asked.frame) or "list" in asked.frame.nameless.lower().split()
    if len(documents) <= (_MANY if one_by_one else _FEW):
        several = len({document.kind for document in documents}) > 1
        lines = [
            Fact(
                d.authority or d.title,
                f"{d.kind.value}, {_published(d)}" if several else _published(d),
                cite_document(d),
            )
            for d in documents
        ]
        return asked.answer(lead, lines, "The newest first.")
    return asked.answer(lead, facts, "By year of publication and kind.")


def _held(asked: _FactQuestion) -> Answer:
    names = sorted({d.authority for d in asked.documents if d.authority})
    if asked.frame.authorities:
        lead = Lead(f"{listed(asked.frame.authorities)}: {counted(len(asked.documents), 'document')} held")
        return asked.answer(lead, [_fact(d) for d in asked.documents])
    lead = Lead(f"{counted(len(asked.documents), 'document')} of {counted(len(names), 'council')} held")
    facts = [Fact("Councils", ", ".join(names)), Fact("Kinds", _kinds(Counter(d.kind.value for d in asked.documents)))]
    return asked.answer(lead, facts, "These are the councils whose documents are held.")


def _newest(asked: _FactQuestion, *, oldest: bool) -> Answer | None:
    dated = [d for d in asked.documents if d.date]
    if oldest:
        dated.reverse()
    if "visits" in fact_cues(asked.frame.text):  # "the latest visit to Leeds", "the newest letter"
        dated = [d for d in dated if d.kind is not Kind.INSPECTION and d.voice is Voice.INSPECTOR]
    if not dated:
        return None
    which = "oldest" if oldest else "newest"
    first = dated[0]
    grades = judgements_of(first, "overall") if first.kind is Kind.INSPECTION else []
    graded = f"; {grades[0].area}: {grades[0].grade}" if grades and asked.frame.authorities else ""
    lead = Lead(f"{which.capitalize()}: {_title(first)}, {_published(first)}{graded}", cite_document(first))
    return asked.answer(lead, [_fact(d) for d in dated[:_FEW]], f"The {which} documents held.")


def _new(asked: _FactQuestion) -> Answer:
    newest = max((d.date for d in asked.documents if d.date), default=None)
    first = asked.frame.since_day or _first_day(asked.ask.since, asked.frame.since, newest)
    new = [d for d in asked.documents if d.date and first and d.date >= first]
    when = f" since {write_day(first)}" if first else ""
    lead = Lead(f"{counted(len(new), 'document')} published{when}", cite_document(new[0]) if new else None)
    return asked.answer(lead, [_fact(d) for d in new], "By day of publication, the newest first.")


def _first_day(since: str | None, year: int | None, newest: date | None) -> date | None:
    """Give the first day of the month or year asked for; a month without a year is the last one before what is held."""
    if since and "-" in since:
        return date(int(since[:4]), int(since[5:]), 1)
    if since and newest:
        first = date(newest.year, int(since), 1)
        return first if first <= newest else date(newest.year - 1, int(since), 1)
    if year is not None:
        return date(year, 1, 1)
    return date(newest.year, 1, 1) if newest else None


def _became(asked: _FactQuestion) -> Answer | None:
    """Tell from which inspection on a council has had a grade, by that of the area, or of the whole, in each."""
    ask = asked.ask
    area = ask.area if ask.area in NAMES else "overall"
    graded = [d for d in reversed(asked.documents) if d.kind is Kind.INSPECTION and judgements_of(d, area)]
    if not graded or not asked.frame.authorities or ask.grade is None:
        return None
    had = [same_grade(judgements_of(d, area)[0].grade, ask.grade) for d in graded]
    facts = [_graded(d, area) for d in reversed(graded)]
    whose, what = listed(asked.frame.authorities), "overall" if area == "overall" else f"for {NAMES[area]}"
    if not any(had):
        text = f"{whose}: not graded {ask.grade} {what} in any of the {counted(len(graded), 'inspection')} held"
        return asked.answer(Lead(text), facts)
    last = len(had) - 1 - had[::-1].index(True)
    first = last
    while first > 0 and had[first - 1]:
        first -= 1
    still = "" if last == len(had) - 1 else f", until {_title(graded[last + 1])}"
    text = f"{whose}: {ask.grade} {what} since {_title(graded[first])}{still}"
    if had.index(True) != first:
        earliest = graded[had.index(True)]
        text = f"{whose}: first {ask.grade} {what} in {_title(earliest)}, again since {_title(graded[first])}{still}"
    if not {"times", "often"}.isdisjoint(asked.frame.nameless.lower().split()):
        text = f"{text}: {sum(had)} of {counted(len(had), 'inspection')} held"
    others = [d for d in asked.documents if d.kind is Kind.INSPECTION and not judgements_of(d, area) and d.judgements]
    silent = f" {listed([_title(d) for d in others])} prints no such grade." if others else ""
    message = f"By the grade of each inspection held.{silent}"
    return asked.answer(Lead(text, cite_document(graded[first])), facts, message)


def _led(asked: _FactQuestion) -> Answer | None:
    """List every document held that an inspector led: one who is named, or who led what is meant."""
    held = asked.finder.holdings.inspectors
    typed = asked.frame.text.lower()
    name = next((one for one in held if one.lower() in typed), None)
    if name is None and (asked.frame.authorities or asked.frame.document):
        own = [d for d in asked.documents if d.lead_inspector]
        name = next((d.lead_inspector for d in own if d.kind is Kind.INSPECTION or asked.frame.kinds), None)
        name = name or next((d.lead_inspector for d in own), None)
    if name is None:
        return None
    led = held[name]
    lead = Lead(f"{name}: lead inspector of {counted(len(led), 'document')} held", cite_document(led[0]))
    return asked.answer(lead, [_fact(d) for d in led], "As the documents print it, the newest first.")


def _person(asked: _FactQuestion) -> Answer | None:
    """Show where documents speak of a post, as printed: letterheads included, for there names are printed."""
    frame, documents, limit = asked.frame, asked.documents, asked.limit
    post = post_in(frame.text)
    if post is None or not frame.authorities:
        return None
    speaks = re.compile(_post_words(post), re.IGNORECASE)
    if frame.recency is Recency.LATEST:  # "at the last inspection": an older letter cannot tell
        full = next((n for n, d in enumerate(documents) if d.kind is Kind.INSPECTION), len(documents) - 1)
        letters = [d for d in documents if d.kind is not Kind.INSPECTION] if "visits" in fact_cues(frame.text) else []
        documents = letters[:1] or documents[: full + 1]
    found: list[tuple[bool, bool, Document, Passage]] = []
    for document in documents:
        for passage in asked.finder.library.passages_of(document):
            if speaks.search(passage.text):
                letterhead = passage.matter in {DocumentPart.FRONT, DocumentPart.BACKGROUND} and len(passage.text) < 200
                named = bool(figures_given(passage.text) & AnswerType.NAME)
                found.append((not named, named and not letterhead, document, passage))
    found.sort(key=lambda one: one[:2])
    evidence = asked.finder.quoted(one[2:] for one in found[: limit + MORE])
    if not evidence:
        return None
    top, named = evidence[0], not found[0][0]
    spoken = (span for span in split_sentences(top.text) if speaks.search(top.text, *span))
    span = top.best or next(spoken, (0, len(top.text)))
    text = top.text[slice(*span)]
    lead = Lead(text, top.citation, (0, *span))
    message = f"What {counted(len(found), 'passage')} print of this post: names first, the newest first."
    if named and (newer := _newest_without(found)) is not None:
        # Somebody else may hold the post by now: an older name is not given as if it were of today.
        named_in = found[0][2]
        name = f"“{text}”" if len(text) <= _NAME_LINE else "The newest name"
        lead = Lead(f"{name} is from {_title(named_in)}; {_title(newer)}, prints no name", top.citation)
    answer = asked.answer(lead, (), message, evidence[:limit], evidence[limit:])
    if named:
        return answer
    told = f"These passages speak of this post, but give no name. {message}"
    return replace(answer, message=told, state=State.RELATED, missing=(Missing(MissingSort.NAME, post),))


def _newest_without(found: Sequence[tuple[bool, bool, Document, Passage]]) -> Document | None:
    """Give the newest document that speaks of the post and names nobody, where it is newer than all that do."""
    named = max((d.date or date.min for unnamed, _, d, _ in found if not unnamed), default=date.min)
    newest = max((d for unnamed, _, d, _ in found if unnamed), key=lambda d: d.date or date.min, default=None)
    return newest if newest is not None and (newest.date or date.min) > named else None


# How documents print posts that are asked for in other words.
_PRINTED_POSTS = {
    **dict.fromkeys(
        ("dcs", "director", "director of children's services", "director of childrens services"),
        r"\bdirector of children['’]s services\b|\bDCS\b|\bdirector (?:of|for) children\b",
    ),
    "chief exec": r"\bchief executive\b",
    **dict.fromkeys(
        ("chair of the lscb", "lscb chair"), r"\bchair of the LSCB\b|\bLSCB['’]?s? (?:independent )?chair\b"
    ),
}


def _post_words(post: str) -> str:
    return _PRINTED_POSTS.get(post.lower().replace("’", "'"), rf"\b{re.escape(post)}\b")


def _meaning(asked: _FactQuestion, grade: str) -> Answer:
    """Show how a document that is held says what a grade means; where none does, say so."""
    word = re.compile(rf"\b{grade.replace('Requires', 'requires?')}\b", re.IGNORECASE)
    found = []
    for document in asked.documents:
        for passage in asked.finder.library.passages_of(document):
            told = " ".join(passage.sections[-1:]).lower()
            # What a grade means begins with it: "A good local authority ..."; further on, another grade is told of.
            if "mean" in told and "judg" in told and word.search(passage.text, 0, _BEGINNING):
                found.append((document, passage))
    found.sort(key=lambda one: bool(_BOARD.search(one[1].text)))  # what a grade means for a council comes first
    once: dict[str, tuple[Document, Passage]] = {}
    for document, passage in found:
        once.setdefault(passage.text, (document, passage))
    evidence = asked.finder.quoted(once.values())
    if not evidence:
        return Answer(
            AnswerKind.NO_ANSWER,
            f"No document held says what “{grade}” means as a grade, and I do not explain it in words of my own.",
            coverage=replace(coverage(asked.finder, asked.scope.documents), reason=Reason.NO_MATCH),
        )
    return asked.quote(evidence, "As a document held says; other frameworks may word it otherwise.", asked.limit)


def _looked_at(asked: _FactQuestion) -> Answer | None:
    """Show what a visit looked at, as the beginning of its letter says; None where none that is meant says so."""
    library = asked.finder.library
    evidence: list[Evidence] = []
    lead = None
    visits = [d for d in asked.documents if d.voice is Voice.INSPECTOR and d.kind is not Kind.INSPECTION]
    if visits and asks_what_was_found(asked.frame.nameless) and (answer := _found_at(asked, visits[0])):
        return answer
    visits = visits[:1] if asked.frame.recency is Recency.LATEST else visits
    for document in visits:
        for ordinal in asked.finder.opening_of(library.documents.index(document)):
            passage = library.at(ordinal)[1]
            said = next(((a, b) for a, b in split_sentences(passage.text) if says_what_for(passage.text[a:b])), None)
            if said is None:
                continue
            found = asked.finder.quoted_of(document, [passage])
            if found and lead is None:
                lead = Lead(passage.text[slice(*said)].strip(), found[0].citation, (0, *said))
            evidence += found
            break
        if len(evidence) == asked.limit:
            break
    if lead is None:
        return None
    message = source(visits, newest=False) if len(visits) == 1 else "The newest visit first."
    return asked.answer(lead, (), message, evidence)


def _found_at(asked: _FactQuestion, visit: Document) -> Answer | None:
    """Show what a visit found: its headline findings, or what follows its letter's opening, and the points."""
    finder = asked.finder
    told = summary_of(finder, visit)
    opening = finder.introduction(finder.library.documents.index(visit))
    if not told and opening:
        behind = finder.library.passages_of(visit)[opening.stop - finder.library.first_ordinal(visit) :]
        told = [passage for passage in behind if passage.matter is DocumentPart.BODY]
    findings = finder.quoted_of(visit, told[: asked.limit])
    if not findings:
        return None
    first = split_sentences(findings[0].text)[0]
    lead = Lead(findings[0].text[slice(*first)].strip(), findings[0].citation, (0, *first))
    points = finder.quoted_of(
        visit, [p for p in finder.library.passages_of(visit) if p.matter is DocumentPart.IMPROVEMENT]
    )
    more = finder.quoted_of(visit, told[asked.limit : asked.limit + MORE])
    return asked.answer(lead, (), source([visit], newest=False), [*findings, *points], more)


_LETTER = re.compile(r"\bletter\b", re.IGNORECASE)


def _place(asked: _FactQuestion, unit: str, number: str) -> Answer:
    """Show a paragraph or a page by its printed number, of the newest full inspection that is meant."""
    documents, frame = asked.documents, asked.frame
    letters = [d for d in documents if "letter" in d.kind.value] if _LETTER.search(frame.text) else []
    of_kind = [d for d in documents if d.kind is (Kind.SLIDES if unit == "slide" else Kind.INSPECTION)]
    first = letters or of_kind or documents
    document = documents[0] if frame.kinds or frame.document else first[0]
    passages, counted_so = _at(asked.finder.library.passages_of(document), unit, number)
    shown = [p for p in passages if p.matter is not DocumentPart.FRONT] or passages
    evidence = asked.finder.quoted_of(document, shown)
    if not evidence:
        return Answer(
            AnswerKind.NO_ANSWER,
            f"{report(document)[0].upper()}{report(document)[1:]} has no {unit} {number}.",
            coverage=Coverage(documents=1, reason=Reason.NO_MATCH),
        )
    lead = Lead(f"{_title(document)}: {unit} {number}", cite_document(document))
    message = f"Word for word, from {report(document)}.{counted_so}"
    return asked.answer(lead, (), message, evidence)


def _at(passages: Sequence[Passage], unit: str, number: str) -> tuple[list[Passage], str]:
    """List the passages at a place; where no number is printed it is counted, and a sentence says so."""
    match unit:
        case "paragraph":
            return [p for p in passages if p.number == number], ""
        case "slide":
            on = [p for p in passages if (p.item or "").split(",")[0] == f"slide {number}"]
            if on or any((p.item or "").startswith("slide ") for p in passages):
                return on, ""
            heads = list(dict.fromkeys(p.sections for p in passages if p.sections))
            head = heads[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(heads) else None
            told = " Its slides are not numbered in this text; they were counted by their headings."
            return [p for p in passages if p.sections == head], told
        case "recommendation":
            items = [p for p in passages if p.matter is DocumentPart.IMPROVEMENT]
            own = [p for p in items if p.number == number]
            if own or any(p.number for p in items) or not number.isdigit():
                return own, ""
            return items[int(number) - 1 : int(number)], " The list has no printed numbers; it was counted."
    return [p for p in passages if number.isdigit() and int(number) in _pages(p)], ""


def _pages(passage: Passage) -> range:
    first = passage.first_page
    return range(first, (passage.last_page or first) + 1) if first is not None else range(0)


def _fact(document: Document, *, graded: bool = False) -> Fact:
    """Tell the days of a document and who led it; ``graded``: with the grade of the whole first."""
    grades = judgements_of(document, "overall")[:1] if graded and document.kind is Kind.INSPECTION else []
    told = [f"{grades[0].area}: {grades[0].grade}"] if grades and grades[0].grade else []
    if document.inspected:
        told.append(f"inspected {write_period(document.inspected)}")
    if document.published:
        told.append(f"published {write_day(document.published)}")
    if document.lead_inspector:
        told.append(f"lead inspector {document.lead_inspector}")
    return Fact(_title(document), ", ".join(told) or "no date known", cite_document(document))


def _graded(document: Document, area: str) -> Fact:
    return Fact(_title(document), judgements_of(document, area)[0].grade or "no grade", cite_document(document))


def _title(document: Document) -> str:
    year = f" {document.date.year}" if document.date else ""
    return f"{document.authority or document.title}{year}, {document.kind.value}"


def _published(document: Document) -> str:
    return f"published {write_day(document.published)}" if document.published else f"inspected {_when(document)}"


def _when(document: Document) -> str:
    if document.inspected:
        return write_period(document.inspected)
    return f"before {write_day(document.published)}" if document.published else "on a day not known"


def _counts(documents: Sequence[Document]) -> str:
    return _kinds(Counter(document.kind.value for document in documents))


def _kinds(count: Counter[str]) -> str:
    return listed([counted(number, kind) for kind, number in count.most_common()])

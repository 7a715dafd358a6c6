"""Answerer: the way of a question, from its text to its answer.

In comes text (and what the asker set beside it); out goes an ``Answer`` of the kind that was asked for, or the reason
why there is none. Each kind of answer is made in a function of its own; what a question means is understood in
``index.query`` and passages are ranked in ``index.search.searcher``. Kinds that few questions ask for are loaded when
one does: loading them takes longer than an answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder
from bot.answers.leads import say_unheld, with_lead
from bot.answers.passages import answer_passages
from bot.answers.phrases import asked_period
from bot.answers.readings import QuestionReading, Readings, Tried, chosen_answer, try_readings
from bot.answers.several_questions import MOST, Part, answer_parts, refuse_parts, split_questions
from bot.answers.whose_documents import of_one_paper
from bot.models import (
    PASSAGES_SHOWN,
    Answer,
    AnswerKind,
    Correction,
    Evidence,
    Expansion,
    Filters,
    Reason,
    State,
    Understood,
)
from index.authorities import CouncilSet, Gazetteer, allowed_aliases, held_authorities, read_neighbours
from index.errors import FindingsError, IndexStoreError, fault_of
from index.models import Document, Kind, Passage, Voice
from index.query import (
    Ask,
    AskKind,
    AskReading,
    Frame,
    FrameReading,
    Intent,
    Question,
    Resources,
    Topic,
    asks_what_was_led,
    borne_out_by,
    fact_cues,
    has_topic,
    is_area_alone,
    names_paper,
    read_asked,
    read_frame,
    read_frames,
    topic_of,
    vocabulary_names,
    vocabulary_words,
    without_days,
    without_scraps,
    without_sets,
)
from index.query.cues import BOTH_COUNCILS, THEY
from index.search import Searcher, with_own_words
from index.storage import Library, open_library
from index.text import AnswerType
from index.vocabulary import LocalWords

# Words that join a council to the question before, and ask nothing by themselves.
_JOINING = frozenset(["", *"a also and at but for how in of or same then too what about with".split()])
_SURELY_ASKED = 0.8
_BY_CUES = 0.5  # how likely a question is meant as its cues say, where examples say otherwise
LONGEST = 4_000  # characters of a question that are read: what follows is no question, and would make others wait


def open_answerer(
    index: Path,
    *,
    home_authority: str | None = None,
    words: LocalWords | None = None,
    neighbours: Path | None = None,
    safeguarding: str | None = None,
) -> "Answerer":
    """Open the index and answer from it, with the words of the admins (``index.folder.vocabulary_file``).

    ``neighbours`` is an admin's CSV of statistical neighbours (``index.authorities.council_sets``), ``safeguarding``
    the number that is given to who asks what to do about a child at risk.

    Raises:
        IndexMissingError: there is no index yet.
        IndexStoreError: the index cannot be read.
    """
    library = open_library(index)
    words = words or LocalWords()
    try:
        searcher = Searcher(with_own_words(library.artifacts, words), library.spans)
    except (KeyError, ValueError) as error:
        raise IndexStoreError(
            f"The index {index} was prepared by another version of Findings. Run: findings index"
        ) from error
    answerer = Answerer(
        library, searcher, home_authority=home_authority, safeguarding=safeguarding, aliases=words.aliases
    )
    if neighbours is not None:
        try:
            answerer.neighbours = read_neighbours(neighbours.read_text(encoding="utf-8-sig"), answerer.gazetteer)
        except (OSError, UnicodeDecodeError) as error:
            raise FindingsError(
                f"Cannot read the statistical neighbours in {neighbours}: {fault_of(error)}. Give a UTF-8 CSV file."
            ) from error
    return answerer


@dataclass(frozen=True, slots=True)
class UnderstoodTexts:
    """What was understood of a message and its parts while it is answered: frames of each text, topics and asks."""

    frames: dict[str, tuple[FrameReading, ...]] = field(default_factory=dict)
    topics: dict[tuple[object, ...], Topic] = field(default_factory=dict)
    asked: dict[Frame, tuple[AskReading, ...]] = field(default_factory=dict)

    def asked_of(self, frame: Frame) -> tuple[AskReading, ...]:
        """Give what the question of a frame asks for, and its frame as it is meant then, the likeliest first."""
        if frame not in self.asked:
            self.asked[frame] = read_asked(frame)
        return self.asked[frame]


class Answerer:
    """Answers questions from one generation of the index. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        searcher: Searcher,
        *,
        home_authority: str | None = None,
        safeguarding: str | None = None,
        aliases: Mapping[str, Sequence[str]] = MappingProxyType({}),
        today: Callable[[], date] = date.today,
    ) -> None:
        """Take a generation; ``home_authority`` is the council meant where a question names none, ``safeguarding`` the
        number to call about a child at risk."""
        self.library = library
        held = held_authorities(library.documents)
        self.gazetteer = Gazetteer.load(held)
        # A name that one of the library's own councils has already is no other's.
        allowed = allowed_aliases({n: tuple(names) for n, names in aliases.items()}, self.gazetteer)[0]
        if allowed:
            self.gazetteer = Gazetteer.load(replace(a, aliases=(*a.aliases, *allowed.get(a.name, ()))) for a in held)
        self.home = self.gazetteer.canonical(home_authority) if home_authority else None
        self.neighbours: Mapping[str, CouncilSet] = MappingProxyType({})
        self.searcher = searcher
        self.safeguarding = safeguarding
        self._finder = Finder(library, searcher)
        self._resources = Resources(self.gazetteer, searcher.lexicon, searcher.speller, searcher.glossary)
        self._today = today

    def understand(self, text: str, *, filters: Filters = Filters()) -> Question:  # noqa: B008 (frozen)
        """Understand a question as it is likeliest meant; the filters replace what it says itself."""
        return next(self._readings(text, filters)).question

    def frame(self, text: str) -> Frame:
        """Read the frame of a text as typed; nothing is corrected, and no topic is looked for."""
        return read_frame(text, self.gazetteer, today=self._today())

    def readings(self, text: str, *, filters: Filters = Filters()) -> list[QuestionReading]:  # noqa: B008 (frozen)
        """Understand a question in every way in which it may be meant, the likeliest first."""
        return list(self._readings(text, filters))

    def _readings(
        self,
        text: str,
        filters: Filters,
        once: UnderstoodTexts | None = None,
        is_enough: Callable[[float], bool] = lambda prior: False,
    ) -> Iterator[QuestionReading]:
        """Yield the readings as they are asked for: what is not looked at need not be understood."""
        once = once or UnderstoodTexts()
        for reading, frame, ask in self._asked(text, filters, once, is_enough=is_enough):
            yield QuestionReading(Question(frame, self._topic(frame, once), ask), reading.prior, reading.changed)

    def _topic(self, frame: Frame, once: UnderstoodTexts) -> Topic:
        """Understand what a question is about: what takes longest of it."""
        paper = names_paper(frame.kinds)
        rest = without_sets(frame.rest) if frame.sets else frame.rest
        topic = once.topics.get((rest, frame.months, paper))
        if topic is None:
            topic = topic_of(rest, frame.months, self._resources, in_paper=paper)
            once.topics[rest, frame.months, paper] = topic
        said = [part for part in (frame.introduced, frame.told_of and str(frame.told_of)) if part]
        return replace(topic, phrases=(*topic.phrases, *said)) if said else topic

    def _asked(
        self,
        text: str,
        filters: Filters,
        once: UnderstoodTexts,
        *,
        whole: bool = True,
        is_enough: Callable[[float], bool] = lambda prior: False,
    ) -> Iterator[tuple[FrameReading, Frame, Ask | None]]:
        """Yield each reading with its frame as the filters have it, and what it asks for, until one is likely enough.

        A ``whole`` question that names a paper which only one council has is of that council.
        """
        seen: set[Frame] = set()
        readings = once.frames.get(text)
        if readings is None:
            readings = once.frames[text] = self._frames(text[:LONGEST], once)
        named = bool(readings[0].frame.introduced)  # whoever asks of a name asks for no overview
        for reading in readings:
            if is_enough(reading.prior):
                return
            said = reading.frame
            unbound = whole and not (self.home or filters.authorities or filters.document)
            if unbound and said.kinds:
                said = of_one_paper(self._finder.holdings, said)
            said = self._addressed(self._finder.holdings.without_body(said))
            first = readings[0].frame
            visits = bool(first.kinds) and not names_paper(first.kinds)
            if reading.changed == "kind" and visits and bool(said.introduced) is self._is_held(first):
                continue  # of a visit that is not held it is asked by its name, of one that is by what else is asked
            meant, ask = once.asked_of(said)[0]
            if not said.everywhere and ask is not None and ask.kind is AskKind.LISTING:
                said = replace(said, everywhere=True)
            elif said.years and unbound:
                said = of_one_paper(self._finder.holdings, said)
            if meant.everywhere and not said.everywhere:
                said = replace(said, everywhere=True)
            said = self._of_day(self._both(said))
            frame = self._filtered(said, filters)
            if frame in seen:
                continue
            seen.add(frame)
            (frame, ask), *others = once.asked_of(frame)
            if reading.changed == "year" and ask is not None and ask.subject not in _OF_ANY_YEAR:
                frame, ask = replace(frame, authorities=reading.frame.authorities, everywhere=False), None
            if reading.changed == "kind" and (frame.document or _grades_of_another(readings[0].frame, frame, ask)):
                continue  # whatever it is called, the paper that is named is meant
            if self._asks_of_an_inspector(frame):
                ask, named = Ask(AskKind.FACTS, subject="led"), False
            if reading.changed == "kind" and names_paper(first.kinds) and _is_no_matter(ask, frame):
                frame, ask = replace(frame, everywhere=reading.frame.everywhere), None
            # What is good in a council is an overview, but for a paper that lists it.
            part = frame.section if frame.section != "strengths" or names_paper(frame.kinds) else None
            listed = ask is not None and ask.kind is AskKind.LISTING
            if not listed and (frame.about or part or (named and (ask is None or ask.subject != "person"))):
                ask = None
            yield reading, frame, ask
            for one, other in others:
                listing = other is not None and other.kind is AskKind.LISTING
                everywhere = one.everywhere if listing or not listed else reading.frame.everywhere
                yield replace(reading, prior=reading.prior * _BY_CUES), replace(one, everywhere=everywhere), other

    def _asks_of_an_inspector(self, frame: Frame) -> bool:
        """Say whether an inspector whom a document names is asked about, and nothing but what they have led."""
        text = frame.nameless.lower()
        name = next((one.lower() for one in self._finder.holdings.inspectors if one.lower() in text), None)
        return name is not None and asks_what_was_led(text.replace(name, " "))

    def _both(self, frame: Frame) -> Frame:
        """Take a name that several councils have as all of them, where "both" or "the two" says so."""
        held = tuple(name for name in frame.ambiguous if name in self._finder.holdings.by_authority)
        if frame.authorities or len(held) < 2 or len(held) != len(frame.ambiguous) or not BOTH_COUNCILS.has(frame.text):
            return frame
        intent = Intent.COMPARISON if frame.intent is Intent.PASSAGES else frame.intent
        return replace(frame, authorities=held, ambiguous=(), intent=intent)

    def _addressed(self, frame: Frame) -> Frame:
        """Take the one letter to somebody whom a question names for the document that it means."""
        named = self._finder.holdings.of_addressee(frame) if frame.kinds and not frame.document else None
        if named is None:
            return frame
        letter, name = named
        return replace(
            frame,
            document=letter.path,
            authorities=(letter.authority,) if letter.authority else frame.authorities,
            ambiguous=(),
            rest=frame.rest.replace(name, " " * len(name)),
        )

    def _of_day(self, frame: Frame) -> Frame:
        """Take the one document that has the day which a question names for the document that it means."""
        of_one = frame.intent in {Intent.PASSAGES, Intent.JUDGEMENTS, Intent.IMPROVEMENTS}
        bound = frame.since is not None or frame.until is not None
        if frame.document or bound or not of_one or not (named := self._finder.holdings.of_day(frame)):
            return frame
        return replace(
            frame,
            document=named.path,
            authorities=(named.authority,) if named.authority else frame.authorities,
            ambiguous=(),
            kinds=(),
            years=(),
            months=(),
            recency=None,
            voice=None,
            rest=without_days(frame.rest),
        )

    def _frames(self, text: str, once: UnderstoodTexts) -> tuple[FrameReading, ...]:
        """Read the frames of a question; where it asks for no single answer, without the scraps beside what does."""
        readings = read_frames(text, self._resources, self._today())
        if _is_whole(readings[0].frame, once):
            return readings
        for shorter in without_scraps(text, self._resources):
            fewer = read_frames(shorter, self._resources, self._today())
            if _is_whole(fewer[0].frame, once):
                if readings[0].frame.at_risk:  # what was left out may be what tells of it
                    return tuple(replace(one, frame=replace(one.frame, at_risk=True)) for one in fewer)
                return fewer
        return readings

    def _is_held(self, frame: Frame) -> bool:
        """Say whether a document of the kind that is named is held: then other papers do not speak in its stead."""
        return self._finder.holdings.scope(frame).gap != "kind"

    def answer(self, text: str, *, filters: Filters = Filters(), limit: int = PASSAGES_SHOWN) -> Answer:  # noqa: B008 (frozen)
        """Answer a question with at most ``limit`` passages; judgements, lists and timelines are always whole."""
        once = UnderstoodTexts()
        texts = split_questions(text, partial(self._part, filters, once))
        if len(texts) > 1:
            message = self._frame(text, once)
            if message.beyond == "safeguarding" or message.at_risk:
                texts = (text,)  # whom to call is said once, and first, however many questions there are
        if len(texts) > MOST:
            return replace(refuse_parts(len(texts)), question=text, generation=self.library.generation)
        if len(texts) == 1:
            return self._answer_one(text, filters, limit, once)
        answers: list[Answer] = []
        council = filters
        for part in texts:
            answers.append(self._answer_one(self._whole(part, texts[len(answers) - 1], once), council, limit, once))
            # "what did Hull get? and what must they improve?": the council that was named goes on being meant.
            named = answers[-1].understood.authorities
            following = self._frame(texts[len(answers)], once) if len(answers) < len(texts) else None
            council = filters
            if following is not None and not (following.authorities or following.unheld or following.everywhere):
                council = replace(filters, authorities=filters.authorities or named)
        whole = answer_parts(texts, answers)
        return replace(whole, question=text, understood=answers[0].understood, generation=self.library.generation)

    def _whole(self, part: str, before: str, once: UnderstoodTexts) -> str:
        """Say before a part that only names a council what the part before it asks: "and in Hull?"."""
        _, frame, ask = next(self._asked(part, Filters(), once))
        typed = ask is not None and ask.kind is not AskKind.OVERVIEW  # "when was Hull last inspected"
        words = (word.strip(",.;:?!-").lower() for word in frame.rest.split())
        alone = bool(frame.authorities) and not typed and all(word in _JOINING for word in words)
        return f"{self._frame(before, once).rest} {part}" if alone else part

    def _frame(self, text: str, once: UnderstoodTexts) -> Frame:
        return next(self._asked(text, Filters(), once))[1]

    def _part(self, filters: Filters, once: UnderstoodTexts, part: str, councils: tuple[str, ...]) -> Part:
        """Understand one question of several, of these councils where neither it nor the filters name any."""
        of_these = filters if filters.authorities else replace(filters, authorities=councils)
        _, frame, ask = next(self._asked(part, of_these, once, whole=False))
        paper = names_paper(frame.kinds)
        return Part(
            frame,
            ask,
            lambda: self._topic(frame, once).concepts,
            lambda: has_topic(frame.rest, self._resources, in_paper=paper),
        )

    def whom_to_call(self, text: str) -> str:
        """Say whom to call where a message tells of somebody at risk; empty where it does not."""
        if not read_frames(text, self._resources, self._today())[0].frame.at_risk:
            return ""
        from bot.answers.out_of_scope import whom_to_call

        return whom_to_call(self.safeguarding)

    def vocabulary_names(self, question: Question) -> tuple[str, ...]:
        """Name what a question is about as the vocabulary does; what only the asker says has no name."""
        return vocabulary_names(question.topic, self._finder.searcher.lexicon)

    def vocabulary_words(self, question: Question) -> tuple[str, ...]:
        """Name what a question is about in the vocabulary's words that are most like what was typed."""
        return vocabulary_words(question.topic, self._finder.searcher.lexicon)

    def evidence_of(self, document: Document, passage: Passage, *, rank: int = 1) -> Evidence | None:
        """Make evidence of a passage that was not searched for; None where its text is not what is stored."""
        return self._finder.evidence(document, passage, topic=Topic(), score=0.0, rank=rank)

    def _answer_one(self, text: str, filters: Filters, limit: int, once: UnderstoodTexts) -> Answer:
        tried = self._try(partial(self._readings, text, filters, once), limit)
        question = tried[0].reading.question
        answer = say_unheld(with_lead(chosen_answer(tried, self._voice_of)), question.frame)
        if question.frame.at_risk:
            from bot.answers.out_of_scope import say_whom_to_call

            answer = say_whom_to_call(answer, safeguarding=self.safeguarding)
        return replace(
            answer, question=text, understood=self._understood(question, answer), generation=self.library.generation
        )

    def _try(self, readings: Readings, limit: int) -> list[Tried]:
        return try_readings(readings, lambda question: self._answer(question, limit))

    def _voice_of(self, path: str) -> Voice:
        document = self.library.document(path)
        return document.voice if document else Voice.UNKNOWN

    def _filtered(self, frame: Frame, filters: Filters) -> Frame:
        if filters.authorities:
            names = [(name, self.gazetteer.canonical(name) or name) for name in filters.authorities]
            held = tuple(name for _, name in names if name in self._finder.holdings.by_authority)
            unheld = tuple(typed for typed, name in names if name not in self._finder.holdings.by_authority)
            which = () if held else self._choices(unheld)
            frame = replace(frame, authorities=held, unheld=() if which else unheld, ambiguous=which, excluded=())
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
            frame = replace(frame, years=filters.years, since=None, until=None, recency=filters.recency, months=())
        if filters.voice:
            frame = replace(frame, voice=filters.voice, both_voices=False)
        if filters.kind:
            frame = replace(frame, kinds=(Kind(filters.kind),))
        if filters.document:
            frame = replace(frame, document=filters.document)
        return frame

    def _choices(self, names: Sequence[str]) -> tuple[str, ...]:
        """List the councils that the first name may mean which is one of several ("Kingston")."""
        found = (self.gazetteer.find(name, is_word=lambda _: True).ambiguous for name in names)
        return next((choices for choices in found if choices), ())

    def _refused(self, question: Question) -> Answer | None:
        """Refuse, or ask back, where a question by itself allows no answer; None where documents must be seen."""
        finder, frame = self._finder, question.frame
        listed = question.ask is not None and question.ask.listing is not None
        if frame.beyond and not (listed and frame.beyond == "other services"):
            from bot.answers.out_of_scope import say_beyond

            if answer := say_beyond(finder, frame, safeguarding=self.safeguarding):
                return answer
        if frame.intent is Intent.HELP and question.ask is None:
            from bot.answers.refusals import offer_help

            return offer_help(finder, home=self.home)
        listing = question.ask.listing if question.ask is not None else None
        region = bool(listing.sets) if listing is not None else question.ask is None and bool(frame.sets)
        wide = (
            bool(frame.areas and frame.ambiguous)
            and not region
            and not finder.holdings.by_authority.keys() & set(frame.ambiguous)
        )
        if (frame.unheld or wide) and not frame.authorities:
            from bot.answers.refusals import say_not_held

            return say_not_held(finder, replace(frame, unheld=frame.unheld or frame.ambiguous))
        if frame.ambiguous and not (frame.authorities or region):
            from bot.answers.refusals import ask_which

            return ask_which(frame.ambiguous)
        return None

    def _answer(self, question: Question, limit: int) -> Answer:
        if refused := self._refused(question):
            return refused
        if self._whose(question):
            return self._of_evidence(question, limit)
        finder, frame = self._finder, question.frame
        if frame.unheld and len(frame.authorities) == 1 and frame.intent is Intent.COMPARISON and not frame.years:
            # "X and Y" with Y not held: X alone, and never with its own past in Y's place.
            frame = replace(frame, intent=Intent.PASSAGES)
            frame, ask = read_asked(frame)[0]
            question = replace(question, frame=frame, ask=ask)
        scope, gap = finder.holdings.scope(frame), ""
        if frame.sets and question.ask is None and not (frame.authorities or frame.document):
            from bot.answers.council_scope import within_sets

            if bounded := within_sets(finder.holdings, scope, frame.sets):
                scope, councils = bounded
                gap = councils.gap()
                if not councils.held:
                    from bot.answers.refusals import say_not_held

                    return say_not_held(finder, replace(frame, unheld=(councils.name or "",)))
        answer = self._answer_from(replace(question, frame=frame), scope, limit)
        return replace(answer, message=answer.message + gap) if gap else answer

    def _answer_from(self, question: Question, scope: DocumentScope, limit: int) -> Answer:
        """Answer from the documents of a scope."""
        finder, frame = self._finder, question.frame
        if not scope.documents:
            from bot.answers.refusals import say_nothing_there

            return say_nothing_there(finder, question, scope)
        if question.ask is not None:
            from bot.answers.ask_answers import AskContext, answer_ask

            context = AskContext(finder, self.home, self.neighbours, lambda text: topic_of(text, (), self._resources))
            if answer := answer_ask(context, question, question.ask, scope, limit):
                return answer
        if frame.intent is Intent.JUDGEMENTS:
            from bot.answers.grades import answer_grades

            if answer := answer_grades(finder, question, scope):
                return answer
        if frame.intent is Intent.IMPROVEMENTS:
            from bot.answers.improvements import answer_improvements

            if answer := answer_improvements(finder, question, scope):
                return answer
            if names_paper(frame.kinds) and not frame.narrowed:
                from bot.answers.paper_lists import answer_list

                # Slides that list no points of inspectors list what the council has still to do.
                if answer := answer_list(finder, question, scope, "improve"):
                    return answer
        # A sum is given by no list of what is to be decided or done.
        sum_asked = bool(question.topic.figure & AnswerType.SUM) and question.topic.figure_likely > _SURELY_ASKED
        if frame.intent is Intent.PASSAGES and not sum_asked and (frame.section is not None or frame.months):
            from bot.answers.part_answers import answer_section

            if answer := answer_section(finder, question, scope, limit):
                return answer
        if not question.topic.concepts and not question.topic.phrases:
            from bot.answers.facts import answer_found_at_visit
            from bot.answers.refusals import ask_for_topic

            if answer := answer_found_at_visit(finder, question, limit):
                return answer

            return ask_for_topic(finder, frame, home=self.home)
        if frame.both_voices or frame.intent in {Intent.COMPARISON, Intent.TIMELINE}:
            from bot.answers.comparison import answer_beside

            if answer := answer_beside(finder, question, scope, limit):
                return answer
        return answer_passages(finder, question, scope, limit)

    def _whose(self, question: Question) -> bool:
        """Say whether it must be asked which council is meant: "us", "they" of a grade, or a judged area alone."""
        frame = question.frame
        whole_library = question.ask is not None and question.ask.kind in {AskKind.LISTING, AskKind.FACTS}
        if whole_library or frame.everywhere or frame.document or frame.kinds or frame.authorities or frame.unheld:
            return False
        if len([name for name in self._finder.holdings.by_authority if name]) < 2:
            return False
        theirs = frame.intent in {Intent.JUDGEMENTS, Intent.IMPROVEMENTS} and THEY.has(frame.text)
        return frame.ours or theirs or is_area_alone(frame.rest)

    def _of_evidence(self, question: Question, limit: int) -> Answer:
        """Answer of the council whose documents surely answer best where none is named; else ask which is meant."""
        from bot.answers.refusals import ask_whose
        from bot.answers.whose_documents import of_evidence, say_whose

        found = of_evidence(self._finder, question)
        if found is not None:
            frame, ask = found
            answer = self._answer(replace(question, frame=frame, ask=ask), limit)
            if answer.state in {State.ANSWER, State.RELATED}:
                return say_whose(self._finder.holdings, frame, answer)
        return ask_whose(self._finder)

    def _understood(self, question: Question, answer: Answer) -> Understood:
        """Tell how the question was read, as far as what is shown bears it out."""
        if answer.kind in _UNSEARCHED or answer.coverage.reason is Reason.AUTHORITY_NOT_HELD:
            topic = Topic(phrases=question.topic.phrases)  # nothing was searched for: no word was read as another
        else:
            topic = borne_out_by(
                [item.text for item in answer.evidence],
                question.topic,
                self._finder.searcher.lexicon,
                likely=answer.understood.read_as,  # what is made of passages says so itself
                stems=lambda place: self._finder.stems_in(answer.evidence[place]),
            )
        understood = _understood(question, topic)
        return replace(understood, authorities=understood.authorities or answer.understood.authorities)


_OF_ANY_YEAR = frozenset({"inspected", "inspectors", "published"})  # facts that hold, whatever year is spoken of


def _is_no_matter(ask: Ask | None, frame: Frame) -> bool:
    """Say whether councils or facts of the catalogue are asked for, though councils are not spoken of."""
    return ask is not None and ask.kind in {AskKind.FACTS, AskKind.LISTING} and "councils" not in fact_cues(frame.text)


def _grades_of_another(named: Frame, frame: Frame, ask: Ask | None) -> bool:
    """Say whether a reading without the inspection that is named asks for grades: those of another are none of it."""
    graded = frame.intent is Intent.JUDGEMENTS or (ask is not None and ask.kind is AskKind.GRADES)
    return graded and bool(named.kinds) and not names_paper(named.kinds)


def _is_whole(frame: Frame, once: UnderstoodTexts) -> bool:
    """Say whether a question asks for one answer by all of its words: grades, a list, a verdict, facts, councils."""
    frame, ask = once.asked_of(frame)[0]
    if frame.intent in {Intent.JUDGEMENTS, Intent.IMPROVEMENTS, Intent.HELP}:
        return not frame.about
    # A paper that is named, and nothing of it, is no whole question.
    return ask is not None and not (ask.kind is AskKind.OVERVIEW and names_paper(frame.kinds))


_UNSEARCHED = frozenset({
    AnswerKind.JUDGEMENTS, AnswerKind.IMPROVEMENTS, AnswerKind.HELP, AnswerKind.CLARIFY, AnswerKind.AREA,
    AnswerKind.OVERVIEW, AnswerKind.FACTS,
})  # fmt: skip


def _understood(question: Question, topic: Topic) -> Understood:
    frame = question.frame
    years = frame.years or tuple(year for year in (frame.since, frame.until) if year is not None)
    return Understood(
        authorities=frame.authorities,
        years=years,
        recency=frame.recency,
        voice=frame.voice,
        phrases=topic.phrases,
        corrections=tuple(Correction(typed, read) for typed, read in (*frame.corrections, *topic.corrections)),
        expansions=tuple(Expansion(term, to) for term, to in topic.expansions),
        read_as=topic.read_as,
        topic=" ".join(frame.rest.split()),
        councils=", ".join(question.ask.listing.sets) or None if question.ask and question.ask.listing else None,
        period=asked_period(frame) if frame.excluded_years or (years and not frame.years) else "",
    )

"""What councils say and are told of a matter: one line a council, by its best passage, counted over every passage.

In: which councils are searched and what they are asked about. Out: an answer whose evidence is one passage a council,
with the true total. Councils that are not held, that were not searched and that do not match are told apart.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain

from bot.answers.council_scope import CouncilScope
from bot.answers.council_tests import inspections_of
from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.improvements import items_of
from bot.answers.mentions import Mention, find_mentions, find_said, flat, is_held, rarest_of, says_all, sentence_at
from bot.answers.phrases import asked_period, counted, coverage, listed
from bot.models import Answer, AnswerKind, Evidence, Fact, Group, Lead, Marks, Reason, State, Total
from index.query import Concept, Question, Topic, vocabulary_words

_UNNAMED = "this"  # what is asked about, where the vocabulary has no words for all of it
_WEIGHS = 0.7  # the weight of a word that is no everyday one


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The councils that are searched, of the set ``whole``, and what they were picked by: "Good for leadership"."""

    councils: CouncilScope
    whole: CouncilScope
    picked: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """Which documents were looked through, of which councils; ``newest_each`` the newest inspection of each alone."""

    documents: list[int]
    councils: Narrowed
    newest_each: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What the documents found say: "speak of neglect"; ``how`` adds to it, ``of_councils`` counts councils alone."""

    what: str
    how: str = ""
    of_councils: bool = False


@dataclass(frozen=True, slots=True)
class SaidMatter:
    """What something is said of, in one way in which it may be meant: as typed, and as topics of which any will do;
    ``left_out`` are words that are not looked for then."""

    typed: str
    topics: tuple[Topic, ...]
    left_out: tuple[str, ...] = ()

    @property
    def whole(self) -> Topic:
        """All that is looked for, as one topic."""
        return replace(self.topics[0], concepts=tuple(one for topic in self.topics for one in topic.concepts))


_OR = re.compile(r"(?<!\d)[ \t]{0,3}/[ \t]{0,3}(?!\d)|[ \t]{1,3}or[ \t]{1,3}", re.IGNORECASE)
_SPAN = re.compile(r"(?<=\d)/(?=\d)")  # "16/17 year olds"


def matters_of(texts: Sequence[str], topic_of: Callable[[str], Topic]) -> tuple[SaidMatter, ...]:
    """List what may be meant by the words of a matter, the whole of it first: each of its clauses, all of their words,
    those that weigh, and those that the vocabulary knows."""
    read = [(text, [topic_of(_SPAN.sub(" and ", part)) for part in _OR.split(text) if part.strip()]) for text in texts]
    asked = [concept for _, topics in read[:1] for topic in topics for concept in topic.concepts if not concept.guessed]
    found: dict[tuple[Topic, ...], SaidMatter] = {}
    for keeps in (_says_something, _weighs, _is_known):
        for text, topics in read:
            kept = tuple(topic for one in topics if (topic := _only(one, keeps)) is not None)
            said = {concept.typed for topic in kept for concept in topic.concepts}
            left_out = tuple(one.typed for one in asked if one.typed not in said and one.weight > _EVERYDAY)
            if kept:
                found.setdefault(kept, SaidMatter(text, kept, left_out))
    return tuple(found.values()) or (SaidMatter(texts[0], (topic_of(texts[0]),)),)


_EVERYDAY = 0.5


def _only(topic: Topic, keeps: Callable[[Concept], bool]) -> Topic | None:
    """Give a topic with some of its concepts; None where none is left that was said."""
    concepts = tuple(one for one in topic.concepts if one.guessed or keeps(one))
    return replace(topic, concepts=concepts) if any(not one.guessed for one in concepts) else None


def _says_something(concept: Concept) -> bool:
    """Say whether a word does more than say how well a thing is done ("respond to", "improve")."""
    return concept.weight > _EVERYDAY


def _is_known(concept: Concept) -> bool:
    """Say whether the vocabulary knows a thing, or its name was typed, and not how well it is done."""
    known = len(concept.alternatives) > 1 or len(concept.alternatives[0].terms) > 1 or concept.name
    return known and concept.weight > _EVERYDAY


def _weighs(concept: Concept) -> bool:
    """Say whether a word is no everyday one, which may only tell how something is asked."""
    return concept.weight >= _WEIGHS or _is_known(concept)


def list_mentions(
    finder: Finder, question: Question, matters: Sequence[SaidMatter], scope: DocumentScope, councils: Narrowed
) -> Answer:
    """List the councils whose documents have the words as typed; where none has, those that say it in other words."""
    documents = _of_councils(finder, scope, councils)
    searched = Searched(documents, councils)
    find = cache(partial(find_mentions, finder, documents))  # several ways to mean a matter have parts in common
    for any_number in (False, True):
        for matter in matters:
            parts = _OR.split(matter.typed) if any_number else [matter.typed]
            mentions = [find(part, any_number=any_number) for part in parts]
            if found := sorted(_found(mentions), key=lambda one: one.ordinal):
                printed = [
                    _as_printed(finder, some[0], part) for some, part in zip(mentions, parts, strict=True) if some
                ]
                said = Counted(f"say {listed(printed, 'or')}")
                return _list_passages(finder, question, matter, found, searched, said)
    for matter in matters:
        if _is_part_of_a_name(finder, matter):
            continue
        what = _what_is_asked(finder, matter)
        for synonyms in (False, True):
            every = (find_said(finder, documents, one, synonyms=synonyms, apart=True) for one in matter.topics)
            if found := _found(every):
                said = Counted(f"speak of {what}", " in other words for it" if synonyms else "")
                return _list_passages(finder, question, matter, found, searched, said)
    said = Counted(f"speak of {_what_is_asked(finder, matters[0])}", " in these or other words for it")
    none = _list_passages(finder, question, matters[0], [], searched, said)
    if strange := [f"“{word}”" for word in matters[0].typed.split() if not is_held(finder, word)]:
        lead = Lead(f"No document held has the word{'s' * (len(strange) > 1)} {listed(strange)}")
        return replace(none, kind=AnswerKind.FACTS, state=State.ANSWER, lead=lead)
    return none


def _is_part_of_a_name(finder: Finder, matter: SaidMatter) -> bool:
    """Say whether a word that stands in no document was left out right beside one that is looked for: no passage on
    intelligence speaks of artificial intelligence."""
    typed = flat(matter.typed).lower()
    kept = [flat(concept.typed).lower() for topic in matter.topics for concept in topic.concepts]
    pairs = (f"{one} {name}" for one in map(str.lower, matter.left_out) for name in kept)
    return any(pair in typed and not is_held(finder, pair.split()[0]) for pair in pairs)


def _as_printed(finder: Finder, mention: Mention, typed: str) -> str:
    """Quote what was typed as a document prints it."""
    first = finder.library.text_at(mention.ordinal)[mention.place :]
    words = " ".join(first.split()[: len(flat(typed).split())])
    return f"“{words.rstrip('.,;:!?)”’' + chr(39) + chr(34))}”"


def _found(every: Iterable[Sequence[Mention]]) -> list[Mention]:
    """Join what was found of each of several topics, each passage once."""
    return list({mention.ordinal: mention for some in every for mention in some}.values())


def list_told(
    finder: Finder,
    question: Question,
    matters: Sequence[SaidMatter],
    scope: DocumentScope,
    councils: Narrowed,
    *,
    least: int = 1,
) -> Answer:
    """List the councils whose newest inspection wants something improved, by the points of its list; where more than
    one document must want it, those of which at least so many do."""
    newest_each = _newest_each(question) and least == 1
    documents = _searched(finder, question, scope, councils) if least == 1 else _of_councils(finder, scope, councils)
    everything = _of_councils(finder, scope, councils) if newest_each else documents
    points_of = cache(partial(_points_of, finder))
    for matter in matters:
        told = f"were told to improve {_what_is_asked(finder, matter)}"
        found, plainly = _points_on(finder, matter, chain.from_iterable(map(points_of, documents)))
        if least > 1:
            of = {number: finder.library.documents[number].authority for number in {one.number for one in found}}
            often = Counter(of.values())
            found = [one for one in found if often[of[one.number]] >= least]
            told = f"{told} in at least {least} documents"
        if newest_each and not plainly:
            earlier, plainly = _points_on(finder, matter, chain.from_iterable(map(points_of, everything)))
            if earlier and (plainly or not found):
                how = " in older inspections and letters"
                older = Counted(f"{told}, none by its newest inspection", how, of_councils=True)
                return _list_passages(finder, question, matter, earlier, Searched(everything, councils), older)
        if found:
            searched = Searched(documents, councils, newest_each=newest_each)
            answer = _list_passages(finder, question, matter, found, searched, Counted(told, of_councils=True))
            points = chain.from_iterable(map(points_of, documents))
            return answer if least > 1 else _with_part(finder, answer, matter, points)
    searched = Searched(documents, councils, newest_each=newest_each)
    said = Counted(f"were told to improve {_what_is_asked(finder, matters[0])}", of_councils=True)
    return _list_passages(finder, question, matters[0], [], searched, said)


def _with_part(finder: Finder, answer: Answer, matter: SaidMatter, points: Iterable[tuple[Mention, str]]) -> Answer:
    """Name beside the councils that were told all of a matter those that were told its rarest thing alone."""
    said = [concept for topic in matter.topics[:1] for concept in topic.concepts if not concept.guessed]
    known = [concept for concept in said if _is_known(concept)]
    if len(matter.topics) > 1 or len(said) == 1 or not known:
        return answer
    rarest = rarest_of(finder, known)
    listed_already = {group.label for group in answer.groups}
    found, _ = _points_on(finder, replace(matter, topics=(replace(matter.topics[0], concepts=(rarest,)),)), points)
    names = {finder.library.documents[one.number].authority or "" for one in found} - listed_already
    if not names:
        return answer
    label = f"Told of “{rarest.typed.strip()}”, but not of all that was asked"
    return replace(answer, facts=(*answer.facts, Fact(label, ", ".join(sorted(names)))))


def list_unsaid(
    finder: Finder,
    question: Question,
    matters: Sequence[SaidMatter],
    scope: DocumentScope,
    councils: Narrowed,
    *,
    told: bool,
) -> Answer:
    """List the councils of whose documents none speaks of a matter, or whose points to improve do not (``told``), in
    any of the ways in which it may be meant; beside them those that do, and those that list no points."""
    names, silent = councils.councils.held, list[str]()
    asked = _what_is_asked(finder, matters[0])
    asked = asked if asked != _UNNAMED else f"“{flat(matters[0].typed)}”"
    if told:
        documents = _searched(finder, question, scope, councils)
        points = {number: _points_of(finder, number) for number in documents}
        every = [point for some in points.values() for point in some]
        speaking = {point.number for matter in matters for point in _points_on(finder, matter, every)[0]}
        of = {number: finder.library.documents[number].authority for number in documents}
        said = {of[number] for number in speaking}
        listing = {of[number] for number in documents if points[number]}
        silent = [name for name in names if name not in listing]
        what = f"were not told to improve {asked}"
        where = "the points to improve"
        which = " of the newest full inspection of each" if _newest_each(question) else ""
    else:
        said = {group.label for group in list_mentions(finder, question, matters, scope, councils).groups}
        what, where, which = f"do not speak of {asked}", "every document held", ""
    rest = [name for name in names if name not in said and name not in silent]
    picked = f" that are {councils.picked}" if councils.picked else ""
    lists = [
        ("Not found", rest),
        ("Found", [n for n in names if n in said]),
        ("No points to improve are listed", silent),
    ]
    return Answer(
        AnswerKind.FACTS,
        f"Looked through: {where}{which}{period_of(question)}, in these and other words for it. It may be said in words"
        f" that are not known here.{councils.whole.gap()}",
        coverage=coverage(finder, dict.fromkeys(_of_councils(finder, scope, councils), 1.0)),
        lead=Lead(f"{len(rest)} of {counted(len(names), 'council')}{picked} {what}, as far as is found"),
        facts=tuple(Fact(label, ", ".join(some)) for label, some in lists if some),
        total=Total(0, 0, len(rest)),
    )


def _points_of(finder: Finder, number: int) -> list[tuple[Mention, str]]:
    """List the points of the list of a document, each with its text."""
    start = finder.library.spans[number][0]
    points = items_of(finder, finder.library.documents[number])
    return [(Mention(number, start + one.position), one.text) for one in points]


def _points_on(finder: Finder, matter: SaidMatter, points: Iterable[tuple[Mention, str]]) -> tuple[list[Mention], bool]:
    """Find the points that speak of a matter, in any of the vocabulary's words for it; tell whether any does in the
    words that were typed."""
    plainly, says = (
        [says_all(finder, topic, synonyms=synonyms) for topic in matter.topics] for synonyms in (False, True)
    )
    found = [(point, text) for point, text in points if any(one(text) for one in says)]
    return [point for point, _ in found], any(one(text) for _, text in found for one in plainly)


def list_practice(
    finder: Finder,
    question: Question,
    matters: Sequence[SaidMatter],
    scope: DocumentScope,
    councils: Narrowed,
    *,
    well: bool,
) -> Answer | None:
    """List the councils whose newest inspection praises something, or faults it, in one sentence that speaks of it.

    None where no sentence does: what is said of it at all is then worth showing.
    """
    documents = _searched(finder, question, scope, councils)
    for matter in matters:
        found = _found(find_said(finder, documents, topic, leaning=1 if well else -1) for topic in matter.topics)
        if found:
            what = f"are {'praised' if well else 'faulted'} for {_what_is_asked(finder, matter)}"
            searched = Searched(documents, councils, newest_each=_newest_each(question))
            return _list_passages(finder, question, matter, found, searched, Counted(what, of_councils=True))
    return None


def _what_is_asked(finder: Finder, matter: SaidMatter) -> str:
    """Name what is asked about in the vocabulary's words, where it has words for all of it."""
    names = []
    for topic in matter.topics:
        words = vocabulary_words(topic, finder.searcher.lexicon)
        if not words or len(words) != len([concept for concept in topic.concepts if not concept.guessed]):
            return _UNNAMED
        names.append(listed(words))
    return listed(list(dict.fromkeys(names)), "or")


def _list_passages(
    finder: Finder,
    question: Question,
    matter: SaidMatter,
    found: list[Mention],
    searched: Searched,
    said: Counted,
) -> Answer:
    topic = matter.whole
    best: dict[str, Mention] = {}
    for mention in found:  # the newest document of a council speaks for it, by its best passage
        name = finder.library.documents[mention.number].authority or ""
        held = best.get(name)
        if held is None or _rank(finder, mention) > _rank(finder, held):
            best[name] = mention
    order = sorted(best.values(), key=lambda one: _rank(finder, one)[:1], reverse=True)
    chosen = {mention.ordinal for mention in order}
    evidence = [e for mention in order if (e := _evidence(finder, topic, mention))]
    rest, seen = [], {mention.number for mention in order}
    for mention in sorted(found, key=lambda one: _rank(finder, one), reverse=True):
        if mention.number not in seen and mention.ordinal not in chosen:
            seen.add(mention.number)
            rest.append(mention)
    more = [e for mention in rest if (e := _evidence(finder, topic, mention))]
    names = {finder.library.documents[number].authority for number in searched.documents}
    total = Total(len(found), len({mention.number for mention in found}), len(best))
    picked = f" that are {searched.councils.picked}" if searched.councils.picked else ""
    counts = f"{counted(total.documents, 'document')} of {counted(total.authorities, 'council')}{picked} {said.what}"
    if said.of_councils:
        each = ", newest inspection each," if searched.newest_each else ""
        counts = f"{total.authorities} of {counted(len(names), 'council')}{picked}{each} {said.what}"
    told = f"{counted(len(names), 'council')} searched: {counted(total.passages, 'passage')}{said.how}"
    if not found:
        # Where the vocabulary has no name for all of it, it may be said in words that nobody thought of.
        none = "I found none" if said.what.endswith(f" {_UNNAMED}") else "None"
        told = f"{none} of the {counted(len(names), 'council')} searched{picked}"
        told += f" that {said.what}" if none != "None" else f" {said.what}"
        told += f"{said.how}{period_of(question)}"
    return Answer(
        AnswerKind.LISTING if found else AnswerKind.NO_ANSWER,
        f"{told}.{not_looked_for(matter.left_out)}{searched.councils.whole.gap()}",
        evidence=renumbered(evidence),
        groups=tuple(Group(item.citation.authority or "", (place,)) for place, item in enumerate(evidence)),
        coverage=replace(
            coverage(finder, dict.fromkeys(searched.documents, 1.0)), reason=None if found else Reason.NO_MATCH
        ),
        more=renumbered(more, first=len(evidence) + 1),
        lead=Lead(f"{counts}{period_of(question)}") if found else None,
        total=total,
    )


def _evidence(finder: Finder, topic: Topic, mention: Mention) -> Evidence | None:
    document, passage = finder.library.at(mention.ordinal)
    made = finder.evidence(document, passage, topic=topic, score=1.0, rank=1)
    if made is None:
        return None
    # Of two hundred rows few are shown: marks are worked out when one is looked at.
    return replace(made, marks=Marks(lambda: (made.highlights, sentence_at(passage.text, mention.place) or made.best)))


def _rank(finder: Finder, mention: Mention) -> tuple[int, float, int]:
    document = finder.library.documents[mention.number]
    return (
        document.date.toordinal() if document.date else 0,
        mention.score,
        finder.library.spans[mention.number][0] - mention.ordinal,
    )


def _searched(finder: Finder, question: Question, scope: DocumentScope, councils: Narrowed) -> list[int]:
    """Give the documents that answer: those of the period asked for, or the newest full inspection of each council."""
    if not _newest_each(question):
        return _of_councils(finder, scope, councils)
    newest = [inspections_of(finder, scope, name)[:1] for name in councils.councils.held]
    return [finder.library.documents.index(document) for documents in newest for document in documents]


def _newest_each(question: Question) -> bool:
    """Say whether no period and no kind of paper was asked for: then the newest inspection of each council counts."""
    frame = question.frame
    return not (frame.years or frame.since is not None or frame.until is not None or frame.kinds)


def _of_councils(finder: Finder, scope: DocumentScope, councils: Narrowed) -> list[int]:
    meant = set(councils.councils.held)
    everyone = councils.whole.name is None and not councils.picked and len(meant) == len(councils.whole.held)
    return [n for n in scope.documents if everyone or finder.library.documents[n].authority in meant]


def not_looked_for(words: Sequence[str]) -> str:
    """Say which words of a question the answer does not look at; "" where there are none."""
    return f" Not looked at: {listed([f'“{word}”' for word in words])}." if words else ""


def period_of(question: Question) -> str:
    """Say which period was asked for, to stand behind what is counted; "" where none was."""
    told = asked_period(question.frame)
    return f" {told}" if told else ""

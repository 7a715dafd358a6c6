"""What councils say and are told of a matter: one line a council, by its best passage, counted over every passage.

In: which councils are searched and what they are asked about. Out: an answer whose evidence is one passage a council,
with the true total. Councils that are not held, that were not searched and that do not match are told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.council_scope import CouncilScope
from bot.answers.council_tests import inspections_of
from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.improvements import items_of
from bot.answers.mentions import Mention, find_mentions, find_said, flat, says_all, sentence_at
from bot.answers.phrases import asked_period, counted, coverage, listed
from bot.models import Answer, AnswerKind, Evidence, Group, Lead, Reason, Total
from index.query import Question, Topic, vocabulary_words

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


def list_mentions(
    finder: Finder, question: Question, topic: Topic, typed: str, scope: DocumentScope, councils: Narrowed
) -> Answer:
    """List the councils whose documents have the words as typed; where none has, those that say it in other words."""
    documents = _of_councils(finder, scope, councils)
    searched = Searched(documents, councils)
    if found := find_mentions(finder, documents, typed):
        first = finder.library.text_at(found[0].ordinal)[found[0].place :]  # the document's words, not the asker's
        words = " ".join(first.split()[: len(flat(typed).split())]).rstrip(".,;:!?)”’'\"")
        return _list_passages(finder, question, topic, found, searched, Counted(f"say “{words}”"))
    for one in _readings_of(topic):
        matter = _what_is_asked(finder, one)
        if found := find_said(finder, documents, one):
            return _list_passages(finder, question, one, found, searched, Counted(f"speak of {matter}"))
        if found := find_said(finder, documents, one, synonyms=True):
            said = Counted(f"speak of {matter}", " in other words for it")
            return _list_passages(finder, question, one, found, searched, said)
    said = Counted(f"speak of {_what_is_asked(finder, topic)}", " in these or other words for it")
    return _list_passages(finder, question, topic, [], searched, said)


def _readings_of(topic: Topic) -> tuple[Topic, ...]:
    """Give a topic, and what weighs in it: a common word that the vocabulary does not know may only tell how it is
    asked."""
    known = tuple(
        one
        for one in topic.concepts
        if one.guessed or one.weight >= _WEIGHS or len(one.alternatives) > 1 or len(one.alternatives[0].terms) > 1
    )
    if len(known) == len(topic.concepts) or all(one.guessed for one in known):
        return (topic,)
    return topic, replace(topic, concepts=known)


def list_told(finder: Finder, question: Question, topic: Topic, scope: DocumentScope, councils: Narrowed) -> Answer:
    """List the councils whose newest inspection wants something improved, by the points of its list."""
    documents = _searched(finder, question, scope, councils)
    found: list[Mention] = []
    for one in _readings_of(topic):
        if not found:
            topic, found = one, _points_on(finder, one, documents)
    told = f"were told to improve {_what_is_asked(finder, topic)}"
    newest_each = _newest_each(question)
    if newest_each and not found:
        everything = _of_councils(finder, scope, councils)
        if earlier := _points_on(finder, topic, everything):
            how = " in older inspections and letters"
            older = Counted(f"{told}, none by its newest inspection", how, of_councils=True)
            return _list_passages(finder, question, topic, earlier, Searched(everything, councils), older)
    searched = Searched(documents, councils, newest_each=newest_each)
    return _list_passages(finder, question, topic, found, searched, Counted(told, of_councils=True))


def _points_on(finder: Finder, topic: Topic, documents: Sequence[int]) -> list[Mention]:
    """Find the points of the lists of documents that speak of a topic."""
    says = says_all(finder, topic)
    found = []
    for number in documents:
        start = finder.library.spans[number][0]
        items = items_of(finder, finder.library.documents[number])
        found += [Mention(number, start + p.position) for p in items if says(p.text)]
    return found


def list_practice(
    finder: Finder, question: Question, topic: Topic, scope: DocumentScope, councils: Narrowed, *, well: bool
) -> Answer | None:
    """List the councils whose newest inspection praises something, or faults it, in one sentence that speaks of it.

    None where no sentence does: what is said of it at all is then worth showing.
    """
    documents = _searched(finder, question, scope, councils)
    found = find_said(finder, documents, topic, leaning=1 if well else -1)
    if not found:
        return None
    said = Counted(f"are {'praised' if well else 'faulted'} for {_what_is_asked(finder, topic)}", of_councils=True)
    searched = Searched(documents, councils, newest_each=_newest_each(question))
    return _list_passages(finder, question, topic, found, searched, said)


def _what_is_asked(finder: Finder, topic: Topic) -> str:
    """Name what is asked about in the vocabulary's words, where it has words for all of it."""
    words = vocabulary_words(topic, finder.searcher.lexicon)
    asked = [concept for concept in topic.concepts if not concept.guessed]
    return listed(words) if words and len(words) == len(asked) else _UNNAMED


def _list_passages(
    finder: Finder,
    question: Question,
    topic: Topic,
    found: list[Mention],
    searched: Searched,
    said: Counted,
) -> Answer:
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
        question.frame.text,
        AnswerKind.LISTING if found else AnswerKind.NO_ANSWER,
        f"{told}.{searched.councils.whole.gap()}",
        evidence=renumbered(evidence),
        groups=tuple(Group(item.citation.authority or "", (place,)) for place, item in enumerate(evidence)),
        coverage=replace(
            coverage(finder, dict.fromkeys(searched.documents, 1.0)), reason=None if found else Reason.NO_MATCH
        ),
        more=tuple(replace(item, rank=rank) for rank, item in enumerate(more, len(evidence) + 1)),
        lead=Lead(f"{counts}{period_of(question)}") if found else None,
        total=total,
    )


def _evidence(finder: Finder, topic: Topic, mention: Mention) -> Evidence | None:
    document, passage = finder.library.at(mention.ordinal)
    made = finder.evidence(document, passage, topic=topic, score=1.0, rank=1)
    said = sentence_at(passage.text, mention.place)
    return replace(made, best=said) if made is not None and said else made


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


def period_of(question: Question) -> str:
    """Say which period was asked for, to stand behind what is counted; "" where none was."""
    told = asked_period(question.frame)
    return f" {told}" if told else ""

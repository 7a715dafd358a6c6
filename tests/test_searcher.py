"""The searcher over a small library made for it: understanding, ranking, scope, strength."""

import re
from collections.abc import Callable
from typing import TypeAlias

import pytest

from index.models import DocumentPart, Passage, Unit
from index.query.concepts import understand_topic
from index.query.models import Topic
from index.search import Lack, SentenceReader, Verdict, judge
from index.search.build import prepare_document, prepare_index
from index.search.highlight import best_sentence_of
from index.search.searcher import Searcher, TopHits

State: TypeAlias = tuple[Verdict, tuple[Lack, ...]]
MERROW = [
    "Children who are privately fostered are visited regularly and their carers are assessed.",
    "Social workers have manageable caseloads. Agency staff have fallen to 12% of the workforce.",
    "When children go missing, return home interviews are offered within three days.",
    "The local offer for care leavers is published. Council tax is waived up to the age of 25.",
    "Elected members take an active interest in the virtual school and in pupils' attendance.",
]
MERROWSHIRE = [
    "Young carers are identified early and receive support in groups.",
    "Private fostering arrangements are not always identified.",
    "Strategy meetings are held promptly and the police attend.",
    "Foster carers value the training they receive.",
    "There were 427 children in care at the time of the inspection.",
]


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    passages = [
        Passage(position, text, Unit.NUMBERED, number=str(position + 1))
        for texts in (MERROW, MERROWSHIRE)
        for position, text in enumerate(texts)
    ]
    passages.append(Passage(5, "Private fostering. Private fostering.", Unit.PARAGRAPH, matter=DocumentPart.FRONT))
    return Searcher(prepare_index([prepare_document(tuple(passages))]), [(0, 5), (5, 11)])


@pytest.fixture(scope="module")
def understand(searcher: Searcher) -> Callable[[str], Topic]:
    return lambda text: understand_topic(text, searcher.lexicon, searcher.speller, searcher.glossary)


@pytest.fixture(scope="module")
def ask(searcher: Searcher, understand: Callable[[str], Topic]) -> Callable[..., TopHits]:
    both = {0: 1.0, 1: 1.0}
    return lambda text, documents=both, limit=3: searcher.rank(understand(text), documents, limit=limit)


@pytest.fixture(scope="module")
def state(searcher: Searcher, ask: Callable[..., TopHits], understand: Callable[[str], Topic]) -> Callable[..., State]:
    """Say what is found amounts to; no name is general here."""
    lexicon = searcher.lexicon
    reader = SentenceReader(lexicon.analyzer, lambda name, stems: name == "Ofsted", lexicon.general)
    texts = [*MERROW, *MERROWSHIRE, ""]

    def judged(text: str, documents: dict[int, float] | None = None) -> State:
        hits, topic = ask(text, documents or {0: 1.0, 1: 1.0}), understand(text)
        found = [texts[hit.ordinal] for hit in hits.found]
        checks = reader.check(hits.asked, topic.figure, found, sought=topic.sought)
        return judge(topic, hits.answerability, hits.missing, checks)

    return judged


@pytest.mark.parametrize(
    ("question", "ordinal"),
    [
        ("privately fostered children and their carers assessed", 0),
        ("how heavy are caseloads", 1),
        ("chats with runaways when they get back", 2),
        ("freebies for people who have left care", 3),
        ("how many LAC", 9),
        ("yung carers", 5),
    ],
)
def test_the_passage_that_answers_comes_first(ask: Callable[..., TopHits], question: str, ordinal: int) -> None:
    assert ask(question).found[0].ordinal == ordinal


def test_only_the_documents_of_the_scope_are_looked_at(ask: Callable[..., TopHits]) -> None:
    found = {found.ordinal for found in ask("private fostering", {0: 1.0}).found}
    assert found
    assert max(found) < 5


def test_a_document_that_is_multiplied_down_comes_later(ask: Callable[..., TopHits]) -> None:
    assert ask("private fostering", {0: 0.1, 1: 1.0}).found[0].ordinal == 6


def test_front_matter_never_answers(ask: Callable[..., TopHits]) -> None:
    assert 10 not in {found.ordinal for found in ask("private fostering", limit=20).found}


def test_an_empty_topic_and_an_empty_scope_find_nothing(ask: Callable[..., TopHits]) -> None:
    assert ask("what is it?") == ask("private fostering", {}) == TopHits()


def test_the_same_question_gives_the_same_ranking(ask: Callable[..., TopHits]) -> None:
    assert ask("children in care and their carers", limit=20) == ask("children in care and their carers", limit=20)


def test_what_no_passage_speaks_of_is_weak_and_named(ask: Callable[..., TopHits]) -> None:
    strong, weak = ask("young carers", {1: 1.0}), ask("young carers", {0: 1.0})
    assert strong.answerability > 0.5 > weak.answerability
    assert weak.missing == ("young carers",)


def test_a_figure_that_is_not_given_is_missing(state: Callable[..., State]) -> None:
    assert state("how many children in care", {1: 1.0}) == (Verdict.ANSWER, ())
    assert state("how many care leavers are there", {0: 1.0}) == (
        Verdict.RELATED,
        (Lack("figure", "how many", sure=True),),
    )


def test_a_thing_that_is_sought_must_stand_where_the_rest_does(state: Callable[..., State]) -> None:
    assert state("does the council have a virtual school with elected members")[0] is Verdict.ANSWER
    verdict, lacks = state("does the council have a private fostering lead whom elected members back")
    assert (verdict, lacks[0].sort) == (Verdict.RELATED, "topic")


def test_what_was_corrected_and_expanded_is_told(understand: Callable[[str], Topic]) -> None:
    topic = understand("privatley fostered kids")
    assert topic.corrections == (("privatley", "privately"),)
    assert "private fostering arrangements" in dict(topic.expansions)["privatley fostered"]


def test_what_is_known_already_is_not_looked_for(understand: Callable[[str], Topic]) -> None:
    topic = understand("apart from council tax, what is in the local offer")
    assert [concept.typed for concept in topic.concepts if not concept.described] == ["local offer"]


def test_a_word_of_a_turn_of_speech_stands_for_nothing_else(understand: Callable[[str], Topic]) -> None:
    topic = understand("is there a good track record with care leavers, and is support ad hoc")
    assert not {"track", "record", "ad"} & set(dict(topic.expansions))


def test_a_described_service_is_named(understand: Callable[[str], Topic]) -> None:
    topic = understand("her parents arranged for her to live with a neighbour who is not a relative")
    assert "private fostering" in topic.read_as


@pytest.mark.parametrize(
    "question", ["", "x", "\U0001f600 \U0001f600", "' OR 1=1; --", "a" * 10_000, 'NEAR("* ^', "¿qué?"]
)
def test_no_question_breaks_the_ranking(ask: Callable[..., TopHits], question: str) -> None:
    ranking = ask(question)
    assert 0.0 <= ranking.answerability <= 1.0
    assert ranking.found or ranking.answerability < 0.1


def test_a_name_that_is_not_given_is_missing(state: Callable[..., State]) -> None:
    assert "name" not in {lack.sort for lack in state("how is the virtual school led")[1]}
    verdict, lacks = state("what is the name of the virtual school's head")
    assert (verdict, [lack.sort for lack in lacks]) == (Verdict.RELATED, ["name"])


def test_a_figure_beside_something_else_is_no_answer(state: Callable[..., State]) -> None:
    # There is a share in these reports, of agency staff, and a count, of children in care.
    assert state("what percentage of return home interviews are offered")[0] is not Verdict.ANSWER
    assert state("how many young carers are there")[0] is not Verdict.ANSWER


def test_an_everyday_form_of_a_trigger_brings_in_no_class(understand: Callable[[str], Topic]) -> None:
    for question in ("letters sent to the right parents", "is it smart to do this", "what was expected of her"):
        assert all(len(concept.alternatives) < 5 for concept in understand(question).concepts[:1]), question
        assert "special needs" not in str(understand(question).expansions)
    assert "special educational needs" in str(understand("children with SEND").expansions)


def test_a_thing_that_is_named_is_not_described_as_well(understand: Callable[[str], Topic]) -> None:
    assert understand("missing children").read_as == ()
    assert understand("nowhere to live").read_as == ()


def test_two_names_typed_for_one_thing_are_both_looked_for_as_typed(understand: Callable[[str], Topic]) -> None:
    ways = understand("unregistered / unregulated homes").concepts[0].alternatives
    assert [(way.terms, way.origin) for way in ways[:2]] == [(("unregist",), "typed"), (("unregul",), "typed")]


def test_initials_that_nobody_knows_are_not_misspelt(understand: Callable[[str], Topic]) -> None:
    assert understand("DRP use").corrections == ()


def test_points_under_a_heading_that_was_asked_for_come_in_their_order(searcher: Searcher) -> None:
    heading = ("What we are most proud of",)
    texts = ["Babies are kept safe", "Co-working", "Workers know their families well and stay with them for long"]
    points = [Passage(n, text, Unit.BULLET, section=heading[0], sections=heading) for n, text in enumerate(texts)]
    others = [Passage(n, text, Unit.NUMBERED, number=str(n)) for n, text in enumerate(MERROW, len(texts))]
    held = Searcher(prepare_index([prepare_document((*points, *others))]), [(0, len(texts) + len(MERROW))])
    topic = understand_topic("most proud of", held.lexicon, held.speller, held.glossary)
    assert [found.ordinal for found in held.rank(topic, {0: 1.0}, limit=3).found] == [0, 1, 2]


def test_what_another_thread_asks_in_the_middle_of_a_ranking_is_not_taken_for_ones_own(searcher, understand):
    searcher.rank(understand("private fostering"), {0: 1.0}, limit=3)
    of_another = searcher._last
    asked = understand("missing children")
    first = searcher.rank(asked, {0: 1.0, 1: 1.0}, limit=3)

    class Compared(tuple):
        """What was scored last, for what; another thread has scored something as soon as it has been compared."""

        def __eq__(self, one: object) -> bool:
            searcher._last = of_another
            return super().__eq__(one)

        __hash__ = tuple.__hash__

    searcher._last = (Compared(searcher._last[0]), searcher._last[1])
    assert searcher.rank(asked, {0: 1.0, 1: 1.0}, limit=3) == first


def test_a_sentence_that_leans_on_the_one_before_does_not_speak_for_a_passage():
    text = "Managers review private fostering every month. This led to more private fostering being notified."
    first = text.index(" This")
    where = [match.span() for match in re.finditer("private fostering", text)]
    assert best_sentence_of(text, dict.fromkeys(where, 1.0)) == (0, first)
    # However much it leans, it speaks where the sentence before says less of what was asked.
    more = text.index("notified")
    assert best_sentence_of(text, {where[1]: 1.0, (more, more + 8): 1.0}) == (first + 1, len(text))


@pytest.mark.parametrize(
    ("spans", "things", "expected"),
    [
        ([(0, 11)], [["private fostering", "privately fostered"]], {0: [0], 6: [0], 10: [0, 1]}),
        ([(0, 5)], [["private fostering", "privately fostered"]], {0: [0]}),
        ([(0, 11)], [["carers"], ["identified", "training"]], {5: [0], 8: [0]}),
        ([(0, 11)], [["council tax"], ["local offer"]], {}),  # said in two sentences of one passage
        ([(0, 11)], [["fostering private"]], {}),  # across the end of a sentence it is no run
        ([(0, 11)], [["xylophone"], ["carers"]], {}),
        ([(0, 11)], [["carers", "xylophone"], ["training"]], {8: [0]}),
    ],
)
def test_sentences_that_say_all_of_some_things_are_found_by_the_index(searcher, spans, things, expected):
    terms = searcher.lexicon.analyzer.terms
    asked = [[tuple(terms(way)) for way in ways] for ways in things]
    assert searcher.prepared.sentences_saying(spans, asked) == expected

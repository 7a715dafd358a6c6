"""What is told of how a question was read stands in the passages that are shown."""

from index.query.borne_out import borne_out_by
from index.query.glosses import GlossFeatures
from index.query.lexicon import Lexicon
from index.query.models import Alternative, Concept, Topic

LEXICON = Lexicon(
    stems={},
    general={"panel": 40.0, "runaways": 1.0},
    library={"panel": 10, "adoption": 10, "staff": 90},
    passages=100,
    classes=(),
    triggers={},
    capitals=frozenset(),
    lone={},
    glosses=(),
)


def concept(typed: str, *others: str) -> Concept:
    ways = tuple(Alternative(tuple(way.split()), 0.6, "synonym") for way in others)
    return Concept(typed, (Alternative(tuple(typed.split()), 1.0, "typed"), *ways))


def described(name: str, confidence: float) -> Concept:
    way = Alternative(tuple(name.split()), 1.0, "gloss")
    return Concept(name, (way,), confidence, confidence, described=GlossFeatures(1.0, 0.0, 0.0, 0.0))


def test_only_expansions_that_stand_in_the_texts_are_told() -> None:
    topic = Topic(expansions=(("runaways", ("missing children", "abscond")), ("jobs", ("employment",))))
    told = borne_out_by(["When missing children return, staff talk with them."], topic, LEXICON)
    assert told.expansions == (("runaways", ("missing children",)),)
    assert borne_out_by([], topic, LEXICON).expansions == ()


def test_an_ordinary_word_is_expanded_only_beside_something_else_that_was_asked() -> None:
    topic = Topic(
        concepts=(concept("panel", "decision maker"), concept("timeliness", "on time")),
        expansions=(("panel", ("decision maker",)),),
    )
    beside = "The decision maker agrees on time. Children are safe."
    apart = "The decision maker is thorough. Children are seen on time."
    assert borne_out_by([beside], topic, LEXICON).expansions == topic.expansions
    assert borne_out_by([apart], topic, LEXICON).expansions == ()


def test_an_expansion_is_told_only_where_it_explains_a_text_that_does_not_say_what_was_typed() -> None:
    topic = Topic(concepts=(concept("runaways", "absconders"),), expansions=(("runaways", ("absconders",)),))
    assert borne_out_by(["Absconders are met."], topic, LEXICON).expansions == topic.expansions
    assert borne_out_by(["Absconders are met. Runaways are known."], topic, LEXICON).expansions == ()
    near = Topic(expansions=(("missing children", ("children who go missing",)),))
    assert borne_out_by(["Work with children who go missing."], near, LEXICON).expansions == ()


def test_what_initials_stand_for_is_told_even_beside_them() -> None:
    way = Alternative(("return", "interview"), 0.6, "initials")
    rhi = Concept("rhi", (Alternative(("rhi",), 1.0, "typed"), way))
    topic = Topic(concepts=(rhi,), expansions=(("rhi", ("return interview",)),))
    assert borne_out_by(["The return interview (RHI) is offered."], topic, LEXICON).expansions == topic.expansions


def test_a_service_is_told_only_where_the_question_and_the_passages_both_make_it_likely() -> None:
    topic = Topic(concepts=(described("private fostering", 0.6), described("kinship care", 0.2)))
    texts = ["Private fostering is known. Kinship care is good."]
    assert borne_out_by(texts, topic, LEXICON).read_as == ("private fostering",)
    assert borne_out_by(texts, topic, LEXICON, likely=["kinship care"]).read_as == ()
    assert borne_out_by(["Children are safe."], topic, LEXICON).read_as == ()

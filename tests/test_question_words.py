"""How the words of a question are read: spelling, hearing, focus, figures, spans, abbreviations."""

import pytest

from index.query.answer_sort import read_answer_sort, read_sought
from index.query.homophones import correct_homophones
from index.query.sentence_roles import sentence_roles_of
from index.query.speller import Speller
from index.text.abbreviations import find_abbreviations
from index.text.analyzer import Analyzer, Token, forms, normalise
from index.text.answer_spans import answer_spans
from index.text.answer_types import AnswerType, figure_wanted, figures_given
from index.text.sentences import split_sentences
from index.text.stemmer import lemma, load_stemmer
from index.vocabulary.word_lists import parse_glosses, parse_homophones, parse_initials, parse_thesaurus

KNOWN = "assessments assessment accommodation fostering manager meeting children social worker inspection".split()
SPELLING = "\n".join(
    f"{form} {weight} {sound}"
    for form, weight, sound in [
        ("accommodation", 2.0, "akmdshn"),
        ("assessments", 2.5, "asmnts"),
        ("manager", 2.4, "mngr"),
        ("meeting", 2.2, "mtng"),
    ]
).encode()


@pytest.fixture
def speller() -> Speller:
    return Speller(frozenset(KNOWN), b"manger 0.4\nmeringue 0.6\nmingor 0.1\npothole 1.5", SPELLING)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("asessments", "assessments"), ("acomodation", "accommodation"), ("manger", "manager"), ("meeting", None)],
)
def test_a_misspelt_word_is_read_as_the_nearest_likely_one(speller: Speller, typed: str, meant: str | None) -> None:
    assert speller.correct(typed) == meant


@pytest.mark.parametrize("word", ["pothole", "mingor", "the", "x9", "zzzzzzzz", "children"])
def test_a_word_that_is_known_or_near_nothing_is_left_alone(speller: Speller, word: str) -> None:
    assert speller.correct(word) is None


@pytest.mark.parametrize(
    ("written", "form"),
    [("Children’s", "children"), ("IROs", "iro"), ("B&Bs", "b&b"), ("don't", "dont"), ("SGO", "sgo"), ("Is", "is")],
)
def test_forms_are_folded(written: str, form: str) -> None:
    assert normalise(written) == form


def test_offsets_of_forms_are_those_of_the_text() -> None:
    text = "1,200 children’s “homes” – B&B"
    assert [text[a:b] for _, a, b in forms(text)] == ["1,200", "children’s", "homes", "B&B"]


def test_regular_inflection_is_taken_off_and_derivation_is_not() -> None:
    assert lemma("supports") == lemma("supported") == lemma("supporting")
    assert lemma("supportive") != lemma("support")


def test_an_unseen_inflection_meets_a_known_form_without_the_stemmer() -> None:
    stem = load_stemmer()
    table = {form: stem(form) for form in ("gossip", "tenancy", "plan")}
    analyzer = Analyzer(table)
    assert [analyzer.stem(form) for form in ("gossiping", "tenancies", "planning", "qqq")] == [
        "gossip",
        stem("tenancy"),
        "plan",
        "qqq",
    ]


def test_a_british_spelling_is_as_ordinary_as_the_american_one() -> None:
    speller = Speller(frozenset(), b"behavior 14\ncenter 90\ncounseling 4\nrealize 100\nrise 30", b"")
    british = ("realise", "realised", "behaviour", "centre", "counselling", "rise", "semrac")
    assert [speller.rate(form) for form in british] == [100, 0, 14, 90, 4, 30, 0]


def test_the_sentence_that_asks_outweighs_the_one_that_says_who_asks() -> None:
    parts = sentence_roles_of(
        "I am a councillor. How are social workers in the borough supported to stay in their jobs?"
    )
    assert [part.weight for part in parts] == [0.5, 1.0]


def test_a_story_is_the_question_where_the_asking_sentence_says_little() -> None:
    parts = sentence_roles_of("A boy ran off and nobody asked him why. What did they find?")
    assert [part.weight for part in parts] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("how many children were in care", AnswerType.COUNT),
        ("what % of social workers were agency", AnswerType.SHARE),
        ("exact no. of foster carers", AnswerType.COUNT),
        ("how much money did it cost", AnswerType.SUM),
        ("what are we forking out on taxis", AnswerType.SUM),
        ("how much did the council spend on agency staff", AnswerType.SUM),
        ("how many weeks did they wait", AnswerType.TIME),
        ("average waiting time for CAMHS", AnswerType.TIME),
        ("how much is the allowance worth", AnswerType.SUM),
        ("who is the improvement adviser", AnswerType.NAME),
        ("why did the director leave", AnswerType.REASON),
        ("do children understand why they are in care", AnswerType.NONE),
        ("which council do they share nights with", AnswerType.ORGANISATION),
        ("which councils have no night team", AnswerType.NONE),
        ("what year was the team set up", AnswerType.DATE),
        ("when children go missing, who asks", AnswerType.NONE),
        ("how much does the council give for a first home", AnswerType.SUM),
        ("do they know how many are missing lessons", AnswerType.NONE),
        ("how well do they listen", AnswerType.NONE),
        ("who runs the mentoring scheme", AnswerType.AGENT),
        ("where abouts is the new hub", AnswerType.PLACE),
        ("the countries that the new staff came from", AnswerType.PLACE),
        ("what night does the club meet", AnswerType.DATE),
        ("how often does the panel sit", AnswerType.FREQUENCY),
        ("which age group waits longest", AnswerType.GROUP),
        ("which stables did the riding sessions", AnswerType.ORGANISATION),
        ("how much does the trust chip in", AnswerType.SUM),
        ("reason the panel is slow", AnswerType.REASON),
        ("result of the new training", AnswerType.EFFECT),
        ("how much did it improve", AnswerType.NONE),
        ("where are the gaps in practice", AnswerType.NONE),
        ("are caseloads higher than in similar councils", AnswerType.COMPARISON),
        ("is practice better than at the last inspection", AnswerType.NONE),
    ],
)
def test_the_sort_of_figure_asked_for_is_told(question: str, sort: AnswerType) -> None:
    found = read_answer_sort(question).sorts
    assert found == sort if sort is AnswerType.NONE else sort & found


@pytest.mark.parametrize(
    ("question", "sorts"),
    [
        ("who leads on private fostering and by when", AnswerType.NAME | AnswerType.DATE),
        ("whose job is the scorecard", AnswerType.NAME),
        ("children who go missing", AnswerType.NONE),
        ("the rate of repeat plans, in figures", AnswerType.COUNT | AnswerType.SHARE | AnswerType.SUM),
    ],
)
def test_what_an_answer_is_the_better_for_is_told(question: str, sorts: AnswerType) -> None:
    assert figure_wanted(question) == sorts


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("is there a nurse at the hub?", "nurse"),
        ("does the council run Caring Dads for fathers", "caring dads"),
        ("I was told that the team has its own police officer, can you confirm", "police officer"),
        ("how good are the plans and is there a backlog", ""),
        ("do they have to pay", ""),
        ("the council runs a bus", ""),
    ],
)
def test_the_thing_of_which_it_is_asked_whether_there_is_one_is_told(question: str, thing: str) -> None:
    assert read_sought(question) == thing


@pytest.mark.parametrize(
    ("sentence", "sort", "answer"),
    [
        ("It is run by a local charity.", AnswerType.AGENT, "by a local charity"),
        ("A dedicated worker holds the list.", AnswerType.AGENT, "dedicated worker"),
        ("Babies wait longest.", AnswerType.GROUP, "Babies"),
        ("The panel sits every two weeks.", AnswerType.FREQUENCY, "every two weeks"),
        ("The panel sits.", AnswerType.FREQUENCY, None),
        ("The panel sits regularly and often.", AnswerType.FREQUENCY, None),
        ("it is run by another local authority.", AnswerType.AGENT, None),
        ("In the last six months too many waited.", AnswerType.COUNT, None),
        ("This is outcome 3 of the framework.", AnswerType.COUNT, None),
        ("The survey asked for the views of children.", AnswerType.VIEW, None),
        ("Results exceed national averages.", AnswerType.COMPARISON, "exceed national averages"),
        ("Plans are better than those of the other team.", AnswerType.COMPARISON, "better than"),
        ("Plans are better than before.", AnswerType.COMPARISON, None),
        ("Caseloads are too high.", AnswerType.COMPARISON, None),
        ("Training has improved records.", AnswerType.EFFECT, "has improved"),
        ("Training is meant to improve records.", AnswerType.EFFECT, None),
        ("The council does not employ a single agency worker.", AnswerType.COUNT, "not employ a single"),
        ("No child lives in such a place.", AnswerType.COUNT, "No"),
        ("Only in one case was a child moved.", AnswerType.COUNT, "one"),
        ("It is one of the aims.", AnswerType.COUNT, None),
        ("The team has over 50 skilled workers.", AnswerType.COUNT, "50"),
        ("Children over 10 years take part.", AnswerType.COUNT, None),
        ("Children over 10 take part.", AnswerType.COUNT, None),
        ("The group meets at a soft play centre.", AnswerType.PLACE, "at a soft play centre"),
        ("it meets at least monthly.", AnswerType.PLACE, None),
        ("views stand in plans of the school.", AnswerType.PLACE, None),
        ("The Family Outreach Group (FOG) helps.", AnswerType.ORGANISATION, "The Family Outreach Group (FOG)"),
        ("the group (for fathers) helps.", AnswerType.ORGANISATION, None),
    ],
)
def test_an_answer_stands_where_a_sentence_gives_it(sentence: str, sort: AnswerType, answer: str | None) -> None:
    given = [sentence[span.start : span.end] for span in answer_spans(sentence, sort)]
    assert answer in given if answer else not given


@pytest.mark.parametrize(
    ("sentence", "sorts"),
    [
        ("There were 427 children in care.", AnswerType.COUNT),
        ("In 2019, 16- and 17-year-olds waited 20 working days.", AnswerType.TIME | AnswerType.DATE),
        ("Young people aged 16 were met in 2019.", AnswerType.DATE),
        ("Section 47 enquiries are timely. Regulation 44 visits and Year 11 pupils, too.", AnswerType.NONE),
        ("Review the pathway by the end of March.", AnswerType.DATE),
        ("Some 63% of posts are filled.", AnswerType.SHARE),
        ("The council has put in £2 million.", AnswerType.SUM),
    ],
)
def test_a_sentence_gives_the_sorts_of_answer_that_stand_in_it(sentence: str, sorts: AnswerType) -> None:
    assert figures_given(sentence) == sorts


@pytest.mark.parametrize(
    ("sentence", "sort", "given"),
    [
        ("They waited 20 working days.", AnswerType.TIME, ["20 working days"]),
        ("Families waited for several months.", AnswerType.TIME, ["several months"]),
        ("Children waited too long.", AnswerType.TIME, []),
        ("Children aged 16 and 17 live there.", AnswerType.COUNT, []),
        ("One-to-one help is offered 24/7 to those who are 18+.", AnswerType.COUNT, []),
        ("There was only one child.", AnswerType.COUNT, ["only one"]),
        ("About half are in work.", AnswerType.SHARE, ["About half"]),
        ("They praise the ‘big talk’ group.", AnswerType.WORDS, ["‘big talk’"]),
        ("Parents told inspectors of it.", AnswerType.VIEW, ["told"]),
        ("Posts are empty because pay is low.", AnswerType.REASON, ["because"]),
        ("The post is led by a manager.", AnswerType.REASON, []),
        ("Cover is shared with North Tarnside.", AnswerType.ORGANISATION, ["Cover", "North Tarnside"]),
        ("It is chaired by Ruth Dale.", AnswerType.NAME, ["Ruth Dale"]),
    ],
)
def test_a_sentence_tells_where_it_gives_an_answer(sentence: str, sort: AnswerType, given: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in answer_spans(sentence, sort)] == given


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Visits are late because posts are empty.", -1),
        ("Because posts are empty, visits are late.", 1),
        ("Empty posts led to late visits.", 1),
        ("Late visits are due to empty posts.", -1),
    ],
)
def test_a_reason_is_given_of_what_stands_on_one_side(sentence: str, side: int) -> None:
    assert [span.side for span in answer_spans(sentence, AnswerType.REASON)] == [side]


def test_abbreviations_are_learned_where_a_text_explains_them() -> None:
    text = (
        "Independent reviewing officers (IROs) chair. The team (see annex) met (MASH). A multi-agency hub (MAH) is new."
    )
    assert find_abbreviations([text]) == {
        "iro": ("independent reviewing officers",),
        "mah": ("multi-agency hub",),
    }


def test_sentences_are_whole_and_cover_the_text() -> None:
    text = "Dr. Smith came. He said: “It works.” However, it did not (para. 3). 12 children waited"
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "Dr. Smith came.",
        "He said: “It works.”",
        "However, it did not (para. 3).",
        "12 children waited",
    ]


def test_what_is_surely_misheard_is_put_right_and_doubt_needs_a_cue() -> None:
    stem = load_stemmer()
    analyzer = Analyzer({}, stem)
    near = correct_homophones(analyzer.tokens("a judge in the family caught"), analyzer, lambda _: False)
    far = correct_homophones(analyzer.tokens("nobody caught the bus"), analyzer, lambda _: False)
    assert [meant for _, meant in near.readings] == ["court"]
    assert far.readings == ()
    both = correct_homophones(analyzer.tokens("are foster carers found faster"), analyzer, lambda _: False)
    assert both.readings == ()  # whoever writes "foster" too knows the two apart
    put_right = correct_homophones(analyzer.tokens("the soshul worker"), analyzer, lambda _: False)
    assert put_right.corrections == (("soshul", "social"),)
    assert put_right.tokens[1] == Token("social", stem("social"), 4, 10)


def test_the_data_files_are_read_as_their_headers_say() -> None:
    (entry,) = parse_thesaurus("# note\n[a] slow; <dragging; >delay ~ waiting; late")
    assert (entry.triggers, entry.targets, entry.related, entry.evaluative) == (
        ("slow", "dragging"),
        ("slow", "delay"),
        ("waiting", "late"),
        True,
    )
    (gloss,) = parse_glosses("kinship | gran has them || living with an aunt")
    assert gloss.descriptions == ("gran has them", "living with an aunt")
    (initials,) = parse_initials("!SG = SGs | special guardian")
    assert (initials.spellings, initials.meanings, initials.capitals) == (("SG", "SGs"), ("special guardian",), True)
    (heard,) = parse_homophones("?caught | court @ judge, going to")
    assert (heard.heard, heard.meant, heard.cues, heard.doubtful) == ("caught", ("court",), ("judge", "going to"), True)

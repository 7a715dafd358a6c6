"""A question is answered as it is meant: asides filter nothing, and the documents decide."""

from datetime import date
from pathlib import Path

import pytest

from bot.answers import Answerer, open_answerer
from bot.models import AnswerKind, State
from index.authorities import Gazetteer
from index.indexing.indexer import index_folder
from index.models import Authority, Kind, Voice
from index.query import WITHOUT, Intent, read_readings

TODAY = date(2026, 3, 1)
GAZETTEER = Gazetteer.load((Authority("Merrow"), Authority("Leeds"), Authority("Reading"), Authority("Derby")))


@pytest.fixture(scope="module")
def answerer(samples_index: Path) -> Answerer:
    return open_answerer(samples_index)


def likeliest(text: str):
    return read_readings(text, GAZETTEER, today=TODAY)[0].frame


ASIDES = (
    "{}, need it for my action plan",
    "{} - it's just for a slide",
    "{}. Writing a briefing for my head of service",
    "quick one before supervision - {}",
    "{} for our self-assessment".replace(" for", "? for"),
    "{}, back it up with page numbers",
    "lead member is asking: {}",
    "{} (for the cabinet paper)",
    "{} - for audit moderation tomorrow",
    "I'm doing a report for scrutiny, {}",
    "{}, I've a meeting at 2",
    "{}, so I can put it in our improvement plan",
    "ahead of Thursday's board, {}",
    "{}. Prepping for practice week",
    "{}, our DCS wants to know",
)


@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_filters_nothing_and_is_no_topic(aside: str) -> None:
    frame = likeliest(aside.format("private fostering in Leeds"))
    assert (frame.kinds, frame.voice, frame.years, frame.intent) == ((), None, (), Intent.PASSAGES)
    topic = set(frame.rest.replace(",", " ").split())
    assert {"private", "fostering"} <= topic
    assert topic.isdisjoint(
        {"plan", "slide", "briefing", "supervision", "cabinet", "audit", "meeting", "board", "week"}
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who leads on PEPs in the action plan", Kind.ACTION_PLAN),
        ("what do the slides say on thresholds", Kind.SLIDES),
        ("thresholds - Leeds scrutiny slides", Kind.SLIDES),
        ("according to our self-assessment, how are thresholds", Kind.SELF_ASSESSMENT),
        ("Leeds cabinet paper March 2020: who was told", Kind.COMMITTEE_PAPER),
    ],
)
def test_a_paper_that_is_named_as_the_source_comes_long_before_other_papers(text: str, kind: Kind) -> None:
    readings = read_readings(text, GAZETTEER, today=TODAY)
    assert readings[0].frame.kinds == (kind,)
    assert 0 < max(r.prior for r in readings if r.changed == "kind") < WITHOUT
    assert readings[0].prior == 1.0


@pytest.mark.parametrize("text", ["are action plans SMART in Leeds", "do audits lead to improvement plans, Leeds"])
def test_words_for_a_paper_may_be_what_is_asked_about(text: str) -> None:
    readings = read_readings(text, GAZETTEER, today=TODAY)
    assert {reading.changed for reading in readings} == {"", "kind"}
    topical = next(reading.frame for reading in readings if reading.changed == "kind")
    assert topical.kinds == ()
    assert "plans" in topical.rest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("private fostering in Leeds, not the council's slides", Kind.SLIDES),
        ("ignore the action plan: what about PEPs in Leeds", Kind.ACTION_PLAN),
        ("PEPs in Leeds, rather than the self-assessment", Kind.SELF_ASSESSMENT),
        ("PEPs in Leeds but not from the focused visit", Kind.FOCUSED_VISIT),
        ("PEPs Leeds, leave out the cabinet paper", Kind.COMMITTEE_PAPER),
    ],
)
def test_a_kind_that_is_ruled_out_is_not_chosen(text: str, kind: Kind) -> None:
    frame = likeliest(text)
    assert (frame.kinds, frame.excluded_kinds) == ((), (kind,))


@pytest.mark.parametrize(
    "text",
    [
        "are chairs letting plans slide in Leeds",
        "did reviews slide in Leeds",
        "standards have started to slide in Leeds",
        "were staff briefed in Leeds",
        "do children present well in Leeds",
        "do managers plan well in Leeds",
        "is there a report to court in time in Leeds",
    ],
)
def test_a_verb_is_no_paper(text: str) -> None:
    assert likeliest(text).kinds == ()


@pytest.mark.parametrize(
    ("text", "years", "intent"),
    [
        ("what must Leeds work on after the 2019 inspection", (2019,), Intent.IMPROVEMENTS),
        ("what was Leeds told to fix following the 2019 inspection", (2019,), Intent.IMPROVEMENTS),
        ("recommendations for Leeds after the 2019 Ofsted", (2019,), Intent.IMPROVEMENTS),
    ],
)
def test_what_is_to_be_done_after_an_inspection_is_in_its_own_report(text: str, years, intent) -> None:
    frame = likeliest(text)
    assert (frame.years, frame.since, frame.intent) == (years, None, intent)


def test_what_happened_after_an_inspection_may_stand_in_its_report_or_in_later_ones() -> None:
    readings = read_readings("how did Leeds respond on neglect after the 2019 inspection", GAZETTEER, today=TODAY)
    said = [(r.changed, r.frame.years, r.frame.since) for r in readings if r.changed != "year"]
    assert said == [("", (), 2019), ("period", (2019,), None)]


@pytest.mark.parametrize(
    "text", ["new in post at Leeds 2018", "who is in post in Leeds 2018", "permanent post Leeds 2018"]
)
def test_a_post_that_somebody_holds_is_no_time(text: str) -> None:
    frame = likeliest(text)
    assert (frame.years, frame.since) == ((2018,), None)


def test_an_aside_alone_is_still_a_question() -> None:
    assert "practice" in likeliest("prepping for practice week").rest


def test_a_refusal_is_given_only_where_no_reading_finds_anything(answerer: Answerer) -> None:
    answer = answerer.answer(
        "do audits in Merrow lead to self-assessments that help with supervision of social workers"
    )
    assert answer.kind is AnswerKind.PASSAGES
    assert answer.state is State.ANSWER


def test_the_readings_that_were_tried_are_told_the_chosen_one_first(answerer: Answerer) -> None:
    answer = answerer.answer("supervision of social workers and self-assessments Merrow")
    assert [reading.chosen for reading in answer.readings][:1] == [True]
    assert "No self-assessment of Merrow is held that answers this." in answer.message


def test_a_paper_that_is_the_source_and_not_held_is_refused(answerer: Answerer) -> None:
    answer = answerer.answer("what did the JTAI say about supervision in Merrow")
    assert answer.kind is AnswerKind.NO_ANSWER


def test_the_voice_of_inspectors_is_not_given_up_where_they_answer(answerer: Answerer) -> None:
    answer = answerer.answer("what did inspectors say about supervision in Merrow", limit=10)
    assert {item.citation.voice for item in answer.evidence} == {Voice.INSPECTOR}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what is Signs of Safety", "Signs of Safety"),
        ("What's The Haven?", "The Haven"),
        ("who is Jane Doe, and by when", "Jane Doe"),
        ("what are Caring Dads in Leeds", "Caring Dads"),
        ("what is private fostering", None),
        ("who is the director", None),
        ("what is the Leeds grade", None),
    ],
)
def test_a_name_of_which_it_is_asked_what_it_is_is_looked_for_as_typed(text: str, name: str | None) -> None:
    readings = read_readings(text, GAZETTEER, today=TODAY)
    assert readings[0].frame.introduced == name
    assert readings[-1].frame.introduced is None


@pytest.mark.parametrize(
    "text", ["what were the four grades of Leeds", "Leeds, both grades", "the five areas for improvement of Leeds"]
)
def test_how_many_grades_or_points_there_are_is_no_topic(text: str) -> None:
    assert likeliest(text).intent in {Intent.JUDGEMENTS, Intent.IMPROVEMENTS}


@pytest.mark.parametrize(
    "text",
    [
        "what does Leeds council want to work on next",
        "what does Leeds City Council plan to improve",
        "what does the council want to do better in Leeds",
    ],
)
def test_what_a_council_wants_to_improve_stands_in_its_own_papers(text: str) -> None:
    frame = likeliest(text)
    assert (frame.voice, frame.intent) == (Voice.COUNCIL, Intent.PASSAGES)
    assert "priorities" in frame.rest


def test_a_list_that_inspectors_are_asked_for_is_labelled_where_the_council_reports_it(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    paper = (
        "TARNSIDE COUNCIL\n\nCABINET\n\n16 March 2021\n\nReport of the Director of Children's Services\n\n"
        "POST ILACS ACTION PLAN\n\n1. Purpose of Report\n\nTo share the action plan with Cabinet.\n\n"
        "2. Information\n\nIn July 2020 Ofsted inspected children's services in Tarnside.\n\n"
        "The areas for improvement identified in the inspection report are:\n\n"
        "- The timeliness of decisions at the front door.\n- The quality of plans for children in need.\n"
    )
    (folder / "tarnside cabinet paper.txt").write_text(paper, encoding="utf-8")
    index_folder(folder, tmp_path / "findings.db")
    answer = open_answerer(tmp_path / "findings.db").answer(
        "what areas for improvement did Ofsted give in 2020, cabinet paper"
    )
    assert answer.kind is AnswerKind.IMPROVEMENTS
    assert [item.text.split()[1] for item in answer.evidence] == ["timeliness", "quality"]
    assert "as the council reports it" in answer.message

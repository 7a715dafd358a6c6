"""The frame of a question is read as staff mean it: who, when, whose words, which paper, what kind of answer."""

from datetime import date
from time import process_time
from typing import Any

import pytest

from index.authorities import Gazetteer
from index.models import Authority, Kind, Voice
from index.query.frame import read_frame
from index.query.models import Frame, Intent
from index.query.requested_period import read_days, read_period, without_days

TODAY = date(2026, 3, 1)
HELD = ("Derby", "Derbyshire", "Leeds", "Bristol", "York", "North Yorkshire", "Kingston upon Hull", "Dudley", "Reading")
INSPECTOR, COUNCIL = Voice.INSPECTOR, Voice.COUNCIL
JUDGEMENTS, IMPROVEMENTS, COMPARISON = Intent.JUDGEMENTS, Intent.IMPROVEMENTS, Intent.COMPARISON
PASSAGES, TIMELINE, HELP = Intent.PASSAGES, Intent.TIMELINE, Intent.HELP


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(tuple(Authority(name) for name in HELD))


def frame_of(text: str, gazetteer: Gazetteer) -> Frame:
    return read_frame(text, gazetteer, today=TODAY)


def test_the_visit_of_a_month_is_no_topic(gazetteer: Gazetteer) -> None:
    frame = frame_of("Leeds visit May 2025, missing children", gazetteer)
    assert (frame.years, frame.months, frame.rest.split()) == ((2025,), ("may 2025",), [",", "missing", "children"])
    assert "visit" in frame_of("how often do workers visit in 2019, Leeds", gazetteer).rest


def test_a_month_that_is_named_twice_counts_once(gazetteer: Gazetteer) -> None:
    assert frame_of("Leeds in March 2017: what was said of the March 2017 visit", gazetteer).months == ("march 2017",)


@pytest.mark.parametrize("text", ["in " * 650 + "2019 x" * 400, "2019 " * 800, "'19 " * 1000, "in 2019 " * 500])
def test_years_without_end_cost_no_time(text: str) -> None:
    started = process_time()
    read_period(text[:4000], today=TODAY)
    assert process_time() - started < 1


PERIODS: dict[str, dict[str, Any]] = {
    # years in figures
    "private fostering in 2019": {"years": (2019,)},
    "the 2022 report on neglect": {"years": (2022,)},
    "2022: neglect": {"years": (2022,)},
    "neglect '22": {"years": (2022,)},
    "neglect ’18 inspection": {"years": (2018,)},
    "neglect in 2018/19": {"years": (2018, 2019)},
    "neglect in 2018-19": {"years": (2018, 2019)},
    "neglect 2018 and 2023": {"years": (2018, 2023)},
    "Jan 2025 report on fostering": {"years": (2025,)},
    "January 2025's report on fostering": {"years": (2025,)},
    "the report of 8 July 2025 on fostering": {"years": (2025,)},
    "fostering (2021)": {"years": (2021,)},
    "back in 2017, was fostering good": {"years": (2017,)},
    # years in words
    "fostering in twenty twenty three": {"years": (2023,)},
    "fostering in Twenty-Twenty": {"years": (2020,)},
    "fostering in two thousand and nineteen": {"years": (2019,)},
    "fostering in two thousand seventeen": {"years": (2017,)},
    "fostering in twenty nineteen": {"years": (2019,)},
    "was fostering free in twenty two and is it now": {"years": (2022,)},
    "fostering in the twenty three inspection": {"years": (2023,)},
    "fostering of twenty two children": {},
    "placed in twenty two homes": {},
    "fostering in two thousand and twenty five": {"years": (2025,)},
    # ranges
    "missing children since 2019": {"since": 2019},
    "missing children from 2019 onwards": {"since": 2019},
    "missing children 2019 or later": {"since": 2019},
    "missing children before 2018": {"until": 2017},
    "missing children up to 2018": {"until": 2018},
    "missing children until 2018": {"until": 2018},
    "missing children pre-2018": {"until": 2017},
    "missing children post-2018": {"since": 2019},
    "missing children after 2018": {"since": 2019},
    "missing children between 2017 and 2022": {"since": 2017, "until": 2022},
    "missing children from 2017 to 2022": {"since": 2017, "until": 2022},
    "missing children 2018 or earlier": {"until": 2018},
    "missing children in the last three years": {"since": 2023},
    "missing children over the past 5 years": {"since": 2021},
    "missing children in the last couple of years": {"since": 2024},
    "missing children last year": {"years": (2025,)},
    "missing children in the last year": {"since": 2025},
    "missing children over the past 12 months": {"since": 2025},
    "missing children in the last year of school": {"years": ()},
    "missing children this year": {"years": (2026,)},
    "missing children two years ago": {"years": (2024,)},
    # years that are not meant
    "fostering, not the 2017 report": {"years": ()},
    "fostering except 2017 and since 2019": {"since": 2019},
    "fostering, not since 2019": {"since": 2019},
    # recency
    "latest on fostering": {"recency": "latest"},
    "the most recent report on fostering": {"recency": "latest"},
    "fostering, last inspection": {"recency": "latest"},
    "fostering at the last Ofsted": {"recency": "latest"},
    "fostering in the current report": {"recency": "latest"},
    "what's it like for foster carers nowadays": {"recency": "latest"},
    "fostering right now": {"recency": "latest"},
    "fostering in the newest inspection": {"recency": "latest"},
    "fostering in the previous inspection": {"recency": "previous"},
    "fostering, the inspection before last": {"recency": "previous"},
    "fostering, the time before that": {"recency": "previous"},
    "fostering, the one before": {"recency": "previous"},
    "what did the report before say on fostering": {"recency": "previous"},
    "fostering over the years": {"recency": "all"},
    "history of fostering": {"recency": "all"},
    "trend in fostering": {"recency": "all"},
    "fostering over time": {"recency": "all"},
    "fostering in every inspection": {"recency": "all"},
    "fostering across all reports": {"recency": "all"},
    # numbers that are no years of inspections
    "homeless 16/17 year olds": {},
    "section 47 enquiries": {},
    "s.20 agreements": {},
    "paragraph 2.1": {},
    "the Children Act 1989": {},
    "duties under the 1989 Act": {},
    "the Children and Social Work Act 2017": {},
    "Working Together 2018": {},
    "Working Together to Safeguard Children 2023": {},
    "KCSIE 2024": {},
    "caseloads above 25": {},
    "£2,019 a week": {},
    "children aged twenty three": {},
    "history of abuse in the family": {},
    "how many of the 2021 children": {"years": (2021,)},
}


@pytest.mark.parametrize("text", PERIODS)
def test_period_is_read(text: str) -> None:
    asked = read_period(text, today=TODAY)
    read = {"years": asked.years, "since": asked.since, "until": asked.until, "recency": asked.recency}
    assert read == {"years": (), "since": None, "until": None, "recency": None} | PERIODS[text]


VOICES: dict[str, tuple[Voice | None, bool]] = {
    "what did inspectors say about fostering in Leeds": (INSPECTOR, False),
    "what did Ofsted find on fostering in Leeds": (INSPECTOR, False),
    "did the inspectors think fostering was safe in Leeds": (INSPECTOR, False),
    "HMI comments on fostering in Leeds": (INSPECTOR, False),
    "according to Ofsted, how is fostering in Leeds": (INSPECTOR, False),
    "Ofsted's view of fostering in Leeds": (INSPECTOR, False),
    "what were inspectors worried about, fostering Leeds": (INSPECTOR, False),
    "fostering in Leeds: what did the inspection team see": (INSPECTOR, False),
    "what do we say about fostering": (COUNCIL, False),
    "what does our self-assessment say about fostering": (COUNCIL, False),
    "the council's own account of fostering in Leeds": (COUNCIL, False),
    "what does Leeds council say it's proud of": (COUNCIL, False),
    "which services does an ILACS cover according to Leeds": (COUNCIL, False),
    "is fostering good according to Leeds 2017 report": (None, False),
    "what do we claim about fostering": (COUNCIL, False),
    "our own view of fostering": (COUNCIL, False),
    "fostering in Leeds: is that just us saying so": (None, True),
    "is fostering good or is that only the council's word": (None, True),
    "we say fostering is good, did Ofsted agree": (None, True),
    "fostering: did inspectors confirm what we say": (None, True),
    # nobody is asked to have said anything
    "fostering in Leeds": (None, False),
    "the 2019 Ofsted, fostering, Leeds": (None, False),
    "the Leeds Ofsted report on fostering": (None, False),
    "the inspection report on fostering in Leeds": (None, False),
    "how do we get on with fostering": (None, False),
    "who gets the Ofsted report once it is signed off": (None, False),
    "what were we told about fostering": (None, False),
    "do we have enough foster carers": (None, False),
    "how do foster carers describe their training, in their own words": (None, False),
    "when is the next Ofsted inspection expected": (None, False),
}


@pytest.mark.parametrize("text", VOICES)
def test_voice_is_read(text: str, gazetteer: Gazetteer) -> None:
    frame = frame_of(text, gazetteer)
    assert (frame.voice, frame.both_voices) == VOICES[text]


PAPERS: dict[str, tuple[Kind | None, Voice | None]] = {
    "did Ofsted sign off Derbyshire's action plan": (Kind.ACTION_PLAN, None),
    "scrutiny slides, when do they reckon Ofsted will be back": (Kind.SLIDES, None),
    "what did inspectors say about the action plan": (Kind.ACTION_PLAN, INSPECTOR),
    "what is cabinet asked to agree in the post ILACS report": (Kind.COMMITTEE_PAPER, None),
    "what becomes of the action plans, scrutiny panel ppt": (Kind.SLIDES, None),
    "did Ofsted like the fostering": (None, INSPECTOR),
}


@pytest.mark.parametrize("text", PAPERS)
def test_a_council_paper_is_asked_for_though_inspectors_are_spoken_of(text: str, gazetteer: Gazetteer) -> None:
    kind, voice = PAPERS[text]
    frame = frame_of(text, gazetteer)
    assert (frame.kinds, frame.voice) == (() if kind is None else (kind,), voice)


KINDS: dict[str, tuple[Kind, ...]] = {
    "Leeds focused visit 2021 on the front door": (Kind.FOCUSED_VISIT,),
    "Leeds 2021 focused visit on the front door": (Kind.FOCUSED_VISIT,),
    "the latest focused visit in Leeds, front door": (Kind.FOCUSED_VISIT,),
    "the latest monitoring visit in Leeds, front door": (Kind.MONITORING_VISIT,),
    "monitoring visits on care leavers": (Kind.MONITORING_VISIT,),
    "JTAI Leeds front door": (Kind.JOINT_INSPECTION,),
    "what did the joint targeted area inspection say about neglect": (Kind.JOINT_INSPECTION,),
    "area SEND inspection Leeds waiting times": (Kind.AREA_SEND,),
    "the SEND inspection on waiting times": (Kind.AREA_SEND,),
    "self-evaluation on care leavers": (Kind.SELF_ASSESSMENT,),
    "who leads on PEPs in the action plan": (Kind.ACTION_PLAN,),
    "the post-ILACS plan on PEPs": (Kind.ACTION_PLAN,),
    "the improvement plan on PEPs": (Kind.ACTION_PLAN,),
    "Leeds plan: who's got the PEP action": (Kind.ACTION_PLAN,),
    "the slides on ILACS": (Kind.SLIDES,),
    "the March briefing on ILACS": (Kind.SLIDES,),
    "cabinet paper on ILACS, who is responsible": (Kind.COMMITTEE_PAPER,),
    "scrutiny report on fostering": (Kind.COMMITTEE_PAPER,),
    "the full inspection on fostering in Leeds": (Kind.INSPECTION,),
    "the ILACS report on fostering in Leeds": (Kind.INSPECTION,),
    "the visit letter on care leavers": (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT),
    # a time, or a topic, not a paper
    "what changed for care leavers since the focused visit": (),
    "care leavers before the monitoring visit": (),
    "are care plans and pathway plans up to date": (),
    "who writes the child protection plan": (),
    "support for children with SEND": (),
    "do social workers' visits happen on time": (),
    "letters before proceedings": (),
}


@pytest.mark.parametrize("text", KINDS)
def test_kinds_of_document_are_read(text: str, gazetteer: Gazetteer) -> None:
    assert frame_of(text, gazetteer).kinds == KINDS[text]


INTENTS: dict[str, tuple[Intent, str | None]] = {
    "what did Leeds get for leadership in 2023": (JUDGEMENTS, "leaders"),
    "Leeds grades": (JUDGEMENTS, None),
    "Leeds's grades over time": (JUDGEMENTS, None),
    "what is Leeds rated": (JUDGEMENTS, None),
    "how was Leeds rated overall": (JUDGEMENTS, "overall"),
    "is Leeds outstanding": (JUDGEMENTS, None),
    "is Leeds good or outstanding now": (JUDGEMENTS, None),
    "was Leeds ever inadequate": (JUDGEMENTS, None),
    "Leeds overall effectiveness": (JUDGEMENTS, "overall"),
    "Leeds judgement for care leavers": (JUDGEMENTS, "care leavers"),
    "what grade did care leavers get in Leeds last time": (JUDGEMENTS, "care leavers"),
    "Leeds kids in care rating": (JUDGEMENTS, "care"),
    "Leeds LAC grade": (JUDGEMENTS, "care"),
    "help and protection judgment Leeds": (JUDGEMENTS, "protection"),
    "what did the LSCB get in Leeds": (JUDGEMENTS, "board"),
    "adoption grade Leeds 2017": (JUDGEMENTS, "adoption"),
    "how did Leeds do overall": (JUDGEMENTS, "overall"),
    "grade for leadership, management and governance in Leeds": (JUDGEMENTS, "leaders"),
    "what does Leeds need to improve": (IMPROVEMENTS, None),
    "Leeds areas for improvement": (IMPROVEMENTS, None),
    "2017 recommendations for Leeds": (IMPROVEMENTS, None),
    "what were we told to fix": (IMPROVEMENTS, None),
    "what were we told to fix after the 2021 focused visit in Leeds": (IMPROVEMENTS, None),
    "Leeds' to-do list from Ofsted": (IMPROVEMENTS, None),
    "what did Ofsted ask Leeds to improve": (IMPROVEMENTS, None),
    "list the recs from the last Leeds inspection": (IMPROVEMENTS, None),
    "what must Leeds do better": (IMPROVEMENTS, None),
    "priority actions Leeds": (IMPROVEMENTS, None),
    "what are Leeds's improvement priorities": (IMPROVEMENTS, None),
    "Leeds v Bristol on missing children": (COMPARISON, None),
    "compare Leeds and Bristol on missing children": (COMPARISON, None),
    "missing children: Leeds vs. Bristol": (COMPARISON, None),
    "who is better at missing children, Leeds or Bristol": (COMPARISON, None),
    "has supervision got better in Leeds since 2019": (COMPARISON, None),
    "Leeds supervision in 2019 compared with 2023": (COMPARISON, None),
    "did supervision improve between 2019 and 2023 in Leeds": (COMPARISON, None),
    "return home interviews in Leeds over the years": (TIMELINE, None),
    "history of return home interviews in Leeds": (TIMELINE, None),
    "how have return home interviews changed over time in Leeds": (TIMELINE, None),
    # a topic stands beside the words of grades and lists
    "what did Ofsted want changed about supervision in Leeds": (PASSAGES, None),
    "recommendations about supervision in Leeds": (PASSAGES, None),
    "what needs to improve in Leeds about private fostering": (PASSAGES, None),
    "how good is supervision in Leeds": (PASSAGES, None),
    "is practice any good with disabled children in Leeds": (PASSAGES, None),
    "are assessments good enough in Leeds": (PASSAGES, None),
    "inadequate housing for care leavers in Leeds": (PASSAGES, None),
    "what did children get for their birthdays in Leeds": (PASSAGES, None),
    "private fostering in Leeds": (PASSAGES, None),
    "how far have they got with PEPs in Leeds": (PASSAGES, None),
    "do schools get on with the front door in Leeds": (PASSAGES, None),
    "hi": (HELP, None),
    "hello there!": (HELP, None),
    "thanks!": (HELP, None),
    "who are you?": (HELP, None),
    "what can you do": (HELP, None),
    "": (HELP, None),
    "   ": (HELP, None),
    "???": (HELP, None),
    "🙂": (HELP, None),
    "help": (HELP, None),
    "ok cheers": (HELP, None),
}


@pytest.mark.parametrize("text", INTENTS)
def test_intent_and_area_are_read(text: str, gazetteer: Gazetteer) -> None:
    frame = frame_of(text, gazetteer)
    area = frame.area if frame.intent is JUDGEMENTS else None
    assert (frame.intent, area) == INTENTS[text]


RESTS: dict[str, str] = {
    "what did inspectors say about private fostering in Leeds in 2019": "private fostering",
    "Leeds 2019 private fostering": "private fostering",
    "private fostering, latest, Leeds": "private fostering",
    "Leeds v Bristol on private fostering": "private fostering",
    "has private fostering got better in Leeds since 2019": "private fostering",
    "private fostering in Leeds over the years": "private fostering",
    "private fostering in the Leeds focused visit letter 2021": "private fostering",
}


@pytest.mark.parametrize("text", RESTS)
def test_rest_keeps_the_topic_and_loses_the_frame(text: str, gazetteer: Gazetteer) -> None:
    rest = frame_of(text, gazetteer).rest
    assert RESTS[text] in rest
    for word in ("Leeds", "Bristol", "2019", "2021", "inspectors", "focused", "over the years", "since"):
        assert word not in rest


def test_words_beside_a_blanked_name_are_not_glued(gazetteer: Gazetteer) -> None:
    assert "return interviews" in " ".join(frame_of("return Leeds interviews", gazetteer).rest.split())
    assert len(frame_of("neglect in Leeds?", gazetteer).rest) == len("neglect in Leeds?")


def test_two_councils_are_two_sides(gazetteer: Gazetteer) -> None:
    assert frame_of("Derby and Derbyshire on neglect", gazetteer).authorities == ("Derby", "Derbyshire")


def test_how_others_do_is_asked_of_all_councils_and_by_the_rest_of_the_words(gazetteer: Gazetteer) -> None:
    frame = frame_of("our social workers keep leaving, does anyone have this problem too", gazetteer)
    assert (frame.everywhere, " ".join(frame.rest.split())) == (True, "our social workers keep leaving,")
    assert not frame_of("did anyone comment on our chronologies", gazetteer).everywhere


def test_a_council_that_is_not_meant_is_excluded(gazetteer: Gazetteer) -> None:
    frame = frame_of("neglect in Derby (not Derbyshire)", gazetteer)
    assert (frame.authorities, frame.excluded, frame.intent) == (("Derby",), ("Derbyshire",), PASSAGES)


def test_a_known_council_that_is_not_held_is_named(gazetteer: Gazetteer) -> None:
    frame = frame_of("neglect in Sunderland", gazetteer)
    assert (frame.authorities, frame.unheld) == ((), ("Sunderland",))


def test_it_asks_which_kingston_is_meant() -> None:
    gazetteer = Gazetteer.load((Authority("Kingston upon Hull"), Authority("Kingston upon Thames")))
    choices = frame_of("Kingston private fostering", gazetteer).ambiguous
    assert sorted(choices) == ["Kingston upon Hull", "Kingston upon Thames"]


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "x", '" OR 1=1 --', "NEAR(a b) AND *", "Привет, как дела?", "\x00", "(" * 500]
)
def test_any_text_is_read(text: str, gazetteer: Gazetteer) -> None:
    assert frame_of(text, gazetteer) == frame_of(text, gazetteer)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("What grades did Swansea get?", "Swansea"),
        ("what grades did trumpton get", "trumpton"),
        ("What does Trumpton need to improve?", "Trumpton"),
        ("private fostering in Greater Gotham", "Greater Gotham"),
        ("What did inspectors say about neglect in Leeds?", None),
        ("What did inspectors say about Signs of Safety?", None),
    ],
)
def test_a_place_that_is_no_council_known_is_never_taken_for_another(text: str, place: str | None) -> None:
    words = set("what grades did get does need to improve private fostering in inspectors say about neglect".split())
    words |= {"signs", "of", "safety", "greater"}
    frame = read_frame(text, Gazetteer.load(()), today=date(2026, 11, 21), is_word=words.__contains__)
    assert frame.authorities == ()
    assert frame.unheld == ((place,) if place else frame.unheld)
    assert place is not None or frame.unheld in ((), ("Leeds",))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the cabinet paper of 16 March", [(16, 3, None)]),
        ("25th July scrutiny, and the slides (25/07/19)", [(25, 7, None), (25, 7, 2019)]),
        ("July 25th, 2019", [(25, 7, 2019)]),
        ("what has changed since 13 June 2017", []),
        ("between 3 May and 7 May", []),
        ("the March 2020 paper", []),
        ("16 children in March", []),
    ],
)
def test_a_day_that_bounds_no_time_is_read_with_its_year_or_without(text: str, days: list[object]) -> None:
    assert [day for day, _ in read_days(text)] == days
    assert not read_days(without_days(text))
    assert len(without_days(text)) == len(text)


def test_the_last_months_are_counted_by_day() -> None:
    today = date(2026, 3, 31)
    assert read_period("inspected in the last 12 months", today=today).since_day == date(2025, 3, 28)
    assert read_period("visits in the past 3 months", today=today).since_day == date(2025, 12, 28)
    assert read_period("over the last year", today=today).since_day == date(2025, 3, 28)
    assert read_period("in the last 5 years", today=today).since_day is None


def test_a_season_with_the_last_figures_of_a_year_is_of_that_year() -> None:
    assert read_period("the visit in summer 21", today=TODAY).years == (2021,)
    assert read_period("in summer 16 children left", today=TODAY).years == ()


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("fostering, not the 2017 report", (2017,)),
        ("ignore 2016: fostering", (2016,)),
        ("without the report of 2023, what is said of fostering", (2023,)),
        ("fostering apart from the 2019 inspection, in 2021", (2019,)),
        ("not good in 2019", ()),
        ("fostering, not since 2017", ()),
        ("other than fostering, what was said in 2019", ()),
    ],
)
def test_a_year_whose_report_is_not_meant_is_left_out(text: str, excluded: tuple[int, ...]) -> None:
    asked = read_period(text, today=TODAY)
    assert asked.excluded == excluded
    assert not set(asked.years) & set(excluded)

"""A question over many councils is read slot by slot, and lists exactly the councils that a plain scan finds."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answers import Answerer, open_answerer
from index.authorities import Gazetteer
from index.models import Authority, Document, DocumentPart, Kind, Voice
from index.query import Ask, AskKind, GradeTest, Listing, VisitTest, When, read_asked, read_readings


@pytest.fixture(scope="module")
def answerer(library_index: Path) -> Answerer:
    return open_answerer(library_index)


GAZETTEER = Gazetteer.load(Authority(name) for name in ("Derby", "Luton", "Slough", "Merton", "Bromley", "Sunderland"))
TODAY = date(2026, 11, 1)


def ask_of(text: str) -> Ask | None:
    frame = read_readings(text, GAZETTEER, today=TODAY)[0].frame
    return read_asked(frame)[0][1]


def listing_of(text: str) -> Listing | None:
    ask = ask_of(text)
    return ask.listing if ask is not None else None


RI, OUT, INAD, GOOD = ("Requires improvement",), ("Outstanding",), ("Inadequate",), ("Good",)
WAS = When.BEFORE

# What is asked, and phrasings of it; nobody who wrote the rules wrote questions like these twice.
GRADES = {
    (GradeTest(INAD, "leaders"),): (
        "which councils are inadequate for leadership",
        "name all the councils with inadequate leadership",
        "whose leadership is inadequate",
        "leadership inadequate - who?",
        "any authority failing on leadership",
        "how many councils are inadequate for leadership",
        "none of the councils are inadequate for leadership, right?",
        "not a single council is inadequate for leadership?",
        "nobody is inadequate for leadership",
    ),
    (GradeTest(INAD), GradeTest(GOOD, "leaders")): (
        "who is inadequate overall but good for leadership",
        "inadequate overall but with good leadership - any?",
        "which councils are inadequate overall yet have good leadership",
        "inadequate overall and good for leadership",
        "councils rated inadequate overall, good for leadership",
    ),
    (GradeTest(RI), GradeTest(GOOD, "leaders")): (
        "RI overall but leadership is good, which council",
        "councils that require improvement overall but are good on leadership",
        "requires improvement overall while leadership is good: who",
        "who's RI overall but good for leadership",
        "requires improvement overall, leadership good",
    ),
    (GradeTest(INAD, when=WAS), GradeTest(GOOD)): (
        "which councils went from inadequate to good",
        "from inadequate to good: who?",
        "inadequate -> good, which councils",
    ),
    (GradeTest(INAD, when=When.EARLIER), GradeTest(GOOD)): (
        "who was inadequate and is now good",
        "councils that were previously inadequate and are now good",
        "good councils that used to be inadequate",
        "once inadequate, now good: who",
    ),
    (GradeTest(OUT, when=When.EARLIER), GradeTest(OUT, denied=True)): (
        "which councils lost their outstanding",
        "councils that used to be outstanding",
        "who is no longer outstanding",
        "who has come out of outstanding",
        "any council that stopped being outstanding",
    ),
    (GradeTest(INAD, "any", least=2),): (
        "who has two inadequates or more",
        "which authorities have at least two inadequate judgements",
        "councils with more than one inadequate judgement",
        "two inadequate grades, who",
        "which councils got several inadequate judgements",
    ),
    (GradeTest(("Good", "Outstanding"), "every"),): (
        "councils where every judgement is good or better",
        "who is good or outstanding across the board",
        "which councils are at least good in every area",
        "good or better in all areas - who",
        "any council good and above for every judgement",
    ),
    (GradeTest(("Inadequate", "Requires improvement"), "care"),): (
        "which councils are below good for children in care",
        "less than good for children in care, list them",
        "count of councils less than good for children in care",
        "who is RI or worse for children in care",
        "number of authorities inadequate or requiring improvement for children in care",
    ),
    (GradeTest(area="protection", moved="worse"),): (
        "has help and protection got worse anywhere? list the lot",
        "who slipped on help and protection",
        "help & protection - whos dropped",
        "which councils declined for help + protection",
        "where has help and protection gone down",
    ),
    (GradeTest(area="leaders", moved="worse", than="overall"),): (
        "which councils have worse leadership than overall",
        "whose leadership grade is lower than their overall",
        "who is weaker on leadership than overall",
        "councils where leadership is worse than the overall grade",
        "any council with a lower grade for leadership than overall",
    ),
    (GradeTest(GOOD, when=When.EVER, denied=True),): (
        "which councils have never been good",
        "who was never rated good",
        "any authority that has never been judged good",
        "never good: who",
        "councils never graded good overall",
    ),
    (GradeTest(("Inadequate", "Requires improvement"), "any", denied=True),): (
        "councils with nothing below good",
        "who has no grade lower than good",
        "anyone without anything under good in the newest report",
        "not one area worse than good: which",
    ),
    (GradeTest(("Inadequate", "Requires improvement"), when=When.EVER, denied=True),): (
        "who has never fallen below good overall",
        "councils which haven't dropped below good in any inspection",
        "never been worse than good, which councils",
    ),
    (GradeTest(("Inadequate", "Requires improvement"), "leaders", below=True),): (
        "councils not yet good for leadership",
        "who is yet to be good for leadership",
    ),
    (
        GradeTest(OUT, "every", besides=("care leavers",)),
        GradeTest(OUT, "care leavers", denied=True),
    ): (
        "which are outstanding for everything bar care leavers",
        "outstanding in all areas except care leavers - who",
        "who is outstanding across the board apart from care leavers",
    ),
    (GradeTest(GOOD, "every", besides=("leaders",)),): (
        "leaving aside leadership, who is good in every area",
        "ignoring leadership, which councils are good across the board",
    ),
    (GradeTest(GOOD, "every", besides=("leaders",)), GradeTest(RI, "leaders")): (
        "RI for leadership but good in everything else, who",
        "which councils are good in all the other areas but RI for leadership",
    ),
    (GradeTest(RI, "any"),): (
        "anywhere with a requires improvement somewhere in its last report",
        "an RI in the mix - which councils",
    ),
    (GradeTest((), "every", moved="same", than="every"),): (
        "councils with the same grade in every area",
        "who got an identical rating across all headings",
    ),
}


@pytest.mark.parametrize(("tests", "text"), [(tests, text) for tests, texts in GRADES.items() for text in texts])
def test_grades_are_read_with_their_areas_and_times(tests: tuple[GradeTest, ...], text: str) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert set(listing.tests) == set(tests)


SETS = {
    ("the Midlands",): (
        "which midlands councils are inadequate",
        "inadequate councils in the midlands",
        "midlands: who is inadequate",
        "any inadequate authorities across the midlands",
        "how many midlands las are inadequate",
    ),
    ("the North",): (
        "any inadequate councils up north?",
        "northern authorities rated inadequate overall",
        "who is inadequate in the north",
        "inadequate councils of the north of england",
        "list the northern councils that are inadequate",
    ),
    ("the South",): (
        "southern las that are inadequate",
        "which councils in the south are inadequate",
        "inadequate councils down south",
        "inadequate, who, in the south of england",
        "any inadequate southern councils",
    ),
    ("North East",): (
        "inadequate councils in the north east",
        "north eastern councils that are inadequate",
        "who in the north-east is inadequate",
        "which northeast authorities are inadequate",
        "inadequate overall: north east only, who",
    ),
    ("London", "county"): (
        "london boroughs and county councils that are inadequate",
        "which london boroughs or counties are inadequate",
        "inadequate counties and london boroughs",
        "who is inadequate, london and the shires",
        "list inadequate london boroughs and shire counties",
    ),
}


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("which councils are good unless care leavers are counted", ("unless",)),
        ("councils good for leadership instead of outstanding", ("instead",)),
        ("who is inadequate, not sure which area", ()),
        ("which councils are inadequate overall, no rush", ()),
        ("councils with nothing below good", ()),
        ("good in 2018 but not now - who", ()),
    ],
)
def test_a_word_that_turns_a_question_round_is_read_or_doubted(text: str, doubted: tuple[str, ...]) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert listing.doubted == doubted


def test_a_council_that_is_left_out_is_not_listed(answerer: Answerer) -> None:
    told = {group.label for group in answerer.answer("other than Derby and Merton, who is outstanding overall").groups}
    assert "Bromley" in told
    assert not told & {"Derby", "Merton"}


def test_a_doubted_list_says_what_was_read_and_claims_no_number(answerer: Answerer) -> None:
    lead = answerer.answer("which councils are good unless care leavers are counted").lead
    assert lead is not None
    assert lead.text.startswith("I do not surely understand “unless” here. Without it, I read")


def test_the_grades_of_a_report_are_told_but_for_an_area_that_is_left_out(answerer: Answerer) -> None:
    told = answerer.answer("what are Barnsley's grades apart from leadership").judgements
    assert len(told) >= 3
    assert not [one for one in told if "leaders" in one.area.lower()]


@pytest.mark.parametrize(("sets", "text"), [(sets, text) for sets, texts in SETS.items() for text in texts])
def test_sets_of_councils_are_read_by_their_names(sets: tuple[str, ...], text: str) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert set(listing.sets) == set(sets)
    assert listing.tests == (GradeTest(INAD),)


@pytest.mark.parametrize(
    "text",
    [
        "which councils outside london are inadequate",
        "inadequate councils not in london",
        "who is inadequate outside of London",
        "inadequate councils apart from the london boroughs",
        "any inadequate authorities excluding london",
    ],
)
def test_a_set_may_be_left_out(text: str) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert (listing.sets, listing.outside) == ((), ("London",))


FOCUSED, FULL = (Kind.FOCUSED_VISIT,), (Kind.INSPECTION,)
VISITS = {
    VisitTest(FOCUSED, about="front door"): (
        "which councils had a focused visit on the front door",
        "who has had a focused visit about the front door",
        "focused visits on the front door - which councils",
        "which authorities got a focused visit looking at the front door",
        "councils with a focused visit covering the front door",
    ),
    VisitTest(FOCUSED, denied=True): (
        "who has never had a focused visit",
        "which councils have not had a focused visit",
        "councils without a focused visit",
        "who hasnt had a focused visit",
        "any council yet to have a focused visit",
    ),
    VisitTest(FULL, denied=True): (
        "which councils haven't been inspected since 2019",
        "not inspected since 2019 - who?",
        "who was not inspected since 2019",
        "councils with no inspection since 2019",
        "which authorities have had no full inspection since 2019",
    ),
    VisitTest(FULL, least=1, most=1): (
        "are there any authorities with just the one full inspection on file",
        "which councils had exactly one full inspection",
        "who has only one full inspection held",
    ),
    VisitTest(FOCUSED, denied=True, after=True): (
        "no focused visit since their last full inspection, which councils",
        "who hasn't had a focused visit since the latest inspection",
    ),
    VisitTest(FOCUSED, least=2): (
        "which councils had more than one focused visit",
        "who has had two or more focused visits",
        "councils with at least two focused visits",
        "which authorities have had several focused visits",
        "anyone with two focused visits",
    ),
    VisitTest(FULL, last=True): (
        "which councils were last inspected before 2020",
        "who was last inspected before 2020",
        "councils whose last inspection was before 2020",
        "last inspected before 2020: which councils",
        "authorities last inspected before 2020",
    ),
}


@pytest.mark.parametrize(("visits", "text"), [(visits, text) for visits, texts in VISITS.items() for text in texts])
def test_inspections_and_visits_are_read_with_their_kind_and_number(visits: VisitTest, text: str) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert listing.visits == visits


SAID = {
    ("told", "supervision", INAD): (
        "inadequate councils told to improve supervision",
        "which councils rated inadequate were told to improve supervision",
        "inadequate authorities that need to work on supervision",
        "which inadequate councils must improve supervision",
        "supervision as an area for improvement: which inadequate councils",
        "inadequate councils where inspectors wanted better supervision",
    ),
    ("mention", "county lines", OUT): (
        "outstanding councils that mention county lines",
        "which outstanding councils talk about county lines",
        "which councils mention county lines and are outstanding",
        "any outstanding authorities mentioning county lines",
        "county lines: which outstanding councils mention it",
    ),
    ("well", "life story work", ()): (
        "who does life story work well",
        "good practice on life story work, who should we ring",
        "which councils are praised for life story work",
        "life story work done properly - best examples",
        "which councils are good at life story work",
    ),
    ("badly", "life story work", ()): (
        "who is weak on life story work",
        "which councils struggle with life story work",
        "anyone criticised over life story work",
        "councils that do life story work badly",
        "who has problems with life story work",
    ),
}


@pytest.mark.parametrize(
    ("said", "about", "grades", "text"), [(*key, text) for key, texts in SAID.items() for text in texts]
)
def test_what_is_said_is_read_beside_the_grades(said: str, about: str, grades: tuple[str, ...], text: str) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert listing.said == said
    assert about in [matter.lower() for matter in (listing.about, *listing.else_about)]
    assert tuple(test.grades for test in listing.tests) == ((grades,) if grades else ())


@pytest.mark.parametrize(
    "text",
    [
        "what makes a good assessment",
        "who supports care leavers with housing",
        "who is responsible for pathway plans",
        "is practice good at the front door",
        "how are other councils tackling agency staff",
        "do children in london get seen on time",
        "is the quality of the assessments good or poor",
        "who chairs the corporate parenting board",
        "how does Derby do on supervision, my boss asked which councils do it well",
        "Luton care leavers - which other council should we look at after",
        "who did the inspectors speak to in Slough",
        "which areas does Merton need to improve",
        "list the strengths of Bromley",
        "which homes are inadequate",
        "what is outstanding about Sunderland",
        "is there a strong leadership team in Derby",
        "has anyone spoken to the children",
        "which social workers are overloaded",
        "what did Ofsted ask Derby to do in the north of the city",
        "was it inadequate before 2018 in Luton and good after",
    ],
)
def test_a_question_on_practice_or_on_one_council_lists_no_councils(text: str) -> None:
    ask = ask_of(text)
    assert ask is None or ask.kind is not AskKind.LISTING


def inspections(answerer: Answerer) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in answerer.library.documents:
        graded = document.kind is Kind.INSPECTION and document.voice is Voice.INSPECTOR and document.judgements
        if graded and document.authority and not document.edition_of:
            found.setdefault(document.authority, []).append(document)
    for reports in found.values():
        reports.sort(key=lambda one: (one.date or date.min, one.path), reverse=True)
    return found


def printed(document: Document, *words: str) -> str:
    """Give the grade of the first area whose printed name has one of some words; "" where none has."""
    rows = (row for row in document.judgements if any(word in row.area.lower() for word in words))
    return next((str(row.grade) for row in rows), "")


OVERALL, LEADERS = ("overall effectiveness", "children’s services in"), ("leader",)
SCANS: dict[str, Callable[[list[Document]], bool]] = {
    "who is good overall but requires improvement for help and protection": lambda held: (
        printed(held[0], *OVERALL).startswith("Good")
        and printed(held[0], "help and protection").startswith("Requires improvement")
    ),
    "which councils are below good for leadership": lambda held: printed(held[0], *LEADERS).startswith(
        ("Requires", "Inadequate")
    ),
    "which councils have at least two inadequate judgements": lambda held: (
        sum(str(row.grade).startswith("Inadequate") for row in held[0].judgements) > 1
    ),
    "outstanding for every judgement: who": lambda held: all(
        str(row.grade).startswith("Outstanding") for row in held[0].judgements if row.grade
    ),
    "who is no longer outstanding overall": lambda held: (
        len(held) > 1
        and any(printed(one, *OVERALL).startswith("Outstanding") for one in held[1:])
        and printed(held[0], *OVERALL) != ""
        and not printed(held[0], *OVERALL).startswith("Outstanding")
    ),
}


@pytest.mark.parametrize("text", SCANS)
def test_the_councils_that_are_listed_are_those_of_a_plain_scan(answerer: Answerer, text: str) -> None:
    expected = {name for name, held in inspections(answerer).items() if SCANS[text](held)}
    answer = answerer.answer(text)
    assert {group.label for group in answer.groups} == expected
    assert answer.lead is not None
    assert answer.lead.text.startswith(f"{len(expected)} of ")
    if "judgement" in text:  # every council prints some: of none it is said that it prints no grade
        assert answer.facts == ()


@pytest.mark.parametrize(("text", "kind"), [("who has never had a focused visit", Kind.FOCUSED_VISIT)])
def test_councils_without_a_visit_are_those_of_a_plain_scan(answerer: Answerer, text: str, kind: Kind) -> None:
    held = {d.authority for d in answerer.library.documents if d.authority}
    visited = {d.authority for d in answerer.library.documents if d.kind is kind}
    assert {fact.label for fact in answerer.answer(text).facts} == held - visited


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("which areas of Derbyshire were below good", ("Requires", "Inadequate")),
        ("which areas of Lambeth were below good", ("Requires", "Inadequate")),
        ("what areas of Havering are inadequate", ("Inadequate",)),
        ("which parts of Bolton require improvement", ("Requires",)),
    ],
)
def test_the_grades_of_one_report_are_picked_by_what_they_must_be(
    answerer: Answerer, text: str, grades: tuple[str, ...]
) -> None:
    answer = answerer.answer(text)
    printed_rows = inspections(answerer)[answer.understood.authorities[0]][0].judgements
    wanted = [row.area for row in printed_rows if str(row.grade).startswith(grades)]
    # Where none is so, all that are printed say it.
    assert sorted(row.area for row in answer.judgements) == sorted(wanted or [row.area for row in printed_rows])


def test_a_council_that_is_not_of_a_grade_is_asked_about_and_not_left_out() -> None:
    asked = read_readings("why isn't Luton outstanding", GAZETTEER, today=TODAY)[0].frame
    beside = read_readings("a council that isn't Luton", GAZETTEER, today=TODAY)[0].frame
    assert (asked.authorities, asked.excluded) == (("Luton",), ())
    assert (beside.authorities, beside.excluded) == ((), ("Luton",))


@pytest.mark.parametrize(
    ("text", "moved", "area"),
    [
        ("which councils are worse than Slough", "worse", "overall"),
        ("any council with better leadership than Slough", "better", "leaders"),
        ("who isn't as good as Slough overall", "worse", "overall"),
        ("what other councils have the same grade as Slough for care leavers", "same", "care leavers"),
    ],
)
def test_the_councils_of_a_better_or_worse_grade_than_one_are_asked_for(text: str, moved: str, area: str) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert listing.beside == "Slough"
    assert listing.tests == (GradeTest((), area, moved=moved),)


@pytest.mark.parametrize("text", ["is Slough worse than Luton", "is supervision better than last time in Slough"])
def test_a_comparison_that_asks_for_no_councils_lists_none(text: str) -> None:
    assert (listing := listing_of(text)) is None or not listing.beside


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("is Bromley the only outstanding London borough", ("London",)),
        ("is Sunderland the only outstanding council", ()),
        ("who is the only outstanding county", ("county",)),
    ],
)
def test_who_asks_for_the_only_council_of_a_grade_asks_for_all_of_it(text: str, sets: tuple[str, ...]) -> None:
    listing = listing_of(text)
    assert listing is not None
    assert (listing.sets, listing.tests) == (sets, (GradeTest(OUT),))


def test_a_way_over_several_inspections_is_told_apart_from_one_step(answerer: Answerer) -> None:
    answer = answerer.answer("who went from inadequate to good")
    steps, longer = set(), set()
    for name, held in inspections(answerer).items():
        if printed(held[0], *OVERALL) == "Good" and len(held) > 1:
            was = [printed(one, *OVERALL, "overall judgement").lower().startswith("inadequate") for one in held[1:]]
            (steps if was[0] else longer if any(was) else set()).add(name)
    assert {group.label for group in answer.groups} == steps
    assert {name for fact in answer.facts if "in between" in fact.label for name in fact.value.split(", ")} == longer


def test_the_councils_that_were_not_told_are_the_rest_of_those_that_were(answerer: Answerer) -> None:
    told = {group.label for group in answerer.answer("which councils were told to improve supervision").groups}
    facts = {fact.label: fact.value for fact in answerer.answer("who was not told to improve supervision").facts}
    assert set(facts["Found"].split(", ")) == told
    assert not told & set(facts["Not found"].split(", "))


def test_a_name_of_which_a_word_is_nowhere_is_not_looked_for_in_part(answerer: Answerer) -> None:
    answer = answerer.answer("who mentions blockchain intelligence")
    assert answer.lead is not None
    assert answer.lead.text == "No document held has the word “blockchain”"
    assert answer.evidence == ()


def test_points_to_improve_are_counted_over_the_newest_inspection_of_each(answerer: Answerer) -> None:
    newest = [held[0] for held in inspections(answerer).values()]
    points = {
        one.path: sum(p.matter is DocumentPart.IMPROVEMENT for p in answerer.library.passages_of(one)) for one in newest
    }
    answer = answerer.answer("which council has the most recommendations")
    told = {fact.citation.document: int(fact.value.split()[0]) for fact in answer.facts if fact.citation}
    assert told == {path: count for path, count in points.items() if count}
    assert answer.lead is not None
    assert answer.lead.text.endswith(f": {max(points.values())}")


def test_who_waits_longest_without_an_inspection_comes_first(answerer: Answerer) -> None:
    newest = {name: held[0].inspected for name, held in inspections(answerer).items()}
    first = min((period.start, name) for name, period in newest.items() if period)[1]
    assert answerer.answer("which council has gone longest without a full inspection").facts[0].label == first


def test_the_biggest_rise_comes_first(answerer: Answerer) -> None:
    steps = ("inadequate", "requires", "good", "outstanding")
    moved = []
    for group in answerer.answer("who are the biggest improvers").groups:
        now, before = (printed(one, *OVERALL).lower() for one in inspections(answerer)[group.label][:2])
        moved.append(
            next(n for n, step in enumerate(steps) if now.startswith(step))
            - next(n for n, step in enumerate(steps) if before.startswith(step))
        )
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > moved[-1] > 0


def test_the_year_in_which_a_grade_was_given_most_often_is_told(answerer: Answerer) -> None:
    lead = answerer.answer("which year had the most outstanding judgements").lead
    given = Counter(
        one.date.year
        for held in inspections(answerer).values()
        for one in held
        if one.date and printed(one, *OVERALL, "overall judgement").startswith("Outstanding")
    )
    years = [str(year) for year, times in sorted(given.items()) if times == max(given.values())]
    assert lead is not None
    assert lead.text.startswith("Outstanding most often in " + " and ".join(years))


def test_who_was_told_a_part_of_a_matter_alone_is_named_beside_the_list(answerer: Answerer) -> None:
    answer = answerer.answer("who was told to improve return home interviews after missing episodes")
    named = {group.label for group in answer.groups}
    beside = {name for fact in answer.facts for name in fact.value.split(", ") if "return home" in fact.label}
    assert beside
    assert not beside & named

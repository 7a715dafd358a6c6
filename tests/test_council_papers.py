"""Papers of councils answer for what they are, what they report and who does what; what lies beyond is refused well."""

import csv
from pathlib import Path

import pytest

from bot.answers import Answerer, open_answerer
from bot.models import Answer, AnswerKind, State
from index.indexing.indexer import index_folder
from tests.council_papers import write_papers

PLAN = (
    ("Ref", "Recommendation", "Action", "Lead officer", "Timescale", "RAG", "Progress"),
    ("1.1", "Front door", "Co-locate police with the Access Point", "Owen Lister, Head of Front Door", "September 2023",
     "Green", "In place since May"),
    ("2.1", "Pre-birth work", "Write a pathway with midwifery", "Leanne Scully, Service Manager", "October 2023",
     "Amber", "Waiting for the hospital"),
    ("3.1", "Young carers", "Recruit two workers for young carers", "Nia Corran, Early Help Manager", "December 2023",
     "Red", "Recruitment failed twice"),
)  # fmt: skip
SLIDES = """# Merrow Council

22 February 2024

---

# What Ofsted told us in October 2023

- Overall effectiveness: inadequate
- The impact of leaders: inadequate
- Help and protection: inadequate
- Children in care: requires improvement to be good

---

# What we are proud of

- Our Young Ambassadors, who interview every senior candidate
- The Tidewater short breaks centre for disabled children

---

# Priorities for the next 90 days

- Clear the backlog of neglect assessments
- Launch the Compass practice academy
- Agree a single audit tool with partners

---

# Decisions we need from the Board today

- Agree to extend the agency contract to September
- Approve the revised terms of reference

---

# How far have we got

- Unallocated cases down from 214 in October to 37 in February
- Visits within ten days stand at 71% against a target of 90%

---

# What next

- Second cohort of Family Network Champions
- New audit tool to be tried in March

---

# Where we have been

- **JTAI** (*neglect*) - 2020
- **Focused visit** (*care leavers*) - 2022
"""
PAPER = """TARNSIDE COUNTY COUNCIL

CABINET

6 October 2022

Report of the Director of Children's Services

OUTCOME OF THE INSPECTION OF CHILDREN'S SERVICES

1. Purpose of Report

To tell Cabinet what was found between 20 June and 1 July 2022, when Ofsted inspected children's services in Tarnside.

2. What inspectors found

The specific areas for improvement identified in the report are:

- The quality of chronologies in the family safeguarding teams
- The timeliness of initial health assessments
- The response to children who are at risk outside the home

The Lantern service for young carers opened in May 2016 and has supported 80 of them since.

3. Officer Recommendation

It is recommended that Cabinet:

- i) Notes the outcome of the inspection; and
- ii) Approves the improvement plan at Appendix A.

APPENDIX B: SUMMARY FOR YOUNG PEOPLE

How well does Tarnside help children who need support and protection?

The inspectors rated Tarnside as 'Requires Improvement to be good' at doing this.

Workers need to understand why children go missing and plan with them to keep them safe.

How well does Tarnside help children in care?

The inspectors rated Tarnside as 'Good' at doing this.
"""


LETTER = """Dear Ms Harding

Focused visit to Merrow Council children's services

This letter summarises the findings of a focused visit to Merrow Council children's services on 8 and 9 February 2022.
Her Majesty's Inspectors for this visit were Ann Reed and Piotr Hale.

Inspectors looked at the local authority's arrangements for care leavers.

Headline findings

Care leavers are supported by personal advisers who know them well. Most pathway plans are timely and most advisers
visit as often as they should. The new Anchor advice hub has helped many of them since it opened in June 2021.

Yours sincerely

Ann Reed
Her Majesty's Inspector
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    home = tmp_path_factory.mktemp("papers")
    folder = home / "documents"
    folder.mkdir()
    (folder / "merrow board february 2024.txt").write_text(SLIDES, encoding="utf-8")
    (folder / "merrow visit february 2022.txt").write_text(LETTER, encoding="utf-8")
    (folder / "tarnside cabinet october 2022.txt").write_text(PAPER, encoding="utf-8")
    with (folder / "wexmouth plan.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Wexmouth Borough Council Ofsted improvement plan, 8 June 2023",), *PLAN])
    index_folder(folder, home / "findings.db")
    return open_answerer(home / "findings.db", safeguarding="01999 555 010")


def first(answer: Answer) -> str:
    assert answer.evidence, answer.message
    return answer.evidence[0].text


GRADES = (
    ("what did Ofsted judge Merrow overall in the slides", "inadequate"),
    ("what grade do the Merrow slides give for children in care", "requires improvement to be good"),
    ("how were leaders in Merrow rated according to the council's slides", "inadequate"),
    ("Merrow help and protection judgement, as reported to the board", "inadequate"),
    ("what did Tarnside get for children in care in 2022", "Good"),
    ("how did inspectors rate Tarnside on helping and protecting children", "Requires Improvement to be good"),
)


@pytest.mark.parametrize(("text", "grade"), GRADES)
def test_a_grade_that_a_paper_reports_answers_as_the_council_reports_it(
    answerer: Answerer, text: str, grade: str
) -> None:
    answer = answerer.answer(text)
    assert answer.kind is AnswerKind.JUDGEMENTS
    assert answer.judgements[0].grade == grade
    assert "as the council reports it" in answer.message
    assert answer.lead is not None
    assert "report" in answer.lead.text


PRINTED = (
    ("who wrote the Tarnside cabinet report", "Report of the Director"),
    ("when did cabinet consider the Tarnside report", "6 October 2022"),
    ("which committee did the Tarnside report go to", "6 October 2022"),
    ("what was Tarnside cabinet asked to decide", "Notes the outcome"),
    ("officer recommendation in the Tarnside cabinet report", "Notes the outcome"),
    ("what decisions did the Merrow board have to make", "Agree to extend"),
    ("when was the Tarnside inspection", "inspected children's services"),
    ("what does slide 3 of the Merrow presentation say", "Young Ambassadors"),
    ("what does the young people's summary say about going missing in Tarnside", "understand why children go"),
    ("who is responsible for young carers in the Wexmouth plan", "Nia Corran"),
    ("by when should the pathway with midwifery be written, Wexmouth plan", "October 2023"),
    ("which action in the Wexmouth plan is about police", "Co-locate police"),
    ("what is due in December 2023 in the Wexmouth plan", "Recruit two workers"),
    ("what is Merrow proud of", "Young Ambassadors"),
    ("what is Tidewater", "Tidewater short breaks"),
)


@pytest.mark.parametrize(("text", "words"), PRINTED)
def test_a_paper_tells_what_it_is_and_who_does_what(answerer: Answerer, text: str, words: str) -> None:
    answer = answerer.answer(text)
    assert answer.state is not State.NONE
    assert words in first(answer)


LISTS = (
    "which areas for improvement did Ofsted give Tarnside",
    "areas for improvement reported to Tarnside's cabinet in October 2022",
    "what needs to improve according to the Tarnside cabinet paper",
    "what did inspectors tell Tarnside to improve",
    "list the areas for improvement in the Tarnside cabinet report",
)


@pytest.mark.parametrize("text", LISTS)
def test_a_list_that_a_paper_reports_is_given_whole(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(text)
    told = " ".join(item.text for item in answer.evidence)
    assert answer.kind is AnswerKind.IMPROVEMENTS
    assert all(words in told for words in ("chronologies", "initial health assessments", "outside the home"))


NAMES = (
    ("who is Owen Lister", "Owen Lister"),
    ("who is Leanne Scully, and by when", "Leanne Scully"),
    ("what is Compass", "Compass practice academy"),
    ("what are the Young Ambassadors", "Young Ambassadors"),
    ("what is the Access Point in Wexmouth", "Access Point"),
)


@pytest.mark.parametrize(("text", "words"), NAMES)
def test_a_name_is_answered_by_what_introduces_it(answerer: Answerer, text: str, words: str) -> None:
    assert words in first(answerer.answer(text))


SPOKEN_OF = (
    ("grades in Merrow 2023 according to the council's slides", "inadequate"),
    ("what did Merrow get in 2023 for children in care, as the slides say", "requires improvement to be good"),
    ("Merrow slides: leadership grade of October 2023", "inadequate"),
    ("overall effectiveness of Merrow in 2023", "inadequate"),
    ("help and protection grade in the February 2024 Merrow presentation", "inadequate"),
)


@pytest.mark.parametrize(("text", "grade"), SPOKEN_OF)
def test_a_year_can_be_the_one_that_a_paper_speaks_of(answerer: Answerer, text: str, grade: str) -> None:
    assert [one.grade for one in answerer.answer(text).judgements[:1]] == [grade]


CAME = (
    ("on which two days were inspectors in Merrow for the visit about care leavers", "8 and 9 February 2022"),
    ("what dates did the focused visit on care leavers in Merrow run over", "8 and 9 February 2022"),
    ("which HMIs came to Merrow for the 2022 visit about care leavers", "Ann Reed and Piotr Hale"),
    ("which inspections and visits has Merrow had between 2019 and 2023, and in what years", "2020"),
    ("what other inspection activity was there in Merrow between the 2018 one and March 2023", "2020"),
    ("care leavers in Merrow: when did the new hub open", "June 2021"),
    ("in the pandemic-era letter to Ms Harding, how well do advisers know young people", "know them well"),
)


@pytest.mark.parametrize(("text", "words"), CAME)
def test_it_tells_when_inspectors_came_and_who_and_when_a_service_began(
    answerer: Answerer, text: str, words: str
) -> None:
    answer = answerer.answer(text)
    assert answer.state is not State.NONE
    assert words in " ".join(item.text for item in answer.evidence)


OF_NO_DOCUMENT = (
    "young carers service in Tarnside, the one that opened in 2016",
    "Tarnside young carers 2016",
    "what was set up for young carers in Tarnside in spring 2016 and how many has it supported",
)


@pytest.mark.parametrize("text", OF_NO_DOCUMENT)
def test_a_year_of_no_document_is_one_that_passages_speak_of(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(text)
    assert "May 2016" in first(answer)
    assert "No document from 2016 answers this" in answer.message


def test_what_was_before_the_latest_inspection_may_be_told_in_it(answerer: Answerer) -> None:
    answer = answerer.answer("Merrow pathway plans, previous visit")
    assert answer.state is State.RELATED
    assert "Nothing from before the latest inspection answers this" in answer.message
    assert "pathway plans" in " ".join(item.text for item in answer.evidence)


@pytest.mark.parametrize("text", ["Tarnside housing benefit 2016", "Tarnside young carers 2014"])
def test_a_year_that_no_passage_on_the_matter_speaks_of_is_refused(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(text)
    assert answer.state is State.NONE
    assert not answer.evidence


NOT_GIVEN = (
    "what RAG rating did the Tarnside improvement plan get",
    "how much did the Tidewater centre cost",
    "who owns the supervision action in the Wexmouth plan",
    "who is in charge of adoption in the Wexmouth plan",
    "who chairs the Merrow board",
    "budget for young carers in the Wexmouth plan",
    "what sum does the Tarnside cabinet report say the plan will take",
    "what was the contract value of the Tidewater centre",
    "which grade came out of the 2020 JTAI in the Merrow slides",
    "what name did young people give the new advice hub in Tarnside",
)


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_what_a_paper_speaks_of_without_giving_it_is_no_answer(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(text)
    assert answer.state is not State.ANSWER, answer.message


BEYOND = (
    ("what should I do about a child at risk", "01999 555 010"),
    ("who do I call if a child is being hurt", "01999 555 010"),
    ("a girl told me her dad hits her", "01999 555 010"),
    ("how do I report a safeguarding concern", "01999 555 010"),
    ("my pupil has bruises, what should I do about this child", "01999 555 010"),
    ("I think a boy next door is being hurt, who do I ring", "call 999"),
    ("Merrow adult social care rating", "other services"),
    ("is our local primary school good", "other services"),
    ("how is fostering in Wales", "other nations"),
    ("is Ofsted fair", "no opinion"),
    ("my partner hits our son", "01999 555 010"),
    ("I want to kill myself", "call 999"),
    ("how do I become a foster carer", "give no advice on law"),
    ("what's the phone number of ofsted", "know no numbers"),
    ("the little one upstairs cries all night and nobody goes in", "01999 555 010"),
    ("a lad on my son's team came to training with burns again", "01999 555 010"),
    ("what's the best recipe for scones", "and nothing else"),
    ("they would all be better off if I was not here any more", "call 999"),
    ("which council would you move to", "no opinion of my own"),
    ("translate that into Polish", "write nothing of my own"),
    ("will Merrow be outstanding next time", "cannot say what inspectors will find"),
)


@pytest.mark.parametrize(("text", "words"), BEYOND)
def test_what_lies_beyond_the_documents_is_refused_in_a_sentence(answerer: Answerer, text: str, words: str) -> None:
    answer = answerer.answer(text)
    assert (answer.kind, answer.state, answer.evidence) == (AnswerKind.NO_ANSWER, State.NONE, ())
    assert words in answer.message
    assert answer.message.count("call 999") <= 1  # whom to call is said once


def test_whoever_may_do_themselves_harm_is_told_whom_to_call_whatever_else_they_ask(answerer: Answerer) -> None:
    answer = answerer.answer("I want to kill myself. grades of Merrow")
    first = answer.lead.text if answer.lead else answer.message
    assert "999" in first
    assert answer.judgements


FOUND = (
    "what is a child protection plan",
    "kids living with somebody who isn't close family, arranged by mum and dad - has it been sorted since 2019?",
    "what does Signs of Safety mean",
    "what did inspectors say about children at risk outside the home in Tarnside",
    "Tarnside children at risk",
    "what happens when a child is at risk in Tarnside",
    "how do workers respond to children who go missing, Tarnside",
    "are children at risk of harm outside the home kept safe in Tarnside",
)


@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_on_children_at_risk_is_looked_for(answerer: Answerer, text: str) -> None:
    said = answerer.answer(text).message
    assert "999" not in said
    assert "give no advice" not in said


def test_one_of_two_alternatives_that_is_spoken_of_is_enough(answerer: Answerer) -> None:
    answer = answerer.answer("Merrow slides: bursaries/backlog of neglect assessments")
    assert answer.state is not State.NONE
    assert "bursaries" not in answer.message


TEXT = """FENWICK COUNCIL

Scrutiny Committee

9 November 2022

1. Purpose of report

1.1 This report informs members of the inspection of children's services in April 2022.

3. Background

3.1 Services were judged good in 2017.

3.2 The team of six inspectors was led by Ida Mott.

4. Findings of the inspection

4.1 Children's flats are visited each week by a manager.

4.2 Inspectors identified two areas for improvement:

- the timeliness of return home interviews; and
- supervision of newly qualified social workers.

5. Financial implications

5.1 The plan costs £640,000.

6. Adoption

6.1 Adoption is planned early: the adoption panel meets twice each month, adopters get adoption training within
three weeks, and adoption support is good.

6.2 There have been 48 adoptions, and work with birth parents and with schools goes on for as long as they need it.
"""


VISITS = """# Merrow Council: Scrutiny Panel

6 March 2018

---

# What have the monitoring visits said?

| Visit | Date | Focus | Message |
| --- | --- | --- | --- |
| First | June 2017 | Front door | Slow start; thresholds unclear |
| Second | October 2017 | Children in care | Some progress from a low base |

---

# Coming up

- Third monitoring visit in April: care leavers
"""


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Answer over a paper in plain text whose sections and paragraphs are numbered."""
    home = tmp_path_factory.mktemp("numbered")
    folder = home / "documents"
    folder.mkdir()
    (folder / "paper.txt").write_text(TEXT, encoding="utf-8")
    (folder / "slides.md").write_text(VISITS, encoding="utf-8")
    index_folder(folder, home / "findings.db")
    return open_answerer(home / "findings.db")


def test_a_numbered_line_over_the_first_paragraph_of_its_section_is_its_title(numbered: Answerer) -> None:
    paper = next(document for document in numbered.library.documents if document.path == "paper.txt")
    passages = numbered.library.passages_of(paper)
    assert [(p.number, p.sections) for p in passages if p.number in {"3.2", "4.1", "5.1"}] == [
        ("3.2", ("3. Background",)),
        ("4.1", ("4. Findings of the inspection",)),
        ("5.1", ("5. Financial implications",)),
    ]


SAID = (
    ("what did Ofsted tell Fenwick to sort out, from the scrutiny paper", "return home interviews"),
    ("how many adoptions were there in Fenwick", "48 adoptions"),
    ("what did the second monitoring visit look at in Merrow", "low base"),
    ("what's the scrutiny panel told about the third monitoring visit", "care leavers"),
    ("how many inspectors came to Fenwick and who was in charge of them", "Ida Mott"),
)


@pytest.mark.parametrize(("text", "words"), SAID)
def test_what_a_paper_in_plain_text_or_its_table_says_comes_first(numbered: Answerer, text: str, words: str) -> None:
    assert words in first(numbered.answer(text))


@pytest.mark.parametrize("asking", ["main", "conclude", "badly", "38"])
def test_a_word_that_asks_is_never_called_missing(answerer: Answerer, asking: str) -> None:
    answer = answerer.answer(f"{asking} unicorns in Tarnside")
    assert f"“{asking}”" not in answer.message


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Answer over a plan in Word, slides, a printed committee paper and a self-evaluation of four councils."""
    home = tmp_path_factory.mktemp("four")
    folder = home / "documents"
    folder.mkdir()
    write_papers(folder)
    index_folder(folder, home / "findings.db")
    return open_answerer(home / "findings.db")


ASKED = (
    ("who leads on domestic abuse screening in the Penhallow plan?", "Hamish Oduya"),
    ("penhallow improvement plan - which actions are red", "Reduce caseloads"),
    ("what is Lowenna Pascoe responsible for", "second children's home"),
    ("Penhallow plan Nov 2024, why is the second children's home late", "refused in October"),
    ("how many professionals had threshold training in penhallow", "412 professionals"),
    ("what's action 2.3 in the Penhallow improvement plan", "Reduce caseloads"),
    ("average caseload in Penhallow assessment teams", "Average is 21"),
    ("how far along is life story work, penhallow plan", "31 of 44"),
    ("who owns the Penhallow plan overall", "Corinne Tregear"),
    ("which penhallow actions are due in 2025 march", "single plan format"),
    ("when did the improvement board agree the Penhallow plan", "12 November 2024"),
    ("how many cases did inspectors look at in Harrowdene", "134 children's cases"),
    ("who led the Harrowdene inspection in June 2023", "Maureen Achebe"),
    ("what is The Bridge in Harrowdene", "The Bridge, our edge"),
    ("Harrowdene slides: deadline for sending the plan to Ofsted", "30 October 2023"),
    ("how much extra money for CIN teams - harrowdene scrutiny sep 2023", "£480,000"),
    ("when will ofsted be back in Harrowdene", "expected: spring 2025"),
    ("what did Ofsted like about Harrowdene", "The Bridge"),
    ("who is Yusuf Lindqvist", "Yusuf Lindqvist"),
    ("who wrote the Ostley cabinet report of January 2025", "Gareth Omondi"),
    ("ostley cabinet jan 2025: social worker turnover", "24% 17% 15%"),
    ("how many care leavers has Ostley got and how many are parents", "238 care leavers"),
    ("what did voices 18+ ask for", "driving lessons"),
    ("how many children does Brackenshire look after, self evaluation", "604 children"),
    ("what does Brackenshire think it needs to do better", "chronologies"),
    ("Brackenshire self evaluation strengths", "agency staff"),
    ("what are Family Finders", "Family Finders"),
)


@pytest.mark.parametrize(("text", "words"), ASKED)
def test_what_a_paper_of_any_layout_says_is_among_the_first_three(four: Answerer, text: str, words: str) -> None:
    answer = four.answer(text)
    assert any(words in item.text for item in answer.evidence[:3]), answer.message


NOW = (
    ("what did Harrowdene get for care leavers, scrutiny slides Sept 2023", "Outstanding"),
    ("harrowdene overall grade 2023", "Good"),
    ("help and protection grade in the Harrowdene scrutiny presentation", "Requires improvement"),
    (
        "what was Ostley judged overall at its last full inspection, per the cabinet paper",
        "requires improvement to be good",
    ),
)


@pytest.mark.parametrize(("text", "grade"), NOW)
def test_of_grades_then_and_now_those_of_now_are_given(four: Answerer, text: str, grade: str) -> None:
    assert [one.grade for one in four.answer(text).judgements[:1]] == [grade]


def test_a_grade_of_another_year_than_the_column_read_is_not_given(four: Answerer) -> None:
    assert four.answer("what was Harrowdene judged overall in 2019, scrutiny slides").judgements == ()


NEAR = (
    "who owns the action on fostering recruitment in the Penhallow plan",
    "what does the Penhallow improvement plan cost",
    "Harrowdene slides - how many social workers left last year",
    "which company will run Ostley's Staying Close offer",
    "how many UASC in Brackenshire",
)


@pytest.mark.parametrize("text", NEAR)
def test_what_the_four_papers_do_not_give_is_no_answer(four: Answerer, text: str) -> None:
    assert four.answer(text).state is not State.ANSWER


SOURCE_BEHIND = (
    "does Brackenshire trace relatives of children in care? self evaluation",
    "how many cases were looked at in Harrowdene? scrutiny slides 2023",
    "who leads on threshold work in Penhallow? action plan",
)


@pytest.mark.parametrize("text", SOURCE_BEHIND)
def test_a_paper_named_behind_a_question_is_no_second_question(four: Answerer, text: str) -> None:
    answer = four.answer(text)
    assert answer.parts == ()
    assert answer.evidence


def test_rows_that_are_due_in_a_month_or_a_year_are_listed(four: Answerer) -> None:
    months = four.answer("penhallow actions to be done by March 2025").evidence[0].text
    years = [item.text for item in four.answer("which actions are due in 2025 in the Penhallow plan").evidence]
    assert "single plan format" in months
    assert years
    assert all("2025" in text for text in years)


def test_initials_of_a_council_may_be_typed_with_blanks(four: Answerer) -> None:
    assert "Bournemouth" in four.answer("b c p council adoption grade").message


OURS = (
    ("when do our care leavers stop getting help with council tax", "Harrowdene"),
    ("how many of our children did Family Finders reconnect", "Brackenshire"),
    ("who is down for our second children's home", "Penhallow"),
)


@pytest.mark.parametrize(("text", "council"), OURS)
def test_whose_documents_are_meant_by_our_is_told_by_what_is_found_and_said(
    four: Answerer, text: str, council: str
) -> None:
    answer = four.answer(text)
    assert answer.understood.authorities == (council,)
    assert {item.citation.authority for item in answer.evidence} == {council}
    assert answer.message.startswith(f"You named no council: these are documents of {council}")
    assert council not in {option.label for option in answer.options}
    assert len(answer.options) == 3


@pytest.mark.parametrize(
    "text", ["how are our care leavers", "what were our grades", "how are we doing", "how did they do"]
)
def test_whose_documents_are_meant_is_asked_where_several_answer(four: Answerer, text: str) -> None:
    assert four.answer(text).state is State.ASK


PAPERS_ALONE = (
    ("the September 2023 scrutiny slides: overall grade", "Harrowdene"),
    ("care leavers grade in the slides to scrutiny", "Harrowdene"),
)


@pytest.mark.parametrize(("text", "council"), PAPERS_ALONE)
def test_a_paper_that_only_one_council_has_names_the_council(four: Answerer, text: str, council: str) -> None:
    answer = four.answer(text)
    assert answer.kind is AnswerKind.JUDGEMENTS
    assert answer.understood.authorities == (council,)


def test_another_paper_answers_for_a_kind_that_is_not_held_and_it_is_said(four: Answerer) -> None:
    answer = four.answer("what does the Harrowdene action plan say on strategy meetings")
    assert "Strategy meetings are tracked" in " ".join(item.text for item in answer.evidence[:3])
    assert "No action plan of Harrowdene is held that answers this." in answer.message
    assert answer.state is State.RELATED


def test_what_is_counted_is_no_place(four: Answerer) -> None:
    answer = four.answer("What needs to improve, the slides of September 2023. Three blobs I believe.")
    assert "timeliness of strategy meetings" in " ".join(item.text for item in answer.evidence[:3])


ASKED_OF_PAPERS = (
    ("Finance officer here, what more is there for child in need teams", "£480,000"),
    ("Lowenna Pascoe - what is she down for? our improvement action plan", "second children's home"),
)


@pytest.mark.parametrize(("text", "words"), ASKED_OF_PAPERS)
def test_what_is_asked_of_a_paper_is_no_fact_of_the_catalogue(four: Answerer, text: str, words: str) -> None:
    answer = four.answer(text)
    assert answer.kind is AnswerKind.PASSAGES
    assert words in " ".join(item.text for item in answer.evidence[:3])


def test_a_word_that_names_nothing_beside_an_area_does_not_hide_its_grade(four: Answerer) -> None:
    answer = four.answer("what was the care leavers bit graded in the big 2023 Harrowdene slides")
    assert [one.grade for one in answer.judgements] == ["Outstanding"]


@pytest.mark.parametrize(
    "text", ["who was the focused visit letter to Saltney addressed to", "who is the 2024 letter to?"]
)
def test_to_whom_a_letter_was_written_is_told_by_its_head(tmp_path: Path, text: str) -> None:
    letter = (
        "Dear Ms Okafor\nFocused visit to Saltney Borough Council children's services\n\n"
        "This letter summarises the findings of the focused visit to Saltney on 4 and 5 June 2024. Inspectors looked at"
        " the arrangements for children in care.\n\nHeadline findings\n\nChildren in care are well supported by staff"
        " who know them well.\n\nYours sincerely\nRuth Adeyemi\nHis Majesty's Inspector\n"
    )
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "saltney.txt").write_text(letter, encoding="utf-8")
    index_folder(folder, tmp_path / "findings.db")
    answer = open_answerer(tmp_path / "findings.db").answer(text)
    assert [item.text for item in answer.evidence] == ["Dear Ms Okafor"]


def test_where_to_get_a_version_is_not_looked_for_in_the_version(four: Answerer) -> None:
    assert four.frame("what does the young people's version say on missing children").section == "young people"
    assert four.frame("where can a parent get hold of the easy read version").section is None

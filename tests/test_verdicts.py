"""A judged area is answered with its printed grade and the paragraph that opens its section, for every real report.

What is right is read from the text of the reports' pages by other means than the program's own: the heading that prints
the area with its grade, and the first numbered paragraph below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from bot.answers import Answerer, open_answerer
from bot.models import NO_OVERALL, AnswerKind
from index.models import Document, Kind
from index.text import Polarity, read_leaning, read_polarity
from index.text.polarity import SIGNS

GRADES = r"outstanding|good|requires improvement(?: to be good)?|inadequate"
HEADING = re.compile(
    rf"(The (?:experiences and progress|impact) of [^.:]{{10,130}}): ({GRADES}) (\d{{1,2}})\.? ?([A-Z].{{40}})",
    re.IGNORECASE,
)
ASKED = {
    "help and protection": "help and protection",
    "leaders": "leadership",
    "leavers": "care leavers",
    "in care": "children in care",
}


@dataclass(frozen=True)
class Printed:
    """What a page prints of an area: its grade, and the number and the first words of the paragraph that opens it."""

    area: str
    grade: str
    number: str
    words: str


def flat(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").replace("\xad", "").replace("\ufffe", "").split())


def read_printed(path: Path) -> list[Printed]:
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[n].get_textpage().get_text_range() for n in range(len(pdf))]
    text = flat(" ".join(re.sub(r"^\s*\d{1,2}\s*$", "", page, flags=re.MULTILINE) for page in pages))
    return [
        Printed(
            next(asked for word, asked in ASKED.items() if word in match[1].lower()),
            match[2].lower(),
            match[3],
            match[4],
        )
        for match in HEADING.finditer(text)
    ]


def newest(answerer: Answerer) -> Iterator[Document]:
    reports: dict[str, Document] = {}
    for document in sorted(answerer.library.documents, key=lambda d: d.date.isoformat() if d.date else ""):
        if document.kind is Kind.INSPECTION and document.authority:
            reports[document.authority] = document
    yield from reports.values()


@pytest.fixture(scope="module")
def answerer(library_index: Path) -> Answerer:
    return open_answerer(library_index)


def test_every_area_of_every_newest_report_leads_with_its_grade_and_its_opening(
    answerer: Answerer, shared: Path
) -> None:
    faults, areas, councils = [], 0, 0
    for document in newest(answerer):
        printed = read_printed(shared / "library" / document.path)
        councils += len(printed) >= 4
        for one in printed:
            areas += 1
            answer = answerer.answer(f"{document.authority} {one.area}")
            first = answer.evidence[0] if answer.evidence else None
            reached = (
                answer.kind is AnswerKind.AREA
                and answer.lead is not None
                and answer.lead.text.lower().endswith(one.grade)
                and first is not None
                and first.citation.document == document.path
                and first.citation.paragraph == one.number
                and flat(first.text).startswith(one.words[:25])
            )
            if not reached:
                faults.append((document.authority, one, answer.kind.value, answer.lead and answer.lead.text))
    assert faults == []
    assert (councils, areas) == (35, 140)


def test_a_report_without_an_overall_grade_says_so_and_shows_every_grade_that_it_prints(answerer: Answerer) -> None:
    without = [d for d in newest(answerer) if not any("overall" in j.area.lower() for j in d.judgements)]
    assert len(without) == 2
    for document in without:
        for question in (
            f"{document.authority} overall",
            f"is {document.authority} outstanding?",
            f"{document.authority}",
        ):
            answer = answerer.answer(question)
            assert answer.lead is not None
            assert NO_OVERALL in answer.lead.text
            assert {j.area for j in answer.judgements} == {j.area for j in document.judgements}


JUDGING = (
    "is it true that in {council} things are going well for {area}?",
    "are {area} doing well in {council}",
    "I heard {council} is great for {area}, right?",
    "is {council} doing a good job with {area}",
    "can we say that {area} in {council} get a good service",
    "are {area} in {council} really supported properly",
)


def test_a_question_that_judges_an_area_gets_its_grade_first_whatever_it_hopes_for(answerer: Answerer) -> None:
    faults, asked = [], 0
    for document in newest(answerer):
        for area in ("children in care", "care leavers"):
            graded = [j for j in document.judgements if area in j.area.lower()]
            if not graded or graded[0].grade is None or graded[0].grade.lower() in {"good", "outstanding"}:
                continue
            question = JUDGING[asked % len(JUDGING)].format(council=document.authority, area=area)
            asked += 1
            answer = answerer.answer(question)
            if answer.lead is None or not answer.lead.text.endswith(graded[0].grade):
                faults.append((question, answer.kind.value, answer.lead and answer.lead.text))
    assert asked > 20
    assert faults == []


def test_a_grade_that_was_never_given_is_answered_with_the_grade_where_its_words_are_asked_for(
    answerer: Answerer,
) -> None:
    answer = answerer.answer("Ofsted said Slough's leaders are outstanding, quote it")
    assert answer.lead is not None
    assert answer.lead.text.endswith(": Inadequate")


@pytest.mark.parametrize("way", ["move", "jump", "rise", "transition"])
def test_what_leads_from_one_grade_to_another_is_told_by_the_grades_of_all_inspections(
    answerer: Answerer, way: str
) -> None:
    answer = answerer.answer(f"What does the report say about Sunderland's {way} from inadequate to outstanding?")
    assert answer.kind is AnswerKind.JUDGEMENTS
    assert {"outstanding", "inadequate"} <= {str(judgement.grade).lower() for judgement in answer.judgements}


def test_passages_on_a_part_of_an_area_below_good_stand_under_its_grade(answerer: Answerer) -> None:
    told = answerer.answer("what support with their mental health do care leavers get in Slough")
    assert told.kind is AnswerKind.PASSAGES
    assert [fact.label for fact in told.facts] == ["Grade of this area"]
    assert told.facts[0].value.endswith("Requires improvement to be good")
    assert told.facts[0].citation is not None
    assert not answerer.answer("what support do care leavers get").facts  # no council, so no grade of one


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("What are the strengths of Peterborough?", ["The report's own summary", "Strengths"]),
        ("What does Peterborough not do well for children in care?", ["How the section opens", "Weaknesses"]),
        ("What does Peterborough do well for children in care?", ["How the section opens", "Strengths"]),
    ],
)
def test_strengths_alone_are_shown_where_they_are_asked_for_and_so_are_weaknesses(
    answerer: Answerer, text: str, shown: list[str]
) -> None:
    groups = answerer.answer(text, limit=5).groups
    assert [group.label.partition(",")[0] for group in groups] == shown


def test_where_no_newest_inspection_lists_a_point_the_older_ones_and_the_letters_are_counted(
    answerer: Answerer,
) -> None:
    listed = answerer.answer("which councils were told to improve caseloads")
    assert listed.kind is AnswerKind.LISTING
    assert listed.lead is not None
    assert re.search(r"were told to improve caseloads?, none by its newest inspection$", listed.lead.text)
    assert listed.total is not None
    assert listed.total.passages > 0


@pytest.mark.parametrize("sentence", [s for group in SIGNS["praise"] for s in group.matches])
def test_praise_is_told_by_its_own_words(sentence: str) -> None:
    assert read_leaning(sentence).side > 0


@pytest.mark.parametrize("sentence", [s for group in SIGNS["fault"] for s in group.matches])
def test_faults_are_told_by_their_own_words(sentence: str) -> None:
    assert read_leaning(sentence).side < 0


@pytest.mark.parametrize("sentence", [s for group in SIGNS["fault"] for s in group.misses])
def test_what_is_denied_is_no_fault(sentence: str) -> None:
    assert read_leaning(sentence).fault == 0


@pytest.mark.parametrize("sentence", [s for group in SIGNS["praise"] for s in group.misses])
def test_what_is_denied_is_no_praise(sentence: str) -> None:
    assert read_leaning(sentence).praise < 1


POLAR = [(flag, SIGNS[flag.name.lower()]) for flag in Polarity if flag.name.lower() in SIGNS]


@pytest.mark.parametrize(("flag", "sentence"), [(f, s) for f, signs in POLAR for group in signs for s in group.matches])
def test_a_sentence_shows_its_polarity(flag: Polarity, sentence: str) -> None:
    assert flag in read_polarity(sentence)


@pytest.mark.parametrize(("flag", "sentence"), [(f, s) for f, signs in POLAR for group in signs for s in group.misses])
def test_a_sentence_shows_no_polarity_that_it_has_not(flag: Polarity, sentence: str) -> None:
    assert flag not in read_polarity(sentence)


def test_a_sentence_praises_in_one_clause_and_faults_in_the_next() -> None:
    both = read_polarity("Visits are timely, but plans lack detail.")
    assert Polarity.STRONG in both
    assert Polarity.WEAK in both


@pytest.mark.parametrize("text", ["why was Herefordshire inadequate", "reasons for the inadequate at Herefordshire"])
def test_why_a_grade_was_given_is_told_by_the_inspection_that_gave_it(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(text)
    told = {answer.judgements[0].citation.document} if answer.judgements else set()
    assert any(str(row.grade).startswith("Inadequate") for row in answer.judgements)
    assert {item.citation.document for item in answer.evidence} == told


@pytest.mark.parametrize(
    "text", ["Havering v Bromley. overall. who wins", "Havering or Bromley, overall, which one wins"]
)
def test_a_comparison_of_grades_gives_both_whatever_words_ask_for_it(answerer: Answerer, text: str) -> None:
    answer = answerer.answer(text)
    assert {group.label for group in answer.groups if group.judgements} >= {"Havering", "Bromley"} or {
        row.citation.authority for row in answer.judgements
    } >= {"Havering", "Bromley"}

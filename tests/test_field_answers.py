"""Questions of managers are answered with what the reports print, first and word for word.

``field_answers.jsonl`` holds questions over the real reports with what must stand in the answer, judged from the
reports: the kind, words of the lead, the number of the first paragraph, councils listed, words of the evidence.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answerer, open_answerer
from bot.answers.areas import judgements_of
from bot.answers.conversation import Conversation
from bot.answers.mentions import find_mentions
from bot.export import export_tables
from bot.models import Answer
from bot.themes import newest_inspections, themes_of
from index.models import DocumentPart, Kind
from index.query import says_what_for

LINES = (Path(__file__).parent / "field_answers.jsonl").read_text(encoding="utf-8").splitlines()
QUESTIONS = [json.loads(line) for line in LINES]
RIGHT = 0.95
WORDS = (
    "neglect", "county lines", "return home interviews", "private fostering", "supervision", "caseloads", "front door",
    "MASH", "early help", "life-story work", "pathway plans", "personal advisers", "foster carers", "permanence",
    "unaccompanied asylum-seeking children", "children's homes", "child sexual exploitation", "pre-proceedings",
    "corporate parenting board", "public law outline", "adoption", "local offer", "NEET", "homeless", "advocacy",
    "disabled children", "domestic abuse", "strategy meetings", "section 47", "LADO", "designated officer", "kinship",
    "elective home education", "virtual school", "independent reviewing officers", "special guardianship",
    "staying put", "edge of care", "extra-familial harm", "drift and delay", "Signs of Safety", "agency staff",
    "IROs", "B&B",
)  # fmt: skip


@pytest.fixture(scope="module")
def answerer(library_index: Path) -> Answerer:
    return open_answerer(library_index)


def faults(judged: dict[str, Any], answer: Answer) -> list[str]:
    lead = answer.lead.text if answer.lead else ""
    text = " ".join(item.text for item in answer.evidence)
    listed = [group.label for group in answer.groups]
    found = []
    if judged.get("kind", answer.kind.value) != answer.kind.value:
        found.append(f"kind {answer.kind.value}")
    found += [f"lead lacks {words!r}: {lead}" for words in judged.get("lead", ()) if words.lower() not in lead.lower()]
    found += [f"evidence lacks {words!r}" for words in judged.get("contains", ()) if words not in text]
    found += [f"message lacks {words!r}" for words in judged.get("message", ()) if words not in answer.message]
    found += [f"{name} is not listed" for name in judged.get("has", ()) if name not in listed]
    if "councils" in judged and sorted(judged["councils"]) != sorted(listed):
        found.append(f"lists {listed}")
    if "first" in judged and (not answer.evidence or answer.evidence[0].citation.paragraph != judged["first"]):
        found.append("another paragraph comes first")
    if "rows" in judged and len(answer.judgements) != judged["rows"]:
        found.append(f"{len(answer.judgements)} rows")
    if "parts" in judged and [part.kind.value for part in answer.parts] != judged["parts"]:
        found.append(f"parts {[part.kind.value for part in answer.parts]}")
    return found


def test_questions_of_managers_are_answered_as_judged(answerer: Answerer) -> None:
    wrong = {}
    for judged in QUESTIONS:
        if found := faults(judged, answerer.answer(judged["question"])):
            wrong[judged["question"]] = found
    assert len(QUESTIONS) >= 50
    assert len(wrong) <= len(QUESTIONS) * (1 - RIGHT), wrong


@pytest.mark.parametrize(
    ("messages", "leads"),
    [
        (
            ("who is inadequate right now", "and outstanding?", "in London?", "what about care leavers"),
            ("4 of 35", "7 of 35", "3 of 11", "4 of 11 councils, newest inspection each: Outstanding for care leavers"),
        ),
        (
            (
                "which councils are good for care leavers",
                "of those, which only got requires improvement overall",
                "which of them are in London",
            ),
            ("17 of 35", "1 of 35 councils", "1 of 11 councils"),
        ),
        (
            ("which councils were told to improve supervision", "since 2024", "and caseloads?"),
            ("told to improve supervision", "since 2024", "told to improve caseload"),
        ),
        (
            ("what must Swindon improve", "private fostering", "same for Derby"),
            ("points to improve", "private fostering", "private fostering"),
        ),
    ],
)
def test_a_listing_and_a_new_topic_go_on_in_a_conversation(
    answerer: Answerer, messages: tuple[str, ...], leads: tuple[str, ...]
) -> None:
    answers = Conversation(answerer).say_all(messages)
    for answer, words in zip(answers, leads, strict=True):
        assert answer.lead is not None
        assert words in answer.lead.text


def test_what_is_wanted_most_often_is_counted_over_the_newest_inspection_of_each_council(answerer: Answerer) -> None:
    answer = answerer.answer("most frequent improvement points over all councils")
    counts = [int(fact.value.split()[0]) for fact in answer.facts]
    assert counts == sorted(counts, reverse=True)
    newest = newest_inspections(answerer.library)
    for fact, count in zip(answer.facts, counts, strict=True):
        points = (
            document.authority
            for document in newest
            for passage in answerer.library.passages_of(document)
            if passage.matter is DocumentPart.IMPROVEMENT and fact.label in themes_of(passage.text)
        )
        assert len(set(points)) == count
    assert answer.evidence
    assert all(one.citation.document in {document.path for document in newest} for one in answer.evidence)


def test_grades_are_counted_year_by_year_over_every_inspection(answerer: Answerer) -> None:
    answer = answerer.answer("how have grades changed over the years nationally")
    graded = [d for d in answerer.library.documents if d.kind is Kind.INSPECTION and judgements_of(d, "overall")]
    told = {int(fact.label): sum(map(int, re.findall(r" (\d+)(?:,|$)", fact.value))) for fact in answer.facts}
    assert told == Counter(d.date.year for d in graded if d.date)


def test_totals_equal_a_plain_scan_of_every_passage(answerer: Answerer) -> None:
    library = answerer.library
    texts = [(n, p.text.replace("’", "'")) for n, d in enumerate(library.documents) for p in library.passages_of(d)]
    every = list(range(len(library.documents)))
    assert len(WORDS) >= 40
    for words in WORDS:
        apart = r"\s+".join(map(re.escape, words.split()))
        pattern = re.compile(rf"(?<!\w){apart}(?!\w)", re.IGNORECASE)
        scanned = [number for number, text in texts if pattern.search(text)]
        found = find_mentions(answerer._finder, every, words)
        assert [mention.number for mention in found] == scanned
        total = answerer.answer(f"which reports mention {words}").total
        assert total is not None
        authorities = {library.documents[number].authority for number in scanned}
        assert (total.passages, total.documents, total.authorities) == (
            len(scanned), len(set(scanned)), len(authorities),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("area", "column"),
    [
        ("leadership", "leaders_and_social_work_practice"),
        ("overall", "overall_effectiveness"),
        ("care leavers", "care_leavers"),
    ],
)
@pytest.mark.parametrize("grade", ["outstanding", "good", "requires improvement", "inadequate"])
def test_filters_by_grade_equal_the_export(area: str, column: str, grade: str, answerer: Answerer) -> None:
    table = export_tables(answerer.library)["inspections"]
    newest: dict[Any, dict[str, Any]] = {}
    for values in table.rows:
        row = dict(zip(table.columns, values, strict=True))
        if row["authority"] not in newest or str(row["published"]) > str(newest[row["authority"]]["published"]):
            newest[row["authority"]] = row
    wanted = {name for name, row in newest.items() if str(row[column]).lower().startswith(grade)}
    answer = answerer.answer(f"which councils are {grade} for {area}")
    assert {group.label for group in answer.groups} == wanted
    assert all(j.citation.kind is Kind.INSPECTION for j in answer.judgements)


def test_only_councils_of_the_region_that_is_named_are_searched(answerer: Answerer) -> None:
    answer = answerer.answer("what do reports in the north east say about virtual schools", limit=9)
    councils = {item.citation.authority for item in (*answer.evidence, *answer.more)}
    assert councils <= {"Middlesbrough", "Redcar and Cleveland", "Sunderland"}
    assert len(councils) > 1


def test_what_a_visit_looked_at_is_no_finding_and_no_point_to_improve() -> None:
    told = (
        "Inspectors looked at the arrangements for children in care.",
        "This visit focused on care leavers aged 18 to 25.",
        "Ofsted and others carried out a joint inspection of the response to neglect.",
    )
    other = (
        "Inspectors looked at a range of evidence, including records.",
        "The quality of assessments, to focus on the child's needs.",
        "Senior managers have continued their focus on improving services.",
        "Needs are not considered enough in referrals.",
    )
    assert all(says_what_for(text) for text in told)
    assert not any(says_what_for(text) for text in other)


def test_the_islands_are_the_council_that_is_named_so(answerer: Answerer) -> None:
    answer = answerer.answer("do we on the islands know our children well")
    assert {item.citation.authority for item in answer.evidence} == {"Isles of Scilly"}


def test_other_councils_are_searched_where_the_asker_wonders_how_they_do(answerer: Answerer) -> None:
    answer = answerer.answer("our social workers keep leaving, does anyone have this problem too")
    assert len({item.citation.authority for item in answer.evidence}) > 1

"""Of what inspectors wrote of one council, the newest that speaks of a matter leads, and no visit's scope does."""

from datetime import date

import pytest

from bot.answers import Answerer, open_answerer
from bot.answers.newest_first import Dated, newest_first
from index.indexing import index_folder
from index.search import Hit

REPORT = """Inspection of Merrow local authority children’s services

Inspection dates: 6 to 10 February 2023

Report published: 17 March 2023

| Judgement | Grade |
|---|---|
| The impact of leaders on social work practice with children and families | Good |
| The experiences and progress of children who need help and protection | Good |
| The experiences and progress of children in care | Good |
| Overall effectiveness | Good |

1. Supervision is regular and reflective. Social workers value supervision, and managers record it well.

2. Children are adopted without delay, and adopters are supported well.

3. The local authority has strengthened the arrangements for private fostering.

4. Pathway plans of care leavers are clear, and pathway plans are written with young people.
"""
LETTER = """Merrow Borough Council

12 January 2026

Dear Ms Harding

Focused visit to Merrow children's services

This letter summarises the findings of the focused visit to Merrow children's services on 25 November 2025. His
Majesty's Inspectors for this visit were Ann Reed and Piotr Hale.

Inspectors looked at the local authority's arrangements for children subject to child protection plans. They also
looked at supervision of social workers and at how often children subject to child protection plans are seen.

This visit was carried out in line with the inspection of local authority children's services framework.

Headline findings

Leaders know the service well. Change has been slow since the last inspection.

Main findings

Supervision is inconsistent. Some social workers wait for months, and their plans drift.

Most children subject to child protection plans are seen every ten days by a social worker whom they know.

Yours sincerely

Ann Reed
His Majesty's Inspector
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    home = tmp_path_factory.mktemp("newest")
    (home / "documents").mkdir()
    (home / "documents" / "merrow inspection.txt").write_text(REPORT, encoding="utf-8")
    (home / "documents" / "merrow visit.txt").write_text(LETTER, encoding="utf-8")
    index_folder(home / "documents", home / "findings.db")
    return open_answerer(home / "findings.db")


def test_a_newer_letter_leads_where_it_says_as_much_as_the_report_before_it(answerer: Answerer) -> None:
    answer = answerer.answer("What did inspectors say about supervision in Merrow?")
    assert answer.lead is not None
    assert answer.lead.text == "Supervision is inconsistent."
    assert answer.evidence[1].text.startswith("Supervision is regular")
    then = answerer.answer("What did inspectors say about supervision in Merrow in 2023?")
    assert then.evidence[0].text.startswith("Supervision is regular")


def test_the_report_leads_where_the_letter_says_nothing_of_the_matter(answerer: Answerer) -> None:
    answer = answerer.answer("What did inspectors say about pathway plans in Merrow?")
    assert answer.evidence[0].text.startswith("Pathway plans of care leavers")


def test_what_a_visit_looked_at_stands_behind_what_it_found(answerer: Answerer) -> None:
    answer = answerer.answer("Do children subject to child protection plans in Merrow get seen?")
    assert answer.evidence[0].text.startswith("Most children subject to child protection plans")
    asked = answerer.answer("What did the focused visit to Merrow look at?")
    assert asked.evidence[0].text.startswith("Inspectors looked at")


def test_what_a_visit_said_is_answered_with_its_findings(answerer: Answerer) -> None:
    for text in ("What did the focused visit to Merrow say?", "What were the findings of the last visit to Merrow?"):
        answer = answerer.answer(text)
        assert answer.lead is not None
        assert answer.lead.text == "Leaders know the service well.", text


def test_a_grade_is_told_with_the_visit_since(answerer: Answerer) -> None:
    told = "Since then: Merrow's focused visit letter, published 12 January 2026."
    assert told in answerer.answer("Is Merrow good?").message
    assert told not in answerer.answer("What was Merrow's grade in 2023?").message


def dated(score: float, year: int, said: float) -> Dated:
    return Dated(Hit(0, score), date(year, 1, 1), said)


def test_an_older_passage_stays_above_a_newer_one_that_only_brushes_the_matter() -> None:
    older, brush, weaker = dated(10, 2024, 1.0), dated(9.5, 2026, 0.5), dated(6, 2026, 1.0)
    others = [dated(9.8, 2024, 0.5), dated(9.7, 2024, 0.5)]
    assert newest_first([older, weaker], 0) == [older, weaker]
    assert newest_first([older, brush], 0) == [older, brush]
    # Where it would not be seen, the newer one that says it is the last of those shown.
    assert newest_first([older, *others, weaker], 3) == [older, others[0], weaker, others[1]]
    assert newest_first([older, *others, dated(4, 2026, 1.0)], 3)[:3] == [older, *others]

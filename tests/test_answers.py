"""Answers keep the rules of honesty: word for word, cited, one council's, and refused with a reason."""

import json
import time
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from bot.answers import Answerer, open_answerer
from bot.answers.mentions import says_all
from bot.answers.other_meanings import OTHER_MEANINGS, OtherMeaning
from bot.cli.json_output import answer_to_dict
from bot.models import Answer, AnswerKind, Filters, Reason
from index.models import Kind, Recency, Voice
from index.query import topic_of

CONTRACTS = Path(__file__).parent.parent / "docs" / "contracts"
REPORT_2025 = "merrow/children's services inspection - 12 march 2025.pdf"
REPORT_2019 = "merrow/children's services inspection - 16 december 2019.pdf"

EVERY_KIND = (
    "private fostering in Merrow",
    "what did inspectors say about supervision in Merrow",
    "what did Merrow get for leadership",
    "Merrow grades over time",
    "what does Merrow need to improve?",
    "2019 recommendations for Merrow",
    "has supervision got better in Merrow since 2019",
    "Merrow v Merrowshire on missing children",
    "return home interviews in Merrow over the years",
    "private fostering in Sunderland",
    "Kingston private fostering",
    "Merrow 2016 missing children",
    "which councils do well on missing children",
    "potholes in Merrow",
    "Merrow",
    "hi",
    "",
    '"return home interview" in Merrow',
    "is supervision good in Merrow or is that just us saying so",
)
STRANGE = (
    "x" * 10_000,
    "supervision of social workers in Merrow " * 250,
    "a",
    "é",
    "🙂🙂🙂",
    "'; DROP TABLE passages; --",
    'supervision AND (NEAR("a" "b", 5) OR *) NOT title:^x',
    "Какие дети пропали?",
    "儿童保护怎么样",
    "\x00\x01\u202e",
    "((((((((((",
    '"""',
    "%s %n {0} ${HOME}",
)


@pytest.fixture(scope="module")
def answerer(samples_index: Path) -> Answerer:
    return open_answerer(samples_index)


@pytest.fixture(scope="module")
def another(samples_index: Path) -> Answerer:
    return open_answerer(samples_index)


def ask(answerer: Answerer, text: str, **options) -> Answer:
    return answerer.answer(text, **options)


@pytest.mark.parametrize("text", EVERY_KIND)
def test_every_word_shown_stands_in_the_stored_passage(text: str, answerer: Answerer) -> None:
    answer = ask(answerer, text, limit=10)
    for item in (*answer.evidence, *answer.more):
        found = answerer.library.find(item.passage_id)
        assert found is not None
        assert (found[0].path, found[1].text) == (item.citation.document, item.text)
        assert all(0 <= start < end <= len(item.text) for start, end in item.highlights)


@pytest.mark.parametrize("text", [*EVERY_KIND, *STRANGE])
def test_every_answer_validates_against_the_contract(text: str, answerer: Answerer) -> None:
    schema = json.loads((CONTRACTS / "answer-v2.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(answer_to_dict(ask(answerer, text)))))


@pytest.mark.parametrize("text", [*EVERY_KIND, *STRANGE])
def test_the_same_question_gives_the_same_answer(text: str, answerer: Answerer, another: Answerer) -> None:
    assert ask(another, text) == ask(answerer, text)


@pytest.mark.parametrize("text", STRANGE)
def test_whatever_is_typed_gets_an_answer_or_a_reason_at_once(text: str, answerer: Answerer) -> None:
    taken = []
    for _ in range(3):
        start = time.process_time()  # others may use the machine
        answer = ask(answerer, text)
        taken.append(time.process_time() - start)
    assert answer.evidence or answer.coverage.reason is not None
    assert min(taken) < 0.1


@pytest.mark.parametrize("text", EVERY_KIND)
def test_the_answer_bears_its_question_and_ranks_from_one(text: str, answerer: Answerer) -> None:
    answer = ask(answerer, text)
    assert answer.question == text
    assert [item.rank for item in answer.evidence] == list(range(1, len(answer.evidence) + 1))
    placed = [place for group in answer.groups for place in group.evidence]
    assert sorted(placed) == list(range(len(answer.evidence))) or not answer.groups or answer.judgements


def test_the_newest_report_leads_and_older_ones_are_stamped(answerer: Answerer) -> None:
    answer = ask(answerer, "what did inspectors say about private fostering in Merrow?", limit=60)
    assert answer.kind is AnswerKind.PASSAGES
    assert answer.evidence[0].citation.document == REPORT_2025
    assert answer.evidence[0].superseded_by is None
    stamped = {item.superseded_by.document for item in answer.evidence if item.superseded_by}
    assert stamped == {REPORT_2025}
    assert all(item.superseded_by for item in answer.evidence if item.citation.document == REPORT_2019)


def test_a_year_is_that_of_inspection_or_publication(answerer: Answerer) -> None:
    for item in ask(answerer, "supervision in Merrow 2019", limit=20).evidence:
        assert item.citation.document == REPORT_2019


@pytest.mark.parametrize("name", ["Merrow", "Merrowshire"])
def test_two_councils_of_like_names_are_never_blended(name: str, answerer: Answerer) -> None:
    answer = ask(answerer, f"missing children in {name}", limit=20)
    assert {item.citation.authority for item in (*answer.evidence, *answer.more)} == {name}


def test_each_side_of_a_comparison_stands_apart(answerer: Answerer) -> None:
    answer = ask(answerer, "Merrow v Merrowshire on missing children", limit=6)
    assert answer.kind is AnswerKind.COMPARISON
    assert [group.label for group in answer.groups] == ["Merrow", "Merrowshire"]
    for group in answer.groups:
        assert {answer.evidence[n].citation.authority for n in group.evidence} == {group.label}
    assert len({item.citation.authority for item in answer.evidence[:2]}) == 2


def test_then_and_now_are_two_sides(answerer: Answerer) -> None:
    answer = ask(answerer, "has supervision got better in Merrow since 2019")
    assert answer.kind is AnswerKind.COMPARISON
    assert {item.citation.document for item in answer.evidence[:2]} == {REPORT_2019, REPORT_2025}


def test_a_timeline_is_in_the_order_of_dates(answerer: Answerer) -> None:
    answer = ask(answerer, "return home interviews in Merrow over the years", limit=1)
    assert answer.kind is AnswerKind.TIMELINE
    dates = [item.citation.published for item in answer.evidence]
    assert len(dates) == 3
    assert dates == sorted(dates, key=lambda day: day or date.min)


def test_a_timeline_is_led_by_what_inspectors_said_last_and_not_by_a_later_plan(answerer: Answerer) -> None:
    answer = answerer.answer("Private fostering in Merrow over the years")
    assert answer.evidence[-1].citation.voice is Voice.COUNCIL
    inspectors = [item.citation for item in answer.evidence if item.citation.voice is Voice.INSPECTOR]
    assert answer.lead is not None
    assert answer.lead.citation == inspectors[-1]


def test_why_a_council_has_a_grade_of_old_is_told_with_the_grade_of_today_first(answerer: Answerer) -> None:
    answer = ask(answerer, "why is Merrow inadequate?")
    assert answer.lead is not None
    assert answer.lead.text == (
        "Merrow 2025: Overall effectiveness: Good. Inadequate was last printed in 2019, as below."
    )  # fmt: skip
    assert answer.evidence[0].citation.document == REPORT_2019
    assert "latest" not in answer.message


def test_a_list_of_improvements_is_whole_and_in_order_whatever_the_limit(answerer: Answerer) -> None:
    answer = ask(answerer, "what does Merrow need to improve?", limit=1)
    held = answerer.library.document(REPORT_2025)
    assert answer.kind is AnswerKind.IMPROVEMENTS
    assert held is not None
    assert [item.text for item in answer.evidence] == [item.text for item in held.improvements]


def test_what_a_committee_paper_recommends_is_what_it_asks_to_be_decided(answerer: Answerer) -> None:
    answer = ask(answerer, "What does the Merrow committee paper recommend?")
    assert answer.kind is AnswerKind.IMPROVEMENTS
    assert {item.citation.voice for item in answer.evidence} == {Voice.COUNCIL}
    assert {item.citation.section for item in answer.evidence} == {"Recommendations"}


def test_improvements_of_an_older_report_are_given_when_its_year_is_asked(answerer: Answerer) -> None:
    answer = ask(answerer, "2019 recommendations for Merrow")
    assert {item.citation.document for item in answer.evidence} == {REPORT_2019}
    assert "Superseded" in answer.groups[0].note


@pytest.mark.parametrize(
    "text", ["what did inspectors say about missing children", "Ofsted's view of supervision in Merrow"]
)
def test_inspectors_are_never_answered_for_by_a_council(text: str, answerer: Answerer) -> None:
    answer = ask(answerer, text, limit=20)
    assert {item.citation.voice for item in (*answer.evidence, *answer.more)} == {Voice.INSPECTOR}


def test_both_voices_are_shown_apart(answerer: Answerer) -> None:
    answer = ask(answerer, "is supervision good in Merrow or is that just us saying so")
    assert [group.label for group in answer.groups] == ["What inspectors said", "What the council says itself"]
    for group, voice in zip(answer.groups, (Voice.INSPECTOR, Voice.COUNCIL), strict=True):
        assert all(answer.evidence[n].citation.voice is voice for n in group.evidence)


def test_no_other_council_answers_for_one_that_is_not_held(answerer: Answerer) -> None:
    answer = ask(answerer, "private fostering in Sunderland")
    assert (answer.kind, answer.coverage.reason) == (AnswerKind.NO_ANSWER, Reason.AUTHORITY_NOT_HELD)
    assert answer.evidence == answer.more == answer.coverage.elsewhere == ()
    assert "Sunderland" in answer.message


def test_a_period_that_is_not_held_is_said_with_where_it_is_answered(answerer: Answerer) -> None:
    answer = ask(answerer, "Merrow 2016 missing children")
    assert (answer.kind, answer.coverage.reason) == (AnswerKind.NO_ANSWER, Reason.PERIOD_NOT_HELD)
    assert "2016" in answer.message
    assert {citation.authority for citation in answer.coverage.elsewhere} == {"Merrow"}


def test_a_paper_that_is_not_held_is_said(answerer: Answerer) -> None:
    answer = ask(answerer, "what did the JTAI say about missing children in Merrow")
    assert answer.kind is AnswerKind.NO_ANSWER
    assert "joint inspection" in answer.message


def test_what_no_document_speaks_of_is_refused(answerer: Answerer) -> None:
    answer = ask(answerer, "potholes in Merrow")
    assert (answer.kind, answer.coverage.reason) == (AnswerKind.NO_ANSWER, Reason.NO_MATCH)
    assert "potholes" in answer.message


def test_it_asks_which_council_is_meant_and_the_choice_answers(answerer: Answerer) -> None:
    answer = ask(answerer, "Kingston private fostering")
    assert (answer.kind, answer.coverage.reason) == (AnswerKind.CLARIFY, Reason.AMBIGUOUS)
    assert len(answer.options) == 2
    chosen = ask(answerer, "Kingston private fostering", filters=answer.options[0].filters)
    assert chosen.coverage.reason is Reason.AUTHORITY_NOT_HELD


@pytest.mark.parametrize("text", ["hi", "", "thanks!", "who are you?", "🙂"])
def test_chat_is_not_searched(text: str, answerer: Answerer) -> None:
    answer = ask(answerer, text)
    assert (answer.kind, answer.coverage.reason) == (AnswerKind.HELP, Reason.NOT_A_QUESTION)
    assert answer.evidence == answer.more == ()


def test_a_council_alone_is_met_with_its_grades_and_its_summary(answerer: Answerer) -> None:
    answer = ask(answerer, "Merrow")
    assert answer.kind is AnswerKind.OVERVIEW
    assert answer.lead is not None
    assert answer.lead.text.startswith("Merrow 2025: Overall effectiveness: ")
    assert answer.judgements[0].area == "Overall effectiveness"


def test_the_home_council_is_meant_where_none_is_named(samples_index: Path) -> None:
    home = open_answerer(samples_index, home_authority="merrowshire")
    assert {e.citation.authority for e in ask(home, "missing children", limit=20).evidence} == {"Merrowshire"}
    assert {e.citation.authority for e in ask(home, "missing children in Merrow").evidence} == {"Merrow"}
    everywhere = ask(home, "which councils do well on missing children", limit=10)
    assert {e.citation.authority for e in everywhere.evidence} >= {"Merrow", "Merrowshire"}


def test_a_home_council_that_is_not_held_is_not_assumed(samples_index: Path) -> None:
    assert (
        ask(open_answerer(samples_index, home_authority="Sunderland"), "missing children").kind is AnswerKind.PASSAGES
    )


def test_the_limit_bounds_passages(answerer: Answerer) -> None:
    assert [len(ask(answerer, "private fostering in Merrow", limit=n).evidence) for n in (1, 2, 3)] == [1, 2, 3]


def test_further_passages_wait_behind_those_shown(answerer: Answerer) -> None:
    answer = ask(answerer, "private fostering in Merrow", limit=2)
    assert [item.rank for item in answer.more] == list(range(3, 3 + len(answer.more)))
    assert not {item.passage_id for item in answer.evidence} & {item.passage_id for item in answer.more}


def test_without_a_council_each_report_speaks_first_unless_another_says_clearly_more(answerer: Answerer) -> None:
    ahead = 0
    for text in ("return home interviews", "who chairs the board", "thresholds", "missing children intelligence"):
        answer = answerer.answer(text)
        shown = [*answer.evidence, *answer.more]
        seen: set[str] = set()
        further: list[float] = []
        for item in shown:
            if item.citation.document in seen:
                further.append(item.score)
                continue
            seen.add(item.citation.document)
            assert all(item.score <= 0.9 * score + 1e-3 for score in further), text
            ahead += bool(further)
        assert len({item.citation.document for item in answer.evidence}) > 1, text
    assert ahead, "no further passage of a report stands before another report: this shows nothing"


def test_a_phrase_in_quotation_marks_is_exact(answerer: Answerer) -> None:
    answer = ask(answerer, '"return home interviews" in Merrow', limit=20)
    assert answer.understood.phrases == ("return home interviews",)
    assert answer.evidence
    assert all("return home interviews" in " ".join(item.text.lower().split()) for item in answer.evidence)


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (Filters(authorities=("Merrowshire",)), lambda c: c.authority == "Merrowshire"),
        (Filters(years=(2019,)), lambda c: c.document == REPORT_2019),
        (Filters(voice=Voice.INSPECTOR), lambda c: c.voice is Voice.INSPECTOR),
        (Filters(kind=Kind.FOCUSED_VISIT.value), lambda c: c.kind is Kind.FOCUSED_VISIT),
        (Filters(document=REPORT_2025), lambda c: c.document == REPORT_2025),
        (Filters(recency=Recency.LATEST), lambda c: c.document != REPORT_2019),
    ],
)
def test_filters_replace_what_the_question_says(filters: Filters, holds, answerer: Answerer) -> None:
    answer = ask(answerer, "missing children in Merrow", filters=filters, limit=20)
    assert answer.evidence
    assert all(holds(item.citation) for item in answer.evidence)


def test_what_was_understood_is_said(answerer: Answerer) -> None:
    understood = ask(answerer, "what did inspectors say about missing children in Merrow in 2019").understood
    assert (understood.authorities, understood.years, understood.voice) == (("Merrow",), (2019,), Voice.INSPECTOR)


def test_coverage_counts_what_was_searched(answerer: Answerer) -> None:
    coverage = ask(answerer, "missing children in Merrowshire").coverage
    assert (coverage.documents, coverage.newest, coverage.reason) == (1, date(2024, 11, 6), None)
    assert coverage.passages > 30


def test_an_older_report_alone_does_not_say_how_things_are_now(answerer: Answerer) -> None:
    now = ask(answerer, "questionnaires in Merrow")
    assert (now.kind, now.evidence) == (AnswerKind.NO_ANSWER, ())
    assert now.coverage.elsewhere[0].document == REPORT_2019
    assert now.coverage.elsewhere[0].label in now.message
    then = ask(answerer, "questionnaires in Merrow 2019")
    assert then.evidence[0].citation.paragraph == now.coverage.elsewhere[0].paragraph


@pytest.mark.parametrize("other", OTHER_MEANINGS, ids=lambda other: other.words[0])
def test_a_word_does_not_count_in_a_term_in_which_it_means_something_else(answerer: Answerer, other: OtherMeaning):
    finder = answerer._finder
    resources = answerer._resources
    says = says_all(finder, topic_of(other.words[0], (), resources), synonyms=True)
    assert says(other.says)
    assert not says(other.says_not)
    for term in other.terms:  # what is asked for by its own longer name is counted
        assert says_all(finder, topic_of(term, (), resources))(f"The quality of {term} is poor.")


def test_what_is_of_two_times_is_led_by_what_the_newer_report_says(answerer: Answerer) -> None:
    answer = answerer.answer("has supervision got better in Merrow since 2019")
    dates = [item.citation.date for item in answer.evidence if item.citation.date]
    assert answer.kind is AnswerKind.COMPARISON
    assert len(set(dates)) > 1
    assert answer.lead is not None
    assert answer.lead.citation is not None
    assert answer.lead.citation.date == max(dates)

"""Judged questions are scored exactly as the design says."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.cli.json_output import measures_to_dict
from bot.evaluation import EvaluationError, Rate, Retrieval, evaluate
from bot.models import Answer, AnswerKind, CitedJudgement, Evidence
from index.models import Citation, Kind, Voice

A, B = "a.pdf", "b.pdf"


def cited(file: str, paragraph: str | None) -> Citation:
    return Citation(file, "t", "Merrow", Kind.INSPECTION, Voice.INSPECTOR, None, None, None, paragraph, None, (), file)


def passages(*found: tuple[str, str | None, str]) -> Answer:
    evidence = tuple(Evidence(n, 1.0, text, cited(file, number)) for n, (file, number, text) in enumerate(found, 1))
    return Answer(AnswerKind.PASSAGES, "m", evidence=evidence)


def graded(*grades: str | None) -> Answer:
    judgements = tuple(CitedJudgement("Overall", grade, cited(A, None)) for grade in grades)
    return Answer(AnswerKind.JUDGEMENTS, "m", judgements=judgements)


REFUSAL = Answer(AnswerKind.NO_ANSWER, "m")


class Answering:
    """Give set answers, and keep what limit they were asked with."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.limits: list[int] = []

    def answer(self, text: str, *, limit: int = 3) -> Answer:
        self.limits.append(limit)
        return self.answers[text]


def run(tmp_path: Path, *cases: tuple[dict[str, object], Answer]):
    file = tmp_path / "judged.jsonl"
    rows = [
        {"id": f"q{n}", "type": "scoped", "question": f"q{n}", "gold": [], **row} for n, (row, _) in enumerate(cases)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    return evaluate([file], Answering({f"q{n}": answer for n, (_, answer) in enumerate(cases)}))


def gold(file: str, para: int | str, grade: int = 2) -> dict[str, object]:
    return {"file": file, "para": para, "grade": grade}


def test_the_place_of_the_first_right_paragraph_counts(tmp_path: Path) -> None:
    found = passages((B, "3", "x"), (A, "3", "x"), (A, "4", "x"))
    measures = run(tmp_path, ({"gold": [gold(A, 3), gold(A, 4, 1)]}, found))
    gained = 3 / math.log2(3) + 1 / math.log2(4)
    ideal = 3 + 1 / math.log2(3)
    assert measures.overall == pytest.approx(Retrieval(1, 0.0, 1.0, 1.0, 0.5, gained / ideal))


def test_a_supporting_paragraph_is_no_success(tmp_path: Path) -> None:
    measures = run(tmp_path, ({"gold": [gold(A, 3, 1), gold(A, 9)]}, passages((A, "3", "x"))))
    assert (measures.overall.success_at_5, measures.overall.mrr_at_10) == (0.0, 0.0)
    assert measures.overall.ndcg_at_10 > 0


def test_unnumbered_evidence_is_left_out_where_paragraphs_were_judged(tmp_path: Path) -> None:
    found = passages((A, None, "x"), (A, None, "y"), (A, "3", "x"))
    assert run(tmp_path, ({"gold": [gold(A, 3)]}, found)).overall.success_at_1 == 1.0


def test_unnumbered_evidence_counts_where_quotations_were_judged(tmp_path: Path) -> None:
    row: dict[str, object] = {"gold": [{"file": A, "quote": "one  two", "para": None, "grade": 2}]}
    measures = run(tmp_path, (row, passages((A, None, "zero"), (A, None, "zero one\n two three"))))
    assert (measures.overall.success_at_1, measures.overall.success_at_3) == (0.0, 1.0)
    marked: dict[str, object] = {"gold": [{"file": A, "quote": "- one two", "para": None, "grade": 2}]}
    assert run(tmp_path, (marked, passages((A, None, "one two")))).overall.success_at_1 == 1.0


def test_only_the_first_ten_that_remain_are_scored(tmp_path: Path) -> None:
    found = passages(*((A, str(n), "x") for n in range(1, 12)))
    tenth, eleventh = ({"gold": [gold(A, n)]} for n in (10, 11))
    assert run(tmp_path, (tenth, found)).overall.mrr_at_10 == pytest.approx(0.1)
    assert run(tmp_path, (eleventh, found)).overall.mrr_at_10 == 0.0


def test_a_paragraph_found_twice_gains_once(tmp_path: Path) -> None:
    measures = run(tmp_path, ({"gold": [gold(A, 3)]}, passages((A, "3", "x"), (A, "3", "y"))))
    assert measures.overall.ndcg_at_10 == 1.0


def test_the_same_number_of_another_report_is_wrong(tmp_path: Path) -> None:
    assert run(tmp_path, ({"gold": [gold(A, 3)]}, passages((B, "3", "x")))).overall.success_at_5 == 0.0


def test_dotted_numbers_match(tmp_path: Path) -> None:
    assert run(tmp_path, ({"gold": [gold(A, "2.1")]}, passages((A, "2.1.", "x")))).overall.success_at_1 == 1.0


def test_theme_questions_are_in_no_total(tmp_path: Path) -> None:
    right = ({"gold": [gold(A, 3)]}, passages((A, "3", "x")))
    theme = ({"type": "theme", "gold": [gold(A, 3)]}, REFUSAL)
    measures = run(tmp_path, right, theme)
    assert (measures.overall.questions, measures.overall.success_at_1) == (1, 1.0)
    assert measures.by_type["theme"] == Retrieval(questions=1)
    assert measures.refused_answerable == Rate(of=1, count=0)


def test_the_first_grade_counts(tmp_path: Path) -> None:
    right = ({"type": "judgement", "answer": "Good"}, graded("Good", "Inadequate"))
    wrong = ({"type": "judgement", "answer": "Good"}, graded("Inadequate", "Good"))
    none = ({"type": "judgement", "answer": "Good"}, graded())
    measures = run(tmp_path, right, wrong, none)
    assert measures.judgements == Rate(of=3, count=1)
    assert [failure.identity for failure in measures.failures] == ["q1", "q2"]


def test_all_phrases_of_a_list_must_stand_in_the_evidence(tmp_path: Path) -> None:
    row = {"type": "improve", "answer_contains": ["the quality of plans", "how often"]}
    whole = passages((A, None, "Improve the quality\nof plans."), (A, None, "And how often."))
    part = passages((A, None, "Improve the quality of plans."))
    assert run(tmp_path, (row, whole), (row, part)).improvements == Rate(of=2, count=1)


@pytest.mark.parametrize("kind", [AnswerKind.NO_ANSWER, AnswerKind.CLARIFY, AnswerKind.HELP])
def test_these_kinds_are_refusals(kind: AnswerKind, tmp_path: Path) -> None:
    unanswerable = ({"type": "unanswerable"}, Answer(kind, "m"))
    answerable = ({"gold": [gold(A, 3)]}, Answer(kind, "m"))
    measures = run(tmp_path, unanswerable, answerable)
    assert (measures.refused_unanswerable, measures.refused_answerable) == (Rate(1, 1), Rate(1, 1))


def test_an_answer_to_the_unanswerable_is_a_failure_that_says_what_was_shown(tmp_path: Path) -> None:
    (failure,) = run(tmp_path, ({"type": "unanswerable"}, passages((A, "3", "x")))).failures
    assert (failure.wanted, failure.found) == (("a refusal",), ("passages", "a.pdf, 3"))


def test_twenty_passages_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": "1", "type": "scoped", "question": "q", "gold": []}', encoding="utf-8")
    answering = Answering({"q": REFUSAL})
    evaluate([file], answering)
    assert answering.limits == [20]


def test_measures_are_json(tmp_path: Path) -> None:
    measures = run(tmp_path, ({"gold": [gold(A, 3)]}, REFUSAL))
    written = json.loads(json.dumps(measures_to_dict(measures)))
    assert written["all"] == {"questions": 1, **dict.fromkeys(["success@1", "success@3", "success@5"], 0.0)} | {
        "mrr@10": 0.0,
        "ndcg@10": 0.0,
    }
    assert written["failures"][0]["fault"] == "refused"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": "1", "type": "x", "question": "q", "gold": [3]}'])
def test_a_faulty_line_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "faulty.jsonl"
    file.write_text(f'{{"id": "1", "type": "x", "question": "q", "gold": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"line 2 of .*faulty\.jsonl"):
        evaluate([file], Answering({"q": REFUSAL}))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "it is no JSON"),
        ("[]", "it has another form"),
        ('{"id": 1}', "it has no “type”"),
        ("", "no judged question"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_words(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "faulty.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        evaluate([tmp_path / "faulty.jsonl"], Answering({}))


def test_a_question_for_which_nothing_right_is_given_is_named(tmp_path: Path) -> None:
    rows = [{"id": kind, "type": kind, "question": "q", "gold": []} for kind in ("scoped", "unanswerable")]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert evaluate([tmp_path / "q.jsonl"], Answering({"q": REFUSAL})).assumed == ("scoped",)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nowhere\.jsonl"):
        evaluate([tmp_path / "nowhere.jsonl"], Answering({}))

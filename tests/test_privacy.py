"""Personal data is seen in a question; questions about reports raise no alarm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import nhs_number, personal_data


def nothing_known(words: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("please e-mail jo.bloggs+x@example.gov.uk about it", ("an e-mail address",)),
        ("ring 07700 900123 about missing children", ("a phone number",)),
        ("his number is +44 (0)20 7946 0018", ("a phone number",)),
        ("NHS 943 476 5919", ("an NHS number",)),
        ("9434765919", ("an NHS number",)),
        ("her NI number is QQ 12 34 56 C", ()),  # no such prefix is given out
        ("her NI number is AB 12 34 56 C", ("a National Insurance number",)),
        ("family at 14 Elm Road, Merrow, DE1 2AB", ("an address",)),
        ("family at flat 3, DE1 2AB, number 14", ("an address",)),
        ("lives at 7 Old Mill Lane", ("an address",)),
        ("dob 3/4/2012", ("a date of birth",)),
        ("a boy born on 3 April 2012", ("a date of birth",)),
        ("girl (2012-04-03 date of birth)", ("a date of birth",)),
        ("case number 12345678", ("a case number",)),
        ("LCS ID: A/10422", ("a case number",)),
        ("the child's UPN is A801200001001", ("a case number",)),
        ("what should we do about Lucy Bloggs?", ("a person's name",)),
        ("lucy bloggs keeps going missing", ("a person's name",)),
        ("a child called Kayden", ("a person's name",)),
        ("Kayden's mum is angry", ("a person's name",)),
        ("Mr Bloggs has complained", ("a person's name",)),
    ],
)
def test_what_looks_like_personal_data_is_named(question, seen):
    assert personal_data(question, known=nothing_known) == seen


@pytest.mark.parametrize(
    "question",
    [
        "What did inspectors say about private fostering in Derby City in 2019?",
        "inspection of 8 July 2025, published 12/03/2025",
        "paragraphs 12-19 and 101 of the report",
        "did 1,234,567 children get a visit within 10 working days",
        "What happened to the 0300 123 1231 helpline letter",  # that one is a phone number: see below
        "unique pupil numbers and NHS numbers are recorded",
        "regulation 44 and section 47, 20 2020 3030",
        "Was Mark in the May or June reports good in Reading",
        "children called in to court, young people called as witnesses",
        "What is the case number of files audited",
        "Hope House and Grace Court children's homes",
        "DE1 2AB",
        "post code lottery in SW1",
    ],
)
def test_questions_about_reports_raise_no_alarm(question):
    if "0300 123 1231" in question:
        assert personal_data(question, known=nothing_known) == ("a phone number",)
    else:
        assert personal_data(question, known=nothing_known) == ()


def test_names_that_documents_or_the_map_have_may_be_asked_about():
    held = {"Lucy Bloggs", "Mr Bloggs"}
    assert personal_data("what did Lucy Bloggs HMI find?", known=held.__contains__) == ()


def test_not_one_of_the_judged_questions_raises_an_alarm(shared):
    questions = [
        question
        for path in sorted((shared / "questions").glob("*.jsonl"))
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for question in line.get("turns", [line.get("question")])
    ]
    assert len(questions) > 200
    assert [(q, seen) for q in questions if (seen := personal_data(q, known=nothing_known))] == []


def test_the_check_digit_of_an_nhs_number_is_checked():
    assert nhs_number("9434765919")
    assert not nhs_number("9434765918")
    assert not nhs_number("1111111111")


@given(st.text(max_size=300))
def test_any_text_is_looked_through(text):
    assert isinstance(personal_data(text, known=nothing_known), tuple)

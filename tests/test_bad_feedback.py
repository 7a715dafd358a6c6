"""Bad feedback: a list by reference, worked through, that forgets who it was."""

import dataclasses
import json
import sqlite3
from contextlib import closing

import pytest
from sample_answers import ALL, PASSAGES

from bot.answers.answer_codec import pack_answer
from bot.slack.state.answers import AnswerStore, Opinion
from bot.slack.state.events import Entry
from bot.slack.state.feedback import Complaint, complaints, set_done
from bot.slack.state.schema import SCHEMA_VERSION, StoreError, open_state

USER, OTHER = "U0ANN1234", "U0BOB5678"


@pytest.fixture
def state(tmp_path):
    return tmp_path / "slack.db"


@pytest.fixture
def store(state):
    store = AnswerStore(state)
    keep(store, "a1")
    yield store
    store.close()


def keep(store, answer, shown=PASSAGES):
    store.keep(answer, pack_answer(shown), user=USER, entry=Entry.DIRECT, channel="D1", thread_ts="1.1")


def test_a_complaint_names_what_was_shown_and_why_and_not_who_it_was(store, state):
    store.feedback("a1", USER, helpful=False, reason="out_of_date", comment="There is a newer one.")
    (complaint,) = complaints(state)
    assert (complaint.reason, complaint.comment, complaint.done) == ("out_of_date", "There is a newer one.", False)
    assert complaint.shown == tuple(evidence.citation.label for evidence in PASSAGES.evidence)
    assert [(p.document, p.passage) for p in complaint.passages] == [
        (evidence.citation.document, evidence.passage_id) for evidence in PASSAGES.evidence
    ]
    assert USER not in repr(complaint)


def test_a_question_stands_in_it_only_where_it_was_given(store, state):
    store.feedback("a1", USER, helpful=False, reason="other")
    store.feedback("a1", OTHER, helpful=False, reason="other", question="private fostering in Merrow")
    assert sorted(complaint.question for complaint in complaints(state)) == ["", "private fostering in Merrow"]


def test_the_newest_comes_first_and_good_feedback_is_not_there(store, state):
    keep(store, "a2")
    store.feedback("a1", USER, helpful=False, reason="unclear")
    store.feedback("a2", USER, helpful=True)
    store.feedback("a1", OTHER, helpful=False, reason="missing")
    assert [complaint.reason for complaint in complaints(state)] == ["missing", "unclear"]


@pytest.mark.parametrize("name", ALL)
def test_every_kind_of_answer_can_be_complained_of(store, state, name):
    keep(store, "a2", ALL[name])
    store.feedback("a2", USER, helpful=False, reason="other")
    assert isinstance(complaints(state)[0], Complaint)


def test_a_complaint_is_ticked_off_and_that_is_taken_back(store, state):
    store.feedback("a1", USER, helpful=False, reason="unclear")
    (complaint,) = complaints(state)
    assert set_done(state, complaint.id, done=True)
    assert complaints(state) == (dataclasses.replace(complaint, done=True),)
    assert set_done(state, complaint.id, done=False)
    assert complaints(state) == (complaint,)
    assert not set_done(state, "unknown", done=True)


def test_a_new_complaint_about_the_same_answer_is_not_done_yet(store, state):
    store.feedback("a1", USER, helpful=False, reason="unclear")
    set_done(state, complaints(state)[0].id, done=True)
    store.feedback("a1", USER, helpful=False, reason="missing")
    assert [(complaint.reason, complaint.done) for complaint in complaints(state)] == [("missing", False)]


def test_the_last_opinion_is_known(store):
    assert store.opinion("a1", USER) is None
    store.feedback("a1", USER, helpful=False, reason="unclear")
    assert store.opinion("a1", USER) == Opinion(False, "unclear")
    assert store.opinion("a1", OTHER) is None


def test_who_it_was_is_forgotten_with_the_answer_and_the_complaint_stays(store, state, tmp_path):
    store.feedback("a1", USER, helpful=False, reason="unclear")
    (complaint,) = complaints(state)
    set_done(state, complaint.id, done=True)
    store.forget_old()
    assert store.opinion("a1", USER) is not None
    store._db.execute("UPDATE answer SET created = 0")
    store._db.execute("INSERT INTO share VALUES ('a1', 'C1', ?, 0, NULL)", (USER,))
    store.forget_old()
    assert complaints(state) == (dataclasses.replace(complaint, done=True),)
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert complaint.id.encode() in held
    assert USER.encode() not in held


def test_a_complaint_is_forgotten_after_its_days(store, state):
    store.feedback("a1", USER, helpful=False, reason="unclear")
    store._db.execute("UPDATE feedback SET at = at - 399 * 86400")
    store.forget_old()
    assert len(complaints(state)) == 1
    store._db.execute("UPDATE feedback SET at = at - 86400")
    store.forget_old()
    assert complaints(state) == ()


def test_where_nobody_has_asked_there_is_no_complaint_and_no_file_is_made(state, tmp_path):
    assert complaints(state) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_state_file_that_is_no_database_is_said_with_a_remedy(state):
    state.write_text("a letter, no database. " * 100)
    with pytest.raises(StoreError, match="FINDINGS_STATE"):
        complaints(state)


# The tables as the first version made them.
FIRST = """
CREATE TABLE feedback (answer TEXT NOT NULL, user TEXT NOT NULL, at REAL NOT NULL, helpful INTEGER NOT NULL, reason
    TEXT, comment TEXT, question TEXT, body TEXT NOT NULL, PRIMARY KEY (answer, user));
CREATE TABLE preference (user TEXT PRIMARY KEY, authority TEXT NOT NULL);
INSERT INTO preference VALUES ('U1', 'Merrow');
PRAGMA user_version = 1;
"""


def test_a_file_of_the_first_version_is_brought_up_to_date_and_loses_nothing(state):
    with closing(sqlite3.connect(state)) as connection:
        connection.executescript(FIRST)
        row = ("a1", USER, 1.0e9, 0, "unclear", None, None, json.dumps(pack_answer(PASSAGES)))
        connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.commit()
    (complaint,) = complaints(state)
    assert (complaint.reason, complaint.done) == ("unclear", False)
    assert set_done(state, complaint.id, done=True)
    store = AnswerStore(state)
    assert store.default_authority("U1") == "Merrow"
    store.close()
    with closing(open_state(state)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert [one.done for one in complaints(state)] == [True]

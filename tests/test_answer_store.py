"""What the Slack side keeps: references, never words; once only; and not for longer than it says."""

import json
import sqlite3
from dataclasses import replace

import pytest
from sample_answers import ALL, PASSAGES

from bot.answers.answer_codec import pack_answer, restore_answer
from bot.answers.passage_resolver import MatchKind, PassageResolver, ResolvedPassage, mark
from bot.models import Lead
from bot.slack.state.answers import AnswerStore
from bot.slack.state.events import Entry, State
from bot.slack.state.schema import StoreError
from index.models import Document, Kind, Passage, Unit, Voice


@pytest.fixture
def store(tmp_path):
    store = AnswerStore(tmp_path / "state" / "slack.db")
    yield store
    store.close()


def claim(store, event="Ev1"):
    return store.claim(event, entry=Entry.DIRECT, channel="D1", ts="1.1", thread_ts=None, user="U1")


def dead(store):
    """Make every run but this one look long gone."""
    store._db.execute("UPDATE run SET beat = 0 WHERE id != ?", (store.run,))


def test_an_event_is_taken_once(store):
    assert claim(store)
    assert claim(store) is None


def test_an_event_that_another_living_process_took_is_left_to_it(store, tmp_path):
    assert claim(store)
    other = AnswerStore(tmp_path / "state" / "slack.db")
    assert claim(other) is None
    assert other.take_over() == []
    other.close()


def test_an_event_that_a_dead_process_took_is_taken_over_once(store, tmp_path):
    answer = claim(store)
    other = AnswerStore(tmp_path / "state" / "slack.db")
    dead(other)
    assert claim(other) == answer
    assert other.take_over() == []
    other.close()


def test_what_a_dead_process_left_is_found_and_what_it_finished_is_not(store, tmp_path):
    claim(store, "Ev1")
    claim(store, "Ev2")
    store.mark("Ev2", State.DONE)
    other = AnswerStore(tmp_path / "state" / "slack.db")
    dead(other)
    assert [pending.id for pending in other.take_over()] == ["Ev1"]
    other.close()


def test_a_response_url_is_forgotten_with_the_answer(store):
    store.claim(
        "c", entry=Entry.COMMAND, channel="C1", ts="", thread_ts=None, user="U1", response_url="https://x.example/1"
    )
    store.mark("c", State.DONE)
    assert store._db.execute("SELECT response_url FROM event").fetchone()[0] is None


@pytest.mark.parametrize("name", ALL)
def test_a_kept_answer_holds_no_word_of_the_question_and_none_of_the_evidence(name):
    answer = ALL[name]
    kept = json.dumps(pack_answer(answer))
    assert answer.question not in kept
    assert "privte" not in kept
    for evidence in (*answer.evidence, *answer.more):
        assert evidence.text not in kept


class Held(PassageResolver):
    """A library that holds passages of one document and no grades."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def find(self, identity, wanted, citation):
        document = make_document(citation.document)
        for position, text in enumerate(self._texts):
            if mark(text) == wanted:
                passage = Passage(position, text, Unit.NUMBERED, number=citation.paragraph)
                return ResolvedPassage(MatchKind.SAME, document, passage, citation)
        return None

    def has_grade(self, area, grade, citation):
        return False


def make_document(path: str) -> Document:
    return Document(path=path, sha256="0" * 64, title="", kind=Kind.INSPECTION, voice=Voice.INSPECTOR)


def test_an_answer_comes_back_with_the_passages_that_the_library_holds():
    texts = [evidence.text for evidence in PASSAGES.evidence + PASSAGES.more]
    restored = restore_answer(json.loads(json.dumps(pack_answer(PASSAGES))), Held(*texts))
    assert restored.lost == 0
    assert [(e.text, e.citation) for e in restored.answer.evidence] == [(e.text, e.citation) for e in PASSAGES.evidence]
    assert [e.highlights for e in restored.answer.more] == [e.highlights for e in PASSAGES.more]


def test_a_lead_comes_back_with_what_it_was_taken_from_and_not_without():
    sentence = Lead(PASSAGES.evidence[0].text[:20], PASSAGES.evidence[0].citation, (0, 0, 20))
    kept = pack_answer(replace(PASSAGES, lead=sentence))
    texts = [evidence.text for evidence in PASSAGES.evidence + PASSAGES.more]
    assert restore_answer(kept, Held(*texts)).answer.lead == sentence
    assert restore_answer(kept, Held(*texts[1:])).answer.lead is None


def test_facts_counts_and_councils_come_back():
    for name in ("facts", "listing"):
        answer = ALL[name]
        restored = restore_answer(json.loads(json.dumps(pack_answer(answer))), Held(*[e.text for e in answer.evidence]))
        again = restored.answer
        assert (again.lead, again.total, again.facts) == (answer.lead, answer.total, answer.facts)
        assert again.understood.councils == answer.understood.councils


def test_an_answer_kept_before_there_were_leads_is_read():
    kept = pack_answer(PASSAGES)
    for key in ("state", "lead", "total", "facts", "parts"):
        del kept[key]
    assert restore_answer(kept, Held()).answer.lead is None


def test_a_passage_that_reads_otherwise_now_is_not_shown():
    restored = restore_answer(pack_answer(PASSAGES), Held(PASSAGES.evidence[0].text + " Changed."))
    assert restored.answer.evidence == ()
    assert restored.lost == len(PASSAGES.evidence) + len(PASSAGES.more)


def test_groups_keep_their_own_evidence_when_some_is_lost():
    answer = ALL["comparison"]
    kept = answer.evidence[2]
    restored = restore_answer(pack_answer(answer), Held(kept.text)).answer
    assert [(g.label, [restored.evidence[i].text for i in g.evidence]) for g in restored.groups] == [
        ("Merrow", []),
        ("Merrowshire", [kept.text]),
    ]


def test_a_grade_that_a_report_does_not_give_any_more_is_not_shown():
    answer = next(answer for answer in ALL.values() if answer.judgements)
    restored = restore_answer(pack_answer(answer), Held())
    assert restored.answer.judgements == ()
    assert all(group.judgements == () for group in restored.answer.groups)
    assert restored.lost >= len(answer.judgements)


def test_what_is_too_old_is_deleted(store):
    keep(store)
    store.remember("D1", "1.1", answer="a1", filters={}, question_ts="1.1")
    claim(store)
    store._db.execute("UPDATE answer SET created = 0")
    store._db.execute("UPDATE context SET at = 0")
    store._db.execute("UPDATE event SET received = 0")
    assert store.answer("a1") is None
    assert store.context("D1", "1.1") is None
    store.forget_old()
    counts = [store._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("answer", "context", "event")]
    assert counts == [0, 0, 0]


def test_an_answer_is_shared_with_a_channel_once(store):
    assert store.share("a1", "C1", "U1")
    assert not store.share("a1", "C1", "U1")
    assert store.share("a1", "C2", "U1")
    store.unshare("a1", "C2")
    assert store.share("a1", "C2", "U1")


def test_the_last_feedback_counts(store):
    keep(store)
    assert store.feedback("a1", "U1", helpful=True)
    assert store.feedback("a1", "U1", helpful=False, reason="out_of_date")
    assert [tuple(r) for r in store._db.execute("SELECT helpful, reason, question FROM feedback")] == [
        (0, "out_of_date", None)
    ]
    assert not store.feedback("unknown", "U1", helpful=True)


def keep(store):
    store.keep("a1", pack_answer(PASSAGES), user="U1", entry=Entry.DIRECT, channel="D1", thread_ts="1.1")


def test_a_file_that_is_no_database_is_refused_with_a_remedy(tmp_path):
    path = tmp_path / "slack.db"
    path.write_text("this is a letter, not a database " * 50)
    with pytest.raises(StoreError, match="Check FINDINGS_STATE"):
        AnswerStore(path)


def test_a_file_of_another_version_is_refused_with_a_remedy(tmp_path):
    path = tmp_path / "slack.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="version 99"):
        AnswerStore(path)


def test_others_on_the_machine_cannot_read_the_file(store, tmp_path):
    assert (tmp_path / "state" / "slack.db").stat().st_mode & 0o077 == 0


def test_a_mark_knows_a_text_again():
    assert mark("a") == mark("a")
    assert mark("a") != mark("b")
    assert mark("\ud800")

"""The store keeps whole generations, and a library is one of them."""

import json
import sqlite3
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexAgeError, IndexMissingError, IndexStoreError
from index.models import Document, DocumentPart, Improvement, Judgement, Kind, Passage, Period, Unit, Voice
from index.storage.codec import Pack, document_from_json, document_to_json, pack_passages, text_hash
from index.storage.library import Library, document_id, passage_id
from index.storage.open import open_library, read_generation
from index.storage.records import Generation, ParsedFile, Run
from index.storage.schema import OLDEST_READ, SCHEMA
from index.storage.store import Store

RUN = Run("2026-01-01T00:00:00+00:00", "2026-01-01T00:00:01+00:00", 1)


def make_document(path="merrow/report.pdf", content="one", **fields):
    made = Document(
        path=path,
        sha256=sha256(content.encode()).hexdigest(),
        title="Merrow: inspection of children's services",
        kind=Kind.INSPECTION,
        voice=Voice.INSPECTOR,
        authority="Merrow",
        published=date(2025, 7, 8),
        inspected=Period(date(2025, 5, 12), date(2025, 5, 23)),
        pages=12,
        judgements=(Judgement("Overall effectiveness", "Good", 1), Judgement("Care leavers", None, 1)),
        improvements=(Improvement("The quality of plans.", None, "bullet 1", 2),),
        warnings=("It has no lead inspector.",),
    )
    return replace(made, **fields)


def make_passages(*texts):
    return tuple(
        Passage(
            position,
            text,
            Unit.NUMBERED,
            number=str(position + 1),
            section="Leaders",
            sections=("Findings", "Leaders"),
            first_page=3,
            last_page=4,
        )
        for position, text in enumerate(texts)
    )


def commit(path, number, *held, artifacts=None):
    """Write a generation of documents with their passages."""
    with Store.open(path) as store:
        write(store, number, *held, artifacts=artifacts)


def write(store, number, *held, artifacts=None):
    """Write the generation into a store that is open."""
    for document, passages in held:
        store.stage(ParsedFile(document, pack_passages(passages), b"words", "reader 1", "preparation 1"))
    documents = tuple(sorted((document for document, _ in held), key=lambda document: document.path))
    store.commit(Generation(number, documents, artifacts or {}), (), replace(RUN, generation=number))


def test_a_library_gives_back_what_was_committed(tmp_path):
    document, passages = make_document(), make_passages("Leaders know their services.", "Plans are timely.")
    commit(tmp_path / "findings.db", 1, (document, passages), artifacts={"postings": b"\0\1"})
    library = open_library(tmp_path / "findings.db")
    assert library.documents == (document,)
    assert tuple(library.passages_of(document)) == passages
    assert library.artifacts["postings"] == b"\0\1"
    assert library.generation == read_generation(tmp_path / "findings.db") == 1


def test_ordinals_count_passages_through_documents_in_the_order_of_their_paths(tmp_path):
    first, empty, last = make_document("a.pdf", "1"), make_document("b.pdf", "2"), make_document("c.pdf", "3")
    held = (last, make_passages("three")), (empty, ()), (first, make_passages("one", "two"))
    commit(tmp_path / "findings.db", 1, *held)
    library = open_library(tmp_path / "findings.db")
    assert library.spans == ((0, 2), (2, 2), (2, 3))
    assert [(d.path, p.text) for d, p in map(library.at, range(3))] == [
        ("a.pdf", "one"),
        ("a.pdf", "two"),
        ("c.pdf", "three"),
    ]
    with pytest.raises(IndexError, match="no passage 3 of 3"):
        library.at(3)


def test_a_passage_keeps_its_id_when_other_documents_come_and_its_own_moves(tmp_path):
    document, passages = make_document(), make_passages("Leaders know their services.")
    identity = passage_id(document.sha256, 0)
    commit(tmp_path / "findings.db", 1, (document, passages))
    assert open_library(tmp_path / "findings.db").find(identity) == (document, passages[0])
    moved = replace(document, path="z/report.pdf")
    commit(tmp_path / "findings.db", 2, (make_document("a.pdf", "new"), make_passages("x")), (moved, passages))
    assert open_library(tmp_path / "findings.db").find(identity) == (moved, passages[0])


def test_an_id_of_a_replaced_report_finds_nothing_but_the_path_it_stood_at(tmp_path):
    old, new = make_document(content="old"), make_document(content="new")
    commit(tmp_path / "findings.db", 1, (old, make_passages("before")))
    commit(tmp_path / "findings.db", 2, (new, make_passages("after")))
    library = open_library(tmp_path / "findings.db")
    assert library.find(passage_id(old.sha256, 0)) is None
    assert library.former_path(passage_id(old.sha256, 0)) == "merrow/report.pdf"
    assert library.former_path(passage_id(new.sha256, 0)) is None


def test_a_quotation_is_verified_against_the_stored_passage():
    document, passages = make_document(), make_passages("Leaders know their services.")
    library = Library(1, [(document, pack_passages(passages))], {})
    identity = passage_id(document.sha256, 0)
    assert library.verify(identity, text_hash("Leaders know their services."))
    assert not library.verify(identity, text_hash("Leaders know their services well."))
    assert not library.verify(passage_id(document.sha256, 1), text_hash("Leaders know their services."))


def test_a_document_is_found_by_each_of_its_names():
    document = make_document("a.pdf", also=("copy of a.pdf",))
    library = Library(1, [(document, pack_passages(()))], {})
    assert (library.document("a.pdf"), library.document("copy of a.pdf")) == (document, document)
    assert library.document("b.pdf") is None


def test_a_library_that_is_open_does_not_see_the_next_generation(tmp_path):
    document, passages = make_document(), make_passages("before")
    commit(tmp_path / "findings.db", 1, (document, passages))
    library = open_library(tmp_path / "findings.db")
    commit(tmp_path / "findings.db", 2, (make_document(content="new"), make_passages("after")))
    assert library.documents == (document,)
    assert library.passages_of(document)[0].text == "before"
    assert read_generation(tmp_path / "findings.db") == 2


def test_a_reader_in_the_midst_of_a_commit_reads_the_generation_before(tmp_path):
    path = tmp_path / "findings.db"
    commit(path, 1, (make_document(), make_passages("before")))
    with Store.open(path) as store:
        new = make_document(content="new")
        store.stage(ParsedFile(new, pack_passages(make_passages("after")), b"", "", ""))

        def artifacts():
            # Asked for when the documents have been written and the commit has not come.
            assert [p.text for p in open_library(path).passages_of(make_document())] == ["before"]
            yield "postings", b""

        class Watching(dict):
            def items(self):
                return artifacts()

        store.commit(Generation(2, (new,), Watching()), (), replace(RUN, generation=2))
    assert [p.text for p in open_library(path).passages_of(new)] == ["after"]


def test_a_commit_that_fails_leaves_the_generation_before(tmp_path):
    path = tmp_path / "findings.db"
    document, passages = make_document(), make_passages("before")
    commit(path, 1, (document, passages))

    class Failing(dict):
        def items(self):
            raise RuntimeError("no artifacts")

    with pytest.raises(RuntimeError, match="no artifacts"), Store.open(path) as store:
        store.commit(Generation(2, (), Failing()), (), replace(RUN, generation=2))
    assert open_library(path).documents == (document,)


def test_the_tables_say_the_same_as_the_library(tmp_path):
    path = tmp_path / "findings.db"
    document, passages = make_document(), make_passages("Leaders know their services.", "Plans are timely.")
    commit(path, 1, (document, passages))
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT id, text, number, sections, first_page FROM passages ORDER BY id").fetchall()
        judgements = connection.execute("SELECT area, grade, page FROM judgements ORDER BY position").fetchall()
        improvements = connection.execute("SELECT text, item, page FROM improvements").fetchall()
        counted = connection.execute("SELECT path, authority, published, passages FROM documents").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    assert rows == [
        (passage_id(document.sha256, p.position), p.text, p.number, json.dumps(p.sections), p.first_page)
        for p in passages
    ]
    assert judgements == [("Overall effectiveness", "Good", 1), ("Care leavers", None, 1)]
    assert improvements == [("The quality of plans.", "bullet 1", 2)]
    assert counted == [("merrow/report.pdf", "Merrow", "2025-07-08", 2)]
    assert broken == []


def test_a_missing_index_says_how_to_make_one(tmp_path):
    with pytest.raises(IndexMissingError, match=r"There is no index .*findings\.db yet\. Run: findings index"):
        open_library(tmp_path / "findings.db")


def test_the_file_of_a_first_run_appears_in_write_ahead_mode(tmp_path, monkeypatch):
    # A run killed while it changes the mode leaves a rollback journal, and a file that cannot be opened to read only.
    modes = []

    def replace_file(source, target):
        modes.append(source.read_bytes()[18:20])  # https://www.sqlite.org/fileformat.html#file_format_version_numbers
        assert sorted(path.name for path in tmp_path.iterdir()) == ["findings.db.new"]
        source.rename(target)

    monkeypatch.setattr("index.storage.store.os.replace", replace_file)
    with Store.open(tmp_path / "findings.db"):
        pass
    assert modes == [b"\x02\x02"]


def test_an_empty_file_is_an_index_whose_first_run_did_not_end(tmp_path):
    (tmp_path / "findings.db").touch()
    with pytest.raises(IndexMissingError, match="first run did not end"):
        open_library(tmp_path / "findings.db")
    commit(tmp_path / "findings.db", 1)
    assert open_library(tmp_path / "findings.db").documents == ()


@pytest.mark.parametrize("content", [b"notes of a meeting", b"SQLite format 3\0" + b"\xff" * 40])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "findings.db"
    path.write_bytes(content)
    with pytest.raises(IndexStoreError, match=r"is not a database\. Run: findings index --rebuild"):
        open_library(path)
    with pytest.raises(IndexStoreError, match="is not a database"), Store.open(path):
        pass
    assert path.read_bytes() == content


def test_rebuilding_sets_a_file_that_is_no_index_aside(tmp_path):
    path = tmp_path / "findings.db"
    path.write_bytes(b"notes of a meeting")
    with Store.open(path, rebuild=True) as store:
        assert store.generation == 0
    assert (tmp_path / "findings.db.set-aside-1").read_bytes() == b"notes of a meeting"


def of_schema(path, version):
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_an_index_of_a_newer_schema_says_so(tmp_path):
    path = tmp_path / "findings.db"
    commit(path, 1)
    of_schema(path, SCHEMA + 1)
    with pytest.raises(IndexStoreError, match=r"a newer version of Findings .*findings index --rebuild"):
        open_library(path)


def test_an_index_of_a_schema_that_is_too_old_says_so(tmp_path):
    path = tmp_path / "findings.db"
    commit(path, 1)
    of_schema(path, OLDEST_READ - 1)
    with pytest.raises(IndexAgeError, match=r"an older version of Findings .* Run: findings index"):
        open_library(path)


def test_an_older_index_answers_until_the_new_one_is_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("index.storage.schema.OLDEST_READ", SCHEMA - 1)
    path = tmp_path / "findings.db"
    commit(path, 1, (make_document(path="old.pdf"), make_passages("Leaders know their services.")))
    of_schema(path, SCHEMA - 1)
    with Store.open(path) as store:
        assert store.files() == {}
        assert [document.path for document in open_library(path).documents] == ["old.pdf"]
        write(store, 1, (make_document(path="new.pdf"), make_passages("Leaders know their services.")))
        assert [document.path for document in open_library(path).documents] == ["old.pdf"]
    assert [document.path for document in open_library(path).documents] == ["new.pdf"]
    assert sorted(file.name for file in tmp_path.iterdir() if not file.name.endswith(("-shm", "-wal"))) == [path.name]


def test_an_older_index_stays_where_the_new_one_found_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("index.storage.schema.OLDEST_READ", SCHEMA - 1)
    path = tmp_path / "findings.db"
    commit(path, 1, (make_document(path="old.pdf"), make_passages("Leaders know their services.")))
    of_schema(path, SCHEMA - 1)
    with pytest.raises(IndexStoreError, match="holds 1; it stays"), Store.open(path) as store:
        write(store, 1)
    assert [document.path for document in open_library(path).documents] == ["old.pdf"]


def test_a_database_of_another_program_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "findings.db") as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(IndexStoreError, match="a database of another program"):
        open_library(tmp_path / "findings.db")


def test_a_damaged_index_says_how_to_make_it_anew(tmp_path):
    path = tmp_path / "findings.db"
    commit(path, 1, (make_document(), make_passages(*["word " * 50] * 200)))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)
    with pytest.raises(IndexStoreError, match="Run: findings index --rebuild"):
        open_library(path)
    with Store.open(path, rebuild=True) as store:
        assert store.files() == {}
    assert (tmp_path / "findings.db.set-aside-1").exists()


def test_contents_that_share_half_of_their_hash_have_ids_of_their_own():
    one, other = passage_id("f" * 64, 5), passage_id("f" * 31 + "e" * 33, 5)
    assert one != other
    assert one == document_id("f" * 64) + "-5"


@pytest.mark.parametrize("identity", ["", "5", "f-", "f" * 32 + "-1", "f" * 32 + "-x", "f" * 32 + "-²", "-1"])
def test_what_is_no_id_of_a_passage_finds_none(tmp_path, identity):
    commit(tmp_path / "findings.db", 1, (make_document(), make_passages("Leaders know their services.")))
    assert open_library(tmp_path / "findings.db").find(identity) is None


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
page = st.none() | st.integers(1, 3000)
passages = st.builds(
    Passage,
    position=st.just(0),
    text=text,
    unit=st.sampled_from(Unit),
    matter=st.sampled_from(DocumentPart),
    number=st.none() | text,
    item=st.none() | text,
    section=st.none() | text,
    sections=st.lists(text, max_size=3).map(tuple),
    context=text,
    first_page=page,
    last_page=page,
)


@given(st.lists(passages, max_size=5))
def test_packing_gives_every_passage_back(made):
    made = [replace(passage, position=position) for position, passage in enumerate(made)]
    assert list(Pack(pack_passages(made))) == made


@given(
    st.builds(
        make_document,
        path=text,
        also=st.lists(text).map(tuple),
        title=text,
        published=st.none() | st.dates(),
        inspected=st.none() | st.builds(Period, st.dates(), st.dates()),
        aliases=st.lists(text).map(tuple),
        url=st.none() | text,
    )
)
def test_a_document_outlasts_json(document):
    assert document_from_json(document_to_json(document)) == document

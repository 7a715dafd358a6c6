"""Keeping: names that lead nowhere, files that are never lost or overwritten, and what is read of a file that waits."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import KeepingError, ReadError, UploadError
from index.indexing.folder import MAX_SIZE
from index.indexing.indexer import index_folder
from index.keeping import incoming as incoming_room
from index.keeping.bin import binned, remove, restore
from index.keeping.examining import examine
from index.keeping.incoming import Incoming, Staged
from index.keeping.mending import mend
from index.keeping.names import NAME_BYTES, safe_name
from index.keeping.placing import place
from index.storage.store import open_library

REPORT = (
    "Focused visit to Tarnside children's services\n\nInspection dates: 3 to 4 March 2026\n\n"
    "Published: 2 April 2026\n\nFindings\n\n1. The first paragraph.\n\n2. The second paragraph.\n\n3. The third one.\n"
)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "held.txt").write_text(REPORT, encoding="utf-8")
    return folder


def stage(documents: Path, name: str = "new.txt", content: bytes = b"Something new.\n") -> Staged:
    with Incoming(documents).receive(name) as receiving:
        receiving.write(content)
    assert receiving.staged is not None
    return receiving.staged


@given(st.text(max_size=300), st.sampled_from((".pdf", ".PDF", ".docx", ".txt")))
def test_no_name_leads_out_of_the_folder_or_hides(name: str, suffix: str) -> None:
    try:
        safe = safe_name(name + suffix)
    except UploadError:
        return
    assert os.path.basename(safe) == safe
    assert len(safe.encode()) <= NAME_BYTES
    assert not safe.startswith((".", "~", " "))
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in safe)
    assert not set(safe) & set('/\\<>:"|?*')
    assert safe_name(safe) == safe


@pytest.mark.parametrize("name", ["..", "", "a.exe", "a.pdf.exe", "catalogue.toml", "noending", "/", "\x00"])
def test_a_name_of_no_kind_that_is_read_is_refused(name: str) -> None:
    with pytest.raises(UploadError, match="Send it as PDF"):
        safe_name(name)


def test_what_is_not_wholly_taken_in_leaves_nothing(documents: Path) -> None:
    def break_off() -> None:
        with Incoming(documents).receive("new.txt") as receiving:
            receiving.write(b"half")
            raise RuntimeError("the connection broke")

    with pytest.raises(RuntimeError):
        break_off()
    with pytest.raises(UploadError, match="empty"), Incoming(documents).receive("new.txt"):
        pass
    assert Incoming(documents).all() == ()
    assert list((documents / ".incoming").iterdir()) == []


def test_a_stream_that_is_too_long_is_cut_off_before_it_fills_the_disk(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming_room, "MAX_SIZE", 1_000_000)
    written = []

    def send() -> None:
        with Incoming(documents).receive("huge.txt") as receiving:
            for _ in range(2_000):
                receiving.write(b"x" * 1_000)
                written.append(1_000)

    with pytest.raises(UploadError, match="more than"):
        send()
    assert sum(written) <= 1_000_000 < MAX_SIZE
    assert list((documents / ".incoming").iterdir()) == []


def test_a_hidden_folder_that_is_a_link_is_not_followed(documents: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (documents / ".incoming").symlink_to(outside)
    (documents / ".bin").symlink_to(outside)
    with pytest.raises(KeepingError, match="not a folder"):
        stage(documents)
    with pytest.raises(KeepingError, match="not a folder"):
        remove(documents, "held.txt")
    assert list(outside.iterdir()) == []
    assert mend(documents) == ()
    assert binned(documents) == ()
    assert (documents / "held.txt").exists()


def test_an_added_file_never_takes_the_place_of_another(documents: Path) -> None:
    placed = place(stage(documents, "HELD.txt"), documents=documents)
    assert placed == "HELD (2).txt"
    assert (documents / "held.txt").read_text(encoding="utf-8") == REPORT
    assert place(stage(documents, "held.txt", b"third"), documents=documents) == "held (3).txt"


def test_a_new_version_puts_the_old_one_into_the_bin(documents: Path) -> None:
    staged = stage(documents, "other.txt")
    assert place(staged, documents=documents, replaces="held.txt") == "held.txt"
    assert (documents / "held.txt").read_bytes() == b"Something new.\n"
    (old,) = binned(documents)
    assert old.replaced
    with pytest.raises(KeepingError, match="another file stands there now"):
        restore(documents, old.id)
    with pytest.raises(KeepingError, match="no longer waiting"):
        place(staged, documents=documents)


def test_what_is_removed_comes_back_as_it_was(documents: Path) -> None:
    nested = documents / "with space" / "it's an émoji 🦦.txt"
    nested.parent.mkdir()
    nested.write_text(REPORT + "more\n", encoding="utf-8")
    entry = remove(documents, "with space/it's an émoji 🦦.txt")
    assert not nested.exists()
    nested.parent.rmdir()
    assert restore(documents, entry.id) == "with space/it's an émoji 🦦.txt"
    assert nested.read_text(encoding="utf-8") == REPORT + "more\n"
    assert binned(documents) == ()


def test_a_name_that_is_no_text_can_be_removed_and_comes_back(documents: Path) -> None:
    raw = os.fsencode(documents) + b"/bad\xff.txt"
    with open(raw, "wb") as file:
        file.write(b"words")
    entry = remove(documents, "bad\\xff.txt")
    assert not os.path.exists(raw)
    restore(documents, entry.id)
    assert os.path.exists(raw)


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/passwd", "nothing.txt", ".bin/x", "catalogue.toml"])
def test_only_documents_can_be_removed(documents: Path, path: str) -> None:
    (documents.parent / "outside.txt").write_text("mine")
    (documents / "catalogue.toml").write_text("")
    with pytest.raises(KeepingError, match="There is no document"):
        remove(documents, path)
    assert (documents.parent / "outside.txt").read_text() == "mine"


@pytest.mark.parametrize("identity", ["../../etc", "0" * 16, "", "x/y"])
def test_an_id_that_is_not_in_the_bin_is_refused(documents: Path, identity: str) -> None:
    with pytest.raises(KeepingError, match="in the bin"):
        restore(documents, identity)


def test_a_folder_that_cannot_be_written_says_so_in_one_sentence(documents: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    documents.chmod(0o500)
    try:
        with pytest.raises(KeepingError, match=r"Permission denied\. Check the permissions"):
            remove(documents, "held.txt")
    finally:
        documents.chmod(0o700)


def test_mending_leaves_alone_what_another_process_is_at_work_on(documents: Path) -> None:
    with Incoming(documents).receive("new.txt") as receiving:
        receiving.write(b"first part")
        assert mend(documents) == ()
        receiving.write(b" and the second")
    assert Incoming(documents).all()[0].path.read_bytes() == b"first part and the second"
    assert mend(documents) == ()


def test_a_file_that_waits_is_read_and_compared_with_what_is_held(documents: Path, tmp_path: Path) -> None:
    index_folder(documents, tmp_path / "findings.db")
    library = open_library(tmp_path / "findings.db")
    same = examine(stage(documents, "same.txt", REPORT.encode()), documents=documents, library=library)
    assert same.same_as == "held.txt"
    changed = REPORT.replace("The second paragraph.", "Another second.").replace(
        "third one.", "third one.\n\n4. A fourth."
    )
    found = examine(stage(documents, "changed.txt", changed.encode()), documents=documents, library=library)
    assert (found.same_as, found.replaces) == (None, "held.txt")
    assert found.paragraphs == 4
    assert "Paragraphs changed: 2" in found.changes
    assert "Paragraphs added: 4" in found.changes
    with pytest.raises(ReadError, match="not a PDF"):
        examine(stage(documents, "broken.pdf", b"no pdf at all"), documents=documents, library=library)


def test_the_indexer_sees_nothing_that_is_hidden(documents: Path, tmp_path: Path) -> None:
    stage(documents)
    remove(documents, "held.txt")
    report = index_folder(documents, tmp_path / "findings.db")
    assert report.added == ()
    assert report.failed == ()

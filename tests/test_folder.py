"""Keeping: names that lead nowhere, files that are never lost or overwritten, and what is read of a file that waits."""

import errno
import json
import os
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import KeepingError, ReadError, UploadError
from index.folder import staging as incoming_room
from index.folder.catalogue import load_catalogue
from index.folder.listing import MAX_SIZE
from index.folder.publish import place
from index.folder.recovery import mend
from index.folder.staging import NAME_BYTES, Incoming, Staged, safe_name
from index.folder.trash import binned, remove, restore
from index.indexing.indexer import index_folder
from index.indexing.preview import examine
from index.storage.open import open_library

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


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/cron.d/report.pdf", "report.pdf"),
        ("/etc/report.pdf", "report.pdf"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("..\\..\\report.pdf", "report.pdf"),
        ("report.pdf\x00.exe/../x.pdf", "x.pdf"),
        ("a\u2215b\uff0fc\u2044report.pdf", "report.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        (".bin/.hidden.pdf", "hidden.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.tar.pdf", "_lpt1.tar.pdf"),
        ("a\nb\tc.pdf", "abc.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("é" * 300 + ".docx", "é" * 72 + ".docx"),
        ("report.pdf ", "report.pdf"),
    ],
)
def test_a_trick_in_a_name_leaves_a_plain_name(documents: Path, name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert place(stage(documents, name), documents=documents) == safe
    assert {path.name for path in documents.parent.iterdir()} == {"documents"}
    assert {path.name for path in documents.iterdir()} == {".incoming", ".keeping.lock", "held.txt", safe}


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


def test_two_gigabytes_are_refused_as_they_come(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []

    def write(_: int, data: memoryview) -> int:  # in place of a disk
        written.append(len(data))
        return len(data)

    def send() -> None:
        with Incoming(documents).receive("huge.pdf") as receiving:
            for _ in range(256):
                receiving.write(bytes(8 << 20))

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(UploadError, match="it has more than 200 MB"):
        send()
    assert sum(written) <= MAX_SIZE
    assert list((documents / ".incoming").iterdir()) == []


def test_a_full_disk_is_told_in_one_sentence_and_leaves_nothing(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_: int, __: memoryview) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(
        KeepingError, match=r"^Cannot take in new.txt: No space left on device. Make room on the disk.$"
    ):
        stage(documents)
    assert Incoming(documents).all() == ()
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


def test_a_bin_that_became_a_link_gives_nothing_back(documents: Path, tmp_path: Path) -> None:
    entry = remove(documents, "held.txt")
    (documents / ".bin").rename(tmp_path / "elsewhere")
    (documents / ".bin").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeepingError, match="There is no file"):
        restore(documents, entry.id)
    assert (tmp_path / "elsewhere" / entry.id / "held.txt").exists()


@pytest.mark.parametrize(
    "raw", [b"../out.txt", b"/tmp/out.txt", b"link/out.txt", b".incoming/out.txt", b"a\0.txt", b""]
)
def test_a_note_that_was_tampered_with_leads_nowhere(documents: Path, tmp_path: Path, raw: bytes) -> None:
    entry = remove(documents, "held.txt")
    (tmp_path / "outside").mkdir()
    (documents / "link").symlink_to(tmp_path / "outside")
    folder = documents / ".bin" / entry.id
    (folder / "held.txt").rename(folder / "out.txt")
    about = json.loads((folder / "about.json").read_text())
    (folder / "about.json").write_text(json.dumps({**about, "raw": raw.hex()}))
    with pytest.raises(KeepingError, match=r"lies outside|There is no file"):
        restore(documents, entry.id)
    mend(documents)
    assert (folder / "out.txt").exists()
    assert not (tmp_path / "out.txt").exists()
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("name", ["../../../out.txt", "/tmp/out.txt", "a/b.txt", "x\0.txt"])
def test_a_note_of_a_waiting_file_leads_nowhere(documents: Path, name: str) -> None:
    staged = stage(documents)
    about = staged.path.parent / "about.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), "name": name, "going": name}))
    assert Incoming(documents).get(staged.id) is None
    assert Incoming(documents).all() == ()
    mend(documents)
    assert staged.path.exists()


def test_a_documents_folder_that_is_a_link_is_kept_like_any_other(documents: Path, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    linked.symlink_to(documents)
    assert place(stage(linked), documents=linked) == "new.txt"
    entry = remove(linked, "new.txt")
    assert restore(linked, entry.id) == "new.txt"
    assert (documents / "new.txt").read_bytes() == b"Something new.\n"


def test_removing_a_link_leaves_the_file_that_it_leads_to(documents: Path) -> None:
    (documents / "link.txt").symlink_to("held.txt")
    entry = remove(documents, "link.txt")
    assert (documents / "held.txt").read_text(encoding="utf-8") == REPORT
    restore(documents, entry.id)
    assert os.readlink(documents / "link.txt") == "held.txt"
    place(stage(documents), documents=documents, replaces="link.txt")
    assert (documents / "held.txt").read_text(encoding="utf-8") == REPORT


def test_what_is_settled_about_a_file_goes_to_the_bin_with_it_and_comes_back(documents: Path) -> None:
    catalogue = documents / "catalogue.toml"
    kept = '# Ours.\n["*.txt"]\nauthority = "Tarnside"\n'
    catalogue.write_text(kept + '\n["./held.txt"]\nlead_inspector = "A. Person"\n')
    entry = remove(documents, "held.txt")
    assert "A. Person" not in catalogue.read_text()
    assert "Tarnside" in catalogue.read_text()
    assert load_catalogue(catalogue).faults == ()
    restore(documents, entry.id)
    (last,) = [e for e in load_catalogue(catalogue).entries if e.pattern == "./held.txt"]
    assert last.values == {"lead_inspector": "A. Person"}


def test_a_copy_on_a_disk_without_links_is_whole_or_not_there(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    assert place(stage(documents), documents=documents, replaces="held.txt") == "held.txt"
    (old,) = binned(documents)
    assert (documents / ".bin" / old.id / "held.txt").read_text(encoding="utf-8") == REPORT
    assert place(stage(documents, "held.txt"), documents=documents) == "held (2).txt"
    remove(documents, "held.txt")
    assert restore(documents, old.id) == "held.txt"


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


def test_a_folder_that_cannot_be_written_says_so_in_one_sentence() -> None:
    # Not below pytest's own folder, which nobody else may enter: the superuser takes another name for a moment.
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        documents = Path(home) / "documents"
        documents.mkdir()
        (documents / "held.txt").write_text(REPORT, encoding="utf-8")
        documents.chmod(0o555)
        superuser = os.geteuid() == 0
        if superuser:
            os.seteuid(65534)
        try:
            for act in (lambda: remove(documents, "held.txt"), lambda: stage(documents)):
                with pytest.raises(KeepingError, match=r"Permission denied\. Let the user who runs Findings write"):
                    act()
        finally:
            if superuser:
                os.seteuid(0)
            documents.chmod(0o755)
        assert (documents / "held.txt").exists()


def test_mending_takes_away_drafts_and_finishes_what_was_added(documents: Path) -> None:
    (documents / ".catalogue.toml.ab12_x9z").write_text("half")
    staged = stage(documents)
    about = staged.path.parent / "about.json"
    about.write_text(json.dumps({**staged.note(), "going": "new.txt"}))
    os.link(staged.path, documents / "new.txt")
    assert place(staged, documents=documents) == "new.txt"  # a second click, before anything was mended
    mend(documents)
    assert {path.name for path in documents.iterdir()} == {".incoming", ".keeping.lock", "held.txt", "new.txt"}


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

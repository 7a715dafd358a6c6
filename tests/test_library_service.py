"""The service does each act whole or not at all, and writes down both."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.library import service as room
from bot.library.service import LibraryService
from bot.records.audit import Audit
from bot.records.sqlite_file import RecordsError
from bot.settings import Settings
from index.errors import CatalogueError, KeepingError
from index.folder.catalogue import load_catalogue
from index.indexing.indexer import index_folder

ADMIN = "U1"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "held.txt").write_text("Children are safe.")
    return folder


@pytest.fixture
def service(documents: Path, tmp_path: Path) -> Iterator[LibraryService]:
    settings = Settings(documents=documents, index=tmp_path / "findings.db", records=tmp_path / "records.db")
    with closing(Audit(settings.records)) as audit:
        yield LibraryService(settings, audit)


def stage(service: LibraryService, name: str = "new.txt") -> str:
    with service.incoming.receive(name) as receiving:
        receiving.write(b"Something new.")
    return receiving.id


def settled(documents: Path) -> dict[str, dict[str, object]]:
    return {entry.pattern: dict(entry.values) for entry in load_catalogue(documents / "catalogue.toml").entries}


def acts(service: LibraryService) -> list[tuple[str, str, str]]:
    return [(entry.act, entry.subject, entry.outcome) for entry in reversed(service.audit.entries())]


def test_what_is_corrected_before_adding_holds_for_that_file_alone(service: LibraryService, documents: Path) -> None:
    waiting = stage(service, "held.txt")
    service.correct_waiting(waiting, {"lead_inspector": "A. Person"}, actor=ADMIN)
    assert settled(documents) == {}
    assert service.add(waiting, actor=ADMIN, values={"title": "A title"}) == "held (2).txt"
    assert settled(documents) == {"./held (2).txt": {"lead_inspector": "A. Person", "title": "A title"}}
    assert acts(service) == [("corrected", "held.txt", "done"), ("added", "held.txt", "done")]


def test_a_file_that_cannot_be_placed_waits_on_and_leaves_no_entry(
    service: LibraryService, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise KeepingError("Cannot add new.txt: No space left on device. Make room on the disk.")

    service.correct("held.txt", {"title": "As it was"}, actor=ADMIN)
    waiting = stage(service)
    with monkeypatch.context() as patch:
        patch.setattr(room, "place", fail)
        for replaces in (None, "held.txt"):
            with pytest.raises(KeepingError, match="Make room"):
                service.add(waiting, actor=ADMIN, values={"title": "Another"}, replaces=replaces)
    assert settled(documents) == {"./held.txt": {"title": "As it was"}}
    assert acts(service)[1:] == [("added", "new.txt", "failed"), ("replaced", "held.txt", "failed")]
    assert service.add(waiting, actor=ADMIN) == "new.txt"


def test_a_removed_document_leaves_its_name_free_of_what_was_settled(service: LibraryService, documents: Path) -> None:
    service.correct("held.txt", {"authority": "Tarnside"}, actor=ADMIN)
    (gone,) = service.remove("held.txt", actor=ADMIN)
    assert service.add(stage(service, "held.txt"), actor=ADMIN) == "held.txt"
    assert settled(documents) == {}
    service.remove("held.txt", actor=ADMIN)
    assert service.restore(gone.id, actor=ADMIN) == "held.txt"
    assert settled(documents) == {"./held.txt": {"authority": "Tarnside"}}
    assert (documents / "held.txt").read_text() == "Children are safe."


def test_a_document_is_removed_under_all_its_names_that_are_still_there(
    service: LibraryService, documents: Path
) -> None:
    for name in ("held (1).txt", "held (2).txt"):
        (documents / name).write_text("Children are safe.")
    index_folder(documents, service.index, workers=1, prepare=False)
    (documents / "held (1).txt").unlink()
    gone = service.remove("held.txt", actor=ADMIN)
    assert [entry.path for entry in gone] == ["held.txt", "held (2).txt"]
    with pytest.raises(KeepingError, match=r"There is no document held\.txt"):
        service.remove("held.txt", actor=ADMIN)
    assert acts(service)[-1] == ("removed", "held.txt", "failed")


def test_a_catalogue_that_is_not_valid_stops_what_needs_it_and_nothing_else(
    service: LibraryService, documents: Path
) -> None:
    service.correct("held.txt", {"authority": "Tarnside"}, actor=ADMIN)
    catalogue = documents / "catalogue.toml"
    catalogue.write_text(catalogue.read_text() + '\n["broken\n')
    (gone,) = service.remove("held.txt", actor=ADMIN)
    catalogue.write_text('["broken\n')
    with pytest.raises(CatalogueError, match="Mend that line first"):
        service.restore(gone.id, actor=ADMIN)
    with pytest.raises(CatalogueError, match="Mend that line first"):
        service.add(stage(service), actor=ADMIN, values={"title": "A title"})
    assert not (documents / "new.txt").exists()
    catalogue.unlink()
    assert service.restore(gone.id, actor=ADMIN) == "held.txt"
    assert settled(documents) == {"./held.txt": {"authority": "Tarnside"}}


def test_what_cannot_be_written_down_is_not_done(service: LibraryService, documents: Path, tmp_path: Path) -> None:
    waiting = stage(service)
    (tmp_path / "records.db").write_bytes(b"notes of a meeting, and no database at all" * 40)
    for act in (
        lambda: service.remove("held.txt", actor=ADMIN),
        lambda: service.add(waiting, actor=ADMIN),
        lambda: service.correct("held.txt", {"title": "x"}, actor=ADMIN),
    ):
        with pytest.raises(RecordsError):
            act()
    assert sorted(path.name for path in documents.iterdir() if path.suffix == ".txt") == ["held.txt"]
    assert settled(documents) == {}

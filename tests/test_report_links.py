"""An administrator's list of addresses gives each document that is held its own, and says what it could not use."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.library import LibraryService, ReportLinksError, read_report_links
from bot.records import Audit
from bot.settings import Settings
from index.indexing import index_folder
from index.storage import open_library

HELD = ("inspections/merrow/report - 2025.pdf", "inspections/tarnside/report - 2025.pdf", "plans/tarnside/plan.docx")


def test_a_file_is_named_by_its_path_or_by_an_end_that_one_document_has():
    text = (
        "\ufefffile,url\n"
        "merrow/report - 2025.pdf,https://reports.example/1\n"
        '"inspections/tarnside/report - 2025.pdf",https://reports.example/2\n'
        "plan.docx,https://reports.example/3\n"
        "report - 2025.pdf,https://reports.example/4\n"
        "elsewhere.pdf,https://reports.example/5\n"
        "tarnside\\plan.docx,javascript:alert(1)\n"
    )
    found = read_report_links(text, HELD)
    assert found.addresses == tuple(zip(HELD, [f"https://reports.example/{n}" for n in (1, 2, 3)], strict=True))
    assert found.unknown == ("report - 2025.pdf", "elsewhere.pdf")
    assert found.faulty == ("tarnside\\plan.docx",)


@pytest.mark.parametrize("text", ["", "name,address\na,b\n", "file\na\n"])
def test_a_list_without_its_columns_is_refused(text):
    with pytest.raises(ReportLinksError, match="file and url"):
        read_report_links(text, HELD)


def test_the_list_of_the_shared_gold_can_be_read(shared):
    path = shared / "gold" / "report_links.csv"
    if not path.is_file():
        pytest.skip("the list of addresses is not on this machine")
    text = path.read_text(encoding="utf-8-sig")
    files = [str(p.relative_to(shared / "library")) for p in (shared / "library").rglob("*") if p.is_file()]
    found = read_report_links(text, files)
    assert len(found.addresses) > 50
    assert not found.faulty


def test_addresses_are_settled_once_and_stand_in_the_catalogue(tmp_path: Path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "merrow.txt").write_text("Merrow\n\n1. Care leavers are well supported in Merrow by their advisers.\n")
    settings = Settings(documents=folder, index=tmp_path / "f.db", records=tmp_path / "records.db")
    index_folder(folder, settings.index)
    found = read_report_links("file,url\nmerrow.txt,https://reports.example/1\n", ["merrow.txt"])
    with closing(Audit(settings.records)) as audit:
        library = LibraryService(settings, audit)
        assert library.link(found, actor="admin") == 1
        index_folder(folder, settings.index)
        assert library.link(found, actor="admin") == 0
    assert open_library(settings.index).documents[0].url == "https://reports.example/1"

"""The samples are what the script makes, and each shows what it is there to show."""

import shutil
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.answers import open_answerer
from index.folder import sample_hashes
from index.indexing import index_folder
from index.readers import read_source
from index.readers.source import Line, Role, Table
from index.storage import open_library
from tools.make_picture import PICTURE, QUESTION, SHOWN, words_of
from tools.make_samples import SAMPLES, make_samples

DOCUMENTS = Path(__file__).parent.parent / "documents"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    make_samples(folder)
    return folder


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_the_script_makes(made: Path, name: str) -> None:
    ours, fresh = DOCUMENTS / name, made / name
    if ours.suffix in {".docx", ".pptx"}:
        assert _parts(ours) == _parts(fresh)
    elif ours.suffix == ".pdf":
        # Another version of the library may pack a PDF otherwise; it must say the same in the same places.
        assert read_source(ours).blocks == read_source(fresh).blocks
    else:
        assert ours.read_bytes() == fresh.read_bytes()


def test_the_folder_holds_nothing_else() -> None:
    held = {path.relative_to(DOCUMENTS).as_posix() for path in DOCUMENTS.rglob("*") if path.is_file()}
    assert held - {"catalogue.toml"} == set(SAMPLES)


def test_every_sample_that_ships_is_known_by_its_content() -> None:
    assert sample_hashes() == {sha256((DOCUMENTS / name).read_bytes()).hexdigest() for name in SAMPLES}


@pytest.mark.parametrize(("wanted", "held"), [(None, 1), (True, len(SAMPLES) + 1), (False, 1)])
def test_samples_are_left_out_beside_a_real_document(tmp_path: Path, wanted: bool | None, held: int) -> None:
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    shutil.copytree(DOCUMENTS, folder)
    assert len(index_folder(folder, index, prepare=False).added) == len(SAMPLES)
    (folder / "letter.txt").write_text("Letter to Tarnside council\n\n1. Visits went well.\n\n2. The end.\n")
    index_folder(folder, index, prepare=False, samples=wanted)
    assert len(open_library(index).documents) == held


def test_samples_alone_are_left_out_where_people_are_served(tmp_path: Path) -> None:
    shutil.copytree(DOCUMENTS, tmp_path / "documents")
    index_folder(tmp_path / "documents", tmp_path / "findings.db", prepare=False, samples=False)
    assert open_library(tmp_path / "findings.db").documents == ()


def test_the_reports_show_squares_as_bullets_and_a_running_footer() -> None:
    report = read_source(DOCUMENTS / "merrow" / "children's services inspection - 12 march 2025.pdf")
    texts = [block.text for block in report.blocks if isinstance(block, Line)]
    assert sum(text.startswith("◼ ") for text in texts) == 5
    assert sum(text.startswith("27 January to 7 February 2025") for text in texts) == (report.pages or 0) - 1


def test_the_letter_has_automatic_bullets() -> None:
    letter = read_source(DOCUMENTS / "merrow" / "children's services focused visit - 21 june 2022.docx")
    assert sum(isinstance(block, Line) and block.role is Role.BULLET for block in letter.blocks) == 4


def test_every_row_of_the_action_plan_has_its_need_and_owner() -> None:
    plan = read_source(DOCUMENTS / "merrow" / "improvement action plan - june 2025.docx")
    (table,) = (block for block in plan.blocks if isinstance(block, Table))
    assert table.header_rows == 1
    assert len(table.rows) == 14
    assert all(all(row) for row in table.rows)


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_first_picture_of_the_readme_shows_what_is_answered_today(samples_index: Path) -> None:
    answer = open_answerer(samples_index).answer(QUESTION, limit=SHOWN)
    shown = "".join(words_of(PICTURE.read_text(encoding="utf-8")).split())
    wanted = [part for item in answer.evidence for part in (item.text, item.citation.label)]
    assert len(wanted) == 2 * SHOWN
    places = [shown.find("".join(part.split())) for part in wanted]
    assert places[0] > 0, "Make it anew: python -m tools.make_picture"
    assert places == sorted(places), "Make it anew: python -m tools.make_picture"

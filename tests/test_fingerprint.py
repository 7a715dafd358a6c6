"""What was read or built by another version of the program is made anew: the fingerprint names all that it reaches."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.files import code_fingerprint, fingerprint, reached_files
from index.indexing import index_folder, read_file
from index.search.build import preparation
from index.vocabulary import word_lists

ROOT = Path(__file__).parent.parent

# What reading and building load, seen from outside: every file of the samples is read, and search is built from them,
# with every import inside a function made; what Python has loaded in the end is printed.
_LOAD = """
import json, os, sys
from pathlib import Path
from index.folder import hash_file, list_folder
from index.indexing.read_file import Task, read_file
documents = Path(sys.argv[1])
packs = []
for name, seen in list_folder(documents).files.items():
    packs.append(read_file(Task(os.fsencode(documents), seen, hash_file(documents, seen)[0], False)).pack)
# What prepares for search has a version of its own, below.
print(json.dumps([m for m in sys.modules if m.startswith("index.") and not m.startswith("index.search")]))
for name in [m for m in sys.modules if m.startswith("index.")]:
    del sys.modules[name]
from index.search.build import prepare_document, prepare_index
from index.storage import Pack
Pack(packs[0])[0]
loaded_by_the_pack = {m for m in sys.modules if m.startswith("index.storage")}
prepare_index([prepare_document(tuple(Pack(pack))) for pack in packs])
print(json.dumps([m for m in sys.modules if m.startswith("index.") and m not in loaded_by_the_pack]))
"""


@pytest.fixture(scope="module")
def loaded() -> tuple[list[str], list[str]]:
    """Give the modules of ``index`` that reading the samples loads, and those that building search from them does."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(ROOT / "documents")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    reading, building = (json.loads(line) for line in done.stdout.splitlines())
    return reading, building


def with_code(modules: list[str]) -> set[Path]:
    """Give the files of modules, without the faces: they hold nothing but where a name is found."""
    files = {(ROOT / name.replace(".", "/")).with_suffix(".py") for name in modules}
    return {file for file in files if file.exists()}


def test_all_that_reading_a_file_loads_is_in_the_version_of_the_readers(loaded):
    reached = reached_files(*read_file.ROOTS, without="index.search")
    files = with_code(loaded[0])
    assert len(files) > 40
    assert sorted(files - set(reached)) == []


def test_all_that_building_search_loads_is_in_the_version_of_search(loaded):
    reached = reached_files("index.search.build")
    files = with_code(loaded[1])
    assert len(files) > 12
    assert sorted(files - set(reached)) == []


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the program text that the versions are worked out from."""
    shutil.copytree(ROOT / "index", tmp_path / "program" / "index", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "_TOP", tmp_path / "program")
    forget()
    yield tmp_path / "program"
    forget()


def forget() -> None:
    for cached in (code_fingerprint, fingerprint._home_of, read_file.version_of_reading, preparation.search_version):
        cached.cache_clear()


def test_a_change_in_any_module_that_reading_reaches_is_another_version(copied, loaded):
    before = read_file.reader_version("a.pdf")
    for module in with_code(loaded[0]):
        path = copied / module.relative_to(ROOT)
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "\n# changed\n", encoding="utf-8")
        forget()
        assert read_file.reader_version("a.pdf") != before, module
        path.write_text(text, encoding="utf-8")
    forget()
    assert read_file.reader_version("a.pdf") == before


def test_a_change_in_any_module_that_building_reaches_is_another_version(copied, loaded):
    before = preparation.search_version()
    for module in with_code(loaded[1]):
        path = copied / module.relative_to(ROOT)
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "\n# changed\n", encoding="utf-8")
        forget()
        assert preparation.search_version() != before, module
        path.write_text(text, encoding="utf-8")
    forget()
    assert preparation.search_version() == before


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Give a documents folder with one document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text("Children are safe in Merrow.\n", encoding="utf-8")
    return folder


def test_the_next_run_reads_anew_what_another_version_read(copied, library):
    index = library.parent / "findings.db"
    index_folder(library, index, workers=1, prepare=False)
    assert index_folder(library, index, workers=1, prepare=False).updated == ()
    with (copied / "index" / "metadata" / "publication_date.py").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    forget()
    # The workers read by the program that runs; that they were asked again is what is seen here.
    assert index_folder(library, index, workers=1, prepare=False).updated == ("letter.txt",)


def test_the_next_run_builds_anew_what_another_version_built_and_reads_nothing(copied, library):
    index = library.parent / "findings.db"
    before = index_folder(library, index, workers=1).generation
    with (copied / "index" / "search" / "build" / "corpus.py").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    forget()
    report = index_folder(library, index, workers=1, read="tests_never:read")
    assert (report.generation, report.updated) == (before + 1, ())


def test_another_version_of_what_tells_encodings_concerns_texts_alone(monkeypatch):
    names = ("a.pdf", "b.DOCX", "c.txt", "d.HTML")
    forget()
    before = [read_file.reader_version(name) for name in names]
    found = read_file.version
    monkeypatch.setattr(read_file, "version", lambda name: "0" if name == "charset-normalizer" else found(name))
    forget()
    after = [read_file.reader_version(name) for name in names]
    forget()
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False, False]


@pytest.mark.parametrize("name", sorted(path.name for path in Path(word_lists.__file__).parent.glob("*.t*")))
def test_a_word_that_is_changed_in_any_file_of_the_vocabulary_is_another_version(copied, monkeypatch, name):
    words = copied / "index" / "vocabulary"
    monkeypatch.setattr(preparation, "_VOCABULARY", words)
    monkeypatch.setattr(read_file, "_VOCABULARY", words)

    def versions() -> tuple[str, str]:
        forget()
        return read_file.reader_version("a.pdf"), preparation.search_version()

    before = versions()
    with (words / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    assert versions() != before

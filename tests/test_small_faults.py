"""Slips at the command line are told with what was meant, and lists fit a pipe; a sheet's hidden cells are not read."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from bot.cli.main import app
from index.indexing import index_folder
from index.readers import Table, read_source

DOCUMENTS = Path(__file__).parent.parent / "documents"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("faults") / "findings.db"
    index_folder(DOCUMENTS, index, samples=True)
    return index


@pytest.fixture
def run(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, value in (("DOCUMENTS", folder), ("INDEX", index), ("RECORDS", tmp_path / "records.db")):
        monkeypatch.setenv(f"FINDINGS_{name}", str(value))
    return lambda *words: CliRunner().invoke(app, list(words))


def test_a_misspelt_council_is_told_with_the_one_that_may_be_meant(run):
    told = run("ask", "--authority", "Merow", "private fostering")
    assert "No document of Merow is held. Did you mean Merrow?" in told.output
    assert "Did you mean" not in run("ask", "--authority", "merrow", "private fostering").output


def test_documents_are_filtered_and_are_a_line_each_in_a_pipe(run):
    every = run("documents").stdout.splitlines()
    merrow = run("documents", "--authority", "merrow").stdout.splitlines()
    assert 0 < len(merrow) < len(every)
    assert all(line.split("\t")[0] == "Merrow" for line in merrow)
    letters = run("documents", "--kind", "Focused Visit Letter").stdout.splitlines()
    assert all(line.split("\t")[1] == "focused visit letter" for line in letters)
    assert "No document is held that is so" in run("documents", "--kind", "self-assessment").stdout
    assert "is not a kind of document; the kinds are" in run("documents", "--kind", "nothing of the kind").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "Merow"), "Did you mean Merrow?"),
        (("brief", "Barking", "and", "Dagenham"), "No document of Barking and Dagenham is held"),
        (("grades", "Merrow", "Merow"), "Did you mean Merrow?"),
        (("theme", "supervison"), "Did you mean “Supervision”?"),
        (("theme", "Supervision", "--region", "Nowhere"), "The regions are: North East"),
        (("theme", "Supervision", "--neighbours-of", "Merow"), "Did you mean Merrow?"),
        (("verify", "."), "is a folder"),
        (("restore", "0" * 16), "There is no file"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_one_that_may_be_meant(run, words, said):
    assert said in str(run(*words).exception)


@pytest.mark.parametrize("words", [("brief", "merrow"), ("grades", "merrow"), ("theme", "supervision", "of", "staff")])
def test_words_without_quotation_marks_are_one_name(run, words):
    told = run(*words)
    assert (told.exit_code, told.exception) == (0, None)
    assert "Merrow" in told.stdout


def test_a_quotation_is_whole_in_a_pipe(run, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    told = json.loads(run("ask", "private fostering in Merrow", "--json").stdout)
    lines = run("ask", "private fostering in Merrow").stdout.splitlines()
    assert max(len(line) for line in lines) < 2_000
    for evidence in told["evidence"][:2]:
        assert any(evidence["text"] in line for line in lines)


def test_the_grades_of_a_council_fit_a_narrow_terminal_whole(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "36")
    assert "…" not in run("grades", "Merrow").stdout


def test_what_looks_at_nothing_makes_nothing(run, tmp_path, monkeypatch):
    (tmp_path / "documents").rmdir()
    monkeypatch.setenv("FINDINGS_STATE", str(tmp_path / "slack.db"))
    for words in (("stats",), ("stats", "--json"), ("audit",), ("follow",), ("check",), ("restore",)):
        run(*words)
    assert list(tmp_path.iterdir()) == []


def test_the_bin_of_a_folder_that_is_not_there_is_not_called_empty(run, tmp_path):
    (tmp_path / "documents").rmdir()
    for words in (("restore",), ("restore", "0" * 16), ("empty-bin", "--yes")):
        assert "does not exist" in str(run(*words).exception)


def test_a_pack_names_the_question_that_found_nothing(run, tmp_path):
    told = run("pack", "private fostering in Merrow", "quantum chromodynamics", "--out", str(tmp_path / "pack.docx"))
    assert "Nothing was found for “quantum chromodynamics”" in told.output
    assert "private fostering" not in told.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--alias", "Nowhere = Nix"), "No document of Nowhere is held"),
        (("--alias", "Merow = Nix"), "Did you mean Merrow?"),
        (("--off", "zyxwv"), "no meaning to be switched off"),
        (("--forget", "zyxwv"), "was not added"),
    ],
)
def test_a_change_of_words_that_would_change_nothing_is_refused(run, words, said):
    result = run("vocabulary", *words)
    assert result.exception is not None
    assert said in str(result.exception)


def test_the_version_is_told(run):
    assert re.fullmatch(r"findings \d+\.\d+\S*", run("--version").stdout.strip())


def test_the_runs_of_the_indexer_are_listed_with_names(run):
    (first, *_) = json.loads(run("runs", "--json").stdout)
    assert first["added"]
    assert first["added"][0] in run("runs").stdout


def test_the_audit_says_where_it_looked_and_makes_nothing(run, tmp_path):
    assert "FINDINGS_RECORDS" in run("audit").output
    assert not (tmp_path / "records.db").exists()


def test_hidden_rows_and_columns_of_a_sheet_are_left_out_with_a_warning(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for row in [
        ("Action", "Note", "By"),
        ("Write plans", "secret", "June"),
        ("Not shown", "x", "May"),
        ("Train", "y", "July"),
    ]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.save(tmp_path / "actions.xlsx")
    source = read_source(tmp_path / "actions.xlsx")
    cells = [cell for block in source.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert {"Write plans", "June", "Train"} <= set(cells)
    assert not {"secret", "Not shown", "x", "y"} & set(cells)
    assert any('row 3 of the sheet "Actions" (hidden)' in said for said in source.unread)
    assert any('column 2 of the sheet "Actions" (hidden)' in said for said in source.unread)

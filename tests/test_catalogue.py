"""What an admin settles in the catalogue wins; what is wrong in it is told by line and harms nothing else."""

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.json_output import document_to_dict
from bot.cli.terminal import show_documents
from bot.slack.admin.metadata_form import metadata_fields
from index.errors import CatalogueError
from index.files import toml_read
from index.folder.catalogue import Catalogue, load_catalogue, set_entry
from index.indexing import index_folder
from index.models import Document, Judgement, Kind, Period, Voice
from index.storage import open_library

REPORT = Document(
    path="80459_derby/report - 8 july 2025.pdf",
    sha256="",
    title="Report",
    kind=Kind.OTHER,
    voice=Voice.UNKNOWN,
    warnings=("No authority could be told: set authority in documents/catalogue.toml.", "It has no dates."),
)


def load(folder: Path, text: str) -> Catalogue:
    path = folder / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


def faults(catalogue: Catalogue) -> list[str]:
    return [str(fault).split(":")[0] for fault in catalogue.faults]


def test_the_catalogue_wins_over_what_was_read(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
["80459_derby/*.pdf"]
authority = "Derby City Council"
aliases = ["Derby City"]
kind = "inspection report"
voice = "inspector"
title = "The 2025 report"
published = 2025-07-08
inspected = { from = 2025-05-19, to = 2025-05-23 }
lead_inspector = "Ann Other"
url = "https://example.org/1"
""",
    )
    assert catalogue.faults == ()
    settled = catalogue.apply(REPORT)
    assert dict(settled.as_read)["title"] == "Report"
    assert replace(settled, as_read=()) == replace(
        REPORT,
        authority="Derby",
        aliases=("Derby City",),
        kind=Kind.INSPECTION,
        voice=Voice.INSPECTOR,
        title="The 2025 report",
        published=date(2025, 7, 8),
        inspected=Period(date(2025, 5, 19), date(2025, 5, 23)),
        lead_inspector="Ann Other",
        url="https://example.org/1",
        settled=(
            *("aliases", "authority", "inspected", "kind", "lead_inspector"),
            *("published", "title", "url", "voice"),
        ),
        warnings=("It has no dates.",),
    )


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("report - 8 july 2025.pdf", True),
        ("*.pdf", True),
        ("80459_derby/*", True),
        ("80459_derby/report - 8 july 2025.pdf", True),
        ("derby/*", False),
        ("*.docx", False),
    ],
)
def test_a_pattern_is_a_file_name_or_a_path(tmp_path: Path, pattern: str, matches: bool) -> None:
    catalogue = load(tmp_path, f'["{pattern}"]\ntitle = "Settled"\n')
    assert (catalogue.apply(REPORT).title == "Settled") is matches
    assert (catalogue.unmatched([REPORT.path]) == ()) is matches


def test_brackets_of_a_real_file_name_are_no_wildcards(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '["a [1] b.pdf"]\ntitle = "Settled"\n')
    assert catalogue.apply(replace(REPORT, path="x/a [1] b.pdf")).title == "Settled"


def test_later_entries_win_and_add(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '["*.pdf"]\ntitle = "All"\nvoice = "council"\n["report*"]\ntitle = "One"\n')
    settled = catalogue.apply(REPORT)
    assert (settled.title, settled.voice) == ("One", Voice.COUNCIL)


def test_each_wrong_entry_is_told_by_line_and_harms_nothing_else(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """# a remark
["*.pdf"]
title = "Settled"
publishd = 2020-01-01
published = "yesterday"

["broken.pdf"]
title = "no end

["*.docx"]
kind = "report"
inspected = { from = 2025-05-23, to = 2025-05-19 }
url = "nowhere"
voice = "council"
""",
    )
    assert faults(catalogue) == [f"catalogue.toml, line {line}" for line in (4, 5, 8, 11, 12, 13)]
    assert catalogue.apply(REPORT).title == "Settled"
    assert catalogue.apply(replace(REPORT, path="a.docx")).voice is Voice.COUNCIL


@pytest.mark.parametrize("text", ['title = "outside"\n', '["a.pdf"]\ntitle = 1\n', '["a.pdf"]\naliases = "x"\n'])
def test_a_value_of_the_wrong_form_is_a_fault(tmp_path: Path, text: str) -> None:
    catalogue = load(tmp_path, text)
    assert (len(catalogue.faults), catalogue.entries) == (1, ())


def test_the_same_table_twice_is_told_and_the_later_one_wins(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '["*.pdf"]\ntitle = "One"\n["*.pdf"]\ntitle = "Two"\n')
    assert faults(catalogue) == ["catalogue.toml, line 3"]
    assert catalogue.apply(REPORT).title == "Two"


def test_a_pattern_that_matches_nothing_is_told_by_line(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '\n\n["gone.pdf"]\ntitle = "x"\n')
    assert [fault.line for fault in catalogue.unmatched([REPORT.path])] == [3]


def test_a_missing_or_unreadable_catalogue_settles_nothing(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path / "catalogue.toml") == Catalogue()
    (tmp_path / "catalogue.toml").write_bytes(b"\xff\xfe\x00bad")
    assert len(load_catalogue(tmp_path / "catalogue.toml").faults) == 1


def test_another_authority_takes_the_printed_form_away(tmp_path: Path) -> None:
    catalogue = load(tmp_path, '["*.pdf"]\nauthority = "Hull"\n')
    settled = catalogue.apply(replace(REPORT, authority="Derby", authority_form="Derby City"))
    assert (settled.authority, settled.authority_form) == ("Kingston upon Hull", None)


def test_setting_an_entry_keeps_comments_and_order(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text('# mine\n["a.pdf"]  # first\ntitle = "A"  # kept\n\n# second\n["b.pdf"]\ntitle = "B"\n', "utf-8")
    set_entry(path, "a.pdf", {"published": date(2025, 7, 8), "voice": Voice.COUNCIL})
    text = path.read_text("utf-8")
    assert text == (
        '# mine\n["a.pdf"]  # first\ntitle = "A"  # kept\npublished = 2025-07-08\nvoice = "council"\n\n'
        '# second\n["b.pdf"]\ntitle = "B"\n'
    )


@pytest.mark.parametrize("name", ["a.pdf", 'x/y\'s "z" [1].pdf', "- 😀 ünï.pdf", "back\\slash.pdf", "a.b.c"])
def test_what_is_set_for_a_file_is_read_back_for_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "catalogue.toml"
    period = Period(date(2025, 5, 19), date(2025, 5, 23))
    set_entry(path, name, {"authority": "Derby", "inspected": period, "kind": Kind.SLIDES, "aliases": ("DC",)})
    settled = load_catalogue(path).apply(replace(REPORT, path=name))
    assert (settled.authority, settled.inspected, settled.kind, settled.aliases) == (
        "Derby",
        period,
        Kind.SLIDES,
        ("DC",),
    )
    set_entry(path, name, dict.fromkeys(("authority", "inspected", "kind", "aliases")))
    assert load_catalogue(path) == Catalogue()


@pytest.mark.parametrize("before", ['["a.pdf"]\ntitle = "no end\n', '["a.pdf"]\ntitle = "A"\n'])
def test_a_change_that_cannot_be_used_leaves_the_file_as_it_was(tmp_path: Path, before: str) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(before, "utf-8")
    with pytest.raises(CatalogueError):
        set_entry(path, "b.pdf", {"url": "nowhere"})
    assert path.read_text("utf-8") == before
    assert [file.name for file in tmp_path.iterdir()] == ["catalogue.toml"]


_GRADED = replace(
    REPORT,
    judgements=(Judgement("Overall effectiveness", "Inadequate", 2), Judgement("Care leavers", "Good", 3)),
    warnings=("The judgement table has no row on leadership: compare it.", "No list of what must improve was read: x."),
)


def test_grades_and_the_list_of_what_must_improve_can_be_settled(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
["report - 8 july 2025.pdf"]
judgements = { "Care leavers" = "Outstanding", "Leadership" = "" }
improvements = ["The timeliness of visits", "How managers decide"]
""",
    )
    assert catalogue.faults == ()
    settled = catalogue.apply(_GRADED)
    assert settled.judgements == (Judgement("Care leavers", "Outstanding", 3), Judgement("Leadership", None, 2))
    assert [item.text for item in settled.improvements] == ["The timeliness of visits", "How managers decide"]
    assert settled.warnings == ()
    assert settled.settled == ("improvements", "judgements")


def test_what_was_read_stands_beside_what_was_settled(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    name = f"./{REPORT.path}"
    read = {"authority": "Derby", "published": ""}
    set_entry(path, name, {"authority": "Hull", "published": date(2025, 7, 8)}, read)
    text = path.read_text("utf-8")
    assert 'authority = "Hull" # read: Derby' in text
    assert "published = 2025-07-08 # nothing was read" in text
    settled = load_catalogue(path).apply(replace(REPORT, authority="Derby", published=None))
    assert settled.as_read == (("authority", "Derby"), ("published", ""))
    # What is settled once more was read no other way.
    assert load_catalogue(path).apply(settled).as_read == settled.as_read
    assert [line for line in documents_in(settled) if "corrected" in line] == [
        "authority corrected: Derby was read",
        "published corrected: nothing was read",
    ]
    hints = [field.get("hint", {}).get("text", "") for field in metadata_fields(settled)]
    assert any(hint.startswith("Read: “Derby”.") for hint in hints)
    assert document_to_dict(settled, passages=1)["as_read"] == {"authority": "Derby", "published": None}


def documents_in(document: Document) -> list[str]:
    shown = Console(file=StringIO(), width=100, force_terminal=True, color_system=None)
    show_documents(shown, [document], [1])
    return [line.strip() for line in shown.file.getvalue().splitlines()]


@pytest.mark.parametrize("value", ['"Good"', "[]", '{ "Care leavers" = 3 }', "{ }"])
def test_grades_that_are_no_table_are_told_with_the_remedy(tmp_path: Path, value: str) -> None:
    catalogue = load(tmp_path, f'["report - 8 july 2025.pdf"]\njudgements = {value}\n')
    assert len(catalogue.faults) == 1
    assert "write" in str(catalogue.faults[0])


def test_grades_are_written_so_that_they_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    set_entry(path, f"./{REPORT.path}", {"judgements": {"Care leavers": "Good", "A, b": ""}, "improvements": ("One.",)})
    settled = load_catalogue(path).apply(REPORT)
    assert [(one.area, one.grade) for one in settled.judgements] == [("Care leavers", "Good"), ("A, b", None)]
    set_entry(path, f"./{REPORT.path}", {"judgements": None, "improvements": None})
    assert load_catalogue(path).apply(REPORT) == REPORT


def test_a_run_that_cannot_read_the_catalogue_changes_nothing(tmp_path: Path) -> None:
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    folder.mkdir()
    (folder / "visit.md").write_text("# A paper\n\n1. Managers know their teams well.", encoding="utf-8")
    (folder / "catalogue.toml").write_text('["visit.md"]\nauthority = "Derby"\n', encoding="utf-8")
    index_folder(folder, index, prepare=False)
    (folder / "catalogue.toml").unlink()
    (folder / "catalogue.toml").mkdir()  # it is there, and cannot be opened
    (folder / "more.md").write_text("# Another paper\n\n1. Partners meet.", encoding="utf-8")
    with pytest.raises(CatalogueError, match="Nothing was changed"):
        index_folder(folder, index, prepare=False)
    held = open_library(index).documents
    assert [(document.path, document.authority) for document in held] == [("visit.md", "Derby")]


def test_a_settled_list_is_quoted_from_the_passages_that_it_names(tmp_path: Path) -> None:
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    folder.mkdir()
    text = "# Inspection of Derby\n\n1. The timeliness of visits is uneven.\n\n2. Managers know their teams well.\n"
    (folder / "visit.md").write_text(text, encoding="utf-8")
    wanted = 'improvements = ["the timeliness of", "Nothing of the kind"]'
    (folder / "catalogue.toml").write_text(f'["visit.md"]\n{wanted}\n', encoding="utf-8")
    index_folder(folder, index, prepare=False)
    (document,) = open_library(index).documents
    assert [item.text for item in document.improvements] == ["1. The timeliness of visits is uneven."]
    assert any("No passage begins with “Nothing of the kind”" in warning for warning in document.warnings)


def test_each_entry_is_read_once_however_many_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f'["./report {n}.pdf"]\ntitle = "{n}"\n' for n in range(300))
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    read: list[str] = []
    loads = toml_read.tomllib.loads
    monkeypatch.setattr(toml_read.tomllib, "loads", lambda part: read.append(part) or loads(part))
    catalogue = load_catalogue(tmp_path / "catalogue.toml")
    assert [entry.line for entry in catalogue.entries] == list(range(1, 600, 2))
    assert len(read) == 301  # the whole, and the head of each table

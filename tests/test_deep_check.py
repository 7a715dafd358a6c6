"""Every passage is found again in its file, at its page, in its order; a text that is not as printed is named."""

import json
from pathlib import Path

import pytest
from printed_papers import BODY, GRID, HEADING, TITLE, print_paper, say, table
from typer.testing import CliRunner

from bot.cli.main import app
from index.indexing import check_deep, index_folder
from index.readers import Wanted, find_lost
from index.storage import open_library

ROOT = Path(__file__).parent.parent
_PROSE = (
    "Social workers visit children often and know them well. Plans are clear, and they are reviewed in good time.",
    "Managers of the service in Merrow do not always record why they decide as they do, and partners are not told.",
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = [
        say("Focused visit to Merrow", TITLE),
        say("Main findings", HEADING),
        *(say(text, BODY) for text in _PROSE),
    ]
    story.append(
        table(
            [("Action", "Lead", "By"), ("Write a plan for each child who waits", "Head of service", "June 2026")],
            (220, 120, 90),
            GRID,
        )
    )
    return print_paper(tmp_path_factory.mktemp("paper") / "merrow.pdf", story)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (_PROSE[0], ""),
        (" ".join(_PROSE), ""),
        ("Write a plan for each child who waits Head of service June 2026", ""),
        (_PROSE[0].replace("and know", "know"), "words are left out"),
        (_PROSE[0].replace("often and", "and often"), "words"),
        (_PROSE[0].replace("clear", "unclear"), "are not there"),
        ("Head of service Write a plan for each child who waits June 2026", "another order"),
        (" ".join(reversed(_PROSE)), "another order"),
    ],
)
def test_a_text_counts_as_found_only_with_all_its_words_in_their_order(paper, text, why):
    lost = find_lost(paper, [Wanted(text, 1, 1)])
    assert bool(lost) == bool(why)
    assert not why or why in lost[0][1]


def test_a_text_must_stand_on_the_pages_that_are_cited(paper):
    assert find_lost(paper, [Wanted(_PROSE[0], 2, 2)]) == [(0, "the file has no such page")]
    assert find_lost(paper, [Wanted(_PROSE[0], None, None)]) == [(0, "the file has no such page")]


@pytest.fixture
def samples(tmp_path: Path) -> tuple[Path, Path]:
    index = tmp_path / "findings.db"
    index_folder(ROOT / "documents", index, samples=True, prepare=False)
    return ROOT / "documents", index


def test_every_passage_of_the_samples_is_found_again_whatever_its_format(samples):
    folder, index = samples
    checked = list(check_deep(folder, open_library(index)))
    assert len({Path(one.document.path).suffix for one in checked}) >= 4
    assert all(one.looked_at and not one.fault and not one.lost for one in checked)


def test_the_command_names_what_is_lost_and_ends_with_1(tmp_path, monkeypatch, paper):
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    folder.mkdir()
    (folder / "merrow.pdf").write_bytes(paper.read_bytes())
    index_folder(folder, index, prepare=False)
    monkeypatch.setenv("FINDINGS_DOCUMENTS", str(folder))
    monkeypatch.setenv("FINDINGS_INDEX", str(index))
    good = CliRunner().invoke(app, ["check", "--deep", "--json"])
    assert good.exit_code == 0, good.output
    assert json.loads(good.stdout)[-1]["level"] == "ok"
    (folder / "merrow.pdf").write_bytes(paper.read_bytes() + b"\n")
    changed = CliRunner().invoke(app, ["check", "--deep"])
    assert changed.exit_code == 1
    assert "merrow.pdf was not looked at: it has changed since it was indexed" in changed.output


def test_real_reports_are_found_again_word_for_word_at_their_pages(shared, library_index):
    library = open_library(library_index)
    for one in check_deep(shared / "library", library, library.documents[::18]):
        assert not one.fault, one.document.path
        assert not one.lost, (one.document.path, one.lost[0].first_page, one.lost[0].why)

"""Local words: what admins add or switch off takes effect at once, is said, and never mixes councils up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.answers import Answerer, open_answerer
from index.errors import CatalogueError
from index.folder.vocabulary_file import (
    add_alias,
    add_term,
    load_local,
    remove_alias,
    remove_term,
    switch_off,
    switch_on,
)
from index.indexing.indexer import index_folder
from index.search.searcher import Searcher
from index.search.vocabulary_overlay import learned_abbreviations, with_own_words
from index.storage.open import open_library
from index.vocabulary import VOCABULARY

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("words")
    shutil.copytree(ROOT / "documents", home / "documents")
    (home / "documents" / "merrow" / "letter.txt").write_text(
        "Focused visit to Merrow children's services\n\nInspection dates: 3 to 4 March 2026\n\nFindings\n\n"
        "1. The virtual zebra panel (VZP) meets weekly. The VZP is chaired well.\n\n"
        "2. The umbrella wing is the place where all contacts arrive.\n",
        encoding="utf-8",
    )
    index_folder(home / "documents", home / "findings.db", samples=True)
    return home


@pytest.fixture
def words(tmp_path: Path) -> Path:
    return tmp_path / VOCABULARY


def answerer(home: Path, words: Path) -> Answerer:
    return open_answerer(home / "findings.db", words=load_local(words))


def test_a_word_that_is_added_finds_what_it_means_and_the_answer_says_so(home: Path, words: Path) -> None:
    question = "What did inspectors say about the quokka gate in Merrow?"
    before = answerer(home, words).answer(question)
    assert not any("umbrella wing" in evidence.text for evidence in before.evidence)
    add_term(words, "quokka gate", ["umbrella wing"])
    after = answerer(home, words).answer(question)
    assert "umbrella wing" in after.evidence[0].text
    assert "umbrella wing" in {way for expansion in after.understood.expansions for way in expansion.to}
    remove_term(words, "quokka gate")
    assert answerer(home, words).answer(question).kind == before.kind


def test_a_phrase_that_is_added_scores_like_one_that_was_indexed(home: Path, words: Path) -> None:
    library = open_library(home / "findings.db")
    add_term(words, "quokka gate", ["umbrella wing"])
    artifacts = with_own_words(library.artifacts, load_local(words))
    searcher = Searcher(artifacts, library.spans)
    phrases = artifacts["phrases"].decode().split("\n")
    new = phrases.index("umbrella wing")
    passages, impacts = searcher.prepared.phrase.of(new)
    texts = [library.at(int(passage))[1].text for passage in passages]
    assert len(texts) == 1
    assert "umbrella wing" in texts[0]
    assert impacts[0] > 0


def test_an_abbreviation_that_was_learned_can_be_switched_off_and_on(home: Path, words: Path) -> None:
    artifacts = open_library(home / "findings.db").artifacts
    (learned,) = (entry for entry in learned_abbreviations(artifacts, load_local(words)) if entry.short == "VZP")
    assert learned.on
    assert learned.long == ("virtual zebra panel",)

    def ways() -> set[str]:
        answer = answerer(home, words).answer("Is the VZP in Merrow any good?")
        return {way for expansion in answer.understood.expansions for way in expansion.to}

    assert "virtual zebra panel" in ways()
    switch_off(words, "VZP")
    assert "virtual zebra panel" not in ways()
    assert [entry.on for entry in learned_abbreviations(artifacts, load_local(words)) if entry.short == "VZP"] == [
        False
    ]
    switch_on(words, "vzp")
    assert "virtual zebra panel" in ways()


def test_another_name_of_a_council_is_understood(home: Path, words: Path) -> None:
    question = "missing children in Otterton"
    assert answerer(home, words).answer(question).understood.authorities == ()
    add_alias(words, "Merrow", "Otterton")
    assert answerer(home, words).answer(question).understood.authorities == ("Merrow",)
    remove_alias(words, "Merrow", "Otterton")
    assert answerer(home, words).answer(question).understood.authorities == ()


@pytest.mark.parametrize("alias", ["Leeds", "Leeds City Council", "Northants", "Kingston"])
def test_a_name_of_another_council_is_refused_and_the_file_stays_as_it_was(words: Path, alias: str) -> None:
    add_alias(words, "Merrow", "Otterton")
    before = words.read_bytes()
    with pytest.raises(CatalogueError, match="cannot be a name of Merrow"):
        add_alias(words, "Merrow", alias)
    assert words.read_bytes() == before


def test_one_name_cannot_be_given_to_two_councils(words: Path) -> None:
    add_alias(words, "Derby", "Ram City")
    with pytest.raises(CatalogueError, match="cannot be a name of Derbyshire"):
        add_alias(words, "Derbyshire", "ram city")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[terms]\n"front door" = "hub"\n', 2, "is no list"),
        ('[terms]\n"front door" = [""]\n', 2, "no word"),
        ("[terms]\n# a remark\nbroken = [\n", 3, "not valid TOML"),
        ('[words]\n"a" = ["b"]\n', 1, "is no part of it"),
        ('[aliases]\n\n"Derby" = ["Leeds"]\n', 3, "it names Leeds"),
        ("[off]\nwords = 3\n", 2, "is no list"),
        ('[off]\nword = ["IRO"]\n', 2, "is no key"),
        (f'[terms]\n"a" = ["{"b" * 200}"]\n', 2, "more than 100 characters"),
    ],
)
def test_a_wrong_entry_is_reported_with_its_line(words: Path, text: str, line: int, said: str) -> None:
    words.write_text(text, encoding="utf-8")
    (fault,) = load_local(words).faults
    assert fault.line == line
    assert said in fault.message
    first, _, rest = text.partition("\n")
    if first == "[terms]":
        words.write_text(f'{first}\n"good" = ["fine"]\n{rest}', encoding="utf-8")
        assert load_local(words).terms["good"] == ("fine",)


def test_what_people_wrote_in_the_file_stays(words: Path) -> None:
    words.write_text('# ours\n[terms] # words\n"a" = ["b"]  # because\n\n# names\n[aliases]\n', encoding="utf-8")
    add_term(words, "c", ["d"])
    text = words.read_text(encoding="utf-8")
    assert text.startswith('# ours\n[terms] # words\n"a" = ["b"]  # because\n')
    assert load_local(words).terms == {"a": ("b",), "c": ("d",)}
    assert "# names" in text


def test_the_command_line_changes_words_and_writes_it_down(home: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    shutil.copytree(home / "documents", documents)
    environment = {
        **os.environ,
        "FINDINGS_DOCUMENTS": str(documents),
        "FINDINGS_INDEX": str(home / "findings.db"),
        "FINDINGS_RECORDS": str(tmp_path / "records.db"),
    }

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "bot.cli", *words]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout

    said = run("vocabulary", "--add", "quokka gate = umbrella wing", "--alias", "Merrow = Otterton", "--off", "VZP")
    assert "quokka gate = umbrella wing" in said
    assert "VZP: virtual zebra panel  (off)  [merrow/letter.txt]" in said
    assert "umbrella wing" in run("ask", "What about the quokka gate in Otterton?")
    assert run("audit").count("vocabulary") == 3
    before = (documents / VOCABULARY).read_bytes()
    with pytest.raises(subprocess.CalledProcessError):  # a name of another council that the library itself holds
        run("vocabulary", "--alias", "Merrow = Merrowshire")
    assert (documents / VOCABULARY).read_bytes() == before
    assert "vocabulary.toml" not in run("index")

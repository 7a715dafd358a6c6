"""The command line as somebody meets it who has never used it: no words, wrong words, nothing there yet."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS, commands_of

ROOT = Path(__file__).resolve().parents[1]


class Shell:
    """A folder with the samples in it, and the command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("FINDINGS_", "SLACK_"))},
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "100",
            "FINDINGS_SAMPLES": "true",
        }

    def run(self, *words: str, stdin: bytes = b"", **settings: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=self.home,
            env={**self.environment, **settings},
            input=stdin,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    home = tmp_path_factory.mktemp("cli")
    shutil.copytree(ROOT / "documents", home / "documents")
    made = Shell(home)
    status, _, said = made.run("index")
    assert (status, said) == (0, "")
    return made


def test_no_words_at_all_show_what_can_be_done(shell: Shell) -> None:
    _, out, said = shell.run()
    for command in ("index", "ask", "documents", "show", "evaluate", "check", "serve", "remove", "restore", "audit"):
        assert f"  {command} " in out + said


def test_every_module_has_the_commands_that_the_table_says() -> None:
    for module in set(COMMANDS.values()):
        assert set(commands_of(module)) == {name for name, where in COMMANDS.items() if where == module}


def test_a_council_is_briefed_on_in_a_terminal(shell: Shell) -> None:
    status, out, said = shell.run("brief", "Merrow")
    assert (status, said) == (0, "")
    assert out.startswith("Merrow")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), "findings ask: give one question"),
        (("nonsense",), "no such command 'nonsense'"),
        (("show",), "missing argument 'document'"),
        (("ask", "--kind", "novel", "x"), "'novel' is not a kind of document"),
        (("ask", "--limit", "0", "x"), "--limit"),
        (("ask", "--year", "last", "x"), "--year"),
        (("export",), "name a folder"),
        (("export", "grades"), "'grades' is not one of"),
        (("audit", "--since", "yesterday"), "--since"),
        (("index", "--watch", "documents"), "name no paths with it"),
        (("vocabulary", "--add", "alone"), 'write --add "one = another, a third"'),
        (("ask", "--year"), "requires an argument"),
        (("runs", "--limit", "x"), "must be a whole number"),
        (("serve", "--http", "--port", "0"), "greater than or equal to 1"),
        (("pack", "--passage", "alone"), 'write --passage "DOCUMENT:PARAGRAPH"'),
    ],
)
def test_wrong_words_get_one_line_and_status_2(shell: Shell, words: tuple[str, ...], said: str) -> None:
    status, out, complaint = shell.run(*words)
    assert (status, out) == (2, "")
    assert said.lower() in complaint.lower()
    assert complaint.count("\n") == 1
    assert "Traceback" not in complaint


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        (("ask", "x"), {"FINDINGS_INDEX": "none.db"}, "There is no index none.db yet. Run: findings index"),
        (("documents",), {"FINDINGS_INDEX": "none.db"}, "There is no index none.db yet. Run: findings index"),
        (("index",), {"FINDINGS_DOCUMENTS": "none"}, "The documents folder none does not exist"),
        (("index", "elsewhere.pdf"), {}, "elsewhere.pdf"),
        (("ask", "--questions", "none.txt"), {}, "Cannot read the questions in none.txt: No such file or directory"),
        (("evaluate", "none.jsonl"), {}, "Cannot read judged questions in none.jsonl: No such file or directory"),
        (("show", "none.pdf"), {}, "holds no document none.pdf"),
        (("remove", "none.pdf"), {}, "holds no document none.pdf"),
        (("restore", "0000"), {}, "There is no file 0000 in the bin"),
        (("stats",), {"FINDINGS_RECORDS": "documents"}, "FINDINGS_RECORDS"),
        (("links", "/dev/stdin"), {}, "the first line must name the columns file and url"),
        (("ask", "x"), {"FINDINGS_LOG_FORMAT": "xml"}, "it must be lines or json"),
        (("ask", "x"), {"FINDINGS_NEIGHBOURS": "none.csv"}, "none.csv: No such file or directory. Give a UTF-8 CSV"),
        (("ask", "x"), {"FINDINGS_ANSWER_DAYS": "many"}, "FINDINGS_ANSWER_DAYS cannot be used"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    shell: Shell, words: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    status, out, complaint = shell.run(*words, **settings)
    assert status in (1, 2)
    assert out == ""
    assert said in complaint
    assert complaint.count("\n") == 1


def test_an_empty_folder_is_no_error_and_says_what_to_do(shell: Shell) -> None:
    (shell.home / "empty").mkdir(exist_ok=True)
    place = {"FINDINGS_DOCUMENTS": "empty", "FINDINGS_INDEX": "empty.db"}
    status, out, said = shell.run("index", **place)
    assert (status, said) == (0, "")
    assert out.startswith("The documents folder empty is empty. Put reports into it")
    assert "The index is empty" in shell.run("documents", **place)[1]
    status, out, _ = shell.run("ask", "private fostering", **place)
    assert status == 0
    assert "holds no documents yet" in out


def test_one_bad_line_of_questions_costs_the_others_nothing(shell: Shell) -> None:
    text = b"private fostering in Merrow\n\xff\xfe\xfa\nmissing children in Merrow\n\n"
    for words, stdin in ((("--questions", "questions.txt"), b""), (("--questions", "-"), text)):
        (shell.home / "questions.txt").write_bytes(text)
        status, out, said = shell.run("ask", *words, stdin=stdin)
        assert (status, said) == (0, "")
        assert [json.loads(line)["question"] for line in out.splitlines()][::2] == [
            "private fostering in Merrow",
            "missing children in Merrow",
        ]
        assert len(out.splitlines()) == 4


@pytest.mark.parametrize(
    ("entries", "faults"),
    [
        (
            """["*.pdf"]
colour = "red"
["merrow/*.pdf"]

published = "soon"
# nothing
["nowhere/*.pdf"]
title = "X"
["merrow/*2025.pdf"]
voice = "ours"
["a.pdf"]
title = "X"
["merrow/children's services inspection - 16 december 2019.pdf"]
url = "x"
""",
            {
                2: 'unknown key "colour"', 5: "is no date", 7: "matches no document", 10: "is no voice",
                11: "matches no document", 14: "url",
            },
        ),
        ('["*.pdf"]\ntitle = \n', {2: "not valid TOML"}),
    ],
    ids=["entries", "no TOML"],
)  # fmt: skip
def test_wrong_entries_of_the_catalogue_are_reported_with_their_lines_and_harm_nothing(
    shell: Shell, entries: str, faults: dict[int, str]
) -> None:
    catalogue = shell.home / "documents" / "catalogue.toml"
    good = '["./merrow/children\'s services inspection - 12 march 2025.pdf"]\nlead_inspector = "Robin Otter"\n\n'
    catalogue.write_text(good + entries, encoding="utf-8")
    try:
        status, out, _ = shell.run("index")
        assert status == 0
        assert _not_told(out, faults) == []
        held = {row["document"]: row for row in json.loads(shell.run("documents", "--json")[1])}
        report = held["merrow/children's services inspection - 12 march 2025.pdf"]
        assert report["lead_inspector"] == "Robin Otter"  # the catalogue wins over what was read
        assert len(held) == 7
        status, out, _ = shell.run("check")
        assert status == 1
        assert _not_told(out, faults) == []
    finally:
        catalogue.unlink()
        shell.run("index")


def _not_told(out: str, faults: dict[int, str]) -> list[str]:
    """List the faults, by line of the entries behind the good one, that no line of the output tells of."""
    told = dict(re.findall(r"catalogue\.toml, line (\d+): (.*)", out))
    return [f"{line}: {said}" for line, said in faults.items() if said not in told.get(str(line + 3), "")]


def test_a_wrong_word_of_the_vocabulary_is_reported_with_its_line_and_the_others_count(shell: Shell) -> None:
    words = shell.home / "documents" / "vocabulary.toml"
    words.write_text('[terms]\n"good" = ["fine"]\n"bad" = 3\n[aliases]\n"Merrow" = ["Merrowshire"]\n', encoding="utf-8")
    try:
        status, out, _ = shell.run("check")
        assert status == 1
        assert "vocabulary.toml, line 3: " in out
        assert "vocabulary.toml, line 5: " in out
        held = json.loads(shell.run("vocabulary", "--json")[1])
        assert held["terms"] == {"good": ["fine"]}
        assert held["aliases"] == {}
        assert len(held["faults"]) == 2
        answer = json.loads(shell.run("ask", "--json", "What grades did Merrowshire get?")[1])
        assert answer["understood"]["authorities"] == ["Merrowshire"]
    finally:
        words.unlink()


def test_a_council_that_may_be_one_of_two_is_asked_after_and_an_unknown_one_is_said(shell: Shell) -> None:
    asked = json.loads(shell.run("ask", "private fostering", "--authority", "Kingston", "--json")[1])
    assert asked["kind"] == "clarify"
    assert len(asked["options"]) == 2
    refused = json.loads(shell.run("ask", "private fostering", "--authority", "Nowhereville", "--json")[1])
    assert refused["coverage"]["reason"] == "authority_not_held"
    assert "Nowhereville" in refused["message"]


def test_a_document_that_is_removed_answers_no_more_until_it_is_restored(shell: Shell) -> None:
    report = "merrowshire/children's services inspection - 6 november 2024.pdf"
    question = ("ask", "--json", "What grades did Merrowshire get?")
    assert json.loads(shell.run(*question)[1])["judgements"]
    status, out, _ = shell.run("remove", report)
    assert status == 0
    assert "findings restore" in out
    assert not json.loads(shell.run(*question)[1])["judgements"]
    (entry,) = json.loads(shell.run("restore", "--json")[1])
    assert entry["document"] == report
    assert shell.run("restore", entry["id"])[0] == 0
    assert json.loads(shell.run(*question)[1])["judgements"]
    acts = [entry["act"] for entry in json.loads(shell.run("audit", "--json")[1]) if entry["outcome"] == "done"]
    assert acts[:2] == ["restored", "removed"]


def test_words_without_quotation_marks_are_one_question(shell: Shell) -> None:
    told = json.loads(shell.run("ask", "private", "fostering", "in", "Merrow", "--json")[1])
    assert told["question"] == "private fostering in Merrow"
    assert told["evidence"]


@pytest.mark.parametrize(("option", "value"), [("--kind", "Inspection Report"), ("--voice", "Inspector")])
def test_an_option_does_not_care_about_capitals(shell: Shell, option: str, value: str) -> None:
    status, out, _ = shell.run("ask", "private fostering in Merrow", option, value, "--json")
    assert status == 0
    assert json.loads(out)["evidence"]


def test_a_year_that_is_none_is_refused_with_a_sentence(shell: Shell) -> None:
    status, _, said = shell.run("ask", "private fostering in Merrow", "--year", "20")
    assert status == 2
    assert "--year" in said
    assert "1990" in said


def test_a_refusal_ends_with_a_status_of_its_own_only_where_that_is_asked_for(shell: Shell) -> None:
    question = ("ask", "quantum chromodynamics in Merrow")
    assert shell.run(*question)[0] == 0
    assert shell.run(*question, "--strict")[0] == 3
    assert shell.run("ask", "private fostering in Merrow", "--strict")[0] == 0


def test_a_reader_that_goes_away_is_no_fault(shell: Shell) -> None:
    command = [sys.executable, "-m", "bot.cli", "show", "merrow/children's services inspection - 12 march 2025.pdf"]
    shown = subprocess.Popen(command, cwd=shell.home, env=shell.environment, stdout=subprocess.PIPE)
    assert shown.stdout is not None
    shown.stdout.close()
    assert shown.wait(60) == 0


def test_a_list_of_addresses_that_is_no_text_is_one_sentence(shell: Shell) -> None:
    (shell.home / "addresses.csv").write_bytes(b"file,url\n\xff\xfe\n")
    status, _, said = shell.run("links", "addresses.csv")
    assert (status, said) == (2, "Cannot read addresses.csv: it is not UTF-8. Save it as CSV in UTF-8.\n")


def test_a_full_disk_is_one_sentence(shell: Shell) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", "documents", "--json"],
            cwd=shell.home,
            env=shell.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert (
        done.stderr.decode() == "The output cannot be written: no space left on device. Make room and run it again.\n"
    )


def test_a_terminal_without_typographic_signs_gets_plain_ones(shell: Shell) -> None:
    told = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    _, out, _ = shell.run("ask", "private fostering in Merrow", **told)
    assert "\\u" not in out
    told_of = json.loads(shell.run("ask", "café in Merrow", "--json", **told)[1])
    assert told_of["question"] == "café in Merrow"


def test_the_bin_is_emptied_of_what_is_old_enough_and_that_is_written_down(shell: Shell) -> None:
    report = "merrowshire/children's services inspection - 6 november 2024.pdf"
    content = (shell.home / "documents" / report).read_bytes()
    try:
        shell.run("remove", report)
        assert shell.run("empty-bin", "--yes")[1] == ""
        assert len(json.loads(shell.run("restore", "--json")[1])) == 1
        assert shell.run("empty-bin", "--yes", "--days", "0")[1] == f"deleted  {report}\n"
        assert json.loads(shell.run("restore", "--json")[1]) == []
        assert "emptied the bin" in shell.run("audit")[1]
    finally:
        (shell.home / "documents" / report).write_bytes(content)
        shell.run("index")


def test_check_says_what_is_worth_a_look_and_is_read_by_programs(shell: Shell) -> None:
    told = {"FINDINGS_DOCUMENT": "elsewhere", "FINDINGS_ADMINS": "bob"}
    (shell.home / "documents" / "empty.txt").touch()
    try:
        shell.run("index")
        status, out, _ = shell.run("check", "--json", **told)
    finally:
        (shell.home / "documents" / "empty.txt").unlink()
        shell.run("index")
    rows = [(row["level"], row["text"]) for row in json.loads(out)]
    assert status == 1
    assert any(level == "note" and text.startswith("FINDINGS_DOCUMENT is no setting") for level, text in rows)
    assert any(level == "note" and text.startswith("Cannot read empty.txt") for level, text in rows)
    assert any(level == "note" and "samples about invented councils" in text for level, text in rows)
    assert any(level == "fault" and "bob, which is no Slack id" in text for level, text in rows)


def test_the_first_line_says_whose_a_sentence_is_and_that_a_number_is_lacking_before_any_sentence(shell: Shell) -> None:
    _, beside, _ = shell.run("ask", "Merrow v Merrowshire on missing children")
    assert beside.startswith("Merrowshire 2024: “")
    _, lacking, _ = shell.run("ask", "how many children go missing in Merrow each month")
    assert lacking.startswith("These passages speak of this; whether they give the number is not sure.")

"""Every cue matches the questions it is shown with, misses those beside it, and takes time in proportion."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

import pytest

from index.query.cues import Cue, CueTable, CueWords, cue_files, tables
from index.query.cues.cue import read_pattern
from index.query.intent import is_chat

FILES = {path.stem for path in Path(cue_files.__file__).parent.glob("*.txt")}
TABLES = {name: value for name, value in vars(tables).items() if isinstance(value, CueTable)}
every_table = pytest.mark.parametrize("name", TABLES)


def found(name: str, texts: Callable[[Cue], Sequence[str]]) -> Iterator[tuple[str, str, bool]]:
    """Give of every cue of a table, and each of some texts shown with it, whether the cue alone matches the text."""
    for number, cue in enumerate(TABLES[name].cues):
        alone = CueTable([cue], TABLES[name].lists)
        yield from ((f"{cue.name} {number}", text, alone.has(CueWords(text))) for text in texts(cue))


def test_every_file_of_cues_is_read_under_the_names_that_it_gives_its_tables() -> None:
    assert tuple(TABLES) == tuple(name for file in sorted(FILES) for name in cue_files.table_names(file))


@every_table
def test_a_cue_matches_the_questions_it_is_shown_with(name: str) -> None:
    assert [(cue, text) for cue, text, there in found(name, lambda cue: cue.matches) if not there] == []


@every_table
def test_a_cue_misses_the_questions_beside_it(name: str) -> None:
    assert [(cue, text) for cue, text, there in found(name, lambda cue: cue.misses) if there] == []


@every_table
def test_a_cue_is_short_enough_to_be_read(name: str) -> None:
    cues = TABLES[name].cues
    assert [cue.means for cue in cues if not (cue.means.endswith(".") and cue.matches and cue.misses)] == []
    assert [pattern for cue in cues for pattern in cue.patterns if len(pattern) > 110] == []


@every_table
@pytest.mark.parametrize("filler", ["is ", "since better ", "need to ", "for my ", "good or ", "the slides not ", "x "])
def test_looking_for_cues_takes_a_time_in_proportion_to_the_text(name: str, filler: str) -> None:
    table = TABLES[name]
    table.find(CueWords(filler * 20))

    def cost(count: int) -> float:
        words = CueWords(filler * count)
        started = process_time()
        table.find(words)
        return process_time() - started

    assert min(cost(1000), cost(1000)) < 0.1 + 8 * max(cost(250), cost(250))


@pytest.mark.parametrize("text", tables.CHAT["matches"])
def test_chat_is_chat(text: str) -> None:
    assert is_chat(text)


@pytest.mark.parametrize("text", tables.CHAT["misses"])
def test_a_question_is_no_chat(text: str) -> None:
    assert not is_chat(text)


def test_a_pattern_without_a_word_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="no word of its own"):
        read_pattern("..3 [only]", {})


def test_a_pattern_with_a_list_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no list 'mend'"):
        read_pattern("to {mend}", {})


def test_what_a_gap_skips_is_no_word_of_the_cue() -> None:
    table = CueTable([Cue("told", "Told.", ("told ..2 to fix",), (), ())])
    (match,) = table.find(CueWords("were they told urgently to fix it"))
    assert [("were they told urgently to fix it")[a:b] for a, b in match.spans] == ["told", "to", "fix"]


def test_a_cue_does_not_reach_over_the_end_of_a_sentence() -> None:
    table = CueTable([Cue("told", "Told.", ("told ..2 to fix",), (), ())])
    assert table.find(CueWords("They were told. To fix it costs money.")) == []

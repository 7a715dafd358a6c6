"""Names: what a library prints as one is found as one, and leads over other words for it."""

from pathlib import Path

import numpy as np
import pytest

from bot.answers import open_answerer
from bot.models import AnswerKind, State
from index.indexing import index_folder
from index.query.concepts import quoted
from index.search.searcher import _highest
from index.text import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Carers praise the Brighter Paths Academy highly.", ["Brighter Paths Academy"]),
        ("The No Way Back team and the House of Hope meet weekly.", ["House of Hope"]),
        ("Workers use ‘Signs of Hope’ well. Social Workers stay.", ["Signs of Hope"]),
        ("Children are seen. Social workers know them.", []),
        ("staff of the Tarnside Board’s panel", ["Tarnside Board"]),
    ],
)
def test_runs_of_capitals_inside_a_sentence_are_names(text: str, names: list[str]) -> None:
    assert [name for name in find_names(text) if name.split()[0] not in {"The", "No"}] == names


def test_a_text_of_capitals_alone_is_read_in_no_time() -> None:
    assert len(find_names("x " + "Aa " * 20_000)) > 1


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('what is said on "drift and delay"?', ("drift and delay",)),
        ("is ‘too slow’ in it", ("too slow",)),
        ("is ‘children’s needs first’ in it", ("children’s needs first",)),
        ("is 'edge of care' in it", ("edge of care",)),
        ("the child's plan and the parents' views", ()),
        ("we don't know, they can't say", ()),
    ],
)
def test_quotation_marks_of_every_shape_mark_a_phrase(text: str, phrases: tuple[str, ...]) -> None:
    assert quoted(text) == phrases


@pytest.mark.parametrize("seed", range(20))
def test_the_highest_places_are_the_same_with_and_without_zeros(seed: int) -> None:
    chance = np.random.default_rng(seed)
    values = np.where(chance.random(300) < 0.2, chance.integers(0, 6, 300).astype(float), 0.0)
    for count in (1, 5, 40, 299, 400):
        plain = np.lexsort((np.arange(300), -values))[:count]
        assert _highest(values, count).tolist() == plain.tolist()


def _report(name: str, year: int, body: list[str]) -> str:
    paragraphs = "\n\n".join(f"{number}. {text}" for number, text in enumerate(body, 1))
    return (
        f"Inspection of {name} local authority children’s services\n\nInspection dates: 5 February {year} to 9 February"
        f" {year}\n\nReport published: 12 March {year}\n\n{paragraphs}\n"
    )


def test_a_word_that_one_older_report_alone_has_is_answered_from_it(tmp_path: Path) -> None:
    folder = tmp_path / "merrow"
    folder.mkdir()
    filler = [f"Social workers visit children and know them well in part {n} of the service." for n in range(9)]
    told = {2019: ["Foster carers meet through the zephyrine network."], 2025: ["Carers are supported."]}
    for year, more in told.items():
        path = folder / f"children's services inspection - 12 march {year}.txt"
        path.write_text(_report("Merrow", year, [*filler, *more]), encoding="utf-8")
    index_folder(tmp_path, tmp_path / "findings.db")
    answer = open_answerer(tmp_path / "findings.db").answer("does Merrow have the zephyrine network")
    assert "zephyrine" in answer.evidence[0].text
    beside = open_answerer(tmp_path / "findings.db").answer("the zephyrine network, Merrow")
    assert "zephyrine" in beside.evidence[0].text
    assert answer.evidence[0].superseded_by is not None


def test_a_programme_leads_where_a_report_names_it_and_is_said_to_be_missing_where_none_does(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    report = "Inspection of Merrow children's services\nInspected {year}\nReport published: 4 May {year}\n\n"
    named = "1. Foster carers value the Mockingbird scheme, which keeps children in their homes.\n"
    like = "1. Foster carers have support groups and are recruited well. Managers use a clear practice model.\n"
    (documents / "merrow 2016.txt").write_text(report.format(year=2016) + named, encoding="utf-8")
    (documents / "merrow 2024.txt").write_text(report.format(year=2024) + like, encoding="utf-8")
    index_folder(documents, tmp_path / "findings.db")
    answerer = open_answerer(tmp_path / "findings.db")
    told = answerer.answer("does Merrow use mockingbird")
    assert (told.kind, told.state) == (AnswerKind.PASSAGES, State.ANSWER)
    assert "Mockingbird" in told.evidence[0].text
    missing = answerer.answer("what is said of Signs of Safety in Merrow, the practice model")
    assert missing.state is not State.ANSWER
    if missing.state is State.RELATED:
        assert missing.lead is not None
        assert missing.lead.text == "No document that was searched says “Signs of Safety”"


def test_a_name_is_proved_absent_by_its_stems_and_not_by_how_it_is_spelt(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    opening = "Inspection of Merrow children's services\nReport published: 4 May 2016\n\n"
    said = opening + "1. Barnardo’s runs the service well.\n"
    (documents / "merrow 2016.txt").write_text(said, encoding="utf-8")
    index_folder(documents, tmp_path / "findings.db")
    for typed in ("barnardo's", "Barnardo’s", "barnardos"):
        told = open_answerer(tmp_path / "findings.db").answer(f"{typed} in Merrow")
        assert told.lead is None or "No document" not in told.lead.text
        assert any("Barnardo" in item.text for item in told.evidence), typed

"""What a manager takes to a meeting, in Slack, over the real reports and the real papers of councils: with the real
process."""

import asyncio
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest
from fake_slack import FakeSlack
from fake_slack_people import labels
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from slack_bot import ROOT, BotProcess
from test_slack_conversations import World, quotes, words_of
from test_slack_proofs import document_sent, draft_of, picture_of

from bot.quotations import QuotationChecker, QuotationState
from index.indexing import index_folder
from index.models import Document, Passage
from index.storage import open_library

MANIFEST = json.loads((ROOT / "manifest.json").read_text())
NEWEST = "*08 july 2025.pdf"
SUPERVISION = "What did inspectors say about supervision in Derby in 2017?"


@contextmanager
def bot_over(index: Path, documents: Path, folder: Path, *, watch: bool = False) -> Iterator[World]:
    """Run the bot over an index of real documents; nothing that it does changes either."""
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    settings = {"FINDINGS_DOCUMENTS": str(documents), "FINDINGS_SAMPLES": "false", "FINDINGS_WATCH": str(watch).lower()}
    bot = BotProcess(slack, folder, index, **settings).start()
    try:
        yield World(slack, bot)
    finally:
        bot.stop()
        slack.stop()


@pytest.fixture(scope="module")
def world(shared: Path, library_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with bot_over(library_index, shared / "library", tmp_path_factory.mktemp("real-library")) as running:
        yield running


@pytest.fixture(scope="module")
def derby(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Run the bot over all that is held of two councils, reports, letters and their own papers, but for the newest."""
    folder = tmp_path_factory.mktemp("real-papers")
    documents = shutil.copytree(shared / "seeds", folder / "documents")
    for held in (shared / "library").glob("*/*_derby*"):
        shutil.copytree(held, documents / held.name, dirs_exist_ok=True, ignore=shutil.ignore_patterns(NEWEST))
    index_folder(documents, folder / "findings.db")
    with bot_over(folder / "findings.db", documents, folder / "bot", watch=True) as running:
        yield running


def sentences(index: Path, *, every: int) -> Iterator[tuple[Document, Passage, str]]:
    """Give one long sentence of every so many passages of the inspectorate's reports."""
    library = open_library(index)
    passages = [(d, p) for d in library.documents for p in library.passages_of(d) if p.number]
    for document, passage in passages[every // 2 :: every]:
        long = [part for part in passage.text.split(". ") if 12 < len(part.split()) < 40 and "“" not in part]
        if long:
            yield document, passage, long[0].rstrip(".")


def test_the_page_of_a_real_report_is_shown_with_the_passage_in_its_words(world):
    ann = world.person()
    answer = ann.ask(SUPERVISION)
    ann.click(answer, "See the page")
    alt, file = picture_of(world, ann.wait_modal("On the page"))
    assert file["content"].startswith(b"\x89PNG")
    assert len(file["content"]) < 400_000
    assert "Derby, inspection report, published 13 June 2017" in alt
    assert alt.split(" of the document")[0].lower() in words_of(answer)  # the page that the citation names


def test_a_draft_over_real_reports_is_told_what_is_exact_and_what_is_not(world, library_index):
    exact = [sentence for _, _, sentence in sentences(library_index, every=700)]
    altered = [sentence.replace(sentence.split()[5], "wombats", 1) for sentence in exact]
    assert len(exact) > 5
    ann = world.person()
    text = [f"Inspectors wrote: “{quotation}”." for quotation in exact + altered]
    asked = ann.reply(ann.send(ann.offer("draft.docx", draft_of(*text))))
    ann.click(asked, "Check its quotations")
    shown = world.slack.wait_for(lambda: [m for m in world.slack.said(ann.im) if "quotations: " in m["text"]])[0]
    said = f"{2 * len(exact)} quotations: {len(exact)} word for word, {len(altered)} not as printed"
    assert said in shown["text"]


def test_a_quotation_put_to_another_council_is_said_to_be_so(world, library_index):
    document, _, sentence = next(sentences(library_index, every=900))
    other = "Walsall" if document.authority != "Walsall" else "Derby"
    ann = world.person()
    ann.command(f"check {other} was told: “{sentence}”")
    shown = words_of(ann.wait_private())
    assert "1 quotation: 1 not as printed." in shown
    assert shown.index("The council") < shown.index(other) < shown.index(document.authority or "")


def test_the_grades_of_one_council_and_of_several_over_time_are_a_picture(world):
    ann = world.person()
    for question, said in (("grades for Derby", ["Derby", "Outstanding"]), ("Derby and Croydon grades", ["Croydon"])):
        ann.click(ann.ask(question), "Grades over time")
        alt, file = picture_of(world, ann.wait_modal("Grades over time"))
        assert file["content"].startswith(b"\x89PNG")
        assert all(word in alt for word in said), alt
        ann.close()


def test_what_became_of_a_point_is_shown_from_the_later_reports_of_the_same_council(world):
    ann = world.person()
    answer = ann.ask("what must Derby improve in 2017?")
    ann.click(answer, "More…")
    ann.click(ann.wait_modal("This passage"), "How was this tested later?")
    view = ann.wait_modal("Tested later")
    assert "of this council held speak of it" in words_of(view)
    assert quotes(view)
    assert "Derbyshire" not in words_of(view)


def test_the_plan_of_the_council_and_later_reports_answer_a_point_of_2019(derby):
    ann = derby.person()
    answer = ann.ask("what must Derbyshire improve in 2019?")
    ann.click(answer, "More…")
    ann.click(ann.wait_modal("This passage"), "How was this tested later?")
    view = ann.wait_modal("Tested later")
    said = words_of(view)
    assert "later papers of this council held speak of it, by date." in said
    # The plan's own row, with who does it, and then what inspectors wrote later; a paper without a word on it is named.
    assert said.index("Rachel Harrisson Head of Service") < said.index("inspection report · published 12 January 2024")
    assert "published 24 November 2021: nothing on it was found." in said
    assert "Derby ·" not in said


def test_a_theme_across_the_country_is_counted_and_every_council_is_cited(world):
    ann = world.person()
    answer = ann.ask("which councils were told to improve supervision")
    assert " of 35 councils, newest inspection each, were told to improve supervision" in answer["text"]
    counted = int(answer["text"].split(" of 35")[0].split()[-1])
    assert words_of(answer).count("page ") >= min(counted, 10)


def test_a_pack_of_real_passages_is_a_word_document_whose_quotations_verify(world, library_index):
    ann = world.person()
    for count, question in enumerate((SUPERVISION, "care leavers in Croydon", "private fostering in Walsall"), 1):
        ann.click(ann.ask(question), "Collect")
        said = ann.wait_private(count=count)
    ann.click(said, "My pack")
    ann.wait_modal("My pack")
    ann.submit({"Pages": ["With the page of each passage as a picture"]})
    paper = document_sent(world, ann)
    assert len(paper.inline_shapes) >= 3
    stream = io.BytesIO()
    paper.save(stream)
    quoted = [p.text for p in docx.Document(stream).paragraphs if p.text.startswith("“")]
    assert len(quoted) == 3
    checker = QuotationChecker(open_library(library_index))
    for quotation in quoted:
        assert {checked.state for checked in checker.check(quotation)} == {QuotationState.VERBATIM}


def test_whoever_follows_a_council_is_told_once_of_its_real_report(derby, shared):
    documents = derby.bot.folder.parent / "documents"
    (report,) = (shared / "library").glob(f"*/*_derby/{NEWEST}")
    ann, bob = derby.person(), derby.person()
    ann.command("follow care leavers in Derby")
    assert "You follow" in ann.wait_private()["text"]
    copied = Path(shutil.copy(report, documents / report.parent.name))
    told = derby.slack.wait_for(lambda: derby.slack.said(ann.im), timeout=60)
    assert "New in the library: Derby, inspection report, published 8 July 2025" in told[0]["text"]
    assert "care leavers" in " ".join(quotes(told[0])).lower()
    assert "See the page" in labels(told[0])
    os.utime(copied)
    ann.ask("care leavers in Derby")
    assert len([m for m in derby.slack.said(ann.im) if "New in the library" in m["text"]]) == 1
    assert derby.slack.said(bob.im) == []


def test_an_assistant_gets_real_passages_and_what_it_quotes_is_checked(shared, library_index, tmp_path):
    settings = {
        "PYTHONPATH": str(ROOT),
        "FINDINGS_DOCUMENTS": str(shared / "library"),
        "FINDINGS_INDEX": str(library_index),
        "FINDINGS_RECORDS": str(tmp_path / "records.db"),
    }

    async def talk() -> None:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "bot.cli", "mcp"], env={**os.environ, **settings}
        )
        async with Client(stdio_client(server)) as client:
            found = (await client.call_tool("search", {"question": SUPERVISION})).structured_content
            assert {one["citation"]["authority"] for one in found["evidence"]} == {"Derby"}
            texts = [one["text"] for one in found["evidence"]]
            said = await client.call_tool("check_quotation", {"text": " ".join(f"“{text}”" for text in texts)})
            assert [one["state"] for one in said.structured_content["quotations"]] == ["verbatim"] * len(texts)
            grades = (await client.call_tool("grades", {"authority": "Derby"})).structured_content
            assert [row["grade"] for row in grades["judgements"]][:5] == ["Outstanding"] * 5

    asyncio.run(asyncio.wait_for(talk(), 60))

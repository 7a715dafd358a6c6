"""What people take away from an answer, with the real process: the page of a passage, and what later papers say."""

import io
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from fake_slack import FakeSlack
from fake_slack_people import labels
from slack_bot import ROOT, BotProcess, copy_library
from test_packs import read_as_shown
from test_slack_conversations import FOSTERING, World, quotes, words_of

from bot.quotations import QuotationChecker, QuotationState
from index.storage import open_library

MANIFEST = json.loads((ROOT / "manifest.json").read_text())


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, library_to_copy: Path) -> Path:
    return copy_library(library_to_copy, tmp_path_factory.mktemp("proofs-library"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[World]:
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    bot = BotProcess(slack, tmp_path_factory.mktemp("proofs"), index, FINDINGS_WATCH="false").start()
    try:
        yield World(slack, bot)
    finally:
        bot.stop()
        slack.stop()


def picture_of(world, view):
    (image,) = [block for block in view["blocks"] if block["type"] == "image"]
    return image["alt_text"], world.slack.files[image["slack_file"]["id"]]


def test_the_page_of_a_passage_is_shown_to_the_clicker_alone_and_says_what_it_shows(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    answer = ann.ask(FOSTERING, channel=channel)
    bob.click(answer, "See the page")
    alt, file = picture_of(world, bob.wait_modal("On the page"))
    assert file["content"].startswith(b"\x89PNG")
    assert len(file["content"]) < 400_000
    first = " ".join(quotes(answer)[0].split()[:8])
    assert first in alt
    assert "Page" in alt
    assert world.slack.said(channel) == [answer]
    assert not ann.modal


def test_the_page_can_be_kept_in_ones_messages(world):
    ann = world.person()
    ann.click(ann.ask(FOSTERING), "See the page")
    ann.click(ann.wait_modal("On the page"), "Send to my messages")
    held = world.slack.wait_for(lambda: [m for m in world.slack.said(ann.im) if m.get("files")])
    assert world.slack.files[held[0]["files"][0]["id"]]["content"].startswith(b"\x89PNG")


def test_a_report_whose_file_has_changed_since_is_not_shown_as_a_picture(world, index):
    ann = world.person()
    answer = ann.ask("What did inspectors say about private fostering in Merrowshire?")
    path = next((index.parent / "documents").rglob("*6 november 2024.pdf"))
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    try:
        ann.click(answer, "See the page")
        world.slack.wait_for(lambda: ann.modal and "has changed since I read it" in words_of(ann.modal))
    finally:
        path.write_bytes(content)


def test_what_later_papers_say_on_a_point_is_shown_by_date_with_its_citations(world):
    ann = world.person()
    ann.ask("What did inspectors say about private fostering in Merrow in 2019?")
    answer = world.slack.said(ann.im)[-1]
    ann.click(answer, "More…")
    ann.click(ann.wait_modal("This passage"), "How was this tested later?")
    view = ann.wait_modal("Tested later")
    assert "of this council held speak of it" in words_of(view)
    assert len(quotes(view)) > 1
    ann.click(view, "Quote")
    assert ann.wait_modal("Quote")


# -- checking quotations ---------------------------------------------------------------------------------------------


def printed(world, *, council="Merrow"):
    """Give a sentence that stands in a report, of eight words or more."""
    quote = quotes(world.person().ask(f"What did inspectors say about private fostering in {council}?"))[0]
    return next(part for part in quote.split(". ") if len(part.split()) > 8).strip()


def draft_of(*paragraphs):
    paper = docx.Document()
    for paragraph in paragraphs:
        paper.add_paragraph(paragraph)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def test_the_command_checks_a_quotation_for_its_asker_alone(world):
    ann = world.person()
    channel = world.channel(ann)
    words = printed(world)
    assert ann.command(f"check “{words}”", channel=channel).seconds < 3
    shown = ann.wait_private()
    assert "Word for word" in words_of(shown)
    assert "Merrow · inspection report" in words_of(shown)
    assert "See the page" in labels(shown)
    ann.command(f'check "{words.replace(words.split()[3], "wombats", 1)}"', channel=channel)
    other = ann.wait_private(count=2)
    assert "Differs from what is printed" in words_of(other)
    assert "wombats" in json.dumps([b for b in other["blocks"] if "strike" in json.dumps(b)])
    assert world.slack.messages.get(channel, []) == []


def test_a_question_that_begins_with_check_is_a_question(world):
    ann = world.person()
    ann.command("check what inspectors said about private fostering in Merrow")
    assert "Your question: check what" in words_of(ann.wait_private())
    ann.command("check whether “private fostering” is spoken of in Merrow")
    assert "Your question: check whether" in words_of(ann.wait_private(count=2))


def test_a_quotation_inside_what_is_to_be_checked_makes_it_a_check(world):
    ann = world.person()
    ann.command(f"check Merrowshire was told “{printed(world)}” this year")
    shown = words_of(ann.wait_private())
    assert "1 quotation: 1 not as printed." in shown
    assert shown.index("Merrowshire") < shown.rindex("Merrow ·")


def test_the_command_without_a_quotation_opens_the_form(world):
    ann = world.person()
    ann.command("check")
    ann.wait_modal("Check quotations")
    ann.submit({"A sentence, or a draft with its quotations": f"We were told: “{printed(world)}”. “Quokkas swim.”"})
    view = world.slack.wait_for(lambda: ann.modal if "2 quotations" in words_of(ann.modal) else None)
    assert "1 word for word, 1 not found in the library" in words_of(view)


def test_the_shortcut_checks_a_message_of_somebody_else_for_the_clicker_alone(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    ts = bob.write(f"Ofsted said “{printed(world)}”", channel=channel)
    ann.shortcut("check_quote", channel=channel, ts=ts)
    view = ann.wait_modal("Check quotations")
    assert "1 word for word" in words_of(view)
    ann.click(view, "See the page")
    picture_of(world, ann.wait_modal("On the page"))
    assert world.slack.said(channel) == []


def test_a_word_document_of_a_member_is_checked_when_they_say_so_and_kept_nowhere(world):
    ann = world.person()
    file = ann.offer("my paper.docx", draft_of("Bandicoots aside.", f"Ofsted: “{printed(world)}”.", "“Bilbies dig.”"))
    asked = ann.reply(ann.send(file))
    assert labels(asked) == ["Check its quotations"]
    ann.click(asked, "Check its quotations")
    shown = world.slack.wait_for(lambda: [m for m in world.slack.said(ann.im) if "2 quotations" in m["text"]])[0]
    assert "my paper.docx. 2 quotations: 1 word for word, 1 not found in the library" in shown["text"]
    assert not labels(asked)
    assert list(world.bot.temporary.glob("findings-draft-*")) == []
    held = b"".join(path.read_bytes() for path in world.bot.files())
    assert b"Bandicoots" not in held
    assert b"Bilbies" not in held


def test_a_document_that_cannot_be_read_is_said_to_be_so(world):
    ann = world.person()
    asked = ann.reply(ann.send(ann.offer("broken.docx", b"PK\x03\x04 and no more")))
    ann.click(asked, "Check its quotations")
    world.slack.wait_for(
        lambda: any("cannot be read as a Word document" in m["text"] for m in world.slack.said(ann.im))
    )


# -- packs -----------------------------------------------------------------------------------------------------------


def collect_first(world, ann, question=FOSTERING):
    before = len(world.slack.shown_to(ann.user))
    ann.click(ann.ask(question), "Collect")
    return ann.wait_private(count=before + 1)


def document_sent(world, ann):
    message = world.slack.wait_for(lambda: [m for m in world.slack.said(ann.im) if m.get("files")])[-1]
    return docx.Document(io.BytesIO(world.slack.files[message["files"][0]["id"]]["content"]))


def test_collected_passages_become_a_word_document_with_their_pages_in_ones_messages(world):
    ann = world.person()
    said = collect_first(world, ann)
    assert "Collected: 1 in your pack." in said["text"]
    assert "already" in collect_first(world, ann)["text"]
    said = collect_first(world, ann, "What did inspectors say about care leavers in Merrowshire?")
    ann.click(said, "My pack")
    view = ann.wait_modal("My pack")
    assert "2. “" in words_of(view)
    ann.submit({"Pages": ["With the page of each passage as a picture"], "Title": "Otters"})
    paper = document_sent(world, ann)
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert paper.core_properties.title == "Otters"
    assert "2 quotations, each compared with the stored passage" in text
    assert len(paper.inline_shapes) == 2
    world.slack.wait_for(lambda: "in your messages with me" in words_of(ann.modal))


def test_a_pack_comes_as_a_canvas_for_its_owner_alone_where_the_scope_is_granted(world, index):
    ann = world.person()
    said = collect_first(world, ann)
    ann.click(said, "My pack")
    assert "canvas" not in words_of(ann.wait_modal("My pack"))  # the manifest does not ask for the scope
    ann.close()
    world.slack.scopes.add("canvases:write")
    try:
        ann.click(said, "My pack")
        ann.wait_modal("My pack")
        ann.submit({"Make it as": "A canvas in Slack, without pictures", "Title": "Otters & co"})
        world.slack.wait_for(lambda: "Only you can open it" in words_of(ann.modal))
    finally:
        world.slack.scopes.discard("canvases:write")
    (canvas,) = [file for file in world.slack.files.values() if "access" in file]
    assert canvas["title"] == "Otters & co"
    assert canvas["access"] == {ann.user: "write"}
    quoted = [read_as_shown(line[2:]) for line in canvas["content"].decode().splitlines() if line.startswith("> ")]
    assert len(quoted) == 1
    assert canvas["permalink"] in json.dumps(world.slack.said(ann.im)[-1])
    (checked,) = QuotationChecker(open_library(index)).check(quoted[0])
    assert checked.state is QuotationState.VERBATIM


def test_a_pack_is_ordered_and_emptied_by_its_owner_and_holds_no_question(world):
    ann = world.person()
    collect_first(world, ann)
    collect_first(world, ann, "What did inspectors say about care leavers in Merrowshire, dunnarts aside?")
    ann.command("pack")
    first = words_of(ann.wait_modal("My pack")).split("2. “")[1][:40]
    ann.click(ann.modal, "Move up", nth=1)
    world.slack.wait_for(lambda: f"1. “{first}" in words_of(ann.modal))
    ann.click(ann.modal, "Put under the next question")
    world.slack.wait_for(lambda: "Under: How do you know it?" in words_of(ann.modal))
    ann.submit({"In which order?": "By the annual conversation’s three questions"})
    text = "\n".join(paragraph.text for paragraph in document_sent(world, ann).paragraphs)
    assert text.index("How do you know it?") < text.index(first) < text.index("What are your plans")
    ann.close()
    ann.command("pack")
    ann.click(ann.wait_modal("My pack"), "Take out")
    world.slack.wait_for(lambda: "2. “" not in words_of(ann.modal))
    ann.click(ann.modal, "Empty my pack")
    world.slack.wait_for(lambda: "Your pack is empty now" in words_of(ann.modal))
    with closing(sqlite3.connect(world.bot.state)) as state:
        assert state.execute("SELECT count(*) FROM collected WHERE user = ?", (ann.user,)).fetchone() == (0,)
    assert b"dunnarts" not in b"".join(path.read_bytes() for path in world.bot.files())


# -- standing questions ----------------------------------------------------------------------------------------------


def test_what_an_answer_is_about_can_be_followed_seen_and_given_up(world):
    ann = world.person()
    ann.click(ann.ask("private fostering in Merrow"), "Follow this…")
    view = ann.wait_modal("What you follow")
    offered = [option["text"]["text"] for option in view["blocks"][0]["element"]["options"]]
    assert offered[:2] == ["private fostering: Merrow", "Everything new on Merrow"]
    ann.submit({"Tell me what is new on": offered[:1]})
    view = world.slack.wait_for(lambda: ann.modal if "Stop" in labels(ann.modal) else None)
    assert "You follow “private fostering: Merrow”" in words_of(view)
    ann.click(view, "Stop")
    world.slack.wait_for(lambda: "You follow nothing yet" in words_of(ann.modal))


def test_a_council_and_a_theme_are_followed_from_home_and_a_question_by_the_command(world):
    ann = world.person()
    ann.open_home()
    ann.click(world.slack.wait_for(lambda: world.slack.homes.get(ann.user)), "What you follow")
    ann.wait_modal("What you follow")
    ann.submit({"Follow a council": "Merrow", "Or a theme (of that council, or of all)": "Supervision"})
    world.slack.wait_for(lambda: "You follow “Supervision: Merrow”" in words_of(ann.modal))
    ann.command("follow care leavers, numbats and all, in Merrowshire")
    assert "You follow “care leavers: Merrowshire”" in ann.wait_private()["text"].replace("“Care", "“care")
    ann.command("follow numbats")
    assert "nothing in this is a council" in ann.wait_private(count=2)["text"]
    assert b"numbats" not in b"".join(path.read_bytes() for path in world.bot.files())


def test_a_question_that_begins_with_follow_up_is_a_question(world):
    ann = world.person()
    ann.command("follow up of children who go missing in Merrow")
    assert "Your question: follow up" in words_of(ann.wait_private())


def test_who_follows_something_is_told_once_and_privately_of_a_report_that_comes_in(tmp_path, library_to_copy):
    index = copy_library(library_to_copy, tmp_path / "library")
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    bot = BotProcess(slack, tmp_path, index).start()
    try:
        ann, bob = slack.person("ann"), slack.person("bob")
        channel = slack.channel("team", members=[ann, bob])
        ann.open_home()
        ann.command("follow private fostering in Tarnside or Merrow", channel=channel)
        assert "You follow" in ann.wait_private()["text"]
        report = (
            "Focused visit to Merrow children's services\n\nInspection dates: 3 to 4 February 2026\n\n"
            "Published: 2 March 2026\n\nMain findings\n\n1. Schools know little of private fostering, and too few "
            "children in private fostering arrangements are known to the council.\n\n2. The offices are warm.\n"
        )
        path = index.parent / "documents" / "merrow" / "visit 2026.txt"
        path.write_text(report, encoding="utf-8")
        told = slack.wait_for(lambda: slack.said(ann.im), timeout=60)[0]
        assert "New in the library: Merrow, focused visit letter, published 2 March 2026" in told["text"]
        assert "Schools know little of private fostering" in quotes(told)[0]
        assert "Collect" in labels(told)
        bot.stop()
        with closing(sqlite3.connect(bot.state)) as state, state:  # as if the process had ended as Slack took it
            state.execute("UPDATE told SET state = 'sending', run = 'gone'")
        path.rename(path.with_name("visit again.txt"))
        bot.start()
        ann.ask("care leavers in Merrow")
        path.with_name("visit again.txt").write_text(report + "\n3. The garden is large.\n", encoding="utf-8")
        with closing(sqlite3.connect(bot.state)) as state:
            until = time.monotonic() + 60
            # The eight of the beginning, the new one, and its other edition, of which the follower need not be told.
            while state.execute("SELECT count(*) FROM told").fetchone()[0] < 2:
                assert time.monotonic() < until
                time.sleep(0.2)
        news = [message["text"] for message in slack.said(ann.im) if "New in the library" in message["text"]]
        assert len(news) == 1, news
        assert slack.said(channel) == slack.said(bob.im) == []
    finally:
        bot.stop()
        slack.stop()


def test_the_grades_of_councils_over_time_are_a_picture_that_says_every_grade(world):
    ann = world.person()
    ann.click(ann.ask("What grades did Merrow get in its latest inspection?"), "Grades over time")
    alt, file = picture_of(world, ann.wait_modal("Grades over time"))
    assert file["content"].startswith(b"\x89PNG")
    assert "from here on" in alt
    assert "Requires improvement" in alt

"""Files that wait for an admin: the way of a report through Slack, restarts, two clicks, and what hosts may do."""

import copy
import http.server
import json
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import docx
import pytest
from fake_slack_limits import pings
from fake_slack_people import Person, labels
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from test_slack_managing import World, words_of

Json = dict[str, Any]
READ = "It is not in the library yet"
ANSWERS = "It answers questions now"
DAYS = ("3 to 4 March", "10 to 11 June", "7 to 8 October", "2 to 3 May", "5 to 6 July", "1 to 2 September")


def letter(animal: str, *, year: int = 2026, place: int = 0) -> list[str]:
    """The lines of a letter about a protocol that no other document speaks of."""
    return [
        "Focused visit to Tarnside children's services",
        f"Inspection dates: {DAYS[place]} {year}",
        f"Published: 20 November {year}",
        "Findings",
        f"1. Inspectors looked at the {animal} protocol for children who come alone, and found it followed with care.",
        f"2. However, the register of {animal} visits was not kept up to date.",
        "3. Leaders know this and have begun to put it right.",
    ]


def text_of(animal: str, **more: int) -> bytes:
    return "\n\n".join(letter(animal, **more)).encode()


def pdf_of(path: Path, lines: list[str]) -> bytes:
    styles = getSampleStyleSheet()
    SimpleDocTemplate(str(path)).build(
        [Paragraph(line, styles["Title" if number == 0 else "Normal"]) for number, line in enumerate(lines)]
    )
    return path.read_bytes()


def word_of(path: Path, lines: list[str]) -> bytes:
    document = docx.Document()
    for number, line in enumerate(lines):
        document.add_paragraph(line, style="Title" if number == 0 else None)
    document.save(str(path))
    return path.read_bytes()


@pytest.fixture(scope="module")
def world(library_to_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(library_to_copy, tmp_path_factory.mktemp("waiting"))
    try:
        yield made
    finally:
        made.close()


def said_after(world: World, person: Person, ts: str | None, text: str, *, timeout: float = 60) -> Json:
    """Wait until a message of the app (in the thread of ``ts``) says something, and return it as it is then."""

    def there() -> Json | None:
        return next((m for m in world.slack.said(person.im, thread=ts) if text in words_of(m)), None)

    message = world.slack.wait_for(there, timeout=timeout, what=repr(text))
    assert isinstance(message, dict)
    return message


def read(world: World, admin: Person, name: str, content: bytes) -> tuple[str, Json]:
    """Send a file and wait until it has been read."""
    ts = admin.send(admin.offer(name, content))
    if name.endswith(".docx"):  # it may be a draft as well
        admin.click(said_after(world, admin, ts, "Is it a report for the library"), "Add it to the library")
    return ts, said_after(world, admin, ts, READ)


def add(world: World, admin: Person, ts: str, shown: Json) -> None:
    admin.click(shown, "Keep both" if "Keep both" in labels(shown) else "Add", channel=admin.im)
    said_after(world, admin, ts, ANSWERS)


def waiting(world: World) -> list[str]:
    return sorted(path.name for path in (world.documents / ".incoming").glob("*"))


def acts_of(world: World, person: Person) -> list[tuple[str, str, str]]:
    return [(entry.act, entry.subject, entry.outcome) for entry in world.audit() if entry.actor == person.user]


# -- the whole way -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "animal", "place"), [("pdf", "caracal", 0), ("docx", "oryx", 1)])
def test_a_report_comes_in_is_corrected_answers_is_removed_and_comes_back(world, tmp_path, kind, animal, place):
    admin = world.admins[0]
    name, question = f"{animal}.{kind}", f"What did inspectors say about the {animal} protocol?"
    found = "followed with care"
    make = pdf_of if kind == "pdf" else word_of
    ts, shown = read(world, admin, name, make(tmp_path / name, letter(animal, place=place)))
    for part in (
        "Council: Tarnside",
        "focused visit letter",
        "inspectors' words",
        "20 November 2026",
        "3 of them numbered",
    ):
        assert part in words_of(shown).replace(": \n", ": "), part
    admin.click(shown, "Correct", channel=admin.im)
    world.modal_says(admin, "Lead inspector")
    admin.submit({"Lead inspector": "Robin Otter", "Published": "2026-11-19"})
    shown = said_after(world, admin, ts, "Corrected by hand")
    assert "Corrected by hand: lead inspector, published" in words_of(shown)
    admin.click(shown, "Keep both" if "Keep both" in labels(shown) else "Add", channel=admin.im)
    said_after(world, admin, ts, ANSWERS)
    answer = words_of(world.person().ask(question))
    assert found in answer
    assert "19 November 2026" in answer  # the catalogue wins over what was printed
    modal = world.details(admin, "19 November 2026")
    admin.click(modal, "Remove")
    world.modal_says(admin, "Bring it back")
    world.answers(question, lambda said: found not in said)
    admin.click(world.modal_says(admin, "Bring it back"), "Bring it back")
    world.answers(question, lambda said: found in said)
    acts = [act for act, subject, outcome in acts_of(world, admin) if subject == name and outcome == "done"]
    assert [act for act in acts if act != "reindexed"] == ["uploaded", "corrected", "added", "removed", "restored"]
    assert "reindexed" in acts
    admin.click(world.details(admin, "19 November 2026"), "Remove")  # the next one begins from the same library
    world.answers(question, lambda said: found not in said)


def test_a_broken_file_among_good_ones_hinders_none_of_them(world):
    admin = world.admins[0]
    files = [
        admin.offer("good.txt", text_of("bongo", year=2019)),
        admin.offer("broken.docx", b"PK\x03\x04 and no more"),
        admin.offer("link", b"-", mode="external", is_external=True),
        admin.offer("archive.zip", b"-"),
    ]
    ts = admin.send(*files)
    refused = said_after(world, admin, ts, "2 of these 4 files were not taken")
    assert "link to another place" in words_of(refused)
    assert ".zip is not a kind" in words_of(refused)
    assert "It was not added" in words_of(said_after(world, admin, ts, "Cannot read broken.docx"))
    shown = said_after(world, admin, ts, READ)
    assert len(world.slack.said(admin.im, thread=ts)) == 3
    admin.click(shown, "Discard", channel=admin.im)
    said_after(world, admin, ts, "was discarded")
    refusals = [subject for act, subject, outcome in acts_of(world, admin) if (act, outcome) == ("uploaded", "refused")]
    assert {"link", "archive.zip", "broken.docx"} <= set(refusals)


def test_files_come_in_through_the_form_on_home_too(world):
    admin = world.admins[1]
    admin.click(world.home(admin), "Add a report")
    admin.wait_modal("Add a report")
    admin.submit({"Files": [admin.offer("form.txt", text_of("gaur", year=2018))]})
    assert "Messages tab" in words_of(admin.wait_modal("Add a report"))
    shown = said_after(world, admin, None, READ)
    admin.click(shown, "Discard", channel=admin.im)
    said_after(world, admin, None, "was discarded")


def test_nobody_but_an_admin_gets_or_sends_the_form(world):
    admin, other = world.admins[1], world.person()
    home = world.home(admin)
    other.click(home, "Add a report")
    assert "Only admins" in words_of(other.wait_modal("Findings"))
    world.slack.view_stacks[admin.user] = []
    admin.click(home, "Add a report")
    form = admin.wait_modal("Add a report")
    world.slack.view_stacks[other.user] = [form["id"]]
    fetched = world.slack.counted["download"]
    delivered = other.submit({"Files": [other.offer("mine.txt", text_of("moose"))]})
    assert "Only admins" in words_of(delivered.answer["view"])
    assert world.slack.counted["download"] == fetched
    assert {outcome for act, _, outcome in acts_of(world, other) if act == "refused"} == {"refused"}


def test_a_button_of_an_admin_does_nothing_for_others(world):
    admin, other = world.admins[0], world.person()
    ts, shown = read(world, admin, "theirs.txt", text_of("civet", year=2017))
    before = waiting(world)
    for label in ("Add", "Correct", "Discard"):
        world.slack.view_stacks[other.user] = []
        other.click(shown, label, channel=admin.im)
        assert "Only admins" in words_of(other.wait_modal("Findings"))
    assert waiting(world) == before
    assert [act for act, _, _ in acts_of(world, other)] == ["refused"] * 3
    admin.click(shown, "Discard", channel=admin.im)
    said_after(world, admin, ts, "was discarded")


# -- two at once, and a library that changes ---------------------------------------------------------------------------


def test_of_two_clicks_at_once_one_adds(world):
    admin = world.admins[0]
    ts, shown = read(world, admin, "twice.txt", text_of("dugong", year=2016))
    shown = copy.deepcopy(shown)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: admin.click(shown, "Add", channel=admin.im), range(4)))
    said_after(world, admin, ts, ANSWERS)
    world.slack.wait_for(lambda: len(world.slack.shown_to(admin.user)) >= 3, what="three words to the later clicks")
    assert sum(path.name.startswith("twice") for path in world.documents.iterdir()) == 1
    assert [act for act, subject, _ in acts_of(world, admin) if subject == "twice.txt"].count("added") == 1
    late = admin.click(shown, "Discard", channel=admin.im)
    assert late.seconds is not None
    world.slack.wait_for(
        lambda: "no longer waiting" in words_of(world.slack.shown_to(admin.user)[-1]), what="a word that it is too late"
    )
    assert (world.documents / "twice.txt").exists()


def test_what_was_added_meanwhile_is_not_replaced_unseen(world):
    first, second = world.admins
    mine, ours = read(world, first, "version one.txt", text_of("eland", year=2015))
    other, theirs = read(world, second, "version two.txt", text_of("eland", year=2015) + b"\n\n4. One more.\n")
    third, same = read(world, second, "version three.txt", text_of("eland", year=2015))
    assert {"Add"} <= set(labels(ours)) & set(labels(theirs)) & set(labels(same))
    add(world, first, mine, ours)
    second.click(theirs, "Add", channel=second.im)
    again = said_after(world, second, other, "The library has changed")
    assert "A new version of version one.txt" in words_of(again)
    assert "Paragraphs added: 4" in words_of(again)
    assert not (world.documents / "version two.txt").exists()
    second.click(again, "Replace", channel=second.im)
    assert "taken the place" in words_of(said_after(world, second, other, ANSWERS))
    assert (world.documents / "version one.txt").read_bytes().endswith(b"4. One more.\n")
    assert ("replaced", "version one.txt", "done") in acts_of(world, second)
    # The third has the content of the first, which lies in the bin now: it would replace the second.
    second.click(same, "Add", channel=second.im)
    said_after(world, second, third, "The library has changed")


def test_a_name_full_of_marks_is_only_shown(world):
    admin = world.admins[0]
    name = "<!channel> *bold* <@U00001> _x_ `y` &amp; :tada:.txt"
    ts, shown = read(world, admin, name, text_of("<!here> fossa", year=2014))
    assert not pings(shown["text"], shown["blocks"])
    assert "<!channel>" not in shown["text"]
    admin.click(shown, "Discard", channel=admin.im)
    gone = said_after(world, admin, ts, "was discarded")
    assert not pings(gone["text"], gone["blocks"])


# -- restarts and time -------------------------------------------------------------------------------------------------


def test_a_file_that_was_being_fetched_when_the_bot_died_is_fetched_again(world):
    admin = world.admins[0]
    file = admin.offer("slow.txt", text_of("genet", year=2013))
    world.slack.files[file["id"]]["slow"] = 60
    fetched = world.slack.counted["download"]
    ts = admin.send(file)
    world.slack.wait_for(lambda: world.slack.counted["download"] > fetched, what="the download")
    world.bot.kill()
    world.slack.files[file["id"]]["slow"] = 0
    world.bot.start()
    shown = said_after(world, admin, ts, READ, timeout=60)
    assert len(world.slack.said(admin.im, thread=ts)) == 1  # the very message that said that it waits
    admin.click(shown, "Discard", channel=admin.im)
    said_after(world, admin, ts, "was discarded")


def test_what_nobody_decides_about_is_forgotten_with_a_word(world):
    admin = world.admins[0]
    before = waiting(world)
    ts, _ = read(world, admin, "old.txt", text_of("hyrax", year=2012))
    assert len(waiting(world)) == len(before) + 1
    world.bot.stop()
    with closing(sqlite3.connect(world.bot.state)) as state:
        state.execute("UPDATE offer SET at = at - 8 * 86400 WHERE name = 'old.txt'")
        state.commit()
    world.bot.start()
    said_after(world, admin, ts, "has waited for 7 days and was discarded")
    assert waiting(world) == before
    assert ("discarded", "watcher", "old.txt") in [(e.act, e.actor, e.subject) for e in world.audit()]


# -- hosts -------------------------------------------------------------------------------------------------------------


@contextmanager
def stranger() -> Iterator[tuple[str, list[str]]]:
    """A server that is not Slack's, and what it was asked with."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(json.dumps(dict(self.headers)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(text_of("stranger"))

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/report.txt", seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("way", ["address", "redirect"])
def test_no_other_host_is_asked_for_a_file_or_shown_the_token(world, way):
    admin = world.admins[0]
    with stranger() as (address, seen):
        file = admin.offer("far.txt", text_of("ibis"))
        if way == "address":
            file |= {"url_private": address, "url_private_download": address}
        else:
            world.slack.files[file["id"]]["redirect"] = address
        ts = admin.send(file)
        said_after(world, admin, ts, "Cannot take far.txt")
        assert seen == []


@pytest.mark.parametrize("name", ["report.pdf", "report.html"])
def test_the_page_for_signing_in_is_not_taken_for_the_file(world, name):
    admin = world.admins[0]
    before = waiting(world)
    file = admin.offer(name, b"%PDF-1.7 ...")
    world.slack.files[file["id"]]["page"] = "<!DOCTYPE html><html><title>Slack</title><p>Sign in to Slack</p></html>"
    ts = admin.send(file)
    said_after(world, admin, ts, f"Cannot take {name}")
    assert waiting(world) == before


def test_a_file_of_which_the_message_says_only_its_id_is_looked_up(world):
    admin = world.admins[0]
    file = admin.offer("shared.txt", text_of("jackal", year=2011))
    ts = admin.send({"id": file["id"], "file_access": "check_file_info"})
    shown = said_after(world, admin, ts, READ)
    assert "shared.txt" in words_of(shown)
    admin.click(shown, "Discard", channel=admin.im)
    said_after(world, admin, ts, "was discarded")


def test_slack_took_everything_that_was_said(world):
    assert world.slack.refusals == []

"""Admins add reports in Slack: the real process, files of every kind, and people who may not."""

import copy
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_slack import FakeSlack
from fake_slack_people import Person, labels
from slack_bot import ROOT, BotProcess, copy_library, patience

from bot.records.audit import Audit

Json = dict[str, Any]
MANIFEST = json.loads((ROOT / "manifest.json").read_text())
LETTER = (
    "Focused visit to Tarnside children's services\n\nInspection dates: 3 to 4 March 2026\n\n"
    "Published: 2 April 2026\n\nFindings\n\n1. Inspectors looked at the ibex protocol for children who arrive alone, "
    "and found it followed with care.\n\n2. However, the register of ibex visits was not kept up to date.\n\n"
    "3. Leaders know this.\n"
)


class World:
    """A workspace, a library of its own, and the bot."""

    def __init__(self, made: Path, folder: Path, *, admins: int = 1) -> None:
        self.index = copy_library(made, folder)
        self.documents = folder / "documents"
        self.slack = FakeSlack(MANIFEST, post_interval=0.0).start()
        self.admins = [self.slack.person(f"admin-{n}") for n in range(admins)]
        self.bot = BotProcess(
            self.slack, folder, self.index, FINDINGS_ADMINS=",".join(admin.user for admin in self.admins)
        ).start()
        self.before = self.snapshot()

    def snapshot(self) -> dict[str, bytes]:
        """Everything beside the documents folder's own hidden folders, that uploads must not touch."""
        return {
            str(path.relative_to(self.documents.parent)): path.read_bytes()
            for path in self.documents.parent.rglob("*")
            if path.is_file() and self.documents not in path.parents and "db" not in path.name and path.suffix != ".log"
        }

    def audit(self) -> list[tuple[str, str, str]]:
        """The acts so far, oldest first: (act, actor, outcome)."""
        audit = Audit(self.documents.parent / "records.db")
        entries = audit.entries()
        audit.close()
        return [(entry.act, entry.actor, entry.outcome) for entry in reversed(entries)]

    def close(self) -> None:
        self.bot.stop()
        self.slack.stop()


@pytest.fixture(scope="module")
def world(library_to_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(library_to_copy, tmp_path_factory.mktemp("uploads"), admins=2)
    try:
        yield made
    finally:
        made.close()


def words_of(message: Json) -> str:
    return json.dumps(message.get("blocks"), ensure_ascii=False) + str(message.get("text"))


def after(world: World, person: Person, ts: str, said: str, *, timeout: float = 60) -> Json:
    """Wait until a message of the app in the thread of ``ts`` says something, and return it."""

    def found() -> Json | None:
        messages = world.slack.said(person.im, thread=ts)
        return next((m for m in messages if said in words_of(m)), None)

    message = world.slack.wait_for(found, timeout=timeout, what=repr(said))
    assert isinstance(message, dict)
    return message


def add(world: World, admin: Person, name: str, content: bytes) -> tuple[str, Json]:
    """Send a file and wait until it has been read."""
    ts = admin.send(admin.offer(name, content))
    if name.endswith(".docx"):  # it may be a draft as well
        admin.click(after(world, admin, ts, "Is it a report for the library"), "Add it to the library")
    return ts, after(world, admin, ts, "It is not in the library yet")


def waiting(world: World) -> list[str]:
    """What lies in the hidden folder of files that wait."""
    return sorted(path.name for path in (world.documents / ".incoming").glob("*"))


def ask(person: Person, question: str) -> str:
    return words_of(person.ask(question))


def test_a_letter_is_added_and_its_corrections_stand(world: World) -> None:
    admin = world.admins[0]
    assert "ibex" not in ask(admin, "What did inspectors say about the ibex protocol in Tarnside?").replace(
        "the ibex protocol", ""
    )
    ts, shown = add(world, admin, "letter.txt", LETTER.encode())
    assert "focused visit" in words_of(shown)
    admin.click(shown, "Correct", channel=admin.im)
    form = admin.wait_modal("Correct what was read")
    world.slack.wait_for(lambda: len((admin.modal or {}).get("blocks", [])) > 3, what="the form")
    form = admin.modal or form
    admin.submit({"Council": "Tarnside", "Lead inspector": "Robin Otter"})
    corrected = after(world, admin, ts, "Corrected by hand")
    admin.click(corrected, "Add", channel=admin.im)
    after(world, admin, ts, "answers questions now")
    assert "followed with care" in ask(admin, "What did inspectors say about the ibex protocol in Tarnside?")
    assert (world.documents / "letter.txt").read_text() == LETTER
    assert 'lead_inspector = "Robin Otter"' in (world.documents / "catalogue.toml").read_text()

    def acts() -> list[str]:
        return [act for act, actor, outcome in world.audit() if actor == admin.user and outcome == "done"]

    # The run writes itself down when its process has ended: a moment after it can be answered from.
    _wait(lambda: acts()[-4:] == ["uploaded", "corrected", "added", "reindexed"])


def test_a_new_report_answers_within_five_seconds_of_add(world: World) -> None:
    admin = world.admins[0]
    seconds = []
    for animal in ("serval", "tapir", "kudu"):  # other tests run beside this one: the best of three counts
        text = LETTER.replace("ibex", animal).replace("2026", str(2023 + len(seconds))).replace("care", "zeal")
        ts, shown = add(world, admin, f"{animal}.txt", text.encode())
        begun = time.monotonic()
        admin.click(shown, "Keep both" if "Keep both" in labels(shown) else "Add", channel=admin.im)
        after(world, admin, ts, "answers questions now")
        year = 2023 + len(seconds)
        assert "followed with zeal" in ask(admin, f"What did inspectors say about the {animal} protocol in {year}?")
        seconds.append(time.monotonic() - begun)
        if seconds[-1] < patience(5):
            break
    assert min(seconds) < patience(5)


def test_pdf_and_word_are_read_and_a_broken_file_is_refused(world: World, tmp_path: Path) -> None:
    admin = world.admins[0]
    report = next(path for path in sorted(world.documents.rglob("*.pdf")) if "2019" in path.name)
    visit = next(world.documents.rglob("*focused visit*.docx"))
    before = waiting(world)
    held = admin.send(admin.offer("again.pdf", report.read_bytes()))
    assert "is held already" in words_of(after(world, admin, held, "is held already"))
    ts, shown = add(world, admin, "another copy.pdf", report.read_bytes() + b"\n%\n")
    assert "A new version of" in words_of(shown)
    assert {"Replace", "Keep both", "Correct", "Discard"} <= set(labels(shown))
    admin.click(shown, "Discard", channel=admin.im)
    after(world, admin, ts, "was discarded")
    # A zip may have something behind its end; the content is another, the words are the same.
    ts, shown = add(world, admin, "visit letter.docx", _with_another_date(visit, tmp_path))
    admin.click(shown, "Discard", channel=admin.im)
    after(world, admin, ts, "was discarded")
    ts = admin.send(admin.offer("broken.pdf", b"%PDF-1.7 and no more"))
    assert "It was not added" in words_of(after(world, admin, ts, "Cannot read broken.pdf"))
    assert waiting(world) == before
    assert ("uploaded", admin.user, "refused") in world.audit()


def _with_another_date(path: Path, folder: Path) -> bytes:
    import docx

    document = docx.Document(str(path))
    document.add_paragraph("This line was added to the letter.")
    document.save(str(folder / "changed.docx"))
    return (folder / "changed.docx").read_bytes()


def test_a_removed_report_no_longer_answers_and_a_restored_one_does(world: World) -> None:
    admin = world.admins[0]
    if not (world.documents / "letter.txt").exists():
        ts, shown = add(world, admin, "letter.txt", LETTER.encode())
        admin.click(shown, "Add", channel=admin.im)
        after(world, admin, ts, "answers questions now")
    question = "What did inspectors say about the ibex protocol in Tarnside?"
    command = [sys.executable, "-m", "bot.cli"]
    gone = subprocess.run(
        [*command, "remove", "letter.txt", "--json"],
        cwd=ROOT,
        env=world.bot.environment,
        capture_output=True,
        check=True,
    )
    _wait(lambda: "followed with care" not in ask(admin, question))
    entry = json.loads(gone.stdout)[0]["id"]
    subprocess.run([*command, "restore", entry], cwd=ROOT, env=world.bot.environment, capture_output=True, check=True)
    _wait(lambda: "followed with care" in ask(admin, question))
    acts = [act for act, actor, _ in world.audit() if actor.startswith("cli:") and act != "reindexed"]
    assert acts[-2:] == ["removed", "restored"]


def _wait(holds: Any, *, timeout: float = 60) -> None:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < timeout


def test_somebody_who_is_no_admin_is_refused_and_nothing_is_fetched(world: World) -> None:
    person = world.slack.person("visitor")
    fetched = world.slack.counted["download"]
    ts = person.send(person.offer("letter.txt", LETTER.encode()))
    assert "Only admins" in words_of(person.reply(ts))
    assert world.slack.counted["download"] == fetched
    assert ("refused", person.user, "refused") in world.audit()


def test_a_second_click_says_that_the_file_waits_no_more(world: World) -> None:
    first = world.admins[0]
    ts, shown = add(world, first, "other.txt", LETTER.replace("ibex", "okapi").encode())
    shown = copy.deepcopy(shown)  # what the admin still sees while the message is being replaced
    first.click(shown, "Discard", channel=first.im)
    after(world, first, ts, "was discarded")
    first.click(shown, "Replace" if "Replace" in labels(shown) else "Add", channel=first.im)
    assert "no longer waiting" in words_of(first.wait_private())
    assert not (world.documents / "other.txt").exists()


def test_tricks_in_names_lead_nowhere(world: World) -> None:
    admin = world.admins[0]
    tricks = {
        "../../escape.txt": "escape.txt",
        "/etc/passwd.txt": "passwd.txt",
        "..\\..\\windows.txt": "windows.txt",
        "a\u2044b\u202etxt.exe.txt": "btxt.exe.txt",
        "\x00nul\x1f.txt": "_nul.txt",
        ".hidden.txt": "hidden.txt",
        f"{'long ' * 100}.txt": None,
    }
    letters = {
        name: LETTER.replace("ibex", f"lynx {number}").replace("March 2026", "March 2025").encode()
        for number, name in enumerate(tricks)
    }

    def saying(ts: str, words: str) -> list[Json]:
        return [message for message in world.slack.said(admin.im, thread=ts) if words in words_of(message)]

    def all_say(ts: str, words: str) -> Callable[[], bool]:
        return lambda: len(saying(ts, words)) == len(tricks)

    ts = admin.send(*(admin.offer(name, letter) for name, letter in letters.items()))
    world.slack.wait_for(all_say(ts, "It is not in the library yet"), timeout=60, what="every file read")
    for message in copy.deepcopy(saying(ts, "It is not in the library yet")):
        admin.click(message, "Keep both" if "Keep both" in labels(message) else "Add", channel=admin.im)
    world.slack.wait_for(all_say(ts, "answers questions now"), timeout=60, what="every file added")
    for name, letter in letters.items():
        placed = [path for path in world.documents.iterdir() if path.is_file() and path.read_bytes() == letter]
        assert [path.name for path in placed] == [tricks[name] or placed[0].name]
    assert world.snapshot() == world.before


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"size": 2_000_000_000}, "2,000 MB"),
        ({"is_external": True, "mode": "external"}, "link to another place"),
        ({"mode": "tombstone"}, "does not have it any more"),
        ({"mode": "canvas"}, "post or a canvas"),
        ({"name": "program.exe"}, ".exe is not a kind that is read"),
        ({"name": "catalogue.toml"}, ".toml is not a kind that is read"),
        ({"url_private_download": "https://evil.example/steal"}, "its address is not one of Slack"),
        ({"size": 10}, "it came with"),
        ({"name": "picture.pdf"}, "not a PDF"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(world: World, file: Json, said: str) -> None:
    admin = world.admins[0]
    before = waiting(world)
    ts = admin.send(admin.offer(**{"name": "letter.txt", "content": LETTER.encode() * 2, **file}))
    assert said in words_of(after(world, admin, ts, "Cannot"))
    assert waiting(world) == before
    assert world.snapshot() == world.before


def test_a_file_that_is_longer_than_it_says_is_cut_off(world: World) -> None:
    admin = world.admins[0]
    before = waiting(world)
    ts = admin.send(admin.offer("huge.txt", b"a line of words\n" * 13_000_000, size=100))
    assert "more than 200 MB" in words_of(after(world, admin, ts, "Cannot", timeout=60))
    assert waiting(world) == before


def test_five_hundred_files_at_once_are_refused_in_one_message(world: World) -> None:
    admin = world.admins[0]
    file = admin.offer("letter.txt", LETTER.encode())
    ts = admin.send(*([file] * 500))
    assert "These are 500 files" in words_of(admin.reply(ts))
    assert len(world.slack.said(admin.im, thread=ts)) == 1


def test_a_file_that_waits_outlives_a_restart(library_to_copy: Path, tmp_path: Path) -> None:
    world = World(library_to_copy, tmp_path)
    try:
        admin = world.admins[0]
        ts, shown = add(world, admin, "letter.txt", LETTER.encode())
        world.bot.kill()
        world.bot.start()
        # A click that goes to the connection of the dead process is lost; Slack tells the person to try again.
        while admin.click(shown, "Add", channel=admin.im).seconds is None:
            pass
        after(world, admin, ts, "answers questions now")
    finally:
        world.close()
    shutil.rmtree(tmp_path / "documents")

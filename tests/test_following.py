"""People who follow something are told of each document that answers it, once, whatever the indexer does."""

import asyncio
import json
import random
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from bot.answers import PassageResolver, open_answerer
from bot.cli.main import app
from bot.following import (
    CannotFollowError,
    news_in,
    read_subject,
    subject_of_council,
    subject_of_theme,
    understand_subject,
)
from bot.models import Evidence
from bot.slack.evidence import tell_followers
from bot.slack.searcher_manager import Snapshot
from bot.slack.state import AnswerStore, FollowStore
from index.indexing.indexer import index_folder
from index.metadata import cite
from index.models import Document, Passage
from index.storage import open_library, passage_id

SUPERVISION = "The quality and frequency of supervision of social workers."
FOSTERING = "The awareness of private fostering among schools and language colleges."


def report(council: str, year: int, *points: str, day: int = 3) -> str:
    listed = "\n\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))
    return (
        f"Focused visit to {council} children's services\n\nInspection dates: {day} to {day + 1} February {year}\n\n"
        f"Published: 2 March {year}\n\nDear Director\n\nMain findings\n\n{listed}\n"
    )


def evidence_of(document: Document, passage: Passage, *, rank: int = 1) -> Evidence:
    """Make evidence as an answerer does, without one."""
    identity = passage_id(document.sha256, passage.position)
    return Evidence(rank, 0.0, passage.text, cite(document, passage), passage_id=identity)


class Follower:
    """A library with its index, and somebody who follows; what they were told is in ``told``."""

    def __init__(self, home: Path) -> None:
        self.folder, self.index = home / "documents", home / "findings.db"
        self.folder.mkdir()
        self.told: list[str] = []
        store = AnswerStore(home / "slack.db")
        self.follows = FollowStore(home / "slack.db", run=store.run)
        self.services = SimpleNamespace(
            follows=self.follows,
            store=store,
            searchers=SimpleNamespace(current=lambda: self.held, search=self._search),
            access=SimpleNamespace(reason_against=self._nothing),
            messenger=SimpleNamespace(post=self._post),
        )

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, **options) -> None:
        """Run the indexer, and tell whoever is to be told; a theme and a council need no search."""
        index_folder(self.folder, self.index, workers=1, sure=True, prepare=False, **options)
        library = open_library(self.index)
        answerer = SimpleNamespace(library=library, evidence_of=evidence_of)
        self.held = Snapshot(library, answerer, lambda word: True, PassageResolver(library))
        asyncio.run(tell_followers(self.services))

    def follow(self, subject, user: str = "U1") -> None:
        assert self.follows.follow(user, subject.key, held=[d.sha256 for d in self.held.library.documents])

    async def _search(self, work):
        return work(self.held)

    async def _nothing(self, user):
        return None

    async def _post(self, user, messages, *, mark):
        self.told.append(f"{user} {messages[0].text}")
        return [f"1.{len(self.told)}"]


@pytest.fixture
def someone(tmp_path: Path) -> Follower:
    follower = Follower(tmp_path)
    follower.write("old.txt", report("Derby", 2019, SUPERVISION, FOSTERING))
    follower.run()
    return follower


ACTS = (
    *["add"] * 8, *["edit"] * 3, *["rename"] * 3, *["copy"] * 2, *["remove"] * 4, *["restore"] * 4, *["settle"] * 2,
    *["again"] * 2, "rebuild", "unrelated",
)  # fmt: skip


class Library:
    """What is done to the documents folder, act by act; ``wanted`` is what followers must be told, and how often."""

    def __init__(self, someone: Follower) -> None:
        self.someone, self.folder = someone, someone.folder
        self.chance = random.Random(20261126)
        self.wanted: Counter[str] = Counter()
        self.away: dict[str, str] = {}
        self.settled: set[str] = set()

    def do(self, act: str, number: int) -> None:
        held = sorted(path.name for path in self.folder.glob("new*.txt"))
        mark = f"It is told as number {number}00 and no other."
        point = f"{SUPERVISION} {mark}"
        if act == "add" or (act in {"rename", "copy", "remove", "edit", "settle"} and not held):
            self.someone.write(f"new{number}.txt", report("Derby", 2020 + number % 5, point, day=number % 20 + 1))
            self.wanted.update((f"U1 {number}00", f"U2 {number}00"))
        elif act == "unrelated":
            self.someone.write("other.txt", report("Leeds", 2021, "The number of early permanence plans."))
        elif act == "restore" and self.away:
            name = self.chance.choice(sorted(self.away))
            self.someone.write(name, self.away.pop(name))
        elif act in {"rename", "copy", "remove", "edit", "settle"}:
            self._change(act, self.folder / self.chance.choice(held), number, point)

    def _change(self, act: str, path: Path, number: int, point: str) -> None:
        text = path.read_text()
        match act:
            case "edit":  # another edition: what it has beside the former is told, and nothing else
                path.write_text(f"{text}\n\n90. {point}\n", encoding="utf-8")
                self.wanted.update((f"U1 {number}00", f"U2 {number}00"))
            case "rename":
                path.rename(self.folder / f"new-again{number}.txt")
            case "copy":
                self.someone.write(f"copy{number}.txt", text)
            case "remove":
                self.away[path.name] = text
                path.unlink()
            case "settle" if path.name not in self.settled:
                self.settled.add(path.name)
                with (self.folder / "catalogue.toml").open("a") as file:
                    file.write(f'\n["{path.name}"]\ntitle = "Corrected {number}"\n')


def test_somebody_is_told_exactly_once_over_thirty_runs_of_the_indexer(someone):
    """Additions, corrections of the catalogue, new editions, renamed and copied files, removals, restorations, runs
    without a change and one that reads everything anew, in an order of chance."""
    someone.follow(subject_of_theme("Supervision"))
    someone.follow(subject_of_council("Derby"), "U2")
    library = Library(someone)
    acts = list(ACTS)
    assert len(acts) == 30
    library.chance.shuffle(acts)
    for number, act in enumerate(acts, 1):
        library.do(act, number)
        someone.run(rebuild=act == "rebuild")
    said: Counter[str] = Counter()
    for text in someone.told:
        user = text.split()[0]
        said.update(f"{user} {digits}" for digits in re.findall(r"told as number (\d+) and", text))
    assert sum(library.wanted.values()) >= 22
    assert said == library.wanted
    assert not any("early permanence" in text for text in someone.told)


def test_what_is_held_when_somebody_begins_is_no_news_and_what_comes_later_is(someone):
    someone.write("before.txt", report("Derby", 2020, SUPERVISION))
    someone.run()
    someone.follow(subject_of_theme("Supervision"))
    someone.run()
    assert someone.told == []
    someone.write("after.txt", report("Derby", 2022, SUPERVISION + " Again."))
    someone.run()
    (told,) = someone.told
    assert "New in the library: Derby, focused visit letter, published 2 March 2022." in told


def test_many_reports_that_come_in_at_once_are_told_in_one_message(someone):
    someone.follow(subject_of_theme("Supervision"))
    for year in range(2020, 2026):
        someone.write(f"of {year}.txt", report("Derby", year, f"{SUPERVISION} In {year}."))
    someone.run()
    someone.run()
    (told,) = someone.told
    assert "6 new documents in the library" in told
    assert "Another edition" not in told


def test_a_report_whose_council_is_settled_later_is_told_then(someone):
    someone.follow(subject_of_council("Leeds"))
    someone.write("nameless.txt", report("Derby", 2022, FOSTERING))
    someone.run()
    assert someone.told == []
    someone.write("catalogue.toml", '["nameless.txt"]\nauthority = "Leeds"\n')
    someone.run()
    someone.run()
    assert len(someone.told) == 1


def test_what_is_followed_is_given_up_with_all_that_was_known_of_it(someone):
    someone.follow(subject_of_theme("Supervision"))
    someone.write("after.txt", report("Derby", 2022, SUPERVISION + " Again."))
    someone.run()
    (followed,) = someone.follows.of("U1")
    assert not someone.follows.unfollow("U2", followed.id)
    assert someone.follows.unfollow("U1", followed.id)
    assert someone.follows.passages_told(followed) == set()
    assert someone.follows.all() == []


def test_a_telling_that_a_dead_process_left_is_taken_over_once(someone, tmp_path):
    someone.follow(subject_of_theme("Supervision"))
    (followed,) = someone.follows.of("U1")
    dead = FollowStore(tmp_path / "slack.db", run="gone")
    dead.note(["sha-of-a-new-one"])
    assert dead.claim(followed, "sha-of-a-new-one", "facts", "answer", ["mark"])
    assert not someone.follows.claim(followed, "sha-of-a-new-one", "facts", "another", ["mark"])
    assert [(sha, answer) for _, sha, answer in someone.follows.left_unfinished()] == [("sha-of-a-new-one", "answer")]
    assert someone.follows.left_unfinished() == []


def test_the_command_follows_what_was_understood_and_tells_it_once(tmp_path, monkeypatch):
    documents, index = tmp_path / "documents", tmp_path / "findings.db"
    documents.mkdir()
    for name, value in (("DOCUMENTS", documents), ("INDEX", index), ("STATE", tmp_path / "slack.db")):
        monkeypatch.setenv(f"FINDINGS_{name}", str(value))
    (documents / "old.txt").write_text(report("Derby", 2019, FOSTERING), encoding="utf-8")
    index_folder(documents, index, workers=1)
    run = CliRunner().invoke
    assert "Followed from now on: private fostering: Derby" in run(app, ["follow", "private fostering in Derby"]).output
    assert isinstance(run(app, ["follow", "wombats"]).exception, CannotFollowError)
    held_by_nobody_yet = run(app, ["follow", "Leeds"]).output
    assert "Everything new on Leeds" in held_by_nobody_yet
    row, _ = json.loads(run(app, ["follow", "--json"]).output)
    assert row["kind"] == "question"
    (documents / "new.txt").write_text(report("Derby", 2023, FOSTERING, SUPERVISION), encoding="utf-8")
    index_folder(documents, index, workers=1)
    (told,) = json.loads(run(app, ["follow", "--news", "--json"]).output)
    assert told["document"] == "new.txt"
    assert "private fostering" in told["passages"][0]["text"]
    assert json.loads(run(app, ["follow", "--news", "--json"]).output) == []
    assert "no more" in run(app, ["follow", "--stop", row["id"]]).output
    assert b"wombats" not in (tmp_path / "slack.db").read_bytes()
    subject = understand_subject(open_answerer(index), "what was said on private fostering in Derby?")
    assert read_subject(subject.key) == subject


@pytest.mark.parametrize("area", ["care leavers", "children in care", "front door"])
def test_a_report_with_a_section_on_a_judged_area_is_news_for_whoever_follows_the_area(samples_index, area):
    answerer = open_answerer(samples_index)
    document = next(d for d in answerer.library.documents if d.authority == "Merrow" and d.path.endswith("2025.pdf"))
    news = news_in(answerer, understand_subject(answerer, f"{area} in Merrow"), document)
    assert news is not None
    assert {one.citation.document for one in news.answer.evidence} == {document.path}

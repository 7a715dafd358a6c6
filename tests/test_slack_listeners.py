"""Listeners called as functions: an admin's changes are written down or not made, and the event loop never waits."""

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.library import LibraryService
from bot.logs import BOLT_NAME, bolt_logger, log
from bot.records import Audit
from bot.settings import Settings
from bot.slack.admin import vocabulary
from bot.slack.interaction import register
from bot.slack.listeners.passages import on_read
from bot.slack.uploads.review import Review
from index.folder import load_local
from index.folder.hidden import one_at_a_time

Json = dict[str, Any]
ADMIN = {"user": {"id": "U1"}}


class Searchers:
    """An index without a document."""

    async def look(self, work: Any) -> Any:
        library = SimpleNamespace(documents=(), artifacts={}, generation=1)
        return work(SimpleNamespace(library=library, answerer=None))


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    (tmp_path / "documents").mkdir()
    settings = Settings(
        documents=tmp_path / "documents", index=tmp_path / "findings.db", records=tmp_path / "records.db"
    )
    monkeypatch.setattr(vocabulary, "learned_abbreviations", lambda *_: ())
    with closing(Audit(settings.records)) as audit:
        yield SimpleNamespace(
            settings=settings, audit=audit, library=LibraryService(settings, audit), searchers=Searchers()
        )


def break_records(services: Any) -> None:
    services.settings.records.unlink(missing_ok=True)
    services.settings.records.mkdir()  # nothing can be written where a folder stands


class Ack:
    """Notes how something was acknowledged."""

    def __init__(self) -> None:
        self.said: Json = {}

    async def __call__(self, **said: Any) -> None:
        self.said = said


def submit_term(services: Any, term: str, way: str) -> Json:
    view = {
        "private_metadata": '{"w":"term"}',
        "state": {"values": {"term": {"term": {"value": term}}, "ways": {"ways": {"value": way}}}},
    }
    ack = Ack()
    asyncio.run(vocabulary.on_filled(ack, ADMIN, view, None, services))  # type: ignore[arg-type]
    return ack.said


def test_a_word_that_an_admin_adds_is_written_into_the_audit(services):
    assert submit_term(services, "hub", "front door") == {}
    assert load_local(services.library.vocabulary).terms == {"hub": ("front door",)}
    assert [(entry.act, entry.subject, entry.outcome) for entry in services.audit.entries()] == [
        ("vocabulary", "hub", "done")
    ]


def test_a_word_is_not_changed_where_the_audit_cannot_be_written(services):
    break_records(services)
    said = submit_term(services, "hub", "front door")
    assert "cannot be written" in said["errors"]["ways"]
    assert not services.library.vocabulary.exists()


@pytest.mark.parametrize("value", ["term:hub", "off:iro", "alias:Merrow\nThe county"])
def test_nothing_is_taken_back_where_the_audit_cannot_be_written(services, value):
    words = '[terms]\nhub = ["front door"]\n\n[off]\nwords = ["iro"]\n\n[aliases]\nMerrow = ["The county"]\n'
    services.library.vocabulary.write_text(words)
    break_records(services)
    shown: list[Json] = []

    class Client:
        async def views_update(self, **view: Any) -> None:
            shown.append(view["view"])

    body = ADMIN | {"actions": [{"value": value}], "view": {"id": "V1", "hash": "1"}}
    asyncio.run(vocabulary.on_take_back(body, Client(), services))  # type: ignore[arg-type]
    assert services.library.vocabulary.read_text() == words
    assert "cannot be written" in str(shown)


def test_the_event_loop_goes_on_while_a_discarded_file_waits_for_the_folder(services):
    with services.library.incoming.receive("new.txt") as receiving:
        receiving.write(b"Something new.")
    upload = SimpleNamespace(id="o1", user="U1")
    services.uploads = SimpleNamespace(take=lambda _: True, of=lambda _: upload, end=lambda _: None)
    shown: list[Any] = []

    class Status:
        async def show(self, *message: Any) -> None:
            shown.append(message)

    review = Review(services, Status(), SimpleNamespace(forget=lambda _: None))  # type: ignore[arg-type]

    async def work() -> float:
        longest, discarding = 0.0, asyncio.ensure_future(review.discard(receiving.id, "U1", None))  # type: ignore[arg-type]
        while not discarding.done():
            begun = time.monotonic()
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - begun)
        return longest

    held = threading.Event()

    def hold() -> None:  # as another process does that changes the folder
        with one_at_a_time(services.settings.documents):
            held.set()
            time.sleep(1.0)

    holding = threading.Thread(target=hold)
    holding.start()
    held.wait()
    assert asyncio.run(work()) < 0.6
    holding.join()
    assert shown


@pytest.mark.parametrize(("name", "level"), [(BOLT_NAME, logging.INFO), (log.name, logging.ERROR)])
def test_bolt_leaves_our_own_log_as_it_is_since_its_app_has_another_name(name, level, monkeypatch):
    monkeypatch.setattr(log, "level", logging.INFO)

    async def dispatch() -> None:
        app = AsyncApp(name=name, logger=bolt_logger(), signing_secret="a secret", token="xoxb-1")
        register(app, (("event", "message", on_read),))
        body = {"type": "event_callback", "event": {"type": "message", "user": "U1"}}
        await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))

    asyncio.run(dispatch())
    assert log.level == level

"""Modals of admins open before Slack's trigger is too old, however long they take to make, and fail in plain words."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack import interaction as admins_only
from bot.slack.blocks.inputs import notice
from bot.slack.interaction import fill, show
from index.errors import KeepingError

Json = dict[str, Any]
HOME = {"trigger_id": "1.a", "view": {"type": "home", "id": "VH", "hash": "1"}}
MODAL = {"trigger_id": "1.a", "view": {"type": "modal", "id": "V1", "hash": "7"}}


class Client:
    """A Web API that notes what it is asked, and refuses what it is told to refuse."""

    def __init__(self, **refused: str) -> None:
        self.asked: list[tuple[str, str]] = []
        self.refused = refused

    async def _answer(self, method: str, view: Json) -> Json:
        said = view["blocks"][0]["text"]["text"]
        self.asked.append((method, said))
        if method in self.refused:
            raise SlackApiError("refused", {"ok": False, "error": self.refused[method]})
        return {"view": {"id": "V9"}}

    async def views_open(self, *, trigger_id: str, view: Json) -> Json:
        return await self._answer("open", view)

    async def views_push(self, *, trigger_id: str, view: Json) -> Json:
        return await self._answer("push", view)

    async def views_update(self, *, view_id: str, view: Json, hash: str | None = None) -> Json:
        return await self._answer(f"update {view_id} {hash}", view)


async def made(text: str, *, after: asyncio.Event | None = None) -> Json:
    if after is not None:
        await after.wait()
    return notice("Title", text)


async def failing(error: Exception) -> Json:
    raise error


def run(work: Awaitable[None]) -> None:
    async def wrapped() -> None:
        await work

    asyncio.run(wrapped())


def test_what_is_ready_is_opened_at_once():
    client = Client()
    run(show(client, HOME, made("ready")))
    assert client.asked == [("open", "ready")]


def test_over_a_modal_another_one_is_laid():
    client = Client()
    run(show(client, MODAL, made("ready")))
    assert client.asked == [("push", "ready")]


@pytest.mark.parametrize("refused", [{}, {"update V9 None": "not_found"}], ids=["stays open", "closed meanwhile"])
def test_what_takes_longer_is_filled_in_afterwards(monkeypatch, refused):
    monkeypatch.setattr(admins_only, "_AT_ONCE", 0.01)
    client = Client(**refused)

    async def slow() -> None:
        opened = asyncio.Event()
        real = client.views_open

        async def views_open(**more: Any) -> Json:
            answer = await real(**more)
            opened.set()
            return answer

        client.views_open = views_open
        await show(client, HOME, made("done", after=opened))

    run(slow())
    assert client.asked == [("open", "One moment…"), ("update V9 None", "done")]


def test_where_no_further_modal_fits_the_one_on_top_is_changed():
    client = Client(push="push_limit_reached")
    run(show(client, MODAL, made("ready")))
    assert client.asked[-1] == ("update V1 None", "ready")


def test_a_modal_is_changed_only_where_nobody_has_changed_it_meanwhile():
    client = Client(**{"update V1 7": "hash_conflict"})
    run(fill(client, MODAL["view"], made("newer")))
    assert client.asked == [("update V1 7", "newer")]


def test_a_fault_is_told_in_its_own_words_and_a_breakdown_with_a_reference():
    client = Client()
    run(show(client, HOME, failing(KeepingError("Another file stands there now."))))
    assert client.asked[-1] == ("open", "Another file stands there now.")
    run(show(client, HOME, failing(RuntimeError("secret inside"))))
    assert "give an admin this reference" in client.asked[-1][1]
    assert "secret" not in client.asked[-1][1]

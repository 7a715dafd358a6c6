"""The Home and Messages tabs of one person: published when opened, with what is held now; admins see more of it.

In: who looks, and what an admin chose to see. Out: a published view. While the library is indexed, the Homes that
admins have open are published again about once a second.
"""

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.logs import log
from bot.slack.access import SlackUser
from bot.slack.blocks import Block, Held, section
from bot.slack.home.admin_page import Overview, admin_blocks
from bot.slack.home.document_list import Choice, read_choice, write_choice
from bot.slack.home.overview import gather, progress_of, use_of
from bot.slack.home.page import PRIVACY, home_view
from bot.slack.home.sessions import HomeSession
from bot.slack.library_view import held_for, newest_first, suggestions
from bot.slack.services import Services
from index.errors import IndexStoreError

_EVERY = 1.1  # seconds between two publications of one Home while the library is indexed
_SETTLE = 2.0  # seconds in which every process has moved to a new generation


class _PictureRefusedError(Exception):
    """Slack does not show the picture that is in a view."""


async def publish_home(
    desk: Services,
    asker: SlackUser,
    *,
    choice: Choice | None = None,
    view: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Show somebody their Home tab.

    ``choice`` is what an admin has just chosen to see of the library; else it is what the ``view`` that stands there
    says, which another process may have published.
    """
    if choice is None and view is not None and view.get("private_metadata"):
        choice = read_choice(view)
    if (reason := await desk.insiders.reason_against(asker)) is not None:
        await _publish(desk, asker.user, {"type": "home", "blocks": [section(reason)]})
    elif not await desk.admins.is_admin(asker.user):
        await _publish(desk, asker.user, await _view(desk, asker.user))
    else:
        seen = desk.homes.touch(asker.user, choice)
        overview = await overview_of(desk)
        async with seen.lock:
            await _publish_for_admin(desk, asker.user, seen, overview, note=note)
        if overview.use.answers and desk.charting.due():
            desk.start(_with_new_chart(desk, asker))


async def keep_homes_current(desk: Services) -> None:
    """Publish admins' Homes again while the library is indexed, until this is cancelled."""
    changed = asyncio.Event()
    end = desk.reindexer.subscribe(lambda _: changed.set())
    overview: Overview | None = None
    try:
        while True:
            await changed.wait()
            changed.clear()
            try:
                if desk.homes.watched():
                    # Nothing but the progress changes while it runs, and questions need the processor too.
                    if overview is None or not desk.reindexer.state.running or not await _is_current(desk, overview):
                        overview = await overview_of(desk)
                    await _publish_again(desk, replace(overview, progress=progress_of(desk.reindexer.state)))
                    await asyncio.sleep(_EVERY)
                    if not changed.is_set() and not desk.reindexer.state.running:
                        await asyncio.sleep(_SETTLE)
                        await _publish_again(desk, await overview_of(desk))
                        overview = None
            except Exception:
                log.exception("Admins' Home tabs could not be kept current.")
    finally:
        end()


async def overview_of(desk: Services) -> Overview:
    """Gather what admins' Home shows."""
    try:
        library = await desk.shelf.look(lambda held: held.library)
    except IndexStoreError as error:
        log.error("No index to show: %s", error)
        library = None
    overview = await asyncio.to_thread(gather, desk.settings, library)
    use = await asyncio.to_thread(use_of, desk.usage, picture=desk.charting.picture)
    health = replace(overview.health, slack=desk.homes.connection())
    return replace(overview, health=health, use=use, progress=progress_of(desk.reindexer.state))


async def set_prompts(desk: Services, channel: str, user: str) -> None:
    """Suggest questions on the Messages tab."""
    home = desk.store.default_authority(user) or desk.settings.home_authority
    try:
        prompts = await desk.shelf.look(lambda held: suggestions(held.library, home=home))
    except IndexStoreError:
        return
    if prompts:
        try:
            await desk.courier.suggest(channel, prompts)
        except SlackApiError as error:
            log.error("Suggested prompts could not be set: %s", error.response.get("error"))


async def _is_current(desk: Services, overview: Overview) -> bool:
    try:
        return await desk.shelf.look(lambda held: held.library.generation) == overview.health.generation
    except IndexStoreError:
        return False


async def _publish_again(desk: Services, overview: Overview) -> None:
    for user in desk.homes.watched():
        seen = desk.homes.of(user)
        if await desk.admins.is_admin(user):
            async with seen.lock:
                await _publish_for_admin(desk, user, seen, overview, hash=seen.hash)


async def _publish_for_admin(
    desk: Services, user: str, seen: HomeSession, overview: Overview, *, note: str = "", hash: str | None = None
) -> None:
    began = time.monotonic()
    try:
        seen.hash = await _publish(desk, user, await _admin_view(desk, user, seen, overview, note), hash=hash)
    except _PictureRefusedError:
        desk.charting.refused()
        overview = replace(overview, use=replace(overview.use, picture=None))
        seen.hash = await _publish(desk, user, await _admin_view(desk, user, seen, overview, note), hash=hash)
    if seen.hash is not None:
        desk.homes.heard(time.monotonic() - began)
    elif hash is not None:
        seen.touched = 0.0  # another process has published since, and knows better what this admin looks at


async def _with_new_chart(desk: Services, asker: SlackUser) -> None:
    if await desk.charting.refresh(desk.courier.client):
        await publish_home(desk, asker)


async def _admin_view(desk: Services, user: str, seen: HomeSession, overview: Overview, note: str) -> Block:
    view = await _view(desk, user, extra=admin_blocks(overview, seen.choice, note=note))
    return {**view, "private_metadata": write_choice(seen.choice)}


async def _view(desk: Services, user: str, *, extra: Sequence[Block] = ()) -> Block:
    default = desk.store.default_authority(user)
    home = default or desk.settings.home_authority
    privacy = PRIVACY.replace("30 days", f"{desk.settings.answer_days} days").replace(
        "24 hours", f"{desk.settings.thread_hours} hours"
    )
    try:
        return await desk.shelf.look(
            lambda held: home_view(
                newest_first(held.library),
                held=held_for(held.library, None),
                default=default,
                privacy=privacy,
                examples=suggestions(held.library, home=home),
                extra=extra,
            )
        )
    except IndexStoreError as error:
        log.error("No index to show: %s", error)
        return home_view((), held=Held(), default=None, examples=(), privacy=privacy, extra=extra)


async def _publish(desk: Services, user: str, view: Block, *, hash: str | None = None) -> str | None:
    try:
        return await desk.courier.publish(user, view, hash=hash)
    except SlackApiError as error:
        code = error.response.get("error")
        if "slack file" in str(error.response.data):
            raise _PictureRefusedError from error
        if code != "hash_conflict":
            detail = json.dumps(error.response.get("response_metadata") or "")[:500]
            log.error("A Home tab could not be published: %s %s", code, detail)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        log.error("A Home tab could not be published: %s", error)
    return None

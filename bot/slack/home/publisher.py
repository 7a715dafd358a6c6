"""Publish the Home tab of one person with what is held now, and suggest questions on their Messages tab.

Admins see more of it. While the library is indexed, the Homes that admins have open are published again about once a
second.
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
from bot.slack.blocks import Block, Held, section, welcome
from bot.slack.home.admin_page import Overview, admin_blocks
from bot.slack.home.document_list import Choice, read_choice, write_choice
from bot.slack.home.overview import gather_overview, use_of
from bot.slack.home.page import PRIVACY, home_view
from bot.slack.home.sessions import HomeSession, HomeSessions
from bot.slack.home.usage_chart import UsageChart
from bot.slack.library_view import held_for, newest_first, suggestions
from bot.slack.messenger import NotDeliveredError
from bot.slack.services import Services, home_of
from index.errors import IndexStoreError

_EVERY = 1.1  # seconds between two publications of one Home while the library is indexed
_SETTLE = 2.0  # seconds in which every process has moved to a new generation


class _PictureRefusedError(Exception):
    """Slack does not show the picture that is in a view."""


class HomePublisher:
    """Publishes Homes; knows what each admin looks at, and the chart that Slack holds."""

    def __init__(self, services: Services) -> None:
        """Take the open parts; nothing is published yet."""
        self._services = services
        self._sessions = HomeSessions()
        self.chart = UsageChart(services.settings)

    async def publish(
        self, user: SlackUser, *, choice: Choice | None = None, view: Mapping[str, Any] | None = None
    ) -> None:
        """Show somebody their Home tab.

        ``choice`` is what an admin has just chosen to see of the library; else it is what the ``view`` that stands
        there says, which another process may have published.
        """
        if choice is None and view is not None and view.get("private_metadata"):
            choice = read_choice(view)
        if not await self._services.access.is_admin(user.id):
            await self._put(user.id, await self._view(user.id, home=home_of(self._services, user)))
            return
        session = self._sessions.touch(user.id, choice)
        overview = await self._overview()
        async with session.lock:
            await self._put_for_admin(user.id, session, overview)
        if overview.use.answers and self.chart.due():
            self._services.tasks.start(self._with_new_chart(user))

    async def show_reason(self, user: str, reason: str) -> None:
        """Show on Home why somebody gets no answers."""
        await self._put(user, {"type": "home", "blocks": [section(reason)]})

    async def suggest(self, channel: str, user: SlackUser) -> None:
        """Suggest questions on the Messages tab, and welcome whoever opens it for the first time."""
        services = self._services
        home = services.store.default_authority(user.id) or home_of(services, user) or services.settings.home_authority
        try:
            prompts = await self._services.searchers.look(lambda held: suggestions(held.library, home=home))
        except IndexStoreError:
            prompts = []
        if prompts:
            try:
                await self._services.messenger.suggest(channel, prompts)
            except SlackApiError as error:
                log.error("Suggested prompts could not be set: %s", error.response.get("error"))
        if self._services.store.welcome(user.id):
            try:
                await self._services.messenger.deliver(channel, welcome(prompts, home=home))
            except NotDeliveredError as error:
                log.error("Somebody new could not be welcomed: %s", error.code)

    async def keep_current(self) -> None:
        """Publish admins' Homes again while the library is indexed, until this is cancelled."""
        runner = self._services.index_runner
        changed = asyncio.Event()
        end = runner.subscribe(lambda _: changed.set())
        overview: Overview | None = None
        try:
            while True:
                await changed.wait()
                changed.clear()
                try:
                    if self._sessions.watched():
                        # Nothing but the progress changes while it runs, and questions need the processor too.
                        if overview is None or not runner.state.running or not await self._is_current(overview):
                            overview = await self._overview()
                        # While it runs Slack may have refused the picture, or got a newer one.
                        use = replace(overview.use, picture=overview.use.picture and self.chart.picture)
                        await self._put_again(replace(overview, use=use, progress=runner.state))
                        await asyncio.sleep(_EVERY)
                        if not changed.is_set() and not runner.state.running:
                            await asyncio.sleep(_SETTLE)
                            await self._put_again(await self._overview())
                            overview = None
                except Exception:
                    log.exception("Admins' Home tabs could not be kept current.")
        finally:
            end()

    async def _overview(self) -> Overview:
        """Gather what admins' Home shows."""
        services = self._services
        try:
            library = await services.searchers.look(lambda held: held.library)
        except IndexStoreError as error:
            log.error("No index to show: %s", error)
            library = None
        overview = await asyncio.to_thread(gather_overview, services.settings, library)
        use = await asyncio.to_thread(use_of, services.usage, picture=self.chart.picture)
        health = replace(overview.health, slack=self._sessions.connection())
        return replace(overview, health=health, use=use, progress=services.index_runner.state)

    async def _is_current(self, overview: Overview) -> bool:
        try:
            generation = await self._services.searchers.look(lambda held: held.library.generation)
        except IndexStoreError:
            return False
        return generation == overview.health.generation

    async def _put_again(self, overview: Overview) -> None:
        for user in self._sessions.watched():
            session = self._sessions.of(user)
            if await self._services.access.is_admin(user):
                async with session.lock:
                    await self._put_for_admin(user, session, overview, hash=session.hash)

    async def _put_for_admin(
        self, user: str, session: HomeSession, overview: Overview, *, hash: str | None = None
    ) -> None:
        began = time.monotonic()
        try:
            view = await self._admin_view(user, session, overview)
            session.hash = await self._put(user, view, hash=hash)
        except _PictureRefusedError:
            self.chart.refused()
            overview = replace(overview, use=replace(overview.use, picture=None))
            view = await self._admin_view(user, session, overview)
            session.hash = await self._put(user, view, hash=hash)
        if session.hash is not None:
            self._sessions.took(time.monotonic() - began)
        elif hash is not None:
            self._sessions.close(user)  # another process has published since, and knows better what is looked at

    async def _with_new_chart(self, user: SlackUser) -> None:
        if await self.chart.refresh(self._services.messenger.client):
            await self.publish(user)

    async def _admin_view(self, user: str, session: HomeSession, overview: Overview) -> Block:
        view = await self._view(user, extra=admin_blocks(overview, session.choice))
        return {**view, "private_metadata": write_choice(session.choice)}

    async def _view(self, user: str, *, extra: Sequence[Block] = (), home: str | None = None) -> Block:
        settings = self._services.settings
        default = self._services.store.default_authority(user)
        collected, followed = len(self._services.packs.of(user)), len(self._services.follows.of(user))
        home = default or home or settings.home_authority
        privacy = PRIVACY.replace("30 days", f"{settings.answer_days} days").replace(
            "24 hours", f"{settings.thread_hours} hours"
        )
        try:
            return await self._services.searchers.look(
                lambda held: home_view(
                    newest_first(held.library),
                    held=held_for(held.library, None),
                    default=default,
                    privacy=privacy,
                    examples=suggestions(held.library, home=home),
                    extra=extra,
                    collected=collected,
                    followed=followed,
                )
            )
        except IndexStoreError as error:
            log.error("No index to show: %s", error)
            return home_view((), held=Held(), default=None, examples=(), privacy=privacy, extra=extra)

    async def _put(self, user: str, view: Block, *, hash: str | None = None) -> str | None:
        try:
            return await self._services.messenger.publish(user, view, hash=hash)
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

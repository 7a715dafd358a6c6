"""One workspace (or organisation) that the app is installed in: what is open for it, and what goes on beside it.

Whoever runs Findings for several has one of these for each, with a file of state of its own, so that nothing of one
comes to another and all of it can be deleted.
"""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import fields
from typing import Any

from cachetools import TTLCache
from slack_bolt.context.async_context import AsyncBoltContext

from bot.settings import Settings, homes_of_workspaces
from bot.slack.access import AccessPolicy
from bot.slack.background_tasks import housekeeping, keep_uploads, open_index, open_records
from bot.slack.evidence import PagePictures, QuotationChecks, keep_followers_told
from bot.slack.home import HomePublisher
from bot.slack.messenger import Messenger, quiet_client
from bot.slack.questions import QuestionHandler
from bot.slack.services import Services, SharedServices
from bot.slack.state import AnswerStore, FollowStore, MemberStore, PackStore, UploadQueue, delete_state
from bot.slack.task_set import TaskSet
from bot.slack.uploads import Intake, Preview, Review, StatusMessage

STOP_SECONDS = 20.0
_QUESTIONS = 10_000  # the newest, in memory and on no disk: buttons and follow-ups need them


async def open_messenger(token: str, settings: Settings, opened: AsyncExitStack) -> Messenger:
    """Open what messages are brought to Slack with, to be closed with ``opened``."""
    messenger = Messenger(token, settings.slack_api_url, quiet_client(token, settings.slack_api_url))
    opened.push_async_callback(messenger.close)
    await messenger.start()
    return messenger


class Workspace:
    """The open parts of one workspace, which answer and manage there."""

    def __init__(self, services: Services, *, identity: Mapping[str, Any], opened: AsyncExitStack) -> None:
        """Make the parts of what is open; ``identity`` is Slack's answer to auth.test."""
        self.services, self._opened = services, opened
        self._bot_user = str(identity.get("user_id") or "")
        self._questions = QuestionHandler(services)
        self._home = HomePublisher(services)
        self._pictures, self._checks = PagePictures(services), QuotationChecks(services)
        status = StatusMessage(services.messenger)
        preview = Preview(services, status)
        self._intake = Intake(services, status, preview)
        self._review = Review(services, status, preview)
        self._beside: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin what goes on beside the answers."""
        services = self.services
        await open_records(services)
        await open_index(services)
        self._beside = [
            asyncio.get_running_loop().create_task(work)
            for work in (
                housekeeping(services, self._questions),
                self._questions.answer_when_ready(),
                self._home.keep_current(),
                keep_uploads(self._intake),
                keep_followers_told(services),
            )
        ]

    def give_parts(self, context: AsyncBoltContext) -> None:
        """Put into Bolt's context what listeners name among their parameters."""
        context["services"], context["questions"], context["home"] = self.services, self._questions, self._home
        context["intake"], context["review"] = self._intake, self._review
        context["pictures"], context["checks"] = self._pictures, self._checks
        context["bot_user"] = self._bot_user

    async def close(self) -> None:
        """End what is under way, and close the parts."""
        for task in self._beside:
            task.cancel()
        if self._beside:
            await asyncio.wait(self._beside, timeout=STOP_SECONDS)
        await self.services.tasks.drain(STOP_SECONDS)
        await self._opened.aclose()

    async def forget(self) -> None:
        """Delete all that is kept of this workspace, in memory too; its parts stay open."""
        await self._intake.forget_all()
        self._questions.forget()
        self.services.store.forget_all()

    async def forget_teams(self, teams: Collection[str]) -> int:
        """Delete what is kept of the people of some workspaces of an organisation; return of how many."""
        members = self.services.members
        if members is None:
            return 0
        users = members.of_teams(teams)
        await self._intake.forget_all(users)
        self._questions.forget()
        members.forget(users)
        return len(users)

    async def remove(self) -> None:
        """Delete all that is kept of this workspace, with its file, and close the parts."""
        await self.forget()
        await self.close()
        await asyncio.to_thread(delete_state, self.services.settings.state)


def open_workspace(
    shared: SharedServices,
    settings: Settings,
    messenger: Messenger,
    identity: Mapping[str, Any],
    opened: AsyncExitStack,
    *,
    home: str | None = None,
    org_wide: bool = False,
) -> Workspace:
    """Open what is kept of a workspace, or ``org_wide`` of an organisation, to be closed with ``opened`` in the
    opposite order.

    Raises:
        StoreError: the file of its state cannot be used.
    """
    store = AnswerStore(
        settings.state,
        answer_days=settings.answer_days,
        thread_hours=settings.thread_hours,
        feedback_days=settings.usage_days,
    )
    opened.callback(store.close)
    uploads = UploadQueue(settings.state, run=store.run)
    opened.callback(uploads.close)
    packs = PackStore(settings.state)
    opened.callback(packs.close)
    follows = FollowStore(settings.state, run=store.run)
    opened.callback(follows.close)
    members = None
    if org_wide:
        members = MemberStore(settings.state)
        opened.callback(members.close)
    access = AccessPolicy(
        settings,
        messenger.client,
        team=str(identity.get("team_id") or identity.get("enterprise_id") or ""),
        enterprise=identity.get("enterprise_id"),
    )
    of_all = {one.name: getattr(shared, one.name) for one in fields(shared)}
    services = Services(
        **{**of_all, "settings": settings},
        store=store,
        uploads=uploads,
        packs=packs,
        follows=follows,
        messenger=messenger,
        access=access,
        questions=TTLCache(_QUESTIONS, ttl=settings.thread_hours * 3_600),
        tasks=TaskSet(messenger),
        home=home,
        homes=homes_of_workspaces(shared.settings) if org_wide else {},
        members=members,
    )
    return Workspace(services, identity=identity, opened=opened)

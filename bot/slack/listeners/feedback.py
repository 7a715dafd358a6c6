"""What people think of an answer, their default council, and the list of reports."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import places_shown
from bot.slack.access import asker_of
from bot.slack.blocks import (
    Action,
    Form,
    feedback_form,
    metadata,
    notice,
    plain_message,
    read_complaint,
    reports_list,
    several,
)
from bot.slack.home import publish_home
from bot.slack.interaction import EXPIRED, read_click
from bot.slack.library_view import newest_first
from bot.slack.questions import question_of
from bot.slack.services import Services

Json = dict[str, Any]
THANKS = "Thank you. It helps to make the answers better."


def register_opinions(app: AsyncApp, desk: Services) -> None:
    """Listen to feedback, the default council, and the pages of the list."""

    def judge(answer: str, user: str, *, helpful: bool, reason: str | None = None, **said: str | None) -> bool:
        """Keep what somebody thinks of an answer and count it, instead of what they said before; False where the
        answer is not kept any more."""
        kept, before = desk.store.answer(answer), desk.store.opinion(answer, user)
        if kept is None:
            return False
        if reason is None and before is not None and before.helpful == helpful:  # clicked again: nothing new
            return True
        desk.store.feedback(answer, user, helpful=helpful, reason=reason, **said)
        places = places_shown(kept.body) or [("", "")]  # it may be the refusal that was not helpful
        former = (before.helpful, before.reason) if before else None
        desk.usage.judged(places, helpful=helpful, reason=reason, instead=former)
        return True

    @app.action(Action.FEEDBACK)
    async def on_feedback(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        kept = desk.store.answer(click.answer)
        helpful = click.place == 1
        if kept is None or not judge(click.answer, click.asker.user, helpful=helpful):
            await client.views_open(trigger_id=click.trigger, view=notice("Feedback", EXPIRED))
        elif not helpful:
            own = kept.user == click.asker.user
            question = await question_of(desk, click, kept) if own else None
            # The question travels in the form only where it is short; it is kept if the box is ticked, and nowhere
            # before.
            state = {"a": click.answer, "q": (question or "")[:1_500]}
            await client.views_open(trigger_id=click.trigger, view=feedback_form(state=state, question=question or ""))
        elif click.where.channel is not None and click.where.response_url is None:
            await desk.courier.whisper(
                click.where.channel, click.asker.user, plain_message(THANKS), thread_ts=click.thread_ts
            )
        elif click.where.response_url is not None:
            await desk.courier.respond(click.where.response_url, [plain_message(THANKS)])

    @app.view(Form.FEEDBACK)
    async def on_complaint(ack: AsyncAck, body: Json, view: Json) -> None:
        state, complaint = metadata(view), read_complaint(view)
        question = str(state.get("q") or "") if complaint.include_question else None
        kept = judge(
            str(state.get("a")),
            body["user"]["id"],
            helpful=False,
            reason=complaint.reason,
            comment=complaint.comment,
            question=question,
        )
        await ack(response_action="update", view=notice("Feedback", THANKS if kept else EXPIRED))

    @app.view(Form.READ)
    async def on_read(ack: AsyncAck) -> None:
        await ack()

    @app.action(Action.DEFAULT_AUTHORITY)
    async def on_default(ack: AsyncAck, body: Json) -> None:
        await ack()
        chosen = (body["actions"][0].get("selected_option") or {}).get("value")
        desk.store.set_default_authority(body["user"]["id"], None if chosen in (None, "-") else chosen)
        desk.start(publish_home(desk, asker_of(body), view=body.get("view")))

    @app.action(several(Action.REPORTS))
    async def on_reports(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        if await desk.insiders.reason_against(asker_of(body)) is not None:
            return
        page = int(body["actions"][0].get("value") or 0)
        message = await desk.shelf.look(lambda held: reports_list(newest_first(held.library), page=page))
        view = body.get("view")
        shown = notice("Reports held", message.text.split("\n")[0], extra=message.blocks[1:])
        if view is None and body.get("response_url"):
            await desk.courier.respond(body["response_url"], [message], replace=True)
        elif view is not None and view.get("type") == "modal":
            await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=shown)

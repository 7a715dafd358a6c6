"""What people think of an answer, their default council, and the list of reports."""

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import places_shown
from bot.slack.access import user_of
from bot.slack.blocks import Action, Form, feedback_form, metadata, notice, read_complaint, reports_list, several
from bot.slack.home import HomePublisher
from bot.slack.interaction import (
    EXPIRED,
    Json,
    Listeners,
    clicked_page,
    clicked_value,
    open_modal,
    read_click,
    whisper_to,
)
from bot.slack.library_view import newest_first
from bot.slack.questions import question_of
from bot.slack.services import Services

THANKS = "Thank you. It helps to make the answers better."


async def on_feedback(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Keep a good word; of a bad one ask what was wrong."""
    click = read_click(body)
    kept = services.store.answer(click.answer)
    helpful = click.place == 1
    if kept is None or not _judge(services, click.answer, click.user.id, helpful=helpful):
        await open_modal(client, body, notice("Feedback", EXPIRED))
    elif not helpful:
        question = await question_of(services, click, kept) if kept.user == click.user.id else None
        # The question travels in the form only where it is short; it is kept if the box is ticked, and nowhere before.
        state = {"a": click.answer, "q": (question or "")[:1_500]}
        await open_modal(client, body, feedback_form(state=state, question=question or ""))
    else:
        await whisper_to(services.messenger, click.user, click.where, THANKS)


async def on_complaint(ack: AsyncAck, body: Json, view: Json, services: Services) -> None:
    """Keep what was wrong with an answer."""
    state, complaint = metadata(view), read_complaint(view)
    question = str(state.get("q") or "") if complaint.include_question else None
    kept = _judge(
        services,
        str(state.get("a")),
        user_of(body).id,
        helpful=False,
        reason=complaint.reason,
        comment=complaint.comment,
        question=question,
    )
    await ack(response_action="update", view=notice("Feedback", THANKS if kept else EXPIRED))


async def on_default_council(body: Json, services: Services, home: HomePublisher) -> None:
    """Keep somebody's default council."""
    user, chosen = user_of(body), clicked_value(body)
    services.store.set_default_authority(user.id, None if chosen in ("", "-") else chosen)
    services.tasks.start(home.publish(user, view=body.get("view")))


async def on_reports(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a page of the list of reports, where the last one stood."""
    page = clicked_page(body)
    message = await services.searchers.look(lambda held: reports_list(newest_first(held.library), page=page))
    view = body.get("view")
    shown = notice("Reports held", message.text.split("\n")[0], extra=message.blocks[1:])
    if view is None and body.get("response_url"):
        await services.messenger.respond(body["response_url"], message, replace=True)
    elif view is not None and view.get("type") == "modal":
        await client.views_update(view_id=view["id"], hash=view["hash"], view=shown)
    else:
        await open_modal(client, body, shown)


def _judge(
    services: Services, answer: str, user: str, *, helpful: bool, reason: str | None = None, **said: str | None
) -> bool:
    """Keep what somebody thinks of an answer and count it, instead of what they said before; False where the answer is
    not kept any more."""
    kept, before = services.store.answer(answer), services.store.opinion(answer, user)
    if kept is None:
        return False
    if reason is None and before is not None and before.helpful == helpful:  # clicked again: nothing new
        return True
    services.store.feedback(answer, user, helpful=helpful, reason=reason, **said)
    places = places_shown(kept.body) or [("", "")]  # it may be the refusal that was not helpful
    former = (before.helpful, before.reason) if before else None
    services.usage.judged(places, helpful=helpful, reason=reason, instead=former)
    return True


FEEDBACK_LISTENERS: Listeners = (
    ("action", Action.FEEDBACK, on_feedback),
    ("view", Form.FEEDBACK, on_complaint),
    ("action", Action.DEFAULT_AUTHORITY, on_default_council),
    ("action", several(Action.REPORTS), on_reports),
)

"""The Home and Messages tabs of one person: published when opened, with what is held now."""

from slack_sdk.errors import SlackApiError

from bot.blocks.forms import Held
from bot.blocks.home import PRIVACY, home_view
from bot.blocks.text import section
from bot.desk import Desk
from bot.insiders import Asker
from bot.library_view import held_for, newest_first, suggestions
from bot.logs import log
from index.errors import IndexStoreError

__all__ = ["publish_home", "set_prompts"]


async def publish_home(desk: Desk, asker: Asker) -> None:
    """Show somebody their Home tab."""
    if (reason := await desk.insiders.reason_against(asker)) is not None:
        view = {"type": "home", "blocks": [section(reason)]}
    else:
        default = desk.store.default_authority(asker.user)
        home = default or desk.settings.home_authority
        privacy = PRIVACY.replace("30 days", f"{desk.settings.answer_days} days").replace(
            "24 hours", f"{desk.settings.thread_hours} hours"
        )
        try:
            view = await desk.shelf.look(
                lambda held: home_view(
                    newest_first(held.library),
                    held=held_for(held.library, None),
                    default=default,
                    privacy=privacy,
                    examples=suggestions(held.library, home=home),
                )
            )
        except IndexStoreError as error:
            log.error("No index to show: %s", error)
            view = home_view((), held=Held(), default=None, examples=(), privacy=privacy)
    try:
        await desk.courier.publish(asker.user, view)
    except SlackApiError as error:
        log.error("A Home tab could not be published: %s", error.response.get("error"))


async def set_prompts(desk: Desk, channel: str, user: str) -> None:
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

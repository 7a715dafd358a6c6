"""Tell people outside any answer: admins of a fault, and whoever a failure met that there was one."""

from contextlib import suppress

from bot.logs import log, new_reference
from bot.slack.access import SLACK_FAULTS, AccessPolicy
from bot.slack.blocks import failure, plain_message
from bot.slack.messenger import Messenger, NotDeliveredError

UNREACHABLE = (NotDeliveredError, *SLACK_FAULTS)


async def notify_admins(access: AccessPolicy, messenger: Messenger, text: str) -> None:
    """Send a message to every admin; one who cannot be reached is left out."""
    for admin in await access.admins():
        with suppress(NotDeliveredError):
            await messenger.deliver(admin, plain_message(text))


async def apologise(messenger: Messenger, user: str, error: BaseException) -> None:
    """Log a failure and give whoever met it the reference, by direct message; never raises."""
    reference = new_reference()
    log.error("%s: an event or a click failed.", reference, exc_info=error)
    if user:
        with suppress(*UNREACHABLE):
            await messenger.post(user, [failure(reference)], mark=f"n:{reference}")

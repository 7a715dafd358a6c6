"""Check a file before anything of it is fetched: who sends it, how many, and what Slack knows of it."""

import asyncio
from collections.abc import Sequence

from bot.records import Act
from bot.slack.access import NOT_AN_ADMIN, SlackUser
from bot.slack.message_text import SlackFile
from bot.slack.services import Services
from bot.slack.state import OfferState
from bot.slack.uploads.download import ask_slack, check_offered
from bot.slack.uploads.messages import FILES_AT_ONCE, megabytes
from index.errors import UploadError

MOST_WAITING = 50  # files, and
MOST_BYTES = 2_000_000_000  # together: what nobody decides about must not fill the disk


def name_of_file(file: SlackFile) -> str:
    """Name a file as Slack does, on one line."""
    return " ".join(str(file.get("name") or file.get("title") or "The file").split())[:150]


class Validation:
    """Checks what somebody uploads."""

    def __init__(self, services: Services) -> None:
        """Take the open parts."""
        self._services, self._uploads = services, services.uploads

    async def reason_against(self, user: SlackUser, files: Sequence[SlackFile]) -> str | None:
        """Return why nothing of this is taken, None where it is; the attempt is written down."""
        audit, names = self._services.audit, ", ".join(name_of_file(file) for file in files[:5])[:300]
        reason = await self._services.access.reason_against(user)
        if reason is None and not await self._services.access.is_admin(user.id):
            reason = NOT_AN_ADMIN
        if reason is not None:
            await audit.note(Act.REFUSED, actor=user.id, subject=names, outcome="refused", detail="offered files")
            return reason
        fault = ""
        if len(files) > FILES_AT_ONCE:
            fault = f"These are {len(files):,} files, and I take {FILES_AT_ONCE} at a time, so that you can check "
            fault += "what I read. None of them was taken. Many reports at once belong into the documents folder."
        elif self._waiting() + len(files) > MOST_WAITING:
            fault = f"{self._waiting()} files wait to be added or discarded. Settle some of them first."
        if fault:
            await audit.note(Act.UPLOADED, actor=user.id, subject=names, outcome="refused", detail=fault)
        return fault or None

    async def checked(self, file: SlackFile) -> tuple[str, str, SlackFile]:
        """Check what Slack says of a file; raise UploadError, or give its name, its address and what was said."""
        if file.get("file_access") == "check_file_info":  # of a shared channel: the message names its id alone
            file = await ask_slack(self._services, str(file.get("id")), name_of_file(file))
        name, address = check_offered(file)
        held = sum(staged.size for staged in await asyncio.to_thread(self._services.library.incoming.all))
        if held + int(file.get("size") or 0) > MOST_BYTES:
            fault = f"{megabytes(held)} of files wait to be added or discarded already"
            raise UploadError(name, fault, "Settle some of them first.")
        return name, address, file

    def _waiting(self) -> int:
        return sum(upload.state is OfferState.WAITING for upload in self._uploads.open())

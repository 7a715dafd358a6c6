"""Word documents that people send: is one a draft to be checked, or a report for the library?

A draft is fetched, read in a process of its own, checked, and deleted before the result is shown.
"""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.slack.access import SlackUser
from bot.slack.blocks import file_question, plain_message
from bot.slack.evidence.quotation_checks import CheckedDraft, QuotationChecks
from bot.slack.message_text import SlackFile
from bot.slack.services import Services
from bot.slack.task_set import run_apart
from bot.slack.uploads import ask_slack, check_offered, fetch_whole
from index.errors import UploadError

LARGEST = 20_000_000  # bytes of a draft
_LONGEST = 60.0  # seconds that a draft may take to be read
_PREFIX = "findings-draft-"
_LEFT_BEHIND = 900.0  # seconds after which a folder of a process that was killed is deleted
_READ = (
    "from pathlib import Path;"
    " from bot.quotations import read_draft; sys.stdout.buffer.write(read_draft(Path(sys.argv[2])).encode())"
)
_SMALLER = "Leave the pictures out, or paste the text."
_READABLE = "Save it as a Word document (.docx) again, or paste the text into “Check a quotation”."


def is_draft(files: Sequence[SlackFile]) -> bool:
    """Say whether files may be drafts: Word documents and nothing else."""
    names = [str(file.get("name") or file.get("title") or "") for file in files]
    return bool(names) and all(name.lower().endswith(".docx") for name in names)


async def ask_what_for(
    services: Services, files: Sequence[SlackFile], user: SlackUser, *, channel: str, thread_ts: str | None
) -> None:
    """Ask what each Word document that somebody has sent is for; people who get no answers are told why."""
    if (reason := await services.access.reason_against(user)) is not None:
        messages = [plain_message(reason)]
    else:
        admin = await services.access.is_admin(user.id)
        messages = [
            file_question(str(file.get("name") or file.get("title")), str(file.get("id")), admin=admin)
            for file in files
        ]
    for number, message in enumerate(messages):
        mark = f"n:{files[number].get('id')}"
        await services.messenger.post(channel, [message], thread_ts=thread_ts, mark=mark)


async def check_file(services: Services, checks: QuotationChecks, identity: str, user: SlackUser) -> CheckedDraft:
    """Check the quotations of a Word document in Slack; raise UploadError where it cannot be fetched or read."""
    file = await ask_slack(services, identity, "The document")
    name, address = check_offered(file)
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix=_PREFIX))
    try:
        path = folder / "draft.docx"
        content = await fetch_whole(services, name, address, most=LARGEST, instead=_SMALLER)
        await asyncio.to_thread(path.write_bytes, content)
        draft = await _read(name, path)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    return await checks.check(draft, user)


async def _read(name: str, path: Path) -> str:
    """Read a draft in a process of its own: what others send must not hold up or break the one that answers."""
    try:
        status, text, _ = await run_apart(_READ, str(path), seconds=_LONGEST)
    except TimeoutError:
        raise UploadError(name, "it takes too long to be read", _READABLE) from None
    if status:
        raise UploadError(name, "it cannot be read as a Word document", _READABLE)
    return text.decode("utf-8", "replace")


def delete_left_behind() -> None:
    """Delete drafts that a process was at work on when it was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)

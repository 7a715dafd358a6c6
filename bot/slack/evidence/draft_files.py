"""Word documents that people send: is one a draft to be checked, or a report for the library?

A draft is fetched, read in a process of its own, checked, and deleted before the result is shown.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.access import SlackUser
from bot.slack.blocks import file_question, plain_message
from bot.slack.evidence.quotation_checks import CheckedDraft, QuotationChecks
from bot.slack.services import Services
from bot.slack.uploads import check_offered, open_download
from index.errors import UploadError

Json = Mapping[str, Any]
LARGEST = 20_000_000  # bytes of a draft
_LONGEST = 60.0  # seconds that a draft may take to be read
_PREFIX = "findings-draft-"
_LEFT_BEHIND = 900.0  # seconds after which a folder of a process that was killed is deleted
_READ = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pathlib import Path;"
    " from bot.quotations import read_draft; sys.stdout.buffer.write(read_draft(Path(sys.argv[2])).encode())"
)
_READABLE = "Save it as a Word document (.docx) again, or paste the text into “Check a quotation”."


def is_draft(files: Sequence[Json]) -> bool:
    """Say whether files may be drafts: Word documents and nothing else."""
    names = [str(file.get("name") or file.get("title") or "") for file in files]
    return bool(names) and all(name.lower().endswith(".docx") for name in names)


async def ask_what_for(
    services: Services, files: Sequence[Json], user: SlackUser, *, channel: str, thread_ts: str | None
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


async def file_of(services: Services, identity: str) -> Json:
    """Ask Slack about a file; raise UploadError where it does not have it."""
    try:
        answer = await services.messenger.client.files_info(file=identity)
    except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
        raise UploadError("The document", "Slack does not have it any more", "Send it again.") from error
    found = answer.get("file")
    return found if isinstance(found, dict) else {}


async def check_file(services: Services, checks: QuotationChecks, identity: str, user: SlackUser) -> CheckedDraft:
    """Check the quotations of a Word document in Slack; raise UploadError where it cannot be fetched or read."""
    file = await file_of(services, identity)
    name, address = check_offered(file)
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix=_PREFIX))
    try:
        path = folder / "draft.docx"
        await _fetch(services, name, address, path)
        draft = await _read(name, path)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    return await checks.check(draft, user)


async def _fetch(services: Services, name: str, address: str, path: Path) -> None:
    proxy = services.messenger.client.proxy
    content = bytearray()
    async with open_download(
        name, address, token=services.messenger.token, api_url=services.settings.slack_api_url, proxy=proxy
    ) as chunks:
        async for chunk in chunks:
            content += chunk
            if len(content) > LARGEST:
                fault = f"it has more than {LARGEST / 1e6:.0f} MB"
                raise UploadError(name, fault, "Leave the pictures out, or paste the text.")
    await asyncio.to_thread(path.write_bytes, bytes(content))


async def _read(name: str, path: Path) -> str:
    """Read a draft in a process of its own: what others send must not hold up or break the one that answers."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-c", _READ, json.dumps(sys.path), str(path), stdout=PIPE, stderr=PIPE
    )
    try:
        text, _ = await asyncio.wait_for(process.communicate(), _LONGEST)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise UploadError(name, "it takes too long to be read", _READABLE) from None
    if process.returncode != 0:
        raise UploadError(name, "it cannot be read as a Word document", _READABLE)
    return text.decode("utf-8", "replace")


def delete_left_behind() -> None:
    """Delete drafts that a process was at work on when it was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)

"""A list of the public addresses of reports that an admin sends as a CSV: fetched, read, settled, and told of."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bot.labels import count
from bot.library import read_report_links
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.services import Services
from bot.slack.uploads.download import open_download
from bot.slack.uploads.validation import Validation, name_of_file
from index.errors import FindingsError, UploadError

Json = Mapping[str, Any]
LARGEST = 5_000_000  # bytes of a list
_NAMED = 5  # files that are not held, of which the names are told


def is_address_list(files: Sequence[Json]) -> bool:
    """Say whether files are lists and no documents: a CSV is never a document of the library."""
    names = [str(file.get("name") or file.get("title") or "") for file in files]
    return bool(names) and all(name.lower().endswith(".csv") for name in names)


async def take_address_lists(
    services: Services, files: Sequence[Json], user: SlackUser, *, channel: str, thread_ts: str | None
) -> None:
    """Settle the addresses of lists that an admin has sent, and say what came of each."""
    reason = await Validation(services).reason_against(user, files)
    for file in files[:1] if reason else files:
        said = reason or await _take(services, file, user)
        mark = f"n:{file.get('id')}"
        await services.messenger.post(channel, [plain_message(said)], thread_ts=thread_ts, mark=mark)


async def _take(services: Services, file: Json, user: SlackUser) -> str:
    name = name_of_file(file)
    try:
        text = (await _fetch(services, name, file)).decode("utf-8-sig", "replace")
        held = await services.searchers.look(lambda snapshot: [d.path for d in snapshot.library.documents])
        found = await asyncio.to_thread(read_report_links, text, held)
        changed = await asyncio.to_thread(services.library.link, found, actor=user.id)
    except FindingsError as error:
        return f"{error} Nothing of {name} was used."
    if changed:
        services.index_runner.request(actor=user.id, why=f"addresses from {name}")
    parts = [f"{name}: {count(len(found.addresses), 'report')} with an address, {changed} of them new or changed."]
    if found.unknown:
        named = "; ".join(found.unknown[:_NAMED]) + ("; …" if len(found.unknown) > _NAMED else "")
        parts.append(f"{len(found.unknown)} rows name no report that is held ({named}).")
    if found.faulty:
        parts.append(f"{len(found.faulty)} rows have no web address.")
    return " ".join(parts)


async def _fetch(services: Services, name: str, file: Json) -> bytes:
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    if not address:
        raise UploadError(name, "Slack does not say where it is", "Send it again.")
    token = services.settings.slack_bot_token.get_secret_value() if services.settings.slack_bot_token else ""
    content = bytearray()
    async with open_download(
        name,
        address,
        token=token,
        api_url=services.settings.slack_api_url,
        proxy=services.messenger.client.proxy,
    ) as chunks:
        async for chunk in chunks:
            content += chunk
            if len(content) > LARGEST:
                raise UploadError(name, f"it has more than {LARGEST / 1e6:.0f} MB", "Send it in parts.")
    return bytes(content)

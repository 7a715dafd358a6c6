"""A list of the public addresses of reports that an admin sends as a CSV: fetched, read, settled, and told of."""

import asyncio
from collections.abc import Sequence

from bot.labels import count
from bot.library import read_report_links
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.message_text import SlackFile
from bot.slack.services import Services
from bot.slack.uploads.download import address_of, fetch_whole
from bot.slack.uploads.validation import Validation, name_of_file
from index.errors import FindingsError

LARGEST = 5_000_000  # bytes of a list
_NAMED = 5  # files that are not held, of which the names are told


def is_address_list(files: Sequence[SlackFile]) -> bool:
    """Say whether files are lists and no documents: a CSV is never a document of the library."""
    names = [str(file.get("name") or file.get("title") or "") for file in files]
    return bool(names) and all(name.lower().endswith(".csv") for name in names)


async def take_address_lists(
    services: Services, files: Sequence[SlackFile], user: SlackUser, *, channel: str, thread_ts: str | None
) -> None:
    """Settle the addresses of lists that an admin has sent, and say what came of each."""
    reason = await Validation(services).reason_against(user, files)
    for file in files[:1] if reason else files:
        said = reason or await _take(services, file, user)
        mark = f"n:{file.get('id')}"
        await services.messenger.post(channel, [plain_message(said)], thread_ts=thread_ts, mark=mark)


async def _take(services: Services, file: SlackFile, user: SlackUser) -> str:
    name = name_of_file(file)
    try:
        address = address_of(name, file)
        content = await fetch_whole(services, name, address, most=LARGEST, instead="Send it in parts.")
        text = content.decode("utf-8-sig", "replace")
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

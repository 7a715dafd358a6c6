"""Watch the documents folder, and give the moment at which something in it has changed and come to rest.

What changed is for the indexer to find out: it looks at every file anyway, and opens only those that are new. The sole
knower of watchfiles.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from watchfiles import Change, awatch

from bot.logs import log
from index.errors import FolderError
from index.files import file_identity
from index.folder import CATALOGUE, list_folder

REST_SECONDS = 2.0  # files that have not changed for so long have been copied whole
# Somebody copies hundreds of files: what has come whole is not kept waiting. The indexer leaves what still grows.
MOST_REST_SECONDS = 60.0
LOOK_SECONDS = 300.0  # of what others change on a network share no word may come
GONE_SECONDS = 5.0
Stamps = dict[str, tuple[int, int]]
_STEP = 5_000  # milliseconds until the folder itself is looked at again


async def changes(documents: Path, *, rest: float = REST_SECONDS, look: float = LOOK_SECONDS) -> AsyncIterator[None]:
    """Yield whenever the folder has changed and is at rest, and every ``look`` seconds in any case."""
    loop = asyncio.get_running_loop()
    looked = loop.time()
    while True:
        identity = await asyncio.to_thread(file_identity, documents)
        if identity is None:
            await asyncio.sleep(min(GONE_SECONDS, look))
            if await asyncio.to_thread(file_identity, documents) is not None:
                yield None
            continue
        root = await asyncio.to_thread(documents.resolve)
        unwatched: Stamps | None = await asyncio.to_thread(_stamps, documents)
        watch = awatch(
            root,
            watch_filter=partial(_matters, root),
            step=200,
            debounce=1_000,
            rust_timeout=min(_STEP, int(look * 1_000)),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        try:
            async for told in watch:
                # What changed before the watch was set is seen by nobody else.
                seen = bool(told) or (
                    unwatched is not None and await asyncio.to_thread(_stamps, documents) != unwatched
                )
                unwatched = None
                if seen:
                    await _rest(documents, rest)
                if seen or loop.time() - looked >= look:
                    looked = loop.time()
                    yield None
                if await asyncio.to_thread(file_identity, documents) != identity:
                    break  # moved away, or mounted again: watch what is there now
        except FileNotFoundError:
            continue
        except (OSError, RuntimeError) as error:  # more folders than the system lets one watch, or none of its kind
            log.warning("The documents folder cannot be watched (%s); it is looked at now and then.", error)
            await asyncio.sleep(look)
        finally:
            await watch.aclose()
        if await asyncio.to_thread(file_identity, documents) is not None:
            yield None


async def _rest(documents: Path, rest: float) -> None:
    """Wait until no file has grown or changed for a while."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    before = await asyncio.to_thread(_stamps, documents)
    while loop.time() - begun < MOST_REST_SECONDS:
        await asyncio.sleep(rest)
        after = await asyncio.to_thread(_stamps, documents)
        if after == before:
            return
        before = after


def _stamps(documents: Path) -> Stamps:
    """Say how large each file is, and when it was last written; of the catalogue too."""
    try:
        stamps = {name: (seen.size, seen.mtime_ns) for name, seen in list_folder(documents).files.items()}
    except FolderError:
        return {}
    with suppress(OSError):
        catalogue = os.stat(documents / CATALOGUE)
        stamps[CATALOGUE] = catalogue.st_size, catalogue.st_mtime_ns
    return stamps


def _matters(root: Path, _change: Change, path: str) -> bool:
    """Leave alone what is hidden: the bin, files that wait, drafts."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    return not any(part.startswith((".", "~$")) for part in parts)

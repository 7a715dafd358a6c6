"""What a supervisor may read of a running bot: is it alive, how old is its index, how much is it used.

Numbers alone: no question, no person and no council is named. The text is Prometheus' exposition format, version 0.0.4.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web

from bot.logs import log
from bot.settings import SettingsError
from bot.slack.services import SharedServices
from index.errors import FindingsError
from index.storage import read_runs

_DAYS = 1  # of use that are counted: today


def gauges_text(services: SharedServices) -> str:
    """Write every gauge; those of the index are left out where none can be opened."""
    rows: list[tuple[str, str, float]] = []
    try:
        library = services.searchers.current().library
    except FindingsError:
        rows.append(("findings_index_open", "1 where an index is open to answer from", 0))
    else:
        made = services.settings.index.stat().st_mtime
        rows += [
            ("findings_index_open", "1 where an index is open to answer from", 1),
            ("findings_index_age_seconds", "Seconds since the index file was written", max(0.0, time.time() - made)),
            ("findings_index_generation", "Number of the generation that answers", library.generation),
            ("findings_documents", "Documents that answer", len(library.documents)),
            ("findings_passages", "Passages that answer", library.passage_count),
        ]
        rows += _of_runs(services)
    today = services.usage.days(_DAYS)
    latency = services.usage.latency(_DAYS)
    rows += [
        ("findings_answers_today", "Answers given today, refusals included", sum(day.total for day in today)),
        ("findings_refusals_today", "Answers of today that gave a reason instead", sum(day.refused for day in today)),
        ("findings_failures_today", "Questions of today that failed", sum(day.failed for day in today)),
        ("findings_held_back_today", "Questions of today not searched for personal data", sum(d.warned for d in today)),
        ("findings_answer_seconds_median", "Median seconds from a question to its answer", latency.median or 0.0),
        ("findings_answer_seconds_p99", "Seconds within which 99 of 100 answers came", latency.p99 or 0.0),
    ]
    return "".join(f"# HELP {name} {said}\n# TYPE {name} gauge\n{name} {value:g}\n" for name, said, value in rows)


def _of_runs(services: SharedServices) -> list[tuple[str, str, float]]:
    """Count what the last run of the indexer left unread, how long ago it was, and whether it failed."""
    state = services.index_runner.state
    rows = [("findings_index_run_failed", "1 where the last run of the indexer failed", float(state.error is not None))]
    for run in read_runs(services.settings.index, limit=1):
        ended = datetime.fromisoformat(run.finished).timestamp()
        rows += [
            ("findings_unread_files", "Files of the folder that the last run could not read", float(len(run.failed))),
            ("findings_index_run_age_seconds", "Seconds since the last run ended", max(0.0, time.time() - ended)),
        ]
    return rows


async def listen(runner: web.AppRunner, host: str, port: int, setting: str) -> None:
    """Listen on an address; raise SettingsError, with the setting that names the port, where that cannot be."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        fault = os.strerror(error.errno).lower() if error.errno else str(error)
        raise SettingsError(f"Cannot listen on {host}:{port}: {fault}. Name another port in {setting}.") from error


@asynccontextmanager
async def gauges_served(services: SharedServices) -> AsyncIterator[None]:
    """Serve /health and /metrics on the loopback address while the bot runs, if a port is set for it."""
    port = services.settings.health_port
    if port is None:
        yield
        return

    async def health(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def metrics(_: web.Request) -> web.Response:
        text = await asyncio.to_thread(gauges_text, services)
        return web.Response(text=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    app = web.Application()
    app.add_routes([web.get("/health", health), web.get("/metrics", metrics)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await listen(runner, "127.0.0.1", port, "FINDINGS_HEALTH_PORT")
        log.info("Health and gauges on http://127.0.0.1:%d/health and /metrics", port)
        yield
    finally:
        await runner.cleanup()

"""The bot under test: the real process that `findings serve` starts, its state, its log and its temporary files."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
from fake_slack import FakeSlack

from bot.settings import NETWORK

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = (
    "Inspectors saw the heron register. It says <!channel> and <@U00001>, see https://example.org/x or "
    "<https://example.org|here>, "
    "*not bold*, _nor this_, `code` & so on :tada:. \u202eright to left\u202c and a \x07bell. However, "
    "<#C00001> stays as it is."
)
LONG = " ".join(
    f"The otter scheme was reviewed in month {n} and found to be working well in most of its parts. "
    f"However, in part {n} the checks that managers promised had not been made."
    for n in range(1, 60)
)


def make_library(folder: Path) -> Path:
    """Index the sample documents and one hostile report; return the index file."""
    documents = folder / "documents"
    shutil.copytree(ROOT / "documents", documents)
    report = (
        "Monitoring visit to Merrow children's services\n\nInspection dates: 3 to 7 February 2020\n\n"
        f"Published: 2 March 2020\n\nFindings\n\n1. {HOSTILE}\n\n2. {LONG}\n\n3. The last paragraph is short.\n"
    )
    # Plain text: Markdown would read *stars* and <angles> as signs of its own.
    (documents / "merrow" / "monitoring visit - 2 march 2020.txt").write_text(report, encoding="utf-8")
    index = folder / "findings.db"
    environment = {
        **os.environ,
        "FINDINGS_DOCUMENTS": str(documents),
        "FINDINGS_INDEX": str(index),
        "FINDINGS_SAMPLES": "true",
    }
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "index"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return index


def copy_library(made: Path, folder: Path) -> Path:
    """Copy a library that was made once, for tests that change it; return the index file."""
    shutil.copytree(made.parent, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*-wal", "*-shm", "*.lock"))
    return folder / made.name


def patience(seconds: float) -> float:
    """Give what so many seconds become where more programs want the processors than there are of them."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class BotProcess:
    """One running bot; start() it, stop() it politely or kill() it."""

    def __init__(
        self, slack: FakeSlack, folder: Path, index: Path, *, http: bool = False, where: Path = ROOT, **settings: str
    ) -> None:
        """Take the Slack, the folder of its state, the index, and ``where`` it stands, with a .env if there is one."""
        self.slack, self.folder, self.http, self.where = slack, folder, http, where
        self.state, self.log, self.temporary = folder / "slack.db", folder / "bot.log", folder / "tmp"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.port = free_port() if http else 0
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("FINDINGS_", "SLACK_", *NETWORK))},
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": slack.api_url,
            "FINDINGS_DOCUMENTS": str(index.parent / "documents"),
            "FINDINGS_INDEX": str(index),
            "FINDINGS_RECORDS": str(folder / "records.db"),
            "FINDINGS_STATE": str(self.state),
            "FINDINGS_LOG_LEVEL": "DEBUG",
            "FINDINGS_SAMPLES": "true",
            "TMPDIR": str(self.temporary),
            "PYTHONFAULTHANDLER": "1",
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "BotProcess":
        """Start the process and wait until it can be reached."""
        made = self.slack.delivery.connections_made
        self.launch()
        self.wait_until_reached(connections=made)
        return self

    def wait_until_reached(self, *, connections: int) -> None:
        """Wait until a process that was started can be reached: over HTTP, or by one connection more than before."""
        if self.http:
            self.slack.delivery.http_url = f"http://127.0.0.1:{self.port}/slack/events"
            self.slack.run(self._reached())
        else:
            self.slack.wait_for(lambda: self.slack.delivery.connections_made > connections, what="a connection")

    def launch(self) -> None:
        """Start the process and wait for nothing."""
        way = ["--http", "--port", str(self.port)] if self.http else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve", *way],
                cwd=self.where,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def stop(self) -> int:
        """Ask the process to stop and return its exit status."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(30)

    def kill(self) -> None:
        """Kill the process as the system does when memory runs out."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def files(self) -> list[Path]:
        """List every file that the process may have written."""
        return [path for path in self.folder.rglob("*") if path.is_file()]

    async def _reached(self) -> None:
        import asyncio

        async with aiohttp.ClientSession() as session:
            for _ in range(300):
                try:
                    async with session.post(self.slack.delivery.http_url or "", data="{}"):
                        return
                except aiohttp.ClientConnectorError:
                    await asyncio.sleep(0.1)
        raise AssertionError("the bot does not listen: " + self.log.read_text(errors="replace")[-2000:])


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

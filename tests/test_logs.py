"""Logs hold what an admin needs and nothing that a person wrote."""

import logging
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import asyncio, logging, threading, warnings
from bot.logs import bolt_logger, log, set_up_logs
set_up_logs("DEBUG")
logging.getLogger("slack_bolt.App").error("body: SECRET words")
logging.getLogger("slack_sdk.web").debug("params: SECRET words")
logging.getLogger("slack_sdk.web").warning("params: SECRET words")
logging.getLogger("aiohttp.access").info("GET /SECRET")
bolt_logger().warning("body: SECRET words")
try:
    try:
        raise ValueError("SECRET words")
    except ValueError as error:
        raise RuntimeError("SECRET again") from error
except RuntimeError:
    log.exception("F-ABC234: a question failed.")
warnings.warn("SECRET words")
async def fail():
    raise KeyError("SECRET words")
async def main():
    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
asyncio.run(main())
thread = threading.Thread(target=lambda: {}["SECRET words"])
thread.start(); thread.join()
raise SystemError("SECRET words")
"""


def test_nothing_that_a_person_wrote_comes_into_a_log_by_any_way():
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "SECRET" not in done.stdout + done.stderr.replace("<string>", "")


def test_an_admin_finds_the_reference_the_types_and_the_lines():
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "ERROR F-ABC234: a question failed." in done.stderr
    assert "builtins.RuntimeError" in done.stderr
    assert "builtins.ValueError" in done.stderr
    assert "slack_bolt.App reported something at" in done.stderr
    assert "Findings stopped:" in done.stderr


def test_importing_sets_up_no_log():
    before = list(logging.root.handlers)
    import bot.logs  # noqa: F401

    assert logging.root.handlers == before

"""Measure the way from a question to a paper for a meeting: clicks and seconds, from a cold start.

    python benchmarks/meeting_paper.py INDEX DOCUMENTS QUESTION

INDEX is an index file that ``findings index`` made of the folder DOCUMENTS. In Slack (the real process, on a Slack of
our own on loopback) the question is asked, its first passage is collected, and the pack is made with pictures; on the
command line ``findings pack --pictures`` does it at once. Exit status 1 where the Word document has no quotation that
was checked, or no picture although the passage stands in a PDF.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fake_slack import FakeSlack  # noqa: E402
from fake_slack_people import labels  # noqa: E402
from slack_bot import BotProcess  # noqa: E402

PICTURES = "With the page of each passage as a picture"


def main() -> int:
    """Go both ways and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("question")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        good = in_slack(given.index.resolve(), given.documents.resolve(), given.question, Path(folder))
        good = on_the_command_line(given.index, given.documents, given.question, Path(folder)) and good
    return 0 if good else 1


def in_slack(index: Path, documents: Path, question: str, folder: Path) -> bool:
    """Go the way in Slack; say whether the document is as it should be."""
    slack = FakeSlack(json.loads((ROOT / "manifest.json").read_text())).start()
    settings = {"FINDINGS_WATCH": "false", "FINDINGS_DOCUMENTS": str(documents), "FINDINGS_SAMPLES": "false"}
    begun = time.monotonic()
    bot = BotProcess(slack, folder, index, **settings).start()
    try:
        cold = go(slack, question, begun)
        print("The same again, with the bot at work:")
        return go(slack, question, time.monotonic()) and cold
    finally:
        bot.stop()
        slack.stop()


def go(slack: FakeSlack, question: str, begun: float) -> bool:
    """Ask, collect and make the paper as somebody new; say whether it is as it should be."""
    clicks = 0

    def lap(what: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {clicks} clicks  {what}")

    person = slack.person("manager")
    answer = person.ask(question, timeout=60)
    lap("the question is answered")
    person.click(answer, "Collect")
    collected = person.wait_private()
    clicks += 2  # the menu, and its option
    lap("a passage is collected")
    paged = "See the page" in labels(answer)
    person.click(collected, "My pack")
    person.wait_modal("My pack")
    clicks += 1
    person.submit({"Pages": [PICTURES]})
    clicks += 1
    sent = slack.wait_for(lambda: [m for m in slack.said(person.im) if m.get("files")], timeout=120)[0]
    lap("the Word document is there, its quotation checked again")
    return is_whole(slack.files[sent["files"][0]["id"]]["content"], paged=paged)


def on_the_command_line(index: Path, documents: Path, question: str, folder: Path) -> bool:
    """Go the way with one command; say whether the document is as it should be."""
    out = folder / "pack.docx"
    environment = {**os.environ, "FINDINGS_INDEX": str(index), "FINDINGS_DOCUMENTS": str(documents)}
    command = [sys.executable, "-m", "bot.cli", "pack", question, "--limit", "1", "--pictures", "--out", str(out)]
    begun = time.monotonic()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    print(f"{time.monotonic() - begun:6.1f} s  1 command  the Word document is there")
    return is_whole(out.read_bytes(), paged=False)


def is_whole(content: bytes, *, paged: bool) -> bool:
    """Say whether a document holds a checked quotation, and its page where there is one."""
    paper = docx.Document(io.BytesIO(content))
    checked = any("each compared with the stored passage" in paragraph.text for paragraph in paper.paragraphs)
    return checked and (len(paper.inline_shapes) > 0 or not paged)


if __name__ == "__main__":
    raise SystemExit(main())

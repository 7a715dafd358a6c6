"""Make the pictures of the Slack side in docs/, from the samples, with the real bot on the Slack of the tests.

    python -m tools.make_slack_pictures MODULES

MODULES is a folder in which npm has installed slack-blocks-to-jsx 1.1.1, react 18 and react-dom 18; node and chromium
must be there too. A mark of what each picture says is written to docs/slack-pictures.json, by which a test knows
whether it is still true.
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from fake_slack import FakeSlack  # noqa: E402
from fake_slack_people import Person  # noqa: E402
from slack_bot import BotProcess  # noqa: E402

from index.indexing.indexer import index_folder  # noqa: E402

Json = dict[str, Any]
DOCS = ROOT / "docs"
ANSWERS = {
    "slack-passages": "What did inspectors say about private fostering in Merrow?",
    "slack-grades": "What grades did Merrow get?",
    "slack-comparison": "Compare children in care in Merrow and Merrowshire",
    "slack-timeline": "Private fostering in Merrow over the years",
}
POINT = "private {}fostering arrangements, and how often children who live in them are visited and seen alone"
DRAFT = (
    f"Ofsted said of Merrow: “The assessment of {POINT.format('')}.” Of Merrowshire: “The assessment of "
    f"{POINT.format('always ')}.” And: “Otters were well supported by skilled herons.”"
)
WIDTH, TALLEST = 640, 3_000
_UNSEEN = ("value", "options")


def main() -> None:
    """Index the samples, ask and click, and draw what comes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("modules", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index_folder(ROOT / "documents", folder / "index.db")
        slack = FakeSlack(json.loads((ROOT / "manifest.json").read_text(encoding="utf-8")), post_interval=0.0).start()
        settings = {
            "FINDINGS_DOCUMENTS": str(ROOT / "documents"),
            "FINDINGS_ADMINS": "U00001",
            "FINDINGS_WATCH": "false",
        }
        bot = BotProcess(slack, folder, folder / "index.db", **settings).start()
        try:
            pictures = ask_and_click(slack)
        finally:
            bot.stop()
            slack.stop()
        for picture, (title, messages) in pictures.items():
            draw(picture, title, messages, given.modules.resolve(), folder)
        show_pages(folder)
    said = {picture: [mark_of(blocks) for blocks in messages] for picture, (_, messages) in pictures.items()}
    (DOCS / "slack-pictures.json").write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def ask_and_click(slack: FakeSlack) -> dict[str, tuple[str, list[list[Json]]]]:
    """Give what is to be drawn, by the name of the picture: whose name stands above, and the blocks of each message."""
    admin, ann = slack.person("admin"), slack.person("ann")
    found: dict[str, tuple[str, list[list[Json]]]] = {}
    for picture, question in ANSWERS.items():
        found[picture] = ("Findings", [ann.ask(question)["blocks"]])
    answer = slack.said(ann.im)[0]
    ann.click(answer, "Read in context")
    found["slack-context"] = ("In context", [ann.wait_modal("In context")["blocks"]])
    ann.close()
    for place in (0, 1):
        ann.click(answer, "Collect", nth=place)
        collected = ann.wait_private(count=place + 1)
    ann.click(collected, "My pack")
    found["slack-pack"] = ("My pack", [ann.wait_modal("My pack")["blocks"]])
    ann.close()
    ann.command("check")
    ann.wait_modal("Check quotations")
    ann.submit({"A sentence, or a draft with its quotations": DRAFT})
    slack.wait_for(lambda: ann.modal and "3 quotations" in json.dumps(ann.modal))
    found["slack-check"] = ("Check quotations", [ann.wait_modal("Check quotations")["blocks"]])
    found["slack-home"] = ("Home", [home_of(slack, slack.person("bea"), until="held")])
    found["slack-admin-home"] = ("Home", [home_of(slack, admin, until="slack_file")])
    return {name: (title, [with_files(slack, blocks) for blocks in shown]) for name, (title, shown) in found.items()}


def home_of(slack: FakeSlack, person: Person, *, until: str) -> list[Json]:
    """Open somebody's Home and give its blocks when something is in it."""
    person.open_home()
    view: Json = slack.wait_for(
        lambda: until in json.dumps(slack.homes.get(person.user, {})) and slack.homes[person.user]
    )
    blocks: list[Json] = view["blocks"]
    return blocks


def with_files(slack: FakeSlack, blocks: Sequence[Json]) -> list[Json]:
    """Put pictures that lie with Slack into the blocks themselves."""
    made = []
    for block in blocks:
        shown = dict(block)
        if file := shown.pop("slack_file", None):
            content = base64.b64encode(slack.files[file["id"]]["content"]).decode()
            shown["image_url"] = f"data:image/png;base64,{content}"
        made.append(shown)
    return made


def mark_of(blocks: Sequence[Json]) -> str:
    """Give the mark of what blocks say."""
    return sha256(words_of(blocks).encode()).hexdigest()[:32]


def words_of(blocks: Sequence[Mapping[str, Any]]) -> str:
    """Write on one line what a message says; a value, an address or what a closed menu offers is not seen."""

    def walk(node: Any) -> list[str]:
        if isinstance(node, list):
            return [text for one in node for text in walk(one)]
        if not isinstance(node, dict):
            return []
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [
            text
            for key, one in node.items()
            if key not in _UNSEEN and (key != "text" or own == [])
            for text in walk(one)
        ]

    return " ".join(" ".join(walk(list(blocks))).split())


def draw(picture: str, title: str, messages: Sequence[Sequence[Json]], modules: Path, folder: Path) -> None:
    """Draw messages with the browser, and cut off what is empty below them."""
    source, page, out = folder / "m.json", folder / "m.html", folder / "m.png"
    source.write_text(json.dumps({"name": title, "messages": messages}), encoding="utf-8")
    script = str(ROOT / "tools" / "slack_picture.mjs")
    subprocess.run(["node", script, str(modules), str(source), str(page), str(WIDTH)], check=True)
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={out}"]
    size = f"--window-size={WIDTH},{TALLEST}"
    profile = f"--user-data-dir={folder / 'browser'}"
    subprocess.run([*browser, profile, size, page.as_uri()], check=True, capture_output=True)
    image = Image.open(out).convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    bottom = (box[3] if box else 0) + 12
    image.crop((0, 0, image.width, bottom)).quantize(64).save(DOCS / f"{picture}.png", optimize=True)


def show_pages(folder: Path) -> None:
    """Make the pictures that the commands make: a page with a passage marked, and grades over time."""
    report = "merrow/children's services inspection - 12 march 2025.pdf"
    for command in (
        ["show", report, "14", "--image", str(DOCS / "page.png")],
        ["grades", "Merrow", "Merrowshire", "--image", str(DOCS / "grades-over-time.png")],
    ):
        environment = {
            **os.environ,
            "FINDINGS_INDEX": str(folder / "index.db"),
            "FINDINGS_DOCUMENTS": str(ROOT / "documents"),
            "FINDINGS_RECORDS": str(folder / "records.db"),
            "FINDINGS_SAMPLES": "true",
        }
        run = [sys.executable, "-m", "bot.cli", *command]
        subprocess.run(run, cwd=ROOT, env=environment, check=True, capture_output=True)


if __name__ == "__main__":
    main()

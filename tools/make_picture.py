"""Make the README's picture: a question over the samples and its answer, as the terminal shows it.

python -m tools.make_picture [QUESTION]
"""

import html
import io
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bot.answers import open_answerer
from bot.cli.terminal import show_answer
from bot.models import Answer
from index.indexing.indexer import index_folder

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "answer.svg"
SHOWN = 2
QUESTION = "what did inspectors say about private fostering in Merrow?"


def picture_of(answer: Answer, question: str) -> str:
    """Draw what the terminal shows of an answer, as SVG that needs nothing from elsewhere."""
    console = Console(record=True, width=96, file=io.StringIO(), highlight=False, force_terminal=True)
    console.print(f"$ findings ask --limit {SHOWN} “{question}”", style="dim")
    show_answer(console, answer)
    # Any monospaced font will do.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="findings"), flags=re.DOTALL)
    return re.sub(r"<!-- Generated.*?-->\s*", "", picture).replace("Fira Code, monospace", "monospace")


def words_of(picture: str) -> str:
    """Give the words that such a picture shows, in their order."""
    shown = "\n".join(re.findall(r"<text class=[^>]*>(.*?)</text>", picture, re.DOTALL))
    return " ".join(html.unescape(shown).replace("\xa0", " ").split())


def main() -> None:
    """Index the samples into a temporary file, ask, and write docs/answer.svg."""
    question = sys.argv[1] if len(sys.argv) > 1 else QUESTION
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.db"
        index_folder(ROOT / "documents", index)
        answer = open_answerer(index).answer(question, limit=SHOWN)
    PICTURE.write_text(picture_of(answer, question), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Make the README's picture: a question over the samples and its answer, as the terminal shows it.

python -m tools.make_picture [QUESTION]
"""

import io
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bot.answers import open_answerer
from bot.cli.terminal import show_answer
from index.indexing.indexer import index_folder

ROOT = Path(__file__).parent.parent
QUESTION = "what did inspectors say about runaways in Merrow?"


def main() -> None:
    """Index the samples into a temporary file, ask, and write docs/answer.svg."""
    question = sys.argv[1] if len(sys.argv) > 1 else QUESTION
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.db"
        index_folder(ROOT / "documents", index)
        answer = open_answerer(index).answer(question, limit=2)
    console = Console(record=True, width=96, file=io.StringIO(), highlight=False, force_terminal=True)
    console.print(f"$ findings ask --limit 2 “{question}”", style="dim")
    show_answer(console, answer)
    # The picture must need nothing from elsewhere: any monospaced font will do.
    picture = re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="findings"), flags=re.DOTALL)
    picture = re.sub(r"<!-- Generated.*?-->\s*", "", picture).replace("Fira Code, monospace", "monospace")
    (ROOT / "docs" / "answer.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()

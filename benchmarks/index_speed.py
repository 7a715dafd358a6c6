"""Measure indexing: a whole rebuild against pypdfium2 alone on the same files, and a run without changes.

    python benchmarks/index_speed.py FOLDER

pypdfium2 extracts the text of every PDF in one process; then ``findings index --rebuild`` indexes the folder into a
temporary file, and runs again. Both are whole processes, measured from outside. The aim: at most 2.5 times as long, and
less than one second. Exit status 1 where an aim is missed.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RATIO, SECONDS = 2.5, 1.0

EXTRACT = """
import sys
from pathlib import Path
import pypdfium2
letters = 0
for path in sorted(Path(sys.argv[1]).rglob("*.pdf")):
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        continue
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
print(f"{letters:,} characters")
"""


def measure(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, str]:
    """Run a command and give the seconds that it took and the last line it printed."""
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    return seconds, (done.stdout.strip().splitlines() or [""])[-1]


def main(folder: Path) -> int:
    """Measure, print the figures and say whether they are within the aims."""
    alone, extracted = measure([sys.executable, "-c", EXTRACT, str(folder)])
    print(f"pypdfium2 alone, one process   {alone:6.2f} s   {extracted}")
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "FINDINGS_DOCUMENTS": str(folder), "FINDINGS_INDEX": f"{scratch}/findings.db"}
        index = [sys.executable, "-m", "bot.cli", "index"]
        rebuild, _ = measure([*index, "--rebuild"], environment)
        print(f"findings index --rebuild       {rebuild:6.2f} s   {rebuild / alone:.2f} times (at most {RATIO})")
        again, _ = measure(index, environment)
        print(f"findings index, no changes     {again:6.2f} s   (less than {SECONDS:.0f})")
        size = Path(scratch, "findings.db").stat().st_size
        print(f"index file                     {size / 1e6:6.1f} MB")
    return 0 if rebuild <= RATIO * alone and again < SECONDS else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))

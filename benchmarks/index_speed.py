"""Measure indexing: a whole rebuild against pypdfium2 alone on the same files, one report more, and no changes.

    python benchmarks/index_speed.py FOLDER

pypdfium2 extracts the text of every PDF in one process; ``findings index --rebuild`` indexes a copy of the folder into
a temporary file, and runs again; then one report of middling size is taken out and put back, and the run that finds it
is measured. All are whole processes, measured from outside. The aims: at most 2.5 times as long, less than one second,
and at most 2.5 seconds. Exit status 1 where an aim is missed.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RATIO, SECONDS, ADDED = 2.5, 1.0, 2.5

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


def measure(command: list[str], environment: dict[str, str] | None = None) -> tuple[float, float, str]:
    """Run a command and give the seconds that it took, those of processors, and the last line it printed."""
    before, started = _processors(), time.perf_counter()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    return seconds, _processors() - before, (done.stdout.strip().splitlines() or [""])[-1]


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(folder: Path) -> int:
    """Measure, print the figures and say whether they are within the aims."""
    extract = [sys.executable, "-c", EXTRACT, str(folder)]
    alone, busy, extracted = measure(extract)
    print(f"pypdfium2 alone, one process   {alone:6.2f} s   (of processors {busy:.2f} s) {extracted}")
    with tempfile.TemporaryDirectory() as scratch:
        documents = Path(shutil.copytree(folder, f"{scratch}/documents"))
        environment = {**os.environ, "FINDINGS_DOCUMENTS": str(documents), "FINDINGS_INDEX": f"{scratch}/findings.db"}
        index = [sys.executable, "-m", "bot.cli", "index"]
        rebuild, busy, _ = measure([*index, "--rebuild"], environment)
        ratio = rebuild / alone
        print(f"findings index --rebuild       {rebuild:6.2f} s   (of processors {busy:.2f} s)", end=" ")
        print(f"{ratio:.2f} times (at most {RATIO})")
        again, _, _ = measure(index, environment)
        print(f"findings index, no changes     {again:6.2f} s   (less than {SECONDS:.0f})")
        size = Path(scratch, "findings.db").stat().st_size
        files = sorted(documents.rglob("*.pdf"), key=lambda path: path.stat().st_size)
        report, aside = files[len(files) // 2], Path(scratch, "aside.pdf")
        report.rename(aside)
        measure(index, environment)
        aside.rename(report)
        added, busy, _ = measure(index, environment)
        print(f"findings index, one report new {added:6.2f} s   (of processors {busy:.2f} s; at most {ADDED})")
        print(f"index file                     {size / 1e6:6.1f} MB")
    return 0 if ratio <= RATIO and again < SECONDS and added <= ADDED else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))

"""What is killed in the tests of keeping: a process that changes a library without a pause, forked afresh each time.

Run with the library's folder as its argument. Each line of its input is a seed and what to do ("index" or "files"); the
answer is the process id of a child that does it until it is killed.
"""

import os
import random
import signal
import sys
from pathlib import Path

from index.errors import FindingsError
from index.indexing.indexer import index_folder
from index.keeping.bin import binned, remove, restore
from index.keeping.incoming import Incoming
from index.keeping.placing import place


def text(number: int, version: int) -> bytes:
    """Give the content of a document: whole only with its last line."""
    body = "\n\n".join(f"{n}. Paragraph {n} of report {number}, version {version}." for n in range(1, 30))
    return f"Report {number}\n\nFindings\n\n{body}\n\nThe end of {number}-{version}.\n".encode()


def change_files(home: Path, chance: random.Random) -> None:
    """Upload, add, replace, remove and restore, in any order."""
    documents = home / "documents"
    version = chance.randrange(10**9)
    while True:
        version += 1
        held = sorted(path.name for path in documents.glob("*.txt"))
        act = chance.choice(("upload", "upload", "add", "replace", "remove", "restore", "discard"))
        waiting = Incoming(documents).all()
        try:
            if act == "upload" and len(waiting) < 5:
                name = f"report {chance.randrange(8)}.txt"
                with Incoming(documents).receive(name) as receiving:
                    content = text(int(name[7]), version)
                    for start in range(0, len(content), 200):
                        receiving.write(content[start : start + 200])
            elif act == "discard" and len(waiting) > 3:
                Incoming(documents).discard(waiting[0].id)
            elif act == "add" and waiting and len(held) < 12:
                place(waiting[0], documents=documents)
            elif act == "replace" and waiting and held:
                place(waiting[0], documents=documents, replaces=chance.choice(held))
            elif act == "remove" and len(held) > 3:
                remove(documents, chance.choice(held))
            elif act == "restore" and binned(documents):
                restore(documents, chance.choice(binned(documents)).id)
        except FindingsError:
            continue


def change_index(home: Path, chance: random.Random) -> None:
    """Change a few documents and index, again and again."""
    documents = home / "documents"
    while True:
        number = chance.randrange(4)
        draft = documents / f".draft {number}"
        draft.write_bytes(text(number, chance.randrange(10**9)))
        draft.replace(documents / f"own {number}.txt")
        index_folder(documents, home / "findings.db", workers=1, rebuild=chance.random() < 0.2)


def main() -> None:
    """Fork a child for each line."""
    home = Path(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for line in sys.stdin:
        seed, what = line.split()
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            (change_index if what == "index" else change_files)(home, random.Random(int(seed)))
        print(child, flush=True)


if __name__ == "__main__":
    main()

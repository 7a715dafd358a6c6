"""What is killed in the tests of keeping: a process that changes a library without a pause, forked afresh each time.

Run with the library's home as its argument. Each line of its input is a seed and what to do ("index" or "files"); the
answer is the process id of a child that does it until it is killed. The child writes down beforehand what it is about
to do and afterwards what it has promised: lines of JSON in "journal".
"""

import json
import os
import random
import signal
import sys
from hashlib import sha256
from pathlib import Path

import index.folder.catalogue  # everything is loaded before the first child is forked
import index.search.build.preparation
import index.storage.store  # noqa: F401
from bot.library.service import LibraryService
from bot.records.audit import Audit
from bot.settings import Settings
from index.errors import FindingsError
from index.indexing.indexer import index_folder

ADMIN = "cli:child"


def text(number: int, version: int) -> bytes:
    """Give the content of a document: whole only with its last line."""
    body = "\n\n".join(f"{n}. Paragraph {n} of report {number}, version {version}." for n in range(1, 30))
    return f"Report {number}\n\nFindings\n\n{body}\n\nThe end of {number}-{version}.\n".encode()


def settings(home: Path) -> Settings:
    """Give the settings of the library in a home."""
    return Settings(documents=home / "documents", index=home / "findings.db", records=home / "records.db")


def folder_state(documents: Path) -> dict[str, str]:
    """Give the hash of each document in the folder, by name."""
    names = (path for kind in ("*.txt", "merrow/*") for path in documents.glob(kind))
    return {path.relative_to(documents).as_posix(): sha256(path.read_bytes()).hexdigest() for path in names}


def note(home: Path, **what: object) -> None:
    """Add a line to the journal; a killed process leaves it whole or not at all."""
    journal = os.open(home / "journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(journal, json.dumps(what).encode() + b"\n")
    os.close(journal)


def change_files(home: Path, chance: random.Random) -> None:
    """Upload, correct, add, replace, remove, restore and discard, in any order."""
    documents = home / "documents"
    librarian = LibraryService(settings(home), Audit(home / "records.db"))
    version = chance.randrange(10**9)
    while True:
        version += 1
        held = sorted(path.name for path in documents.glob("*.txt"))
        act = chance.choice(("upload", "upload", "correct", "add", "replace", "remove", "restore", "discard"))
        waiting = librarian.incoming.all()
        values = {"lead_inspector": f"Inspector {version}"} if chance.random() < 0.5 else {}
        try:
            if act == "upload" and len(waiting) < 5:
                number = chance.randrange(8)
                content = text(number, version)
                with librarian.incoming.receive(f"report {number}.txt") as receiving:
                    for start in range(0, len(content), 200):
                        receiving.write(content[start : start + 200])
                note(home, promised=f"{number}-{version}")
                librarian.uploaded(receiving.id, actor=ADMIN)
            elif act == "correct" and held:
                librarian.correct(chance.choice(held), values or {"lead_inspector": None}, actor=ADMIN)
            elif act == "discard" and len(waiting) > 3:
                note(home, discarded=waiting[0].sha256)
                librarian.discard(waiting[0].id, actor=ADMIN)
            elif act == "add" and waiting and len(held) < 12:
                librarian.add(waiting[0].id, actor=ADMIN, values=values)
            elif act == "replace" and waiting and held:
                librarian.add(waiting[0].id, actor=ADMIN, values=values, replaces=chance.choice(held))
            elif act == "remove" and len(held) > 3:
                librarian.remove(chance.choice(held), actor=ADMIN)
            elif act == "restore" and librarian.binned():
                librarian.restore(chance.choice(librarian.binned()).id, actor=ADMIN)
        except FindingsError:
            continue


def change_index(home: Path, chance: random.Random) -> None:
    """Change a document and index, again and again."""
    documents = home / "documents"
    while True:
        number = chance.randrange(4)
        draft = documents / f".draft {number}"
        draft.write_bytes(text(number, chance.randrange(10**9)))
        name = f"own {number}.txt"
        note(home, discarded=folder_state(documents).get(name))
        draft.replace(documents / name)
        note(home, state=folder_state(documents))
        index_folder(documents, home / "findings.db", workers=1, samples=True, rebuild=chance.random() < 0.1)


def main() -> None:
    """Fork a child for each line."""
    home = Path(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for line in sys.stdin:
        seed, what = line.split()
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            (change_index if what == "index" else change_files)(home, random.Random(int(seed)))
        print(child, flush=True)


if __name__ == "__main__":
    main()

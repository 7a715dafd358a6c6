"""The hidden folders of the documents folder: files that wait, and files that were taken out."""

import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from index.errors import KeepingError
from index.files import as_keeping_error, replace_file, take_lock

INCOMING, BIN = ".incoming", ".bin"
ABOUT = "about.json"
ID = re.compile(r"[0-9a-f]{16}")  # what a folder in one of them is called
_LOCK = ".keeping.lock"


@contextmanager
def one_at_a_time(documents: Path) -> Iterator[None]:
    """Hold the lock of the folder's files, waiting for whoever holds it: an act takes milliseconds."""
    with as_keeping_error(f"lock the documents folder {documents}"):
        lock = take_lock(documents / _LOCK)
    try:
        yield
    finally:
        os.close(lock)  # and with it the lock


def hidden_folder(documents: Path, name: str) -> Path:
    """Give a hidden folder of the documents folder, made where it is missing; never a link to somewhere else."""
    folder = documents / name
    with as_keeping_error(f"use {folder}"), suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise KeepingError(f"Cannot use {folder}: it is not a folder. Move it away.")
    return folder


def read_about(folder: Path) -> Mapping[str, Any] | None:
    """Read what is noted of the file in a folder; None where there is no whole note."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return about if isinstance(about, dict) else None


def write_about(folder: Path, about: Mapping[str, Any]) -> None:
    """Note something of the file in a folder, in one step."""
    replace_file(folder / ABOUT, json.dumps(about, ensure_ascii=False))


def drop(folder: Path) -> None:
    """Take a hidden folder away with what is in it."""
    shutil.rmtree(folder, ignore_errors=True)

"""Lock: one run of the indexer at a time, whichever process makes it; and whether somebody answers from the index.

The kernel gives every lock back when its process ends, however it ends; the lock files stay, and mean nothing.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import IndexBusyError, IndexStoreError


@contextmanager
def only_run(index: Path) -> Iterator[None]:
    """Hold the lock of the index for a run; raise IndexBusyError at once if another run holds it."""
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{index}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise IndexStoreError(
            f"Cannot write beside the index {index}: {error.strerror}. Check FINDINGS_INDEX."
        ) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusyError(f"The index {index} is being written by another run. Try again later.") from error
        yield
    finally:
        os.close(lock)


@contextmanager
def answering(index: Path) -> Iterator[None]:
    """Let runs of the indexer know that somebody answers from the index, so that they give way to questions."""
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        mark = os.open(f"{index}.answering", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:  # a folder that only others write: whoever indexes there may be on another machine
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield
    finally:
        os.close(mark)


def is_answered_from(index: Path) -> bool:
    """Say whether a process of this machine answers from the index."""
    try:
        mark = os.open(f"{index}.answering", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(mark)

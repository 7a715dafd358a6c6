"""Lock: one run of the indexer at a time, whichever process makes it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexBusyError, IndexStoreError

__all__ = ["only_run"]


@contextmanager
def only_run(index: Path) -> Iterator[None]:
    """Hold the lock of the index for a run; raise IndexBusyError at once if another run holds it.

    The kernel gives the lock back when the process ends, however it ends; the lock file stays, and means nothing.
    """
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

"""Lock a file or a folder against other processes, with the lock that the kernel gives back when a process ends.

One door for every lock: ``flock`` also locks a folder itself, which leaves no file, and lets many hold a lock at once;
the filelock library can do neither. Lock files stay, and mean nothing.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path, *, wait: bool = True, shared: bool = False, needed: bool = True) -> Iterator[None]:
    """Hold the lock of a folder, or of a file that is made where it is missing.

    Raises BlockingIOError at once where another process holds it and ``wait`` is False, and OSError where it cannot be
    opened or, if the lock is ``needed``, not be locked: some shares lock nothing. ``shared`` locks keep out only those
    that are not.
    """
    handle = take_lock(path, wait=wait, shared=shared, needed=needed)
    try:
        yield
    finally:
        os.close(handle)


def take_lock(path: Path, *, wait: bool = True, shared: bool = False, needed: bool = True) -> int:
    """Take a lock as ``locked`` does, and give the open file that holds it until it is closed."""
    how = os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    handle = os.open(path, how | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BaseException as error:
        if needed or not isinstance(error, OSError):
            os.close(handle)
            raise
    return handle


def is_locked(path: Path) -> bool:
    """Say whether a process holds a lock on what is there; False where nothing is."""
    try:
        handle = os.open(path, (os.O_RDONLY if path.is_dir() else os.O_RDWR) | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False

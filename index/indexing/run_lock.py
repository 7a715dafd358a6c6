"""Let one run of the indexer at a time write an index, and let runs know whether somebody answers from it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from index.errors import IndexBusyError, IndexStoreError
from index.files import is_locked, locked


@contextmanager
def only_run(index: Path) -> Iterator[None]:
    """Hold the lock of the index for a run; raise IndexBusyError at once if another run holds it."""
    with ExitStack() as stack:
        try:
            index.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(Path(f"{index}.lock"), wait=False))
        except BlockingIOError as error:
            raise IndexBusyError(f"The index {index} is being written by another run. Try again later.") from error
        except OSError as error:
            raise IndexStoreError(
                f"Cannot write beside the index {index}: {error.strerror}. Check FINDINGS_INDEX."
            ) from error
        yield


@contextmanager
def answering(index: Path) -> Iterator[None]:
    """Let runs of the indexer know that somebody answers from the index, so that they give way to questions."""
    with ExitStack() as stack:
        with suppress(OSError):  # a folder that only others write: whoever indexes there may be on another machine
            index.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(_mark(index), wait=False, shared=True, needed=False))
        yield


def is_answered_from(index: Path) -> bool:
    """Say whether a process of this machine answers from the index."""
    return is_locked(_mark(index))


def _mark(index: Path) -> Path:
    return Path(f"{index}.answering")

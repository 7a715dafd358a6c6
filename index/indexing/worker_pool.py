"""Workers: processes that do one task after another within limits of time and memory, and may die of one.

In come the dotted name of a function and tasks for it; out come its results, or what became of the worker. A file can
make a library loop, eat all memory or crash outright; a process of its own is the only thing that contains all three.
What the tasks are is not known here.

The processes are started afresh (never forked: the bot has threads) and spoken to over pipes. Each ends itself when a
task overruns, and when the process that started it is gone.
"""

import gc
import json
import os
import pickle
import resource
import selectors
import signal
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pkgutil import resolve_name
from typing import IO, Any

SECONDS = 60.0
MEMORY = 1 << 30
_LENGTH = struct.Struct(">Q")
# -P keeps the working directory out of the import path; the paths of this process are handed over instead.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from index.indexing.worker_pool import serve; serve(*sys.argv[2:])"
)


class Failure(StrEnum):
    """What can become of a task besides a result."""

    OVERRUN = "it takes longer than it may"
    MEMORY = "it needs more memory than it may have"
    CRASH = "the process that did it broke down"
    ERROR = "an error that nobody foresaw"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task with its result, or with its failure and a detail of it for the curious."""

    task: Any
    result: Any = None
    failure: Failure | None = None
    detail: str = ""


def run_tasks(
    function: str, tasks: Iterable[Any], *, workers: int, seconds: float = SECONDS, memory: int = MEMORY
) -> Iterator[Outcome]:
    """Do tasks in worker processes and yield each outcome as it comes.

    ``function`` is named "module:function"; it, the tasks and the results must pickle. A worker that dies is replaced.
    """
    waiting = deque(tasks)
    start = [sys.executable, "-P", "-c", _START, json.dumps(sys.path), function, str(seconds), str(memory)]
    with selectors.DefaultSelector() as selector:
        crew: set[subprocess.Popen[bytes]] = set()
        try:
            for _ in range(min(workers, len(waiting))):
                crew.add(_hire(start, selector, waiting.popleft()))
            while crew:
                for key, _ in selector.select():
                    process, task = key.data
                    outcome = _receive(process, task)
                    selector.unregister(process.stdout)
                    if waiting and process.poll() is None and _send(process.stdin, waiting[0]):
                        selector.register(process.stdout, selectors.EVENT_READ, (process, waiting.popleft()))
                    else:
                        _dismiss(process)
                        crew.remove(process)
                        if waiting:
                            crew.add(_hire(start, selector, waiting.popleft()))
                    yield outcome
        finally:
            for process in crew:
                process.kill()
                _dismiss(process)


def serve(function: str, seconds: str, memory: str) -> None:
    """Be a worker: do the tasks that come on standard input until it is closed."""
    # What a library prints must not mix with the results.
    results, tasks = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each of its threads reserves address space
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    gc.set_threshold(100_000, 20, 20)  # a page makes thousands of small values and no circles
    do: Callable[[Any], Any] = resolve_name(function)
    while (task := _read(tasks)) is not None:
        # SIGALRM is left at its default, to end the process: a library in C would never come back to a handler.
        signal.setitimer(signal.ITIMER_REAL, float(seconds))
        try:
            answer: tuple[Any, ...] = (do(task), None, "")
        except MemoryError:
            answer = (None, Failure.MEMORY, "")
        except Exception as error:  # the edge of the process: one bad file must not end the others
            answer = (None, Failure.ERROR, f"{type(error).__name__}: {error}")
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            message = pickle.dumps(answer)
        except MemoryError:
            message = pickle.dumps((None, Failure.MEMORY, ""))
        results.write(_LENGTH.pack(len(message)) + message)
        results.flush()


def _hire(start: list[str], selector: selectors.BaseSelector, task: Any) -> subprocess.Popen[bytes]:
    """Start a worker on its first task."""
    process = subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    _send(process.stdin, task)  # a worker that dies before it reads shows as the end of its output
    selector.register(process.stdout, selectors.EVENT_READ, (process, task))
    return process


def _receive(process: subprocess.Popen[bytes], task: Any) -> Outcome:
    """Take the answer of a worker, or find out what it died of."""
    assert process.stdout is not None
    message = _read(process.stdout)
    if message is not None:
        return Outcome(task, *message)
    code = process.wait()
    if code == -signal.SIGALRM:
        return Outcome(task, failure=Failure.OVERRUN)
    return Outcome(task, failure=Failure.CRASH, detail=signal.Signals(-code).name if code < 0 else f"exit {code}")


def _dismiss(process: subprocess.Popen[bytes]) -> None:
    """Close a worker's input, which ends it, and wait until it has ended."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()
    process.wait()


def _send(stream: IO[bytes] | None, task: Any) -> bool:
    """Give a worker a task; False if it is gone."""
    assert stream is not None
    message = pickle.dumps(task)
    try:
        stream.write(_LENGTH.pack(len(message)) + message)
        stream.flush()
    except BrokenPipeError:
        return False
    return True


def _read(stream: IO[bytes]) -> Any:
    """Read one message; None at the end of the stream, even if it ends within a message."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return pickle.loads(body) if len(body) == length else None

"""Logs that hold no question: our own messages as they are written, of all else only where it came from.

slack-bolt and slack-sdk log bodies of requests, at any level and inside exceptions; so of every record that is not ours
only the logger's name, level and place are printed, and of every exception only the types and the lines of code, never
its message.
"""

import json
import logging
import secrets
import sys
import threading
import traceback
from types import TracebackType

log = logging.getLogger("findings")
_OURS = "findings"
# Bolt makes loggers by the name of its app: it must not be ours, whose level Bolt would set to that of its own.
BOLT_NAME = "slack_bolt.findings"


def set_up_logs(level: str = "INFO", *, form: str = "lines") -> None:
    """Send every log to standard error, without what people wrote; also what threads and the interpreter complain
    of."""
    handler = logging.StreamHandler(sys.stderr)
    line = "%(asctime)s %(levelname)s %(message)s"
    handler.setFormatter((_JsonFormatter if form == "json" else _QuietFormatter)(line, "%Y-%m-%dT%H:%M:%S"))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    # Below WARNING a library has nothing to say that an admin needs; at DEBUG Slack's would build lines from every
    # body.
    root.setLevel(logging.WARNING)
    for name in ("slack_bolt", "slack_sdk", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level)
    logging.captureWarnings(True)
    sys.excepthook = _excepthook
    threading.excepthook = lambda args: log.error("A thread failed: %s", _chain(args.exc_value))
    sys.unraisablehook = lambda args: log.error("Could not clean up: %s", _chain(args.exc_value))


def bolt_logger() -> logging.Logger:
    """Return the logger that slack-bolt gets: it says nothing below an error, whatever level is set elsewhere."""
    logger = logging.getLogger(BOLT_NAME)
    logger.setLevel(logging.ERROR)
    return logger


def new_reference() -> str:
    """Make up the reference of a failure, that a person can read out."""
    return "F-" + "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(6))


class _QuietFormatter(logging.Formatter):
    """Print our own messages; of others where they come from."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.split(".")[0] != _OURS:
            record = logging.LogRecord(
                record.name,
                record.levelno,
                record.pathname,
                record.lineno,
                f"{record.name} reported something at {record.module}:{record.lineno}",
                None,
                record.exc_info,
                record.funcName,
            )
        record.exc_text = None  # a text that another formatter made would hold the message
        record.stack_info = None
        return super().format(record)

    def formatException(  # noqa: N802 - the name is logging's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return _chain(ei[1])


class _JsonFormatter(_QuietFormatter):
    """Print the same as an object a line: when, how grave, what; and the figures of a run of the indexer."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        when, _, rest = text.partition(" ")
        level, _, message = rest.partition(" ")
        run = {"run": record.__dict__["run"]} if "run" in record.__dict__ else {}
        return json.dumps({"time": when, "level": level, "message": message, **run}, ensure_ascii=False)


def _chain(error: BaseException | None) -> str:
    """Write an exception and what caused it as types and lines of code."""
    parts: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        where = "\n".join(f"    {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        parts.append(f"  {type(error).__module__}.{type(error).__qualname__}\n{where}")
        error = error.__cause__ or error.__context__
    return "\n".join(parts)


def _excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("Findings stopped:\n%s", _chain(error))

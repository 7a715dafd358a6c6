"""The ``findings`` command: its errors are told in one line, and its output fits any terminal.

Results go to standard output, complaints to standard error in one line. Exit status: 0 done, 1 something is wrong
(``check``) or no such document (``show``), 2 a usage or configuration error, 3 only with ``--strict``: no answer
(``ask``), or a file that could not be read (``index``).
"""

import codecs
import errno
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn
from unicodedata import normalize

from index.errors import FindingsError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u2022": "*",
    "\u2192": "->",
}


def main() -> None:
    """Run the command line; an error that Findings raises on purpose is one line on standard error."""
    # Paths can hold bytes that no encoding knows, and a terminal may know no typographic quotation marks: neither may
    # end the program, nor be shown as an escape.
    codecs.register_error("findings", _in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="findings")
    if {"--json", "--questions"} & set(sys.argv) and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # what programs read is whole, whatever a terminal can show
    # In a locale without an encoding of its own the words arrive as bytes; they are UTF-8 all the same.
    sys.argv[1:] = [os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]]
    try:
        question = _plain_question(sys.argv[1:])
        status = _ask(question) if question else _run()
        sys.stdout.flush()
    except FindingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(getattr(error, "exit_status", 2)) from None
    except BrokenPipeError:
        # The reader went away (findings ask ... | head): not an error of ours.
        sys.stderr.close()
        raise SystemExit(0) from None
    except MemoryError:
        _end_with("There is not enough memory for this. Free some, or give Findings more.")
    except OSError as error:
        fault = (error.strerror or type(error).__name__).lower()
        if error.errno in _FULL:
            _end_with(f"The output cannot be written: {fault}. Make room and run it again.")
        if error.filename is None:
            _fail(error)
        name = os.fsdecode(error.filename).encode("utf-8", "replace").decode()
        _end_with(f"{name} cannot be used: {fault}. Check the name, and who may read and write there.")
    except Exception as error:
        _fail(error)
    if question:
        # Nothing was written or begun: to take apart what was loaded would take a tenth of the time to the answer.
        sys.stderr.flush()
        os._exit(status)
    raise SystemExit(status)


def _plain_question(words: list[str]) -> list[str]:
    """Give the words of a question without options; none where something else is to be done."""
    question = [word for word in words[1:] if word != "--json"]
    return [] if words[:1] != ["ask"] or any(word.startswith("-") for word in question) else question


def _ask(question: list[str]) -> int:
    """Answer a question; it needs no parser, which takes as long to load as all that answers it."""
    gc.disable()  # one answer makes no circles that would fill the memory
    from bot.cli.opened import open_settings_answerer, print_answer
    from bot.settings import read_settings

    answer = open_settings_answerer(read_settings()).answer(" ".join(question))
    print_answer(answer, as_json="--json" in sys.argv)
    return 0


def _run() -> int:
    """Run a command."""
    from bot.cli.main import run

    return run()


def _fail(error: Exception) -> NoReturn:
    """End a command that failed by a fault of ours: what kind it is and where, without what it was about."""
    if os.environ.get("FINDINGS_LOG_LEVEL", "").upper() == "DEBUG":
        raise error
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} at {'/'.join(place.filename.split(os.sep)[-3:])}:{place.lineno}"
    _end_with(f"Findings failed by a fault of its own ({where}). Please report this line; nothing you asked is in it.")


def _end_with(sentence: str) -> NoReturn:
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)
    # What waits in the buffer of a full disk would fail again, with a traceback, when the interpreter ends.
    os._exit(2)


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding does not have with the signs that it has."""
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    plain = "".join(_PLAIN.get(sign) or _ascii_of(sign) for sign in signs)
    return plain, error.end


def _ascii_of(sign: str) -> str:
    return normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"

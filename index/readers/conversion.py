"""Conversion: older and other formats (.doc, .rtf, .odt, ...) through LibreOffice, where it is installed.

In comes a path; out goes the path of a temporary copy in a format that a reader knows. The program runs as a process of
its own with a limit of time, with a profile of its own in which macros and links to other places are off.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from index.errors import ReadError
from index.readers.before_conversion import mend_copy

SECONDS = 50.0  # below the time that a file may take to be read
_PROGRAMS = ("soffice", "libreoffice")
_SLIDES = (".pptx", ".ppt", ".odp")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@lru_cache(maxsize=4)
def can_convert(suffix: str) -> bool:
    """Say whether LibreOffice is installed, with the part of it that reads a format (it comes in several packages)."""
    program = _program()
    if program is None:
        return False
    folder = Path(program).resolve().parent
    parts = {part: any(folder.glob(f"*{part}.*")) for part in ("swlo", "sdlo")}
    wanted = "sdlo" if suffix.lower() in _SLIDES else "swlo"
    return parts[wanted] or not any(parts.values())  # elsewhere the parts are not kept beside the program


@contextmanager
def converted(path: Path, target: str) -> Iterator[Path]:
    """Give a copy of a file in the ``target`` format ("docx", "xlsx", "pptx", "pdf"); it is removed afterwards.

    Raise ReadError where LibreOffice is not installed, takes too long, or makes nothing of the file.
    """
    program = _program()
    if program is None:
        fault = f"its format ({path.suffix or 'an older one'}) is read through LibreOffice, which is not installed"
        raise ReadError(path.name, fault, f"Save it as .{target} or PDF, or install LibreOffice.")
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        copy = Path(folder, "document" + path.suffix.lower())
        shutil.copyfile(path, copy)
        mend_copy(copy)
        options = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"]
        _run([program, *options, "--convert-to", target, "--outdir", folder, str(copy)], path)
        made = copy.with_suffix("." + target)
        if not made.is_file():
            raise ReadError(path.name, "LibreOffice makes nothing of it", f"Save it as .{target} or PDF.")
        yield made


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _run(command: list[str], path: Path) -> None:
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**environment, "HOME": str(Path(command[-1]).parent)},
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError(path.name, "LibreOffice takes too long over it", "Save it as PDF.") from error
    finally:
        # The program starts others; they all end with it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

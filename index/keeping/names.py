"""Names: what somebody calls a file -> the name that it may have in the documents folder.

No name leads out of a folder, hides a file, or is one that a system keeps for itself.
"""

import re
import unicodedata
from pathlib import PurePosixPath

from index.errors import UploadError
from index.readers import SUFFIXES

__all__ = ["NAME_BYTES", "safe_name"]

NAME_BYTES = 150  # file systems take 255; a number may be added, and a name is to be read by people
_SEPARATORS = re.compile(r"[/\\\u2044\u2215\u29f8\uff0f\uff3c]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: names of devices, whatever the ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Give a harmless name for a file that somebody offers; raise UploadError where its ending is of no kind read."""
    # The last part that says anything: a path of another system is none of ours.
    parts = [_clean(part) for part in _SEPARATORS.split(unicodedata.normalize("NFC", name))]
    last = next((part for part in reversed(parts) if part), "")
    suffix = PurePosixPath(last).suffix.lower()
    if suffix not in SUFFIXES:
        shown = last or "a file without a name"
        fault = f"{suffix} is not a kind that is read" if suffix else "its name has no ending that tells the kind"
        raise UploadError(shown, fault, "Send it as PDF, Word (.docx), slides (.pptx), a web page or text.")
    stem = last[: -len(suffix)].rstrip(" .") or "document"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    while len(f"{stem}{suffix}".encode()) > NAME_BYTES:
        stem = stem[:-1].rstrip(" .")
    return f"{stem}{suffix}"


def _clean(part: str) -> str:
    """Leave out what nobody sees (controls, marks of direction, halves of characters) and what hides a file."""
    spaced = "".join(" " if unicodedata.category(c) in {"Zl", "Zp", "Zs"} else c for c in part)
    visible = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    plain = _NOT_ON_WINDOWS.sub(" ", visible)
    return " ".join(plain.split()).lstrip(".~$ ").rstrip(". ")

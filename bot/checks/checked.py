"""What a check says of something that it looked at."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Checked:
    """Something that was looked at: whether it is good, and what it is or what to do about it, as one line."""

    good: bool
    text: str
    note: bool = False  # good enough to run, and worth a look


def good(text: str) -> Checked:
    """Say that something is as it should be."""
    return Checked(True, text)


def bad(text: str) -> Checked:
    """Say what is wrong, and what to do about it."""
    return Checked(False, text)


def note(text: str) -> Checked:
    """Say what is good enough to run, and worth a look."""
    return Checked(True, text, note=True)


def to_be_made(named: str, setting: str, path: Path, told: str) -> Checked:
    """Say whether a file that is not there yet can be made, and then what is ``told``; nothing is made by looking."""
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return bad(f"{named} {path} cannot be made: {folder} cannot be written. Check {setting}.")
    return good(f"{named} {path} {told}")

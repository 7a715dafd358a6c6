"""Know the sample documents that ship with the project: their councils are invented."""

from functools import cache
from pathlib import Path


@cache
def sample_hashes() -> frozenset[str]:
    """Give the SHA-256 of the content of every sample document."""
    text = (Path(__file__).parent / "samples.txt").read_text(encoding="ascii")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))

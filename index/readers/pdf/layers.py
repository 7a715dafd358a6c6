"""Layers: whether a PDF has optional content, parts that a reader can show or hide and that may be hidden.

pdfium does not say so; the file itself does, in its catalogue, which can stand in a compressed stream of objects.
"""

import re
import zlib
from pathlib import Path

_SIGN = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_STREAMS = 2_000
_MOST_BYTES = 4_000_000  # of one stream
_MOST_IN_ALL = 64_000_000


def has_layers(path: Path) -> bool:
    """Say whether a PDF has layers; where it cannot be told within bounds, it may have some."""
    content = path.read_bytes()
    if _SIGN in content:
        return True
    unpacked = 0
    for number, match in enumerate(_PACKED.finditer(content)):
        start = _STREAM.search(content, match.end(), match.end() + 400)
        if start is None:
            continue
        try:
            part = zlib.decompressobj().decompress(memoryview(content)[start.end() :], _MOST_BYTES)
        except zlib.error:
            continue
        unpacked += len(part)
        if _SIGN in part or number > _MOST_STREAMS or unpacked > _MOST_IN_ALL:
            return True
    return False

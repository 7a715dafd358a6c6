"""Encoding: from the bytes of a text file to its characters. The only module that knows charset-normalizer.

In comes what a file holds; out goes text without a byte order mark, or nothing where no encoding makes text of it.
What the text says is not looked at here.
"""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from index.errors import ReadError

# The longest marks first: UTF-16's is the beginning of UTF-32's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
# What English prose holds beside ASCII; a wrong code page makes other letters of the same bytes.
_TYPOGRAPHY = frozenset("‘’“”–—…•£€½¼¾°§©®™·éèêàùçáíóúâîôûïëüöäñÉ\xa0\xad")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufffe\uffff]")


def read_text(path: Path, remedy: str, *, declared: Callable[[bytes], str | None] = lambda _: None) -> str:
    """Read the characters of a file, as it has ``declared`` them or as they are found to be; raise ReadError where it
    has none, or no known encoding has them."""
    raw = path.read_bytes()
    if not raw.strip(b"\0 \t\r\n\f"):
        raise ReadError(path.name, "it is empty", "Download it again, or remove it.")
    text = declared(raw)
    text = decode(raw) if text is None else text
    if text is None:
        raise ReadError(path.name, "it is not text in any known encoding", remedy)
    return text


def decode(raw: bytes) -> str | None:
    """Decode a text file of any common encoding; None where the bytes are no text."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _text(raw[len(mark) :].decode(name, errors="replace"))
    wide = _wide(raw)
    if wide is not None:
        return _text(raw.decode(wide, errors="replace"))
    try:
        return _text(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(raw):
        return _text(raw.decode("utf-8", errors="replace"))
    return _text(_single_byte(raw))


def _wide(raw: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 without a mark by where the zero bytes of Latin letters fall."""
    sample = raw[:_SAMPLE]
    if sample.count(0) < len(sample) // 4 or len(sample) < 8:
        return None
    zeros = [sample[start::4].count(0) * 4 / len(sample) for start in range(4)]
    high = [share > 0.8 for share in zeros]
    low = [share < 0.2 for share in zeros]
    if low[0] and all(high[1:]):
        return "utf-32-le"
    if low[3] and all(high[:3]):
        return "utf-32-be"
    # Curly quotes and dashes (U+20xx) leave no zero byte: the odd bytes need not be all zero.
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > 1.2 and even < 0.2:
        return "utf-16-le"
    if even > 1.2 and odd < 0.2:
        return "utf-16-be"
    return None


def _mostly_utf8(raw: bytes) -> bool:
    """Say whether a file is UTF-8 but for a few damaged characters."""
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", raw[: _SAMPLE * 16]))
    bad = raw[: _SAMPLE * 16].decode("utf-8", errors="replace").count("\ufffd")
    return good > 20 * bad


def _single_byte(raw: bytes) -> str:
    """Decode by the code page that makes English typography of the bytes, else as charset-normalizer finds."""
    high = bytes(sorted(set(raw[: _SAMPLE * 16]) - set(range(128))))
    best, best_score = "", 0.0
    for name in ("cp1252", "mac_roman", "cp850"):
        characters = high.decode(name, errors="replace")
        # Weighed by how often a byte occurs: one stray letter does not outweigh a hundred quotation marks.
        counts = [raw.count(bytes([byte])) for byte in high]
        total = sum(counts)
        score = sum(n for n, c in zip(counts, characters, strict=True) if c in _TYPOGRAPHY) / total
        if score > best_score:
            best, best_score = name, score
    if best_score >= 0.9:
        return raw.decode(best, errors="replace")
    from charset_normalizer import from_bytes  # costs 50 ms, and few files need it

    match = from_bytes(raw[: _SAMPLE * 4]).best()
    return raw.decode(match.encoding if match else best or "cp1252", errors="replace")


def _text(text: str) -> str | None:
    """Give the text, or None where control characters and damage say that it never was one."""
    text = text.removeprefix("\ufeff")
    sample = text[: _SAMPLE * 4]
    noise = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    letters = sum(map(str.isalpha, sample[:_SAMPLE]))
    if noise * 50 > len(sample) or not letters:
        return None
    return _CONTROL.sub("", text) if noise else text

"""Texts that keep a pattern busy, made from the pattern itself: its own worst cases, for the tests of linear time.

For each repetition in a pattern without a close bound, texts are made that begin as the pattern asks, go on with what
it repeats, and end so that it cannot match: what it repeats alone, what stands before it repeated too, and blanks.
"""

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 32  # a repetition that is bounded below this is no danger
_END = "\x01"


def attacks(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Yield texts of about ``length`` characters that a pattern may be slow on."""
    seen = set()
    for before, body in _repetitions(parser.parse(pattern, flags & ~re.DEBUG), ""):
        for pump in {body, body + before, before + body, " ", body + " "}:
            if pump and (before, pump) not in seen:
                seen.add((before, pump))
                yield before + pump * (length // len(pump)) + _END


def _repetitions(items: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield a sample of what stands before each long repetition, and of what it repeats."""
    for code, value in items:
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            _, most, inner = value
            if most > _MANY:
                yield before, _sample(inner)
            yield from _repetitions(inner, before)
        elif code is codes.SUBPATTERN:
            yield from _repetitions(value[3], before)
        elif code is codes.BRANCH:
            for way in value[1]:
                yield from _repetitions(way, before)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _repetitions(value[1], before)
        elif code is codes.ATOMIC_GROUP:
            yield from _repetitions(value, before)
        before += _sample([(code, value)])


def _sample(items: Any) -> str:
    """Write a short text that a part of a pattern matches."""
    text = ""
    for code, value in items:
        if code is codes.LITERAL:
            text += chr(value)
        elif code in {codes.ANY, codes.NOT_LITERAL}:
            text += "a"
        elif code is codes.IN:
            text += _one_of(value)
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            text += _sample(value[2]) * max(value[0], min(value[1], 1))
        elif code is codes.SUBPATTERN:
            text += _sample(value[3])
        elif code is codes.BRANCH:
            text += _sample(value[1][0])
        elif code is codes.ATOMIC_GROUP:
            text += _sample(value)
    return text


def _one_of(choices: Any) -> str:
    """Choose a character of a class; of a class that excludes some, one that it does not."""
    if choices[0][0] is codes.NEGATE:
        return next(c for c in "a 1.A-;\n\x02" if not _holds(choices[1:], c))
    code, value = choices[0]
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(value[0])
    return next(c for c in "a 1.A-;\n\x02" if _holds(choices, c))


def _holds(choices: Any, character: str) -> bool:
    categories = {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_WORD: r"\W",
    }
    for code, value in choices:
        if code is codes.LITERAL and chr(value) == character:
            return True
        if code is codes.RANGE and value[0] <= ord(character) <= value[1]:
            return True
        if code is codes.CATEGORY and re.fullmatch(categories[value], character):
            return True
    return False

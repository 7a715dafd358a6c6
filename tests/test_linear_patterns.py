"""Every pattern that meets read or typed text is linear in its length, or bounded before it runs."""

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from pattern_attacks import attacks

import bot
import index

ROOT = Path(__file__).parent.parent
SIZES = (4_000, 8_000, 16_000)  # characters: n, 2n, 4n
QUICK = 0.02  # seconds of the processor for 4n: what is slow by its square takes ten times as long
LONGEST_LOOK = 1.0  # seconds: what takes longer is cut off there, and its growth cannot be told
GROWTH = 8  # from n to 4n: in proportion it is 4, by the square 16

# How many characters a pattern can meet, where what calls it sees to that.
BOUNDED = {
    "bot.answers.follow_up._MORE": 60,  # LONGEST_CUE
    "bot.answers.stated_grades._LINE": 250,
    "bot.privacy.known_names._AFTER": 2_000,  # _LONGEST
    "bot.privacy.known_names._BEFORE": 2_000,
    "index.metadata.title._SITE": 400,  # _LONGEST
    "index.query.requested_period._LEAD": 80,  # _NEAR
    "index.readers.word.reader._PAGE": 40,  # _SHORT
    "index.structure.furniture._NUMBER_ONLY": 40,  # _SHORT
    "index.structure.parts._FINDINGS_ONLY": 400,  # _LONGEST
    "index.structure.parts._KNOWN": 400,
}
_CALLS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


@cache
def patterns() -> list[tuple[str, re.Pattern[Any], frozenset[str]]]:
    """List the name of each pattern, the pattern, and the ways in which it is called."""
    found, seen = [], set()
    sources = {name: Path(str(importlib.import_module(name).__file__)).read_text() for name in _modules()}
    everything = "\n".join(sources.values())
    for module, source in sources.items():
        for name, value in list(vars(importlib.import_module(module)).items()):
            held = list(_held(value))
            text = source if name.startswith("_") else everything
            calls = frozenset(re.findall(rf"\b{name}\.({'|'.join(_CALLS)})\b", text)) if held else frozenset()
            for pattern in held:
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    found.append((f"{module}.{name}", pattern, calls))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                what, first = node.func, node.args[0]
                used = isinstance(what.value, ast.Name) and what.value.id == "re" and what.attr in _CALLS
                if used and isinstance(first, ast.Constant):
                    found.append((f"{module}:{node.lineno}", re.compile(first.value), frozenset({what.attr})))
    return found


def _modules() -> list[str]:
    packages = (pkgutil.walk_packages(package.__path__, f"{package.__name__}.") for package in (index, bot))
    return [found.name for found in chain.from_iterable(packages) if not found.name.endswith("__main__")]


def _held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _held(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _held(one)


def seconds(pattern: re.Pattern[Any], calls: frozenset[str], text: str) -> float:
    """Give the processor time that a pattern takes on a text, at most `LONGEST_LOOK`."""
    what = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    anchored = bool(calls) and calls <= {"match", "fullmatch"}
    ways: list[Callable[[Any], object]] = [pattern.match if anchored else pattern.search]
    if "fullmatch" in calls:
        ways.append(pattern.fullmatch)

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_LOOK)
    try:
        for way in ways:
            way(what)
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - started


def slow_text(pattern: re.Pattern[Any], calls: frozenset[str], bound: int | None) -> str | None:
    """Give the beginning of a text that a pattern is slow on, if there is one among its own worst cases."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & re.IGNORECASE
    if bound is not None:
        slow = (text for text in attacks(source, flags, bound) if seconds(pattern, calls, text[:bound]) > 0.5)
        return next(slow, None)
    for texts in zip(*(attacks(source, flags, size) for size in SIZES), strict=True):
        first = seconds(pattern, calls, texts[0])
        if first > 10 * QUICK:
            return texts[0][:80]
        if first > QUICK / GROWTH / 2 and seconds(pattern, calls, texts[1]) > QUICK / 4:
            last = seconds(pattern, calls, texts[2])
            if last > QUICK and last > min(GROWTH * first, LONGEST_LOOK * 0.9):
                return texts[0][:80]
    return None


def test_no_pattern_is_slow_on_its_own_worst_case():
    suspected = [one for one in patterns() if slow_text(one[1], one[2], BOUNDED.get(one[0])) is not None]
    # Once more: beside other tests the first look at a pattern can take long.
    slow = {name: text for name, pattern, calls in suspected if (text := slow_text(pattern, calls, BOUNDED.get(name)))}
    assert len(patterns()) > 400
    assert slow == {}


@pytest.mark.parametrize("pattern", [r"\s*x", r"(?:a+)+b", r"(?:a|ab?)*c", r"\d+(?:\.\d+)?%"])
def test_a_pattern_that_is_slow_is_found(pattern):
    assert slow_text(re.compile(pattern), frozenset({"search"}), None) is not None


def test_every_bound_is_of_a_pattern_that_is_there():
    assert set(BOUNDED) - {name for name, _, _ in patterns()} == set()

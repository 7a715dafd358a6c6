"""Automatic numbering of Word: the number that a reader sees beside a paragraph (ECMA-376 part 1, 17.9).

In comes the numbering part; out goes, paragraph by paragraph in reading order, "3.", "2.1" or "a)", or the fact that it
is a bullet. Which definition a paragraph uses is told by ``word_styles``.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from index.readers.word.xml_names import W, integer, value

_BULLET = "bullet"
_LONGEST = 32  # characters of a number
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Definition:
    """One w:num: its levels with overrides, and the abstract definition whose counters it shares."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """Counts automatic numbers through a document; ask for each paragraph once, in reading order."""

    def __init__(self, root: Element | None) -> None:
        """Read the definitions; ``root`` is the numbering part's, None where a document has none."""
        self._definitions: dict[str, _Definition] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root)

    def level_of_style(self, number_id: str, style: str) -> int:
        """Give the level that a definition links to a paragraph style; 0 where it links none."""
        definition = self._definitions.get(number_id)
        if definition:
            for level, rule in definition.levels.items():
                if rule.style == style:
                    return level
        return 0

    def is_bullet(self, number_id: str, level: int) -> bool:
        """Say whether the level of a definition is a bullet and no number."""
        definition = self._definitions.get(number_id)
        rule = definition.levels.get(level) if definition else None
        return rule is not None and rule.format == _BULLET

    def next(self, number_id: str, level: int) -> str | None:
        """Count one paragraph and give its number as printed; None for a bullet or where none is printed."""
        definition = self._definitions.get(number_id)
        if definition is None or level not in definition.levels:
            return None
        counters = self._counters.setdefault(definition.abstract, {})
        start = definition.overrides.get(level, definition.levels[level].start)
        # Lists that share an abstract definition count on; an override restarts at its first use only.
        if level in definition.overrides and level not in definition.used:
            counters[level] = start
        else:
            counters[level] = counters.get(level, start - 1) + 1
        definition.used.add(level)
        for deeper in [other for other in counters if other > level]:
            restart = definition.levels[deeper].restart if deeper in definition.levels else None
            if restart is None or level < restart:
                del counters[deeper]
        rule = definition.levels[level]
        if rule.format == _BULLET:
            return None
        printed = _PLACE.sub(lambda place: self._place(definition, rule, int(place.group(1)) - 1), rule.text)
        if len(printed) > _LONGEST:  # no person numbers so: a broken file, or one that means harm
            return str(counters[level])[:_LONGEST]
        return printed.strip() or None

    def _place(self, definition: _Definition, shown: _Level, level: int) -> str:
        rule = definition.levels.get(level, _Level())
        start = definition.overrides.get(level, rule.start)
        count = self._counters[definition.abstract].get(level, start)
        return _written(count, "decimal" if shown.legal and rule.format != "none" else rule.format)

    def _load(self, root: Element) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}  # numbering style -> the abstract definition that carries it
        borrowed: dict[str, str] = {}  # abstract definition -> the numbering style it borrows
        for abstract in root.findall(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId", "")
            abstracts[key] = {integer(lvl.get(W + "ilvl")) or 0: _level(lvl) for lvl in abstract.findall(W + "lvl")}
            if name := value(abstract, "styleLink"):
                links[name] = key
            if name := value(abstract, "numStyleLink"):
                borrowed[key] = name
        for number in root.findall(W + "num"):
            key = value(number, "abstractNumId") or ""
            key = links.get(borrowed.get(key, ""), key)
            definition = _Definition(key, dict(abstracts.get(key, {})))
            for override in number.findall(W + "lvlOverride"):
                level = integer(override.get(W + "ilvl")) or 0
                whole = override.find(W + "lvl")
                if whole is not None:
                    definition.levels[level] = _level(whole)
                start = integer(value(override, "startOverride"))
                if start is not None:
                    definition.overrides[level] = start
            self._definitions[number.get(W + "numId", "")] = definition


def _level(element: Element) -> _Level:
    form = next(element.iter(W + "numFmt"), None)
    legal = element.find(W + "isLgl")
    start = integer(value(element, "start"))
    return _Level(
        # The schema's default is 0 (17.9.25), which is also what Word counts from where it is left out.
        start=0 if start is None else start,
        format="decimal" if form is None else _format(form),
        text=value(element, "lvlText") or "",
        restart=integer(value(element, "lvlRestart")),
        legal=legal is not None and legal.get(W + "val", "1") not in {"0", "false", "off"},
        style=value(element, "pStyle"),
    )


def _format(element: Element) -> str:
    name = element.get(W + "val", "decimal")
    # A custom format is an example of its first numbers: "001, 002, 003, ...".
    return str(element.get(W + "format", "1")).split(",")[0] if name == "custom" else str(name)


def _written(count: int, form: str) -> str:
    match form:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter":
            if count < 1:
                return ""
            if count > 26 * _LONGEST:
                return str(count)
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            if count >= 4_000:
                return str(count)
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case "ordinal":
            ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
            return f"{count}{ending}"
        case "cardinalText" | "ordinalText":
            words = (_WORDS if form == "cardinalText" else _ORDINALS).split()
            return words[count - 1].capitalize() if 0 < count <= len(words) else str(count)
        case "decimalZero":
            return f"{count:02}"
        case _ if form.isdigit():
            return str(count).zfill(len(form))
        case _:
            return str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text

"""The values of cells as a sheet shows them: numbers and days in the form that a cell gives them (ECMA-376, 18.8.31).

In come a value and its form; out goes the text that a person sees. Sheets and files are not known here.
"""

import re
from datetime import date, datetime, time
from typing import Any

from index.text import write_day

_MOST_CELL = 30_000  # a cell of Excel holds 32,767 characters
_LONGEST_FORM = 255
_DECIMALS = re.compile(r"0\.(0+)")
_TOKEN = re.compile(
    r'"(?P<said>[^"]*)"|\\(?P<sign>.)|\[\$(?P<money>[^\[\]-]*)(?:-[^\[\]]*)?\]|(?P<none>\[[^\[\]]*\]|[_*].)'
    r"|(?P<figures>[0#?][0#?.,]*|\.0+)|(?P<per>%)|(?P<other>.)"
)
_DAY_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|am/pm|a/p|[dmyhs]+|.', re.IGNORECASE)
# Forms of programs that print a day in the reader's own order, or that nobody chose.
_UNCHOSEN = re.compile(r"(?:general|@|mm?[-/]dd?[-/]yy(?:yy)?.*|yyyy-mm-dd.*|)", re.IGNORECASE)


def shown_value(cell: Any) -> str:
    """Write the value of a cell as the sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _day(value, _form(cell))
    if isinstance(value, time):
        return f"{value.hour:02}:{value.minute:02}"
    if isinstance(value, int | float):
        return _number(value, _form(cell))
    return " ".join(str(value)[:_MOST_CELL].split())


def _form(cell: Any) -> str:
    return str(getattr(cell, "number_format", "") or "")[:_LONGEST_FORM]


def _day(value: date, form: str) -> str:
    """Write a day as its form does ("Sep 2025", "01/09/25"); in words where the form is nobody's choice."""
    form = re.sub(r";.*$|\[\$-[^\[\]]*\]", "", form)
    if _UNCHOSEN.fullmatch(form.replace("\\", "")) or not re.search(r"[dmy]", form, re.IGNORECASE):
        return write_day(value)
    parts = []
    clock = False
    tokens = _DAY_TOKEN.findall(form)
    for place, token in enumerate(tokens):
        low = token.lower()
        seconds = next((other[0].lower() == "s" for other in tokens[place + 1 :] if other[0].isalpha()), False)
        if low[0] == "m" and (clock or seconds):
            parts.append(f"{getattr(value, 'minute', 0):0{min(len(low), 2)}}")
        elif low in {"am/pm", "a/p"}:
            parts.append("PM" if getattr(value, "hour", 0) >= 12 else "AM")
        elif low[0] in "dmyhs":
            half = any(other.lower() in {"am/pm", "a/p"} for other in tokens)
            parts.append(_part(value, low, half=half))
        elif token[0] in '"\\':
            parts.append(token.strip('"\\'))
        elif token[0] != "[":
            parts.append(token)
        if low[0] in "dmyhs":
            clock = low[0] == "h"
    return " ".join("".join(parts).split())


def _part(value: date, token: str, *, half: bool) -> str:
    """Write one part of a day or of a time."""
    named = {"ddd": "%a", "dddd": "%A", "mmm": "%b", "mmmm": "%B", "mmmmm": "%b"}
    if token in named:
        said = value.strftime(named[token])
        return said[0] if token == "mmmmm" else said
    if token[0] == "y":
        return str(value.year) if len(token) > 2 else f"{value.year % 100:02}"
    hour = getattr(value, "hour", 0)
    hour = (hour - 1) % 12 + 1 if half else hour
    number = {"d": value.day, "m": value.month, "h": hour, "s": getattr(value, "second", 0)}[token[0]]
    return f"{number:0{min(len(token), 2)}}"


def _number(value: float, form: str) -> str:
    """Write a number as its form does: decimals, thousands, per cent, and the signs and words around it."""
    forms = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', form) or [""]
    place = 1 if value < 0 and len(forms) > 1 else 2 if value == 0 and len(forms) > 2 else 0
    chosen = forms[place]
    if chosen.strip().lower() in {"", "general", "@"} or re.search(r"[0#?]\s?(?:/|E[+-])", chosen):
        return "" if form.startswith(";") else _plain(value)
    value = abs(value) if place == 1 else value
    parts: list[str] = []
    figures = ""
    for token in _TOKEN.finditer(chosen):
        if token["figures"]:
            parts += [] if figures else ["\0"]
            figures = figures or token["figures"]
        elif not token["none"]:
            parts.append(next(filter(None, token.group("said", "sign", "money", "per", "other")), ""))
    text = "".join(parts)
    if not figures:
        return " ".join(re.sub("general", _plain(value), text, flags=re.IGNORECASE).split())
    value = value * 100 if "%" in text else value
    scale = len(figures) - len(figures.rstrip(","))
    value /= 1000**scale
    decimals = _DECIMALS.search(figures) or re.search(r"\.([0#?]+)", figures)
    places = len(decimals[1]) if decimals else 0
    written = f"{abs(value):{',' if ',' in figures[: len(figures) - scale] else ''}.{places}f}"
    if decimals and "#" in decimals[1]:
        written = written.rstrip("0").rstrip(".")
    whole = written.split(".")[0]
    least = len(re.findall("0", figures.split(".")[0]))
    if "," not in figures and len(whole) < least:
        written = written.zfill(len(written) + least - len(whole))
    minus = "-" if value < 0 and float(written.replace(",", "")) else ""
    return " ".join((minus + text.replace("\0", written)).split())


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"

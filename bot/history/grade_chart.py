"""Draw grades over time as a compact picture: a column an inspection, a row an area, the grade written in each cell.

The colour only repeats what the cell says. Where the framework changed there is a line, and its name over it.
"""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from bot.answers import GRADES, place_of
from bot.history.grade_history import GradeHistory, describe_history

_SCALE = 2  # drawn twice as large as it is to be seen, so that it is crisp
_AREA, _COLUMN, _ROW, _HEAD, _PAD = 250, 172, 54, 62, 14
_TITLE = 30
# Colours of Okabe and Ito (2008), lightened: told apart by those who see no difference of red and green.
_BLUE, _GREEN, _YELLOW, _ORANGE = (143, 206, 240), (150, 214, 190), (247, 224, 140), (244, 178, 130)
_COLOURS = dict(zip(GRADES, (_ORANGE, _YELLOW, _YELLOW, _GREEN, _BLUE), strict=True))
_NONE, _INK, _GREY, _LINE = (238, 238, 238), (25, 25, 25), (110, 110, 110), (255, 255, 255)
_CHANGE = (120, 40, 120)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


def draw_grades(histories: Sequence[GradeHistory]) -> bytes:
    """Draw the grades of one council or of several, one under the other, as a PNG with the words that say it all."""
    most = max((len(history.columns) for history in histories), default=1)
    width = _AREA + most * _COLUMN + 2 * _PAD
    heights = [_TITLE + _HEAD + len(history.rows) * _ROW + _PAD for history in histories]
    image = Image.new("RGB", (width * _SCALE, (sum(heights) + _PAD) * _SCALE), "white")
    pen = _Pen(image)
    top = _PAD
    for history, height in zip(histories, heights, strict=True):
        _draw_one(pen, history, top)
        top += height
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Description", describe_history(histories))
    stream = io.BytesIO()
    image.quantize(colors=48, dither=Image.Dither.NONE).save(stream, "PNG", pnginfo=notes)
    return stream.getvalue()


class _Pen:
    """Draws in points of the picture as it is seen."""

    def __init__(self, image: Image.Image) -> None:
        self._draw = ImageDraw.Draw(image)
        self._fonts = {size: ImageFont.load_default(size * _SCALE) for size in (10, 11, 13, 17)}

    def box(self, left: int, top: int, right: int, bottom: int, colour: tuple[int, int, int]) -> None:
        corners = (left * _SCALE, top * _SCALE, right * _SCALE - 1, bottom * _SCALE - 1)
        self._draw.rectangle(corners, fill=colour, outline=_LINE, width=_SCALE)

    def line(self, x: int, top: int, bottom: int) -> None:
        step = 6 * _SCALE
        for y in range(top * _SCALE, bottom * _SCALE, 2 * step):
            self._draw.line((x * _SCALE, y, x * _SCALE, min(y + step, bottom * _SCALE)), fill=_CHANGE, width=2 * _SCALE)

    def write(
        self, text: str, left: int, top: int, width: int, *, size: int = 13, lines: int = 2,
        colour: tuple[int, int, int] = _INK,
    ) -> None:  # fmt: skip
        """Write a text in so many lines at most; what does not fit is marked as cut."""
        font = self._fonts[size]
        rest = text.translate(_PLAIN).split()
        made: list[str] = []
        while rest and len(made) < lines:
            count = len(rest)
            while count > 1 and font.getlength(" ".join(rest[:count])) > width * _SCALE:
                count -= 1
            made.append(" ".join(rest[:count]))
            rest = rest[count:]
        if rest:
            made[-1] += " ..."
        for number, line in enumerate(made):
            self._draw.text((left * _SCALE, (top + number * (size + 3)) * _SCALE), line, fill=colour, font=font)


def _draw_one(pen: _Pen, history: GradeHistory, top: int) -> None:
    pen.write(f"{history.authority}: grades as printed", _PAD, top, _AREA + 3 * _COLUMN, size=17, lines=1)
    head, body = top + _TITLE, top + _TITLE + _HEAD
    bottom = body + len(history.rows) * _ROW
    for number, row in enumerate(history.rows):
        pen.write(row.area, _PAD, body + number * _ROW + 6, _AREA - 12, lines=3)
    for number, column in enumerate(history.columns):
        left = _PAD + _AREA + number * _COLUMN
        day = f"{column.day:%b %Y}" if column.day else "no date"
        pen.write(day, left + 6, head, _COLUMN - 10, lines=1)
        colour = _CHANGE if column.changed else _GREY
        pen.write(column.told_framework, left + 6, head + 18, _COLUMN - 10, size=11, lines=3, colour=colour)
        for place, row in enumerate(history.rows):
            cell = row.cells[number]
            said = "not printed" if cell is None else cell.grade or "no grade given"
            fill = _NONE if cell is None or not cell.grade else colour_of(cell.grade)
            y = body + place * _ROW
            pen.box(left, y, left + _COLUMN, y + _ROW, fill)
            pen.write(said, left + 8, y + 5, _COLUMN - 14, colour=_GREY if fill == _NONE else _INK)
            if other := row.other_name(number):
                pen.write(f"printed: {other}", left + 8, y + 38, _COLUMN - 14, size=10, lines=1, colour=_GREY)
        if column.changed:
            pen.line(left, head, bottom)


def colour_of(grade: str) -> tuple[int, int, int]:
    """Give the colour of a grade as printed, that of no grade for anything else."""
    place = place_of(grade)
    return _NONE if place is None else _COLOURS[GRADES[place]]

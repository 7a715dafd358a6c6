"""The pages of a PDF as one picture, with boxes marked on them: crisp, and small enough to send.

In come a PDF and marked pages; out comes a PNG. Two pages stand side by side.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw, PngImagePlugin

from index.readers.page_boxes import MarkedPage, PageBox, opened_pdf

LARGEST = 400_000  # bytes of a picture
_WIDTHS = (1250, 1050, 900, 750, 600)  # pixels of one page, tried until the picture is small enough
_COLOURS = 24
_MARK = (255, 236, 130)
_BAR = (214, 120, 0)
_BAR_WIDTH, _BAR_GAP = 4, 10  # pixels: of the bar, and from it to the marked lines
_IS_INK = [255 if value < 160 else 0 for value in range(256)]
_PAD = 1.6  # points around the ink of a line
_GUTTER = 16  # pixels between two pages


def draw_pages(path: Path, marked: Sequence[MarkedPage], *, description: str) -> bytes:
    """Draw the marked pages of a PDF as one PNG of under 400 kB; raise ReadError where it cannot be opened."""
    content = b""
    with opened_pdf(path) as document:
        for width in _WIDTHS[1 if len(marked) > 1 else 0 :]:
            pages = [_draw_page(document, page, width) for page in marked]
            content = _to_png(_beside(pages), description)
            if len(content) <= LARGEST:
                break
    return content


def _draw_page(document: pdfium.PdfDocument, marked: MarkedPage, width: int) -> Image.Image:
    page = document[marked.page - 1]
    try:
        scale = width / page.get_width()
        bitmap = page.render(scale=scale)
        image = bitmap.to_pil().convert("RGB")
        areas = [_area(page, box, image.size) for box in marked.boxes]
    finally:
        page.close()
    paper = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(paper)
    for area in areas:
        pen.rectangle(area, fill=_MARK)
    image = ImageChops.multiply(image, paper)  # the ink stays black on the mark
    if areas:
        top, bottom = min(area[1] for area in areas), max(area[3] for area in areas)
        right = _free_column(image, int(min(area[0] for area in areas)), int(top), int(bottom))
        ImageDraw.Draw(image).rectangle((right - _BAR_WIDTH, top, right, bottom), fill=_BAR)
    return image


def _free_column(image: Image.Image, left: int, top: int, bottom: int) -> int:
    """Find where the bar beside marked lines ends: left of them, and of a number or bullet that stands close by."""
    across, _ = image.crop((0, top, max(1, left), bottom)).convert("L").point(_IS_INK).getprojection()
    near = max(_BAR_WIDTH + 2, left - _BAR_GAP)
    right = near
    while right > _BAR_WIDTH + 2 and any(across[right - _BAR_WIDTH - 2 : right + 3]):
        right -= 1
    return right if right > _BAR_WIDTH + 2 else near  # no column is free


def _area(page: pdfium.PdfPage, box: PageBox, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Turn a box in points of the page into pixels of its picture, wherever the page's corner is and however it is
    turned."""
    left, bottom, right, top = box
    corners = [_to_pixel(page, x, y, size) for x, y in ((left - _PAD, bottom - _PAD), (right + _PAD, top + _PAD))]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return across[0], down[0], across[1], down[1]


def _to_pixel(page: pdfium.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    return pdfium.PdfPosConv(page, (0, 0, *size, 0)).to_bitmap(x, y)  # type: ignore[no-any-return]


def _beside(pages: Sequence[Image.Image]) -> Image.Image:
    if len(pages) == 1:
        return pages[0]
    whole = Image.new(
        "RGB",
        (sum(page.width for page in pages) + _GUTTER * (len(pages) - 1), max(page.height for page in pages)),
        (150, 150, 150),
    )
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + _GUTTER
    return whole


def _to_png(image: Image.Image, description: str) -> bytes:
    """Write a picture with few colours, which a page of print needs no more of, and with what it shows as text."""
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Description", description)
    reduced = image.quantize(colors=_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    reduced.save(stream, "PNG", compress_level=6, pnginfo=notes)
    return stream.getvalue()

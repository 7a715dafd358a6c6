"""The page of each passage of a pack, drawn from the file that was indexed; none where it cannot be shown."""

from collections.abc import Callable
from pathlib import Path

from bot.packs.contents import PackItem
from bot.pages import draw_passage, has_pages
from index.errors import FindingsError
from index.storage import Library


def page_drawer(folder: Path, library: Library) -> Callable[[PackItem], tuple[bytes, str] | None]:
    """Give what draws the page of a passage, with what it shows; None for one that has no page to be shown."""

    def draw(item: PackItem) -> tuple[bytes, str] | None:
        if not has_pages(item.document, item.passage):
            return None
        try:
            picture = draw_passage(folder, library, item.document, item.passage)
        except FindingsError:
            return None  # the file is not the one that was indexed: the quotation stands without its page
        return picture.png, picture.alt

    return draw

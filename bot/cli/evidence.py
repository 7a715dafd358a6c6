"""Commands for what goes into a paper: ``verify``.

In come drafts; out go results for a person or as JSON. Nothing is decided here.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.terminal import Json, console
from bot.settings import read_settings
from index.errors import FindingsError

if TYPE_CHECKING:
    from index.models import Document
    from index.storage import Library


def register_evidence(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(verify)


def verify(
    draft: Annotated[Path, typer.Argument(help="A text, a Word document or a PDF; - is standard input.")],
    as_json: Json = False,
) -> None:
    """Check the quotations of a draft: word for word, with differences, or not found."""
    from bot.cli.evidence_terminal import show_quotations
    from bot.cli.json_output import quotation_to_dict
    from bot.quotations import open_checker

    text = _read(draft)
    checked = open_checker(read_settings().index).check(text)
    if as_json:
        typer.echo(json.dumps([quotation_to_dict(one) for one in checked], ensure_ascii=False, indent=2))
    else:
        show_quotations(console(), checked)


def show_page(library: "Library", document: "Document", paragraph: str, *, image: Path | None, boxes: bool) -> None:
    """Print the boxes of a passage on its pages, or write its page as a picture."""
    from bot.answers import find_passage
    from bot.pages import draw_passage, mark_passage

    folder = read_settings().documents
    passage = find_passage(library, document, paragraph)
    if image is not None:
        picture = draw_passage(folder, library, document, passage)
        try:
            image.write_bytes(picture.png)
        except OSError as error:
            raise FindingsError(f"Cannot write {image}: {error.strerror}. Name another file.") from error
        marked = picture.pages
        if not boxes:
            typer.echo(picture.alt)
    else:
        marked = mark_passage(folder, library, document, passage)
    if boxes:
        typer.echo(json.dumps([{"page": page.page, "boxes": [list(box) for box in page.boxes]} for page in marked]))


def _read(draft: Path) -> str:
    """Read a draft; plain text is taken as it is, whatever its name."""
    from bot.quotations import read_draft

    if str(draft) == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    if not draft.is_file():
        raise FindingsError(f"There is no file {draft}. Name a text or a Word document, or - for standard input.")
    return read_draft(draft)

"""Commands for what goes into a paper: ``verify``, ``pack`` and ``mcp``.

In come drafts; out go results for a person or as JSON. Nothing is decided here.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.answers import find_document, find_passage
from bot.cli.console import console, print_json, write_file
from bot.cli.json_output import quotation_to_dict
from bot.cli.opened import open_settings_answerer, warn_of_council
from bot.cli.options import Json
from bot.labels import count
from bot.packs import Pattern
from bot.settings import read_settings
from index.errors import FindingsError
from index.models import Document
from index.storage import Library

SHORTEST_TOKEN = 16


def verify(
    draft: Annotated[Path, typer.Argument(help="A text, a Word document or a PDF; - is standard input.")],
    as_json: Json = False,
) -> None:
    """Check the quotations of a draft: word for word, with differences, or not found."""
    from bot.cli.evidence_terminal import show_quotations
    from bot.quotations import open_checker

    text = _read(draft)
    checked = open_checker(read_settings().index).check(text)
    if as_json:
        print_json([quotation_to_dict(one) for one in checked])
    else:
        show_quotations(console(), checked)


def pack(
    questions: Annotated[list[str] | None, typer.Argument(help="Questions, each a heading.")] = None,
    out: Annotated[Path, typer.Option(help="The Word document to write.")] = Path("pack.docx"),
    pattern: Annotated[Pattern, typer.Option(help="Ordered by report, by theme, or as the annual conversation.")] = (
        Pattern.THEME
    ),
    passage: Annotated[list[str] | None, typer.Option(help='One passage: "DOCUMENT:PARAGRAPH".')] = None,
    know: Annotated[list[str] | None, typer.Option(help="A question for “what do you know”.")] = None,
    how: Annotated[list[str] | None, typer.Option(help="A question for “how do you know it”.")] = None,
    plans: Annotated[list[str] | None, typer.Option(help="A question for “what are your plans”.")] = None,
    authority: Annotated[str | None, typer.Option(help="Only this council.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Passages a question.")] = 5,
    title: Annotated[str, typer.Option(help="Its title.")] = "What inspection says",
    pictures: Annotated[bool, typer.Option("--pictures", help="With the page of each passage of a PDF.")] = False,
) -> None:
    """Write a pack for a meeting as a Word document: every quotation checked again, with its citation."""
    from bot.packs import CONVERSATION, PackItem, arrange, ask_for_items, page_drawer, write_pack

    settings = read_settings()
    asked = {CONVERSATION[0]: know, CONVERSATION[1]: how, CONVERSATION[2]: plans}
    if not (questions or passage or any(asked.values()) or pattern is Pattern.CONVERSATION):
        raise typer.BadParameter('give a question, such as: findings pack "care leavers in Merrow" --out pack.docx')
    if unclear := next((name for name in passage or () if not all(name.rpartition(":")[::2])), None):
        raise typer.BadParameter(f'write --passage "DOCUMENT:PARAGRAPH", not {unclear!r}')
    answerer = open_settings_answerer(settings)
    library = answerer.library
    authority = warn_of_council(authority, library) if authority else None
    items = []
    for heading, own in asked.items():
        items += ask_for_items(answerer, own or (), heading=heading, limit=limit, authority=authority)
    first = CONVERSATION[0] if pattern is Pattern.CONVERSATION else None
    items += ask_for_items(answerer, questions or (), heading=first, limit=limit, authority=authority)
    for name in passage or ():
        path, _, number = name.rpartition(":")
        document = find_document(library, path)
        items.append(PackItem(first or "Picked passages", document, find_passage(library, document, number)))
    made = arrange(library, items, title=title, pattern=pattern, headings=questions or (), made=date.today())
    for heading in questions or ():
        if all(item.heading not in (heading.strip(), first) for item in items):
            typer.echo(f"Nothing was found for “{heading}”: ask it with findings ask to see why.", err=True)
    content = write_pack(made, picture=page_drawer(settings.documents, library) if pictures else None)
    write_file(out, content)
    quoted, sources = count(made.checked, "quotation"), count(len(made.sources), "document")
    typer.echo(f"{out}: {quoted} from {sources}, each checked word for word.")


def mcp(
    http: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Serve over HTTP on this port of 127.0.0.1 instead.")
    ] = None,
) -> None:
    """Give assistants the same evidence, over the Model Context Protocol; read-only."""
    settings = read_settings()
    token = settings.mcp_token.get_secret_value() if settings.mcp_token else ""
    if http is not None and len(token) < SHORTEST_TOKEN:
        raise FindingsError(f"Set FINDINGS_MCP_TOKEN to a secret of {SHORTEST_TOKEN} characters or more for --http.")
    from bot.cli.evidence_tools import EvidenceTools
    from bot.cli.mcp_server import serve_http, serve_stdio

    tools = EvidenceTools(settings)
    if http is None:
        serve_stdio(tools)
    else:
        serve_http(tools, port=http, token=token)


def show_page(library: Library, document: Document, paragraph: str, *, image: Path | None, boxes: bool) -> None:
    """Print the boxes of a passage on its pages, or write its page as a picture."""
    from bot.pages import draw_passage, mark_passage

    folder = read_settings().documents
    passage = find_passage(library, document, paragraph)
    if image is not None:
        picture = draw_passage(folder, library, document, passage)
        write_file(image, picture.png)
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
        what = "is a folder" if draft.is_dir() else "does not exist"
        raise FindingsError(f"{draft} {what}. Name a text, a Word document or a PDF, or - for standard input.")
    return read_draft(draft)

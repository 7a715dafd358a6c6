"""The command ``chat``: a conversation in a terminal, as in a thread of Slack, or many of them from a file."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.ask import read_lines
from bot.cli.console import console
from bot.cli.json_output import answer_to_dict
from bot.cli.opened import open_settings_answerer
from bot.cli.options import Json
from bot.models import PASSAGES_SHOWN
from bot.settings import read_settings
from index.errors import FindingsError

PROMPT = "> "


def chat(
    turns: Annotated[
        Path | None,
        typer.Option("--turns", help="A file with a JSON list of messages a line; - is standard input."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Passages to show.")] = PASSAGES_SHOWN,
    as_json: Json = False,
) -> None:
    """Hold a conversation: each message leans on those before it. An empty line, or the end of input, ends it."""
    from bot.answers import Conversation
    from bot.cli.terminal import show_answer

    if as_json and turns is None:
        raise typer.BadParameter("--json writes the answers of --turns FILE; a conversation is shown as text")
    answerer = open_settings_answerer(read_settings())
    if turns is None:
        talk = Conversation(answerer, limit=limit)
        while text := _ask():
            answer = talk.say(text)
            if talk.carried:
                typer.echo(talk.carried)
            show_answer(console(), answer)
        return
    with read_lines(turns) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            answers = Conversation(answerer, limit=limit).say_all(_messages(line, number))
            if as_json:
                typer.echo(json.dumps([answer_to_dict(answer) for answer in answers], ensure_ascii=False))
            else:
                for answer in answers:
                    typer.echo(f"{PROMPT}{answer.question}")
                    show_answer(console(), answer)


def _ask() -> str:
    """Read the next message; "" at the end of input."""
    if sys.stdin.isatty():
        try:
            return input(PROMPT).strip()
        except EOFError:
            return ""
    return sys.stdin.readline().strip()


def _messages(line: str, number: int) -> list[str]:
    """Read a line as a list of messages."""
    try:
        messages = json.loads(line)
    except ValueError as error:
        raise FindingsError(f"Line {number} is no JSON ({error}). Write a list of messages a line.") from error
    if not isinstance(messages, list) or not all(isinstance(message, str) for message in messages):
        raise FindingsError(f"Line {number} is no list of texts. Write a list of messages a line.")
    return messages

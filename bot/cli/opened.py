"""What commands open as the settings say, the councils that their words name, and how they print an answer."""

import sys
from collections.abc import Collection
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.cli.console import console, print_json
from bot.settings import Settings
from index.errors import FindingsError
from index.folder import load_local
from index.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from bot.answers import Answerer
    from bot.models import Answer
    from index.storage import Library


class NotHeldCouncilError(FindingsError):
    """A council was named of which no document is held; the message names the one that may be meant."""


def open_settings_answerer(settings: Settings) -> "Answerer":
    """Open what answers questions, as the settings say."""
    from bot.answers import open_answerer

    words = load_local(settings.documents / VOCABULARY)
    return open_answerer(
        settings.index,
        home_authority=settings.home_authority,
        words=words,
        neighbours=settings.neighbours,
        safeguarding=settings.safeguarding,
    )


def print_answer(answer: "Answer", *, as_json: bool) -> None:
    """Print an answer for a person, or as JSON."""
    if as_json:
        from bot.cli.json_output import answer_to_dict

        print_json(answer_to_dict(answer))
        return
    from bot.cli.terminal import show_answer

    show_answer(console(), answer)


def name_council(named: str, library: "Library") -> str:
    """Give the name by which a council is held.

    Raises:
        NotHeldCouncilError: no document of it is held.
    """
    from index.authorities import Gazetteer, held_authorities

    held = held_authorities(library.documents)
    names = {known.name for known in held}
    name = Gazetteer.load(held).canonical(named)
    if name in names:
        return name
    near = nearest(named, names)
    remedy = f"Did you mean {near}?" if near else "findings documents lists what is held."
    raise NotHeldCouncilError(f"No document of {named.strip() or 'a council without a name'} is held. {remedy}")


def warn_of_council(named: str, library: "Library") -> str:
    """Give the name by which a council is held, or the one that was typed; say so on standard error then."""
    try:
        return name_council(named, library)
    except NotHeldCouncilError as error:
        print(error, file=sys.stderr)
        return named


def nearest(typed: str, known: Collection[str]) -> str | None:
    """Give the known name that what was typed may be meant for."""
    by_letters = {name.casefold(): name for name in known}
    near = get_close_matches(typed.strip().casefold(), by_letters, n=1, cutoff=0.6)
    return by_letters[near[0]] if near else None

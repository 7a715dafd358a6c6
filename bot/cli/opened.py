"""What commands open as the settings say, and how they print an answer."""

from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.answers import Answerer
    from bot.models import Answer


def open_settings_answerer(settings: Settings) -> "Answerer":
    """Open what answers questions, as the settings say."""
    from bot.answers import open_answerer
    from index.folder import load_local
    from index.vocabulary import VOCABULARY

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
        import json

        from bot.cli.json_output import answer_to_dict

        print(json.dumps(answer_to_dict(answer), ensure_ascii=False, indent=2))
        return
    from bot.cli.console import console
    from bot.cli.terminal import show_answer

    show_answer(console(), answer)

"""What commands open as the settings say."""

from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.answers import Answerer


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

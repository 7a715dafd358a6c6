"""A question on its way to an answer, and where its answer belongs: values alone."""

from dataclasses import dataclass, field

from bot.models import Filters
from bot.slack.access import SlackUser
from bot.slack.blocks import Audience
from bot.slack.interaction import MessageLocation
from bot.slack.state import Entry

LONGEST_QUESTION = 4_000  # characters; what follows is not read


@dataclass(frozen=True, slots=True)
class QuestionRequest:
    """A question on its way. ``ts`` is the message that asks; ``confirmed`` that its personal data was pointed out;
    ``exact`` that the filters are the asker's own choice, so that nothing is taken over from the thread."""

    text: str
    user: SlackUser
    entry: Entry
    channel: str
    answer: str
    ts: str = ""
    thread_ts: str | None = None
    event: str | None = None
    response_url: str | None = None
    filters: Filters = field(default_factory=Filters)
    confirmed: bool = False
    exact: bool = False
    in_place: MessageLocation | None = None
    show_question: bool = False

    def __post_init__(self) -> None:
        """Bound the text and write its blanks once, whatever reads it later."""
        object.__setattr__(self, "text", " ".join(self.text.split())[:LONGEST_QUESTION].rstrip())

    @property
    def thread(self) -> str | None:
        """The thread that the answer goes to."""
        return self.thread_ts or self.ts or None

    @property
    def audience(self) -> Audience:
        """Who reads the answer."""
        if self.entry is Entry.MENTION:
            return Audience.CHANNEL
        return Audience.EPHEMERAL if self.entry is Entry.COMMAND else Audience.DIRECT

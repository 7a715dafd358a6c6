"""The parts that are open for the life of the process: values alone, handed to whoever needs them."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field

from bot.library import IndexRunner, LibraryService
from bot.records import Audit, Usage
from bot.settings import Settings
from bot.slack.access import AccessPolicy, SlackUser
from bot.slack.messenger import Messenger
from bot.slack.searcher_manager import SearcherManager
from bot.slack.state import AnswerStore, FollowStore, MemberStore, PackStore, UploadQueue
from bot.slack.task_set import TaskSet


@dataclass(frozen=True)
class SharedServices:
    """What is open once, whichever workspaces are served."""

    settings: Settings
    searchers: SearcherManager
    audit: Audit
    usage: Usage
    library: LibraryService
    index_runner: IndexRunner


@dataclass(frozen=True)
class Services(SharedServices):
    """Everything open for one workspace; ``questions`` holds the questions of the last hours by the id of their
    answer, ``home`` the council that is meant there where a question names none and this differs from all others'.

    Where the app is installed for a whole organisation, ``members`` knows who is of which workspace, and ``homes`` the
    councils of those that have one of their own.
    """

    store: AnswerStore
    uploads: UploadQueue
    packs: PackStore
    follows: FollowStore
    messenger: Messenger
    access: AccessPolicy
    questions: MutableMapping[str, str]
    tasks: TaskSet
    home: str | None = None
    homes: Mapping[str, str] = field(default_factory=dict)
    members: MemberStore | None = None


def home_of(services: Services, user: SlackUser) -> str | None:
    """Give the council that is meant where somebody's question names none: that of their own workspace, else of all."""
    return services.homes.get(user.team or "", services.home)

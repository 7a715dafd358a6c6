"""The parts that are open for the life of the process: values alone, handed to whoever needs them."""

from collections.abc import MutableMapping
from dataclasses import dataclass

from bot.library import IndexRunner, LibraryService
from bot.records import Audit, Usage
from bot.settings import Settings
from bot.slack.access import AccessPolicy
from bot.slack.messenger import Messenger
from bot.slack.searcher_manager import SearcherManager
from bot.slack.state import AnswerStore, FollowStore, PackStore, UploadQueue
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
    answer, ``home`` the council that is meant there where a question names none and this differs from all others'."""

    store: AnswerStore
    uploads: UploadQueue
    packs: PackStore
    follows: FollowStore
    messenger: Messenger
    access: AccessPolicy
    questions: MutableMapping[str, str]
    tasks: TaskSet
    home: str | None = None

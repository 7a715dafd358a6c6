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


@dataclass(frozen=True, slots=True)
class Services:
    """Everything open; ``questions`` holds the questions of the last hours by the id of their answer."""

    settings: Settings
    store: AnswerStore
    uploads: UploadQueue
    packs: PackStore
    follows: FollowStore
    searchers: SearcherManager
    messenger: Messenger
    access: AccessPolicy
    audit: Audit
    usage: Usage
    library: LibraryService
    index_runner: IndexRunner
    questions: MutableMapping[str, str]
    tasks: TaskSet

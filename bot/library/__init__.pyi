from .folder_watcher import changes as changes
from .index_runner import IndexRunner as IndexRunner
from .index_runner import RunState as RunState
from .service import LibraryService as LibraryService
from .service import operator as operator

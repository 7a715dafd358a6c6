from .folder_watcher import changes as changes
from .index_runner import IndexRunner as IndexRunner
from .index_runner import RunState as RunState
from .report_links import ReportLinksError as ReportLinksError
from .report_links import read_report_links as read_report_links
from .service import LibraryService as LibraryService
from .service import operator as operator

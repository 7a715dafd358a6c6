from .deep_check import check_deep as check_deep
from .indexer import Progress as Progress
from .indexer import Report as Report
from .indexer import index_folder as index_folder
from .preview import Examined as Examined
from .preview import examine as examine
from .run_lock import answering as answering
from .run_lock import is_answered_from as is_answered_from

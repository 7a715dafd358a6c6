from .preparation import WARMS as WARMS
from .preparation import prepare_document as prepare_document
from .preparation import prepare_index as prepare_index
from .preparation import search_version as search_version
from .preparation import update_index as update_index
from .preparation import warm_up as warm_up

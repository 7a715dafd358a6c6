from .preparation import IndexedDocument as IndexedDocument
from .preparation import NoPreparation as NoPreparation
from .preparation import Preparation as Preparation
from .preparation import SearchPreparation as SearchPreparation

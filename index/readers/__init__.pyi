from .open import SUFFIXES as SUFFIXES
from .open import read_source as read_source
from .source import Cell as Cell
from .source import Grid as Grid
from .source import Line as Line
from .source import Role as Role
from .source import Source as Source
from .source import Table as Table

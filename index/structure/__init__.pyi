from .outline import Structure as Structure
from .parser import parse as parse
from .parts import matter_of as matter_of

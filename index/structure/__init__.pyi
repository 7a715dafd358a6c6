from .elements import Element as Element
from .elements import Structure as Structure
from .parser import parse as parse
from .parts import matter_of as matter_of
from .passages import split_passages as split_passages

from .gazetteer import Gazetteer as Gazetteer
from .gazetteer import Mentions as Mentions
from .gazetteer import allowed_aliases as allowed_aliases
from .gazetteer import held_authorities as held_authorities
from .name_table import tokens_of as tokens_of

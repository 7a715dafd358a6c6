from .cue import Cue as Cue
from .cue import CueMatch as CueMatch
from .cue import CueTable as CueTable
from .cue import CueWords as CueWords
from .cue import cue_words as cue_words

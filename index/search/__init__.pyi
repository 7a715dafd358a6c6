from .answerability import Lack as Lack
from .answerability import Verdict as Verdict
from .highlight import Highlighter as Highlighter
from .searcher import Searcher as Searcher
from .vocabulary_overlay import Learned as Learned
from .vocabulary_overlay import explained_in as explained_in
from .vocabulary_overlay import learned_abbreviations as learned_abbreviations
from .vocabulary_overlay import with_own_words as with_own_words

"""Names and initials of private persons, told by a model of the words that could be one and of what stands about them.

In: the words of a question. Out: what was seen. The weights are fitted to the examples of
index/vocabulary/personal_data.txt (`python -m tools.fit_examples`): whoever finds a name that is missed, or a question
that is taken for one, adds two or three examples there, and no rule here.
"""

from collections.abc import Iterator

from bot.privacy.name_marks import marks_of_names
from bot.privacy.typed_words import TypedWord
from index.query import load_model

MODEL = "personal_data"
PERSON, OTHER = "person", "other"
NAME, INITIALS, PLACE = "a person's name", "a person's initials", "an address"
# How sure the model must be: of a thousand questions about reports that were held out, two raise an alarm.
_SURE = 0.93


def seen_persons(words: list[TypedWord]) -> Iterator[str]:
    """Say what of a private person is named among some words, each once."""
    model = load_model(MODEL)
    seen: set[str] = set()
    for at, marks in marks_of_names(words):
        what = _called(words[at], marks)
        if what not in seen and model.probabilities(marks)[PERSON] > _SURE:
            seen.add(what)
            yield what


def _called(word: TypedWord, marks: set[str]) -> str:
    if marks & {"is:places", "with:places"}:
        return PLACE
    return INITIALS if word.sort in {"initials", "sector"} else NAME

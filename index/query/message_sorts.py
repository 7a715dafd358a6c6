"""Messages: whether a text asks what documents say, or is one of those that no document answers, and of which sort.

In comes a text as typed; out come the sort that it is likeliest of besides a question on documents, and how much
likelier that is, by the examples in index/vocabulary/messages.txt.
"""

from index.query.example_model import ExampleModel, shipped_model

ASKS_DOCUMENTS = "inspection"  # the sort of what documents may answer


def likeliest_sort(text: str, model: ExampleModel | None = None) -> tuple[str, float]:
    """Give the likeliest sort of those that no document answers, and by how many natural logarithms of the odds it is
    likelier than a question on documents; below 0 it is less likely. The examples that ship are the model if none is
    given."""
    scores = (model or shipped_model("messages")).scores(text)
    asks = scores.pop(ASKS_DOCUMENTS)
    best = max(scores, key=scores.__getitem__)
    return best, scores[best] - asks

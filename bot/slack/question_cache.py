"""Questions, in memory only: what buttons and follow-ups need of a question that is on no disk.

In: an answer's id and the question it answers. Out: the question, for as long as threads are remembered and this
process lives. After a restart a question is read again from Slack where that is allowed, or asked for again.
"""

import time
from collections import OrderedDict


class QuestionMemory:
    """The questions of the last hours, the newest ten thousand at most."""

    def __init__(self, *, hours: float = 24, most: int = 10_000) -> None:
        """Begin with none."""
        self._seconds, self._most = hours * 3_600, most
        self._held: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def keep(self, answer: str, question: str) -> None:
        """Keep the question that an answer belongs to."""
        self._held[answer] = (time.monotonic(), question)
        self._held.move_to_end(answer)
        while len(self._held) > self._most:
            self._held.popitem(last=False)

    def get(self, answer: str) -> str | None:
        """Return the question of an answer, None where it is not known (any more)."""
        held = self._held.get(answer)
        if held is None:
            return None
        if time.monotonic() - held[0] > self._seconds:
            del self._held[answer]
            return None
        return held[1]

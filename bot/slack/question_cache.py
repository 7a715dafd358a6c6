"""Questions in memory by the id of their answer: on no disk, for as long as threads are remembered.

Buttons and follow-ups need them. After a restart a question is read again from Slack where that is allowed, or the
person is asked to repeat it.
"""

from cachetools import TTLCache

MOST = 10_000


def question_cache(*, hours: float) -> TTLCache[str, str]:
    """Make an empty cache of the newest questions of so many hours."""
    return TTLCache(maxsize=MOST, ttl=hours * 3_600)

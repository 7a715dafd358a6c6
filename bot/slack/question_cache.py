"""Questions, and private answers of several parts, in memory by the id of their answer: on no disk.

Buttons and follow-ups need them. After a restart a question is read again from Slack where that is allowed, or the
person is asked to repeat it.
"""

from cachetools import TTLCache

from bot.slack.blocks import Message

MOST = 10_000
PARTED = 300  # answers of several parts; one that is forgotten is put together again


def question_cache(*, hours: float) -> TTLCache[str, str]:
    """Make an empty cache of the newest questions of so many hours."""
    return TTLCache(maxsize=MOST, ttl=hours * 3_600)


def part_cache(*, hours: float) -> TTLCache[str, tuple[Message, ...]]:
    """Make an empty cache of the parts of private answers, of which one is shown at a time."""
    return TTLCache(maxsize=PARTED, ttl=hours * 3_600)

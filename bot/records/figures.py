"""Figures of use: what is counted, and how times are kept as a histogram.

In come seconds and counts; out go percentiles and the values that are shown. Nothing is stored here.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

__all__ = ["Day", "FeedbackCount", "Latency", "RefusalCount", "bucket", "percentile"]

# Upper ends of the buckets of the histogram of times, in seconds: each a tenth longer than the one before.
_FIRST, _STEP, _BUCKETS = 0.001, 1.1, 130


@dataclass(frozen=True, slots=True)
class Day:
    """One day (UTC): answers by kind, people who asked, the times of its answers in seconds, and what was not answered.

    ``warned`` are questions that were held back because they seemed to hold personal data, ``failed`` those that a
    fault of ours left without an answer; neither is an answer.
    """

    day: date
    answers: dict[str, int] = field(default_factory=dict)
    askers: int = 0
    median: float | None = None
    p99: float | None = None
    warned: int = 0
    failed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)  # why there was no answer

    @property
    def total(self) -> int:
        """All answers of the day."""
        return sum(self.answers.values())

    @property
    def refused(self) -> int:
        """Those that were a reason why there is none."""
        return self.answers.get("no_answer", 0)


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How often no answer could be given, for a reason, to questions about a council ("" where none was named)."""

    reason: str
    authority: str
    number: int


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """What was thought of answers that showed a passage of a document; ``reasons`` of those who found it unhelpful."""

    document: str
    passage: str
    helpful: int
    unhelpful: int
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Latency:
    """Times of answers in seconds, within a tenth: the median, the 99th percentile, how many, and the last one."""

    count: int = 0
    median: float | None = None
    p99: float | None = None
    last_at: datetime | None = None
    last_seconds: float | None = None


def bucket(seconds: float) -> int:
    """Say which bucket of the histogram a time belongs to; what is longer than all is in the last."""
    if not seconds > _FIRST:
        return 0
    return min(_BUCKETS - 1, math.ceil(math.log(seconds / _FIRST, _STEP))) if math.isfinite(seconds) else _BUCKETS - 1


def percentile(buckets: Mapping[int, int], share: float) -> float | None:
    """Give the time within which a share of the answers was given, to the end of its bucket; None where there is
    none."""
    wanted = math.ceil(sum(buckets.values()) * share)
    seen = 0
    for place in sorted(buckets):
        seen += buckets[place]
        if seen >= wanted:
            return round(_FIRST * _STEP**place, 6)
    return None

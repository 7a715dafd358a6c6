"""The patterns by which a pack is ordered."""

from enum import StrEnum


class Pattern(StrEnum):
    """How a pack is ordered."""

    REPORT = "report"
    THEME = "theme"
    CONVERSATION = "conversation"
